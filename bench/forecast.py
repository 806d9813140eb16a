"""The year-end forecast: how fast, how well beside ETSModel, and how it fared in years that are over.

`python -m bench.forecast --write` puts the back-test's table into docs/backtest.md.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from bench.backtest import (
    COVERAGE,
    DEVELOPMENT_SEEDS,
    FEWEST_OUTCOMES,
    FOLDER,
    MOST_WITHOUT,
    ORIGINS,
    TEST_SEEDS,
    Outcomes,
    Score,
    bundled,
    demo,
    joined,
    published,
    score,
)
from bench.demo_series import pairs
from bench.measure import Ratio, compare
from tracker.catalog.loader import load_catalog
from tracker.compute.forecast import forecast
from tracker.compute.forecast_targets import chance, remaining

LOOP_BOUND = 1 / 20
SLOPE_BOUND = 1.05
SITES, MONTHS, ORIGIN = 150, 72, 6
SIZES = (100, 300, 1_000, 3_000, 10_000)
ETS_ORIGIN, ETS_SAMPLE = 6, 24
DOCUMENT = Path(__file__).parent.parent / "docs" / "backtest.md"
MARK = "<!-- what follows is written by `python -m bench.forecast --write` -->"
HEAD = "| what | outcomes | series × years | none | band holds | Brier | naive | usual | error | naive |"
TITLES = {
    "energy_intensity": "energy per value added",
    "water_intensity": "water per value added",
    "numerator of energy_intensity": "energy, the year's total",
    "numerator of water_intensity": "fresh water, the year's total",
}


def main() -> int:
    """Print every figure; the exit code says whether all bounds were held."""
    held = [_speed().report(), _slope(), _accuracy(), *_backtest("--write" in sys.argv)]
    return 0 if all(held) else 1


def series(sites: int, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Two sides of an intensity with seasons, growth, noise, and a month in a hundred lacking."""
    draw = np.random.default_rng(seed)
    season = 1 + 0.3 * np.sin(np.arange(MONTHS) * np.pi / 6)
    growth = 1.05 ** (np.arange(MONTHS) / 12)
    below = 100 * season * growth * np.exp(draw.normal(0, 0.03, (sites, MONTHS)))
    above = below * 0.99 ** (np.arange(MONTHS) / 12) * np.exp(draw.normal(0, 0.02, (sites, MONTHS)))
    above[:, : MONTHS - 12][draw.random((sites, MONTHS - 12)) < 0.01] = np.nan
    above[:, MONTHS - 12 + ORIGIN :] = np.nan
    return above, below


def everything(above: np.ndarray, below: np.ndarray) -> None:
    """What a province asks for: both forecasts, the chance of a fall, what is left."""
    made = forecast(above, below)
    for answer in (chance, remaining):
        answer(made, made.baseline, "<")
    total = forecast(above)
    chance(total, total.baseline, "<")


def _speed() -> Ratio:
    above, below = series(SITES)

    def one_by_one() -> None:
        for row in range(SITES):
            everything(above[row : row + 1], below[row : row + 1])

    name = f"forecasts of {SITES} sites × {MONTHS} months × 2 / the same method site by site"
    return compare(name, lambda: everything(above, below), one_by_one, bound=LOOP_BOUND, rounds=5)


def _slope() -> bool:
    """Fit the cost of sizes measured in turn: the least processor time, as others use the machine too."""
    sides = {sites: series(sites) for sites in SIZES}
    taken = {sites: [_cost(*sides[sites]) for _ in range(2)][1:] for sites in SIZES}
    for _ in range(6):
        for sites in SIZES:
            taken[sites].append(_cost(*sides[sites]))
    least = [min(costs) for costs in taken.values()]
    slope = float(np.polyfit(np.log(SIZES), np.log(least), 1)[0])
    held = slope <= SLOPE_BOUND
    costs = ", ".join(f"{sites:,}: {cost * 1e3:.1f} ms" for sites, cost in zip(SIZES, least, strict=True))
    print(
        f"log-log slope of cost {slope:.2f} (bound {SLOPE_BOUND}, {'held' if held else 'NOT HELD'}; {costs})"
    )
    return held


def _cost(above: np.ndarray, below: np.ndarray) -> float:
    started = time.process_time()
    everything(above, below)
    return time.process_time() - started


