"""Stored figures as the engine's columns: read whole, or what changed since put into what was read before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Table, bindparam, func, select
from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.compute import Observations
from tracker.store.loading import load_observations
from tracker.store.tables import Observation

View = Literal["working", "reported"]

_FIGURE: Table = Observation.__table__  # type: ignore[attr-defined]
_KINDS = {"month": 0, "cumulative": 1, "year": 2}
_KEY = ("site_id", "item", "kind", "first", "last", "base")
_WORKING = ("value", "source", "reason")
_ROW = ("id", "version", "present", "changed_at")
_OF_SITES = _FIGURE.c.site_id.in_(bindparam("ids", expanding=True))
_EVERY = (
    select(*(_FIGURE.c[name] for name in (*_KEY, *_WORKING, *_ROW))).where(_OF_SITES).order_by(_FIGURE.c.id)
)
_CHANGED = _EVERY.where(_FIGURE.c.changed_at >= bindparam("since"))
_VERSIONS = select(func.count(), func.sum(_FIGURE.c.version)).where(_OF_SITES)
"""Statements are made once: every save runs them, and making one takes longer than running it."""


def read_figures(
    session: Session, catalog: Catalog, site_ids: Collection[int], view: View
) -> dict[int, Observations]:
    """Return each site's figures of a view as columns; items the catalog no longer has are left out."""
    ordered = sorted(site_ids)
    every = load_observations(session, catalog, ordered, reported=view == "reported")
    every = every.take(np.argsort(every.site, kind="stable"))
    ends = np.searchsorted(every.site, np.arange(len(ordered)), side="right").tolist()
    starts = [0, *ends[:-1]]
    return {
        site_id: every.take(slice(start, end))
        for site_id, start, end in zip(ordered, starts, ends, strict=True)
    }


def _columns(catalog: Catalog, rows: Sequence[Any]) -> Observations:
    """Return rows of key and view as columns; `site` is left at 0."""
    _, item, kind, first, last, base, value, source, reason = list(zip(*rows, strict=True)) or [()] * 9
    items = {code: place for place, code in enumerate(catalog.items)}
    reasons = {code: place for place, code in enumerate(catalog.blank_reasons)}
    estimated = {code for code, entry in catalog.sources.items() if entry.estimated}
    return Observations(
        site=np.zeros(len(item), np.int32),
        item=np.array([items[code] for code in item], np.int32),
        kind=np.array([_KINDS[name] for name in kind], np.int8),
        first=np.array(first, np.int32),
        last=np.array(last, np.int32),
        value=np.array([np.nan if number is None else number for number in value], np.float64),
        base=np.array(base, np.int16),
        estimated=np.array([code in estimated for code in source], np.bool_),
        reason=np.array([reasons.get(code, -1) for code in reason], np.int16),
    )


@dataclass(frozen=True)
class FamilyFigures:
    """The working figures of some sites, cleared ones too (`present` false), by the id of their row.

    `versions` are the rows' own, which only ever rise; `newest` is when the latest of them changed.
    """

    columns: Observations
    ids: NDArray[np.int64]
    versions: NDArray[np.int64]
    present: NDArray[np.bool_]
    newest: datetime | None

    def shown(self) -> Observations:
        """Return the figures that exist."""
        return self.columns.take(self.present)

    def stands_for(self, count: int, versions: int | None) -> bool:
        """Return whether these are all rows there are, each as it is now."""
        return len(self.ids) == count and int(self.versions.sum()) == (versions or 0)


def family_figures(
    session: Session,
    catalog: Catalog,
    site_ids: Sequence[int],
    kept: FamilyFigures | None,
    now: tuple[int, int | None],
) -> FamilyFigures:
    """Return the working figures of the sites, `site` being their place in `site_ids`.

    Where `kept` holds an earlier state, only what changed since is read; that nothing was overlooked is
    proved by count and versions of all rows as they are `now`, and else everything is read.
    """
    if kept is not None and kept.stands_for(*now):
        return kept
    if kept is not None:
        current = _patched(kept, _read(session, catalog, site_ids, kept.newest))
        if current.stands_for(*now):
            return current
    return _read(session, catalog, site_ids, None)


def figure_versions(session: Session, site_ids: Collection[int]) -> tuple[int, int | None]:
    """Return how many rows of figures the sites have, and the sum of their versions."""
    count, versions = session.execute(_VERSIONS, {"ids": list(site_ids)}).one()
    return count, versions


def _read(
    session: Session, catalog: Catalog, site_ids: Sequence[int], since: datetime | None
) -> FamilyFigures:
    if since is None:
        rows = session.execute(_EVERY, {"ids": site_ids}).all()
    else:
        rows = session.execute(_CHANGED, {"ids": site_ids, "since": since}).all()
    known = [row for row in rows if row[1] in catalog.items]
    places = {site_id: place for place, site_id in enumerate(site_ids)}
    columns = replace(
        _columns(catalog, [row[:9] for row in known]),
        site=np.array([places[row[0]] for row in known], np.int32),
    )
    return FamilyFigures(
        columns,
        ids=np.array([row[9] for row in known], np.int64),
        versions=np.array([row[10] for row in known], np.int64),
        present=np.array([row[11] for row in known], np.bool_),
        newest=max((row[12] for row in rows), default=since),
    )


def _patched(kept: FamilyFigures, changed: FamilyFigures) -> FamilyFigures:
    """Return what was kept with the changed rows in place of their earlier states, by id."""
    stays = ~np.isin(kept.ids, changed.ids)
    ids = np.concatenate([kept.ids[stays], changed.ids])
    order = np.argsort(ids)

    def joined(one: Any, other: Any) -> Any:  # noqa: ANN401 - arrays of any kind
        return np.concatenate([one[stays], other])[order]

    columns = {
        name: joined(column, getattr(changed.columns, name)) for name, column in vars(kept.columns).items()
    }
    return FamilyFigures(
        Observations(**columns),
        ids=ids[order],
        versions=joined(kept.versions, changed.versions),
        present=joined(kept.present, changed.present),
        newest=changed.newest,
    )
