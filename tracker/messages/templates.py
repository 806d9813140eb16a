"""Texts in workbooks that go out and come back: the template of a year, and the file with its problems marked."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "template_no_year": Text(
        "{year}年没有填报模板：可选 {first} 至 {last} 年。",
        "There is no template of {year}: choose {first} to {last}.",
    ),
    "template_sheet": Text("填报", "Entry"),
    "template_title": Text("{name}（{site}） {year}年填报模板", "{name} ({site}): figures of {year}"),
    "template_help_cells": Text(
        "填白色格；灰色格不能改：报表已提交的月份、含在累计数中的月份、由企业汇总的数据项。填好后在“数据导入”上传，不需再选站点、年份和列。",
        "Fill in white cells. Grey ones are closed: submitted months, months inside a cumulative figure, items summed from "
        "enterprises. Then upload the file under Import; site, year and columns are known.",
    ),
    "template_help_blank": Text(
        "空着表示未填，不会删除已存的数；0 表示确为零。没有数的，可以填原因：{words}。",
        "Blank means not filled in and removes nothing; 0 means zero. Where there is no figure, write why: {words}.",
    ),
    "template_help_unit": Text(
        "单位在下拉框中选择，对新填和改动的数有效；已存的数保留原来的单位。",
        "Choose the unit from its list. It holds for figures you add or change; stored figures keep theirs.",
    ),
    "template_help_before": Text(
        "右侧灰色部分为{before}年同期数，按本表列示的单位，仅供对照；选中白色格也会显示。",
        "On the right in grey stand the figures of {before}, in the unit this sheet came with; a selected cell shows its own.",
    ),
    "template_group": Text("类别", "Group"),
    "template_item": Text("数据项", "Item"),
    "template_unit": Text("单位", "Unit"),
    "template_comma": Text("、", ", "),
    "template_head_month": Text("{month}月", "{name}"),
    "template_head_cumulative": Text("1—{month}月累计", "Jan–{name}"),
    "template_head_year": Text("全年", "Year"),
    "template_before": Text("{year}年{period}", "{period} {year}"),
    "template_base": Text("{item}（{year}年价）", "{item} (prices of {year})"),
    "template_apart": Text("{item}（按 {unit} 填报的月份）", "{item} (months in {unit})"),
    "template_bad_unit": Text("单位不对", "Not a unit of this item"),
    "template_bad_unit_more": Text(
        "请从下拉框中选择本数据项的单位。", "Choose one of the units in the list."
    ),
    "template_bad_figure_title": Text("不是数", "Not a number"),
    "template_bad_figure": Text(
        "请填数字；没有数的请空着，或填原因（见表头说明）。",
        "Enter a number; where there is none, leave the cell blank or write why (see the top of the sheet).",
    ),
    "template_bad_figure_positive": Text(
        "请填不小于 0 的数字；没有数的请空着，或填原因（见表头说明）。",
        "Enter a number of 0 or more; where there is none, leave the cell blank or write why (see the top of the sheet).",
    ),
    "marked_sheet": Text("导入问题", "Import problems"),
    "marked_title": Text("导入问题 {count} 个", "{count} {count:problem|problems} of this import"),
    "marked_help": Text(
        "问题所在的单元格已标色并加批注，点“单元格”列转到该处。改好后直接导入本文件：标记和本表不会被当作数据。",
        "The cells are coloured and carry a comment; the links lead there. Mend them and import this file: marks and "
        "this sheet are not read as data.",
    ),
    "marked_severity": Text("类别", "Kind"),
    "marked_place_sheet": Text("工作表", "Sheet"),
    "marked_place_cell": Text("单元格", "Cell"),
    "marked_problem": Text("问题和改法", "Problem and remedy"),
    "marked_error": Text("未采用", "Refused"),
    "marked_warning": Text("提示", "Warning"),
}
