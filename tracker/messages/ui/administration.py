"""Texts of the administrator's pages: accounts, passwords and sites; rules and audit have modules of their own."""

from tracker.messages.text import Text
from tracker.messages.ui import rulebook, trail

_ACCOUNTS = {
    "ui_role": Text("角色", "Role"),
    "ui_account": Text("账号", "Account"),
    "ui_accounts_active": Text("启用 {count} 个", "{count} active"),
    "ui_accounts_disabled": Text("停用 {count} 个", "{count} disabled"),
    "ui_accounts_locked": Text("暂时锁定 {count} 个", "{count} locked for now"),
    "account_state_active": Text("启用", "active"),
    "account_state_disabled": Text("– 停用", "– disabled"),
    "account_state_locked": Text("▲ 暂时锁定", "▲ locked for now"),
    "ui_accounts_head_name": Text("账号", "Account"),
    "ui_accounts_head_role": Text("角色", "Role"),
    "ui_accounts_head_scope": Text("权限范围", "Scope"),
    "ui_accounts_head_state": Text("状态", "State"),
    "ui_accounts_head_locked": Text("锁定至", "Locked until"),
    "ui_accounts_head_last": Text("最近登录", "Last sign-in"),
    "ui_accounts_head_created": Text("建立日期", "Created"),
    "ui_no_accounts": Text(
        "没有符合条件的账号；请放宽筛选条件。", "No account matches; widen the filters above."
    ),
    "ui_manage_account": Text("管理账号", "Manage an account"),
    "ui_account_disable": Text("停用", "Disable"),
    "ui_account_enable": Text("恢复启用", "Enable"),
    "ui_account_unlock": Text("解除锁定", "Unlock"),
    "ui_account_new_password": Text("设置新密码", "Set a new password"),
    "ui_account_disabled": Text(
        "账号 {name} 已停用，其登录已全部结束。", "{name} is disabled and signed out everywhere."
    ),
    "ui_account_enabled": Text(
        "账号 {name} 已恢复启用，密码不变。", "{name} is enabled, with the same password."
    ),
    "ui_account_unlocked": Text("账号 {name} 已解除锁定，可立即登录。", "{name} may sign in again at once."),
    "ui_password_set": Text(
        "账号 {name} 的新密码已生效，其登录已全部结束。",
        "The new password of {name} holds, and it is signed out everywhere.",
    ),
    "ui_own_account": Text(
        "这是您自己的账号：不能自行停用，密码请在“修改密码”中更改。",
        "This is your own account: you cannot disable it, and you change its password yourself.",
    ),
    "ui_add_account": Text("新增账号", "Add an account"),
    "ui_account_added": Text("账号 {name} 已建立。", "The account {name} is added."),
    "ui_scope_kind": Text("范围层级", "Scope level"),
    "ui_scope_province": Text("全省", "Whole province"),
    "ui_scope_prefecture": Text("州（市）", "Prefecture"),
    "ui_scope_park": Text("园区", "Park"),
    "ui_scope_enterprise": Text("企业", "Enterprise"),
    "ui_scope_region": Text("区域", "Region"),
    "ui_account_name_field": Text("账号名", "Account name"),
    "ui_account_scope_field": Text("权限范围", "Scope of permission"),
    "ui_choose": Text("请选择", "Choose"),
    "ui_no_choice": Text("没有可选项", "Nothing to choose"),
    "ui_all": Text("全部", "all"),
}

_PASSWORDS = {
    "ui_page_password": Text("修改密码", "Change password"),
    "ui_password_made_up": Text("由系统生成", "generated"),
    "ui_password_typed": Text("自行设定", "typed here"),
    "ui_password_first": Text("新密码", "New password"),
    "ui_password_again": Text("再输入一次", "New password again"),
    "ui_password_once": Text(
        "账号 {name} 的密码如下，只显示这一次，请立即抄录并当面转交本人，提醒其登录后自行修改。",
        "The password of {name} is shown only this once: note it now, hand it over in person, and have it "
        "changed after signing in.",
    ),
    "ui_password_rules": Text(
        "至少 {least} 个字符，不能是账号名或常见密码。修改后，您在其他浏览器上的登录将自动退出。",
        "At least {least} characters, neither your account's name nor a common one. You are signed out of other "
        "browsers.",
    ),
    "ui_password_changed": Text(
        "密码已修改；其他浏览器上的登录已结束。", "The password is changed; you are signed out elsewhere."
    ),
    "ui_field_current": Text("当前密码", "Current password"),
    "ui_field_password": Text("新密码", "New password"),
    "ui_field_again": Text("再输入一次", "New password again"),
}

