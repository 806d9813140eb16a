"""Imports: what is wrong with a file, a row or a field, and what would be right."""

from tracker.messages.text import Text

_TEMPLATES = {
    "template_version": Text(
        "这个模板是更新版本的系统制作的；请用本系统重新下载模板。",
        "This template was made by a newer version; download one here.",
    ),
    "template_damaged": Text(
        "模板的表头或隐藏的说明被改动，认不出来；请重新下载模板，把数粘贴过去。",
        "The template's headings or what it says of itself were changed; download it anew and paste the figures.",
    ),
    "template_other_site": Text(
        "这是 {site} 的模板，不能导入到 {only}；请选 {site}，或下载 {only} 的模板。",
        "This is the template of {site} and cannot be imported into {only}; choose {site}, or take the template of {only}.",
    ),
    "template_other_year": Text(
        "这是{year}年的模板（当前填报{now}年），数据按{year}年导入；如用错了模板，请不要导入。",
        "This is the template of {year} (being reported: {now}); its figures are taken as of {year}. If it is the wrong "
        "one, do not import it.",
    ),
    "template_unknown_row": Text(
        "“{label}”不是模板里的数据项；请恢复“数据项”一栏，或重新下载模板。",
        "“{label}” is no item of the template; put its item back, or download the template anew.",
    ),
    "template_no_item": Text(
        "这一行有数，但“数据项”一栏是空的；请恢复数据项名称，或删去这些数。",
        "This row has figures and no item; put the item's name back, or remove the figures.",
    ),
    "template_unfilled": Text(
        "模板里没有填写或改动过的单元格。", "No cell of the template was filled in or changed."
    ),
    "unit_kept": Text(
        "单位由 {before} 改为 {unit}，只对新填和改动的数有效；已存的 {count} 个数仍按 {before} 计。",
        "The unit was changed from {before} to {unit}, which holds for figures added or changed; "
        "the {count} stored ones stay in {before}.",
    ),
}

