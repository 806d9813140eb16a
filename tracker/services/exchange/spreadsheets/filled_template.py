"""Reads a template that was filled in: what was put into its cells, wherever its rows stand by now.

A cell that holds what it was handed out with is no edit, so that an old template changes nothing by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isclose
from typing import Any, NamedTuple

from tracker.documents.template import HIDDEN, ROWS, SIGN, VERSION
from tracker.services.exchange.csv_files import FileRefused
from tracker.services.exchange.problems import Problem, ProblemsOf, Severity
from tracker.services.exchange.readings import Reading
from tracker.services.exchange.row_checks import CheckedRow, RowChecker
from tracker.services.exchange.spreadsheets.workbooks import Row, Sheet, Value, Workbook, letters

_SAME = 1e-12
_SHOWN = 60


class Known(NamedTuple):
    """A row as it was handed out: item, unit, and what stood in its cells."""

    item: str
    unit: str
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class Origin:
    """What a template's hidden sheet says: what it was made for, its heads, and its rows by their labels."""

    site: str
    year: int
    sheet: str
    item: str
    unit: str
    periods: tuple[str, ...]
    heads: tuple[str, ...]
    words: Mapping[str, str]
    rows: Mapping[str, Known]


def is_template(workbook: Workbook) -> bool:
    """Return whether a workbook is a template, by the name of its hidden sheet."""
    return HIDDEN in workbook.names


