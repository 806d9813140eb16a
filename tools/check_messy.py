"""Read spreadsheets and spellings as officials make them; print the share understood or refused right.

The folder is not part of the project; where it is absent, nothing is read and that is said. Each file must be
imported to exactly the expected cells or refused with a reason; each heading and unit read as it is meant.
"""

import csv
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.catalog.problems import InputRefusal
from tracker.services.application import open_application
from tracker.services.exchange.importing import import_files
from tracker.services.exchange.spreadsheets.answers import SheetAnswer
from tracker.services.exchange.spreadsheets.cells import ends_table, sheet_span
from tracker.services.exchange.spreadsheets.headings import plain, read_label
from tracker.services.exchange.spreadsheets.labels import LabelReader
from tracker.services.exchange.spreadsheets.tables import Table, find_table
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary, form_of
from tracker.services.exchange.spreadsheets.workbooks import Sheet, column_number, open_sheets
from tracker.services.installation import initialize
from tracker.services.permissions import OPERATOR
from tracker.services.sites import SiteForm, add_site

DEFAULT_FOLDER = Path("../shared/messy")
TODAY = date(2026, 6, 30)
GROUPS = {
    "energy": {"energy", "green_electricity"},
    "electricity": {"energy", "green_electricity"},
    "water": {"water"},
    "wastewater": {"wastewater"},
    "pollutant": {"pollutants"},
    "solid_waste": {"solid_waste", "hazardous_waste"},
    "economic": {"output"},
}
"""The groups an item may be of, by the class a heading is filed under; other classes are of no item."""

BASES = {"10k CNY": "万元", "degC": "℃", "pp": "百分点"}
Judged = Iterator[tuple[str, str | None]]
"""What was looked at, and what is wrong with it (None: nothing)."""


def main(folder: Path) -> int:
    """Print each share; the exit code says whether all is as it should be."""
    if not folder.is_dir():
        print(f"{folder}: not there, nothing read")
        return 0
    catalog = load_catalog()
    parts: dict[str, Callable[[], Judged]] = {
        "units": lambda: _units(folder, catalog),
        "units to refuse": lambda: _refused_units(folder, catalog),
        "headings": lambda: _headings(folder, catalog),
        "cells": lambda: _cells(folder, catalog),
        "CSV exports": lambda: _exports(folder, catalog),
        "imports": lambda: _imports(folder),
    }
    held = [_share(name, judged) for name, judged in parts.items()]
    return 0 if all(held) else 1


def _share(name: str, judged: Callable[[], Judged]) -> bool:
    results = list(judged())
    wrong = [(what, why) for what, why in results if why is not None]
    print(f"{name}: {len(results) - len(wrong)} of {len(results)} as they should be")
    for what, why in wrong:
        print(f"  {what}: {why}")
    return not wrong


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _units(folder: Path, catalog: Catalog) -> Judged:
    for row in _rows(folder / "unit_strings.csv"):
        written, lost = row["unit_as_written"], "superscript lost" in row["note"]
        try:
            factor = _factor(catalog, written, row["base_unit"], row["note"].startswith("water"), lost)
        except InputRefusal as refusal:
            yield written, f"{refusal.code} {dict(refusal.params)}"
            continue
        expected = float(row["factor_to_base"])
        yield written, None if abs(factor - expected) <= 1e-9 * expected else f"{factor!r}, not {expected!r}"


def _factor(catalog: Catalog, written: str, base: str, water: bool, lost: bool) -> float:
    """Return how many base units one of a unit is; the catalog keeps CO2 apart from other tonnes.

    A tonne of water is a cubic metre by the items that take it, not by the unit itself.
    """
    unit = catalog.units.read(written, lost_superscripts=lost)
    for name, meant in BASES.items():
        base = base.replace(name, meant)
    if base == "1":
        return unit.factor
    if unit.dimension == "carbon_dioxide":
        base = "tCO2"
    return catalog.units.factor(unit, catalog.units.read(base.replace("m3", "t") if water else base))


def _refused_units(folder: Path, catalog: Catalog) -> Judged:
    vocabulary = Vocabulary(catalog)
    for row in _rows(folder / "units_to_refuse.csv"):
        written = row["unit_as_written"]
        takers = [item for item in catalog.items if vocabulary.fits(item, written) is None]
        heading = re.search(r"for (\S+) \(case", row["why"])
        if takers and heading and vocabulary.heading((f"{heading[1]}({written})",)).item is None:
            takers = []
        yield written, f"taken for {takers}" if takers else None


def _headings(folder: Path, catalog: Catalog) -> Judged:
    vocabulary = Vocabulary(catalog)
    for row in _rows(folder / "header_spellings.csv"):
        text = row["header_as_written"]
        parts = tuple(text.split(" / "))
        meaning = vocabulary.heading(parts)
        units = [label.unit for part in parts if (label := read_label(part, vocabulary.is_unit)).unit]
        allowed = GROUPS.get(row["class"], set())
        wanted = row["unit_as_written"]
        if meaning.item and catalog.items[meaning.item].group not in allowed:
            yield text, f"taken for {meaning.item}, filed under {row['class']}"
        elif wanted and vocabulary.is_unit(wanted) and plain(wanted) not in map(plain, units):
            yield text, f"unit {wanted} read as {units}"
        else:
            yield text, None
        if meaning.item:
            print(f"  {text} → {meaning.item}")


