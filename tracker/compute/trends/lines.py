"""The straight line both regressions start from: values on years and month effects, by least squares."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from tracker.compute.arrays import Bits, Bools, Floats
from tracker.compute.trends.months import MONTHS, by_year, usable

SHORTEST: Final = 24
"""Fewer usable months decide nothing: it takes two full years to tell a season from a trend."""

REASONS: Final = ("", "too_short", "constant", "not_positive")
"""Why something is not had, by its number in `reason`; 0: it is had. `constant`: no month ever changed."""
TOO_SHORT, CONSTANT, NOT_POSITIVE = 1, 2, 3

ROUNDING: Final = 1e-12
"""Residuals below this share of the values are what rounding left of none."""


@dataclass(frozen=True)
class Line:
    """The line through (sites, months) freed of their month effects; `reason` says where it decides nothing.

    `years` and `residual` are 0 in months that are not there, the latter throughout where `exact`: no value
    lies off the line. `logs` says whose values were taken as logarithms: their `slope` per year is relative,
    that of the others in the series' unit. `freedom` is what slope and month effects leave, 1 where they
    leave none. `seasons` says of which of the twelve months there is any value.
    """

    there: Bools
    years: Floats
    residual: Floats
    seasons: Bools
    n: Floats
    freedom: Floats
    slope: Floats
    spread: Floats
    logs: Bools
    exact: Bools
    reason: Bits

    def take(self, part: slice) -> "Line":
        """Return the lines of some of the sites."""
        return Line(*(array[part] for array in vars(self).values()))


def line_of(series: Floats) -> Line:
    """Fit each row of (sites, months), on logarithms where all its usable values are above 0."""
    there = usable(series)
    values = np.where(there, series, 1.0)
    logs: Bools = values.min(axis=1, initial=1.0) > 0
    np.log(values, out=values, where=True if logs.all() else logs[:, None])
    rounding = ROUNDING * ROUNDING * _squares(values)
    count = _counts(there)
    _take_months_off(values, there, count)
    years = _years(there, count)
    spread = _squares(years)
    slope = np.einsum("sm,sm->s", years, values) / np.where(spread > 0, spread, 1.0)
    still = _squares(values) <= rounding
    values -= slope[:, None] * years
    exact: Bools = _squares(values) <= rounding
    values[exact] = 0.0
    n, seasons = count.sum(axis=1), count > 0
    freedom = np.maximum(n - seasons.sum(axis=1) - 1, 1.0)
    reason = np.where(n < SHORTEST, TOO_SHORT, np.where(still, CONSTANT, 0)).astype(np.uint8)
    return Line(there, years, values, seasons, n, freedom, slope, spread, logs, exact, reason)


def _squares(plane: Floats) -> Floats:
    found: Floats = np.einsum("sm,sm->s", plane, plane)
    return found


def _counts(there: Bools) -> Floats:
    """Return how many values each site and calendar month has, (sites, 12)."""
    if there.all():
        return np.full((len(there), MONTHS), there.shape[1] / MONTHS)
    found: Floats = np.einsum("sym->sm", by_year(there.astype(np.float64)))
    return found


def _take_months_off(plane: Floats, there: Bools, count: Floats) -> None:
    """Take the mean of each site and calendar month off a plane; months that are not there become 0."""
    complete = there.all()
    if not complete:
        plane[~there] = 0.0
    mean = np.einsum("sym->sm", by_year(plane)) / np.maximum(count, 1.0)
    plane -= np.tile(mean, plane.shape[1] // MONTHS)
    if not complete:
        plane[~there] = 0.0


def _years(there: Bools, count: Floats) -> Floats:
    """Return the time in years without months' means; if nothing is missing, the same for all sites."""
    different = slice(0, 1) if there.all() else slice(None)
    years = np.tile(np.arange(there.shape[1]) / MONTHS, (len(there[different]), 1))
    _take_months_off(years, there[different], count[different])
    return np.broadcast_to(years, there.shape)
