"""The one exception to month by month: what was taken from a hazardous stock over a window (contract §4)."""

from dataclasses import dataclass, field

from tracker.reference.cells import first_entered
from tracker.reference.facts import Facts, first_month, inside_span, kind_of
from tracker.reference.flows import Term, contributors
from tracker.reference.months import text_of
from tracker.reference.stocks import Standing, stock_at
from tracker.reference.usage import Usage
from tracker.reference.windows import Window, use_standing


@dataclass
class Drawdown:
    """The sum over sites of max(0, stock before − stock at the end); `missing` makes it unknown."""

    total: float = 0.0
    missing: set[tuple[str, str, str]] = field(default_factory=set)
    usage: Usage = field(default_factory=Usage)


def drawdown_over(facts: Facts, site: str, item: str, window: Window, forced: str | None) -> Drawdown:
    """Add what each site took from its stock between the month before the window and its end (§4).

    A site counts over the months in which it contributes, and only if hazardous waste was ever entered
    there; the earlier stock unknown makes the window incomplete.
    """
    result = Drawdown()
    side = (Term(item, 1.0, ()),)
    given: dict[str, list[int]] = {}
    for month in window.months:
        for code, terms in contributors(facts, site, side, month, forced):
            if terms and (kind_of(facts, code) != "enterprise" or inside_span(facts, code, month)):
                given.setdefault(code, []).append(month)
    for code in [site, *sorted(set(given) - {site})]:
        if code in given and first_entered(facts, code, item) is not None:
            result.total += taken(facts, code, item, given[code], result)
    return result


def taken(facts: Facts, site: str, item: str, months: list[int], result: Drawdown) -> float:
    """Return one site's fall of the stock over its months, never below 0."""
    before, end = months[0] - 1, months[-1]
    at_start, at_end = opening_stock(facts, site, item, before), stock_at(facts, site, item, end)
    for found, asked in ((at_start, before), (at_end, end)):
        if found is not None:
            use_standing(found, asked, result.usage)
    if at_start is None or at_end is None:
        result.missing.add((site, item, text_of(before if at_start is None else end)))
        return 0.0
    return max(0.0, at_start.value - at_end.value)


def opening_stock(facts: Facts, site: str, item: str, month: int) -> Standing | None:
    """Return the stock before the site's months; an enterprise new in the month after had none (§1)."""
    found = stock_at(facts, site, item, month)
    first = first_month(facts, site)
    is_new = kind_of(facts, site) == "enterprise" and (first is None or month < first)
    if found is None and is_new:
        return Standing(0.0, month, None, not_applicable=True)
    return found
