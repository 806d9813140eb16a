"""Turns the files of an import that are no long CSV into checked rows, or into what is unclear about them."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Form
from tracker.services.exchange.csv_files import FileRefused
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.readings import MAX_ROWS, Learned, Reading
from tracker.services.exchange.row_checks import CheckedRow, RowChecker
from tracker.services.exchange.spreadsheets.answering import with_answer
from tracker.services.exchange.spreadsheets.answers import Answers, SheetAnswer, remembered_answer
from tracker.services.exchange.spreadsheets.cells import Fields, FigureCell, SheetReader
from tracker.services.exchange.spreadsheets.filled_template import is_template, read_template
from tracker.services.exchange.spreadsheets.headings import plain
from tracker.services.exchange.spreadsheets.several import beside_each_other
from tracker.services.exchange.spreadsheets.tables import HEAD, Table, find_table
from tracker.services.exchange.spreadsheets.titles import Titles, read_titles
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary, form_of
from tracker.services.exchange.spreadsheets.words import COVER, EXAMPLE, VOID
from tracker.services.exchange.spreadsheets.workbooks import Sheet, Workbook, is_workbook, open_sheets

MOST_TABLES = 100
"""On one sheet; nobody stacks more."""

MOST_PASSED = 1_000_000
"""Rows passed over to reach the tables below others: a sheet can be read from its first row only."""

Remembered = Mapping[tuple[str, str], dict[str, Any]]
"""What was remembered, by site code and fingerprint."""


@dataclass
class SheetFound:
    """A sheet with a table on it (None: nothing of ours), as guessed, remembered and answered."""

    sheet: Sheet
    table: Table | None
    answer: SheetAnswer = field(default_factory=SheetAnswer)
    remembered: bool = False
    reader: SheetReader | None = None


class Spreadsheets:
    """Reads spreadsheets against a catalog, the sites the actor may see and what was said of them before.

    `places` are site codes by code and by name; `only_site` the one site of the whole import.
    """

    def __init__(
        self,
        catalog: Catalog,
        places: Mapping[str, str],
        remembered: Remembered,
        answers: Answers,
        only_site: str | None,
    ) -> None:
        self._catalog, self._places, self._only_site = catalog, places, only_site
        self._remembered, self._answers = remembered, answers
        self._said: dict[str, SheetAnswer] = {}
        self._vocabulary = Vocabulary(catalog)

    def read(self, path: Path, checker: RowChecker, reading: Reading, through: int) -> None:
        """Read a file's sheets one by one; FileRefused for a file that cannot be read or holds nothing."""
        file = str(path)
        workbook = open_sheets(path)
        if is_template(workbook):
            year = (through - 1) // 12
            read_template(workbook, checker, reading, only_site=self._only_site, year=year)
            return
        if workbook.links:
            reading.problems.add(Problem(file, "unknown_column", "workbook_links", severity="warning"))
        understood = False
        for found in self.tables_of(workbook):
            if found.reader is None:
                reading.problems.add(*_nothing(file, found))
                continue
            understood |= self._read_sheet(file, found, found.reader, checker, reading, through)
        if not understood and not reading.problems.any_error:
            row = None if is_workbook(path) else 1
            raise FileRefused(Problem(file, "not_a_table", "workbook_nothing", row=row))

    def tables_of(self, workbook: Workbook) -> Iterator[SheetFound]:
        """Yield the tables of each sheet, and the sheets that hold none.

        A table's cells are to be read before the next one is asked for: they end where it begins.
        """
        cover = Titles()
        for sheet in workbook.sheets:
            if COVER.search(plain(sheet.name)):
                cover = read_titles(list(islice(sheet.rows(), HEAD)), self._vocabulary, self._places)
            yield from self._tables_on(workbook.file, sheet, replace(cover, unit=""))

    def _tables_on(self, file: str, sheet: Sheet, above: Titles) -> Iterator[SheetFound]:
        passed = 0
        top: int | None = 0
        while top is not None:
            passed += top
            if sheet.part > MOST_TABLES or passed > MOST_PASSED:
                params = {"limit": MOST_TABLES}
                raise FileRefused(
                    Problem(file, "too_large", "sheet_tables", params, sheet=sheet.name or None)
                )
            sheet = replace(sheet, top=top)
            passed_by = sheet.hidden or is_example(sheet) or is_void(sheet)
            table = None if passed_by else self._table(sheet, above)
            if table is None:
                yield SheetFound(sheet, None, self._answer_for(sheet))
                return
            for block in beside_each_other(table):
                found, reader = self._look(file, sheet, block)
                yield found
                if found.reader is None:
                    deque(reader.cells(), maxlen=0)
                sheet, top = replace(sheet, part=sheet.part + 1), reader.next_top
            above = table.titles

    def _table(self, sheet: Sheet, above: Titles) -> Table | None:
        """Return the table from the sheet's `top` on; what its own titles leave open those `above` say."""

        def form(lines: Sequence[str]) -> Form | None:
            return form_of(self._catalog, lines) or form_of(self._catalog, above.lines)

        table = find_table(sheet, self._vocabulary, self._places, form)
        return table and replace(table, titles=table.titles.below(above))

    def _look(self, file: str, sheet: Sheet, table: Table) -> tuple[SheetFound, SheetReader]:
        """Return what a table is taken to be, and what reads it even where it is skipped."""
        answer = self._answer_for(sheet)
        reader = self._reader(file, sheet, table, answer)
        if answer.skip:
            return SheetFound(sheet, None, answer), reader
        if answer.lasting():
            self._said[table.fingerprint] = answer.over(self._said.get(table.fingerprint))
        kept = self._earlier(reader.site, table.fingerprint)
        earlier = kept or self._said.get(table.fingerprint)
        if earlier is None:
            return SheetFound(sheet, table, answer, reader=reader), reader
        whole = answer.over(earlier)
        table = with_answer(table, whole, self._catalog)
        reader = self._reader(file, sheet, table, whole)
        return SheetFound(sheet, table, whole, kept is not None, reader), reader

    def _answer_for(self, sheet: Sheet) -> SheetAnswer:
        return self._answers.sheets.get(sheet.key, SheetAnswer())

    def _reader(self, file: str, sheet: Sheet, table: Table, answer: SheetAnswer) -> SheetReader:
        with_answer(table, answer, self._catalog)  # refuses what cannot be, before anything is read by it
        return SheetReader(
            file, sheet, table, self._vocabulary, self._catalog, self._places, answer, self._only_site
        )

    def _earlier(self, site: str, fingerprint: str) -> SheetAnswer | None:
        """Return what was remembered of such a sheet at its site; of one of many sites, at any of them."""
        mapping = self._remembered.get((site, fingerprint))
        if mapping is None and not site:
            mapping = next((said for key, said in self._remembered.items() if key[1] == fingerprint), None)
        return remembered_answer(mapping) if mapping is not None else None

    def _read_sheet(
        self,
        file: str,
        found: SheetFound,
        reader: SheetReader,
        checker: RowChecker,
        reading: Reading,
        through: int,
    ) -> bool:
        """Read one sheet; tell whether anything on it was understood, be it only enough to ask."""
        before = reading.rows
        name = found.sheet.name or None
        sites: set[int | None] = set()
        ahead = False
        waiting: list[FigureCell] = []
        for cell in reader.cells():
            empty = cell.last >= through and not cell.trouble and cell.fields[3].strip() in _EMPTY_OR_ZERO
            zero = empty and bool(cell.fields[3].strip())
            if empty and cell.last > through:
                ahead |= zero
            elif zero:
                waiting.append(cell)
            else:
                sites.add(_take(file, name, cell, checker, reading))
        if ahead:
            reading.problems.add(
                Problem(file, "future_period", "zeros_ahead", sheet=name, severity="warning")
            )
        else:
            sites.update(_take(file, name, cell, checker, reading) for cell in waiting)
        reading.problems.add(*reader.problems)
        reading.refused += reader.refused
        reading.rows += reader.refused
        self._learn(found, sites, reading)
        asked = any(problem.severity == "error" for problem in reader.problems)
        if reading.rows == before and not asked:
            reading.problems.add(*_nothing(file, found))
        return reading.rows > before or asked

    def _learn(self, found: SheetFound, sites: set[int | None], reading: Reading) -> None:
        """Note what a person said of the sheet, to be remembered at each site it has figures of."""
        if found.table is None:
            return
        fingerprint = found.table.fingerprint
        said = self._answers.sheets.get(found.sheet.key) or self._said.get(fingerprint)
        if said is not None and (lasting := said.over(found.answer).lasting()):
            reading.learned.append(
                Learned(frozenset(site for site in sites if site is not None), fingerprint, lasting)
            )


