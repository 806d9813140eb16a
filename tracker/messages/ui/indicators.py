"""Texts of an indicator: its value, target and verdict, its year, and how it was computed."""

from tracker.messages.text import Text

_LIST: dict[str, Text] = {
    "ui_findings_ytd": Text("本年累计（截至{month}）", "Year to date, through {month}"),
    "ui_findings_year": Text("上年全年（{year}年）", "Last year, {year}"),
    "ui_findings_windows": Text("各统计期间的数值", "Values by period"),
    "ui_no_findings": Text(
        "该期间没有可评价的目标（累计评价自2月起）。",
        "No target is judged in this period (the year so far is, from February on).",
    ),
    "ui_indicator": Text("指标", "Indicator"),
    "ui_value": Text("数值", "Value"),
    "ui_unit": Text("单位", "Unit"),
    "ui_last_year": Text("上年同期", "A year earlier"),
    "ui_change": Text("同比", "Change"),
    "ui_target": Text("目标", "Target"),
    "ui_target_fall": Text("低于上年同期", "below a year earlier"),
    "ui_target_unknown": Text("未确定", "not known"),
    "ui_verdict": Text("评价结论", "Verdict"),
    "ui_remarks": Text("说明", "Remarks"),
    "ui_of_months": Text("{have}/{need} 个月", "{have}/{need} months"),
    "ui_missing": Text("缺 {cells}", "missing: {cells}"),
    "ui_and_more": Text("，另有 {count} 项", " and {count} more"),
    "ui_undeclared": Text(
        "{count} 个数据项未填报也未声明不涉及", "{count} {count:item|items} neither entered nor declared"
    ),
    "ui_reason_hint": Text("暂不评价：{reason}", "Not evaluable: {reason}"),
}

_PAGE: dict[str, Text] = {
    "ui_window": Text("统计期间", "Window"),
    "ui_all_indicators": Text("← 全部指标", "← All indicators"),
    "ui_span_month": Text("{year}年{month}月", "{month} {year}"),
    "ui_span_ytd": Text("{year}年1—{month}月", "Jan–{month} {year}"),
    "ui_span_january": Text("{year}年1月", "Jan {year}"),
    "ui_span_rolling12": Text("{before}年{next}月—{year}年{month}月", "{next} {before} – {month} {year}"),
    "ui_span_year": Text("{year}年全年", "{year}"),
    "ui_by_month_of": Text("{year}年逐月数据", "Month by month, {year}"),
    "ui_by_year": Text("历年数据", "Year by year"),
    "ui_points": Text("百分点", "points"),
    "ui_coverage": Text("覆盖月数", "Months covered"),
    "ui_recorded": Text("报送时记录", "As recorded"),
    "ui_price_base": Text("{year}年可比价", "prices of {year}"),
    "ui_price_current": Text("现价", "current prices"),
    "ui_price_growth": Text("上年价格，按可比价增速折算", "last year's prices, by real growth"),
    "ui_other_price": Text(
        "{value}（{price}），价格口径不同，不列入比较",
        "{value} ({price}): other prices, left out of the comparison",
    ),
    "ui_chart_partial": Text(
        "空心圆点为不足月数的数值，不与其他月份连线；断开处为缺数。",
        "Hollow points rest on fewer months and are not joined; where the line breaks there is no figure.",
    ),
    "ui_no_chart": Text("本年暂无可供绘图的数值。", "There is no figure of this year to draw yet."),
}

