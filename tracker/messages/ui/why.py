"""Texts of 变化原因: what drove a quantity, and which parks drive a province."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_why": Text("变化原因", "Why it changed"),
    "ui_why_up": Text(
        "{quantity}由 {then} {unit} 增至 {now} {unit}（{change}）：{parts}。",
        "{quantity} rose from {then} to {now} {unit} ({change}): {parts}.",
    ),
    "ui_why_down": Text(
        "{quantity}由 {then} {unit} 降至 {now} {unit}（{change}）：{parts}。",
        "{quantity} fell from {then} to {now} {unit} ({change}): {parts}.",
    ),
    "ui_why_part_up": Text("{effect}拉高 {value}", "{effect} +{value}"),
    "ui_why_part_down": Text("{effect}拉低 {value}", "{effect} −{value}"),
    "ui_why_none": Text(
        "{quantity}{span}与上年同期相比的变化不能分解：{reason}。",
        "The change of {quantity}, {span}, on a year earlier is not decomposed: {reason}.",
    ),
    "ui_why_activity": Text("产出按{basis}计。", "Output is measured by {basis}."),
    "ui_why_table": Text("分解结果", "Parts"),
    "ui_why_effect": Text("因素", "Effect"),
    "ui_why_part": Text("影响量", "Adds"),
    "ui_why_share": Text("占上年同期", "Of a year earlier"),
    "ui_why_meaning": Text("含义", "What it is"),
    "ui_why_total": Text("合计", "Total"),
    "ui_why_then": Text("上年同期", "A year earlier"),
    "ui_why_now": Text("本期", "Now"),
    "ui_why_changed": Text("增减量", "Change"),
    "ui_why_by_enterprise": Text("各企业的影响", "Enterprises' parts"),
    "ui_why_by_carrier": Text("各能源品种的影响", "Parts by kind of energy"),
    "ui_why_enterprise": Text("企业", "Enterprise"),
    "ui_why_carrier": Text("能源品种", "Kind of energy"),
    "ui_why_by_park": Text("各园区的影响", "Parks' parts"),
    "ui_why_left_out": Text(
        "{count} 个园区没有可比数据，未计入",
        "{count} {count:park|parks} without comparable figures {count:is|are} left out",
    ),
    "ui_why_because": Text("原因", "Reason"),
    "ui_why_quantity": Text("总量", "Quantity"),
    "ui_why_parks": Text(
        "推高和拉低最多的园区（各至多 10 个）", "Parks that add and take most (up to ten each)"
    ),
    "ui_overview_drivers": Text("变化原因", "Who drives it"),
    "ui_why_one_estimate": Text(
        "含估算数据或未确认的因子，仅供参考。", "Estimates or unconfirmed factors take part; provisional."
    ),
}
