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
    "ui_page_desk": Text("工作台", "Desk"),
    "ui_page_items": Text("填报项目表", "Item table"),
    "ui_page_accounts": Text("账号与权限", "Accounts"),
    "ui_page_sites": Text("园区与企业", "Parks and enterprises"),
    "ui_page_deadlines": Text("报送期限", "Deadlines"),
    "ui_page_rules": Text("因子与标准", "Factors and standards"),
    "ui_page_audit": Text("审计记录", "Audit trail"),
    "ui_page_history": Text("填报值历史", "History of a figure"),
    "ui_page_first_steps": Text("开始使用", "First steps"),
    "ui_page_not_found": Text("没有这个页面", "No such page"),
    "ui_needs_scripts": Text(
        "本系统需要浏览器启用 JavaScript。", "This system needs JavaScript enabled in the browser."
    ),
    "ui_not_found": Text(
        "没有这个页面，或者不在您的权限范围内。请核对链接，或从左侧菜单打开其他页面。",
        "There is no such page, or it is outside your permissions. Check the link, or open a page from the menu.",
    ),
    "ui_unknown_site": Text(
        "没有这个园区或企业，或者不在您的权限范围内。请核对链接，或在上方重新选择。",
        "There is no such site, or it is outside your permissions. Check the link, or choose one above.",
    ),
    "ui_unknown_month": Text(
        "链接中的月份无法识别。请在上方重新选择月份。",
        "The month in the link cannot be read. Choose a month above.",
    ),
    "ui_future_month": Text(
        "{month}尚未结束，还不能查看。请在上方选择已结束的月份。",
        "{month} is not over yet. Choose a month above that is.",
    ),
    "ui_month_to_come": Text(
        "{month}还没有到，还不能填报。请在上方重新选择月份。",
        "{month} is still to come. Choose a month above that has begun.",
    ),
    "ui_early_month": Text(
        "本系统的数据从{month}开始。请在上方重新选择月份。",
        "Figures begin with {month}. Choose a month above.",
    ),
    "ui_unknown_choice": Text(
        "链接所指的“{title}”已不存在或不在当前范围内，请重新选择。",
        "What the link names under “{title}” is not there any more, or not within reach; choose again.",
    ),
    "ui_please_choose": Text("请选择", "Choose"),
    "ui_site": Text("园区或企业", "Site"),
    "ui_park": Text("园区", "Park"),
    "ui_prefecture": Text("州（市）", "Prefecture"),
    "ui_month": Text("月份", "Month"),
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
    "ui_to_excel": Text("导出 Excel", "Export to Excel"),
}
