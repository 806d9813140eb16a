"""Opens a file as sheets of cells: .xlsx and .xls through calamine, .csv as people export it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from tracker.documents.marks import PROBLEM_SHEETS
from tracker.documents.template import HIDDEN
from tracker.services.exchange.csv_files import MAX_BYTES, FileRefused, csv_lines
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.spreadsheets.archive import MAX_CELLS, Archive, Cell, Hidden, look_into
from tracker.services.texts import clean

Value = str | float | bool | date | time | timedelta
Row = list[Value]
Merge = tuple[Cell, Cell]
"""First and last cell of a merged range."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAX_SHEETS = 200
_NAME_LENGTH = 60


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a CSV file (whose `name` is empty).

    `rows` reads it anew each time, from its first row; `left` columns before the first cell are left out of
    the rows. `merged` and `troubles` count from the sheet's corner. Of several tables on it `part` counts
    which is meant (from 1); those above it end before row `top` (from 0). `unseen` are hidden rows and
    columns, which are read.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    left: int = 0
    merged: tuple[Merge, ...] = ()
    troubles: Mapping[Cell, str] = field(default_factory=dict)
    hidden: bool = False
    part: int = 1
    top: int = 0
    unseen: Hidden = field(default_factory=Hidden)

    @property
    def key(self) -> str:
        """Return what answers name this table by: the sheet's name, of its second table with /2 behind it."""
        return self.name if self.part == 1 else f"{self.name}/{self.part}"


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file in their order, each made when it is asked for; `links` to other workbooks.

    `names` are those of all sheets. Of the hidden ones only a template's own can be read; the list of
    problems a file was handed back with is none of its sheets.
    """

    file: str
    sheets: Iterator[Sheet]
    links: bool = False
    names: tuple[str, ...] = ()


def is_workbook(path: Path) -> bool:
    """Return whether a file begins as workbooks do; what cannot be read is none."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) in (ZIP, OLE)
    except OSError:
        return False


def open_sheets(path: Path) -> Workbook:
    """Open a workbook, or a CSV file as a workbook of one sheet; FileRefused says why not."""
    file = str(path)
    if not is_workbook(path):
        return Workbook(file, iter([Sheet("", lambda: _csv_rows(path))]))
    size = path.stat().st_size
    if size > MAX_BYTES:
        params: dict[str, object] = {"size": round(size / 1e6), "limit": MAX_BYTES // 1_000_000}
        raise FileRefused(Problem(file, "too_large", "too_large", params))
    with path.open("rb") as stream:
        zipped = stream.read(4) == ZIP
    archive = look_into(path) if zipped else Archive()
    workbook = _open(file, path)
    return Workbook(file, _sheets(file, workbook, archive), archive.links, tuple(workbook.sheet_names))


def _open(file: str, path: Path) -> Any:  # noqa: ANN401 - calamine has no types
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise FileRefused(Problem(file, "not_a_table", "workbook_encrypted")) from None
    except (CalamineError, OSError, ValueError):
        raise FileRefused(Problem(file, "not_a_table", "workbook_broken")) from None


def _sheets(file: str, workbook: Any, archive: Archive) -> Iterator[Sheet]:  # noqa: ANN401
    listed = workbook.sheets_metadata
    if len(listed) > MAX_SHEETS:
        raise FileRefused(Problem(file, "too_large", "workbook_sheets", {"limit": MAX_SHEETS}))
    for place, about in enumerate(listed):
        if about.typ != SheetTypeEnum.WorkSheet or about.name in PROBLEM_SHEETS:
            continue
        if about.visible == SheetVisibleEnum.VeryHidden and about.name != HIDDEN:
            continue
        yield _sheet(file, workbook, about, place, archive)


def _sheet(file: str, workbook: Any, about: Any, place: int, archive: Archive) -> Sheet:  # noqa: ANN401
    name = shown_name(about.name)
    hidden = about.visible != SheetVisibleEnum.Visible
    if hidden and name != HIDDEN:
        return Sheet(name, lambda: iter(()), hidden=True)
    try:
        table = workbook.get_sheet_by_index(place)
    except (CalamineError, OSError, ValueError):
        raise FileRefused(Problem(file, "not_a_table", "workbook_broken", sheet=name)) from None
    if table.total_height * table.width > MAX_CELLS:
        raise FileRefused(Problem(file, "too_large", "sheet_too_wide", {"limit": MAX_CELLS}, sheet=name))
    left = table.start[1] if table.start else 0
    merged = tuple(table.merged_cell_ranges or ())
    troubles = archive.troubles[place] if place < len(archive.troubles) else {}
    unseen = archive.hidden[place] if place < len(archive.hidden) else Hidden()
    return Sheet(name, table.iter_rows, left, merged, troubles, hidden, unseen=unseen)


def shown_name(name: str) -> str:
    """Return a sheet's name as it can stand in one line of a message."""
    return clean("".join(letter if letter.isprintable() else " " for letter in name))[:_NAME_LENGTH]


def _csv_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a CSV file, blank ones too, so that their numbers are those of the file."""
    before = 0
    for number, values in csv_lines(path):
        for _ in range(number - before - 1):
            yield []
        before = number
        yield list(values)


def letters(column: int) -> str:
    """Return a column's letters, 0 being A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """Return a column's number by its letters, A being 0."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
