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

_DOCUMENTS = {
    "document_type": Text(
        "“{name}”不是可以上传的材料。可上传：{allowed}（按内容识别；程序、脚本、网页、SVG 和压缩包不收）。",
        "'{name}' is no document that can be attached. There are {allowed}, told by their content; programs, scripts, "
        "web pages, SVG and archives are not taken.",
    ),
    "document_macros": Text(
        "“{name}”含有宏，请另存为不含宏的文件后上传。", "'{name}' holds macros; save it without them first."
    ),
    "document_broken": Text("“{name}”已损坏，无法读取。", "'{name}' is damaged and cannot be read."),
    "document_too_large": Text(
        "“{name}”超过 {limit} MB，未保存。请压缩图片或分成几个文件上传。",
        "'{name}' is larger than {limit} MB and was not stored; make pictures smaller or split it.",
    ),
    "document_empty": Text("“{name}”是空文件。", "'{name}' is empty."),
    "unknown_document": Text("没有这份材料，或不在您的范围内。", "There is no such document in your scope."),
    "document_removed": Text("“{name}”已经移除。", "'{name}' has been removed already."),
    "document_reason": Text(
        "请写明移除理由，至少 {least} 个字。", "Say why, in at least {least} characters."
    ),
    "document_locked": Text(
        "报表{state_zh}，已提交的材料不能移除；请先撤回、退回或解锁。",
        "The report is {state_en}, so that its documents stay; have it withdrawn, returned or reopened first.",
    ),
}

_COMMANDS = {
    "cli_help_imports": Text(
        "列出最近的导入：编号、文件、改动的填报值数、导入人，是否已撤销",
        "List the newest imports: number, files, figures changed, by whom, and whether undone",
    ),
    "cli_help_undo": Text(
        "撤销一次导入：所改动的填报值恢复到导入前，历史和审计各增加一步",
        "Undo an import: what it changed stands as before; history and audit grow by one action",
    ),
    "cli_help_batch": Text(
        "导入编号，见 tracker imports", "The import's number, as tracker imports lists it"
    ),
    "cli_help_rest": Text(
        "保留导入后被改动的填报值，只撤销其余", "Keep figures changed since and undo the rest"
    ),
    "cli_import_taken_back": Text(
        "已撤销导入 {batch}：恢复填报值 {figures} 个，保留此后改动 {kept} 个。",
        "Import {batch} is undone: {figures} figures as before, {kept} changed since kept.",
    ),
}

MESSAGES: dict[str, Text] = {**_UNDOING, **_DOCUMENTS, **_COMMANDS}
