"""Texts of 填报项目表 and of a figure's history."""

from tracker.messages.text import Text

_TABLE = {
    "ui_items_counts": Text(
        "填报 {applies} 项 · 不涉及 {away} 项",
        "{applies} {applies:item applies|items apply} · {away} {away:does|do} not apply",
    ),
    "ui_items_group_counts": Text("填报 {applies} 项，共 {total} 项", "{applies} of {total} apply"),
    "ui_items_undeclared_count": Text("未声明 {count} 项", "{count} undeclared"),
    "ui_items_waiting_count": Text(
        "待确认声明 {count} 条", "{count} {count:declaration|declarations} to be confirmed"
    ),
    "ui_items_by_enterprises": Text(
        "本园区由企业汇总：这里只有园区本级数据项，其余见各企业的填报项目表。",
        "This park is rolled up: only its own items stand here, the rest in its enterprises' tables.",
    ),
    "ui_items_item": Text("数据项", "Item"),
    "ui_items_state": Text("状态", "State"),
    "ui_items_since": Text("起始", "Since"),
    "ui_items_reason": Text("理由", "Reason"),
    "ui_items_declared_by": Text("声明人", "By"),
    "ui_items_confirmation": Text("确认", "Confirmed"),
    "ui_items_first": Text("首次填报", "First"),
    "ui_items_last": Text("最近填报", "Last"),
    "ui_items_remarks": Text("提示", "Remarks"),
    "ui_items_applies": Text("● 填报", "● applies"),
    "ui_items_required": Text("● 必填", "● required"),
    "ui_items_not_applicable": Text("– 不涉及", "– does not apply"),
    "ui_items_undeclared": Text("▲ 未声明", "▲ undeclared"),
    "ui_items_always": Text("首月", "the start"),
    "ui_items_by_group": Text("按“{group}”整类声明", "declared for the whole group {group}"),
    "ui_items_confirmed": Text("✓ {name}", "✓ {name}"),
    "ui_items_to_confirm": Text("▲ 待确认", "▲ unconfirmed"),
    "ui_items_never": Text("从未填报", "never"),
    "ui_items_coming_away": Text("自{month}起不涉及", "does not apply from {month} on"),
    "ui_items_coming_applies": Text("自{month}起填报", "applies from {month} on"),
    "ui_items_overridden": Text(
        "原声明“自{month}起{what}”已被后作的声明取代",
        "overridden by a later one: “{what} from {month} on”",
    ),
    "ui_items_what_away": Text("不涉及", "does not apply"),
    "ui_items_what_applies": Text("填报", "applies"),
    "ui_items_entered_all_the_same": Text(
        "声明不涉及后仍有填报值，以填报值为准",
        "has figures although declared not to apply; the figures count",
    ),
    "ui_items_unsaid_before": Text(
        "{month}之前未填报也未声明，相关指标为“初步”",
        "neither entered nor declared before {month}, so indicators are provisional",
    ),
}
_DECLARING = {
    "ui_items_undeclared_title": Text("未声明的数据项（{count}）", "Undeclared items ({count})"),
    "ui_items_undeclared_note": Text(
        "下列数据项从未填报，也未声明是否涉及，暂按 0 计；用到它们的指标只能给出“初步”结论：{items}。",
        "These items were never entered nor declared and count as 0 for now, so indicators that use them stay "
        "provisional: {items}.",
    ),
    "ui_items_undeclared_reason": Text("理由（适用于以上全部）", "Reason (for all of them)"),
    "ui_items_declare_all": Text("全部声明不涉及（{count} 项）", "Declare all {count} not applicable"),
    "ui_items_declare": Text("声明", "Declare"),
    "ui_items_declare_title": Text("声明涉及或不涉及", "Declare what applies"),
    "ui_items_declare_note": Text(
        "声明即时生效；经审核人员确认前，相关指标为“初步”。整类声明只管该类中从未填报的数据项。",
        "A declaration counts at once; until a reviewer confirms it, indicators are provisional. "
        "One for a group covers those of its items that were never entered.",
    ),
    "ui_items_choose": Text("数据项或整类", "Items or groups"),
    "ui_items_choose_hint": Text("选择数据项或整类", "Choose items or groups"),
    "ui_items_group": Text("【整类】{group}", "[group] {group}"),
    "ui_items_kind": Text("声明为", "Declared as"),
    "ui_items_kind_away": Text("不涉及", "does not apply"),
    "ui_items_kind_applies": Text("涉及（填报）", "applies"),
    "ui_items_from": Text("自", "From"),
    "ui_items_reason_needed": Text("理由（必填）", "Reason (required)"),
    "ui_items_none_chosen": Text("请先选择数据项或整类。", "Choose items or groups first."),
    "ui_items_override_told": Text(
        "{lines}已被本次声明取代，不再生效。",
        "Overridden by this declaration and no longer counting: {lines}.",
    ),
    "ui_items_override_line": Text(
        "{subject}（原声明自{month}起{what}）", "{subject} ({what} from {month} on)"
    ),
    "ui_items_declared": Text(
        "已声明 {count} 项，即时生效，待审核人员确认。",
        "{count} declared; it counts at once and waits for a reviewer.",
    ),
}
_CONFIRMING = {
    "ui_items_queue": Text("待确认的声明（{count}）", "Declarations to be confirmed ({count})"),
    "ui_items_queue_empty": Text("没有待确认的声明。", "No declaration waits for confirmation."),
    "ui_items_queue_more": Text(
        "其余 {count} 个单位确认上述声明后列出。",
        "{count} more {count:site follows|sites follow} once these are dealt with.",
    ),
    "ui_items_queue_site": Text("{site}（{count} 条）", "{site} ({count})"),
    "ui_items_queue_line": Text(
        "自{since}起{what} · {name} {day} · {reason}", "{what} from {since} on · {name} {day} · {reason}"
    ),
    "ui_items_no_reason": Text("未写理由", "no reason given"),
    "ui_items_confirm": Text("确认：{subject}", "Confirm: {subject}"),
    "ui_items_confirm_all": Text("全部确认（{count} 条）", "Confirm all {count}"),
    "ui_items_confirm_done": Text("已确认。", "Confirmed."),
    "ui_items_confirm_gone": Text("这些声明已由他人确认。", "Somebody else has confirmed these meanwhile."),
    "ui_items_unconfirm_title": Text("撤销确认", "Take back a confirmation"),
    "ui_items_unconfirm_which": Text("已确认的声明", "Confirmed declarations"),
    "ui_items_unconfirm": Text("撤销确认", "Take back"),
    "ui_items_unconfirm_done": Text(
        "已撤销确认，相关指标恢复为“初步”。", "Taken back; indicators are provisional again."
    ),
    "ui_items_record": Text("声明记录（{count}）", "Declarations made ({count})"),
    "ui_items_record_subject": Text("对象", "Of"),
    "ui_items_record_what": Text("声明", "Declared"),
    "ui_items_record_day": Text("日期", "Day"),
    "ui_items_record_confirmed_day": Text("确认日期", "Confirmed on"),
}
_HISTORY = {
    "ui_history_now": Text("当前填报值", "The figure now"),
    "ui_history_working": Text("填报中", "Working"),
    "ui_history_reported": Text("已报", "Reported"),
    "ui_history_none": Text("无", "none"),
    "ui_history_empty": Text(
        "该数据项在此期间没有填报记录。", "Nothing was ever entered for this item and period."
    ),
    "ui_history_not_reported": Text(
        "该数据项在此期间没有已报数据。", "Nothing was ever reported for this item and period."
    ),
    "ui_history_unknown": Text(
        "没有这样的园区、数据项或期间，或者不在您的权限范围内。请核对链接，或从左侧菜单打开其他页面。",
        "There is no such site, item or period, or it is outside your permissions. Check the link, or open a "
        "page from the menu.",
    ),
    "ui_correct": Text("更正累计数", "Correct the cumulative figure"),
    "ui_correct_help": Text(
        "填报表按月填写，累计数在这里更正；改为空白即清除，年初至今改按各月合计。",
        "The forms ask for months; a cumulative figure is corrected here. Left blank it is cleared, and the months count.",
    ),
    "ui_correct_value": Text("累计数（{unit}）", "Cumulative figure ({unit})"),
    "ui_correct_store": Text("保存更正", "Store the correction"),
    "ui_corrected": Text("累计数已更正。", "The cumulative figure is corrected."),
    "ui_correct_cleared": Text("累计数已清除。", "The cumulative figure is cleared."),
    "ui_history_states": Text("变动记录（新的在前）", "Changes, newest first"),
    "ui_history_states_count": Text("变动 {count} 次", "changes: {count}"),
    "ui_history_back": Text("返回{page}", "Back to {page}"),
    "ui_history_at": Text("时间", "When"),
    "ui_history_did": Text("操作", "Action"),
    "ui_history_actor": Text("操作人", "By"),
    "ui_history_view": Text("数据", "Figures"),
    "ui_history_typed": Text("填报值", "As typed"),
    "ui_history_value": Text("规范值", "Value"),
    "ui_history_source": Text("来源", "Source"),
    "ui_history_why": Text("说明", "Remarks"),
    "ui_history_typed_by": Text("{actor}（{typist} 填报）", "{actor} (typed by {typist})"),
    "ui_history_entry": Text("审计编号", "Audit entry"),
    "ui_history_cleared": Text("（已清空）", "(cleared)"),
    "ui_history_blank": Text("（空缺）", "(blank)"),
    "ui_history_months": Text("{year}年1—{month}月累计", "January to month {month} of {year}"),
    "ui_history_year": Text("{year}年", "{year}"),
    "ui_did_figures_save": Text("填报暂存", "saved"),
    "ui_did_figures_import": Text("导入", "imported"),
    "ui_did_figures_undo": Text("撤销导入", "import undone"),
    "ui_did_report_submit": Text("提交", "submitted"),
    "ui_did_report_withdraw": Text("撤回", "withdrawn"),
    "ui_did_demo_load": Text("装入演示数据", "demo data loaded"),
}

MESSAGES: dict[str, Text] = {**_TABLE, **_DECLARING, **_CONFIRMING, **_HISTORY}
