"""Texts of 数据导入, and of the year's template that leads there."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_page_importing": Text("数据导入", "Import"),
    "ui_template": Text("下载 {year}年填报模板", "Download the {year} template"),
    "ui_template_file": Text("{site} · {year}年填报模板", "{site} · {year}"),
    "ui_importing_state": Text(
        "导入前不保存任何数据；一次导入可以整体撤销",
        "Nothing is stored before the last step, and an import can be undone",
    ),
    "ui_importing_step_file": Text("1 选择文件", "1 File"),
    "ui_importing_step_meaning": Text("2 核对工作表、列和单位", "2 Sheets, columns and units"),
    "ui_importing_step_preview": Text("3 预览", "3 Preview"),
    "ui_importing_step_store": Text("4 导入", "4 Import"),
    "ui_importing_file": Text("要导入的文件", "File to import"),
    "ui_importing_file_hint": Text(
        "填好的模板、平时用的表格或长表都可以；选好后先预览，不马上保存。",
        "A filled-in template, a spreadsheet as you keep it, or long CSV; it is previewed first.",
    ),
    "ui_importing_reading": Text("正在读取文件…", "Reading the file…"),
    "ui_importing_trying": Text("正在核对…", "Checking…"),
    "ui_importing_unreadable": Text("文件读不了，原因见下。", "The file cannot be read; see below why."),
    "ui_importing_long": Text(
        "这是长表（一行一个填报值），列由表头写明，无须选择。",
        "This is long CSV; its header says what the columns are.",
    ),
    "ui_importing_template": Text(
        "这是 {site} 的 {year}年填报模板，数据项、月份和单位都已知，无须选择；只导入填写或改动过的单元格。",
        "This is the template of {site} for {year}. Items, months and units are known; only cells filled in or changed "
        "are imported.",
    ),
    "ui_importing_sheet": Text("工作表：{sheet}", "Sheet: {sheet}"),
    "ui_importing_table": Text("表格", "Table"),
    "ui_importing_part": Text("第 {part} 个表格", "table {part}"),
    "ui_importing_as_above": Text(
        "表头与上面的表格相同，已问过的列和行按上面所选。",
        "The headings are those of a table above; what was chosen there holds here too.",
    ),
    "ui_importing_sheet_take": Text("导入这张表", "Import this table"),
    "ui_importing_wide": Text("数据项在列上", "items stand in columns"),
    "ui_importing_tall": Text("数据项在行上", "items stand in rows"),
    "ui_importing_heading": Text("表头在第 {first} 行", "headings in row {first}"),
    "ui_importing_headings": Text("表头在第 {first} 至 {last} 行", "headings in rows {first} to {last}"),
    "ui_importing_form": Text("按“{form}”识别", "read as “{form}”"),
    "ui_importing_remembered": Text("沿用上次导入的对应关系", "columns as in the last import"),
    "ui_importing_to_confirm": Text("{count} 处待确认", "{count} to confirm"),
    "ui_importing_all_certain": Text("读法确定", "read with certainty"),
    "ui_importing_month_taken": Text("月份按{month}，请核对", "month taken as {month}; please check"),
    "ui_importing_sample": Text("看表格开头几行", "First rows of the table"),
    "ui_importing_period": Text("这张表的月份", "Month of this sheet"),
    "ui_importing_as_written": Text("按表上所写", "as written in the sheet"),
    "ui_importing_tier_none": Text(
        "未认出的 {count} 个：不导入，除非选定数据项", "{count} not known: left out unless an item is chosen"
    ),
    "ui_importing_tier_certain": Text("已认出的 {count} 个", "{count} known"),
    "ui_importing_item_of": Text("{column}：数据项", "{column}: item"),
    "ui_importing_unit_of": Text("{column}：单位", "{column}: unit"),
    "ui_importing_measure_of": Text("{column}：是什么数", "{column}: what it covers"),
    "ui_importing_measure_month": Text("当月", "the month"),
    "ui_importing_measure_cumulative": Text("本年累计", "the year so far"),
    "ui_importing_measure_last_year": Text("上年同期（只比对）", "a year before (compared only)"),
    "ui_importing_measure_last_year_month": Text(
        "上年当月（只比对）", "the month a year before (compared only)"
    ),
    "ui_importing_measure_last_year_cumulative": Text(
        "上年累计（只比对）", "last year so far (compared only)"
    ),
    "ui_importing_measure_none": Text("不导入", "not imported"),
    "ui_importing_nothing": Text("不导入", "not imported"),
    "ui_importing_unit_as_written": Text("按表上所写", "as written"),
    "ui_importing_unit_spoken": Text("{unit_zh}（{unit}）", "{unit}"),
    "ui_importing_choose_unit": Text("选单位", "unit"),
    "ui_importing_choose_item": Text("请选定（可能是{likely}）", "choose ({likely}?)"),
    "ui_importing_certain": Text("确定", "certain"),
    "ui_importing_likely": Text("▲ 请确认", "▲ please confirm"),
    "ui_importing_settled": Text("✓ 已选定", "✓ chosen"),
    "ui_importing_none": Text("– 未认出", "– not known"),
    "ui_importing_counts": Text(
        "新增或更改 {changed} 个，不变 {unchanged} 个（含空白），未采用 {refused} 个。",
        "{changed} new or changed, {unchanged} unchanged (blank ones included), {refused} refused.",
    ),
    "ui_importing_changes": Text("将要改动的填报值", "Figures that would change"),
    "ui_importing_no_changes": Text("没有要改动的填报值。", "No figure would change."),
    "ui_importing_replaces": Text(
        "其中 {count} 个会替换已存的数，列在最前，请逐个核对。",
        "{count} of them {count:replaces|replace} a stored figure and {count:stands|stand} first; look at each.",
    ),
    "ui_importing_more_changes": Text("另有 {count} 个没有列出。", "{count} more are not listed."),
    "ui_importing_more_problems": Text(
        "另有 {count} 个没有列出，标注文件里有。", "{count} more are in the marked workbook."
    ),
    "ui_importing_place": Text("位置", "Place"),
    "ui_importing_site": Text("填报主体", "Site"),
    "ui_importing_period_of": Text("期间", "Period"),
    "ui_importing_item": Text("数据项", "Item"),
    "ui_importing_before": Text("原值", "Before"),
    "ui_importing_after": Text("新值", "After"),
    "ui_importing_change": Text("变化", "Change"),
    "ui_importing_kind": Text("类别", "Kind"),
    "ui_importing_problems": Text("导入的问题", "Problems of the import"),
    "ui_importing_whole_file": Text("整个文件", "whole file"),
    "ui_importing_row": Text("第 {row} 行", "row {row}"),
    "ui_importing_marked": Text("下载标注问题的文件", "The file with its problems marked"),
    "ui_importing_marked_name": Text("{name}（已标注）", "{name} (marked)"),
    "ui_importing_refused_first": Text(
        "有未采用的单元格，整个文件暂不导入。请在文件中改正后重新选择文件；也可以先导入其余的。",
        "Some cells are refused, so nothing is imported yet. Mend them in the file and choose it again, or import the rest.",
    ),
    "ui_importing_store": Text("导入 {count} 个填报值", "Import {count} {count:figure|figures}"),
    "ui_importing_store_rest": Text("只导入没有问题的 {count} 个", "Import the {count} without problems"),
    "ui_importing_changed_meanwhile": Text(
        "数据刚被别人改动，未导入；请看新的预览后再导入。",
        "The figures changed meanwhile, and nothing was imported; look at the new preview.",
    ),
    "ui_importing_done": Text(
        "已导入，新增或更改 {changed} 个填报值。",
        "Imported: {changed} {changed:figure|figures} new or changed.",
    ),
    "ui_importing_to_form": Text("打开{month}的填报表", "Open the form of {month}"),
}
