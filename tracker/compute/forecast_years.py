"""Earlier years seen the way the running one is: each split into the months known this year and the rest."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from tracker.compute.arrays import Bools, Floats, Ints

YEARS_BACK: Final = 10
"""Earlier years looked at; older ones say little of this one."""
FEWEST_MONTHS: Final = 9
"""A year with fewer usable months is left out; one with more has its gaps filled from its neighbours."""
_NOTHING: Final = 1e-60
_ABSURD: Final = 1e60


@dataclass(frozen=True)
class Side:
    """One quantity: sums over known months and rest by site and earlier year, and what is known this year."""

    known: Floats
    rest: Floats
    now: Floats


@dataclass(frozen=True)
class Years:
    """Both sides of an indicator, and by site how much there is to go by.

    `months`: known months of the running year; `held`: earlier years (oldest first) with figures for enough
    months, `whole`: for all; `filled`: the share of the held years' months that is filled in; `reach`: known
    earlier months.
    """

    numerator: Side
    denominator: Side
    months: Ints
    held: Bools
    whole: Bools
    filled: Floats
    reach: Ints

    @property
    def sound(self) -> Bools:
        """Earlier years that can be used: held, with value added in both parts and no negative sum."""
        top, below = self.numerator, self.denominator
        positive = (below.known > 0) & (below.rest > 0) & (top.known + top.rest > 0)
        result: Bools = self.held & positive & (top.known >= 0) & (top.rest >= 0)
        return result


def years_of(numerator: Floats, denominator: Floats | None) -> Years:
    """Split two monthly series (sites × months, whole years, the last one running).

    A month counts where both sides are known. Without a denominator every month counts 1: levels are means.
    """
    top = _by_year(numerator)
    below = np.ones_like(top) if denominator is None else _by_year(denominator)
    usable: Bools = ~np.isnan(top) & ~np.isnan(below)
    now, before = usable[:, -1], usable[:, -1 - YEARS_BACK : -1]
    held = before.sum(axis=2) >= FEWEST_MONTHS
    used: Bools = before & held[:, :, None]
    known = [_side(series, used, now) for series in (top, below)]
    parts = np.stack([part for side in known for part in (side.known, side.rest)])
    return Years(
        numerator=_plain(known[0]),
        denominator=_plain(known[1]),
        months=now.sum(axis=1).astype(np.int32),
        held=held & ~np.isnan(parts).any(axis=0),
        whole=np.asarray(before.all(axis=2)),
        filled=1 - used.sum(axis=(1, 2)) / np.maximum(held.sum(axis=1) * 12, 1),
        reach=before.sum(axis=(1, 2)).astype(np.int32),
    )


def _by_year(series: Floats) -> Floats:
    """Return sites × years × months, at least two years; what no quantity can be is not known, or nothing."""
    sites, months = series.shape
    size = np.abs(series)
    figures: Floats = np.where(size < _ABSURD, np.where(size > _NOTHING, series, 0.0), np.nan)
    figures = figures.reshape(sites, months // 12, 12)
    if figures.shape[1] == 1:
        figures = np.concatenate([np.full_like(figures, np.nan), figures], axis=1)
    return figures


def _side(series: Floats, used: Bools, now: Bools) -> Side:
    history = _filled(series[:, -1 - used.shape[1] : -1], used)
    so_far = now[:, None, :]
    return Side(
        known=np.where(so_far, history, 0.0).sum(axis=2),
        rest=np.where(so_far, 0.0, history).sum(axis=2),
        now=np.where(now, series[:, -1], 0.0).sum(axis=1),
    )


def _plain(side: Side) -> Side:
    """Put 0 for what is not known: `held` says so."""
    return Side(np.nan_to_num(side.known), np.nan_to_num(side.rest), side.now)


def _filled(history: Floats, used: Bools) -> Floats:
    """Fill gaps with level of the year × share of the month, fitted in turn to what is known.

    The multiplicative two-way fit whose margins agree with the figures' (Mack 1991, ASTIN Bulletin 21, 93). A
    month no year has, and every month of a year that is not used, stays NaN.
    """
    gappy = np.flatnonzero(~used.all(axis=(1, 2)))
    result = history.copy()
    result[gappy] = _fitted(history[gappy], used[gappy])
    return result


def _fitted(history: Floats, used: Bools) -> Floats:
    figures = np.where(used, history, 0.0)
    level = _ratio(figures.sum(axis=2), used.sum(axis=2).astype(np.float64))
    season = np.ones((len(history), 12))
    for _ in range(3):
        season = _ratio(figures.sum(axis=1), (np.nan_to_num(level)[:, :, None] * used).sum(axis=1))
        level = _ratio(figures.sum(axis=2), (np.nan_to_num(season)[:, None, :] * used).sum(axis=2))
    return np.where(used, history, level[:, :, None] * season[:, None, :])


def _ratio(over: Floats, under: Floats) -> Floats:
    result: Floats = np.divide(over, under, where=np.abs(under) > 0, out=np.full(over.shape, np.nan))
    return result
