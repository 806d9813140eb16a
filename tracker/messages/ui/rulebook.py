"""Texts of 因子与标准 and 报送期限."""

from tracker.messages.text import Text

_CONFIRMATION = {
    "ui_confirmed": Text("✓ 已核实", "✓ confirmed"),
    "ui_unconfirmed": Text("▲ 待核实", "▲ unconfirmed"),
    "ui_of_program": Text("系统自带", "comes with the program"),
    "ui_of_installation": Text("★ 本单位登记", "★ own"),
    "ui_made_by": Text("{name}，{day}", "{name}, {day}"),
    "ui_field_source": Text("依据文件", "Document"),
    "ui_field_clause": Text("条款", "Clause"),
    "ui_field_value": Text("数值", "Value"),
    "ui_source_hint": Text("文件名称和文号", "Title and number of the document"),
    "ui_checked_original": Text("已与原文核对", "Checked against the original"),
}

_RULES = {
    "ui_rules_waiting": Text("待核实 {count} 项", "{count} unconfirmed"),
    "ui_rules_own": Text("本单位登记 {count} 项", "{count} own"),
    "ui_rules_digest": Text("规则摘要 {digest}", "rules {digest}"),
    "ui_tab_waiting": Text("待核实", "Unconfirmed"),
    "ui_tab_factors": Text("因子", "Factors"),
    "ui_tab_targets": Text("标准与目标", "Standards and targets"),
    "ui_tab_own": Text("本单位登记", "Own"),
    "ui_nothing_waits": Text(
        "所有因子、标准和期限均已核实。", "Every factor, standard and deadline is confirmed."
    ),
    "ui_waiting_help": Text(
        "凡用到待核实因子或目标的评价结论只作初步结论，不会判为未达标。核对原文后，请在“因子”“标准与目标”页签登记依据文件。“本系统默认”是程序自带的做法，列出供知悉；期限和表头可按名称进入修改。",
        "A finding that rests on an unconfirmed factor or target is provisional and never 'not met'. Once checked "
        "against the original, enter the document on the tab of factors or of standards. What the program itself "
        "brings along is listed to be known; deadlines and form heads open by their names.",
    ),
    "ui_waiting_title": Text("待核实清单", "Unconfirmed rules"),
    "ui_factors_title": Text("因子", "Factors"),
    "ui_targets_title": Text("标准与目标", "Standards and targets"),
    "ui_additions_title": Text("本单位登记", "Own rules"),
    "ui_no_additions": Text(
        "本单位还没有登记过因子、核实或期限；可在“因子”“标准与目标”页签或“报送期限”中登记。",
        "No own factor, confirmation or deadline yet; enter them on the other tabs or under Deadlines.",
    ),
    "ui_rule_confirmation": Text("核实状态", "State"),
    "ui_rule_kind": Text("类别", "Kind"),
    "ui_rule_name": Text("名称", "Name"),
    "ui_rule_source": Text("依据", "Source"),
    "ui_rule_clause": Text("条款", "Clause"),
    "ui_rule_made": Text("登记", "Entered by"),
    "ui_rule_factor": Text("因子", "Factor"),
    "ui_rule_value": Text("数值", "Value"),
    "ui_rule_unit": Text("单位", "Unit"),
    "ui_rule_region": Text("地区", "Region"),
    "ui_rule_years": Text("执行期", "In force"),
    "ui_rule_purpose": Text("用途", "Purpose"),
    "ui_rule_used_by": Text("用于指标", "Used by"),
    "ui_used_by_several": Text("{first}等 {count} 项", "{first}, {count} in all"),
    "ui_rule_indicator": Text("指标", "Indicator"),
    "ui_rule_demand": Text("要求", "Demand"),
    "ui_rule_standard": Text("标准", "Standard"),
    "ui_rule_target": Text("目标", "Target"),
    "ui_rule_made_at": Text("登记时间", "Entered"),
    "ui_rule_made_by": Text("登记人", "By"),
    "ui_rule_content": Text("内容", "Content"),
    "ui_rule_kind_factor": Text("因子", "factor"),
    "ui_rule_kind_factor_value": Text("因子数值", "factor value"),
    "ui_rule_kind_target": Text("目标", "target"),
    "ui_rule_kind_standard": Text("标准", "standard"),
    "ui_rule_kind_indicator": Text("指标", "indicator"),
    "ui_rule_kind_item": Text("数据项", "item"),
    "ui_rule_kind_check": Text("审核规则", "check"),
    "ui_rule_kind_deadline": Text("报送期限", "deadline"),
    "ui_rule_kind_form_head": Text("打印表头", "head of a form"),
    "ui_rule_kind_trend_setting": Text("预测预警设置", "setting of forecasts"),
    "ui_addition_factor_value": Text("因子数值", "factor value"),
    "ui_addition_confirmation": Text("目标核实", "confirmation"),
    "ui_addition_deadline": Text("报送期限", "deadline"),
    "ui_addition_form_head": Text("打印表头", "head of a form"),
    "ui_addition_pack": Text("规则包", "pack"),
    "ui_purpose_coal_equivalent": Text("折标准煤", "coal equivalent"),
    "ui_purpose_inventory": Text("碳排放核算", "CO2 inventory"),
    "ui_purpose_zero_carbon_park": Text("零碳园区", "zero-carbon park"),
    "ui_region_any": Text("不限地区", "anywhere"),
    "ui_region_country": Text("全国", "whole country"),
    "ui_region_hint": Text("如 CN-YN；空白为不限", "CN-YN, or blank: anywhere"),
    "ui_every_period": Text("各期通用", "every period"),
    "ui_no_value": Text("无数值", "no value"),
    "ui_years_of": Text("{first}–{last}年", "{first}–{last}"),
    "ui_years_from": Text("{first}年起", "from {first}"),
    "ui_years_until": Text("至{last}年", "until {last}"),
    "ui_years_open": Text("未定期限", "open"),
    "ui_applies_always": Text("一律适用", "always"),
    "ui_applies_adopted": Text("采用后适用", "where adopted"),
    "ui_demand_fall": Text("逐年下降", "falls year on year"),
    "ui_demand_fall_by": Text("比上年下降 {share}", "falls by {share}"),
    "ui_demand_fact": Text("申报事实", "declared fact"),
    "ui_add_factor": Text("登记因子数值", "Add a factor value"),
    "ui_factor_help": Text(
        "同一地区、同一起始月份的数值以本单位登记的为准；填写后先在此显示将替换哪一个值。",
        "An own value takes the place of one of the same region and first month; what it replaces is shown here "
        "before it is saved.",
    ),
    "ui_factor_is_new": Text("将新增一个数值，不替换现有数值。", "It adds a value and replaces none."),
    "ui_factor_replaces": Text(
        "将替换现行数值 {value}（{where}）。保存后各页面立即按新值计算，预警在当晚例行评价时更新。",
        "It takes the place of {value} ({where}). Pages compute with it at once; flags follow with the nightly "
        "evaluation.",
    ),
    "ui_factor_added": Text(
        "{factor}的数值已登记，各页面即按新值计算。", "The value of {factor} is entered and counts at once."
    ),
    "ui_confirm_target": Text("登记目标核实", "Confirm a target"),
    "ui_target_value": Text("原文数值（与现行相同则不填）", "Value in the original (blank: as it stands)"),
    "ui_target_confirmed": Text("目标核实已登记。", "The confirmation is entered."),
}

