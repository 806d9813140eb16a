"""The year-end forecast held against years that are over: every year, forecast from May to October.

A year counts where all its months and those of the year before are known. Its forecast sees nothing after the
month it is made in. Three sets, reported apart:

- the demo's generator with seeds that were not looked at while the method was made;
- the published monthly series in the folder of published figures, which is not part of the project (these
  were looked at);
- two published monthly series that come with statsmodels, looked at only in the last adjustment.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from statsmodels.datasets import co2, elnino

from bench.demo_series import Pair, pairs
from tracker.catalog.loader import load_catalog
from tracker.compute.forecast import forecast
from tracker.compute.forecast_targets import chance

DEVELOPMENT_SEEDS = (11, 12, 13)
TEST_SEEDS = (301, 302, 303, 304, 305)
ORIGINS = range(5, 11)
FEWEST_EARLIER_YEARS = 2
COVERAGE = (0.75, 0.85)
FEWEST_OUTCOMES = 1_000
MOST_WITHOUT = 0.30
FOLDER = Path("../shared/data")


@dataclass(frozen=True)
class Outcomes:
    """Years that are over beside what was said of them, one entry per series, year and month of forecast.

    `cluster` numbers the series and year: the six forecasts of one year share their luck. `naive` takes last
    year's remaining months; `usually` is the share of falls among the earlier years.
    """

    cluster: np.ndarray
    origin: np.ndarray
    earlier: np.ndarray
    actual: np.ndarray
    stated: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    probability: np.ndarray
    baseline: np.ndarray
    naive: np.ndarray
    usually: np.ndarray

    def where(self, chosen: np.ndarray) -> "Outcomes":
        return Outcomes(*(getattr(self, name)[chosen] for name in NAMES))


NAMES = [field.name for field in fields(Outcomes)]


@dataclass(frozen=True)
class Score:
    """How a set of outcomes fared; all but `without` over those with a forecast."""

    outcomes: int
    years: int
    without: float
    coverage: float
    coverage_error: float
    brier: float
    brier_naive: float
    brier_usual: float
    mape: float
    mape_naive: float


def joined(parts: Iterable[Outcomes]) -> Outcomes:
    """Put sets side by side, their clusters kept apart."""
    moved, first = [], 0
    for part in parts:
        moved.append([part.cluster + first, *(getattr(part, name) for name in NAMES[1:])])
        first += int(part.cluster.max(initial=-1)) + 1
    return Outcomes(*map(np.concatenate, zip(*moved, strict=True)))


def outcomes(numerator: np.ndarray, denominator: np.ndarray | None = None) -> Outcomes:
    """Forecast every year of the series (sites × months) that has enough earlier ones."""
    years = numerator.shape[1] // 12
    below = np.ones_like(numerator) if denominator is None else denominator
    return joined(
        _of_year(numerator[:, : year * 12 + 12], below[:, : year * 12 + 12], denominator is None)
        for year in range(FEWEST_EARLIER_YEARS, years)
    )


def _of_year(numerator: np.ndarray, below: np.ndarray, total: bool) -> Outcomes:
    above, under = _levels(numerator, below)
    ratios = np.divide(above, under, where=under > 0, out=np.full(above.shape, np.nan))
    rows = np.flatnonzero((ratios[:, -2:] > 0).all(axis=1))
    before = ratios[rows, :-1]
    both = ~np.isnan(before[:, 1:] + before[:, :-1])
    falls = (before[:, 1:] < before[:, :-1]) & both
    usually = np.divide(
        falls.sum(axis=1), both.sum(axis=1), where=both.any(axis=1), out=np.full(len(rows), 0.5)
    )
    made = [
        _of_origin(numerator[rows], below[rows], total, origin, ratios[rows], usually) for origin in ORIGINS
    ]
    return Outcomes(*map(np.concatenate, zip(*made, strict=True)))


def _levels(numerator: np.ndarray, below: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    shape = (len(numerator), numerator.shape[1] // 12, 12)
    return numerator.reshape(shape).sum(axis=2), below.reshape(shape).sum(axis=2)


def _of_origin(
    numerator: np.ndarray,
    below: np.ndarray,
    total: bool,
    origin: int,
    ratios: np.ndarray,
    usually: np.ndarray,
) -> list[np.ndarray]:
    seen = numerator.copy()
    seen[:, origin - 12 :] = np.nan
    made = forecast(seen) if total else forecast(seen, below)
    unit = 12.0 if total else 1.0
    fall = chance(made, ratios[:, -2] * unit, "<")
    naive = _with_last_years_rest(numerator, origin) / _with_last_years_rest(below, origin)
    count = len(numerator)
    return [
        np.arange(count),
        np.full(count, origin),
        np.full(count, ratios.shape[1] - 1),
        ratios[:, -1] * unit,
        made.reason == 0,
        made.value,
        made.low,
        made.high,
        fall.probability,
        ratios[:, -2] * unit,
        naive * unit,
        usually,
    ]


def _with_last_years_rest(series: np.ndarray, origin: int) -> np.ndarray:
    return series[:, -12 : origin - 12].sum(axis=1) + series[:, origin - 24 : -12].sum(axis=1)


def score(of: Outcomes) -> Score:
    """Sum a set of outcomes up."""
    said = of.where(of.stated)
    fell = (said.actual < said.baseline * (1 - 1e-9)).astype(float)
    inside = (said.actual >= said.low) & (said.actual <= said.high)
    return Score(
        outcomes=len(of.actual),
        years=len(np.unique(of.cluster)),
        without=1 - float(of.stated.mean()),
        coverage=float(inside.mean()),
        coverage_error=_standard_error(inside, said.cluster),
        brier=float(np.mean((said.probability - fell) ** 2)),
        brier_naive=float(np.mean(((said.naive < said.baseline) - fell) ** 2)),
        brier_usual=float(np.mean((said.usually - fell) ** 2)),
        mape=float(np.mean(np.abs(said.value / said.actual - 1))),
        mape_naive=float(np.mean(np.abs(said.naive / said.actual - 1))),
    )


def _standard_error(inside: np.ndarray, cluster: np.ndarray) -> float:
    """The coverage's standard error, the forecasts of one series and year taken as one draw."""
    off = np.bincount(cluster, inside - inside.mean())
    return float(np.sqrt((off**2).sum()) / len(inside))


