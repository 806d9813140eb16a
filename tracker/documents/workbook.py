"""A table of the screen as an Excel workbook: numbers stay numbers, text stays text."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from tracker.catalog.text_forms import escaped_cell

_WIDEST = 48
_NARROWEST = 9


def table_workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[str | float]]) -> bytes:
    """Return an .xlsx of one sheet: the title, a frozen head with a filter, then the rows.

    Text is written as text whatever it starts with, and escaped, so that none of it is read as a formula, nor
    becomes one once the sheet is saved as CSV or a cell typed over.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format(
        {"bold": True, "bg_color": "#EEF2F0", "bottom": 1, "text_wrap": True, "valign": "top"}
    )
    sheet.write_string(0, 0, escaped_cell(title), bold)
    for column, text in enumerate(heads):
        sheet.write_string(1, column, text, head)
        sheet.set_column(column, column, _width(text, [row[column] for row in rows]))
    for place, row in enumerate(rows, start=2):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, escaped_cell(cell))
            else:
                sheet.write_number(place, column, cell)
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(len(rows) + 1, 1), max(len(heads) - 1, 0))
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _width(head: str, cells: Sequence[str | float]) -> int:
    """Return a column's width in characters; a Chinese one takes the place of two."""
    longest = max((_places(str(cell)) for cell in cells), default=0)
    return min(max(longest, _places(head) // 2, _NARROWEST) + 2, _WIDEST)


def _places(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)
