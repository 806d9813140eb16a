"""Rows: every site × indicator × window × period asked for, as the contract prints them (§1, JSON)."""

from collections.abc import Collection

from tracker.reference.evaluation import Evaluation, evaluate
from tracker.reference.facts import Facts, Json, attribute, span_of_figures
from tracker.reference.findings import findings_of
from tracker.reference.usage import Usage, is_provisional, usage_notes
from tracker.reference.windows import WINDOWS, Window, window_ending, window_of
from tracker.reference.year_on_year import Comparison, compare

Names = Collection[str] | None


def rows(
    facts: Json,
    *,
    sites: Names = None,
    indicators: Names = None,
    windows: Names = None,
    period: str | None = None,
    standard: str | None = None,
) -> list[Json]:
    """Evaluate facts and return the rows asked for, sorted by site, indicator, window and period.

    Without a period: every period from the site's first to its last month with a figure. A period named
    gives a row even without data; `2024` means the year, `2024-03` the other windows. `standard` restricts
    the findings to one standard and shows it even where it is not adopted. Unknown names: KeyError.
    """
    known = Facts(facts)
    result = []
    for site in sorted(known.sites if sites is None else sites):
        for indicator in sorted(known.catalog["indicators"] if indicators is None else indicators):
            for window in windows_asked(known, site, indicator, windows, period):
                result.append(row_of(known, site, indicator, window, standard))
    return result


def windows_asked(facts: Facts, site: str, indicator: str, names: Names, period: str | None) -> list[Window]:
    """Return the windows of a site's indicator, in order: only those the indicator declares (§1)."""
    declared = facts.catalog["indicators"][indicator]["windows"]
    chosen = [name for name in WINDOWS if name in declared and (names is None or name in names)]
    if period is not None:
        return [window_of(name, period) for name in chosen if (name == "year") == ("-" not in period)]
    span = span_of_figures(facts, site)
    months = range(span[0], span[1] + 1) if span else range(0)
    asked: list[Window] = []
    for name in chosen:
        ends = sorted({month // 12 * 12 + 11 for month in months}) if name == "year" else months
        asked += [window_ending(name, month) for month in ends]
    return asked


def row_of(facts: Facts, site: str, indicator: str, window: Window, standard: str | None) -> Json:
    """Return one row with its change and findings (§1, `indicators`)."""
    level = evaluate(facts, site, indicator, window)
    entry = facts.catalog["indicators"][indicator]
    change = compare(facts, level) if entry["year_on_year"] else None
    usage = Usage()
    usage.add(level.usage)
    if change is not None:
        usage.add(change.rests_on)
    return {
        "site": site,
        "indicator": indicator,
        "window": window.name,
        "period": window.period,
        "value": level.value,
        "unit": entry["unit"],
        "price": level.price,
        "partial": level.partial,
        "coverage": [level.have, len(window.months)],
        "missing": level.missing,
        "reason": level.reason,
        "notes": row_notes(level, change, entry["reading"]),
        "provisional": is_provisional(facts, usage),
        "scope": attribute(facts, site, "scope", window.last),
        "yoy": None if change is None else change.as_json(),
        "findings": findings_of(facts, level, change, usage, standard),
        "catalog": facts.digest,
    }


def row_notes(level: Evaluation, change: Comparison | None, reading: int | None) -> list[str]:
    """Return the notes of a row, sorted; they speak of its window alone (§1, `notes`)."""
    notes = usage_notes(level.usage)
    if change is not None and change.rate_estimated:
        notes.add("estimated")
    if reading is not None:
        notes.add(f"reading:{reading}")
    return sorted(notes)
