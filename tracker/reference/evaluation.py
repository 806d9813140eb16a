"""An indicator of one site over one window: its value, or the reason why there is none (contract §1, §4)."""

from dataclasses import dataclass

from tracker.reference.cells import INACTIVE, PASSED
from tracker.reference.drawdown import Drawdown, drawdown_over
from tracker.reference.facts import Facts, remembered
from tracker.reference.flows import MonthFlow, Side, month_flow, nothing_but
from tracker.reference.price import denominator_at, numerator_of, price_of_level
from tracker.reference.usage import Usage
from tracker.reference.windows import (
    NOTHING_SKIPPED,
    SideResult,
    Window,
    has_missing,
    held_months,
    month_reports,
    side_over,
)


@dataclass
class Evaluation:
    """What a row says of the level; numerator and denominator are sums, `value` is in the unit."""

    site: str
    indicator: str
    window: Window
    value: float | None
    partial: float | None
    have: int
    missing: list[list[str]]
    reason: str | None
    price: str | None
    numerator: float
    denominator: float | None
    usage: Usage
    numerator_estimated: bool


@dataclass
class Parts:
    """The pieces an evaluation is put together from."""

    site: str
    indicator: str
    window: Window
    forced: str | None
    terms: list[Side]
    sides: list[SideResult]
    drawdown: Drawdown
    held: list[bool]


@remembered
def evaluate(
    facts: Facts, site: str, indicator: str, window: Window, forced: str | None = None
) -> Evaluation:
    """Evaluate an indicator; `forced` collects every month in one way (for a comparison across a change)."""
    price = price_of_level(facts, site, indicator, window, forced)
    return evaluate_at(facts, site, indicator, window, price, forced)


def evaluate_at(
    facts: Facts, site: str, indicator: str, window: Window, price: str | None, forced: str | None
) -> Evaluation:
    """Evaluate an indicator with value added at a given price."""
    entry = facts.catalog["indicators"][indicator]
    parts = gather(facts, site, indicator, window, price, forced)
    numerator = parts.sides[0].total
    denominator = parts.sides[1].total + parts.drawdown.total if len(parts.sides) > 1 else None
    reason = reason_for_null(facts, parts, denominator)
    value = ratio(numerator, denominator, entry["scale"]) if reason is None else None
    nothing = reason in ("not_applicable", "no_data")
    partial = None if nothing else partial_of(facts, parts, entry["scale"])
    return Evaluation(
        site=site,
        indicator=indicator,
        window=window,
        value=value,
        partial=partial,
        have=sum(parts.held),
        missing=missing_of(parts),
        reason=reason,
        price=None if value is None and partial is None else price,
        numerator=numerator,
        denominator=denominator,
        usage=usage_of(parts),
        numerator_estimated=parts.sides[0].usage.estimated,
    )


def gather(
    facts: Facts, site: str, indicator: str, window: Window, price: str | None, forced: str | None
) -> Parts:
    """Add up the sides, and find the months both hold (§1, `coverage`)."""
    entry = facts.catalog["indicators"][indicator]
    terms = [numerator_of(facts, indicator)]
    if entry["kind"] == "ratio":
        terms.append(denominator_at(facts, indicator, price))
    sides = [side_over(facts, site, side, window, forced) for side in terms]
    held = [all(months) for months in zip(*(held_months(side, window) for side in sides), strict=True)]
    drawdown = (
        drawdown_over(facts, site, entry["drawdown"], window, forced) if entry["drawdown"] else Drawdown()
    )
    return Parts(site, indicator, window, forced, terms, sides, drawdown, held)


def ratio(numerator: float, denominator: float | None, scale: float) -> float | None:
    """Return numerator / denominator × scale, null unless the denominator is above 0 (§4); totals × scale."""
    if denominator is None:
        return numerator * scale
    return numerator / denominator * scale if denominator > 0 else None


def missing_of(parts: Parts) -> list[list[str]]:
    """Return the missing cells of the window, of all contributors, sorted."""
    missing = set(parts.drawdown.missing)
    for side in parts.sides:
        missing |= side.missing
    return [list(entry) for entry in sorted(missing)]


