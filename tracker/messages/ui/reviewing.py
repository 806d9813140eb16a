"""Texts of 报表审核."""

from tracker.messages.text import Text

_QUEUE = {
    "ui_report": Text("月报", "Report"),
    "ui_received": Text("已报 {received}/{parks}", "received {received} of {parks}"),
    "ui_status": Text("状态", "Status"),
    "ui_shelf_submitted": Text("待审核（{count}）", "to review ({count})"),
    "ui_shelf_late": Text("逾期未报（{count}）", "overdue ({count})"),
    "ui_shelf_returned": Text("退回修改（{count}）", "returned ({count})"),
    "ui_shelf_reopened": Text("已解锁（{count}）", "unlocked ({count})"),
    "ui_shelf_accepted": Text("审核通过（{count}）", "accepted ({count})"),
    "ui_all_prefectures": Text("全部州市", "all prefectures"),
    "ui_reports_queue": Text("报表", "Reports"),
    "ui_no_reports_submitted": Text(
        "没有待审核的报表。园区提交后会出现在这里。",
        "Nothing waits for review. What parks submit appears here.",
    ),
    "ui_no_reports_late": Text("没有逾期未报的报表。", "No report is overdue."),
    "ui_no_reports": Text("没有这种状态的报表。", "No report is in this state."),
    "ui_queue_more": Text(
        "共 {total} 份，列出前 {count} 份；请用州市或报告期缩小范围。",
        "The first {count} of {total}; narrow them down by prefecture or period.",
    ),
    "ui_report_period": Text("报告期", "Period"),
    "ui_all_periods": Text("全部报告期", "all periods"),
    "ui_queue_show_all": Text("全部列出", "List all"),
    "ui_queue_due": Text("截止 {day}", "due {day}"),
    "ui_queue_over": Text("逾期 {days} 天", "{days} {days:day|days} over"),
    "ui_queue_sent": Text("{time} {name} 提交", "submitted {time} by {name}"),
    "ui_queue_said": Text("说明 {count} 条", "{count} explained"),
    "ui_queue_changed": Text("改动 {count} 项", "{count} changed"),
    "ui_queue_period": Text("期间", "Period"),
    "ui_queue_site": Text("园区", "Park"),
    "ui_queue_prefecture": Text("州（市）", "Prefecture"),
    "ui_queue_state": Text("状态", "Status"),
    "ui_queue_deadline": Text("截止日期", "Due"),
    "ui_queue_days_over": Text("逾期", "Overdue"),
    "ui_queue_days": Text("天", "days"),
    "ui_queue_sent_at": Text("提交时间", "Submitted at"),
    "ui_queue_sent_by": Text("提交人", "Submitted by"),
    "ui_queue_changes": Text("改动项数", "Figures changed"),
    "ui_queue_explanations": Text("情况说明条数", "Explanations"),
    "ui_queue_pick": Text(
        "请从左侧选择一份报表。待审核的报表一经打开，园区不能再撤回。",
        "Pick a report on the left. Once you open a submitted report, its park can no longer withdraw it.",
    ),
    "ui_unknown_report": Text(
        "没有这份报表，或不在权限范围内。请从左侧选择。",
        "There is no such report within your scope. Pick one on the left.",
    ),
    "ui_not_received": Text(
        "这份报表尚未报送，没有可审核的数据。",
        "This report has not been received; there is nothing to review.",
    ),
}

