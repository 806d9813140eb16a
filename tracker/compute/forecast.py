"""Where the running year will end: its value and an 80 % band, the same on every screen.

The year's ratio is the known months' ratio and the rest's, weighted by the denominator. The rest's
denominator is assumed to grow as this year's so far; its ratio is forecast from earlier years
(`forecast_model`). A target then is a bound on the rest's ratio, so that the band, the chance of meeting a
target and what the remaining months may average (`forecast_targets`) are one statement. Decision record 0005
says why, `docs/backtest.md` how it fared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
from scipy.special import stdtrit

from tracker.compute.arrays import Bits, Bools, Floats, Ints
from tracker.compute.forecast_model import rest_of_year
from tracker.compute.forecast_years import Years, years_of

LEVEL: Final = 0.8
FORECAST_REASONS: Final = (
    None,
    "no_data",
    "year_just_begun",
    "denominator_not_positive",
    "numerator_not_positive",
    "incomplete",
    "too_short",
    "too_uncertain",
)
"""Why there is no forecast, by number; of several the first. `incomplete`: last year has too many gaps."""

_FEWEST_KNOWN = 2  # January alone says nothing: the Spring Festival moves
_FEWEST_YEARS = 2
_WIDEST = 1.0  # a band wider than the value itself is not to be relied on
_START = 0.1  # logarithms are taken of level + a tenth of the usual level, so that a zero has one
_LARGEST_LOGARITHM = 300.0
_SITES_AT_ONCE = 256  # what they need stays in the processor's cache


@dataclass(frozen=True)
class Forecast:
    """The running year by site; what cannot be had is 0, and `reason` says why.

    `value`, `low`, `high` mean something where `reason` is 0; `low` and `high` are one figure where nothing
    is left open. `baseline` is last year's value, 0 where that year has a gap or nothing above 0.
    """

    reason: Bits
    value: Floats
    low: Floats
    high: Floats
    baseline: Floats
    rest: "Outlook"


@dataclass(frozen=True)
class Outlook:
    """What is known of the year and what is thought of its rest, by site.

    `months` still to come; `known` (the ratio so far) and `below` (its denominator); `rest_below`, the
    denominator assumed for the rest, 0 where none can be; `weight`, the rest's share of the year's
    denominator. The logarithm of the rest's ratio + `start` is Student's t with `dof`, around `centre`,
    `scale` wide; `scale` 0: certain. A ratio × `unit` is in the indicator's unit, a year is `times` it (1, of
    a total 12: its ratio is the mean of a month), and no month exceeds `largest` in this unit (100 for a
    rate, None: no bound).
    """

    months: Ints
    known: Floats
    below: Floats
    rest_below: Floats
    weight: Floats
    start: Floats
    centre: Floats
    scale: Floats
    dof: Floats
    unit: float
    times: int
    largest: float | None

    def year(self, deviates: Floats) -> Floats:
        """Return the year's value where the rest lies so many scales above its centre."""
        logarithm = np.minimum(self.centre + deviates * self.scale, _LARGEST_LOGARITHM)
        rest = np.maximum(np.exp(logarithm) - self.start, 0.0)
        if self.largest is not None:
            rest = np.minimum(rest, self.largest / self.unit)
        return ((1 - self.weight) * self.known + self.weight * rest) * (self.unit * self.times)


def forecast(
    numerator: Floats, denominator: Floats | None = None, *, scale: float = 1.0, largest: float | None = None
) -> Forecast:
    """Forecast the last year of monthly series (sites × months, whole years).

    NaN is what is not known or not comparable. Without a denominator the year's total is forecast. Value
    added is handed over at comparable prices where it exists. A longer span's figure stands at its last
    month, its earlier months hold 0. `scale` brings a ratio to the indicator's unit, `largest` bounds it.
    """
    blocks = [
        slice(first, first + _SITES_AT_ONCE) for first in range(0, max(len(numerator), 1), _SITES_AT_ONCE)
    ]
    sides = [(numerator[rows], None if denominator is None else denominator[rows]) for rows in blocks]
    times = 12 if denominator is None else 1
    return _joined([_forecast_block(years_of(*side), scale, times, largest) for side in sides])


def _joined(parts: list[Forecast]) -> Forecast:
    """Put blocks of sites one below the other."""
    outlooks = [part.rest for part in parts]
    return replace(parts[0], **_stacked(parts), rest=replace(outlooks[0], **_stacked(outlooks)))


def _stacked(parts: Sequence[Forecast | Outlook]) -> dict[str, Any]:
    names = [field.name for field in fields(parts[0])]
    planes = {name: [getattr(part, name) for part in parts] for name in names}
    return {name: np.concatenate(each) for name, each in planes.items() if isinstance(each[0], np.ndarray)}


def _forecast_block(years: Years, unit: float, times: int, largest: float | None) -> Forecast:
    outlook = _outlook(years, unit, times, largest)
    reason = _reasons(years, outlook)
    _forecast_rest(years, outlook, (reason == 0) & (outlook.months > 0))
    none = np.zeros(len(reason))
    far = stdtrit(outlook.dof, np.full(len(reason), 0.5 + LEVEL / 2))
    value, low, high = (outlook.year(deviates) for deviates in (none, -far, far))
    reason = np.where((reason == 0) & (high - low > _WIDEST * value), _number("too_uncertain"), reason)
    stated = reason == 0
    return Forecast(
        reason=reason,
        value=np.where(stated, value, 0.0),
        low=np.where(stated, low, 0.0),
        high=np.where(stated, high, 0.0),
        baseline=_baseline(years) * (outlook.unit * outlook.times),
        rest=outlook,
    )


