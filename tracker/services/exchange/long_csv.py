"""Reads long CSV files row by row (contract §2): bounded in size and memory, every problem with its place."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path

from tracker.catalog.numbers import is_blank_mark
from tracker.catalog.text_forms import half_width
from tracker.services.exchange.csv_files import FileRefused, csv_lines
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.readings import MAX_ROWS, Reading
from tracker.services.exchange.row_checks import FIELDS, CheckedRow, RowChecker
from tracker.services.exchange.spreadsheets.workbooks import is_workbook
from tracker.services.texts import clean

REQUIRED = FIELDS[:5]
_STEP = 5_000
_BYTES_A_ROW = 45

Progress = Callable[[int, int], None]


def read_files(
    paths: Sequence[Path],
    checker: RowChecker,
    spreadsheet: Callable[[Path, Reading], None],
    *,
    only_site: bool,
    progress: Progress | None = None,
) -> Reading:
    """Read every file to its end, going on after a bad row and after a bad file.

    What is no long CSV is handed to `spreadsheet`. `only_site`: a site was named for the whole command, so
    that the site column may be left out.
    """
    reading = Reading(files=len(paths))
    tell = None if progress is None else partial(_tell, progress, _bytes(paths))
    for path in paths:
        try:
            if is_long_csv(path):
                _read_file(path, checker, reading, only_site, tell)
            else:
                spreadsheet(path, reading)
            reading.sources.append(source_of(path))
        except FileRefused as refused:
            reading.problems.add(refused.problem, always=True)
    return reading


def source_of(path: Path) -> dict[str, str]:
    """Return a file's name and the SHA-256 of its content, as an import is known by."""
    with path.open("rb") as file:
        return {"name": clean(path.name), "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def is_long_csv(path: Path) -> bool:
    """Return whether a file is a long CSV: at least three names of its columns stand in the first row."""
    if is_workbook(path):
        return False
    _, header = next(csv_lines(path), (1, []))
    return len({half_width(cell).strip().casefold() for cell in header}.intersection(FIELDS)) >= 3


def _read_file(
    path: Path, checker: RowChecker, reading: Reading, only_site: bool, tell: Callable[[int], None] | None
) -> None:
    file = str(path)
    lines = csv_lines(path)
    columns = _header(file, lines, only_site)
    reading.problems.add(*columns.problems)
    before = reading.rows
    for row, values in lines:
        reading.rows += 1
        if reading.rows > MAX_ROWS:
            raise FileRefused(Problem(file, "too_large", "too_many_rows", {"limit": MAX_ROWS}, row))
        _read_row(file, row, values, columns, checker, reading)
        if tell is not None and reading.rows % _STEP == 0:
            tell(reading.rows)
    if reading.rows == before:
        reading.problems.add(Problem(file, "empty", "no_rows", severity="warning"))


def _bytes(paths: Sequence[Path]) -> int:
    total = 0
    for path in paths:
        # what cannot be looked at is refused when its turn comes
        with suppress(OSError):
            total += path.stat().st_size
    return total


def _tell(progress: Progress, size: int, rows: int) -> None:
    """Say how far reading is, taking rows to be of usual length: a bar needs no better."""
    progress(rows, max(rows, size // _BYTES_A_ROW))


def _read_row(
    file: str, row: int, values: list[str], columns: "_Columns", checker: RowChecker, reading: Reading
) -> None:
    problems = columns.fit(file, row, values)
    if not problems:
        checked = checker.check(file, row, columns.pick(values))
        if isinstance(checked, CheckedRow):
            reading.checked.append(checked)
            if checked.reason is None and is_blank_mark(checked.text):
                reading.problems.add(_blank_mark(file, row, checked.text))
            return
        problems = [
            Problem(file, fault.code, fault.message, fault.params, row, fault.column) for fault in checked
        ]
    reading.refused += 1
    reading.problems.add(*problems)


def _blank_mark(file: str, row: int, text: str) -> Problem:
    """Return the remark that a mark was taken for a blank."""
    return Problem(file, "blank_mark", "number_blank_mark", {"text": text}, row, "value", severity="warning")


@dataclass(frozen=True)
class _Columns:
    """Where the fields stand in a row of `width` cells; `pick` takes them from a row with one blank added."""

    names: tuple[str, ...]
    pick: Callable[[list[str]], Sequence[str]]
    problems: tuple[Problem, ...] = ()

    def fit(self, file: str, row: int, values: list[str]) -> list[Problem]:
        """Bring a row to the header's width plus one blank; report missing and left-over cells."""
        width = len(self.names)
        if len(values) < width:
            missing = [name for name in self.names[len(values) :] if name in REQUIRED]
            if missing:
                return [Problem(file, "not_a_table", "row_too_short", {"columns": ", ".join(missing)}, row)]
            values.extend([""] * (width - len(values)))
        elif len(values) > width:
            if any(values[width:]):
                params = {"cells": len(values), "width": width}
                return [Problem(file, "not_a_table", "row_too_long", params, row)]
            del values[width:]
        values.append("")
        return []


def _header(file: str, lines: Iterator[tuple[int, list[str]]], only_site: bool) -> _Columns:
    """Read the header row; columns may stand in any order, and ones we do not know are named and left out."""
    row, values = next(lines, (1, []))
    names = tuple(half_width(value).strip().casefold() for value in values)
    required = REQUIRED[1:] if only_site else REQUIRED
    missing = [name for name in required if name not in names]
    twice = [name for name in FIELDS if names.count(name) > 1]
    if missing or twice:
        message = "no_header" if missing else "column_twice"
        params = {"columns": ", ".join(missing or twice), "header": ",".join(REQUIRED)}
        raise FileRefused(Problem(file, "not_a_table", message, params, row))
    unknown = [
        Problem(file, "unknown_column", "unknown_column", {"column": name}, row, name, severity="warning")
        for name in names
        if name and name not in FIELDS
    ]
    places = [names.index(name) if name in names else len(names) for name in FIELDS]
    return _Columns(names, itemgetter(*places), tuple(unknown))