_REPORT = {
    "ui_submitted_by": Text("{name} 提交于 {time}", "submitted by {name}, {time}"),
    "ui_review_due": Text("截止 {day}", "due {day}"),
    "ui_rules_changed": Text(
        "提交以后，下列审核规则已修改，下面按现行规则显示：{checks}",
        "Since this was submitted the rules of these checks have changed; what is shown follows today's: {checks}",
    ),
    "ui_review_first": Text("首次报送", "first submission"),
    "ui_review_again": Text(
        "第 {count} 次报送，比上次改动 {changed} 项",
        "submission {count}; {changed} {changed:figure differs|figures differ} from the last",
    ),
    "ui_review_month": Text("比上月变动最大", "most changed against last month"),
    "ui_review_year": Text("比上年同月变动最大", "most changed against last year"),
    "ui_review_open": Text(
        "情况说明 {said} 条 · 待放行 {release} 项 · 应填未填 {gaps} 项 · 疑似异常 {unusual} 项",
        "{said} explanations · {release} to release · {gaps} blank · {unusual} unusual",
    ),
    "ui_review_item": Text("数据项", "Item"),
    "ui_review_value": Text("本期", "This period"),
    "ui_review_unit": Text("单位", "Unit"),
    "ui_review_last_month": Text("上月", "Last month"),
    "ui_review_last_year": Text("上年同期", "Last year"),
    "ui_review_against_month": Text("较上月", "vs. month"),
    "ui_review_against_year": Text("较上年", "vs. year"),
    "ui_review_remark": Text("审核意见", "Remark"),
    "ui_review_site": Text("园区或企业", "Site"),
    "ui_review_group": Text("分组", "Group"),
    "ui_review_former": Text("上次报送", "Submitted before"),
    "ui_review_checks": Text("审核问题", "Checks"),
    "ui_review_explained": Text("情况说明", "Explanation"),
    "ui_review_changed": Text("有改动", "changed"),
    "ui_review_unusual": Text("▲ 异常", "▲ unusual"),
    "ui_review_sum": Text("{have}/{all} 家合计", "{have} of {all} added"),
    "ui_review_missing": Text("应填未填", "blank"),
    "ui_review_blank": Text("未填", "blank"),
    "ui_review_enterprise": Text("企业：{name}", "Enterprise: {name}"),
    "ui_review_counts": Text(
        "改动 {changed} 项，审核提示 {checks} 条", "{changed} changed, {checks} {checks:check|checks}"
    ),
    "ui_review_away": Text(
        "不涉及 {count} 项，未列出：{items}", "{count} not applicable, not listed: {items}"
    ),
    "ui_review_between": Text("项目之间的审核", "Checks between items"),
    "ui_explained": Text("情况说明：{text}", "Explanation: {text}"),
    "ui_unexplained": Text("没有情况说明", "not explained"),
    "ui_released": Text("已放行", "released"),
    "ui_colon": Text("：", ": "),
    "ui_remark_quoted": Text("“{text}” —— {name}", "“{text}” — {name}"),
    "ui_rounds": Text("报送与审核经过（{count}）", "What happened so far ({count})"),
}

_DECIDING = {
    "ui_decide": Text("审核决定", "Decision"),
    "ui_release": Text("放行 {number} {check}（{site}）", "Release {number} {check} ({site})"),
    "ui_release_lead": Text(
        "以下 B 类审核须逐项放行后才能审核通过：",
        "These class B checks are to be released before acceptance:",
    ),
    "ui_reason": Text("意见或理由", "Remark or reason"),
    "ui_reason_hint_return": Text(
        "退回必须写明理由；表中各行的审核意见随退回一并告知园区。",
        "A return needs a reason; remarks beside the figures go to the park with it.",
    ),
    "ui_accept": Text("审核通过", "Accept"),
    "ui_accepted": Text("{site} {period}报表已审核通过。", "The report of {site}, {period}, is accepted."),
    "ui_return": Text("退回修改", "Return"),
    "ui_returned": Text(
        "{site} {period}报表已退回，附审核意见 {count} 条。",
        "The report of {site}, {period}, is returned with {count} {count:remark|remarks}.",
    ),
    "ui_returned_plain": Text("{site} {period}报表已退回。", "The report of {site}, {period}, is returned."),
    "ui_reopen": Text("解锁", "Unlock"),
    "ui_reopened": Text("{site} {period}报表已解锁。", "The report of {site}, {period}, is unlocked."),
}

MESSAGES: dict[str, Text] = {**_QUEUE, **_REPORT, **_DECIDING}
