"""Texts of 数据导入, and of the year's template that leads there."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_page_importing": Text("数据导入", "Import"),
    "ui_template": Text("下载 {year}年填报模板", "Template of {year}"),
    "ui_template_file": Text("{site} · {year}年填报模板", "{site} · {year}"),
}
