"""Refusals and answers about imports taken back, attached documents, deadlines and printed forms."""

from tracker.messages.text import Text

_UNDOING = {
    "unknown_import": Text(
        "没有编号为 {batch} 的导入，或不在您的范围内。", "There is no import {batch} in your scope."
    ),
    "import_undone": Text(
        "导入 {batch} 已由 {by_zh} 撤销，不能再次撤销。",
        "Import {batch} was undone by {by_en} already; it can be undone once.",
    ),
    "undo_locked": Text(
        "报表{state_zh}，本次导入暂不能撤销：待审核的先撤回（审核人员已打开的请其退回），审核通过的请审核人员先解锁。",
        "The report is {state_en}, so that the import cannot be undone yet: withdraw it (have it returned where a "
        "reviewer has opened it), or have it reopened where it is accepted.",
    ),
    "undo_changed_since": Text(
        "本次导入后有 {count} 个填报值被改动：{cells_zh}。未撤销任何数据；可选择保留这些改动、只撤销其余。",
        "{count} figures were changed after the import: {cells_en}. Nothing was undone; you may keep these and undo "
        "the rest.",
    ),
}

MESSAGES: dict[str, Text] = {**_UNDOING}