def demo(seeds: Sequence[int]) -> dict[str, Outcomes]:
    """Return the outcomes of the demo by what is forecast."""
    catalog = load_catalog()
    made: dict[str, list[Outcomes]] = {}
    for seed in seeds:
        for name, part in demo_of(pairs(catalog, seed)):
            made.setdefault(name, []).append(part)
    return {name: joined(parts) for name, parts in made.items()}


def demo_of(sides: Iterable[Pair]) -> Iterator[tuple[str, Outcomes]]:
    """Yield the outcomes of one province: the intensities, and what is measured of them."""
    for pair in sides:
        yield pair.indicator, outcomes(pair.numerator, pair.denominator)
        yield f"numerator of {pair.indicator}", outcomes(pair.numerator)


def published(folder: Path) -> dict[str, Outcomes]:
    """Return the outcomes of the folder's monthly series; a single year (24) has no year before it."""
    rows = list(_read(folder / "21_mk_epa_unified_guidance/seasonal_14_10.csv"))
    series = {
        "19 (360 months)": [_column(folder / "19_mk_pymannkendall/data.csv", "value")],
        "21 (2 × 36 months)": [[float(row[name]) for row in rows] for name in ("unadjusted", "adjusted")],
        "22 (72 months)": [_column(folder / "22_kendall_package/data.csv", "mg_per_l")],
    }
    return {name: outcomes(np.array(values)) for name, values in series.items()}


def bundled() -> dict[str, Outcomes]:
    """Return the outcomes of two monthly series that come with statsmodels."""
    monthly = co2.load_pandas().data["co2"].resample("MS").mean()
    whole = monthly[monthly.index.year > monthly.index.year.min()]
    sea = elnino.load_pandas().data.drop(columns="YEAR")
    return {
        "CO2 at Mauna Loa": outcomes(whole.to_numpy()[None, : len(whole) // 12 * 12]),
        "sea surface, El Niño region": outcomes(sea.to_numpy().reshape(1, -1)),
    }


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _column(path: Path, name: str) -> list[float]:
    return [float(row[name]) if row[name] not in ("", "NA") else np.nan for row in _read(path)]
