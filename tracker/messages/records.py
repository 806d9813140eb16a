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
        "{count} {count:figure was|figures were} changed after the import: {cells_en}. Nothing was undone; you may keep these and undo "
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
        "请写明移除理由，至少 {least} 个字（标点和空白不算）。",
        "Say why, in at least {least} characters (punctuation and blanks do not count).",
    ),
    "document_locked": Text(
        "报表{state_zh}，已提交的材料不能移除；请先撤回、退回或解锁。",
        "The report is {state_en}, so that its documents stay; have it withdrawn, returned or reopened first.",
    ),
}

_FORM = {
    "head_name_needed": Text("请填表名。", "Give the form a name."),
    "form_empty": Text("空白表", "BLANK"),
    "form_page": Text("第 {{page}} 页 共 {{total}} 页", "page {{page}} of {{total}}"),
    "form_year": Text("{year}年", "{year}"),
    "form_head_site": Text("填报单位：", "Site: "),
    "form_head_period": Text("报告期：", "Period: "),
    "form_head_number": Text("表号：", "Form no.: "),
    "form_head_authority": Text("制定机关：", "Issued by: "),
    "form_head_approval": Text("批准文号：", "Approval no.: "),
    "form_head_valid_until": Text("有效期至：", "Valid until: "),
    "form_column_number": Text("序号", "No."),
    "form_column_item": Text("数据项", "Item"),
    "form_column_unit": Text("计量单位", "Unit"),
    "form_column_value": Text("本月", "This month"),
    "form_column_ytd": Text("1—本月", "January to this month"),
    "form_column_a_year_ago": Text("上年同月", "A year ago"),
    "form_column_year": Text("本年", "This year"),
    "form_column_last_year": Text("上年", "Last year"),
    "form_span": Text("含在累计数中", "in a span"),
    "form_reason": Text("暂缺", "blank"),
    "form_notes": Text("说明", "Notes"),
    "form_note": Text("{item}：{note}", "{item}: {note}"),
    "form_away": Text("已声明不涉及：{items}。", "Declared not to apply: {items}."),
    "form_sign_head": Text("单位负责人：", "Head of the unit: "),
    "form_sign_statistician": Text("统计负责人：", "In charge of statistics: "),
    "form_sign_filled_by": Text("填表人：", "Filled in by: "),
    "form_sign_phone": Text("联系电话：", "Telephone: "),
    "form_sign_date": Text("报出日期：", "Date: "),
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
    "cli_help_form": Text(
        "打印报表（PDF）：已填的数据，或供手工填写的空白表",
        "Write a form as PDF: with its figures, or empty to be filled by hand",
    ),
    "cli_help_empty": Text("空白表", "Leave the figures blank"),
    "cli_import_taken_back": Text(
        "已撤销导入 {batch}：恢复填报值 {figures} 个，保留此后改动 {kept} 个。",
        "Import {batch} is undone: {figures} {figures:figure|figures} as before, {kept} changed since kept.",
    ),
}

MESSAGES: dict[str, Text] = {**_UNDOING, **_DOCUMENTS, **_FORM, **_COMMANDS}
