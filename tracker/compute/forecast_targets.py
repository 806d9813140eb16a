"""A target held against the forecast: the chance of meeting it, and what the remaining months may average."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.special import stdtr

from tracker.compute.arrays import Bools, Floats, Ints
from tracker.compute.forecast import FORECAST_REASONS, LEVEL, Forecast, Outlook

Comparison = Literal["<", "<=", ">="]
Outcome = Literal["open", "never", "surely"]

ASSUMPTION: Final = "denominator_grows_as_so_far"
"""How the denominator of the remaining months is assumed: it grows as this year's so far."""

_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Chance:
    """The probability by site that the year meets a target, 0 where not `known`."""

    probability: Floats
    known: Bools


@dataclass(frozen=True)
class Remaining:
    """What the remaining months may average (for ">=": must) so that the year meets its target, by site.

    `average` in the indicator's unit, of a total per month; `denominator` as assumed for these months. Both
    mean something where `known`, else they are 0. `never`: no figures that can occur meet the target any
    more; `surely`: all do.
    """

    months: Ints
    average: Floats
    denominator: Floats
    known: Bools
    never: Bools
    surely: Bools


@dataclass(frozen=True)
class SiteForecast:
    """One site's forecast for contract §1; `reason` says why the figures are None."""

    value: float | None
    low: float | None
    high: float | None
    level: float
    baseline: float | None
    probability_met: float | None
    reason: str | None


@dataclass(frozen=True)
class SiteRemaining:
    """One site's remaining months for contract §1."""

    months: int
    average: float
    denominator: float
    method: str
    outcome: Outcome


def chance(made: Forecast, required: Floats, comparison: Comparison) -> Chance:
    """Return the probability of meeting a target by site; `required` NaN: there is none to meet.

    "<" is a fall below last year's value. Compared as the contract compares (§4).
    """
    rest, line = made.rest, _line(required, comparison)
    need = _needed(rest, line)
    edge = need + rest.start
    open_yet = (rest.scale > 0) & (rest.months > 0)
    logarithm = np.log(edge, where=edge > 0, out=np.full(edge.shape, -np.inf))
    away = np.divide(logarithm - rest.centre, rest.scale, where=open_yet, out=np.zeros(edge.shape))
    # the other tail by its own sign: 1 − p would lose what is left of it
    unsettled = stdtr(rest.dof, -away if comparison == ">=" else away)
    never, surely = _settled(rest, need, comparison)
    settled = np.where(never, 0.0, np.where(surely, 1.0, unsettled))
    certain = np.where(_meets(made.value, line, comparison), 1.0, 0.0)
    known = (made.reason == 0) & ~np.isnan(line)
    return Chance(np.where(known, np.where(open_yet, settled, certain), 0.0), known)


def remaining(made: Forecast, required: Floats, comparison: Comparison) -> Remaining:
    """Return what the remaining months may average by site; it needs last year's months, but no forecast."""
    rest, line = made.rest, _line(required, comparison)
    need = _needed(rest, line)
    known = (rest.rest_below > 0) & ~np.isnan(line)
    never, surely = _settled(rest, need, comparison)
    return Remaining(
        months=rest.months,
        average=np.where(known, need * rest.unit, 0.0),
        denominator=np.where(known, rest.rest_below, 0.0),
        known=known,
        never=known & never,
        surely=known & surely,
    )


def site_forecast(made: Forecast, row: int, met: Chance | None = None) -> SiteForecast:
    """Return one site's forecast in plain numbers."""
    stated = not made.reason[row]
    return SiteForecast(
        value=float(made.value[row]) if stated else None,
        low=float(made.low[row]) if stated else None,
        high=float(made.high[row]) if stated else None,
        level=LEVEL,
        baseline=float(made.baseline[row]) or None,
        probability_met=float(met.probability[row]) if met is not None and met.known[row] else None,
        reason=FORECAST_REASONS[made.reason[row]],
    )


def site_remaining(left: Remaining, row: int) -> SiteRemaining | None:
    """Return one site's remaining months in plain numbers; None where nothing can be said of them."""
    if not left.known[row]:
        return None
    return SiteRemaining(
        months=int(left.months[row]),
        average=float(left.average[row]),
        denominator=float(left.denominator[row]),
        method=ASSUMPTION,
        outcome="never" if left.never[row] else "surely" if left.surely[row] else "open",
    )


def _line(required: Floats, comparison: Comparison) -> Floats:
    """Return the figure a value is held against: the target with the contract's tolerance."""
    return required * (1 + _TOLERANCE if comparison == "<=" else 1 - _TOLERANCE)


def _meets(value: Floats, line: Floats, comparison: Comparison) -> Bools:
    compared: Bools = {"<": np.less, "<=": np.less_equal, ">=": np.greater_equal}[comparison](value, line)
    return compared


def _needed(rest: Outlook, line: Floats) -> Floats:
    """Return the rest's ratio at which the year comes to lie on the line; 0 where either is lacking."""
    open_yet = (rest.weight > 0) & ~np.isnan(line)
    above = np.nan_to_num(line) / (rest.unit * rest.times) - (1 - rest.weight) * rest.known
    return np.divide(above, rest.weight, where=open_yet, out=np.zeros(len(line)))


def _settled(rest: Outlook, need: Floats, comparison: Comparison) -> tuple[Bools, Bools]:
    """Say where no figures from 0 to the largest meet the target any more, and where all of them do."""
    largest = np.inf if rest.largest is None else rest.largest / rest.unit
    with_nothing = _meets(np.zeros(len(need)), need, comparison)
    with_most = _meets(np.full(len(need), largest), need, comparison)
    return ~(with_nothing | with_most), with_nothing & with_most
