"""Texts about the demo province."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "demo_needs_new_database": Text(
        "演示数据只能装入新数据库；{database} 已有填报主体或账号。请另选一个数据库。",
        "The demo goes into a new database only; {database} has sites or accounts already. Choose another one.",
    ),
    "demo_too_early": Text(
        "演示数据需要日历不早于 {first}，当前日历为 {today}：请改 --today。",
        "The demo needs a calendar of {first} or later, and today is {today}: change --today.",
    ),
    "demo_document_name": Text("危险废物转移联单汇总（演示）.txt", "transfer manifests (demo).txt"),
    "demo_document": Text(
        "演示材料：本年度危险废物转移联单汇总。内容为虚构，仅供演示佐证材料的上传和查看。",
        "A document of the demo: the year's hazardous waste transfer manifests, invented.",
    ),
}