_FILES = {
    "file_missing": Text("没有找到这个文件，请核对路径。", "There is no such file; check the path."),
    "file_unreadable": Text(
        "文件打不开：{detail}。请关闭正在使用它的程序，或换一份再导入。",
        "The file cannot be opened: {detail}. Close the program that uses it, or choose another copy.",
    ),
    "is_folder": Text("这是文件夹，请指定其中的 CSV 文件。", "This is a folder; name the CSV files in it."),
    "not_a_file": Text(
        "这不是普通文件，不能导入；请选择表格文件。",
        "This is not an ordinary file and cannot be imported; choose a table.",
    ),
    "is_workbook": Text(
        "这是 Excel 工作簿，这里只读 CSV；请另存为 CSV UTF-8 后再导入。",
        "This is an Excel workbook; only CSV is read here. Save it as CSV UTF-8 and import that.",
    ),
    "is_web_page": Text(
        "这是网页或 XML 文件，只是改了扩展名；请用 Excel 打开后另存为 .xlsx 再导入。",
        "This is a web page or XML under another extension; open it in Excel, save it as .xlsx and import that.",
    ),
    "is_binary": Text(
        "文件内容不是表格：既不是 Excel 工作簿，也不是文本。请选择 .xlsx、.xls 或 .csv 表格；只改文件名后缀不能变成表格。",
        "The content is no spreadsheet: neither an Excel workbook nor text. Choose a table in .xlsx, .xls or .csv; another "
        "ending of the name makes none.",
    ),
    "is_another_kind": Text(
        "文件内容是{file_kind_zh}，不是表格；请选择 .xlsx、.xls 或 .csv 表格，只改文件名后缀不能变成表格。",
        "The content is {file_kind_en}, no spreadsheet. Choose a table in .xlsx, .xls or .csv; another ending of the name "
        "makes none.",
    ),
    "file_kind_pdf": Text(" PDF 文档", "a PDF document"),
    "file_kind_picture": Text("图片", "a picture"),
    "file_kind_program": Text("可执行程序", "a program"),
    "file_kind_archive": Text("压缩文件", "an archive"),
    "file_kind_recording": Text("音视频文件", "a recording"),
    "empty": Text(
        "文件是空的；请核对选的是不是要导入的文件。", "The file is empty; check that it is the one meant."
    ),
    "no_rows": Text("文件只有表头，没有数据行。", "The file has a header and no rows of data."),
    "encoding": Text(
        "文字编码既不是 UTF-8 也不是 GB18030；请另存为 CSV UTF-8。",
        "The text is neither UTF-8 nor GB18030; save it as CSV UTF-8.",
    ),
    "too_large": Text(
        "文件有 {size} MB，超过 {limit} MB 的上限；请分成几个文件导入。",
        "The file has {size} MB, more than the {limit} MB allowed; split it into several files.",
    ),
    "too_many_rows": Text(
        "一次导入不能超过 {limit} 行；请分几次导入。",
        "More than {limit} rows in one import; import them in several goes.",
    ),
    "problems_left_out": Text(
        "另有 {count} 个问题没有列出；请先改正以上问题再导入。",
        "{count} more {count:problem is|problems are} not listed; mend those above and import again.",
    ),
    "line_too_long": Text(
        "这一行超过 {limit} 个字符，不是 CSV 表格的一行；请用表格软件另存为 CSV 再导入。",
        "This line has more than {limit} characters, which is no row of a CSV table; save it as CSV from a spreadsheet.",
    ),
    "no_header": Text(
        "表头缺少列 {columns}；第一行应为 {header}，可另加 source,reason,note。",
        "The header lacks {columns}; the first row is {header}, optionally with source,reason,note.",
    ),
    "column_twice": Text(
        "表头中列 {columns} 出现两次；请只留一列。", "The header names {columns} twice; keep one of them."
    ),
    "site_columns": Text(
        "表头不合要求；必须有 code、name，可用的列：{columns}。",
        "The header does not fit; code and name are needed, and the columns are {columns}.",
    ),
    "unknown_column": Text(
        "不认识列“{column}”，已略去。", "The column '{column}' is not known and was left out."
    ),
    "broken_quotes": Text(
        "引号没有配对，从这一行起无法读出；请补上或删去引号。",
        "A quotation mark is not closed; nothing can be read from here on. Close or remove it.",
    ),
    "row_too_short": Text(
        "这一行缺少列 {columns}；请补齐，没有内容的也要留出空格。",
        "The row lacks {columns}; add them, blank where there is nothing to say.",
    ),
    "row_too_long": Text(
        "这一行有 {cells} 格，表头只有 {width} 列；数字中的千分位逗号请去掉或加引号。",
        "The row has {cells} cells and the header {width}; leave out thousands separators or quote the number.",
    ),
}

