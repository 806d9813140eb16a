"""Texts of 预警处置."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_live_flags": Text("未结束", "live"),
    "ui_no_flags": Text("没有符合条件的预警。", "No flag matches."),
    "ui_all_severities": Text("全部级别", "all severities"),
    "ui_all_years": Text("全部年度", "all years"),
    "ui_flag_year": Text("年度", "Year"),
    "ui_flag": Text("预警", "Flag"),
    "ui_flag_severity": Text("级别", "Severity"),
    "ui_flag_site": Text("园区", "Park"),
    "ui_flag_period": Text("期间", "Period"),
    "ui_flag_message": Text("内容", "What"),
    "ui_flag_status": Text("状态", "Status"),
    "ui_flag_since": Text("提出日期", "Raised"),
    "ui_flag_due": Text("期限", "Due"),
    "ui_flag_word": Text("{day} {name}（{step}）：{text}", "{day} {name} ({step}): {text}"),
    "ui_work_flag": Text("处置", "Work a flag"),
    "ui_flag_explain": Text("提交说明", "Explain"),
    "ui_flag_explain_done": Text("说明已提交。", "The explanation is recorded."),
    "ui_flag_accept": Text("认可说明", "Accept the explanation"),
    "ui_flag_accept_done": Text("说明已认可。", "The explanation is accepted."),
    "ui_flag_close": Text("销号", "Close"),
    "ui_flag_close_done": Text("预警已销号。", "The flag is closed."),
}