_EMPTY_OR_ZERO = ("", "0", "0.0", "0.00")
"""What a formula leaves in the months of a year that have not been reached; the running month is one too."""


def _take(file: str, name: str | None, cell: FigureCell, checker: RowChecker, reading: Reading) -> int | None:
    """Take in a cell, last year's figure to be compared only; return the site it is of, if it is a figure."""
    if cell.compared:
        _compare(file, name, cell, checker, reading)
        return None
    reading.rows += 1
    if reading.rows > MAX_ROWS:
        params = {"limit": MAX_ROWS}
        raise FileRefused(Problem(file, "too_large", "too_many_rows", params, cell.row, sheet=name))
    return _check(file, name, cell, checker, reading)


def _check(
    file: str, name: str | None, cell: FigureCell, checker: RowChecker, reading: Reading
) -> int | None:
    """Take in a figure or what is wrong with it; return the id of the site it is of."""
    if cell.trouble is None:
        fields = cell.fields if cell.number is not None else _with_reason(checker, cell.fields)
        checked = checker.check(file, cell.row, fields, name, cell.column, cell.number)
        if isinstance(checked, CheckedRow):
            # a word in a row's own column of reasons is no word over its figures
            in_cell = fields is not cell.fields
            reading.checked.append(checked._replace(in_cell=True) if in_cell else checked)
            return checked.site_id
        problems = [
            Problem(file, fault.code, fault.message, fault.params, cell.row, cell.column, name)
            for fault in checked
        ]
    else:
        params = {"cell": f"{cell.column}{cell.row}"}
        problems = [Problem(file, "not_a_number", cell.trouble, params, cell.row, cell.column, name)]
    reading.refused += 1
    reading.problems.add(*problems)
    return None


