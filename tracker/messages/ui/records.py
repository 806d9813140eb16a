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
        "{count} figures go back to what stood before (with unit, source, reason and note), and {reports} reports this "
        "import submitted to their state; history and audit grow by one action, and nothing is deleted.",
    ),
    "ui_undo_keeps": Text(
        "导入后有 {count} 个填报值被改动，将予保留：{cells}",
        "{count} figures were changed after the import and will stay: {cells}",
    ),
    "ui_undo": Text("撤销本次导入", "Undo this import"),
    "ui_undo_rest": Text("保留改动，撤销其余 {count} 个", "Keep these, undo the other {count}"),
    "ui_undone": Text("已撤销本次导入，数据恢复到导入前。", "The import is undone; all stands as before."),
}

MESSAGES: dict[str, Text] = {**_IMPORTS}
