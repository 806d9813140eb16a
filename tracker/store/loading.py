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
_ROW = np.dtype("i4, O, i1, i4, i4, i2, f8, O, O")
_FEW_SITES = 500
_C = FACT_TABLES["observation"].table.c


def load_observations(
    session: Session, catalog: Catalog, site_ids: Sequence[int], *, reported: bool
) -> Observations:
    """Return the figures of sites in the working or the reported view, `site` indexing the ids as given.

    Figures of an item the catalog does not know are left out.
    """
    result = session.connection().execute(_chosen(site_ids, reported))
    # from the driver into the array one by one: through a list of tuples it takes three times as long
    cursor: Any = result.cursor
    rows = np.fromiter(cursor, dtype=_ROW)
    site, item, kind, first, last, base, value, source, reason = (rows[name] for name in _ROW.names or ())
    value[value == _BLANK] = np.nan
    estimated = {code: entry.estimated for code, entry in catalog.sources.items()}
    observations = Observations(
        site=_codes(site, {site_id: index for index, site_id in enumerate(site_ids)}, np.int32),
        item=_codes(item, _numbered(catalog.items), np.int32),
        kind=kind,
        first=first,
        last=last,
        value=value,
        base=base,
        estimated=_codes(source, estimated, np.bool_, unknown=False),
        reason=_codes(reason, _numbered(catalog.blank_reasons), np.int16),
    )
    return observations.take((observations.item >= 0) & (observations.site >= 0))


def _chosen(site_ids: Sequence[int], reported: bool) -> Select[Any]:
    exists, view = ("reported", "reported_") if reported else ("present", "")
    kind = case((_C.kind == "month", MONTH), (_C.kind == "year", YEAR), else_=CUMULATIVE)
    value = func.coalesce(_C[f"{view}value"], _BLANK)
    told = (_C[f"{view}source"], _C[f"{view}reason"])
    chosen = select(_C.site_id, _C.item, kind, _C.first, _C.last, _C.base, value, *told).where(_C[exists])
    return chosen.where(_C.site_id.in_(site_ids)) if len(site_ids) <= _FEW_SITES else chosen


def _numbered(entries: Mapping[str, object]) -> dict[str, int]:
    return {code: number for number, code in enumerate(entries)}


def _codes(
    column: NDArray[Any], codes: Mapping[Any, int], dtype: type[np.generic], unknown: int = -1
) -> NDArray[Any]:
    """Return each entry's code; `unknown` for one without."""
    return np.fromiter((codes.get(entry, unknown) for entry in column.tolist()), dtype, len(column))
