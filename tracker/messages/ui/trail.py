"""Texts of 审计记录."""

from tracker.messages.text import Text

_PAGE = {
    "ui_chains": Text("审计链 {count} 条", "{count} {count:chain|chains}"),
    "ui_not_verified": Text("本次登录尚未核验", "not verified in this session yet"),
    "ui_verified_at": Text("{time} 已核验", "verified {time}"),
    "ui_verify": Text("核验审计链", "Verify the chains"),
    "ui_verifying": Text("正在核验…", "Verifying…"),
    "ui_verifying_count": Text(
        "正在核验 {done}/{total} 条，可随时离开本页", "Verified {done} of {total}; you may leave this page"
    ),
    "ui_noted_head": Text("以前抄录的链头（可不填）", "A head noted earlier (optional)"),
    "ui_noted_head_hint": Text("审计链:序号:摘要", "chain:sequence:hash"),
    "ui_chain_holds": Text(
        "● 审计链完整：{entries} 条记录与数据逐一相符（{time} 核验）。",
        "● The chains hold: {entries} {entries:entry|entries} and all data fit ({time}).",
    ),
    "ui_chain_broken": Text(
        "✕ 审计链不符（{time} 核验），首个问题：{problem}",
        "✕ The chains do not hold ({time}); first problem: {problem}",
    ),
    "ui_head_to_note": Text(
        "请定期将下面的链头抄录在系统之外（如值班日志）：只有对照它才能发现最新记录被整段删除。",
        "Note this head outside the system from time to time: only it can show that the newest entries were removed.",
    ),
    "ui_newest_entries": Text("最新记录", "Newest entries"),
    "ui_chain": Text("审计链", "Chain"),
    "ui_chain_installation": Text("本系统（不属于任何园区）", "Installation (of no park)"),
    "ui_audit_at": Text("时间", "Time"),
    "ui_audit_actor": Text("操作人", "Who"),
    "ui_audit_action": Text("操作", "Action"),
    "ui_audit_chain": Text("审计链", "Chain"),
    "ui_audit_sequence": Text("序号", "No."),
    "ui_audit_reason": Text("理由", "Reason"),
    "ui_audit_about": Text("对象", "About"),
    "ui_audit_facts": Text("涉及事项", "Facts"),
    "ui_audit_hash": Text("摘要", "Hash"),
    "ui_audit_entries": Text("记录数", "Entries"),
    "ui_first_day": Text("起始日期", "From day"),
    "ui_last_day": Text("截止日期", "To day"),
    "ui_no_entries": Text("没有符合条件的记录；请放宽筛选条件。", "No entry matches; widen the filters."),
    "ui_entries_found": Text(
        "共 {count} 条，显示最新 {shown} 条", "{count} {count:entry|entries}, the newest {shown} shown"
    ),
    "ui_all_heads": Text("各审计链链头（{count}）", "Heads of all chains ({count})"),
    "ui_heads_help": Text(
        "系统每日将各园区的链头记入本系统的审计链，因此抄录本系统的链头即可。",
        "The heads of the parks are noted in the installation's chain every day, so that its head is enough.",
    ),
}

_DONE = {
    "ui_did_account_add": Text("新增账号", "account added"),
    "ui_did_account_disable": Text("停用账号", "account disabled"),
    "ui_did_account_enable": Text("恢复账号", "account enabled"),
    "ui_did_account_unlock": Text("解除锁定", "account unlocked"),
    "ui_did_account_password": Text("修改密码", "password set"),
    "ui_did_account_first": Text("建立首个管理员", "first administrator"),
    "ui_did_site_add": Text("新增园区或企业", "site added"),
    "ui_did_site_import": Text("导入园区与企业", "sites imported"),
    "ui_did_site_set": Text("变更园区或企业", "site changed"),
    "ui_did_site_items": Text("申报填报项目表", "items declared"),
    "ui_did_site_confirm": Text("确认填报项目表", "items confirmed"),
    "ui_did_site_unconfirm": Text("撤销填报项目表确认", "confirmation taken back"),
    "ui_did_document_add": Text("上传佐证材料", "document attached"),
    "ui_did_document_remove": Text("移除佐证材料", "document removed"),
    "ui_did_catalog_add": Text("登记因子、核实或期限", "own rules added"),
    "ui_did_flags_evaluate": Text("例行评价", "evaluated"),
    "ui_did_flag_explain": Text("说明预警", "flag explained"),
    "ui_did_flag_accept": Text("认可说明", "explanation accepted"),
    "ui_did_flag_close": Text("预警销号", "flag closed"),
    "ui_did_evidence_build": Text("生成佐证材料包", "package built"),
    "ui_did_installation_init": Text("建立系统", "installed"),
    "ui_did_audit_heads": Text("记录链头", "heads noted"),
    "ui_did_report_accept": Text("审核通过", "accepted"),
    "ui_did_report_return": Text("退回修改", "returned"),
    "ui_did_report_reopen": Text("解锁报表", "reopened"),
    "ui_did_report_open": Text("打开报表审核", "report opened"),
}

MESSAGES: dict[str, Text] = {**_PAGE, **_DONE}