_WORKBOOKS = {
    "workbook_broken": Text(
        "工作簿已损坏或不是 Excel 文件，打不开；请在 Excel 中打开后另存为 .xlsx。",
        "The workbook is damaged or no Excel file; open it in Excel and save it as .xlsx.",
    ),
    "workbook_encrypted": Text(
        "工作簿设有打开密码；请在 Excel 中取消密码后再导入。",
        "The workbook is locked with a password; take the password off in Excel and import it then.",
    ),
    "workbook_macros": Text(
        "工作簿带有宏，本系统不打开带宏的文件；请在 Excel 中另存为 .xlsx。",
        "The workbook has macros, and such files are not opened; save it as .xlsx in Excel.",
    ),
    "workbook_kind": Text(
        "不读这种工作簿（.xlsb、.ods）；请在 Excel 中另存为 .xlsx。",
        "Workbooks of this kind (.xlsb, .ods) are not read; save it as .xlsx.",
    ),
    "is_archive": Text(
        "这是压缩文件或其他文档，不是工作簿；请解压后导入其中的表格。",
        "This is an archive or another document, no workbook; import the tables in it.",
    ),
    "workbook_bomb": Text(
        "工作簿解开后超过 {limit} MB，不再打开；请删去多余内容后重新保存。",
        "The workbook is more than {limit} MB unpacked and was not opened; remove what is not needed.",
    ),
    "workbook_members": Text(
        "工作簿里的部件超过 {limit} 个，不再打开；请把数据复制到新的工作簿再导入。",
        "The workbook has more than {limit} parts; it was not opened. Copy the figures into a new workbook.",
    ),
    "workbook_texts": Text(
        "工作簿里的文字超过 {limit} MB，不再打开；请删去大段文字。",
        "The workbook holds more than {limit} MB of text; it was not opened.",
    ),
    "workbook_sheets": Text(
        "工作簿超过 {limit} 张工作表；请分成几个文件。",
        "The workbook has more than {limit} sheets; split it.",
    ),
    "sheet_tables": Text(
        "一张工作表上的表格超过 {limit} 个；请分到几张工作表。",
        "The sheet holds more than {limit} tables; spread them over several sheets.",
    ),
    "sheet_too_wide": Text(
        "工作表的范围超过 {limit} 格；请删去远处多余的内容（Ctrl+End 可以看到）后重新保存。",
        "The sheet spans more than {limit} cells; remove what stands far out (Ctrl+End shows it) and save it.",
    ),
    "workbook_links": Text(
        "工作簿引用了别的工作簿；只读已存的结果，不打开引用的文件。",
        "The workbook refers to other workbooks; its stored results are read, those files are not opened.",
    ),
    "workbook_nothing": Text(
        "没有找到本系统的数据项。请核对表头写有数据项名称和计量单位，或使用导入模板。",
        "No item of ours was found. The headings must name items and units; or use the template.",
    ),
    "sheet_nothing": Text(
        "工作表“{name}”没有本系统的数据，未读取。", "Sheet “{name}” holds nothing of ours and was not read."
    ),
    "sheet_hidden": Text("工作表“{name}”是隐藏的，未读取。", "Sheet “{name}” is hidden and was not read."),
    "sheet_site_missing": Text(
        "看不出是哪个园区或企业的数；请在标题写明填报单位，或指定园区（--site）。",
        "Whose figures these are cannot be told; name the site in the title, or with --site.",
    ),
    "sheet_of_stranger": Text(
        "工作表“{name}”像是另一家企业的，而没有登记这家企业，未读取；请先登记该企业，确是本单位的数请改工作表名。",
        "The sheet '{name}' is named for a company that is not registered, so nothing was taken; register the company, or rename the sheet if its figures are your own.",
    ),
    "zeros_ahead": Text(
        "还没有到的月份写着 0，像是公式留下的，这些 0 和本月的 0 未采用；本月确为 0 的，请在填报页填写。",
        "Months still to come hold zeros, as formulas leave them: these, and the zeros of the running month, were not taken; where the running month really is zero, enter it on the page.",
    ),
    "sheet_period_missing": Text(
        "看不出是哪年哪月的数；请在标题、工作表名或表头写明，如 2024年3月。",
        "The year or month of the figures cannot be told; write it into title, sheet name or heading.",
    ),
    "sheet_period_contradicts": Text(
        "标题与工作表名所写的时间不一致：{said}；请核对是不是用了上期的表。",
        "Title and sheet name give different times: {said}. Was last period's sheet used?",
    ),
    "year_rolls_over": Text(
        "月份跨了年，没有写明各是哪一年；请写成 2024年1月 这样。",
        "The months go on in another year and none is written; write them like 2024-01.",
    ),
    "row_of_other": Text(
        "这一行写着“{text}”，可能不是本单位的实际数，未采用；确是的，请删去该栏或在页面上选定。",
        "The row says '{text}', so it may not be this site's actual figure and was not taken; delete that column if it is.",
    ),
    "file_of_other_time": Text(
        "文件名写的是{named}，表内写的是{said}，按表内的时间导入；请核对是不是用了上期的表。",
        "The file's name says {named} and the sheet {said}, which was taken; was last period's sheet used?",
    ),
    "site_named_otherwise": Text(
        "表内填报单位写的是“{name}”，数据按 {site} 导入；请核对是不是本单位的表。",
        "The sheet names '{name}' as its reporting unit and was taken as {site}'s; check that it is the right one.",
    ),
    "rows_are_days": Text(
        "各行是逐日的数，本系统按月填报：请填全月合计数。",
        "The rows are single days; figures are reported by the month, so give the month's total.",
    ),
    "sheet_of_other": Text(
        "“{title}”说的是“{word}”，不是{item}本身的量，未采用；确是{item}的，请改写标题，或导入时在该列选定数据项。",
        "'{title}' speaks of something else ({word}) than {item}, so nothing was taken; if it is {item}, mend the title, or choose the item for the column when importing.",
    ),
    "units_apart": Text(
        "{item}写了两个不同的单位“{unit}”和“{other}”；请只留正确的一个。",
        "{item} has two different units, '{unit}' and '{other}'; leave only the right one.",
    ),
    "cell_merged": Text(
        "{cell} 是跨几行或几列的合并单元格，看不出各行各列分别是多少；请拆开填写。",
        "{cell} is merged over several rows or columns, and how much belongs to each cannot be told; split it.",
    ),
    "sheet_example": Text(
        "工作表“{name}”是填写示例，未采用。",
        "Sheet '{name}' shows an example and was not taken.",
    ),
    "sheet_void": Text(
        "工作表“{name}”注明作废，未采用。",
        "Sheet '{name}' is marked as void and was not taken.",
    ),
    "same_twice": Text(
        "{item} {period}在 {other} 还有一个同样的数：重复的请删去一行，应相加的请先合计成一行。",
        "{item} for {period} stands with the same number at {other} too: delete what is repeated, or add up what belongs together.",
    ),
    "column_unsure": Text(
        "“{heading}”可能是 {likely}，不能确定；请确认是哪一项。",
        "“{heading}” might be {likely}, which is not certain; say which item it is.",
    ),
    "column_not_taken": Text(
        "“{heading}”不是本系统的数据项，未采用。", "“{heading}” is no item of ours and was not taken."
    ),
    "column_not_taken_close": Text(
        "“{heading}”与 {likely} 相近但不相同，未采用；确是该项的，请改写表头或在导入时选定。",
        "“{heading}” is like {likely} but not the same; it was not taken. If it is, mend the heading or choose it when importing.",
    ),
    "rows_not_taken": Text(
        "有 {count} 种行不是本系统的数据项，未采用：{labels}。",
        "Rows of {count} {count:kind|kinds} are no item of ours and were not taken: {labels}.",
    ),
    "hidden_read": Text(
        "有 {count} 处隐藏的行或列也读取了数值：{places}。不应导入的，请在文件中取消隐藏后删除。",
        "Figures in {count} hidden rows or columns were read too: {places}. Unhide and delete what is not meant.",
    ),
    "values_not_headed": Text(
        "认出了 {count} 个数据项，但没有一列的表头说明是数值。请把数值那一列的表头写作“本月”或“累计”。",
        "{count} {count:item was|items were} known, but no column's heading says that it holds their figures. Write 'this month' or 'year to date' over it.",
    ),
    "values_unknown": Text(
        "认出了 {count} 个数据项，但不知道哪一列是数值：{columns}。请把那一列的表头写作“本月”或“累计”，或在页面上选定。",
        "{count} {count:item was|items were} known, but not which column holds their figures: {columns}. Choose it on the "
        "page.",
    ),
    "dates_of_something": Text(
        "“{heading}”是办理日期，不能当作数据所属的月份；请另加一列“月份”，或在标题写明是哪年哪月的数。",
        "'{heading}' says when something was done, not which month the figures are of; add a column of months, or name the month in the title.",
    ),
    "note_says_so_far": Text(
        "表下的说明写着数据是累计数；请把数值列的名称改为“累计”，或把这句话移到表格上方。",
        "A note below the table says that its figures are those of the year so far; call their column 'year to date' (cumulative), or move the note above the table.",
    ),
    "rows_below_note": Text(
        "“注”“说明”等行以下还有数值，未读取；请把说明移到表格之后，或把下面的数据另成一表。",
        "Below a note there are more figures, which were not read; move the note below the table.",
    ),
    "row_unknown": Text(
        "不明白“{label}”这一行是什么；请写明月份、数据项，或确认不采用。",
        "What row “{label}” is of is not clear; name a month or an item, or say that it is left out.",
    ),
    "row_unlabelled": Text(
        "这一行有数，但没有写是哪月、哪项；请写明，或清空这一行。",
        "This row has figures and does not say of which month or item; say it, or empty the row.",
    ),
    "sheet_wrong_dimension": Text(
        "{item}的单位写作“{unit}”，表示{found_zh}，这里应为{wanted_zh}，如“{wanted}”",
        "The unit of {item} is written '{unit}' and measures {found_en}; {wanted_en} is needed, such as '{wanted}'",
    ),
    "unit_missing": Text(
        "没有写 {item} 的计量单位；请在表头写明，如（{unit}）。",
        "The unit of {item} is not written; put it into the heading, such as ({unit}).",
    ),
    "cell_error": Text(
        "{cell} 的公式出错（如 #DIV/0!），没有数。",
        "The formula in {cell} is in error (#DIV/0! or the like).",
    ),
    "marks_read_as_blank": Text(
        "{count} 个单元格写着表示空白的符号（{marks}），按没有数读取，不是 0；确为 0 的请填 0。",
        "{count} {count:cell holds|cells hold} a mark for a blank ({marks}) and {count:is|are} read as without a figure, not as zero; write 0 where it is zero.",
    ),
    "cell_struck": Text(
        "{cell} 的数划了删除线，未采用；有效的请去掉删除线，作废的请清空该单元格。",
        "The number in {cell} is struck out and was not taken; remove the line if it holds, else empty the cell.",
    ),
    "cell_scaled": Text(
        "{cell} 的数字格式使显示的数与实际存的数不同（如显示 12.5万，存的是 12.5）；请改用“常规”格式并核对数值和单位。",
        "The number format of {cell} shows another number than the cell holds (12,500 shown as 12.5); set it to General and check number and unit.",
    ),
    "cell_percent": Text(
        "{cell} 按百分比格式显示（显示 5% 时存的是 0.05）；请把单元格格式改为常规，直接写 5。",
        "{cell} is shown as a percentage (5 % is held as 0.05); format it as a plain number and write 5.",
    ),
    "cell_uncached": Text(
        "{cell} 是没有算过的公式；请在 Excel 中打开并保存一次。",
        "{cell} is a formula never computed; open the workbook in Excel and save it once.",
    ),
    "last_year_differs": Text(
        "{item} {period}表中的上年同期为 {said}，已存的是 {stored}；已存的数不变。",
        "{item} of {period}: the sheet gives {said} for last year, stored is {stored}, which stays.",
    ),
    "last_year_differs_summed": Text(
        "{item} {period}表中的上年同期为 {said}，已存的各月合计为 {stored}；已存的数不变。",
        "{item} of {period}: the sheet gives {said} for last year, the months stored add up to {stored} and stay.",
    ),
    "answers_shape": Text(
        "对应关系文件中这一处写得不对：{detail}。", "The file of answers is not right here: {detail}."
    ),
}

