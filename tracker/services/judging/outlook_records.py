"""An outlook as a record: made of the engine's arrays for one site whole, for many sites in short."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import month_text
from tracker.compute.forecast_targets import site_forecast
from tracker.compute.monthly import PRICE_BASES, Monthly
from tracker.compute.prospects import FanPoint, Prospects, fan_of, prospects_of
from tracker.compute.results import Results
from tracker.compute.trends import VERDICTS, Trend, deciding_record, trend_record, trends_of
from tracker.services.judging.aims import SiteAim, site_aims
from tracker.services.judging.panels import View

SPARKLINE = 24
"""Months of the series a short record carries."""

Record = dict[str, Any]


@dataclass(frozen=True)
class YearForecast:
    """The year's value with its band, in the indicator's unit; all None where `reason` says why.

    `months` are those still unknown.
    """

    year: int
    months: int
    value: float | None
    low: float | None
    high: float | None
    level: float
    baseline: float | None
    reason: str | None


@dataclass(frozen=True)
class Outlook:
    """One indicator of one site through a month (None: the site has no figure).

    `series`, `yoy`: month number and figure, None a gap. `tests` are the contract's, `deciding` what the
    test that decides found (`tracker.compute.trends`). `aims` are the targets that apply, in the catalog's
    order; `fan` the months still to come; `recent` how many months before were averaged, and to what, to hold
    `aims[…].average` against. `denominator_unit` is None where months are counted.
    """

    site: str
    indicator: str
    unit: str
    view: View
    through: int | None
    series: tuple[tuple[int, float | None], ...]
    yoy: tuple[tuple[int, float | None], ...]
    tests: Record
    deciding: Record
    forecast: YearForecast | None
    aims: tuple[SiteAim, ...]
    fan: tuple[FanPoint, ...]
    recent: tuple[int, float] | None
    denominator_unit: str | None
    notes: tuple[str, ...]

    def as_json(self) -> Record:
        """Return the contract's form (§1 `trend`), with the first target that applies."""
        aim = self.aims[0] if self.aims else None
        return {
            "site": self.site,
            "indicator": self.indicator,
            "unit": self.unit,
            "series": [{"period": month_text(month), "value": value} for month, value in self.series],
            "yoy": [{"period": month_text(month), "change": change} for month, change in self.yoy],
            **self.tests,
            "forecast": self._forecast(None if aim is None else aim.probability),
            "remaining": None if aim is None else self._remaining(aim),
            "notes": list(self.notes),
        }

    def _forecast(self, probability: float | None) -> Record | None:
        made = self.forecast
        if made is None or made.reason is not None:
            return None
        parts = {name: getattr(made, name) for name in ("year", "value", "low", "high", "level", "baseline")}
        return {**parts, "probability_met": probability}

    def _remaining(self, aim: SiteAim) -> Record | None:
        left = aim.remaining
        if left is None or not left.months:
            return None
        return {
            "months": left.months,
            "max_average": left.average,
            "unit": self.unit,
            "assumed_denominator": {"value": left.denominator, "method": left.method},
        }


@dataclass(frozen=True)
class Brief:
    """An outlook in short: what a list of many sites shows of it.

    `probability` is that of the first target that applies; `reason` why there is no forecast; `series` the
    last months through `through`, oldest first.
    """

    through: int
    verdict: str
    probability: float | None
    value: float | None
    low: float | None
    high: float | None
    baseline: float | None
    reason: str | None
    series: tuple[float | None, ...]


def outlook_of(
    catalog: Catalog, results: Results, site: str, indicator: str, month: int | None, view: View
) -> Outlook:
    """Look ahead from a month, by default the site's last with a figure."""
    entry, rule = catalog.indicators[indicator], results.panel.rules.indicators[indicator]
    row = results.panel.index[site]
    first, last = int(results.panel.first_figure[row]), int(results.panel.last_figure[row])
    through = last if month is None else month
    known = first >= 0 and first <= through
    made = prospects_of(results, rule, [(site, through if known else results.panel.start)])
    trend = trends_of(made.monthly.value)
    aims = site_aims(made, 0) if known else ()
    series = _series(made.monthly, first) if known else ()
    unit = entry.printed_unit or entry.unit
    return Outlook(
        site=site,
        indicator=indicator,
        unit=unit,
        view=view,
        through=through if known else None,
        series=series,
        yoy=_changes(series),
        tests=trend_record(trend, 0),
        deciding=deciding_record(trend, 0),
        forecast=_year(made, 0) if known else None,
        aims=aims,
        fan=fan_of(made, 0) if known else (),
        recent=_recent(made, 0) if known else None,
        denominator_unit=_denominator_unit(catalog, made, indicator),
        notes=tuple(_notes(made, trend, aims)) if known else ("no_data",),
    )


