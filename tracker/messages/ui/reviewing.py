"""Texts of 报表审核."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_report": Text("月报", "Report"),
    "ui_received": Text("已报 {received}/{parks}", "received {received} of {parks}"),
    "ui_explained": Text("情况说明：{text}", "Explanation: {text}"),
    "ui_reports_queue": Text("报表（{count}）", "Reports ({count})"),
    "ui_no_reports": Text("没有“{state}”的报表。", "No report is {state} now."),
    "ui_reason": Text("意见或理由", "Remark or reason"),
    "ui_accept": Text("审核通过", "Accept"),
    "ui_accepted": Text("{site} {period}报表已审核通过。", "The report of {site}, {period}, is accepted."),
    "ui_return": Text("退回修改", "Return"),
    "ui_returned": Text("{site} {period}报表已退回。", "The report of {site}, {period}, is returned."),
    "ui_reopen": Text("解锁", "Unlock"),
    "ui_reopened": Text("{site} {period}报表已解锁。", "The report of {site}, {period}, is unlocked."),
    "ui_submitted_by": Text("{name} 提交于 {time}", "submitted by {name}, {time}"),
    "ui_status": Text("状态", "Status"),
}
