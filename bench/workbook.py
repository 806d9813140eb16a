"""A workbook of 100,000 cells imported, against reading it with calamine and inserting the same rows bare.

Also said: what reading holds in memory at its peak beyond the rows it hands on, as a multiple of the cells as
floats (8 bytes each).
"""

import re
import sys
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import Table, insert, select

from bench.installation import Folder, add_sites, catalog, new_folder, province
from bench.measure import compare
from tracker.services.application import Application
from tracker.services.exchange.importing import import_files
from tracker.services.exchange.spreadsheets.answers import Answers
from tracker.services.exchange.spreadsheets.reading import Spreadsheets
from tracker.services.exchange.spreadsheets.workbooks import open_sheets
from tracker.services.permissions import OPERATOR
from tracker.store.database import read_session
from tracker.store.tables import Observation

CELLS = 100_000
ITEMS = 20
PERIOD = re.compile(r"\d{4}-\d{2}")
BOUND = 2.5
MEMORY = 4.0
FIGURES: Table = Observation.__table__  # type: ignore[attr-defined]


def main() -> int:
    """Print ratio and memory; the exit code says whether both bounds were held."""
    with new_folder() as folder:
        add_sites(folder.open())
        file = folder.path / "cells.xlsx"
        written = _write_file(file)
        rows = _imported_rows(folder, file, written)
        ratio = compare(
            f"import of a workbook of {written} cells / calamine's read and bare inserts of them",
            lambda: _import(folder.open_copy(), file, written),
            lambda: _read_and_insert(folder.open_copy(), file, rows),
            bound=BOUND,
        )
        held = ratio.report()
        return 0 if _memory(file, written) and held else 1


def _write_file(path: Path) -> int:
    """Write figures of the province as people do: a row a month of a site, a column an item with its unit."""
    figures: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    units: dict[str, str] = {}
    for site, period, item, value, unit, *_ in province().rows:
        if PERIOD.fullmatch(period) and value and units.setdefault(item, unit) == unit:
            figures[site, period][item] = float(value)
    seen = Counter(item for of_row in figures.values() for item in of_row)
    items = [item for item, _ in seen.most_common(ITEMS)]
    rows = [(place, of_row) for place, of_row in figures.items() if all(item in of_row for item in items)]
    rows = rows[: CELLS // ITEMS]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, ["园区月度数据"])
        sheet.write_row(1, 0, ["园区", "月份", *(_heading(item, units[item]) for item in items)])
        for number, (place, of_row) in enumerate(rows, start=2):
            sheet.write_row(number, 0, [*place, *(of_row[item] for item in items)])
    return len(rows) * ITEMS


def _heading(item: str, unit: str) -> str:
    return f"{catalog().items[item].names.zh}({unit})"


def _imported_rows(folder: Folder, file: Path, cells: int) -> list[dict[str, Any]]:
    """Return the rows an import stores, as mappings ready for an insert."""
    app = folder.open_copy()
    _import(app, file, cells)
    columns = [column for column in FIGURES.columns if column.name != "id"]
    with read_session(app.engine) as session:
        return [dict(row) for row in session.execute(select(*columns)).mappings()]


def _import(app: Application, file: Path, cells: int) -> None:
    outcome = import_files(app, OPERATOR, [file])
    assert outcome.changed == cells, (outcome.changed, outcome.problems[:3])
    app.engine.dispose()


def _read_and_insert(app: Application, file: Path, rows: Sequence[dict[str, Any]]) -> None:
    for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python():
        del row
    with app.engine.execution_options(writes=True).begin() as connection:
        connection.execute(insert(FIGURES), rows)
    app.engine.dispose()


def _memory(file: Path, cells: int) -> bool:
    """Print what understanding the sheet takes beside calamine's own cells, rows gone through one by one."""
    spreadsheets = Spreadsheets(catalog(), {}, {}, Answers(), None)
    tracemalloc.start()
    for found in spreadsheets.tables_of(open_sheets(file)):
        assert found.reader is not None
        for _ in found.reader.cells():
            pass
    peak = tracemalloc.get_traced_memory()[1] / (8 * cells)
    tracemalloc.stop()
    held = peak <= MEMORY
    print(
        f"memory of reading at its peak / the cells as floats: {peak:.2f} "
        f"(bound {MEMORY:g}, {'held' if held else 'NOT HELD'})"
    )
    return held


if __name__ == "__main__":
    sys.exit(main())