def opened_template(workbook: Workbook) -> tuple[Origin, Sheet]:
    """Return what a template says of itself, and its sheet to fill in; FileRefused where it is damaged."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    try:
        origin = _origin(sheets.pop(HIDDEN).rows())
        visible = [sheet for sheet in sheets.values() if not sheet.hidden]
        return origin, sheets.get(origin.sheet) or visible[0]
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        raise FileRefused(Problem(workbook.file, "not_a_table", "template_damaged")) from None
    except _Later:
        raise FileRefused(Problem(workbook.file, "not_a_table", "template_version")) from None


class _Later(Exception):
    """A template is of a later version than this program reads."""


def _origin(lines: Iterable[Row]) -> Origin:
    """Return what the hidden sheet says; any error of looking up or converting means it was changed."""
    named: dict[str, list[Any]] = {}
    rows: dict[str, Known] = {}
    for name, *values in lines:
        if ROWS in named:
            rows[str(name)] = Known(str(values[0]), str(values[2]), tuple(values[3:]))
        else:
            named[str(name)] = values
    if named["sign"][0] != SIGN or int(named["version"][0]) > VERSION:
        raise _Later
    periods = _texts(named["periods"])
    return Origin(
        site=str(named["site"][0]),
        year=int(named["year"][0]),
        sheet=str(named["sheet"][0]),
        item=str(named["item"][0]),
        unit=str(named["unit"][0]),
        periods=periods,
        heads=_texts(named["heads"])[: len(periods)],
        words=dict(zip(_texts(named["words"]), _texts(named["reasons"]), strict=True)),
        rows=rows,
    )


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value != "")


def read_template(
    workbook: Workbook, checker: RowChecker, reading: Reading, *, only_site: str | None, year: int
) -> None:
    """Read what was filled into a template; FileRefused for another site's.

    `year` is the one being reported: figures of another year are taken, and said to be so.
    """
    origin, sheet = opened_template(workbook)
    if only_site is not None and origin.site != only_site:
        params = {"site": origin.site, "only": only_site}
        raise FileRefused(Problem(workbook.file, "other_site", "template_other_site", params))
    reader = _Reader(workbook.file, origin, sheet, checker, reading)
    if origin.year != year:
        reader.tell(
            "other_year", "template_other_year", {"year": origin.year, "now": year}, None, None, "warning"
        )
    reader.read()


class _Reader:
    """The sheet of one template, read row by row."""

    def __init__(
        self, file: str, origin: Origin, sheet: Sheet, checker: RowChecker, reading: Reading
    ) -> None:
        self._file, self._origin, self._sheet = file, origin, sheet
        self._checker, self._reading = checker, reading
        self._lines = enumerate(sheet.rows())
        self._item, self._unit, self._columns = self._heads()

    def read(self) -> None:
        """Take in every cell that was filled in or changed."""
        before = self._reading.rows
        for place, line in self._lines:
            label = _text(_at(line, self._item))
            known = self._origin.rows.get(label)
            if known is not None:
                self._row(place, known, line)
            elif any(_at(line, column) != "" for column in self._columns.values()):
                message = "template_unknown_row" if label else "template_no_item"
                params = {"label": label[:_SHOWN]}
                self.tell("unknown_item", message, params, place, self._item)
                self._reading.rows += 1
                self._reading.refused += 1
        if self._reading.rows == before:
            self.tell("empty", "template_unfilled", {}, None, None, "warning")

    def tell(
        self,
        code: str,
        message: str,
        params: Mapping[str, object],
        place: int | None,
        column: int | None,
        severity: Severity = "error",
    ) -> None:
        """List a problem with its place, row and column being counted from 0 within the rows."""
        row = None if place is None else place + 1
        shown = None if column is None else letters(column + self._sheet.left)
        say = ProblemsOf(self._file, self._sheet.name)
        self._reading.problems.add(say(code, message, params, row, shown, severity))

    def _heads(self) -> tuple[int, int, dict[int, int]]:
        """Return the columns of item and unit, and of each period by its place among them."""
        origin = self._origin
        for _, line in self._lines:
            texts = [_text(value) for value in line]
            if origin.item in texts and origin.unit in texts:
                columns = {
                    place: texts.index(head) for place, head in enumerate(origin.heads) if head in texts
                }
                return texts.index(origin.item), texts.index(origin.unit), columns
        raise FileRefused(Problem(self._file, "not_a_table", "template_damaged", sheet=self._sheet.name))

    def _row(self, place: int, known: Known, line: Row) -> None:
        unit, kept = _text(_at(line, self._unit)), 0
        for index, column in self._columns.items():
            value, before = _at(line, column), _at(known.cells, index)
            trouble = self._sheet.troubles.get((place, column + self._sheet.left))
            if trouble is not None:
                cell = f"{letters(column + self._sheet.left)}{place + 1}"
                self._refuse(("not_a_number", trouble, {"cell": cell}), place, column)
            elif _same(value, before):
                kept += before != ""
            else:
                self._cell(place, column, self._origin.periods[index], known, value, unit or known.unit)
        if kept and unit not in ("", known.unit):
            params = {"unit": unit[:_SHOWN], "before": known.unit, "count": kept}
            self.tell("unit_kept", "unit_kept", params, place, self._unit, "warning")

    def _cell(self, place: int, column: int, period: str, known: Known, value: Value, unit: str) -> None:
        written = _text(value)
        # what a reason was called when the template was made holds for it
        text, reason = self._checker.cell(self._origin.words.get(written, written))
        fields = (self._origin.site, period, known.item, text, unit, "", reason, "")
        shown = letters(column + self._sheet.left)
        checked = self._checker.check(self._file, place + 1, fields, self._sheet.name, shown)
        if isinstance(checked, CheckedRow):
            self._reading.rows += 1
            self._reading.checked.append(checked._replace(in_cell=bool(reason)))
            return
        fault = checked[0]
        self._refuse(fault[1:], place, self._unit if fault.column == "unit" else column)

    def _refuse(self, fault: tuple[str, str, Mapping[str, object]], place: int, column: int) -> None:
        self._reading.rows += 1
        self._reading.refused += 1
        self.tell(*fault, place, column)


def _at(line: Sequence[Any], column: int) -> Any:  # noqa: ANN401 - a cell of any kind
    return line[column] if column < len(line) else ""


def _same(value: Value, before: Value) -> bool:
    if isinstance(value, float) and isinstance(before, float):
        return isclose(value, before, rel_tol=_SAME)
    return _text(value) == _text(before)


def _text(value: Value) -> str:
    """Return a cell as a person would type it: numbers as Excel shows them, at most 15 digits."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.15g}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value).strip()
