"""How the year of each site will end, held against every target of an indicator that applies to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from tracker.compute.arrays import Bools, Floats
from tracker.compute.findings import COMPARISONS, FALLS, findings_over
from tracker.compute.forecast import LEVEL, Forecast, forecast
from tracker.compute.forecast_targets import Chance, Comparison, Remaining, chance, remaining
from tracker.compute.monthly import Monthly, Pair, monthly_of
from tracker.compute.monthly_prices import GROWTH
from tracker.compute.results import Results
from tracker.compute.rulebook import IndicatorRule, TargetRule


@dataclass(frozen=True)
class Aim:
    """A target, the rows it `applies` to, what it demands of the year (NaN: unknown), and how that stands."""

    target: TargetRule
    comparison: Comparison
    applies: Bools
    required: Floats
    chance: Chance
    remaining: Remaining


@dataclass(frozen=True)
class Prospects:
    """The year each row is looked at in: what it was made from, the forecast, and the targets."""

    monthly: Monthly
    forecast: Forecast
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class FanPoint:
    """The year so far at the end of a month still to come, with the band's limits."""

    month: int
    value: float
    low: float
    high: float


def prospects_of(
    results: Results, indicator: IndicatorRule, pairs: Sequence[Pair], standard: str | None = None
) -> Prospects:
    """Look at sites through months; `standard` restricts the targets and takes it as adopted."""
    monthly = monthly_of(results, indicator, pairs)
    made = forecast(monthly.numerator, monthly.denominator, scale=monthly.scale, largest=monthly.largest)
    return Prospects(monthly, made, tuple(_aims(results, indicator, pairs, standard, made, monthly)))


def _aims(
    results: Results,
    indicator: IndicatorRule,
    pairs: Sequence[Pair],
    standard: str | None,
    made: Forecast,
    monthly: Monthly,
) -> list[Aim]:
    found: dict[tuple[str, str], tuple[TargetRule, Bools, Floats]] = {}
    results = results.covering(min(month for _, month in pairs), max(month for _, month in pairs))
    places: dict[str, list[int]] = {}
    for place, (site, _) in enumerate(pairs):
        places.setdefault(site, []).append(place)
    years = np.array([month for _, month in pairs]) // 12 - results.panel.start // 12
    for block in results.blocks(set(places)):
        rows = [(row, place) for row, site in enumerate(block.sites) for place in places.get(site.code, ())]
        row, there = [row for row, _ in rows], [place for _, place in rows]
        for finding in findings_over(block, indicator, "year", standard):
            target = finding.target
            if target.kind == "fact":
                continue
            none = (target, np.zeros(len(pairs), np.bool_), np.full(len(pairs), np.nan))
            _, applies, required = found.setdefault((target.standard, target.code), none)
            shape = block.shape[0], block.shape[1] // 12
            applies[there] = np.broadcast_to(finding.where, shape)[row, years[there]]
            required[there] = np.broadcast_to(finding.required, shape)[row, years[there]]
    return [_aim(made, monthly, *entry) for entry in found.values()]


def _aim(made: Forecast, monthly: Monthly, target: TargetRule, applies: Bools, required: Floats) -> Aim:
    """A fall is held against last year as the forecast sees it, on the same base.

    What a year must be by itself is not held against one at last year's prices.
    """
    if target.kind not in FALLS:
        required = np.where(monthly.basis == GROWTH, np.nan, required)
    else:
        share = 1.0 if target.kind == "fall" else 1.0 - (np.nan if target.value is None else target.value)
        required = np.where(made.baseline > 0, made.baseline, np.nan) * share
    required = np.where(applies, required, np.nan)
    comparison = COMPARISONS[target.kind]
    return Aim(
        target,
        comparison,
        applies,
        required,
        chance(made, required, comparison),
        remaining(made, required, comparison),
    )


def fan_of(prospects: Prospects, row: int) -> tuple[FanPoint, ...]:
    """Return the year so far at each month still to come of one row, as a year that ends in the forecast.

    The rest is spread over its months as last year's was, evenly where that has gaps.
    """
    monthly, made = prospects.monthly, prospects.forecast
    rest = made.rest
    if made.reason[row] or not rest.months[row]:
        return ()
    parts = [monthly.numerator[row], monthly.numerator[row]]
    if monthly.denominator is not None:
        parts[1] = monthly.denominator[row]
    unknown = np.isnan(parts[0][-12:])
    shares = [_share(part[-24:-12], unknown) for part in parts]
    if monthly.denominator is None:
        shares[1] = np.cumsum(unknown) / unknown.sum()
    far = float(stdtrit(rest.dof[row], 0.5 + LEVEL / 2))
    below = float(rest.below[row])
    to_come = float(rest.weight[row] / (1 - rest.weight[row])) * below
    points = []
    for month in range(int(monthly.through[row]) % 12 + 1, 12):
        above, under = shares[0][month], shares[1][month]
        ends = [
            (float(rest.known[row]) * below + level * to_come * above)
            / (below + to_come * under if monthly.denominator is not None else 1.0)
            * rest.unit
            for level in (_level(prospects, row, deviates) for deviates in (0.0, -far, far))
        ]
        points.append(FanPoint(int(monthly.last[row]) - 11 + month, *(float(end) for end in ends)))
    return tuple(points)


def _level(prospects: Prospects, row: int, deviates: float) -> float:
    """Return the rest's ratio so many scales above its centre, as the forecast has it."""
    rest = prospects.forecast.rest
    year = float(rest.year(np.full(len(rest.months), deviates))[row]) / (rest.unit * rest.times)
    weight = float(rest.weight[row])
    return (year - (1 - weight) * float(rest.known[row])) / weight


def _share(last_year: Floats, unknown: Bools) -> Floats:
    """Return how much of the unknown months' sum has come by each month; evenly if one took away."""
    part = np.where(unknown, last_year, 0.0)
    if np.isnan(part).any() or (part < 0).any() or part.sum() <= 0:
        part = unknown.astype(np.float64)
    found: Floats = np.cumsum(part) / part.sum()
    return found
