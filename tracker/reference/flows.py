"""Derived flows: quantity × factor, month by month and site by site, then rolled up (contract §4)."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.reference.cells import INACTIVE, MISSING, NOT_APPLICABLE, PASSED, SPAN, VALUE, Cell, cell
from tracker.reference.factors import factor_at
from tracker.reference.facts import Facts, attribute, children, inside_span, item_of, remembered, report_site
from tracker.reference.months import text_of
from tracker.reference.usage import Usage


class Term(NamedTuple):
    """One summand: series × constant × factors, in this order; its place tells equal ones apart."""

    series: str
    constant: float
    factors: tuple[str, ...]
    place: int = 0


Side = tuple[Term, ...]
"""A numerator, a denominator, or the sum a total is."""

Contributor = tuple[str, Side]
"""A site and the terms it stands for."""


@dataclass
class MonthFlow:
    """A side's flow of one month over all contributors; `value` is 0 where the month is not known.

    `start` and `end` bound the spans it lies in; `spans` are those spans, annual ones marked. The report
    sites are kept apart by the kind of cell, because a month inside a span owes no report of its own.
    """

    value: float = 0.0
    start: int = 0
    end: int = 0
    missing: set[tuple[str, str, str]] = field(default_factory=set)
    spans: set[tuple[int, int, bool]] = field(default_factory=set)
    unusable: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    value_reports: set[str] = field(default_factory=set)
    blank_reports: set[str] = field(default_factory=set)
    span_reports: set[tuple[str, str]] = field(default_factory=set)
    usage: Usage = field(default_factory=Usage)


def is_park_level(facts: Facts, term: Term) -> bool:
    """Say whether a term's item is entered for the park itself even where the rest is rolled up (§3)."""
    return bool(facts.items[item_of(term.series)]["level"] == "park")


def contributors(facts: Facts, site: str, side: Side, month: int, forced: str | None) -> list[Contributor]:
    """Return whose cells make a side in a month, the site itself first, then enterprises in code order.

    In a roll-up month the park gives only items of level park, its enterprises of that month the rest
    (§1, §3). A roll-up month in which no enterprise belongs to the park, or outside the park's span, rests
    on the park's own cells, so that nothing turns into zero unseen. `forced` puts another way of collecting
    in place of the one in force.
    """
    way = forced or attribute(facts, site, "collect", month)
    if way != "rollup" or not inside_span(facts, site, month):
        return [(site, side)]
    members = [code for code in children(facts, site) if attribute(facts, code, "parent", month) == site]
    if not members:
        return [(site, side)]
    own = tuple(term for term in side if is_park_level(facts, term))
    rest = tuple(term for term in side if not is_park_level(facts, term))
    return [(site, own), *((code, rest) for code in members)]


def product(
    facts: Facts, site: str, term: Term, quantity: float, month: int, unusable: set[str], usage: Usage
) -> float:
    """Return quantity × constant × each factor in force in the month, in formula order (§4).

    Zero needs no factor. A factor that is missing is put into `unusable` as the reason it gives.
    """
    if quantity == 0:
        return 0.0
    region = facts.sites[site]["region"]
    result = quantity * term.constant
    for code in term.factors:
        found = factor_at(facts, code, region, month)
        if found is None:
            unusable.add(facts.catalog["factors"][code]["missing_reason"])
            return 0.0
        if found.carried_from is not None:
            usage.notes.add(f"factor_carried:{found.carried_from}")
        usage.unconfirmed |= not found.confirmed
        result = result * found.value
    return result


@remembered
def month_flow(
    facts: Facts, site: str, side: Side, month: int, forced: str | None, skip: frozenset[tuple[str, Term]]
) -> MonthFlow:
    """Return a side's flow of a month; `skip` names the terms an annual figure decides instead."""
    flow = MonthFlow(start=month, end=month)
    for code, terms in contributors(facts, site, side, month, forced):
        own_flow = 0.0
        for term in terms:
            if (code, term) not in skip:
                own_flow += add_cell(facts, code, term, month, flow)
        flow.value += own_flow
    return flow


def add_cell(facts: Facts, site: str, term: Term, month: int, flow: MonthFlow) -> float:
    """Note what one cell means for the month's flow and return what it adds (a span's value at its end)."""
    entry = cell(facts, site, term.series, month)
    item = item_of(term.series)
    flow.states.add(entry.state)
    note_report(facts, site, entry, month, flow)
    if entry.state == MISSING and entry.reported:
        flow.missing.add((site, item, text_of(month)))
    if entry.state == PASSED:
        flow.usage.undeclared = True
        flow.usage.notes.add(f"undeclared_item:{item}")
    if entry.state == NOT_APPLICABLE:
        flow.usage.declaration_open |= not entry.confirmed
    if entry.state == SPAN:
        flow.spans.add((entry.start, entry.end, entry.annual))
        flow.start = min(flow.start, entry.start)
        flow.end = max(flow.end, entry.end)
    if entry.state not in (VALUE, SPAN) or entry.annual:
        return 0.0
    flow.usage.estimated |= entry.estimated
    return product(facts, site, term, entry.value, month, flow.unusable, flow.usage)


def note_report(facts: Facts, site: str, entry: Cell, month: int, flow: MonthFlow) -> None:
    """Note whose report holds a cell: a span belongs to the report of its last month (§2)."""
    if entry.state == SPAN:
        flow.span_reports.add((report_site(facts, site, entry.end), text_of(entry.end)))
    elif entry.state == VALUE:
        flow.value_reports.add(report_site(facts, site, month))
    else:
        flow.blank_reports.add(report_site(facts, site, month))


def is_known(flow: MonthFlow) -> bool:
    """Say whether every needed flow of the month is known (§1, `coverage`)."""
    return MISSING not in flow.states


def nothing_but(flows: list[MonthFlow], states: set[str]) -> bool:
    """Say whether all cells of the months are in these states."""
    return all(flow.states <= states for flow in flows)


def all_declared_away(flows: list[MonthFlow]) -> bool:
    """Say whether all is declared away, at every contributor (§1, reason `not_applicable`).

    Alternatives never entered do not stand against it: every required item is declared.
    """
    declared = any(NOT_APPLICABLE in flow.states for flow in flows)
    return declared and nothing_but(flows, {NOT_APPLICABLE, INACTIVE, PASSED})
