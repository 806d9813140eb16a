"""Refusals of what people do: permission, sites, accounts, reports, forms."""

from tracker.messages.text import Text

_PERMISSION = {
    "not_permitted": Text("{name} 没有{action_zh}的权限。", "{name} is not permitted to {action_en}."),
    "account_needed": Text(
        "{action_zh}须以账号身份进行：请加 --as USER。", "To {action_en} an account is needed: add --as USER."
    ),
    "unknown_account": Text(
        "没有账号“{name}”，或已停用。", "There is no account '{name}', or it is disabled."
    ),
    "action_read": Text("查看", "read"),
    "action_enter": Text("填报数据", "enter figures"),
    "action_declare": Text("维护填报项目表", "declare items"),
    "action_submit": Text("提交或撤回报表", "submit or withdraw reports"),
    "action_explain": Text("说明预警", "explain flags"),
    "action_review": Text("审核", "review"),
    "action_export": Text("导出", "export"),
    "action_evaluate": Text("重新评价", "evaluate"),
    "action_evidence": Text("导出佐证材料", "build evidence"),
    "action_sites": Text("维护园区和企业", "set up sites"),
    "action_accounts": Text("管理账号", "manage accounts"),
    "action_catalog": Text("维护标准库", "change the catalog"),
    "action_audit": Text("核验审计链", "verify the audit"),
}

_SITES = {
    "bad_site_code": Text(
        "“{code_given}”不能作代码：用字母、数字、点、横线，不超过 40 个，且不与州市或 province 等保留字相同。",
        "'{code_given}' is no code: letters, digits, dots and dashes, at most 40, and none that names a prefecture "
        "or a reserved word such as province.",
    ),
    "bad_site_name": Text(
        "请填一行名称，不超过 {limit} 字。", "Give a name in one line of at most {limit} characters."
    ),
    "bad_region": Text(
        "“{region}”不是地区代码；请写如 CN 或 CN-YN。",
        "'{region}' is no region; write one such as CN or CN-YN.",
    ),
    "bad_month": Text(
        "“{text}”不是月份；请写如 2024-03。", "'{text}' is no month; write one such as 2024-03."
    ),
    "unknown_prefecture": Text(
        "没有州市“{prefecture}”，请用清单中的代码或名称。",
        "There is no prefecture '{prefecture}'; use a code or name of the list.",
    ),
    "span_backwards": Text("截止月份早于起始月份。", "The last month is before the first."),
    "not_a_choice": Text(
        "“{value}”不可用；可选：{choices}。", "'{value}' is not possible; there are {choices}."
    ),
    "only_parks_have": Text("只有园区才有 {attribute}。", "Only parks have {attribute}."),
    "only_enterprises_have_parents": Text("只有企业才属于园区。", "Only enterprises belong to a park."),
    "parent_needed": Text("企业须指明所属园区。", "An enterprise names the park it belongs to."),
    "parent_not_park": Text("没有园区“{parent}”。", "There is no park '{parent}'."),
    "site_exists": Text("代码“{site}”已存在。", "The code '{site}' is taken."),
    "nothing_declared": Text(
        "请用 --not-applicable 或 --applicable 指明数据项。",
        "Name items with --not-applicable or --applicable.",
    ),
    "declared_both_ways": Text("同一项不能既不涉及又涉及。", "An item cannot be declared both ways at once."),
}

_ACCOUNTS = {
    "account_exists": Text("账号“{name}”已存在。", "The account '{name}' exists."),
    "bad_account_name": Text(
        "“{name}”不能作账号名：用文字、数字和 . - _ @，不超过 64 个。",
        "'{name}' is no account name: letters, digits and . - _ @, at most 64.",
    ),
    "unknown_scope": Text(
        "没有范围“{scope}”：请写园区或企业代码、州市代码或 province。",
        "There is no scope '{scope}': write the code of a site or a prefecture, or province.",
    ),
    "last_administrator": Text(
        "{name} 是最后一名全省管理员，不能停用。", "{name} is the province's last administrator."
    ),
    "own_account": Text(
        "{name} 是您自己的账号，不能停用；请由另一名管理员办理。",
        "{name} is your own account; another administrator has to disable it.",
    ),
    "current_password_wrong": Text("当前密码不正确。", "The current password is wrong."),
    "password_unchanged": Text("新密码与当前密码相同。", "The new password is the current one."),
    "passwords_differ": Text("两次输入的密码不一致。", "The two passwords are not the same."),
    "password_length": Text(
        "密码须为 {least} 到 {most} 个字符。", "A password has {least} to {most} characters."
    ),
    "password_is_name": Text("密码不能与账号名相同。", "The password must not be the account's name."),
    "password_common": Text("这个密码太常见，请换一个。", "This password is too common; choose another."),
    "sign_in_failed": Text("账号或密码不正确。", "The name or the password is wrong."),
    "sign_in_locked": Text(
        "多次登录失败，请 {seconds} 秒后再试。",
        "Too many failures; try again in {seconds} {seconds:second|seconds}.",
    ),
    "first_code_wrong": Text("一次性代码不正确。", "The one-time code is wrong."),
    "already_claimed": Text("本系统已有账号，请直接登录。", "There are accounts already; sign in."),
}

