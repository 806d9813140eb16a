"""Trend tests of a province against loops of the libraries; how often each candidate is right and wrong."""

import sys
from collections.abc import Iterator

import numpy as np
import pymannkendall
import statsmodels.api as sm

from bench.measure import faster, grows
from bench.simulated import simulated
from bench.trend_candidates import candidates
from tracker.compute.trends import robust_trend, seasonal_kendall, trends_of

SITES, INDICATORS, MONTHS = 150, 2, 72
LEAST = 100
MOST = 1.05

SERIES = 20_000
AT_ONCE = 1_000
PHIS = (0.0, 0.3, 0.5)
SIZES = {0.0: (0.04, 0.055), 0.3: (0.0, 0.075)}
"""What the deciding test's share of errors must lie between, by autocorrelation."""


def main() -> int:
    """Print ratios, growth of cost, sizes and powers; the exit code says whether every bound was held."""
    sizes = [_right_and_wrong(months) for months in (36, 48, 72)]
    return 0 if all([*sizes, _with_a_slip(), *_speed(), *_growth()]) else 1


def _speed() -> Iterator[bool]:
    series = simulated(SITES * INDICATORS, MONTHS, phi=0.3, change=-0.03)
    what = f"{SITES} sites x {MONTHS} months x {INDICATORS}"
    yield faster(
        f"seasonal Mann-Kendall and Sen, {what}, against pymannkendall",
        lambda: seasonal_kendall(series),
        lambda: [pymannkendall.seasonal_test(values, period=12) for values in series],
        least=LEAST,
    )
    yield faster(
        f"log-linear HAC, {what}, against statsmodels",
        lambda: robust_trend(series),
        lambda: [_by_statsmodels(values) for values in series],
        least=LEAST,
    )


def _by_statsmodels(values: np.ndarray) -> tuple[float, float, float]:
    month = np.arange(MONTHS)
    design = np.column_stack([np.ones(MONTHS), month / 12, *(month % 12 == each for each in range(1, 12))])
    options = {"maxlags": int(4 * (MONTHS / 100) ** (2 / 9)), "use_correction": True}
    fit = sm.OLS(np.log(values), design).fit(cov_type="HAC", cov_kwds=options, use_t=True)
    return fit.params[1], fit.pvalues[1], fit.conf_int()[1]


def _growth() -> Iterator[bool]:
    all_series = simulated(10_000, MONTHS, phi=0.3)
    for name, test in (
        ("seasonal Mann-Kendall and Sen", seasonal_kendall),
        ("log-linear HAC", robust_trend),
        ("every test and the verdict", trends_of),
    ):
        yield grows(name, lambda sites, test=test: lambda: test(all_series[:sites]), most=MOST)


def _right_and_wrong(months: int) -> bool:
    """Print the table of candidates for one length, and tell whether the deciding one holds its size."""
    print(f"{months} months, nominal 5 %, {SERIES:,} series; power at -3 % a year, noise 15 %")
    sizes = _table(months, SERIES)
    found = {phi: list(shares.values())[-1] for phi, shares in sizes.items() if phi in SIZES}
    held = all(SIZES[phi][0] <= share <= SIZES[phi][1] for phi, share in found.items())
    print(f"  size of the deciding test {'held' if held else 'NOT HELD'}")
    return held


def _with_a_slip() -> bool:
    """Print the same for series that hold one wrong value each; nothing is asked of it."""
    print(f"{MONTHS} months, one value of each series ten times too large, {SERIES // 4:,} series")
    return bool(_table(MONTHS, SERIES // 4, slip=10.0))


def _table(months: int, series: int, slip: float = 1.0) -> dict[float, dict[str, float]]:
    """Print sizes and powers, and return the sizes by autocorrelation and candidate."""
    sizes = {phi: _found(months, phi, 0.0, series, slip, seed=1_000 + months) for phi in PHIS}
    powers = {phi: _found(months, phi, -0.03, SERIES // 4, slip, seed=2_000 + months) for phi in PHIS[:2]}
    heads = [f"size, phi {phi:g}" for phi in sizes] + [f"power, phi {phi:g}" for phi in powers]
    print(" " * 54, *(f"{head:>14}" for head in heads))
    for name in sizes[0.0]:
        shares = [column[name] for column in [*sizes.values(), *powers.values()]]
        print(f"  {name:<52}", *(f"{share:>14.1%}" for share in shares))
    return sizes


def _found(
    months: int, phi: float, change: float, series: int, slip: float, *, seed: int
) -> dict[str, float]:
    """Return the share of series in which each candidate finds a trend."""
    runs = [
        candidates(simulated(AT_ONCE, months, phi=phi, change=change, slip=slip, seed=seed + 10_000 * run))
        for run in range(series // AT_ONCE)
    ]
    return {name: float(np.mean([run[name] < 0.05 for run in runs])) for name in runs[0]}


if __name__ == "__main__":
    sys.exit(main())
