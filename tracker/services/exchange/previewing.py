"""What an import would change, cell by cell: for looking at before it is done."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.catalog.periods import Period
from tracker.services.directory import Directory
from tracker.services.entering.figures import Change
from tracker.services.exchange.row_checks import CheckedRow


class CellChange(NamedTuple):
    """One figure an import would change, as typed before (empty: none, or blank) and after, and its place.

    The values are in the item's unit, null where there is none.
    """

    file: str
    sheet: str | None
    row: int
    column: str | None
    site: str
    item: str
    period: str
    old_text: str
    old_unit: str
    new_text: str
    new_unit: str
    old_value: float | None = None
    new_value: float | None = None


def cell_changes(
    directory: Directory, changes: Sequence[Change], rows: Iterable[CheckedRow]
) -> tuple[CellChange, ...]:
    """Return the changes in the order in which they were planned, each with the cell it comes from."""
    places = {row[2:8]: row for row in reversed(list(rows))}
    return tuple(_change(directory, change, places[change.key]) for change in changes)


def _change(directory: Directory, change: Change, row: CheckedRow) -> CellChange:
    stored = change.stored if change.stored is not None and change.stored.present else None
    site_id, item, kind, first, last, _ = change.key
    return CellChange(
        file=row.file,
        sheet=row.sheet,
        row=row.row,
        column=row.column,
        site=directory.by_id[site_id].code,
        item=item,
        period=str(Period(first, last, kind)),  # type: ignore[arg-type]
        old_text=stored.text if stored is not None else "",
        old_unit=stored.unit if stored is not None else "",
        new_text=change.typed.text,
        new_unit=change.typed.unit,
        old_value=stored.value if stored is not None else None,
        new_value=change.typed.value,
    )