_FIELDS = {
    "unknown_site": Text(
        "没有登记“{site}”这个园区或企业；请核对代码或名称，新的园区、企业请先登记。",
        "No site is registered as '{site}'; check its code or name, or register it first.",
    ),
    "other_site": Text(
        "这一行属于“{site}”，本次只导入“{only}”；请另行导入，或不限定园区。",
        "The row belongs to '{site}'; only '{only}' is imported. Import it by itself, or for all sites.",
    ),
    "unknown_item": Text(
        "没有数据项“{item}”，请用数据项代码。", "There is no item '{item}'; use the code of an item."
    ),
    "unknown_item_close": Text(
        "没有数据项“{item}”，是否应为 {close}？", "There is no item '{item}'; did you mean {close}?"
    ),
    "bad_period": Text(
        "“{text}”不是期间；请写 2024-03（月）、2024-01..03（累计）或 2024（全年）。",
        "'{text}' is no period; write 2024-03 (month), 2024-01..03 (cumulative) or 2024 (year).",
    ),
    "future_period": Text(
        "{period}还没有到，最晚可填 {month}。", "{period} is still to come; the latest is {month}."
    ),
    "negative": Text(
        "{item_zh}不能为负数：{text}；请核对正负号。", "{item_en} cannot be negative: {text}; check the sign."
    ),
    "unknown_source": Text(
        "不认识数据来源“{text}”；可用：{known_zh}。",
        "The source '{text}' is not known; there are {known_en}.",
    ),
    "unknown_reason": Text(
        "不认识空白原因“{text}”；可用：{known_zh}。",
        "The reason '{text}' is not known; there are {known_en}.",
    ),
    "note_too_long": Text(
        "备注超过 {limit} 字；请缩短，详情可作为附件。",
        "The note has more than {limit} characters; shorten it, and attach what is longer as a document.",
    ),
}

