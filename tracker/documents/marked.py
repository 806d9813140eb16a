"""A workbook handed back with each problem marked in its cell, and a sheet that lists them with links.

The cells stay as they are: imported again, the workbook gives what it gave before. Formulas keep their
computed values, which openpyxl alone would drop.
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tracker.catalog.text_forms import escaped_cell
from tracker.documents.computed import with_computed
from tracker.documents.marks import PROBLEM_SHEETS, Mark
from tracker.messages import Lang, sentence

Table = tuple[str, Iterable[Sequence[Any]]]
"""A sheet's name and rows, for files that are no .xlsx."""

_AUTHOR = "green-park-tracker"
_RULE = "\n—— "
_FILLS = {
    "error": PatternFill("solid", start_color="FFFFC7CE", end_color="FFFFC7CE"),
    "warning": PatternFill("solid", start_color="FFFFE8A3", end_color="FFFFE8A3"),
}
_LONGEST_COMMENT = 2_000
_WIDTHS = (10, 22, 10, 100)


def marked_workbook(content: bytes, marks: Sequence[Mark], lang: Lang) -> bytes:
    """Return an .xlsx with the problems marked; marks of an earlier time are taken off."""
    book = load_workbook(BytesIO(content), rich_text=True)
    for sheet in book.worksheets:
        if sheet.title in PROBLEM_SHEETS:
            book.remove(sheet)
        else:
            _unmark(sheet)
    return with_computed(_marked(book, marks, lang), content)


def marked_tables(tables: Iterable[Table], marks: Sequence[Mark], lang: Lang) -> bytes:
    """Return an .xlsx made of rows of cells, text as text and numbers as numbers, problems marked."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in tables:
        sheet = book.create_sheet(_sheet_name(name) or "1")
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value != "":
                    _put(sheet.cell(place, column), value)
    return _marked(book, marks, lang)


def _marked(book: Workbook, marks: Sequence[Mark], lang: Lang) -> bytes:
    placed = [(mark, _sheet_of(book, mark)) for mark in marks]
    in_cells: dict[tuple[str, str], list[Mark]] = {}
    for mark, sheet in placed:
        if sheet is not None and mark.row is not None:
            in_cells.setdefault((sheet.title, _cell_of(sheet, mark)), []).append(mark)
    for (title, place), found in in_cells.items():
        _mark(book[title][place], found)
    _list(book.create_sheet(sentence("marked_sheet", lang), 0), placed, lang)
    book.active = 0
    for sheet in book.worksheets[1:]:
        sheet.sheet_view.tabSelected = False
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet_of(book: Workbook, mark: Mark) -> Worksheet | None:
    """Return the sheet a problem is on; in a file of one sheet it need not be named."""
    if mark.sheet is None:
        return book.worksheets[0] if mark.row is not None and book.worksheets else None
    wanted = _plain(mark.sheet)
    return next((sheet for sheet in book.worksheets if _plain(sheet.title) == wanted), None)


def _plain(name: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in name).strip()


def _cell_of(sheet: Worksheet, mark: Mark) -> str:
    """Return the reference of the cell a problem is marked in: of a whole row its first with something."""
    assert mark.row is not None
    column = mark.column
    if column is None:
        filled = (place for place in range(1, sheet.max_column + 1) if sheet.cell(mark.row, place).value)
        column = next(filled, 1)
    reference = f"{get_column_letter(column)}{mark.row}"
    merged = next((area for area in sheet.merged_cells.ranges if reference in area), None)
    return reference if merged is None else str(merged.coord).partition(":")[0]


def _mark(cell: Cell, marks: Sequence[Mark]) -> None:
    severity = "error" if any(mark.severity == "error" for mark in marks) else "warning"
    cell.fill = _FILLS[severity]
    own = f"{cell.comment.text}{_RULE}\n" if cell.comment else ""
    text = "\n".join(dict.fromkeys(mark.text for mark in marks))
    cell.comment = Comment((own + text)[:_LONGEST_COMMENT], _AUTHOR, height=120, width=320)


def _unmark(sheet: Worksheet) -> None:
    """Take off what an earlier marking put on: its fills, and its words from the comments."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                own, ruled, _ = cell.comment.text.rpartition(_RULE)
                cell.comment = Comment(own, "") if ruled else None
                cell.fill = PatternFill()


def _list(sheet: Worksheet, placed: Sequence[tuple[Mark, Worksheet | None]], lang: Lang) -> None:
    _put(sheet.cell(1, 1), sentence("marked_title", lang, count=len(placed)))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    _put(sheet.cell(2, 1), sentence("marked_help", lang))
    for column, code in enumerate(("severity", "place_sheet", "place_cell", "problem"), start=1):
        head = sheet.cell(3, column)
        _put(head, sentence(f"marked_{code}", lang))
        head.font, head.fill = Font(bold=True), PatternFill("solid", start_color="FFEEF1F0")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
    for place, (mark, on) in enumerate(placed, start=4):
        _put(sheet.cell(place, 1), sentence(f"marked_{mark.severity}", lang))
        sheet.cell(place, 1).fill = _FILLS[mark.severity]
        _put(sheet.cell(place, 4), mark.text)
        sheet.cell(place, 4).alignment = Alignment(wrap_text=True, vertical="top")
        if on is not None or mark.beyond:
            _put(sheet.cell(place, 2), escaped_cell(mark.beyond if on is None else on.title))
        if on is not None and mark.row is not None:
            _link(sheet.cell(place, 3), on.title, _cell_of(on, mark))
    sheet.freeze_panes = "A4"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _link(cell: Cell, title: str, reference: str) -> None:
    _put(cell, reference)
    quoted = title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{reference}", display=reference)
    cell.font = Font(color="FF0B6B62", underline="single")


def _put(cell: Cell, value: object) -> None:
    """Write a value; text stays text whatever it starts with."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value


def _sheet_name(name: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", name)[:31]
