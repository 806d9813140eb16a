"""Seasonal Mann-Kendall test and seasonal Theil-Sen slope: each calendar month compared with itself alone.

Hirsch, Slack & Smith (1982), Water Resources Research 18(1); limits of the slope: Gilbert (1987), Statistical
Methods for Environmental Pollution Monitoring, pages 227 to 228. Both start from the same differences.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from tracker.compute.arrays import Bools, Floats, Ints
from tracker.compute.trends.months import MONTHS, by_year, in_parts, joined, usable

REACH: Final = float(ndtri(0.975))
"""Standard errors to either side of a slope's 95 % limits."""


@dataclass(frozen=True)
class SeasonalKendall:
    """The plain seasonal test, each (sites,): months are seasons and taken as independent of each other.

    `n` usable months, `s` the later values above less those below, `var_s` its variance with ties; `z` with
    the continuity correction and its two-sided `p`, NaN where `var_s` is 0.
    """

    n: Ints
    s: Floats
    var_s: Floats
    z: Floats
    p: Floats


@dataclass(frozen=True)
class SeasonalSlope:
    """The median slope between two values of one calendar month, in the series' unit per year, (sites,).

    `low` and `high` are the 95 % limits by rank, between ranks interpolated. NaN: no pair, or for a limit a
    rank outside the slopes there are.
    """

    pairs: Ints
    per_year: Floats
    low: Floats
    high: Floats


def seasonal_kendall(series: Floats) -> tuple[SeasonalKendall, SeasonalSlope]:
    """Test each row of (sites, months), the first a January, NaN missing; pairs with a gap drop out."""
    tests, slopes = zip(*(_part(series[part]) for part in in_parts(len(series), 128)), strict=True)
    return joined(tests), joined(slopes)


def _part(series: Floats) -> tuple[SeasonalKendall, SeasonalSlope]:
    there = usable(series)
    years = by_year(np.where(there, series, np.nan))
    s, slopes, equal = np.zeros(len(series)), [np.empty((len(series), 0))], np.zeros(years.shape)
    for apart in range(1, years.shape[1]):
        rise = years[:, apart:] - years[:, :-apart]
        flat = rise.reshape(len(series), rise.shape[1] * MONTHS)
        s += np.count_nonzero(flat > 0, axis=1) - np.count_nonzero(flat < 0, axis=1)
        slopes.append(flat / apart)
        same = rise == 0
        if same.any():
            equal[:, apart:] += same
            equal[:, :-apart] += same
    test = _test(there, s, _variance(by_year(there), equal))
    return test, _slope(np.concatenate(slopes, axis=1), test.var_s)


def _variance(there: Bools, equal: Floats) -> Floats:
    """Return the variance of S; a value equal to t − 1 others of its month is in a tie of t."""
    n = there.sum(axis=1, dtype=np.float64)
    # a tie of t takes off t(t − 1)(2t + 5): each of its t values carries (t − 1)(2t + 5)
    ties = (equal * (2 * equal + 7)).sum(axis=(1, 2))
    found: Floats = ((n * (n - 1) * (2 * n + 5)).sum(axis=1) - ties) / 18
    return found


def _test(there: Bools, s: Floats, var_s: Floats) -> SeasonalKendall:
    z = np.full(len(s), np.nan)
    np.divide(s - np.sign(s), np.sqrt(var_s), out=z, where=var_s > 0)
    return SeasonalKendall(there.sum(axis=1, dtype=np.int32), s, var_s, z, 2 * ndtr(-np.abs(z)))


def _slope(slopes: Floats, var_s: Floats) -> SeasonalSlope:
    slopes.sort(axis=1)  # missing ones last
    pairs = np.count_nonzero(~np.isnan(slopes), axis=1)
    reach = REACH * np.sqrt(var_s)
    middle = _ranked(slopes, pairs, (pairs + 1) / 2)
    low = _ranked(slopes, pairs, (pairs - reach) / 2)
    high = _ranked(slopes, pairs, (pairs + reach) / 2 + 1)
    return SeasonalSlope(pairs.astype(np.int32), middle, low, high)


def _ranked(slopes: Floats, pairs: NDArray[np.int64], rank: Floats) -> Floats:
    """Return the slope of a rank (the lowest is 1), between two ranks the share of the way; NaN outside."""
    inside = (pairs > 0) & (rank >= 1) & (rank <= pairs)
    below = np.where(inside, np.floor(rank), 1).astype(np.int64)
    found = np.full(len(slopes), np.nan)
    rows = np.flatnonzero(inside)
    lower = slopes[rows, below[rows] - 1]
    upper = slopes[rows, np.minimum(below[rows], pairs[rows] - 1)]
    share = rank[rows] - below[rows]
    found[rows] = lower * (1 - share) + upper * share
    return found
