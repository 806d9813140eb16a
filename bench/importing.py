"""An import of 100,000 rows against bare inserts of the same rows: what reading, checks and history cost."""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select

from bench.installation import Folder, add_sites, new_folder, province
from bench.measure import compare
from tracker.services.application import Application
from tracker.services.exchange.importing import import_files
from tracker.services.permissions import OPERATOR
from tracker.store.database import read_session
from tracker.store.tables import Observation

ROWS = 100_000
BOUND = 2.5
FIGURES: Table = Observation.__table__  # type: ignore[attr-defined]


def main() -> int:
    """Print the ratio; the exit code says whether the bound was held."""
    with new_folder() as folder:
        add_sites(folder.open())
        file = _write_file(folder.path / "rows.csv")
        rows = _imported_rows(folder, file)
        ratio = compare(
            f"import of {ROWS} rows / bare inserts of them",
            lambda: _import(folder.open_copy(), file),
            lambda: _insert(folder.open_copy(), rows),
            bound=BOUND,
        )
    return 0 if ratio.report() else 1


def _write_file(path: Path) -> Path:
    """Write the first rows of the province, month by month of site after site, in the units as typed."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("site", "period", "item", "value", "unit", "source"))
        writer.writerows(province().rows[:ROWS])
    return path


def _imported_rows(folder: Folder, file: Path) -> list[dict[str, Any]]:
    """Return the rows an import stores, as mappings ready for an insert."""
    app = folder.open_copy()
    _import(app, file)
    columns = [column for column in FIGURES.columns if column.name != "id"]
    with read_session(app.engine) as session:
        return [dict(row) for row in session.execute(select(*columns)).mappings()]


def _import(app: Application, file: Path) -> None:
    outcome = import_files(app, OPERATOR, [file])
    assert outcome.changed == ROWS, outcome.problems[:3]
    app.engine.dispose()


def _insert(app: Application, rows: Sequence[dict[str, Any]]) -> None:
    with app.engine.execution_options(writes=True).begin() as connection:
        connection.execute(insert(FIGURES), rows)
    app.engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