def _accuracy() -> bool:
    """Print the error of the year's total beside ETSModel's, on series of a seed that was not looked at."""
    sides = pairs(load_catalog(), TEST_SEEDS[0])
    for pair in sides:
        totals = pair.numerator[(pair.numerator > 0).all(axis=1)][:ETS_SAMPLE]
        seen = totals.copy()
        seen[:, ETS_ORIGIN - 12 :] = np.nan
        actual = totals[:, -12:].sum(axis=1)
        started = time.perf_counter()
        theirs = np.array([_ets_total(row) for row in totals])
        spent = (time.perf_counter() - started) / len(totals)
        ours, other = (float(np.mean(np.abs(v / actual - 1))) for v in (forecast(seen).value, theirs))
        print(
            f"mean absolute error of the year's total in June, numerator of {pair.indicator}, "
            f"{len(totals)} sites: {ours:.2%}; ETSModel {other:.2%} ({spent * 1e3:.0f} ms a series)"
        )
    return True


def _ets_total(months: np.ndarray) -> float:
    """The year's total as ETS(M,Ad,M) has it: a usual choice for seasonal quantities above 0."""
    known = months[: ETS_ORIGIN - 12]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = ETSModel(
            known, error="mul", trend="add", damped_trend=True, seasonal="mul", seasonal_periods=12
        )
        rest = model.fit(disp=False).forecast(12 - ETS_ORIGIN)
    return float(known[-ETS_ORIGIN:].sum() + rest.sum())


def _backtest(write: bool) -> list[bool]:
    """Print the back-test, write its tables where asked for, and say which bounds were held."""
    generated = demo(TEST_SEEDS)
    sets = {f"Demo generator, seeds {', '.join(map(str, TEST_SEEDS))}": _titled(generated)}
    if FOLDER.is_dir():
        sets["Published monthly series"] = published(FOLDER)
    sets["Published monthly series that come with statsmodels"] = bundled()
    whole = joined(generated.values())
    by_origin = {f"from month {origin}": whole.where(whole.origin == origin) for origin in ORIGINS}
    by_years = {f"{n} earlier years": whole.where(whole.earlier == n) for n in np.unique(whole.earlier)}
    text = "\n\n".join(f"## {title}\n\n{_table(parts)}" for title, parts in sets.items())
    text += f"\n\n## Demo generator, by month\n\n{_table(by_origin, whole=False)}"
    text += f"\n\n## Demo generator, by history\n\n{_table(by_years, whole=False)}\n"
    print(text)
    if write:
        kept = DOCUMENT.read_text(encoding="utf-8").partition(MARK)[0]
        seeds = f"Development seeds {DEVELOPMENT_SEEDS}, test seeds {TEST_SEEDS}."
        DOCUMENT.write_text(f"{kept}{MARK}\n\n{seeds}\n\n{text}", encoding="utf-8")
    assert len(whole.actual) >= FEWEST_OUTCOMES
    return [_judged(title, score(joined(parts.values()))) for title, parts in sets.items()]


def _titled(parts: dict[str, Outcomes]) -> dict[str, Outcomes]:
    return {TITLES[name]: part for name, part in parts.items()}


def _table(parts: dict[str, Outcomes], *, whole: bool = True) -> str:
    rows = {name: score(part) for name, part in parts.items()}
    if whole:
        rows["**all**"] = score(joined(parts.values()))
    return "\n".join([HEAD, "| --- " + "| ---: " * 9 + "|", *(_row(name, s) for name, s in rows.items())])


def _row(name: str, s: Score) -> str:
    coverage = f"{s.coverage:.1%} ± {s.coverage_error:.1%}"
    return (
        f"| {name} | {s.outcomes:,} | {s.years:,} | {s.without:.1%} | {coverage} | "
        f"{s.brier:.4f} | {s.brier_naive:.4f} | {s.brier_usual:.4f} | {s.mape:.2%} | {s.mape_naive:.2%} |"
    )


def _judged(title: str, s: Score) -> bool:
    """Hold a set against the bounds."""
    held = (
        COVERAGE[0] <= s.coverage <= COVERAGE[1]
        and s.brier < min(s.brier_naive, s.brier_usual)
        and s.without <= MOST_WITHOUT
    )
    print(
        f"{title}: band holds {s.coverage:.1%} (bound {COVERAGE[0]:.0%} to {COVERAGE[1]:.0%}), "
        f"Brier {s.brier:.4f} (naive {s.brier_naive:.4f}, usual share {s.brier_usual:.4f}), "
        f"none for {s.without:.1%} (bound {MOST_WITHOUT:.0%}): {'held' if held else 'NOT HELD'}"
    )
    return held


if __name__ == "__main__":
    sys.exit(main())
