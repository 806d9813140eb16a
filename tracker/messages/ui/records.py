"""Texts of imports taken back, attached documents and printed forms, on every page that shows them."""

from tracker.messages.text import Text

_IMPORTS = {
    "ui_imports": Text("导入记录（{count}）", "Imports ({count})"),
    "ui_import_records": Text("导入记录", "Imports"),
    "ui_import_at": Text("导入时间", "When"),
    "ui_import_files": Text("文件", "Files"),
    "ui_import_figures": Text("改动填报值", "Figures changed"),
    "ui_import_by": Text("导入人", "By"),
    "ui_import_state": Text("状态", "State"),
    "ui_import_stands": Text("有效", "stands"),
    "ui_import_undone": Text("{name} 于 {at} 撤销", "undone by {name} at {at}"),
    "ui_import_to_undo": Text("撤销哪一次导入", "Import to undo"),
    "ui_undo_does": Text(
        "撤销后，{count} 个填报值（连同单位、来源、空缺原因、说明）恢复到导入前，{reports} 份由本次导入提交的报表恢复原状态；历史和审计各增加一步，不删除任何记录。",
        "{count} {count:figure goes|figures go} back to what stood before (with unit, source, reason and note), and {reports} {reports:report|reports} this "
        "import submitted to their state; history and audit grow by one action, and nothing is deleted.",
    ),
    "ui_undo_keeps": Text(
        "导入后有 {count} 个填报值被改动，将予保留：{cells}",
        "{count} {count:figure was|figures were} changed after the import and will stay: {cells}",
    ),
    "ui_undo": Text("撤销本次导入", "Undo this import"),
    "ui_undo_rest": Text("保留改动，撤销其余 {count} 个", "Keep these, undo the other {count}"),
    "ui_undone": Text("已撤销本次导入，数据恢复到导入前。", "The import is undone; all stands as before."),
}

_DOCUMENTS = {
    "ui_documents": Text("佐证材料", "Documents"),
    "ui_documents_count": Text("佐证材料（{count}）", "Documents ({count})"),
    "ui_no_documents": Text("还没有佐证材料。", "No document is attached."),
    "ui_documents_hint": Text(
        "可上传 PDF、图片、Excel、Word、OFD、CSV、TXT，单个不超过 {limit} MB。须附材料的数据项：{needed}。",
        "PDF, pictures, Excel, Word, OFD, CSV and TXT, at most {limit} MB each. Items that need a document: {needed}.",
    ),
    "ui_document_name": Text("文件", "File"),
    "ui_document_of": Text("所属", "Of"),
    "ui_document_size": Text("大小", "Size"),
    "ui_document_kb": Text("{size} KB", "{size} KB"),
    "ui_document_by": Text("上传人", "By"),
    "ui_document_at": Text("上传时间", "When"),
    "ui_document_state": Text("移除情况", "Removed"),
    "ui_document_removed": Text(
        "材料已移除，记录和文件仍予保留。", "Removed; the record and the file are kept."
    ),
    "ui_document_gone": Text("{name} 于 {at} 移除：{reason}", "removed by {name} at {at}: {reason}"),
    "ui_document_whole": Text("整张报表", "the whole form"),
    "ui_document_choose": Text("选择文件", "Choose a file"),
    "ui_upload_at_most": Text("{label}（不超过 {limit} MB）", "{label} (at most {limit} MB)"),
    "ui_upload_none": Text(
        "没有可上传的文件。请先选择一个不超过 {limit} MB 的文件。",
        "There is no file to send. Choose one of at most {limit} MB first.",
    ),
    "ui_document_place": Text("证明哪一项", "What it proves"),
    "ui_document_attach": Text("上传", "Attach"),
    "ui_document_attached": Text("“{name}”已上传。", "'{name}' is attached."),
    "ui_document_to_remove": Text("移除材料", "Document to remove"),
    "ui_document_why": Text("移除理由（至少6个字）", "Why it is removed (six characters or more)"),
    "ui_document_remove": Text("移除", "Remove"),
}

_FORM = {
    "ui_print_filled": Text("打印表", "Print the form"),
    "ui_print_empty": Text("空白表", "Empty form"),
    "ui_form_heads": Text("打印表头", "Heads of printed forms"),
    "ui_form_heads_help": Text(
        "月报表、年报表打印时的表头；按本单位依据的文件登记，未登记的栏目不打印。",
        "What monthly and annual forms are headed with when printed; blank fields are left out.",
    ),
    "ui_head_kind": Text("报表", "Report"),
    "ui_head_name": Text("表名", "Name"),
    "ui_head_number": Text("表号", "Form no."),
    "ui_head_authority": Text("制定机关", "Issued by"),
    "ui_head_approval": Text("批准文号", "Approval no."),
    "ui_head_valid_until": Text("有效期至", "Valid until"),
    "ui_head_confirmation": Text("核实状态", "State"),
    "ui_head_source": Text("依据", "Source"),
    "ui_field_head_name_zh": Text("表名（中文）", "Name (Chinese)"),
    "ui_field_head_name_en": Text("表名（英文，可不填）", "Name (English, optional)"),
    "ui_field_head_number": Text("表号", "Form no."),
    "ui_field_head_authority_zh": Text("制定机关（中文）", "Issued by (Chinese)"),
    "ui_field_head_authority_en": Text("制定机关（英文，可不填）", "Issued by (English, optional)"),
    "ui_field_head_approval": Text("批准文号", "Approval no."),
    "ui_field_head_valid_until": Text("有效期至", "Valid until"),
    "ui_save_head": Text("保存表头", "Save the head"),
    "ui_head_saved": Text("打印表头已登记，即时生效。", "The head is entered and holds."),
}

MESSAGES: dict[str, Text] = {**_IMPORTS, **_DOCUMENTS, **_FORM}
