"""Reading and writing figures in bulk: what stands in a cell, and one history row for each that changes."""

from collections.abc import Collection, Mapping, Sequence
from math import isclose
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, insert, select, update
from sqlmodel import Session, col

from tracker.services.application import now
from tracker.services.permissions import Actor
from tracker.store.facts import Fact, fact_from
from tracker.store.tables import Observation

Key = tuple[int, str, str, int, int, int]
"""What names a figure: site id, item, kind of period, first and last month number, base year (0: none)."""

SAME = 1e-12
"""Relative difference below which two values are one figure typed in two units."""

_BATCH = 5_000
_COLUMNS = tuple(Observation.__table__.columns)  # type: ignore[attr-defined]
_KEY = ("site_id", "item", "kind", "first", "last", "base")
_NOTHING_REPORTED: dict[str, Any] = {
    "reported": False,
    "reported_value": None,
    "reported_text": "",
    "reported_unit": "",
    "reported_source": None,
    "reported_reason": None,
    "reported_note": "",
}
_WORKING = (
    "present",
    "value",
    "text",
    "unit",
    "source",
    "reason",
    "note",
    "version",
    "edit_id",
    "changed_by",
    "changed_at",
)


class Typed(NamedTuple):
    """What somebody put into a cell; `present` is false where the cell is cleared."""

    present: bool
    value: float | None
    text: str
    unit: str
    source: str | None
    reason: str | None
    note: str


CLEARED = Typed(False, None, "", "", None, None, "")


class Change(NamedTuple):
    """A cell that changes: its key, the row that stands there (None: none yet) and what is put in."""

    key: Key
    stored: Row[Any] | None
    typed: Typed
    edit_id: str | None = None


def stored_figures(session: Session, site_ids: Collection[int], first: int, last: int) -> dict[Key, Row[Any]]:
    """Return every row of the sites whose last month lies between two month numbers, cleared ones too."""
    query = select(*_COLUMNS).where(
        col(Observation.site_id).in_(site_ids), col(Observation.last).between(first, last)
    )
    rows = session.execute(query).all()
    return {(row.site_id, row.item, row.kind, row.first, row.last, row.base): row for row in rows}


def same_value(one: float | None, other: float | None) -> bool:
    """Return whether two values in the canonical unit are the same figure."""
    if one is None or other is None:
        return one is other
    return one == other or isclose(one, other, rel_tol=SAME)


def write_figures(session: Session, actor: Actor, changes: Sequence[Change]) -> list[Fact]:
    """Store the changes and return the new state of each figure, in the order given."""
    by, at = actor.recorded, now()
    states = [_state(change, by, at) for change in changes]
    new = [state for state, change in zip(states, changes, strict=True) if change.stored is None]
    changed = [
        {"row_id": change.stored.id, **{name: state[name] for name in _WORKING}}
        for state, change in zip(states, changes, strict=True)
        if change.stored is not None
    ]
    for start in range(0, len(new), _BATCH):
        session.execute(insert(Observation), new[start : start + _BATCH])
    if changed:
        table = Observation.__table__  # type: ignore[attr-defined]
        named: dict[str, Any] = {name: bindparam(name) for name in _WORKING}
        session.connection().execute(
            update(table).where(table.c.id == bindparam("row_id")).values(named), changed
        )
    return [fact_from("observation", state) for state in states]


def _state(change: Change, by: str, at: object) -> dict[str, Any]:
    """Return all columns of a figure but its id, as they stand after the change."""
    stored = change.stored
    kept: Mapping[str, Any] = _NOTHING_REPORTED
    if stored is not None:
        kept = {name: getattr(stored, name) for name in _NOTHING_REPORTED}
    return {
        **dict(zip(_KEY, change.key, strict=True)),
        **change.typed._asdict(),
        **kept,
        "version": 1 if stored is None else stored.version + 1,
        "edit_id": change.edit_id,
        "changed_by": by,
        "changed_at": at,
    }
