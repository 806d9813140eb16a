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
    that of the others in the series' unit. `seasons` says of which of the twelve months there is any value.
    """

    there: Bools
    years: Floats
    residual: Floats
    seasons: Bools
    n: Floats
    slope: Floats
    spread: Floats
    logs: Bools
    exact: Bools
    reason: Bits

    @property
    def freedom(self) -> Floats:
        """Return the degrees of freedom a slope and the month effects leave, 1 where they leave none."""
        found: Floats = np.maximum(self.n - self.seasons.sum(axis=1) - 1, 1.0)
        return found

    def take(self, part: slice) -> "Line":
        """Return the lines of some of the sites."""
        return Line(*(array[part] for array in vars(self).values()))


def line_of(series: Floats) -> Line:
    """Fit each row of (sites, months), on logarithms where all its usable values are above 0."""
    there = usable(series)
    values = np.where(there, series, 1.0)
    logs: Bools = values.min(axis=1, initial=1.0) > 0
    np.log(values, out=values, where=logs[:, None])
    largest = np.abs(values).max(axis=1, initial=0.0)
    count = np.einsum("sym->sm", by_year(there.astype(np.float64)))
    values = _without_months(values, there, count)
    years = _years(there, count)
    spread = np.einsum("sm,sm->s", years, years)
    slope = np.einsum("sm,sm->s", years, values) / np.where(spread > 0, spread, 1.0)
    residual = values - slope[:, None] * years
    exact: Bools = np.abs(residual).max(axis=1, initial=0.0) <= ROUNDING * largest
    residual[exact] = 0.0
    still = exact & (np.abs(values).max(axis=1, initial=0.0) <= ROUNDING * largest)
    n = count.sum(axis=1)
    reason = np.where(n < SHORTEST, TOO_SHORT, np.where(still, CONSTANT, 0)).astype(np.uint8)
    return Line(there, years, residual, count > 0, n, slope, spread, logs, exact, reason)


def _without_months(plane: Floats, there: Bools, count: Floats) -> Floats:
    """Return a plane less the mean of each site and calendar month, 0 in months that are not there."""
    known = np.where(there, plane, 0.0)
    mean = np.einsum("sym->sm", by_year(known)) / np.maximum(count, 1.0)
    return np.where(there, known - np.tile(mean, plane.shape[1] // MONTHS), 0.0)


def _years(there: Bools, count: Floats) -> Floats:
    """Return the time in years without months' means; if nothing is missing, the same for all sites."""
    different = slice(0, 1) if there.all() else slice(None)
    time = np.broadcast_to(np.arange(there.shape[1]) / MONTHS, there[different].shape)
    return np.broadcast_to(_without_months(time, there[different], count[different]), there.shape)
