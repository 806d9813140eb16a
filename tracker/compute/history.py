"""How far a figure is from what the site's own history makes one expect, and how far is much.

All in powers of ten.

A month is foretold four ways: by the median of the six and of the three months before, and by the same month
one and two years ago carried along with that median since. The way that comes nearest decides whether a
figure is a surprise, so that neither a season, growth nor a step to a new level is one for long; the middle
of the ways, and of what the month was in the five years before, says by how much a surprising figure seems to
have slipped. What the site's items share in a month (an overhaul, a new plant) is no surprise of each of them
either. How far is much follows from the surprises of the years before: a noisy item needs more than a steady
one, and in its noisy season more than in the others.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tracker.compute.arrays import Floats, Ints

LEAST_HISTORY = 4
"""With fewer months known among the last twelve only a slip by a thousand or more is told."""
LEAST_FOR_SLIP = 2

_RECENT, _NEWEST, _YEAR = 6, 3, 12
_WINDOW, _LONGER = 36, 60
_REACH = _LONGER + 3 * _YEAR
_PRIOR, _PRIOR_MONTHS = 0.04, 4
"""What one expects of a series before it has shown how much it varies: a tenth, as if seen in four months."""
_NOISY, _BEYOND = 0.55, 1.05
_SEASON = [lag for year in (12, 24, 36, 48) for lag in (year - 1, year, year + 1)]
_SEASON_KNOWN, _SEASON_BEYOND = 8, 2.0
"""So many months back lies a month's own season; once so much of it is known, it speaks of the noise too."""
_SHARED_FROM, _SHARED_MOST = 5, 0.5
"""What is shared is the median over so many items at least, and never more than a factor of about three."""

SLIP_POWERS = (1, 3, 4, 6, 7, 8)
"""A decimal point, and powers of ten between units people mix up: kg and t, 元 and 万元, Wh and MWh …"""
RARE_POWERS = (2, 5)
"""Two digits, per cent, hectares and km²; 亿元 and 千元: named only where none of the usual ones fits."""
_TEN, _MORE = (0.2, 3.0, 0.5), (0.5, 4.0, 1.0)
"""How near a figure must be to ten times what was expected, and to more: of a steady item, per size of its
usual surprise, and at most. A rare power must be as near as ten times."""


@dataclass(frozen=True)
class Surprises:
    """Series × months: `off` is the power of ten between a figure and what was expected, NaN without.

    `middle` is the same against the middle of what was foretold, which a figure that slipped cannot draw to
    itself. `scale` is the usual size of `off` (a robust standard deviation) in the three years before, `most`
    somewhat more than it ever was in five, or was in the month's season, `known` how many of the twelve
    months before are known.
    """

    off: Floats
    middle: Floats
    scale: Floats
    most: Floats
    known: Ints

    def at(self, column: int, shape: tuple[int, ...]) -> "Surprises":
        """Return these, of one month, in their place among all; nothing is known of the others."""
        places = {name: np.zeros(shape, part.dtype) for name, part in vars(self).items()}
        for name, part in vars(self).items():
            places[name][:, column : column + 1] = part
        for name in ("off", "middle"):
            places[name][:, np.arange(shape[1]) != column] = np.nan
        return Surprises(**places)

    def noise(self, spread: float) -> Floats:
        """Return how far off a figure may be without being remarkable: so many times its usual size.

        Of a very noisy item somewhat more than it ever was is enough, or no slip would ever be told.
        """
        return np.minimum(spread * self.scale, np.maximum(_NOISY, self.most))


def surprises(values: Floats) -> Surprises:
    """Return how surprising every month of the series is, each by the months before it alone."""
    logs = powers_of_ten(values)
    misses = logs - _forecasts(logs)
    off = _unshared(_least(misses))
    before, known = _before(off, _LONGER), _known(_before(logs, _YEAR))
    return Surprises(off, _middle(misses, logs - _same_month(logs)), _scale(before), _most(before), known)


def surprises_at(values: Floats, column: int) -> Surprises:
    """Return what `surprises` does of one month, in its place among all; of the others nothing is known."""
    earlier = values[:, max(column - _REACH, 0) : column]
    expected = _expected(earlier.tobytes(), earlier.shape)
    logs = powers_of_ten(values[:, column : column + 1])
    misses = logs - expected.forecasts
    middle = _middle(misses, logs - expected.same_month)
    off = _unshared(_least(misses))
    found = Surprises(off, middle, expected.scale, expected.most, expected.known)
    return found.at(column, values.shape)


@dataclass(frozen=True)
class _Expected:
    """What the months before say of one month, as series × 1; `forecasts` by way of foretelling first."""

    forecasts: Floats
    same_month: Floats
    scale: Floats
    most: Floats
    known: Ints


@lru_cache(maxsize=64)
def _expected(earlier: bytes, shape: tuple[int, ...]) -> _Expected:
    """Return what months before say of the next; kept, as a form is saved many times over the same past."""
    logs = np.pad(
        powers_of_ten(np.frombuffer(earlier).reshape(shape)), ((0, 0), (0, 1)), constant_values=np.nan
    )
    forecasts = _forecasts(logs)
    off = _unshared(_least(logs - forecasts))
    last = slice(shape[1], None)
    before, known = _before(off, _LONGER, last), _known(_before(logs, _YEAR, last))
    same_month = _same_month(logs)[:, last]
    return _Expected(forecasts[..., last], same_month, _scale(before), _most(before), known)