def _series(monthly: Monthly, first: int) -> tuple[tuple[int, float | None], ...]:
    months = range(first, int(monthly.through[0]) + 1)
    start = int(monthly.last[0]) - monthly.value.shape[1] + 1
    return tuple((month, _number(monthly.value[0, month - start])) for month in months)


def _changes(series: Sequence[tuple[int, float | None]]) -> tuple[tuple[int, float | None], ...]:
    """Return the change of each month against the year before; January and February have none alone."""
    by_month = dict(series)
    return tuple(
        (month, None if month % 12 < 2 else _change(value, by_month[month - 12]))
        for month, value in series
        if month - 12 in by_month
    )


def _change(value: float | None, before: float | None) -> float | None:
    if value is None or before is None or before <= 0:
        return None
    return value / before - 1


def _year(made: Prospects, row: int) -> YearForecast:
    found = site_forecast(made.forecast, row)
    return YearForecast(
        year=int(made.monthly.last[row]) // 12,
        months=int(made.forecast.rest.months[row]),
        value=found.value,
        low=found.low,
        high=found.high,
        level=found.level,
        baseline=found.baseline,
        reason=found.reason,
    )


def _recent(made: Prospects, row: int) -> tuple[int, float] | None:
    """Return the average of the last known months of the year, as many as are left; of a total per month."""
    left = int(made.forecast.rest.months[row])
    top = made.monthly.numerator[row, -12:]
    known = np.flatnonzero(~np.isnan(top))[-left:] if left else np.array([], np.int64)
    if not len(known):
        return None
    below = made.monthly.denominator
    under = float(len(known)) if below is None else float(below[row, -12:][known].sum())
    return (len(known), float(top[known].sum()) / under * made.monthly.scale) if under > 0 else None


def _denominator_unit(catalog: Catalog, made: Prospects, indicator: str) -> str | None:
    if made.monthly.denominator is None:
        return None
    term = catalog.compiled[indicator].denominator
    codes = {part.item for part in term.terms} if term is not None else set()
    units = {catalog.items[code].unit for code in codes}
    return units.pop() if len(units) == 1 else None


def _notes(made: Prospects, trend: Trend, aims: Sequence[SiteAim]) -> list[str]:
    monthly, basis = made.monthly, PRICE_BASES[int(made.monthly.basis[0])]
    notes = []
    if basis is not None:
        notes.append(basis if basis == "no_comparable_price" else f"prices_{basis}")
    notes += ["scope_changed"] if monthly.other_scope[0] else []
    notes += ["estimated"] if monthly.estimated[0] else []
    reasons = {
        "no_test": deciding_record(trend, 0)["reason"],
        "no_forecast": _year(made, 0).reason,
    }
    notes += [f"{part}:{reason}" for part, reason in reasons.items() if reason is not None]
    return notes + [note for aim in aims[:1] for note in aim.notes]


def briefs_of(results: Results, sites: Sequence[str], indicator: str, month: int | None) -> dict[str, Brief]:
    """Look ahead for the sites that have a figure by the month, by default each site's last."""
    panel = results.panel
    firsts = {site: int(panel.first_figure[panel.index[site]]) for site in sites}
    lasts = {site: int(panel.last_figure[panel.index[site]]) if month is None else month for site in sites}
    pairs = [(site, lasts[site]) for site in sites if 0 <= firsts[site] <= lasts[site]]
    if not pairs:
        return {}
    made = prospects_of(results, panel.rules.indicators[indicator], pairs)
    verdicts = trends_of(made.monthly.value).verdict
    return {site: _brief(made, row, VERDICTS[verdicts[row]]) for row, (site, _) in enumerate(pairs)}


def _brief(made: Prospects, row: int, verdict: str) -> Brief:
    monthly, year = made.monthly, _year(made, row)
    end = monthly.value.shape[1] - (int(monthly.last[row]) - int(monthly.through[row]))
    months = monthly.value[row, max(0, end - SPARKLINE) : end]
    aims = site_aims(made, row)
    return Brief(
        through=int(monthly.through[row]),
        verdict=verdict,
        probability=aims[0].probability if aims else None,
        value=year.value,
        low=year.low,
        high=year.high,
        baseline=year.baseline,
        reason=year.reason,
        series=tuple(_number(value) for value in months),
    )


def _number(value: np.float64) -> float | None:
    return float(value) if np.isfinite(value) else None
