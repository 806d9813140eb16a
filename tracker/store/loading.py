"""Figures out of the database and into arrays, a province's in a moment."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, case, func, select
from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.compute.panel import CUMULATIVE, MONTH, YEAR, Observations
from tracker.store.facts import FACT_TABLES

# the table keeps every figure below 1e300, so this can be none
_BLANK = 1e308
# each column of a province costs a twentieth of a second, so kind, base and estimate share one
_ROW = np.dtype(
    [("site", "i4"), ("item", "O"), ("last", "i4"), ("value", "f8"), ("mixed", "i4"), ("reason", "O")]
)
_BASE, _ESTIMATED = 4, 4 << 16
_FEW_SITES = 40
_C = FACT_TABLES["observation"].table.c


def load_observations(
    session: Session, catalog: Catalog, site_ids: Sequence[int], *, reported: bool
) -> Observations:
    """Return the figures of sites in the working or the reported view, `site` indexing the ids as given.

    Figures of an item the catalog does not know are left out.
    """
    estimated = [code for code, source in catalog.sources.items() if source.estimated]
    cursor: Any = session.connection().execute(_chosen(site_ids, estimated, reported)).cursor
    # from the driver into the array one by one: through a list of tuples it takes three times as long
    rows = np.fromiter(cursor, dtype=_ROW)
    kind, last, value = rows["mixed"] % _BASE, rows["last"], rows["value"]
    value[value == _BLANK] = np.nan
    observations = Observations(
        site=_codes(rows["site"], {site_id: index for index, site_id in enumerate(site_ids)}, np.int32),
        item=_codes(rows["item"], _numbered(catalog.items), np.int32),
        kind=kind.astype(np.int8),
        first=np.where(kind == MONTH, last, last - last % 12),
        last=last.copy(),
        value=value.copy(),
        base=(rows["mixed"] % _ESTIMATED // _BASE).astype(np.int16),
        estimated=rows["mixed"] >= _ESTIMATED,
        reason=_codes(rows["reason"], _numbered(catalog.blank_reasons), np.int16),
    )
    known = (observations.item >= 0) & (observations.site >= 0)
    return observations if known.all() else observations.take(known)


def _chosen(site_ids: Sequence[int], estimated: Sequence[str], reported: bool) -> Select[Any]:
    exists, view = ("reported", "reported_") if reported else ("present", "")
    kind = case((_C.kind == "month", MONTH), (_C.kind == "year", YEAR), else_=CUMULATIVE)
    guess = case((_C[f"{view}source"].in_(estimated), _ESTIMATED), else_=0)
    value = func.coalesce(_C[f"{view}value"], _BLANK)
    mixed = kind + _BASE * _C.base + guess
    chosen = select(_C.site_id, _C.item, _C.last, value, mixed, _C[f"{view}reason"]).where(_C[exists])
    # a few sites are found by the index; of many, most of the table is read anyway
    return chosen.where(_C.site_id.in_(site_ids)) if len(site_ids) <= _FEW_SITES else chosen


def _numbered(entries: Mapping[str, object]) -> dict[str, int]:
    return {code: number for number, code in enumerate(entries)}


def _codes(column: NDArray[Any], codes: Mapping[Any, int], dtype: type[np.generic]) -> NDArray[Any]:
    """Return each entry's code, −1 for one without."""
    return np.fromiter((codes.get(entry, -1) for entry in column.tolist()), dtype, len(column))
