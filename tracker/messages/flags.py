"""Flags: what is said of each, and why a step is refused."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "flag_not_met": Text(
        "{indicator_zh} {period}为 {value} {unit}，要求{comparison_zh} {required} {unit}，未达标。依据：{clause}",
        "{indicator_en} {period}: {value} {unit}, where {comparison_en} {required} {unit} is required; not met. Clause: {clause}",
    ),
    "flag_at_risk": Text(
        "{indicator_zh}截至{period}为 {value} {unit}，要求{comparison_zh} {required} {unit}，预计难达标。依据：{clause}",
        "{indicator_en}, through {period}: {value} {unit}, where {comparison_en} {required} {unit} is required; at risk. Clause: {clause}",
    ),
    "flag_forecast": Text(
        "{indicator_zh}截至{period}为 {value} {unit}，但预计 {year} 年全年 {forecast} {unit}（80 % 区间 {low}—{high}），{comparison_zh} {baseline} {unit} 的概率{chance_zh}，最近 {of_months} 个月中有 {months_below} 个月低于预警概率，预计难达标。依据：{clause}",
        "{indicator_en}, through {period}: {value} {unit}, but {year} as a whole is expected at {forecast} {unit} (80 % band {low} to {high}), {comparison_en} {baseline} {unit} with probability {chance_en}; below the probability that warns in {months_below} of the last {of_months} months; at risk. Clause: {clause}",
    ),
    "flag_at_least": Text("不低于", "at least"),
    "flag_at_most": Text("不高于", "at most"),
    "flag_less_than": Text("低于", "less than"),
    "flag_dumped": Text(
        "{item_zh} {period}为 {value} {unit}。固体废物不得倾倒丢弃。",
        "{item_en} {period}: {value} {unit}. Solid waste must not be dumped.",
    ),
    "flag_report_missing": Text(
        "{period}月报应于 {due} 前报送，至今未收到。",
        "The report of {period} was due by {due} and has not been received.",
    ),
    "unknown_flag": Text("没有预警 {flag}，或不在权限范围内。", "There is no flag {flag} within your scope."),
    "unknown_flag_status": Text(
        "没有预警状态“{status}”；可用：{known}。", "No flag status {status}; there are {known}."
    ),
    "unknown_flag_severity": Text(
        "没有预警级别“{severity}”；可用：{known}。", "No severity {severity}; there are {known}."
    ),
    "flag_step_too_late": Text(
        "该预警的状态已变，不能再作此操作，请刷新后查看。",
        "This flag has moved on; that step is not possible now. Load the page again.",
    ),
    "flag_reason_needed": Text(
        "请写明理由，至少 {least} 个字（标点和空白不算）。",
        "Give a reason of at least {least} characters (punctuation and blanks do not count).",
    ),
}