def powers_of_ten(values: Floats) -> Floats:
    """Return the base-10 logarithms of figures, NaN where there is none above zero."""
    logs: Floats = np.log10(np.where(values > 0, values, np.nan))
    return logs


def _known(before: Floats) -> Ints:
    count: Ints = np.isfinite(before).sum(axis=-1).astype(np.int32)
    return count


def _before(values: Floats, count: int, columns: slice = slice(None)) -> Floats:
    """Return the `count` values before each of some columns, newest last; NaN before the first."""
    padded = np.pad(values, ((0, 0), (count, 0)), constant_values=np.nan)[:, :-1]
    return np.lib.stride_tricks.sliding_window_view(padded, count, axis=1)[:, columns]


def _lagged(values: Floats, lag: int) -> Floats:
    return np.pad(values, ((0, 0), (lag, 0)), constant_values=np.nan)[:, : values.shape[1]]


def _forecasts(logs: Floats) -> Floats:
    """Return what each month was foretold, way by way: four × series × months."""
    level = _medians(_before(logs, _RECENT))
    sparse = ~np.isfinite(level)
    if sparse.any():
        level[sparse] = _medians(_before(logs, _YEAR)[sparse])
    last_year = _lagged(logs - level, _YEAR) + level
    year_before = _lagged(logs - level, 2 * _YEAR) + level
    return np.stack([level, _medians(_before(logs, _NEWEST)), last_year, year_before])


def _least(misses: Floats) -> Floats:
    """Return the miss nearest to zero along the first axis, NaN where none is known."""
    size = np.where(np.isnan(misses), np.inf, np.abs(misses))
    found: Floats = np.take_along_axis(misses, size.argmin(axis=0)[None], 0)[0]
    return found


def _same_month(logs: Floats) -> Floats:
    """Return the median of the same month in the five years before, NaN where it is not known."""
    return _medians(np.stack([_lagged(logs, years * _YEAR) for years in range(1, 6)], axis=-1))


def _middle(misses: Floats, against_month: Floats) -> Floats:
    """Return the median of the misses along the first axis and of the one against the same month's usual."""
    return _medians(np.moveaxis(np.concatenate([misses, against_month[None]]), 0, -1))


def _unshared(off: Floats) -> Floats:
    """Take off what the items of a month have in common, where that makes a figure less of a surprise."""
    common = _medians(off.T)
    enough = np.isfinite(off).sum(axis=0) >= _SHARED_FROM
    shared = np.where(enough, np.clip(common, -_SHARED_MOST, _SHARED_MOST), 0.0)
    return _least(np.stack([off, off - shared]))


def _scale(before: Floats) -> Floats:
    """Return the usual size of a series' surprises in the last three years, by median or nine tenths."""
    size = np.sort(np.abs(before[..., -_WINDOW:]), axis=-1)  # NaN last
    count = np.isfinite(size).sum(axis=-1)
    middle, high = _at(size, count, 0.5), _at(size, count, 0.9)
    seen = np.where(count > 0, np.maximum(middle / 0.6745, high / 1.645), 0.0)
    scale: Floats = np.sqrt((count * seen**2 + _PRIOR_MONTHS * _PRIOR**2) / (count + _PRIOR_MONTHS))
    return scale


def _most(before: Floats) -> Floats:
    """Return a little more than the largest surprise, or twice the largest of the season if that is less."""
    size = np.abs(before)
    season = size[..., [-lag for lag in _SEASON]]
    known = np.isfinite(season).sum(axis=-1) >= _SEASON_KNOWN
    ever = _BEYOND * _largest(size)
    most: Floats = np.where(known, np.minimum(ever, _SEASON_BEYOND * _largest(season)), ever)
    return most


def _largest(size: Floats) -> Floats:
    largest: Floats = np.where(np.isnan(size), 0.0, size).max(axis=-1)
    return largest


def _at(ordered: Floats, count: Ints, part: float) -> Floats:
    """Return the value at a part of the way through the known ones of the last axis."""
    place = np.maximum(np.ceil(part * count).astype(np.int64) - 1, 0)
    return np.take_along_axis(ordered, place[..., None], -1)[..., 0]


def _medians(layers: Floats) -> Floats:
    """Return the median over the last axis without NaN; NaN where nothing is known."""
    ordered = np.sort(layers, axis=-1)  # NaN last
    count = np.isfinite(layers).sum(axis=-1)
    low = np.maximum((count - 1) // 2, 0)[..., None]
    high = np.minimum(count // 2, layers.shape[-1] - 1)[..., None]
    middle = np.take_along_axis(ordered, low, -1) + np.take_along_axis(ordered, high, -1)
    return np.where(count > 0, middle[..., 0] / 2, np.nan)


def slip_of(off: float, scale: float = 0.0) -> int:
    """Return the power of ten a figure seems to have slipped by (negative: too small), 0 where none fits.

    `off` is the power of ten between the figure and what was expected, `scale` its usual size.
    """
    for powers in (SLIP_POWERS, RARE_POWERS):
        power = min(powers, key=lambda one: abs(abs(off) - one))
        steady, per_scale, most = _MORE if power in SLIP_POWERS[1:] else _TEN
        if abs(abs(off) - power) <= min(max(per_scale * scale, steady), most):
            return int(math.copysign(power, off))
    return 0
