"""Reading and writing figures in bulk: what stands in a cell, and one history row for each that changes."""

from collections.abc import Collection, Sequence
from math import isclose
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlmodel import Session, col

from tracker.services.application import now
from tracker.services.judging.panels import View
from tracker.services.permissions import Actor
from tracker.store.bulk import insert_observations, update_observations
from tracker.store.facts import Fact
from tracker.store.tables import Observation

Key = tuple[int, str, str, int, int, int]
"""What names a figure: site id, item, kind of period, first and last month number, base year (0: none)."""

SAME = 1e-12
"""Relative difference below which two values are one figure typed in two units."""

_COLUMNS = tuple(Observation.__table__.columns)  # type: ignore[attr-defined]


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


_KEY = ("site_id", "item", "kind", "first", "last", "base")
_NAMES = (
    *_KEY,
    *Typed._fields,
    *("edit_id", "changed_by", "changed_at"),
)


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


def figures_in_view(session: Session, site_id: int, first: int, last: int, view: View) -> dict[Key, Row[Any]]:
    """Return a site's rows under the names of the working columns, filled from the view asked for."""
    table = Observation.__table__.c  # type: ignore[attr-defined]
    there, prefix = (table.present, "") if view == "working" else (table.reported, "reported_")
    query = select(
        *(table[name] for name in (*_KEY, "version", "changed_by", "changed_at")),
        there.label("present"),
        *(table[prefix + name].label(name) for name in Typed._fields[1:]),
    ).where(table.site_id == site_id, table.last.between(first, last))
    return {tuple(row[:6]): row for row in session.execute(query)}


def same_value(one: float | None, other: float | None) -> bool:
    """Return whether two values in the canonical unit are the same figure."""
    if one is None or other is None:
        return one is other
    return one == other or isclose(one, other, rel_tol=SAME)


def write_figures(session: Session, actor: Actor, changes: Sequence[Change]) -> list[Fact]:
    """Store the changes and return the new state of each figure, those of new cells first."""
    by, at = actor.recorded, now()
    new = [
        dict(zip(_NAMES, (*change.key, *change.typed, change.edit_id, by, at), strict=True))
        for change in changes
        if change.stored is None
    ]
    changed = [
        {
            **change.stored._mapping,
            **change.typed._asdict(),
            "version": change.stored.version + 1,
            "edit_id": change.edit_id,
            "changed_by": by,
            "changed_at": at,
        }
        for change in changes
        if change.stored is not None
    ]
    return insert_observations(session, new) + update_observations(session, changed)
