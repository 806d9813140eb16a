"""Hands a file back as a workbook with the problems of its import marked in their cells."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker.catalog.catalog import Catalog
from tracker.documents.marked import marked_tables, marked_workbook
from tracker.documents.marks import Mark
from tracker.messages import Lang
from tracker.services.exchange.csv_files import FileRefused, csv_lines
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.row_checks import FIELDS
from tracker.services.exchange.spreadsheets.workbooks import ZIP, Sheet, column_number, open_sheets


def marked_file(catalog: Catalog, path: Path, problems: Sequence[Problem], lang: Lang) -> bytes:
    """Return an .xlsx with the file's cells, and the problems found in it marked in `lang`.

    Workbooks keep looks and formulas; other files give their cells. Refuses a file that cannot be opened.
    """
    try:
        sheets = list(open_sheets(path).sheets)
        marks = [_mark(catalog, path, problem, lang) for problem in problems]
        with path.open("rb") as stream:
            zipped = stream.read(len(ZIP)) == ZIP
        if zipped:
            return marked_workbook(path.read_bytes(), marks, lang)
        return marked_tables([(sheet.name, _rows(sheet)) for sheet in sheets], marks, lang)
    except FileRefused as refused:
        raise refused.refusal from None


def _rows(sheet: Sheet) -> Iterable[Sequence[object]]:
    blank = [""] * sheet.left
    return ([*blank, *row] for row in sheet.rows())


def _mark(catalog: Catalog, path: Path, problem: Problem, lang: Lang) -> Mark:
    column = problem.column
    return Mark(
        problem.severity,
        problem.told(catalog, lang),
        problem.sheet,
        problem.row,
        None if column is None else _column(path, column),
        problem.beyond(catalog, lang),
    )


def _column(path: Path, name: str) -> int | None:
    """Return the number of a column, from 1, by its letters, or by its name in the head of a long CSV."""
    if name.isascii() and name.isupper():
        return column_number(name) + 1
    if name not in FIELDS:
        return None
    _, head = next(csv_lines(path), (1, []))
    names = [text.strip().casefold() for text in head]
    return names.index(name) + 1 if name in names else None
