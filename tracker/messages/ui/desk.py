"""Texts of 工作台."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_page_desk": Text("工作台", "Desk"),
    "ui_desk_go_on": Text("继续填报（{month}）", "Continue {month}"),
    "ui_desk_look": Text("查看报表（{month}）", "See the report of {month}"),
    "ui_desk_targets": Text("本年目标（累计至{month}）", "This year's targets, through {month}"),
    "ui_desk_waiting": Text("待办（{count}）", "To do ({count})"),
    "ui_desk_nothing_waits": Text(
        "没有待办事项：没有被退回或逾期的报表，也没有待说明的预警。",
        "Nothing waits: no report was sent back or is overdue, and no flag is to be explained.",
    ),
    "ui_desk_more": Text("另有 {count} 项待办", "{count} more"),
    "ui_desk_report": Text("{period}报表：{state}", "Report of {period}: {state}"),
    "ui_desk_report_to_send": Text("填报并提交{period}报表", "Fill in and submit the report of {period}"),
    "ui_desk_until": Text("{day} 前说明", "explain by {day}"),
    "ui_desk_fell": Text(
        "较上年同期下降 {change}；余下 {months} 个月保持低于上年同期即可达标。",
        "{change} below a year earlier; met if the {months} {months:month left stays|months left stay} below last year's.",
    ),
    "ui_desk_rose": Text(
        "较上年同期上升 {change}；余下 {months} 个月须低于上年同期，全年才能实现下降。",
        "{change} above a year earlier; the {months} {months:month|months} left must be below last year's to bring the year down.",
    ),
    "ui_desk_level": Text(
        "与上年同期持平，持平不算下降；余下 {months} 个月须低于上年同期。",
        "Level with a year earlier, which is no fall; the {months} {months:month|months} left must be below last year's.",
    ),
    "ui_desk_points": Text("个百分点", "percentage points"),
    "ui_desk_reached": Text("已达到目标。", "On target."),
    "ui_desk_short": Text(
        "比目标 {required} {unit} 低 {gap} {points}。",
        "{gap} {points} below the target of {required} {unit}.",
    ),
    "ui_desk_over": Text(
        "比目标 {required} {unit} 高 {gap} {points}。",
        "{gap} {points} above the target of {required} {unit}.",
    ),
}