_SENTENCE: dict[str, Text] = {
    "ui_says_value": Text("{period}{indicator}为 {value} {unit}", "{indicator}, {period}: {value} {unit}"),
    "ui_says_partial": Text(
        "{period}{indicator}数据不全（已有 {have}/{need} 个月），按已有月份计算为 {value} {unit}",
        "{indicator}, {period}: {have} of {need} months known, which give {value} {unit}",
    ),
    "ui_says_none": Text("{period}{indicator}暂无数值", "{indicator}, {period}: no figure"),
    "ui_says_fell": Text(
        "，比上年同期的 {before} 下降 {change}", ", {change} less than the {before} of a year earlier"
    ),
    "ui_says_rose": Text(
        "，比上年同期的 {before} 上升 {change}", ", {change} more than the {before} of a year earlier"
    ),
    "ui_says_same": Text("，与上年同期的 {before} 持平", ", the same as the {before} of a year earlier"),
    "ui_says_basis": Text("（{basis}）", " ({basis})"),
    "ui_says_met": Text("，达到“{target}”的目标。", "; the target “{target}” is met."),
    "ui_says_not_met": Text("，未达到“{target}”的目标{gap}。", "; the target “{target}” is not met{gap}."),
    "ui_says_at_risk": Text(
        "，照此年度结束时达不到“{target}”的目标{gap}。",
        "; at this rate the target “{target}” will be missed{gap}.",
    ),
    "ui_says_foreseen": Text(
        "，目前达到“{target}”的目标，但按全年预测可能达不到。",
        "; the target “{target}” is met so far, but by the forecast of the year it may be missed.",
    ),
    "ui_says_gap": Text("，相差 {gap}", ", by {gap}"),
    "ui_says_points": Text("{gap} 个百分点", "{gap} points"),
    "ui_says_not_evaluable": Text("，暂不评价：{reason}。", "; not evaluable: {reason}."),
    "ui_says_not_evaluable_yet": Text("，暂不评价。", "; not evaluable yet."),
    "ui_says_not_judged": Text(
        "。{window}数值供参考，评价看累计和全年。",
        ". The {window} figure is for reference: judged are the year to date and the year.",
    ),
    "ui_says_not_judged_yet": Text("。累计评价自2月起。", ". The year to date is judged from February on."),
    "ui_says_no_target": Text(
        "。本指标没有目标，只作列示。", ". The indicator has no target and is shown only."
    ),
    "ui_recorded_differs": Text(
        "{period}在{occasion}时（{day}）记录为 {then}，按现有数据计算为 {now}。",
        "{period} was recorded as {then} when {occasion} ({day}); present figures give {now}.",
    ),
    "ui_occasion_submitted": Text("提交", "submitted"),
    "ui_occasion_accepted": Text("审核通过", "accepted"),
    "ui_occasion_package": Text("生成佐证材料包", "packaged as evidence"),
    "ui_occasion_published": Text("公布", "published"),
    "ui_nothing_recorded_then": Text("“数据不全”", "“incomplete”"),
}

_TO_DO: dict[str, Text] = {
    "ui_todo_missing_here": Text("缺少下列填报值：", "These figures are missing:"),
    "ui_todo_missing": Text("补齐下列填报值后即可评价：", "It can be judged once these figures are entered:"),
    "ui_todo_missing_before": Text(
        "补齐上年同期的下列填报值后即可评价：",
        "It can be judged once these figures of a year earlier are entered:",
    ),
    "ui_todo_cells": Text("{site}{month}：{items}", "{site}{month}: {items}"),
    "ui_todo_more": Text("另有 {count} 项，见下表。", "{count} more, in the table below."),
    "ui_todo_open": Text("打开填报页", "open the form"),
    "ui_todo_not_applicable": Text(
        "如实际涉及，请在填报项目表中更正声明。",
        "If it does apply, correct the declaration in the item table.",
    ),
    "ui_todo_level_unknown": Text(
        "请系统管理员登记园区级别。", "The administrator has to state the level of the park."
    ),
    "ui_todo_no_data": Text("该期间还没有填报。", "Nothing has been entered for this period yet."),
    "ui_todo_year_not_over": Text(
        "年度结束后评价；进度请看累计。", "It is judged after the year; see the year to date."
    ),
    "ui_todo_only_cumulative": Text(
        "请补报分月数据，或改看累计、全年。",
        "Enter the single months, or look at the year to date or the year.",
    ),
    "ui_todo_only_annual": Text(
        "请补报分月数据，或改看全年。", "Enter the single months, or look at the year."
    ),
    "ui_todo_coal_kind_unknown": Text(
        "请把原煤按煤种（无烟煤、烟煤、褐煤）分别填报。",
        "Enter raw coal by kind: anthracite, bituminous or lignite.",
    ),
    "ui_todo_factor_missing": Text(
        "请系统管理员登记该期间适用的因子。", "The administrator has to add the factor of this period."
    ),
    "ui_todo_denominator_not_positive": Text(
        "请核对分母各项的填报值。", "Check the figures of the denominator."
    ),
    "ui_todo_balance": Text(
        "请核对分子、分母各项（见计算过程），常见原因是雨水、外来水或往年贮存混入。",
        "Check both sides below; often rain, outside water or earlier stock is mixed in.",
    ),
    "ui_todo_scope_changed": Text(
        "口径或汇总方式变更的当年不作同比，变更满一年后恢复评价。",
        "No comparison in the year of the change; it is judged again once both years are alike.",
    ),
    "ui_todo_no_baseline": Text(
        "补报上年同期数据后即可评价。", "It can be judged once the figures of a year earlier are entered."
    ),
    "ui_todo_january_february": Text("请看1—2月累计。", "See January to February together."),
    "ui_todo_no_comparable_price": Text(
        "请填报可比价工业增加值，或“工业增加值可比价增速（累计）”。",
        "Enter value added at comparable prices, or its real growth to date.",
    ),
    "ui_todo_unconfirmed": Text(
        "待系统管理员核实目标值后评价。", "It waits for the administrator to confirm the threshold."
    ),
    "ui_todo_evidence_missing": Text("请上传佐证材料。", "Attach the document."),
}