def _table(sheet: Sheet, catalog: Catalog) -> Table | None:
    return find_table(sheet, Vocabulary(catalog), {}, lambda lines: form_of(catalog, lines))


def _cells(folder: Path, catalog: Catalog) -> Judged:
    expected = json.loads((folder / "official/expected_cells.json").read_text("utf-8"))
    for cell in expected:
        path = folder / "official/raw" / cell["file"]
        sheet = next(sheet for sheet in open_sheets(path).sheets if sheet.name == cell["sheet"])
        table = _table(sheet, catalog)
        place = f"{cell['file']} {cell['cell']}"
        if table is None:
            yield place, "no table found"
            continue
        read = _read_cell(str(path), sheet, table, catalog, cell["cell"])
        wrong = [name for name, value in read.items() if not _alike(name, value, cell, catalog)]
        yield place, None if not wrong else f"{wrong}: {read}"


def _read_cell(file: str, sheet: Sheet, table: Table, catalog: Catalog, cell: str) -> dict[str, Any]:
    name = cell.rstrip("0123456789")
    number, index = int(cell[len(name) :]), column_number(name)
    row = next(row for place, row in enumerate(sheet.rows(), start=1) if place == number)
    reader = LabelReader(sheet, table.columns, Vocabulary(catalog), {}, frozenset())
    labels = reader.read(number, row, figures=True)
    column = next(column for column in table.columns if column.index == index)
    span = column.meaning.span.within(labels.kind.span).within(
        sheet_span(file, sheet, table, SheetAnswer())[0]
    )
    label = read_label(labels.kind.label, Vocabulary(catalog).is_unit)
    return {
        "row_label": label.names,
        "column": column.heading,
        "unit": column.meaning.unit or label.unit or table.titles.unit,
        "period": str(span.period(cumulative=False, monthly=False)),
        "value": row[index - sheet.left],
    }


def _alike(name: str, value: Any, cell: dict[str, Any], catalog: Catalog) -> bool:  # noqa: ANN401
    wanted = cell[name]
    if name == "row_label":
        return any(plain(wanted).casefold() in found for found in value)
    if name == "column":
        return plain(str(wanted)) in plain(value)
    if name == "unit":
        factors = [_read_unit(catalog, text) for text in (value, wanted)]
        return factors[0] is not None and factors[0] == factors[1]
    return bool(value == wanted)


def _read_unit(catalog: Catalog, text: str) -> tuple[str, object] | None:
    try:
        unit = catalog.units.read(text)
    except InputRefusal:
        return None
    return unit.dimension, unit.exact


def _exports(folder: Path, catalog: Catalog) -> Judged:
    expected = json.loads((folder / "official/expected_csv_structure.json").read_text("utf-8"))
    for name, about in expected.items():
        (sheet,) = open_sheets(folder / "official/raw" / name).sheets
        table = _table(sheet, catalog)
        if table is None:
            yield name, "no table found"
            continue
        rows = list(_data_rows(sheet, table))
        found = {
            "header_line_0based": table.start - 1,
            "n_data_rows": len(rows),
            "first_data_row_first_2": rows[0][:2],
            "last_data_row_first_2": rows[-1][:2],
            "header_first_3": [c.heading.removesuffix("年") for c in table.columns[:3]],
        }
        about = {**about, "header_first_3": [text.removesuffix("年") for text in about["header_first_3"]]}
        wrong = {key: (value, about[key]) for key, value in found.items() if value != about[key]}
        yield name, str(wrong) if wrong else None


def _data_rows(sheet: Sheet, table: Table) -> Iterator[list[Any]]:
    for number, row in enumerate(sheet.rows(), start=1):
        if number > table.start and any(row):
            if ends_table(row):
                return
            yield row


def _imports(folder: Path) -> Judged:
    """Import every file into an installation of its own: none is of a park, so that each must be refused."""
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{Path(scratch) / 'messy.db'}"
        initialize(url, today=TODAY)
        app = open_application(url, today=TODAY)
        add_site(app, OPERATOR, SiteForm("BJ", "北京", kind="region", region="CN"))
        for path in sorted([*folder.glob("official/raw/*"), *folder.glob("exports_gb18030/*")]):
            outcome = import_files(app, OPERATOR, [path], site="BJ")
            reasons = {problem.message for problem in outcome.problems if problem.severity == "error"}
            right = {"workbook_nothing", "row_unknown", "column_unsure"}
            print(f"  {path.name}: {', '.join(sorted(reasons))}")
            yield (
                path.name,
                None if not outcome.stored and reasons <= right else f"{reasons} {outcome.changed}",
            )
        app.engine.dispose()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER))
