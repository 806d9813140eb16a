"""Texts about the database itself: what keeps it from being opened, and what its audit trail shows."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "database_url": Text(
        "看不懂数据库地址“{database}”：请写成 sqlite:///文件路径 或 postgresql://用户@主机/库名。",
        "The database address “{database}” is not one: write sqlite:///path or postgresql://user@host/name.",
    ),
    "database_missing": Text(
        "{database} 处没有数据库。请核对地址；若尚未建立，请先运行 tracker init。",
        "There is no database at {database}. Check the address, or run `tracker init` to create one.",
    ),
    "database_older": Text(
        "数据库 {database} 的版本（{found}）早于本程序（{wanted}）。请运行 tracker init 升级，升级前会自动备份。",
        "The database {database} is at version {found}, older than this program ({wanted}). "
        "Run `tracker init` to upgrade it; a backup is made first.",
    ),
    "database_newer": Text(
        "数据库 {database} 的版本（{found}）比本程序（{wanted}）新。请换用新版程序打开，数据未作改动。",
        "The database {database} is at version {found}, newer than this program ({wanted}). "
        "Open it with a newer program; nothing was changed.",
    ),
    "database_foreign": Text(
        "{database} 不是本系统的数据库，未作任何改动。请核对地址。",
        "{database} is not a database of this program; nothing was changed. Check the address.",
    ),
    "database_upgrade_undone": Text(
        "数据库 {database} 升级后核对未通过（{detail}），升级已全部撤销，数据保持原样。",
        "The upgrade of {database} did not hold ({detail}); it was undone and the data are as they were.",
    ),
    "database_unreachable": Text(
        "打不开数据库 {database}：{detail}",
        "The database {database} cannot be opened: {detail}",
    ),
    "database_busy": Text(
        "数据库正被另一项操作占用，等待 {seconds} 秒后仍未轮到。本次未保存，请稍后再试。",
        "The database was busy with other work for {seconds} seconds. Nothing was saved; please try again.",
    ),
    "database_unwritable": Text(
        "数据库无法写入：{detail}。本次未保存。请检查磁盘空间和文件权限。",
        "The database cannot be written: {detail}. Nothing was saved. Check disk space and permissions.",
    ),
    "head_unreadable": Text(
        "看不懂链头“{text}”：应为 链:序号:哈希，如 tracker audit head 所列。",
        "“{text}” is not a chain head: write chain:sequence:hash as `tracker audit head` prints it.",
    ),
    "audit_entry_removed": Text(
        "审计链 {chain} 缺少第 {sequence} 条。",
        "Entry {sequence} of the chain {chain} is gone.",
    ),
    "audit_entry_altered": Text(
        "审计链 {chain} 第 {sequence} 条被改动，与哈希不符。",
        "Entry {sequence} of the chain {chain} was altered: it does not fit its hash.",
    ),
    "audit_history_altered": Text(
        "审计链 {chain} 第 {sequence} 条所附的历史记录被增删或改动。",
        "History rows of entry {sequence} of the chain {chain} were altered, added or removed.",
    ),
    "audit_history_orphan": Text(
        "{kind} {key} 的历史记录找不到所属的审计条目。",
        "A history row of {kind} {key} belongs to no audit entry.",
    ),
    "audit_head_missing": Text(
        "此前记下的链头（{chain} 第 {sequence} 条）已不在审计链中：其后的条目可能被删除或整链被重写。",
        "A head noted earlier (entry {sequence} of {chain}) is no longer in the chain: "
        "its newest entries were removed, or the chain was rewritten.",
    ),
    "audit_fact_altered": Text(
        "{kind} {key} 与其最新的历史记录不符：在系统之外被改动。",
        "{kind} {key} differs from its newest history: it was altered outside the program.",
    ),
    "audit_fact_inserted": Text(
        "{kind} {key} 没有历史记录：在系统之外被添加。",
        "{kind} {key} has no history: it was inserted outside the program.",
    ),
    "audit_fact_removed": Text(
        "{kind} {key} 只有历史记录而数据已不在：在系统之外被删除。",
        "{kind} {key} has a history but is gone: it was removed outside the program.",
    ),
}