def usage_of(parts: Parts) -> Usage:
    """Return what the evaluation rests on."""
    usage = Usage(reports=month_reports(parts.sides, parts.window))
    for side in parts.sides:
        usage.add(side.usage)
    usage.add(parts.drawdown.usage)
    return usage


def reason_for_null(facts: Facts, parts: Parts, denominator: float | None) -> str | None:
    """Return the first reason why there is no value, in the contract's order (§1, `reason`)."""
    divides_by = parts.sides[-1]
    # a total over items declared in part and never entered for the rest is a known 0
    if divides_by.declared_away and (len(parts.sides) > 1 or not divides_by.passed_over):
        return "not_applicable"
    if not any(side.has_data for side in parts.sides) and nothing_stands(parts):
        return "no_data"
    if not all(parts.held):
        return reason_not_held(facts, parts)
    if any(has_missing(side) for side in parts.sides) or parts.drawdown.missing:
        return "incomplete"
    unusable = {reason for side in parts.sides for reason in side.unusable}
    for reason in ("coal_kind_unknown", "factor_missing"):
        if reason in unusable:
            return reason
    return "denominator_not_positive" if denominator is not None and denominator <= 0 else None


def nothing_stands(parts: Parts) -> bool:
    """Say whether a window without figures has no value either.

    A total over cells declared away in part and passed over for the rest is a known 0; over cells only
    passed over or inactive it is no figure at all.
    """
    if not all(parts.held) or len(parts.sides) > 1:
        return True
    return nothing_but(parts.sides[0].months, {PASSED, INACTIVE})


def reason_not_held(facts: Facts, parts: Parts) -> str:
    """Return why months are not held: the year runs, a cell is missing, or only longer spans are known."""
    window = parts.window
    if window.name == "year" and not is_over(facts, window):
        return "year_not_over"
    if any(has_missing(side) for side in parts.sides) or parts.drawdown.missing:
        return "incomplete"
    blocking = [
        annual
        for side in parts.sides
        for flow, held in zip(side.months, parts.held, strict=False)
        for first, last, annual in flow.spans
        if not held and (annual or first < window.first or last > window.last)
    ]
    return "only_annual" if all(blocking) else "only_cumulative"


def is_over(facts: Facts, window: Window) -> bool:
    """Say whether the window's calendar year is over today."""
    return facts.today > f"{window.last // 12:04d}-12-31"


def partial_of(facts: Facts, parts: Parts, scale: float) -> float | None:
    """Return the figure over the months whose inputs are all known (§1); null where that is every month."""
    if all(parts.held) or any(side.unknown for side in parts.sides):
        return None
    flows = [
        [
            month_flow(facts, parts.site, terms, month, parts.forced, NOTHING_SKIPPED)
            for month in (parts.window.months if side.months else ())
        ]
        for side, terms in zip(parts.sides, parts.terms, strict=True)
    ]
    kept = months_kept(parts, flows)
    sums = [
        sum_kept(side, months, kept, parts.window) for side, months in zip(parts.sides, flows, strict=True)
    ]
    if not kept or None in sums:
        return None
    return ratio(sums[0] or 0.0, sums[1] if len(sums) > 1 else None, scale)


def months_kept(parts: Parts, flows: list[list[MonthFlow]]) -> set[int]:
    """Return the held months without those inside a span that is not wholly among them."""
    kept = {month for month, held in zip(parts.window.months, parts.held, strict=True) if held}
    while True:
        smaller = {
            month
            for month in kept
            if all(
                kept.issuperset(range(months[month - parts.window.first].start, month))
                and kept.issuperset(range(month, months[month - parts.window.first].end + 1))
                for months in flows
                if months
            )
        }
        if smaller == kept:
            return kept
        kept = smaller


def sum_kept(side: SideResult, flows: list[MonthFlow], kept: set[int], window: Window) -> float | None:
    """Add a side over the kept months, oldest first; null where a factor is missing. Stocks stay."""
    if not side.months:
        return None if side.unusable else side.total
    chosen = [flow for month, flow in zip(window.months, flows, strict=True) if month in kept]
    if any(flow.unusable for flow in chosen):
        return None
    total = 0.0
    for flow in chosen:
        total += flow.value
    return total
