"""Stock items and the growth rate: figures that stand at a month instead of adding up (contract §3)."""

from dataclasses import dataclass

from tracker.reference.cells import NOT_APPLICABLE, blank_cell, series_observations
from tracker.reference.facts import Facts, Observation, remembered, report_site
from tracker.reference.months import text_of

OLDEST_STOCK = 36
"""A stock serves for at most this many months (§3)."""

PREFERENCE = {"month": 0, "cumulative": 1, "year": 2}


@dataclass(frozen=True)
class Standing:
    """A figure standing at a month, with the report that holds it; not applicable stands as 0."""

    value: float
    month: int
    report: tuple[str, str] | None
    estimated: bool = False
    not_applicable: bool = False
    confirmed: bool = True


@remembered
def standing_figures(facts: Facts, site: str, item: str) -> dict[int, Observation]:
    """Return an item's figures by the month they stand at: their last one.

    Of several at one month the monthly figure comes first, then the cumulative, then the annual (§3).
    """
    typed = series_observations(facts, site, item)
    kept = [entry for entry in typed if entry.value is not None or entry.counts == NOT_APPLICABLE]
    kept.sort(key=lambda entry: PREFERENCE[entry.kind], reverse=True)
    return {entry.last: entry for entry in kept}


def standing_at(facts: Facts, site: str, item: str, month: int) -> Standing | None:
    """Return the figure standing at exactly this month, or the declaration that there is none."""
    entry = standing_figures(facts, site, item).get(month)
    if entry is not None and entry.value is not None:
        period = f"{month // 12:04d}" if entry.kind == "year" else text_of(month)
        report = (report_site(facts, site, month), period)
        return Standing(entry.value, month, report, estimated=entry.estimated)
    if entry is not None:
        return Standing(0.0, month, None, not_applicable=True)
    blank = blank_cell(facts, site, item, month)
    if blank.state == NOT_APPLICABLE:
        return Standing(0.0, month, None, not_applicable=True, confirmed=blank.confirmed)
    return None


def stock_at(facts: Facts, site: str, item: str, month: int) -> Standing | None:
    """Return the latest stock at or before a month, at most 36 months old; None if unknown (§3)."""
    for back in range(OLDEST_STOCK + 1):
        found = standing_at(facts, site, item, month - back)
        if found is not None:
            return found
    return None


def rate_at(facts: Facts, site: str, item: str, month: int) -> Standing | None:
    """Return the year-to-date rate of exactly this month; a rate is never looked back for (§3)."""
    found = standing_at(facts, site, item, month)
    return None if found is None or found.not_applicable else found