_RULES = {
    "source_needed": Text(
        "请注明依据的文件（名称、文号）。", "Name the document it comes from, with its number."
    ),
    "source_too_long": Text(
        "依据和条款各不超过 {limit} 字。", "Document and clause have at most {limit} characters each."
    ),
    "negative_factor": Text("“{text}”小于零，不能作因子。", "'{text}' is below zero and no factor."),
    "bad_deadline": Text(
        "期限不可用：日期为 1 至 31，推后不超过 {months} 个月，宽限不超过 {grace} 天。",
        "No such deadline: a day from 1 to 31, at most {months} {months:month|months} later, at most {grace} {grace:day|days} of grace.",
    ),
}

_REPORTS = {
    "move_submit": Text("提交", "submitted"),
    "move_withdraw": Text("撤回", "withdrawn"),
    "move_accept": Text("审核通过", "accepted"),
    "move_return": Text("退回", "returned"),
    "move_reopen": Text("解锁", "reopened"),
    "report_empty": Text(
        "还没有填报过任何数据，不能提交：请先填报或导入。",
        "No figure was ever entered here, so there is nothing to submit: enter or import some first.",
    ),
    "report_state": Text(
        "报表处于“{state_zh}”状态，不能{move_zh}。", "The report is {state_en} and cannot be {move_en}."
    ),
    "report_locked": Text(
        "报表处于“{state_zh}”状态，不能改动；请先撤回、退回或解锁。",
        "The report is {state_en} and cannot be changed; have it withdrawn, returned or reopened first.",
    ),
    "report_opened": Text(
        "审核人 {by} 已打开报表，不能撤回；如需修改，请联系其退回。",
        "The reviewer {by} has opened the report; it cannot be withdrawn any more, ask for its return.",
    ),
    "report_moved_on": Text(
        "报表已由 {by_zh} 处理，现为“{state_zh}”；本次操作未执行，请查看现状后再决定。",
        "{by_en} has moved the report on meanwhile: it is {state_en} now. Nothing was done; look again before deciding.",
    ),
    "release_each": Text(
        "{count} 项 B 类审核尚未放行（{checks}）；请逐项核对情况说明并勾选放行，或退回修改。",
        "{count} {count:check|checks} of class B {count:is|are} not released ({checks}); read each explanation and release it, or "
        "return the report.",
    ),
    "remark_outside": Text("这个数据项不属于本报表。", "This item is not one of the report."),
    "own_figures": Text(
        "{name} 填报过本报表的数据，不能审核。", "{name} entered figures of this report and cannot accept it."
    ),
    "reason_needed": Text("请写明理由。", "Give a reason."),
    "checks_block": Text(
        "{count} 项审核未通过（{checks}）；A 类须改正，B、C 类须说明（至少六个字，标点和空白不算）。",
        "{count} {count:check stands|checks stand} in the way ({checks}); class A must be mended, B and C explained "
        "(at least six characters; punctuation and blanks do not count).",
    ),
    "release_needed": Text(
        "{count} 项 B 类审核待放行（{checks}）；请写明放行理由（至少六个字，标点和空白不算）。",
        "{count} {count:check|checks} of class B {count:waits|wait} for release ({checks}); give a reason of at least six characters "
        "(punctuation and blanks do not count).",
    ),
}

_FORMS = {
    "bad_form_period": Text(
        "“{text}”没有报表；请写月份如 2024-03 或年份如 2024。",
        "There is no form for '{text}'; write a month such as 2024-03 or a year such as 2024.",
    ),
    "bad_span": Text(
        "“{text}”不是期间；请写如 2024-01..2024-12 或 2024。",
        "'{text}' is no span; write one such as 2024-01..2024-12 or 2024.",
    ),
    "cell_changed": Text(
        "{by} 已于 {at} 将此格改为“{text}”，请核对后选择保留哪一个。",
        "{by} changed this field to '{text}' at {at}; look at both and choose which one stays.",
    ),
}

MESSAGES: dict[str, Text] = {**_PERMISSION, **_SITES, **_ACCOUNTS, **_RULES, **_REPORTS, **_FORMS}
