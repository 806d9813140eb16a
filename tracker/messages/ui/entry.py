"""Texts of 月度填报."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_column_item": Text("数据项", "Item"),
    "ui_column_value": Text("本月", "This month"),
    "ui_column_unit": Text("单位", "Unit"),
    "ui_column_last_month": Text("上月", "Last month"),
    "ui_column_last_year": Text("上年同月", "A year ago"),
    "ui_column_ytd": Text("本年累计", "Year to date"),
    "ui_column_change": Text("累计同比", "Change"),
    "ui_column_remarks": Text("折算与提示", "Converted, and remarks"),
    "ui_column_group": Text("分组", "Group"),
    "ui_column_source": Text("来源", "Source"),
    "ui_column_reason": Text("空缺原因", "Why blank"),
    "ui_column_note": Text("说明", "Note"),
    "ui_column_checks": Text("审核问题", "Checks"),
    "ui_column_more": Text("更多", "More"),
    "ui_base_year": Text("（{year}年价）", " (prices of {year})"),
    "ui_gaps": Text(
        "{count} 个应填数据项未填：{items}。补填数据，或声明不涉及，或说明暂缺原因。",
        "Required items left blank ({count}): {items}. Fill them in, declare what does not apply, or say why it is missing.",
    ),
    "ui_dropped": Text(
        "上年同月有数、本月空白的数据项 {count} 个：{items}。补填数据，不再发生的填 0 或声明不涉及，暂缺的说明原因。",
        "{count} {count:item|items} reported a year ago {count:is|are} blank: {items}. Fill them in, write 0 or declare what no longer applies, or say why it is missing.",
    ),
    "ui_cell_span": Text("含在累计数中", "inside a cumulative figure"),
    "ui_cell_not_applicable": Text("不涉及", "does not apply"),
    "ui_blank_reason": Text("{reason}（{counts}）", "{reason} ({counts})"),
    "counts_as_zero": Text("按零计", "counts as zero"),
    "counts_as_missing": Text("按缺数计", "counts as missing"),
    "counts_as_not_applicable": Text("按不涉及计", "counts as not applicable"),
    "ui_echo": Text("= {value} {unit}", "= {value} {unit}"),
    "ui_change_unit": Text("改为 {unit}", "Change to {unit}"),
    "ui_due": Text("截止 {month}月{day}日（{left}）", "due {date} ({left})"),
    "ui_due_today": Text("今天截止", "the last day"),
    "ui_days_left": Text("还有 {days} 天", "{days} {days:day|days} left"),
    "ui_days_over": Text("已逾期 {days} 天", "{days} {days:day|days} overdue"),
    "ui_saved_at": Text("{time} 已暂存", "saved {time}"),
    "ui_filled": Text("已填 {filled}/{total}", "{filled} of {total} filled in"),
    "ui_open_count": Text("▲ 需处理 {count}", "▲ to deal with: {count}"),
    "ui_group_counts": Text("{filled}/{total}", "{filled}/{total}"),
    "ui_returned_because": Text("审核意见：{reason}", "The reviewer says: {reason}"),
    "ui_locked_note": Text(
        "报表已提交，数据不能修改；需要更正时先撤回，或请审核人员退回。",
        "The report is submitted; withdraw it, or ask for it back, to change figures.",
    ),
    "ui_running_note": Text(
        "{month}尚未结束：可先填报截至目前的数据，暂存为草稿；到月末最后一天方可提交。",
        "{month} is not over: enter the figures so far, they are kept as a draft; submit from its last day on.",
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
    "ui_submitted": Text("{period}报表已提交。", "The report of {period} is submitted."),
    "ui_withdraw": Text("撤回", "Withdraw"),
    "ui_withdrawn": Text("{period}报表已撤回。", "The report of {period} is withdrawn."),
    "ui_month_short": Text("{month}月", "{name}"),
    "ui_entry_view": Text("显示方式", "Show"),
    "ui_entry_month": Text("按月", "One month"),
    "ui_entry_year": Text("全年", "Whole year"),
    "ui_only_own": Text("只看本园区涉及项目", "Only items that apply to this site"),
    "ui_grid_required": Text(
        "必填：不涉及的，请在填报项目表中声明", "Required, unless the item table says it does not apply"
    ),
    "ui_grid_more": Text("来源、空缺原因、说明和历史", "Source, reason of a blank, note, history"),
    "ui_grid_month": Text("月份", "Month"),
    "ui_grid_source": Text("来源", "Source"),
    "ui_grid_reason": Text("空缺原因", "Why blank"),
    "ui_grid_note": Text("说明", "Note"),
    "ui_grid_history": Text("修改历史", "History"),
    "ui_grid_saving": Text("正在保存…", "saving…"),
    "ui_grid_stored": Text("已保存", "saved"),
    "ui_grid_mine": Text("保留我的填报值", "Keep mine"),
    "ui_grid_theirs": Text("采用对方的值", "Take theirs"),
    "ui_grid_discard": Text("恢复已保存的值", "Back to what is saved"),
    "ui_grid_missing": Text("应填未填", "to be filled in"),
    "ui_grid_jump": Text("转到该项", "Go to the field"),
    "ui_grid_correct": Text("更正累计数", "Correct the cumulative figure"),
    "ui_grid_example": Text("示例", "Example"),
    "ui_grid_affected": Text("本月影响的指标：", "Indicators affected:"),
    "ui_grid_submit": Text("提交", "Submit"),
    "ui_grid_explain": Text(
        "情况说明（至少6个字，适用于全部待说明的问题）",
        "Explanation (six characters or more, for all that need one)",
    ),
    "ui_grid_explain_first": Text(
        "还有待处理的审核问题：请更正数据，或在下方填写情况说明（至少六个字，标点和空白不算）后再提交。",
        "Some checks are still open: correct the figures, or explain them below in at least six characters (punctuation and blanks do not count), then submit.",
    ),
    "ui_grid_unsaved": Text(
        "有 {{count}} 个数据项未保存（✕），请改正后再提交。",
        "Fields not saved (✕): {{count}}; correct them before you submit.",
    ),
    "ui_grid_lost": Text(
        "{{count}} 个填报值尚未保存，正在重试。请不要关闭本页。",
        "Figures not saved yet: {{count}}; trying again. Keep this page open.",
    ),
    "ui_grid_signed_out": Text(
        "{{count}} 个填报值尚未保存：登录已失效，请在本标签页重新登录，登录后会自动补存。",
        "Figures not saved: {{count}}. You are signed out. Sign in again in this tab and they will be saved.",
    ),
    "ui_grid_other_account": Text(
        "{{count}} 个填报值尚未保存：本浏览器已改用其他账号登录，请用原账号重新登录后补存。",
        "Figures not saved: {{count}}. This browser is signed in to another account. Sign in as before to save them.",
    ),
    "ui_grid_left_out": Text(
        "粘贴内容中有 {{count}} 个值没有可填的格子（超出表格，或该月已锁定），未填入。",
        "{{count}} of the pasted values had no field to go to (beyond the table, or in a locked month).",
    ),
    "ui_grid_undo": Text("撤销", "Undo"),
    "ui_grid_undo_title": Text(
        "撤销本页上一步已保存的填报（Ctrl+Z）；他人已改动的不会被覆盖",
        "Take back the last step saved from this tab (Ctrl+Z); what somebody else changed since is not overwritten",
    ),
    "ui_grid_paste_box": Text("从 Excel 粘贴", "Paste from Excel"),
    "ui_grid_paste_hint": Text(
        "把 Excel 中的“数据项、数值、单位”几列连同表头粘贴到下面（全年表按月份列）；只有一列数值的，从所选数据项起依次往下填。先看“原值 → 新值”，再填入。",
        "Paste columns of item, value and unit with their headings (months across for a year); a single column of values goes down from the item chosen. Look at old → new first, then take it.",
    ),
    "ui_grid_paste_look": Text(
        "粘贴的内容不能确定各行对应哪一项，尚未填入：请核对下列“原值 → 新值”，无误再填入。",
        "It is not certain which line belongs to which item, so nothing is filled in yet: look at old → new below, then take it.",
    ),
    "ui_grid_paste_from": Text("一列数值从此项开始：", "A column of values starts at:"),
    "ui_grid_paste_take": Text("填入 {{count}} 项", "Take over: {{count}}"),
    "ui_grid_paste_unknown": Text(
        "未识别或不在本表内，不填入：{{line}}", "Not recognized, or not on this form; left out: {{line}}"
    ),
    "ui_grid_paste_number": Text("没有数值，不填入：{{line}}", "No figure in it, left out: {{line}}"),
    "ui_grid_paste_several": Text(
        "一行有多个数，表头没有写明哪一列是本月，不填入：{{line}}。请连同表头（本月、上年同期等）一起粘贴，或只留本月一列。",
        "Several numbers, and no heading says which is this month's; left out: {{line}}. Paste the headings too, or this month's column alone.",
    ),
    "ui_grid_paste_other": Text(
        "表头写明不是本月数（如累计、上年同期、其他月份），不填入：{{line}}。请粘贴本月一列。",
        "Its heading says it is not this month's (year to date, a year ago, another month); left out: {{line}}. Paste this month's column.",
    ),
    "ui_grid_paste_items": Text(
        "可能指多个数据项，不填入：{{line}}。请写全数据项名称。",
        "May mean more than one item; left out: {{line}}. Write the item's name in full.",
    ),
    "ui_grid_paste_twice": Text(
        "同一数据项有多行，不能确定填哪一行，不填入：{{line}}。请只留一行。",
        "Two lines for one item, so neither is taken: {{line}}. Keep one of them.",
    ),
    "ui_grid_paste_left": Text(
        "没有可填的格子（超出表格，或已锁定），不填入：{{line}}",
        "No field to go to (beyond the table, or locked); left out: {{line}}",
    ),
    "ui_grid_carry": Text("带入上月项目和单位", "Last month's items and units"),
    "ui_grid_carry_off": Text("显示全部项目", "Show all items"),
    "ui_grid_carry_title": Text(
        "只列上月填过的、本月已填和必填的项目，未填的沿用上月单位；不带入数值，存量由您确认后填入",
        "Lists what last month had, what is filled in and what is required, with last month's units; no figures are carried, a stock only once you confirm it",
    ),
    "ui_grid_carried": Text(
        "上月填报 {{value}}（带入，未保存）。本月没有变化的，请确认。",
        "{{value}} last month (carried, not saved). Confirm it if nothing has changed.",
    ),
    "ui_grid_carried_take": Text("确认沿用", "Confirm"),
    "ui_grid_carried_note": Text("沿用上月数", "as last month"),
    "ui_not_saved": Text("未保存：{problem}", "Not saved: {problem}"),
    "ui_not_savable": Text("不能保存，不填入：{problem}", "Cannot be saved; left out: {problem}"),
    "ui_or_reason": Text(
        "{problem}；没有数值的，填空缺原因：{reasons}",
        "{problem}; or, where there is no figure, why: {reasons}",
    ),
    "ui_year": Text("年度", "Year"),
    "ui_whole_year": Text("{year}年", "{year}"),
    "ui_bad_edits": Text(
        "服务器无法识别本次填报内容，未保存。", "The server could not read this entry; it is not saved."
    ),
}
