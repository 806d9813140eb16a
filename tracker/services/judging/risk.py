"""Whether the forecast of its year puts a target at risk that is met so far: decided here for everybody.

The engines judge months and years that are known; packages hold judged years alone, so nothing of this is in
them. A year so far is held against the forecast made from the figures through its own last month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import TrendSetting
from tracker.catalog.periods import parse_month
from tracker.catalog.results import Finding, Row
from tracker.compute.forecast_targets import Comparison, SiteRemaining, site_remaining
from tracker.compute.monthly import Pair
from tracker.compute.prospects import Aim, Prospects, prospects_of
from tracker.compute.results import Results
from tracker.compute.verdicts import Asked, Verdict

SETTING = "forecast"
NOTE = "forecast"
"""What a finding says whose status comes from the forecast."""

Name = tuple[str, str]
"""A standard and its target."""


@dataclass(frozen=True)
class Risk:
    """The chance of meeting a target of the year as seen through a month, and what it rests on."""

    probability: float
    value: float
    low: float
    high: float
    comparison: Comparison
    required: float
    remaining: SiteRemaining | None


def setting_of(catalog: Catalog) -> TrendSetting | None:
    """Return when a forecast warns; None: never."""
    return catalog.trend_settings.get(SETTING)


def risks(
    results: Results, indicator: str, pairs: Iterable[Pair], standard: str | None = None
) -> Mapping[Pair, Mapping[Name, Risk]]:
    """Return what is known of the targets of an indicator at sites through months; no forecast: nothing.

    In December nothing is left to forecast. Kept with the panel.
    """
    kept: dict[Pair, dict[Name, Risk]] = results.panel.once(("risks", indicator, standard), dict)
    missing = [pair for pair in dict.fromkeys(pairs) if pair not in kept and pair[1] % 12 != 11]
    if missing:
        made = prospects_of(results, results.panel.rules.indicators[indicator], missing, standard)
        kept.update({pair: _risks(made, row) for row, pair in enumerate(missing)})
    return kept


def _risks(made: Prospects, row: int) -> dict[Name, Risk]:
    return {
        (aim.target.standard, aim.target.code): _risk(made, aim, row)
        for aim in made.aims
        if aim.chance.known[row]
    }


def _risk(made: Prospects, aim: Aim, row: int) -> Risk:
    forecast = made.forecast
    return Risk(
        probability=float(aim.chance.probability[row]),
        value=float(forecast.value[row]),
        low=float(forecast.low[row]),
        high=float(forecast.high[row]),
        comparison=aim.comparison,
        required=float(aim.required[row]),
        remaining=site_remaining(aim.remaining, row),
    )


def with_forecast(
    catalog: Catalog, results: Results, rows: Sequence[Row], standard: str | None = None
) -> list[Row]:
    """Return the rows, a target of the year so far that is met but unlikely to stay so at risk."""
    setting = setting_of(catalog)
    asked: dict[str, list[Pair]] = {}
    for row in rows:
        if setting is not None and _is_watched(row):
            asked.setdefault(row["indicator"], []).append(_pair(row))
    if setting is None or not asked:
        return list(rows)
    found = {code: risks(results, code, pairs, standard) for code, pairs in asked.items()}
    return [
        _judged(row, found[row["indicator"]].get(_pair(row), {}), setting) if _is_watched(row) else row
        for row in rows
    ]


def _is_watched(row: Row) -> bool:
    return row["window"] == "ytd" and any(finding["status"] == "met" for finding in row["findings"])


def _pair(row: Row) -> Pair:
    return row["site"], parse_month(row["period"])


def _judged(row: Row, known: Mapping[Name, Risk], setting: TrendSetting) -> Row:
    findings = [
        _at_risk(finding)
        if finding["status"] == "met"
        and _unlikely(known.get((finding["standard"], finding["target"])), setting)
        else finding
        for finding in row["findings"]
    ]
    return {**row, "findings": findings}


def _unlikely(risk: Risk | None, setting: TrendSetting) -> bool:
    return risk is not None and risk.probability < setting.at_risk_below


def _at_risk(finding: Finding) -> Finding:
    return {**finding, "status": "at_risk", "notes": sorted({*finding["notes"], NOTE})}


def verdicts_with_forecast(
    catalog: Catalog, results: Results, found: Mapping[tuple[str, Asked], Verdict]
) -> dict[tuple[str, Asked], Verdict]:
    """Return the verdicts of many sites judged in the same way."""
    setting = setting_of(catalog)
    watched: dict[str, list[Pair]] = {}
    for (site, asked), verdict in found.items():
        if setting is not None and asked.window == "ytd" and verdict.status == "met":
            watched.setdefault(asked.indicator, []).append((site, parse_month(asked.period)))
    if setting is None or not watched:
        return dict(found)
    known = {code: risks(results, code, pairs) for code, pairs in watched.items()}
    judged = dict(found)
    for (site, asked), verdict in found.items():
        if asked.window == "ytd" and verdict.status == "met":
            targets = known[asked.indicator].get((site, parse_month(asked.period)), {})
            if any(_unlikely(risk, setting) for risk in targets.values()):
                judged[site, asked] = replace(verdict, status="at_risk")
    return judged
