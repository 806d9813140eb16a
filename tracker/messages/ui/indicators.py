"""Texts of an indicator, its value, target and verdict."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_findings_ytd": Text("本年累计（截至{month}）", "Year to date, through {month}"),
    "ui_findings_year": Text("上年全年（{year}年）", "Last year, {year}"),
    "ui_findings_windows": Text("各统计期间的数值", "Values by window"),
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
    "ui_and_more": Text(" 等另 {count} 项", " and {count} more"),
    "ui_undeclared": Text(
        "{count} 个数据项未填报也未声明不涉及", "{count} items neither entered nor declared"
    ),
    "ui_reason_hint": Text("暂不评价：{reason}", "Not evaluable: {reason}"),
}
