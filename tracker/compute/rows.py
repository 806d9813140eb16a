"""Rows: every site × indicator × window × period asked for, as the contract prints them (§1, JSON)."""

from collections.abc import Collection, Iterator

import numpy as np

from tracker.catalog.periods import Period, month_text
from tracker.catalog.results import WINDOWS, Finding, Row, Window, YearOnYear
from tracker.compute.block import Block
from tracker.compute.findings import COMPARISONS, STATUSES, Findings, findings_over
from tracker.compute.levels import Level, level_over
from tracker.compute.reasons import code_of
from tracker.compute.results import Results
from tracker.compute.row_details import details_of
from tracker.compute.rulebook import IndicatorRule
from tracker.compute.site_facts import in_force
from tracker.compute.year_on_year import BASES, Change, change_over

Names = Collection[str] | None


def rows(
    results: Results,
    *,
    sites: Names = None,
    indicators: Names = None,
    windows: Names = None,
    period: str | None = None,
    standard: str | None = None,
) -> list[Row]:
    """Return the rows asked for, sorted by site, indicator, window and period.

    Without a period: every period from the site's first to its last month with a figure. A period named
    gives a row even without data; `2024` means the year, `2024-03` the other windows. `standard` restricts
    the findings to one standard and shows it even where it is not adopted. Unknown names: KeyError.
    """
    rules = results.panel.rules
    named = None if period is None else Period.parse(period)
    if named is not None:
        results = results.covering(named.first, named.last)
    chosen = sorted(rules.indicators if indicators is None else indicators)
    asked = [rules.indicators[code] for code in chosen]
    found: dict[str, list[Row]] = {}
    wanted = None if sites is None else frozenset(sites)
    for block in results.blocks(wanted):
        for site, row in _sites_of(block, wanted):
            found[site] = [
                entry
                for indicator in asked
                for window in _windows(indicator, windows, named)
                for entry in _rows_of(block, row, indicator, window, named, standard)
            ]
    return [entry for site in sorted(found) for entry in found[site]]


def _sites_of(block: Block, sites: Names) -> Iterator[tuple[str, int]]:
    for row, site in enumerate(block.sites):
        if sites is None or site.code in sites:
            yield site.code, row


def _windows(indicator: IndicatorRule, windows: Names, period: Period | None) -> Iterator[Window]:
    for window in WINDOWS:
        fits = period is None or (window == "year") == (period.kind == "year")
        if window in indicator.windows and fits and (windows is None or window in windows):
            yield window


def _ends(block: Block, row: int, window: Window, period: Period | None) -> range:
    """Return the window ends (months or years of the panel) that make rows."""
    if period is not None:
        first = last = period.last
    else:
        first, last = (
            int(span[block.first + row]) for span in (block.panel.first_figure, block.panel.last_figure)
        )
    if first < 0:
        return range(0)
    first, last = first - block.panel.start, last - block.panel.start
    return range(first // 12, last // 12 + 1) if window == "year" else range(first, last + 1)


def _rows_of(
    block: Block,
    row: int,
    indicator: IndicatorRule,
    window: Window,
    period: Period | None,
    standard: str | None,
) -> Iterator[Row]:
    ends = _ends(block, row, window, period)
    if not ends:
        return
    level = level_over(block, indicator, window)
    change = change_over(block, indicator, window) if indicator.year_on_year else None
    findings = findings_over(block, indicator, window, standard)
    for end in ends:
        yield _row(block, row, indicator, window, end, level, change, findings)


def _row(
    block: Block,
    row: int,
    indicator: IndicatorRule,
    window: Window,
    end: int,
    level: Level,
    change: Change | None,
    findings: list[Findings],
) -> Row:
    at = row, end
    reason = int(level.reason[at])
    doubtful, estimated = bool(level.doubtful[at]), bool(level.estimated[at])
    if change is not None:
        doubtful |= bool(change.doubtful[at])
        estimated |= bool(change.rests_on_estimate[at])
    details = details_of(block, indicator, window, row, end, level, change)
    last = block.panel.start + (end * 12 + 11 if window == "year" else end)
    return {
        "site": block.sites[row].code,
        "indicator": indicator.code,
        "window": window,
        "period": f"{last // 12:04d}" if window == "year" else month_text(last),
        "value": None if reason else float(level.value[at]),
        "unit": indicator.unit,
        "price": details.price,
        "partial": details.partial,
        "coverage": [details.have, details.need],
        "missing": details.missing,
        "reason": code_of(reason),
        "notes": details.notes,
        "provisional": doubtful or estimated,
        "scope": in_force(block.sites[row].scope, last, "all") or "all",
        "yoy": None if change is None else _year_on_year(change, at),
        "findings": [_finding(found, at, doubtful) for found in findings if found.where[at]],
        "catalog": block.rules.digest,
    }


def _year_on_year(change: Change, at: tuple[int, int]) -> YearOnYear:
    reason = code_of(int(change.reason[at]))
    if reason is not None:
        return {"change": None, "value": None, "baseline": None, "basis": None, "reason": reason}
    return {
        "change": float(change.change[at]),
        "value": float(change.value[at]),
        "baseline": float(change.baseline[at]),
        "basis": BASES[int(change.basis[at]) - 1],
        "reason": None,
    }


def _finding(found: Findings, at: tuple[int, int], provisional: bool) -> Finding:
    target = found.target
    doubts = {"estimated": found.estimated[at], "unconfirmed": found.unconfirmed[at]}
    notes = [name for name, holds in doubts.items() if holds]
    ended = ["standard_ended"] if found.ended[at[1]] else []
    required = float(found.required[at])
    return {
        "standard": target.standard,
        "target": target.code,
        "clause": target.clause,
        "comparison": COMPARISONS[target.kind],
        "required": None if np.isnan(required) else required,
        "status": STATUSES[int(found.status[at])],
        "reason": code_of(int(found.reason[at])),
        "notes": sorted([*notes, *ended]),
        "provisional": provisional or bool(notes),
    }
