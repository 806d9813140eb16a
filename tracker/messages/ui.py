"""Texts of the web interface."""

from tracker.messages.text import Text

FRAME: dict[str, Text] = {
    "ui_title": Text("绿色园区监测", "Green Park Tracker"),
    "ui_demo_figures": Text("演示系统，数据均为虚构", "Demo: invented figures"),
    "ui_only_relevant": Text("只看涉及的数据项", "Only items that apply"),
    "ui_other_language": Text("English", "中文"),
    "ui_page_entry": Text("月度填报", "Monthly entry"),
    "ui_page_findings": Text("评价结论", "Findings"),
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
}

SIGNING_IN: dict[str, Text] = {
    "ui_sign_in": Text("登录", "Sign in"),
    "ui_sign_in_to": Text("请登录后填报或查看数据。", "Sign in to enter or review figures."),
    "ui_account_name": Text("用户名", "User name"),
    "ui_password": Text("密码", "Password"),
    "ui_demo_note": Text(
        "演示系统：全部数字均为虚构。用户名和密码在初始化时显示过一次。",
        "Demonstration: every figure is invented. Names and passwords were shown once at initialization.",
    ),
    "ui_first_start_lead": Text(
        "首次使用：请输入初始化时显示的一次性代码，并设置系统管理员。",
        "First start: enter the one-time code shown at initialization and choose the administrator.",
    ),
    "ui_first_code": Text("一次性代码", "One-time code"),
    "ui_make_administrator": Text("建立管理员账户", "Make the administrator"),
    "ui_sign_out": Text("退出登录", "Sign out"),
    "ui_sign_out_question": Text("确定要退出登录吗？", "Sign out now?"),
    "ui_signed_out_title": Text("登录已结束", "Signed out"),
    "ui_signed_out": Text(
        "登录已结束或已超时，请重新登录；已暂存的数据不会丢失。",
        "The session is over; sign in again. What was saved is kept.",
    ),
}

ENTRY: dict[str, Text] = {
    "ui_column_item": Text("数据项", "Item"),
    "ui_column_value": Text("本月", "This month"),
    "ui_column_unit": Text("单位", "Unit"),
    "ui_column_last_month": Text("上月", "Last month"),
    "ui_column_last_year": Text("去年同月", "A year ago"),
    "ui_column_ytd": Text("本年累计", "Year to date"),
    "ui_column_change": Text("累计同比", "Change"),
    "ui_column_remarks": Text("折算与提示", "Converted, and remarks"),
    "ui_column_more": Text("更多", "More"),
    "ui_required_item": Text(
        "必填：不涉及的，请在填报项目表中声明", "Required, unless the item table says it does not apply"
    ),
    "ui_more": Text("来源、空缺原因和说明", "Source, reason of a blank, note"),
    "ui_source": Text("来源", "Source"),
    "ui_blank_reason": Text("空缺原因", "Why blank"),
    "ui_note": Text("说明", "Note"),
    "ui_base_year": Text("（{year}年价）", " (prices of {year})"),
    "ui_cell_missing": Text("应填未填", "to be filled in"),
    "ui_gaps": Text(
        "{count} 个应填数据项未填：{items}。补填数据，或声明不涉及，或说明暂缺原因。",
        "{count} required items are blank: {items}. Fill them in, declare what does not apply, or say why it is missing.",
    ),
    "ui_cell_span": Text("含在累计数中", "inside a cumulative figure"),
    "ui_cell_not_applicable": Text("不涉及", "does not apply"),
    "ui_echo": Text("= {value} {unit}", "= {value} {unit}"),
    "ui_change_unit": Text("改为 {unit}", "Change to {unit}"),
    "ui_due": Text("截止 {month}月{day}日（{left}）", "due {date} ({left})"),
    "ui_days_left": Text("还有 {days} 天", "{days} days left"),
    "ui_days_over": Text("已逾期 {days} 天", "{days} days overdue"),
    "ui_saved_at": Text("{time} 已暂存", "saved {time}"),
    "ui_filled": Text("已填 {filled}/{total}", "{filled} of {total} filled in"),
    "ui_group_counts": Text("{filled}/{total}", "{filled}/{total}"),
    "ui_group_trouble": Text("{filled}/{total} · 问题 {count}", "{filled}/{total} · {count} to look at"),
    "ui_returned_because": Text("审核意见：{reason}", "The reviewer says: {reason}"),
    "ui_locked_note": Text(
        "报表已提交，数据不能修改；需要更正时先撤回，或请审核人员退回。",
        "The report is submitted; withdraw it, or ask for it back, to change figures.",
    ),
    "ui_rolled_up_note": Text(
        "本园区由企业汇总：此处只填园区本级数据项，其余在各企业填报。",
        "This park is rolled up: only the park's own items are entered here, the rest at its enterprises.",
    ),
    "ui_open_checks": Text("需处理的审核问题（{count}）", "Checks to deal with ({count})"),
    "ui_no_checks": Text("表内审核通过，没有需要处理的问题。", "All checks pass."),
    "ui_nothing_entered": Text("本月还没有填报数据。", "Nothing has been entered for this month yet."),
    "ui_checks_explained": Text(
        "没有待处理的审核问题；已说明 {count} 个。", "Nothing left to deal with; {count} explained."
    ),
    "ui_unsaved_fields": Text(
        "有 {count} 个数据项未保存（红色），请改正后再提交。",
        "{count} fields are not saved (red); correct them before you submit.",
    ),
    "ui_explain_all": Text(
        "情况说明（至少6个字，适用于全部待说明的问题）",
        "Explanation (six characters or more, for all that need one)",
    ),
    "ui_submit": Text("提交", "Submit"),
    "ui_submitted": Text("{period}报表已提交。", "The report of {period} is submitted."),
    "ui_withdraw": Text("撤回", "Withdraw"),
    "ui_withdrawn": Text("{period}报表已撤回。", "The report of {period} is withdrawn."),
    "ui_affected": Text("本月影响的指标", "Indicators this month moves"),
    "ui_not_saved": Text("未保存：{problem}", "Not saved: {problem}"),
}

REVIEWING: dict[str, Text] = {
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

FINDINGS: dict[str, Text] = {
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

FLAGS: dict[str, Text] = {
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

EVIDENCE: dict[str, Text] = {
    "ui_standard": Text("标准", "Standard"),
    "ui_years": Text("年度", "Years"),
    "ui_package_holds": Text(
        "材料包含所选年度的数据、规则、计算结果和校验程序，任何人都可以用 verify.py 独立核验。",
        "A package holds the years' figures, the rules, the results and a verifier; anyone can check it with verify.py.",
    ),
    "ui_build_package": Text("生成材料包", "Build the package"),
    "ui_package_built": Text("材料包已生成。", "The package is built."),
    "ui_download": Text("下载 {name}", "Download {name}"),
}

MESSAGES: dict[str, Text] = {
    **FRAME,
    **SIGNING_IN,
    **ENTRY,
    **REVIEWING,
    **FINDINGS,
    **FLAGS,
    **EVIDENCE,
}