def _with_reason(checker: RowChecker, fields: Fields) -> Fields:
    """Return the fields of a cell, a reason's word in it (停产) being that of its blank."""
    text, reason = checker.cell(fields[3])
    return (*fields[:3], text, *fields[4:6], reason, fields[7]) if reason else fields


def _compare(file: str, name: str | None, cell: FigureCell, checker: RowChecker, reading: Reading) -> None:
    """Take in last year's figure to be held against the stored one; one that is no number is passed over."""
    if cell.trouble or not cell.fields[3].strip():
        return
    checked = checker.check(file, cell.row, cell.fields, name, cell.column, cell.number)
    if isinstance(checked, CheckedRow):
        reading.compared.append(checked)


def is_example(sheet: Sheet) -> bool:
    """Return whether a sheet only shows how to fill in the others."""
    return bool(EXAMPLE.search(plain(sheet.name)))


def is_void(sheet: Sheet) -> bool:
    """Return whether a sheet's name says that nobody uses it any more."""
    return bool(VOID.search(plain(sheet.name)))


def _nothing(file: str, found: SheetFound) -> list[Problem]:
    """Return the warning that a sheet holds nothing of ours; an empty one is passed over without."""
    sheet = found.sheet
    if found.answer.skip or sheet.part > 1 or (not sheet.name and found.table is None):
        return []
    if (
        not sheet.hidden
        and found.table is None
        and not any(any(v != "" for v in row) for row in sheet.rows())
    ):
        return []
    message = "sheet_example" if is_example(sheet) else "sheet_void" if is_void(sheet) else "sheet_nothing"
    message = "sheet_hidden" if sheet.hidden else message
    return [
        Problem(
            file,
            "unknown_column",
            message,
            {"name": sheet.name},
            sheet=sheet.name or None,
            severity="warning",
        )
    ]
