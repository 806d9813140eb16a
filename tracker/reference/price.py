"""At which prices value added is taken: one comparable base, else current (contract §4, *Price*)."""

from tracker.reference.cells import NOT_APPLICABLE, SPAN, VALUE
from tracker.reference.facts import Facts, children, remembered
from tracker.reference.flows import MonthFlow, Side, Term
from tracker.reference.windows import Window, held_months, side_over

CURRENT = "current"


def terms_of(entries: list[tuple[str, float, list[str]]]) -> Side:
    """Return a side of the catalog as terms in formula order."""
    return tuple(
        Term(item, float(constant), tuple(factors), place)
        for place, (item, constant, factors) in enumerate(entries)
    )


@remembered
def numerator_of(facts: Facts, indicator: str) -> Side:
    """Return an indicator's numerator; a total's is the sum it is."""
    return terms_of(facts.catalog["indicators"][indicator]["numerator"])


@remembered
def denominator_at(facts: Facts, indicator: str, price: str | None) -> Side:
    """Return an indicator's denominator with value added at a price: a base year or `current`."""
    entry = facts.catalog["indicators"][indicator]
    side = terms_of(entry["denominator"] or [])
    if price is None or price == CURRENT:
        return side
    priced = entry["priced"]
    return tuple(
        Term(f"{priced['real']}@{price}", term.constant, term.factors, term.place)
        if term.series == priced["current"]
        else term
        for term in side
    )


@remembered
def bases(facts: Facts, site: str, indicator: str) -> list[str]:
    """Return the base years in which the site or an enterprise of it ever gave value added, newest first."""
    real = facts.catalog["indicators"][indicator]["priced"]["real"]
    found = {
        entry.base
        for code in [site, *children(facts, site)]
        for entry in facts.observations[code]
        if entry.item == real and entry.base
    }
    return [str(base) for base in sorted(found, reverse=True)]


def months_held(
    facts: Facts, site: str, indicator: str, price: str, window: Window, forced: str | None
) -> int:
    """Return how many months of the window value added at this price holds.

    A month in which comparable prices are only declared away is not held on a base: it has none (§4).
    """
    side = side_over(facts, site, denominator_at(facts, indicator, price), window, forced)
    held = held_months(side, window)
    if price == CURRENT or side.decided:
        return sum(held)
    pairs = zip(side.months, held, strict=True)
    return sum(month_held for flow, month_held in pairs if not only_declared_away(flow))


def only_declared_away(flow: MonthFlow) -> bool:
    """Say whether a month has a cell declared away and no figure."""
    return NOT_APPLICABLE in flow.states and not flow.states & {VALUE, SPAN}


def is_full(facts: Facts, site: str, indicator: str, price: str, window: Window, forced: str | None) -> bool:
    """Say whether every month of the window has value added at this price."""
    return months_held(facts, site, indicator, price, window, forced) == len(window.months)


def price_of_level(facts: Facts, site: str, indicator: str, window: Window, forced: str | None) -> str | None:
    """Return the price a level is stated at: the newest base that is whole, else current prices (§4).

    Where neither is whole: the series with the most months, current before the bases, newest base first.
    An indicator that is not priced has none.
    """
    if not facts.catalog["indicators"][indicator]["priced"]:
        return None
    candidates = [*bases(facts, site, indicator), CURRENT]
    for price in candidates:
        if is_full(facts, site, indicator, price, window, forced):
            return price
    ranked = [CURRENT, *candidates[:-1]]
    return max(ranked, key=lambda price: months_held(facts, site, indicator, price, window, forced))
