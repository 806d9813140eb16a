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
}