_DERIVATION: dict[str, Text] = {
    "ui_how": Text("计算过程", "How it was computed"),
    "ui_how_definition": Text("公式", "Formula"),
    "ui_how_source": Text("出处", "Source"),
    "ui_how_result": Text("计算", "Result"),
    "ui_how_months": Text("计入月份", "Months counted"),
    "ui_how_target": Text("目标依据", "Target from"),
    "ui_how_notes": Text("注", "Notes"),
    "ui_how_change": Text("同比", "Change"),
    "ui_january_with_february": Text("1月与2月合并评价", "January is judged together with February"),
    "ui_how_terms": Text("算式", "Expression"),
    "ui_how_top": Text("分子", "Numerator"),
    "ui_how_below": Text("分母", "Denominator"),
    "ui_how_sum": Text("构成", "Made up of"),
    "ui_item": Text("数据项", "Item"),
    "ui_quantity": Text("数量", "Quantity"),
    "ui_factor": Text("系数", "Factor"),
    "ui_factor_source": Text("系数出处", "Source of the factor"),
    "ui_product": Text("折算", "Converted"),
    "ui_counted": Text("计入", "Counted"),
    "ui_total": Text("合计", "Total"),
    "ui_carried": Text("沿用{year}年", "carried from {year}"),
    "ui_not_confirmed": Text("待核实", "not confirmed"),
    "ui_no_factor": Text("没有适用的因子", "none in force"),
    "ui_left_not_applicable": Text("不涉及（计 0）：{items}", "Not applicable (count 0): {items}"),
    "ui_left_passed": Text(
        "未填报也未声明不涉及（暂按 0）：{items}", "Neither entered nor declared (0 for now): {items}"
    ),
    "ui_left_missing": Text("缺数：{items}", "Missing: {items}"),
    "ui_drawdown": Text(
        "动用贮存 {site}{item}：{opened} 为 {before} {unit}，{closed} 为 {after} {unit}，计入 {amount} {unit}",
        "Taken from stock, {site}{item}: {before} {unit} in {opened}, {after} {unit} in {closed}, counts {amount} {unit}",
    ),
    "ui_unknown_stock": Text("不详", "unknown"),
    "ui_by_enterprise": Text("分企业", "By enterprise"),
    "ui_inputs_by_month": Text(
        "逐月填报值（点击可看该值的历史）", "Figures by month (each leads to its history)"
    ),
    "ui_inputs_by_month_plain": Text("逐月填报值", "Figures by month"),
    "ui_change_by_growth": Text(
        "按可比价增速：（本期 {now} ÷ 上年同期 {before}）÷（1 + {growth}%）− 1 = {change}",
        "By real growth: ({now} ÷ {before} a year earlier) ÷ (1 + {growth}%) − 1 = {change}",
    ),
    "ui_change_of_values": Text(
        "{value} ÷ {before} − 1 = {change}（{basis}）", "{value} ÷ {before} − 1 = {change} ({basis})"
    ),
    "ui_target_clause": Text("{standard}：{clause}", "{standard}: {clause}"),
}

MESSAGES: dict[str, Text] = {**_LIST, **_PAGE, **_SENTENCE, **_TO_DO, **_DERIVATION}
