"""A workbook handed back: each problem in its cell and in a list, everything else as it was."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from python_calamine import load_workbook as read

from tracker.documents.marked import marked_tables, marked_workbook
from tracker.documents.marks import Mark

WRONG = Mark("error", "电力不能为负数：-5。", "3月'表", 2, 2)
DOUBT = Mark("warning", "不认识数据来源", "3月'表", 2, 2)
WHOLE_ROW = Mark("warning", "没有数据行。", "3月'表", 3)
WHOLE_FILE = Mark("error", "没有数据行。")


@pytest.fixture(scope="module")
def original() -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("3月'表")
    sheet.write_row(0, 0, ["数据项", "本月"])
    sheet.write_row(1, 0, ["电力", -5])
    sheet.write_string(2, 1, "合计")
    sheet.write_formula(2, 2, "=B2*2", None, -10)
    sheet.write_formula(2, 3, '="a"&"<b>"', None, "a<b>")
    sheet.write_comment("B2", "自己的批注")
    book.close()
    return buffer.getvalue()


def cells(content: bytes, name: str) -> list[list[Any]]:
    return read(BytesIO(content)).get_sheet_by_name(name).to_python()


def marked(content: bytes, *marks: Mark) -> Workbook:
    return load_workbook(BytesIO(marked_workbook(content, marks, "zh")))


def test_every_cell_reads_as_before_formulas_with_their_values(original: bytes) -> None:
    made = marked_workbook(original, [WRONG, WHOLE_ROW], "zh")
    assert cells(made, "3月'表") == cells(original, "3月'表")
    assert load_workbook(BytesIO(made))["3月'表"]["C3"].value == "=B2*2"


def test_a_problem_is_a_colour_and_a_comment_in_its_cell(original: bytes) -> None:
    sheet = marked(original, WRONG, DOUBT, WHOLE_ROW)["3月'表"]
    assert sheet["B2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["B2"].comment.text.startswith("自己的批注")
    assert "电力不能为负数：-5。" in sheet["B2"].comment.text
    assert "不认识数据来源" in sheet["B2"].comment.text
    assert sheet["B3"].comment.text == "没有数据行。"


def test_the_list_names_each_problem_and_leads_to_its_cell(original: bytes) -> None:
    book = marked(original, WRONG, WHOLE_FILE)
    listed = book["导入问题"]
    assert book.active is listed
    assert [cell.value for cell in listed[4]] == ["未采用", "3月'表", "B2", "电力不能为负数：-5。"]
    assert listed["C4"].hyperlink.location == "'3月''表'!B2"
    assert [cell.value for cell in listed[5]][1:3] == [None, None]


def test_marking_again_takes_the_old_marks_off(original: bytes) -> None:
    once = marked_workbook(original, [WRONG, WHOLE_ROW], "zh")
    book = marked(once)
    assert book.sheetnames == ["导入问题", "3月'表"]
    sheet = book["3月'表"]
    assert (sheet["B2"].comment.text, sheet["B2"].fill.fgColor.rgb) == ("自己的批注", "00000000")
    assert sheet["B3"].comment is None


@pytest.mark.parametrize("cell", ["B5", "C6"])
def test_a_problem_inside_a_merged_cell_is_marked_at_its_corner(cell: str) -> None:
    book = Workbook()
    book.active.title = "表"
    book.active.merge_cells("B5:C6")
    buffer = BytesIO()
    book.save(buffer)
    column, row = "ABC".index(cell[0]) + 1, int(cell[1])
    sheet = marked(buffer.getvalue(), Mark("error", "没有数据行。", "表", row, column))["表"]
    assert sheet["B5"].comment.text == "没有数据行。"


@pytest.mark.parametrize("name", ["", "a/b:c", "很长" * 30])
def test_tables_that_are_no_workbook_become_one(name: str) -> None:
    rows: Sequence[Sequence[Any]] = [["site", "value"], ["=P1", "12"], ["", 3.5], ["坏\x01字", ""]]
    made = marked_tables([(name, rows)], [Mark("error", "没有数据行。", None, 2, 2)], "zh")
    book = load_workbook(BytesIO(made))
    sheet = book.worksheets[1]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["site", "value"],
        ["=P1", "12"],
        [None, 3.5],
        ["坏字", None],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].comment is not None
