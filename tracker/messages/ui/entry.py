"""Texts of 月度填报."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_column_item": Text("数据项", "Item"),
    "ui_column_value": Text("本月", "This month"),
    "ui_column_unit": Text("单位", "Unit"),
    "ui_column_last_month": Text("上月", "Last month"),
    "ui_column_last_year": Text("去年同月", "A year ago"),
    "ui_column_ytd": Text("本年累计", "Year to date"),
    "ui_column_change": Text("累计同比", "Change"),
    "ui_column_remarks": Text("折算与提示", "Converted, and remarks"),
    "ui_column_more": Text("更多", "More"),
    "ui_required_item": Text(
        "必填：不涉及的，请在填报项目表中声明", "Required, unless the item table says it does not apply"
    ),
    "ui_more": Text("来源、空缺原因和说明", "Source, reason of a blank, note"),
    "ui_source": Text("来源", "Source"),
    "ui_blank_reason": Text("空缺原因", "Why blank"),
    "ui_note": Text("说明", "Note"),
    "ui_base_year": Text("（{year}年价）", " (prices of {year})"),
    "ui_cell_missing": Text("应填未填", "to be filled in"),
    "ui_gaps": Text(
        "{count} 个应填数据项未填：{items}。补填数据，或声明不涉及，或说明暂缺原因。",
        "{count} required items are blank: {items}. Fill them in, declare what does not apply, or say why it is missing.",
    ),
    "ui_cell_span": Text("含在累计数中", "inside a cumulative figure"),
    "ui_cell_not_applicable": Text("不涉及", "does not apply"),
    "ui_echo": Text("= {value} {unit}", "= {value} {unit}"),
    "ui_change_unit": Text("改为 {unit}", "Change to {unit}"),
    "ui_due": Text("截止 {month}月{day}日（{left}）", "due {date} ({left})"),
    "ui_days_left": Text("还有 {days} 天", "{days} days left"),
    "ui_days_over": Text("已逾期 {days} 天", "{days} days overdue"),
    "ui_saved_at": Text("{time} 已暂存", "saved {time}"),
    "ui_filled": Text("已填 {filled}/{total}", "{filled} of {total} filled in"),
    "ui_group_counts": Text("{filled}/{total}", "{filled}/{total}"),
    "ui_group_trouble": Text("{filled}/{total} · 问题 {count}", "{filled}/{total} · {count} to look at"),
    "ui_returned_because": Text("审核意见：{reason}", "The reviewer says: {reason}"),
    "ui_locked_note": Text(
        "报表已提交，数据不能修改；需要更正时先撤回，或请审核人员退回。",
        "The report is submitted; withdraw it, or ask for it back, to change figures.",
    ),
    "ui_rolled_up_note": Text(
        "本园区由企业汇总：此处只填园区本级数据项，其余在各企业填报。",
        "This park is rolled up: only the park's own items are entered here, the rest at its enterprises.",
    ),
    "ui_open_checks": Text("需处理的审核问题（{count}）", "Checks to deal with ({count})"),
    "ui_no_checks": Text("表内审核通过，没有需要处理的问题。", "All checks pass."),
    "ui_nothing_entered": Text("本月还没有填报数据。", "Nothing has been entered for this month yet."),
    "ui_checks_explained": Text(
        "没有待处理的审核问题；已说明 {count} 个。", "Nothing left to deal with; {count} explained."
    ),
    "ui_unsaved_fields": Text(
        "有 {count} 个数据项未保存（红色），请改正后再提交。",
        "{count} fields are not saved (red); correct them before you submit.",
    ),
    "ui_explain_all": Text(
        "情况说明（至少6个字，适用于全部待说明的问题）",
        "Explanation (six characters or more, for all that need one)",
    ),
    "ui_submit": Text("提交", "Submit"),
    "ui_submitted": Text("{period}报表已提交。", "The report of {period} is submitted."),
    "ui_withdraw": Text("撤回", "Withdraw"),
    "ui_withdrawn": Text("{period}报表已撤回。", "The report of {period} is withdrawn."),
    "ui_affected": Text("本月影响的指标", "Indicators this month moves"),
    "ui_not_saved": Text("未保存：{problem}", "Not saved: {problem}"),
}