_DEADLINES = {
    "ui_deadlines_state": Text(
        "逾期未报的月报在宽限期满次日产生预警；截止日按所登记的办法逢节假日、周末顺延",
        "A monthly report that is not in the day after its grace raises a flag; due days move over holidays as entered",
    ),
    "ui_deadline_kind": Text("报表", "Report"),
    "ui_deadline_due": Text("期限", "Due"),
    "ui_deadline_grace": Text("宽限", "Grace"),
    "ui_deadline_confirmation": Text("核实状态", "State"),
    "ui_deadline_source": Text("依据", "Source"),
    "ui_deadline_clause": Text("条款", "Clause"),
    "ui_deadline_made": Text("登记", "Entered by"),
    "ui_deadline_report": Text("报表", "Report"),
    "ui_deadline_due_day": Text("截止日", "Due"),
    "ui_deadline_weekday": Text("星期", "Weekday"),
    "ui_deadline_late_from": Text("逾期预警", "Flag from"),
    "ui_deadline_before": Text("现行截止日", "Due now"),
    "ui_deadline_after": Text("变更后", "Due then"),
    "ui_days": Text("{days} 天", "{days} {days:day|days}"),
    "ui_due_month_same": Text("当月{day}日前", "by day {day} of the same month"),
    "ui_due_month_next": Text("次月{day}日前", "by day {day} of the next month"),
    "ui_due_month_later": Text(
        "其后第{months}个月{day}日前", "by day {day}, {months} {months:month|months} later"
    ),
    "ui_due_year_same": Text("当年12月{day}日前", "by 12-{day} of the year"),
    "ui_due_year_next": Text("次年{months}月{day}日前", "by day {day} of month {months} of the next year"),
    "ui_due_year_later": Text("后年{months}月{day}日前", "by day {day} of month {months} two years later"),
    "ui_due_open": Text("暂定", "tentative"),
    "ui_holidays_open": Text(
        "暂定：该年度放假安排尚未收录，只避开了周末；国务院公布后随程序更新，逢节假日的再顺延。",
        "Tentative: the holidays of that year are not known yet, only weekends are kept clear. They come with an "
        "update of the program once announced.",
    ),
    "ui_coming_dates": Text("今后各期截止日", "Coming dates"),
    "ui_annual_report": Text("{year}年年报", "Annual report {year}"),
    "ui_monthly_report": Text("{month}月报", "Report of {month}"),
    "ui_weekday_1": Text("周一", "Mon"),
    "ui_weekday_2": Text("周二", "Tue"),
    "ui_weekday_3": Text("周三", "Wed"),
    "ui_weekday_4": Text("周四", "Thu"),
    "ui_weekday_5": Text("周五", "Fri"),
    "ui_weekday_6": Text("周六", "Sat"),
    "ui_weekday_7": Text("周日", "Sun"),
    "ui_due_moving": Text("{day}，逢休息日顺延", "{day}, or the next working day"),
    "ui_field_moves": Text(
        "截止日逢节假日、周末的，顺延到下一个工作日",
        "A due day on a holiday or weekend moves to the next working day",
    ),
    "ui_set_deadline": Text("登记本单位期限", "Set a deadline"),
    "ui_field_months": Text("报告期后第几个月", "Months after the period"),
    "ui_field_day": Text("日", "Day"),
    "ui_field_grace": Text("宽限天数", "Days of grace"),
    "ui_no_date_moves": Text(
        "与现行期限相同，截止日不变；可只登记依据文件。",
        "As it stands: no date moves; you may enter the document alone.",
    ),
    "ui_dates_that_move": Text(
        "保存后将有 {count} 个截止日变更：", "Saved, it moves {count} {count:date|dates}:"
    ),
    "ui_save_deadline": Text("保存期限", "Save"),
    "ui_deadline_saved": Text("报送期限已登记，即时生效。", "The deadline is entered and holds."),
}

MESSAGES: dict[str, Text] = {**_CONFIRMATION, **_RULES, **_DEADLINES}
