"""Short ways to make spreadsheets as people make them, and to bring them in."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from tests.services.province import Province
from tracker.services.exchange.importing import ImportOutcome, import_files
from tracker.services.permissions import OPERATOR

Rows = Sequence[Sequence[object]]


def workbook(
    folder: Path,
    sheets: dict[str, Rows],
    *,
    merges: dict[str, Sequence[str]] | None = None,
    name: str = "月报.xlsx",
) -> Path:
    """Write a workbook; a merged range keeps the text of its first cell, dates look like dates."""
    path = folder / name
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(place, column, value)
            for area in (merges or {}).get(title, ()):
                first = area.split(":")[0]
                row, column = xlsxwriter.utility.xl_cell_to_rowcol(first)
                value = rows[row][column] if column < len(rows[row]) else ""
                sheet.merge_range(area, value)
    return path


def bring_in(province: Province, path: Path, **options: object) -> ImportOutcome:
    return import_files(province.app, OPERATOR, [path], **options)  # type: ignore[arg-type]


def stored(province: Province) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what stands at park P1: text and unit by item and period."""
    return {
        (item, period): (row.text, row.unit)
        for (site, item, period), row in province.figures().items()
        if site == "P1"
    }


def told(outcome: ImportOutcome) -> list[tuple[str, int | None, str | None]]:
    """Return the sentence code and place of each problem."""
    return [(problem.message, problem.row, problem.column) for problem in outcome.problems]
