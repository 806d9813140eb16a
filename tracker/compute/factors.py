"""The factor in force at every site and month: the region's own, else the general one; some carried on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tracker.catalog.compiled import FactorInForce
from tracker.compute.arrays import Bools, Floats, Ints
from tracker.compute.panel import Panel
from tracker.compute.rulebook import FactorRule

EVERYWHERE = "*"


@dataclass(frozen=True)
class FactorPlane:
    """A factor by site and month; one row serves all sites where all are of one region.

    None stands for "nowhere": no month without a value, none unconfirmed, none carried. A missing value is 0.
    `carried` is the year a value was carried from, 0 where it was announced. `constant` is the value where
    it is the same everywhere.
    """

    value: Floats
    missing: Bools | None
    unconfirmed: Bools | None
    carried: Ints | None
    missing_mark: int
    constant: float | None

    @property
    def is_clean(self) -> bool:
        """Whether it leaves no mark on what it is multiplied with."""
        return self.missing is None and self.unconfirmed is None and self.carried is None


def row_of(plane: NDArray[Any], row: int) -> NDArray[Any]:
    """Return the row of a site in a plane that may have one row for all."""
    found: NDArray[Any] = plane[0 if len(plane) == 1 else row]
    return found


def factor_of(panel: Panel, code: str, region: str) -> FactorPlane:
    """Return a factor for the panel's sites of one region."""
    return panel.once(("factor", code, region), lambda: _of_region(panel, code, region))


def _of_region(panel: Panel, code: str, region: str) -> FactorPlane:
    rule = panel.rules.factors[code]
    value, unconfirmed, carried = _by_month(rule, region, panel.start, panel.months)
    return _plane(rule.missing_mark, value[None], unconfirmed[None], carried[None])


def joined(planes: dict[str, FactorPlane], regions: Sequence[str]) -> FactorPlane:
    """Return a factor for sites of several regions, given the factor of each."""
    if len(planes) == 1:
        return next(iter(planes.values()))
    rows = [planes[region] for region in regions]
    months = rows[0].value.shape[1]
    value = np.concatenate([row.value for row in rows])
    nowhere, never = np.zeros((1, months), np.bool_), np.zeros((1, months), np.int32)
    missing = np.concatenate([nowhere if row.missing is None else row.missing for row in rows])
    unconfirmed = np.concatenate([nowhere if row.unconfirmed is None else row.unconfirmed for row in rows])
    carried = np.concatenate([never if row.carried is None else row.carried for row in rows])
    return _plane(rows[0].missing_mark, np.where(missing, np.nan, value), unconfirmed, carried)


def _plane(missing_mark: int, value: Floats, unconfirmed: Bools, carried: Ints) -> FactorPlane:
    missing = np.isnan(value)
    value = np.where(missing, 0.0, value)
    return FactorPlane(
        value=value,
        missing=missing if missing.any() else None,
        unconfirmed=unconfirmed if unconfirmed.any() else None,
        carried=carried if carried.any() else None,
        missing_mark=missing_mark,
        constant=float(value[0, 0]) if bool((value == value[0, 0]).all()) else None,
    )


def _by_month(rule: FactorRule, region: str, start: int, months: int) -> tuple[Floats, Bools, Ints]:
    """Return value (NaN: none), unconfirmed and carried year by month for one region."""
    month = np.arange(start, start + months)
    value = np.full(months, np.nan)
    unconfirmed = np.zeros(months, np.bool_)
    carried = np.zeros(months, np.int32)

    def put(entry: FactorInForce, where: Bools, year: int) -> None:
        value[where], unconfirmed[where], carried[where] = entry.value, not entry.confirmed, year

    places = [[entry for entry in rule.values if entry.region == place] for place in (EVERYWHERE, region)]
    for entries in places:
        for entry in reversed(entries):
            first = start if entry.first is None else entry.first
            last = start + months if entry.last is None else entry.last
            put(entry, (first <= month) & (month <= last), 0)
    if rule.carry_forward:
        unannounced = np.isnan(value)
        for entries in places:
            for last, entry in _ended(entries):
                put(entry, unannounced & (month > last), last // 12)
    return value, unconfirmed, carried


def _ended(entries: list[FactorInForce]) -> list[tuple[int, FactorInForce]]:
    """Return the values that end, oldest end first; of equal ends the one listed first comes last."""
    ending = [(entry.last, entry) for entry in reversed(entries) if entry.last is not None]
    return sorted(ending, key=lambda pair: pair[0])
