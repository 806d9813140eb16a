"""Texts of 佐证材料导出."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_standard": Text("标准", "Standard"),
    "ui_first_year": Text("起始年度", "From year"),
    "ui_last_year_of": Text("截止年度", "To year"),
    "ui_package_holds": Text(
        "材料包含所选年度的数据、规则和计算结果，并附独立核验程序 verify.py 及使用说明，任何人都可以核验。",
        "A package holds the years' figures, the rules, the results and an independent program, verify.py, with which anyone can check it.",
    ),
    "ui_build_package": Text("生成材料包", "Build the package"),
    "ui_package_built": Text("材料包已生成。", "The package is built."),
    "ui_download": Text("下载 {name}", "Download {name}"),
}
