"""Texts of 佐证材料导出."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_standard": Text("标准", "Standard"),
    "ui_years": Text("年度", "Years"),
    "ui_package_holds": Text(
        "材料包含所选年度的数据、规则、计算结果和校验程序，任何人都可以用 verify.py 独立核验。",
        "A package holds the years' figures, the rules, the results and a verifier; anyone can check it with verify.py.",
    ),
    "ui_build_package": Text("生成材料包", "Build the package"),
    "ui_package_built": Text("材料包已生成。", "The package is built."),
    "ui_download": Text("下载 {name}", "Download {name}"),
}
