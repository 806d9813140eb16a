"""Texts of the command line: help and what commands say."""

from tracker.messages.text import Text

HELP: dict[str, Text] = {
    "cli_help_tracker": Text(
        "绿色园区填报与预警：填报、审核、评价、预警、佐证。公共选项：--db URL，--lang zh|en，--today YYYY-MM-DD。",
        "Green-park tracker: enter, review, judge, flag, prove. Shared options: --db URL, --lang zh|en, --today YYYY-MM-DD.",
    ),
    "cli_help_init": Text(
        "新建数据库，或升级到最新结构", "Create the database or bring it to the newest migration"
    ),
    "cli_help_demo": Text(
        "装入虚构的演示省份（仅限新数据库，此后始终标为演示）",
        "Fill a new database with the invented demo province; it stays marked as a demo",
    ),
    "cli_help_serve": Text("启动网页界面", "Serve the web interface"),
    "cli_help_host": Text("监听地址", "Address to listen on"),
    "cli_help_port": Text("端口", "Port"),
    "cli_help_as": Text("以该账号的身份和权限操作", "Act as this account, with exactly its permission"),
    "cli_help_site": Text("填报主体代码", "Code of the site"),
    "cli_help_sites": Text("填报主体代码，可重复", "Code of a site; may be repeated"),
    "cli_help_reason": Text("理由", "Reason"),
    "cli_help_from": Text("自该月起", "From this month on"),
    "cli_help_until": Text("至该月止", "Until this month"),
    "cli_help_period": Text(
        "期间：2024-03（月）、2024（年）、2024-01..12（逐月）", "Period: 2024-03, 2024, 2024-01..12"
    ),
    "cli_help_out": Text("输出文件", "File to write"),
    "cli_help_format": Text("输出格式", "Format of the answer"),
    "cli_help_site_commands": Text("园区、企业和区域", "Parks, enterprises and regions"),
    "cli_help_site_add": Text("新增填报主体", "Add a site"),
    "cli_help_site_set": Text("自某月起变更填报主体信息", "Change a site from a month on"),
    "cli_help_site_import": Text("从 CSV 批量新增", "Add the sites of a CSV file"),
    "cli_help_site_list": Text("列出填报主体", "List sites"),
    "cli_help_site_items": Text("维护填报项目表", "Keep the item table: what the site does not have"),
    "cli_help_code": Text("代码", "Code"),
    "cli_help_name": Text("名称", "Name"),
    "cli_help_kind": Text("类型：园区、企业、区域", "Kind: park, enterprise or region"),
    "cli_help_parent": Text("所属园区代码", "Code of the park it belongs to"),
    "cli_help_level": Text("级别：国家级、省级", "Level: national or provincial"),
    "cli_help_prefecture": Text("所属州（市）", "Prefecture"),
    "cli_help_region": Text("省份代码", "Region code"),
    "cli_help_scope": Text("口径：全口径、规上", "Scope: all firms or above-scale firms"),
    "cli_help_collect": Text(
        "汇总方式：直接填报、由企业汇总", "Collected directly or rolled up from enterprises"
    ),
    "cli_help_items": Text("数据项或数据项组代码，逗号分隔", "Codes of items or groups, separated by commas"),
    "cli_help_import": Text("导入数据（一次命令为一个事务）", "Import figures; one call is one transaction"),
    "cli_help_export": Text("导出为长表 CSV", "Export as long CSV"),
    "cli_help_marked": Text(
        "有问题时，把文件原样写到这里，问题标在单元格里",
        "Where there are problems, write the file here with each marked in its cell",
    ),
    "cli_marked_one_file": Text(
        "--marked 只能用于一个文件，这里给了 {count} 个。",
        "--marked takes one file to import; {count} {count:was|were} given.",
    ),
    "cli_not_marked": Text(
        "文件打不开，不能标注问题。", "The file cannot be opened, so nothing is marked in it."
    ),
    "cli_help_template": Text(
        "制作某园区或企业一年的填报模板", "Make the workbook of a site's year to fill in"
    ),
    "cli_help_template_year": Text("年度", "The year"),
    "cli_help_files": Text("要导入的文件", "Files to import"),
    "cli_help_dry_run": Text("只检查，不保存", "Check only, store nothing"),
    "cli_help_partial": Text("保存可接受的行", "Store the rows that can be accepted"),
    "cli_help_submit_flag": Text(
        "导入后提交所涉月份（须指定 --as）", "Submit each month touched (needs --as)"
    ),
    "cli_help_blank_clears": Text("空白单元格清除原值", "A blank clears the stored figure"),
    "cli_help_map": Text(
        "表格各列各行的含义（JSON），并记住供下次使用",
        "What the columns and rows of a spreadsheet are (JSON); remembered for the next one",
    ),
    "cli_help_submit": Text("提交报表", "Submit a report"),
    "cli_help_withdraw": Text("撤回报表", "Withdraw a report"),
    "cli_help_accept": Text("审核通过", "Accept a report"),
    "cli_help_return": Text("退回修改", "Return a report"),
    "cli_help_reopen": Text("解锁报表", "Reopen an accepted report"),
    "cli_help_evaluate": Text(
        "处理没有写入触发的事项：截止、年度结束、标准变化",
        "Do what no write triggers: deadlines, years that end, a changed catalog",
    ),
    "cli_help_all": Text("全部重新评价", "Evaluate everything again"),
    "cli_help_indicators": Text("指标值与评价结论", "Values and findings"),
    "cli_help_indicator": Text("指标代码，可重复", "Code of an indicator; may be repeated"),
    "cli_help_window": Text("统计期间", "Window"),
    "cli_help_standard": Text("标准代码", "Code of a standard"),
    "cli_help_reported": Text("按已报数据", "By figures as last submitted"),
    "cli_help_flags": Text("预警清单", "Flags"),
    "cli_help_status": Text("状态", "Status"),
    "cli_help_severity": Text("红色、橙色、黄色", "Severity"),
    "cli_help_flag": Text("预警处置", "Steps of a flag"),
    "cli_help_flag_id": Text("预警编号", "Id of the flag"),
    "cli_help_flag_explain": Text("提交情况说明", "Explain"),
    "cli_help_flag_accept": Text("认可说明", "Accept the explanation"),
    "cli_help_flag_close": Text("销号", "Close"),
    "cli_help_evidence": Text("生成佐证材料包", "Build an evidence package"),
    "cli_help_years": Text("年度，如 2022-2024", "Years, such as 2022-2024"),
    "cli_help_verify": Text("核验佐证材料包", "Check an evidence package"),
    "cli_help_package": Text("佐证材料包", "Evidence package"),
    "cli_help_key": Text("出具单位的公钥文件（32 字节）", "Public key of the issuer (32 bytes)"),
    "cli_help_audit": Text("审计链", "Audit chains"),
    "cli_help_audit_verify": Text("核验审计链与数据表", "Walk the chains and hold them against the tables"),
    "cli_help_audit_head": Text("打印链头，供库外留存", "Print the heads of the chains"),
    "cli_help_head": Text("先前记下的链头", "A head noted earlier"),
    "cli_help_catalog": Text("标准库", "Catalog of rules"),
    "cli_help_catalog_check": Text("校验规则文件", "Prove the rule files"),
    "cli_help_catalog_list": Text("列出标准库内容", "List the catalog"),
    "cli_help_catalog_add": Text("增加本单位的因子、确认或标准", "Add a factor, a confirmation or a pack"),
    "cli_help_catalog_folder": Text("规则文件夹", "Folder of rule files"),
    "cli_help_addition": Text("要增加的规则文件", "Rule file to add"),
    "cli_help_convert": Text("单位换算", "Convert a quantity"),
    "cli_help_quantity": Text("数量和单位，如 “3.5 万kWh”", "Number and unit, such as '3.5 万kWh'"),
    "cli_help_unit": Text("目标单位", "Unit wanted"),
    "cli_help_user": Text("账号", "Accounts"),
    "cli_help_user_add": Text("新增账号", "Add an account"),
    "cli_help_user_list": Text("列出账号", "List accounts"),
    "cli_help_user_disable": Text("停用账号", "Disable an account"),
    "cli_help_user_password": Text("重设密码", "Set a password"),
    "cli_help_user_name": Text("账号名", "Name of the account"),
    "cli_help_role": Text("角色", "Role"),
    "cli_help_user_scope": Text(
        "范围：填报主体代码、州（市）或 province", "Site code, prefecture or province"
    ),
    "cli_help_password_stdin": Text("从标准输入读取密码", "Read the password from standard input"),
}