_SITES = {
    "ui_register_site": Text("登记", "Register"),
    "ui_field_code": Text("代码", "Code"),
    "ui_field_name": Text("名称", "Name"),
    "ui_field_kind": Text("类型", "Kind"),
    "ui_field_parent": Text("所属园区", "Park"),
    "ui_field_level": Text("级别", "Level"),
    "ui_field_prefecture": Text("州（市）", "Prefecture"),
    "ui_field_region": Text("地区代码", "Region code"),
    "ui_field_scope": Text("范围口径", "Scope"),
    "ui_field_collect": Text("报送方式", "Reporting"),
    "ui_field_from": Text("起始月份", "First month"),
    "ui_field_until": Text("截止月份", "Last month"),
    "ui_field_since": Text("自哪个月起", "From which month"),
    "ui_field_in_park_since": Text("入园月份", "In the park since"),
    "ui_field_in_park_until": Text("离园月份", "In the park until"),
    "ui_kind": Text("类型", "Kind"),
    "ui_find_site": Text("查找（代码或名称）", "Find (code or name)"),
    "ui_sites_list": Text("清单", "List"),
    "ui_sites_park": Text("园区 {count} 个", "{count} {count:park|parks}"),
    "ui_sites_enterprise": Text("企业 {count} 家", "{count} {count:enterprise|enterprises}"),
    "ui_sites_region": Text("区域 {count} 个", "{count} {count:region|regions}"),
    "ui_no_sites_listed": Text(
        "没有符合条件的园区或企业；请放宽筛选条件，或新增一个。",
        "No site matches; widen the filters, or add one.",
    ),
    "ui_all_sites": Text("返回园区与企业清单", "All parks and enterprises"),
    "ui_add_site": Text("新增", "Add"),
    "ui_site_added": Text("{site} 已登记。", "{site} is registered."),
    "ui_import_sites": Text("导入", "Import"),
    "ui_sites_file": Text("园区与企业清单的 CSV 文件", "CSV file of sites"),
    "ui_import_sites_help": Text(
        "CSV 文件，首行为列名：{columns}；code 和 name 必填，其余空白取默认值。先园区后企业，整份文件要么全部"
        "登记、要么不登记。",
        "A CSV file whose first line names its columns: {columns}; code and name are needed, blanks take the "
        "default. The whole file is taken or nothing of it.",
    ),
    "ui_no_file": Text("请先选择文件。", "Choose a file first."),
    "ui_sites_imported": Text(
        "已登记 {count} 个园区和企业。", "{count} {count:site is|sites are} registered."
    ),
    "ui_sites_refused": Text(
        "{file} 有 {count} 处问题，未登记任何一条；请改正后重新导入。",
        "{file} has {count} {count:problem|problems} and nothing was registered; mend them and import it again.",
    ),
    "ui_problem": Text("问题", "Problem"),
    "ui_problems_of_file": Text("导入问题清单", "Problems of the file"),
    "ui_month_hint": Text("如 2026-01；空白为{blank}", "2026-01, or blank: {blank}"),
    "ui_from_first_figure": Text("首次填报", "first figure"),
    "ui_open_end": Text("至今", "today"),
    "ui_always": Text("自始", "the start"),
    "ui_always_held": Text("更正：自始如此", "a correction: held from the start"),
    "ui_level_unknown": Text("未定级", "not known"),
    "ui_no_prefecture": Text("未指定", "none"),
    "ui_unchanged": Text("不变", "unchanged"),
    "ui_unchanged_now": Text("不变（现为{now}）", "unchanged (now {now})"),
    "ui_span": Text("存续 {since} – {until}", "from {since}, until {until}"),
    "ui_created_on": Text("{day} 登记", "registered {day}"),
    "ui_site_history": Text("属性沿革", "Attribute history"),
    "ui_line_attribute": Text("属性", "Attribute"),
    "ui_line_value": Text("内容", "Value"),
    "ui_line_since": Text("自", "From"),
    "ui_line_until": Text("至", "Until"),
    "ui_line_holds": Text("效力", "Standing"),
    "ui_line_made_at": Text("登记日期", "Entered"),
    "ui_line_last": Text("● 现行有效", "● in force"),
    "ui_line_ended": Text("○ 已结束", "○ ended"),
    "ui_line_replaced": Text("– 已被后来的登记取代", "– replaced by a later entry"),
    "ui_enterprises_of_park": Text("园内企业（{count}）", "Enterprises ({count})"),
    "ui_enterprises_title": Text("{site} 园内企业", "Enterprises of {site}"),
    "ui_no_enterprises": Text(
        "没有登记园内企业；可在“新增”中登记。", "No enterprises are registered; add them on the list's page."
    ),
    "ui_change_site": Text("变更属性", "Change from a month on"),
    "ui_change_counts": Text(
        "只填有变化的项。变更自所填月份起生效，以前的月份不变；不填月份即为更正，以前各月一并改变。有关指标和预警随即重新计算。",
        "Fill in only what changes. It holds from the month given and leaves earlier months as they were; without "
        "a month it is a correction, and changes them too. Indicators and flags follow at once.",
    ),
    "ui_change_span": Text("变更存续期和所在地", "Change span and place"),
    "ui_reopen_span": Text("取消截止月份（恢复存续）", "Remove the end month"),
    "ui_site_changed": Text("{site} 已变更。", "{site} is changed."),
    "ui_nothing_changed": Text("没有填写任何变更。", "Nothing to change was filled in."),
}

MESSAGES: dict[str, Text] = {**_ACCOUNTS, **_PASSWORDS, **_SITES, **rulebook.MESSAGES, **trail.MESSAGES}
