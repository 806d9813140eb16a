"""Texts that stand on every page."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_title": Text("绿色园区监测", "Green Park Tracker"),
    "ui_demo_figures": Text("演示系统，数据均为虚构", "Demo: invented figures"),
    "ui_only_relevant": Text("只看涉及的数据项", "Only items that apply"),
    "ui_other_language": Text("English", "中文"),
    "ui_page_entry": Text("月度填报", "Monthly entry"),
    "ui_page_indicators": Text("指标与趋势", "Indicators"),
    "ui_page_overview": Text("全省总览", "Overview"),
    "ui_page_reports": Text("报表审核", "Reports"),
    "ui_page_flags": Text("预警处置", "Flags"),
    "ui_page_evidence": Text("佐证材料导出", "Evidence"),
    "ui_site": Text("园区或企业", "Site"),
    "ui_park": Text("园区", "Park"),
    "ui_prefecture": Text("州（市）", "Prefecture"),
    "ui_month": Text("月份", "Month"),
    "ui_month_words": Text("{year}年{month}月", "{text}"),
    "ui_no_site": Text(
        "您的权限范围内没有可在此办理的园区；如有疑问，请联系系统管理员。",
        "No park within your scope can be worked on here; ask the administrator if you miss one.",
    ),
    "ui_view_working": Text(
        "填报中数据（含未提交的修改）", "Working figures, edits not yet submitted included"
    ),
    "ui_view_reported": Text("已报数据（以最近一次提交为准）", "Reported figures, as last submitted"),
    "ui_by_park": Text("按园区分解评价（本系统口径）", "Judged park by park (this system's reading)"),
    "ui_failed": Text(
        "页面出错，已记入日志；请重试，仍不行时请告诉系统管理员。",
        "The page failed and the failure was logged; try again, or tell the administrator.",
    ),
    "ui_computing": Text("正在计算…", "Computing…"),
    "ui_semicolon": Text("；", "; "),
    "ui_comma": Text("、", ", "),
    "ui_to_excel": Text("导出 Excel", "To Excel"),
}
