"""Whether a monthly series falls or rises: every test on it, and the one of them that decides."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tracker.compute.arrays import Bits, Bools, Floats
from tracker.compute.trends import autoregression, robust
from tracker.compute.trends.autoregression import Autoregression
from tracker.compute.trends.kendall import SeasonalKendall, SeasonalSlope, seasonal_kendall
from tracker.compute.trends.lines import REASONS, TOO_SHORT, line_of
from tracker.compute.trends.months import in_parts, joined
from tracker.compute.trends.robust import RobustTrend

VERDICTS: Final = ("too_short", "declining", "no_trend", "rising")
"""What is decided of a series, by its number in `verdict`."""

VERDICT_TEST: Final = "ar1_regression"
"""The test that decides (docs/decisions/0004-one-test-decides-the-trend.md); the others are context."""

SIGNIFICANT: Final = 0.05
"""A two-sided p below this is a trend."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Trend:
    """Every test on each site's series, arrays of (sites,).

    `deciding` is NaN where `reason` (a number of `lines.REASONS`) is not 0; it took logarithms where `logs`,
    and plain values where any is 0 or less. `verdict` is a number of VERDICTS and always there.
    """

    kendall: SeasonalKendall
    slope: SeasonalSlope
    hac: RobustTrend
    deciding: Autoregression
    logs: Bools
    reason: Bits
    verdict: Bits


def trends_of(series: Floats) -> Trend:
    """Test each row of (sites, months), whole years from a January on, NaN where there is no usable value."""
    lines = [line_of(series[part]) for part in in_parts(len(series))]
    hac = joined([robust.of_line(line) for line in lines])
    deciding = joined([autoregression.of_line(line) for line in lines])
    logs = np.concatenate([line.logs for line in lines])
    reason = np.concatenate([line.reason for line in lines])
    test, slope = seasonal_kendall(series)
    return Trend(test, slope, hac, deciding, logs, reason, _verdict(deciding, reason))


def _verdict(test: Autoregression, reason: Bits) -> Bits:
    significant = (reason == 0) & (test.p < SIGNIFICANT)
    verdict = np.where(significant, np.where(test.slope < 0, 1, 3), 2)
    return np.where(reason == TOO_SHORT, 0, verdict).astype(np.uint8)


def trend_record(trend: Trend, site: int) -> Record:
    """Return a site's tests and verdict as `tracker trend` gives them; null where they can't be had."""
    return {
        "seasonal_mann_kendall": _kendall_record(trend.kendall, site),
        "slope": _slope_record(trend.slope, site),
        "hac": _hac_record(trend.hac, site),
        "verdict": VERDICTS[trend.verdict[site]],
        "verdict_test": VERDICT_TEST,
    }


def deciding_record(trend: Trend, site: int) -> Record:
    """Return what the deciding test found: what the sentence beside the verdict states.

    `change` with its limits is per year: a fraction where `scale` is `relative`, in the series' unit where it
    is `absolute` because some value is not above 0. All are null where `reason` says why nothing was tested.
    """
    test, relative = trend.deciding, bool(trend.logs[site])
    with np.errstate(over="ignore"):  # a limit beyond any number is not shown
        change = [
            np.expm1(each[site]) if relative else each[site] for each in (test.slope, test.low, test.high)
        ]
    return {
        "test": VERDICT_TEST,
        "n": int(trend.kendall.n[site]),
        "scale": "relative" if relative else "absolute",
        "change": _number(change[0]),
        "low": _number(change[1]),
        "high": _number(change[2]),
        "p": _number(test.p[site]),
        "autocorrelation": _number(test.phi[site]),
        "reason": REASONS[trend.reason[site]] or None,
    }


def _kendall_record(test: SeasonalKendall, site: int) -> Record | None:
    if not test.n[site]:
        return None
    numbers = {name: _number(getattr(test, name)[site]) for name in ("s", "var_s", "z", "p")}
    return {"n": int(test.n[site]), **numbers}


def _slope_record(slope: SeasonalSlope, site: int) -> Record | None:
    if not slope.pairs[site]:
        return None
    return {name: _number(getattr(slope, name)[site]) for name in ("per_year", "low", "high")}


def _hac_record(trend: RobustTrend, site: int) -> Record | None:
    if trend.reason[site]:
        return None
    return {name: _number(getattr(trend, name)[site]) for name in ("annual_change", "low", "high", "p")}


def _number(value: np.float64 | float) -> float | None:
    return float(value) if np.isfinite(value) else None
