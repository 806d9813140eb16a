"""What a site's own history makes one expect of a month, and what a figure far from it looks like."""

import math

import numpy as np

from tracker.compute.arrays import Floats, Ints

RECENT_MONTHS = 12
LEAST_HISTORY = 4
"""With fewer months known among the last twelve nothing is expected."""

EARLIER_YEARS = 3
LEAST_SEASONS = 2
"""From so many earlier years on, the same month of those years says more than the months just before."""

_SLIP_POWERS = (3, 4, 6, 7, 8)
"""Powers of ten between units people mix up: kg and t, 元 and 万元, Wh and MWh, kg and 万t, 元 and 亿元."""
_SLIP_WIDTH = 0.3

LEAST_SLIP = 10 ** (min(_SLIP_POWERS) - _SLIP_WIDTH)
"""What is off by less can be no slip of a unit."""


def typical_values(values: Floats, months: slice = slice(None)) -> Floats:
    """Return what is usual for each series in some of its months: the median of the month in earlier years.

    With fewer than two such years the median of the twelve months before; NaN where fewer than four of those
    are known. The months themselves never take part.
    """
    recent = _earlier(values, range(1, RECENT_MONTHS + 1))[:, months]
    usual, years = _medians(_earlier(values, range(12, 12 * EARLIER_YEARS + 1, 12))[:, months])
    young = years < LEAST_SEASONS
    usual[young], _ = _medians(recent[young])
    known = np.isfinite(recent).sum(axis=-1)
    return np.where(known >= LEAST_HISTORY, usual, np.nan)


def _earlier(values: Floats, lags: range) -> Floats:
    """Return the values so many months earlier, one layer a lag, NaN before the first month."""
    longest = max(lags)
    padded = np.pad(values, ((0, 0), (longest, 0)), constant_values=np.nan)
    length = values.shape[1]
    return np.stack([padded[:, longest - lag : longest - lag + length] for lag in lags], axis=-1)


def _medians(layers: Floats) -> tuple[Floats, Ints]:
    """Return the median over the last axis without NaN, and how many values it rests on."""
    ordered = np.sort(layers, axis=-1)  # NaN last
    count = np.isfinite(layers).sum(axis=-1)
    low = np.maximum((count - 1) // 2, 0)[..., None]
    high = np.maximum(count // 2, 0)[..., None].clip(max=layers.shape[-1] - 1)
    middle = np.take_along_axis(ordered, low, -1) + np.take_along_axis(ordered, high, -1)
    return np.where(count > 0, middle[..., 0] / 2, np.nan), count.astype(np.int32)


def slip_of(ratio: float) -> int:
    """Return the power of ten a figure seems to be off by (negative: too small), 0 where it is not."""
    distance = math.log10(ratio)
    for power in _SLIP_POWERS:
        if abs(abs(distance) - power) <= _SLIP_WIDTH:
            return power if distance > 0 else -power
    return 0