def _outlook(years: Years, unit: float, times: int, largest: float | None) -> Outlook:
    """Return what is known so far, and the denominator assumed for the rest; the forecast is still open."""
    below = years.denominator
    grows = years.held[:, -1] & (below.known[:, -1] > 0) & (below.rest[:, -1] > 0) & (below.now > 0)
    months = 12 - years.months
    assumed = _over(below.rest[:, -1] * below.now, below.known[:, -1], grows & (months > 0))
    open_ended = np.zeros(len(months))
    return Outlook(
        months=months,
        known=_over(years.numerator.now, below.now, below.now > 0),
        below=below.now,
        rest_below=np.where(years.months >= _FEWEST_KNOWN, assumed, 0.0),
        weight=_over(assumed, below.now + assumed, grows),
        start=_START * _usual_level(years),
        centre=open_ended,
        scale=open_ended.copy(),
        dof=np.ones(len(months)),
        unit=unit,
        times=times,
        largest=largest,
    )


def _usual_level(years: Years) -> Floats:
    """Return the median ratio of the usable years, of an even number the lower: a slip must not set it."""
    levels = np.where(years.sound, _levels(years), np.inf)
    levels.sort(axis=1)
    middle = np.maximum(years.sound.sum(axis=1) - 1, 0) // 2
    usual = np.take_along_axis(levels, middle[:, None], axis=1)[:, 0]
    return np.where(np.isfinite(usual), usual, 0.0)


def _levels(years: Years) -> Floats:
    top, below = years.numerator, years.denominator
    total = below.known + below.rest
    return _over(top.known + top.rest, total, total > 0)


def _baseline(years: Years) -> Floats:
    last = _levels(years)[:, -1]
    return np.where(years.whole[:, -1] & (last > 0), last, 0.0)


def _over(above: Floats, under: Floats, where: Bools) -> Floats:
    return np.divide(above, under, where=where, out=np.zeros(above.shape))


def _number(code: str) -> int:
    return FORECAST_REASONS.index(code)


def _reasons(years: Years, outlook: Outlook) -> Bits:
    """Say why a site has no forecast, of several reasons the first.

    A year that is over needs no earlier one.
    """
    top, below, held = years.numerator, years.denominator, years.held[:, -1]
    past = outlook.months > 0
    applies = {
        "no_data": (years.months == 0) & (years.reach == 0),
        "year_just_begun": years.months < _FEWEST_KNOWN,
        "denominator_not_positive": (below.now <= 0)
        | past & held & (np.minimum(below.known, below.rest)[:, -1] <= 0),
        "numerator_not_positive": (top.now < 0) | past & held & ~_some(top.known[:, -1], top.rest[:, -1]),
        "incomplete": past & ~held & (years.reach >= 12 * _FEWEST_YEARS),
        "too_short": past & (~years.sound[:, -1] | (years.sound.sum(axis=1) < _FEWEST_YEARS)),
    }
    numbers = [_number(code) for code in applies]
    return np.select(list(applies.values()), numbers, 0).astype(np.uint8)


def _some(known: Floats, rest: Floats) -> Bools:
    """Say where neither part is negative and their sum above 0."""
    result: Bools = (known >= 0) & (rest >= 0) & (known + rest > 0)
    return result


def _forecast_rest(years: Years, outlook: Outlook, wanted: Bools) -> None:
    """Fill in the rest's distribution, for all sites with the same known months and usable years at once."""
    rows = np.flatnonzero(wanted)
    if not len(rows):
        return
    parts = _logarithms(years, outlook)
    patterns = np.column_stack([years.months, years.sound])[rows]
    kinds, kind_of = np.unique(patterns, axis=0, return_inverse=True)
    for number, (months, *sound) in enumerate(kinds.tolist()):
        here = rows[kind_of == number]
        used = np.flatnonzero(sound)
        back = tuple((len(sound) - used).tolist())
        columns = np.append(np.stack([2 * used, 2 * used + 1], axis=1), 2 * len(sound))
        rest = rest_of_year(parts[np.ix_(here, columns)], months, back)
        outlook.centre[here], outlook.dof[here] = rest.centre, rest.dof
        outlook.scale[here] = rest.scale / np.sqrt(1 - years.filled[here])  # a filled month tells nothing new


def _logarithms(years: Years, outlook: Outlook) -> Floats:
    """Return known and rest of every earlier year, oldest first, then what is known this year."""
    top, below, sound = years.numerator, years.denominator, years.sound
    count, held = sound.shape
    levels = np.ones((count, 2 * held + 1))
    for place, (above, under) in enumerate(((top.known, below.known), (top.rest, below.rest))):
        levels[:, place:-1:2] = _over(above, under, sound)
    levels[:, -1] = outlook.known
    levels += outlook.start[:, None]
    return np.log(levels, where=levels > 0, out=np.zeros(levels.shape))
