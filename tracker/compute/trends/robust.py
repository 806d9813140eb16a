"""Log-linear regression on years and eleven month effects, with errors robust to autocorrelation (HAC).

Newey & West (1987), Econometrica 55(3): Bartlett weights up to lag ⌊4(n/100)^(2/9)⌋, times n/(n − k),
Student's t with n − k degrees of freedom, k counting the constant, the years and the month effects. It is
what statsmodels gives for `OLS(...).fit(cov_type="HAC", cov_kwds={"maxlags": ..., "use_correction": True},
use_t=True)` on the months that are there. As there, lags go by row: across a gap the months on both sides
count as neighbours. A calendar month that never has a value has no effect to estimate, and none is counted.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from tracker.compute.arrays import Bits, Floats
from tracker.compute.trends.lines import NOT_POSITIVE, TOO_SHORT, Line, line_of
from tracker.compute.trends.months import in_parts, joined, set_close


@dataclass(frozen=True)
class RobustTrend:
    """The change per year as a fraction (−0.03: 3 % less), its 95 % limits and two-sided p, each (sites,).

    All are NaN where `reason` (a number of `lines.REASONS`) is not 0.
    """

    annual_change: Floats
    low: Floats
    high: Floats
    p: Floats
    reason: Bits


def robust_trend(series: Floats) -> RobustTrend:
    """Regress each row of (sites, months), the first a January, NaN missing."""
    return joined([of_line(line_of(series[part])) for part in in_parts(len(series))])


def of_line(line: Line) -> RobustTrend:
    """Return what the line's logarithms say."""
    reason = np.where(line.logs | (line.reason == TOO_SHORT), line.reason, NOT_POSITIVE).astype(np.uint8)
    had = reason == 0
    error = np.sqrt(_variance(line))
    t = np.divide(np.abs(line.slope), error, out=np.zeros_like(error), where=error > 0)
    p = np.where(had, np.where(line.exact, 0.0, 2 * stdtr(line.freedom, -t)), np.nan)
    reach = quantile(line.freedom) * error
    slopes = np.where(had, np.stack([line.slope, line.slope - reach, line.slope + reach]), np.nan)
    with np.errstate(over="ignore"):  # a limit may lie beyond any number
        change, low, high = np.expm1(slopes)
    return RobustTrend(change, low, high, p, reason)


def _variance(line: Line) -> Floats:
    """Return the variance of the slope: that of the sum of years × residual, lags with falling weights."""
    scores = set_close(line.years * line.residual, line.there)
    lags = np.floor(4 * (line.n / 100) ** (2 / 9))
    total = np.einsum("sm,sm->s", scores, scores)
    for lag in range(1, min(int(lags.max(initial=0)), scores.shape[1] - 1) + 1):
        weight = np.maximum(1 - lag / (lags + 1), 0.0)
        total += 2 * weight * np.einsum("sm,sm->s", scores[:, lag:], scores[:, :-lag])
    spread = np.where(line.spread > 0, line.spread, 1.0)
    found: Floats = np.maximum(total, 0.0) * (line.n / line.freedom) / (spread * spread)
    return found


def quantile(freedom: Floats, level: float = 0.95) -> Floats:
    """Return how many standard errors off a slope's limits lie; few sites differ in their freedom."""
    different, place = np.unique(freedom, return_inverse=True)
    found: Floats = stdtrit(different, 0.5 + level / 2)[place]
    return found