_CELLS = {
    "import_concerns_figure": Text(
        "已存的数：{site} {item} {period}", "figure stored: {site}, {item}, {period}"
    ),
    "import_concerns_form": Text("{site} {period}报表", "report of {site}, {period}"),
    "item_with_code": Text("{item}（{code_given}）", "{item} ({code_given})"),
    "conflict": Text(
        "{item} {period}在 {other} 还有一个不同的数，都未采用；分日、分户、分批的请先合计成一个数。",
        "{item} of {period} has a different figure at {other}; neither was taken. Add up days, meters or batches first.",
    ),
    "duplicate": Text(
        "{item} {period}与 {other} 重复，数相同。", "{item} of {period} is given again at {other}, the same."
    ),
    "month_locked": Text(
        "{period}的报表{state_zh}，不能改动（已存：{stored}）；请先撤回、退回或解锁。",
        "The report of {period} is {state_en} and cannot be changed (stored: {stored}); "
        "have it withdrawn, returned or reopened first.",
    ),
    "month_locked_summed": Text(
        "{period}的报表{state_zh}，不能改动（这一期间没有已存的累计数，已存的各月合计为 {stored}）；请先撤回、退回或解锁。",
        "The report of {period} is {state_en} and cannot be changed (no cumulative figure is stored, the months "
        "stored add up to {stored}); have it withdrawn, returned or reopened first.",
    ),
    "month_locked_blank": Text(
        "{period}的报表{state_zh}，不能改动（这一期间没有已存的数）；请先撤回、退回或解锁。",
        "The report of {period} is {state_en} and cannot be changed (no figure is stored for it); "
        "have it withdrawn, returned or reopened first.",
    ),
    "rolled_up": Text(
        "{period}该园区由企业数据汇总，{item} 应在企业处填报。",
        "In {period} the park is the sum of its enterprises; {item} is entered for them.",
    ),
    "blank_kept": Text(
        "{item} {period}留空，原有的数 {stored} 保留。",
        "{item} of {period} is blank; the figure there, {stored}, stays.",
    ),
    "reason_kept_out": Text(
        "{item} {period}写了空缺原因“{reason_zh}”，但原有的数 {stored} 还在，未改动；"
        "该数确实没有的，请在填报表或填报模板的这一格直接填“{reason_zh}”，或导入时加 --blank-clears。",
        "{item} of {period} has a reason of a blank, {reason_en}, but the figure {stored} is still there, and stays. "
        "If there is none, write {reason_en} in its field of the form or its cell of the template, or import "
        "with --blank-clears.",
    ),
    "reason_not_taken": Text(
        "既有数 {text}，又有空缺原因“{reason_zh}”：按数采用，原因未采用；没有数的，请清空数值，只留原因。",
        "There is a figure, {text}, and a reason why there is none, {reason_en}: the figure was taken, the reason not. If "
        "there is none, empty the figure and leave the reason.",
    ),
    "reason_beside_figure": Text(
        "既有数 {text}，又有空缺原因“{reason_zh}”，未采用：数属实的，删去原因（情况写在说明里）；没有数的，清空数值，只留原因。",
        "There is a figure, {text}, and a reason why there is none, {reason_en}; not taken. Take the reason away if the "
        "figure is right (a note may say more), or the figure if there is none.",
    ),
}

MESSAGES: dict[str, Text] = {
    "place_sheet": Text("工作表“{sheet}”", "sheet “{sheet}”"),
    "place_row": Text("第 {row} 行", "row {row}"),
    "place_column": Text("{column} 列", "column {column}"),
    **_FILES,
    **_TEMPLATES,
    **_WORKBOOKS,
    **_FIELDS,
    **_CELLS,
}