SAID: dict[str, Text] = {
    "cli_option_without_value": Text("选项 {option} 后面缺少取值。", "The option {option} needs a value."),
    "cli_unknown_language": Text(
        "没有语言 {given}：可选 zh 或 en。", "There is no language {given}: choose zh or en."
    ),
    "cli_not_a_day": Text(
        "“{text}” 不是日期：请写成 2024-03-31。", "'{text}' is not a day: write 2024-03-31."
    ),
    "cli_needs_as": Text(
        "此操作须以账号身份进行：请加 --as 账号名。", "This step is taken by an account: add --as USER."
    ),
    "cli_output_unwritable": Text(
        "写不了 {path}（{problem}）：请换一个位置。",
        "{path} can't be written ({problem}): choose another place.",
    ),
    "cli_address_unusable": Text(
        "无法在 {host}:{port} 上提供服务（{problem}）：请核对 --host 和 --port。",
        "Can't serve on {host}:{port} ({problem}): check --host and --port.",
    ),
    "cli_output_is_folder": Text("{path} 是文件夹：请给出文件名。", "{path} is a folder: give a file name."),
    "cli_output_folder_missing": Text(
        "文件夹 {path} 不存在：请先建立。", "The folder {path} does not exist: make it first."
    ),
    "cli_database_ready": Text("数据库就绪：{database}", "Database ready: {database}"),
    "cli_backup_made": Text("升级前已备份：{path}", "Backed up before the upgrade: {path}"),
    "cli_demo_password": Text("{name}  {role}  {password}", "{name}  {role}  {password}"),
    "cli_first_code": Text(
        "首次登录的一次性验证码（仅显示一次）：{code}",
        "One-time code for the first sign-in, shown once: {code}",
    ),
    "cli_serving": Text(
        "界面地址：http://{host}:{port}（按 Ctrl+C 停止）", "Serving http://{host}:{port} (Ctrl+C stops)"
    ),
    "cli_site_added": Text("已新增 {code}。", "Added {code}."),
    "cli_site_changed": Text("已变更 {code}。", "Changed {code}."),
    "cli_sites_imported": Text("已新增 {count} 个填报主体。", "Added {count} {count:site|sites}."),
    "cli_items_declared": Text(
        "{site} 的填报项目表已更新，待审核确认。",
        "Item table of {site} updated; a reviewer is to confirm it.",
    ),
    "cli_declaration_overridden": Text(
        "{item}：此前申报、自 {since} 起的一行不再起作用，以本次申报为准。",
        "{item}: the line declared before, from {since} on, no longer counts; what is declared now holds.",
    ),
    "cli_import_problem": Text("{place}：{message}", "{place}: {message}"),
    "cli_import_stored": Text(
        "已保存：{rows} 行，变更 {changed}，未变 {unchanged}，拒收 {refused}。",
        "Stored: {rows} {rows:row|rows}, {changed} changed, {unchanged} unchanged, {refused} refused.",
    ),
    "cli_import_not_stored": Text(
        "未保存任何数据：{rows} 行，可变更 {changed}，未变 {unchanged}，拒收 {refused}。",
        "Nothing stored: {rows} {rows:row|rows}, {changed} would change, {unchanged} unchanged, {refused} refused.",
    ),
    "cli_written": Text("已写入 {path}", "Wrote {path}"),
    "cli_report_moved": Text("{site} {period}：{state}", "{site} {period}: {state}"),
    "cli_evaluated": Text(
        "评价完成：新增预警 {opened}，更新 {updated}，消除 {cleared}。",
        "Evaluated: {opened} flags opened, {updated} updated, {cleared} cleared.",
    ),
    "cli_flag_step": Text("预警 {flag}：{step} 已记录。", "Flag {flag}: {step} recorded."),
    "cli_package_built": Text("已生成 {path}（第 {revision} 版）", "Built {path} (revision {revision})"),
    "cli_package_differs": Text("核验不通过：{problem}", "Not consistent: {problem}"),
    "cli_package_proved": Text(
        "核验通过：内容自洽，来源已证实。", "Verified: consistent, and its origin is proved."
    ),
    "cli_package_unknown_key": Text(
        "内容自洽，签名有效，但未提供出具单位公钥，来源未证实。",
        "Self-consistent and signed; origin not proved, as no key was given.",
    ),
    "cli_package_not_proved": Text(
        "内容自洽，来源未证实：签名所用密钥与所给公钥不符。",
        "Self-consistent; origin not proved: it was signed with another key than the one given.",
    ),
    "cli_package_rules_known": Text("所用规则为本系统已知版本。", "Its rules are a catalog known here."),
    "cli_package_rules_unknown": Text(
        "所用规则不是本系统已知版本，请核对其标准库。",
        "Its rules are not a catalog known here: look at them.",
    ),
    "cli_audit_holds": Text(
        "审计链完好，共 {entries} 条。", "The audit chains hold: {entries} {entries:entry|entries}."
    ),
    "cli_audit_broken": Text("审计链不符：{problem}", "The audit chains do not hold: {problem}"),
    "cli_catalog_holds": Text(
        "规则校验通过：数据项 {items}，指标 {indicators}，标准 {standards}，摘要 {digest}",
        "The catalog holds: {items} items, {indicators} indicators, {standards} standards, digest {digest}",
    ),
    "cli_catalog_added": Text(
        "{file} 已加入标准库，摘要 {digest}", "{file} added; the catalog is now {digest}"
    ),
    "cli_user_added": Text("已新增账号 {name}。", "Added {name}."),
    "cli_user_disabled": Text("已停用账号 {name}。", "Disabled {name}."),
    "cli_password_set": Text("已重设 {name} 的密码。", "Password of {name} set."),
    "convert_not_a_quantity": Text(
        "“{text}” 不是带单位的数量：请写成 3.5 万kWh。",
        "'{text}' is no quantity: write a number and a unit, as 3.5 万kWh.",
    ),
    "convert_superscript": Text(
        "“{text}” 按上标丢失读作 {unit}。", "'{text}' is read as {unit}, its superscript lost."
    ),
    "convert_coefficient": Text(
        "折标系数 {value} {unit}（{source}）", "Coefficient {value} {unit} ({source})"
    ),
    "cli_ask_password": Text("密码：", "Password: "),
    "cli_ask_password_again": Text("再输一次：", "Again: "),
    "cli_passwords_differ": Text("两次输入的密码不一致。", "The two passwords differ."),
}

MESSAGES: dict[str, Text] = {**HELP, **SAID}
