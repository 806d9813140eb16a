"""Windows over months: how much of them is held, and the sums over them (contract §1, §2, §4)."""

from dataclasses import dataclass, field

from tracker.reference.cells import MISSING, PASSED, SPAN, VALUE, cell, layout
from tracker.reference.facts import Facts, inside_span, item_of, kind_of, remembered, report_site
from tracker.reference.flows import (
    MonthFlow,
    Side,
    Term,
    all_declared_away,
    contributors,
    is_known,
    month_flow,
    product,
)
from tracker.reference.months import period_of, text_of
from tracker.reference.stocks import Standing, stock_at
from tracker.reference.usage import Usage

WINDOWS = ("month", "ytd", "rolling12", "year")
NOTHING_SKIPPED: frozenset[tuple[str, Term]] = frozenset()


@dataclass(frozen=True)
class Window:
    """A span of months under one of the four names; first and last month are both in it."""

    name: str
    first: int
    last: int

    @property
    def months(self) -> range:
        """The months of the window, oldest first."""
        return range(self.first, self.last + 1)

    @property
    def period(self) -> str:
        """The period as a row prints it: the year, or the last month."""
        return f"{self.last // 12:04d}" if self.name == "year" else text_of(self.last)


def window_ending(name: str, month: int) -> Window:
    """Return the window of this name that ends at a month; a year is the month's calendar year (§1)."""
    january = month // 12 * 12
    first = {"month": month, "ytd": january, "rolling12": month - 11, "year": january}[name]
    return Window(name, first, january + 11 if name == "year" else month)


def window_of(name: str, period: str) -> Window:
    """Return the window of this name for a period as typed: `2024` or `2024-03`."""
    return window_ending(name, period_of(period)[2])


def year_earlier(window: Window) -> Window:
    """Return the same window a year before."""
    return Window(window.name, window.first - 12, window.last - 12)


@dataclass
class SideResult:
    """One side of an indicator over a window.

    `total` means something only where every month is held and nothing is unusable or unknown. `unknown`
    says that a stock of the side could not be had. A side of stocks has no months of its own (§3).
    """

    months: list[MonthFlow] = field(default_factory=list)
    decided: frozenset[tuple[str, Term]] = NOTHING_SKIPPED
    total: float = 0.0
    unusable: set[str] = field(default_factory=set)
    missing: set[tuple[str, str, str]] = field(default_factory=set)
    unknown: bool = False
    has_data: bool = False
    declared_away: bool = False
    passed_over: bool = False
    usage: Usage = field(default_factory=Usage)


def is_held(flow: MonthFlow, window: Window) -> bool:
    """Say whether a month counts in `have`: known, and its spans wholly inside the window (§2).

    A month known only through an annual figure that does not decide the window is not held.
    """
    inside = flow.start >= window.first and flow.end <= window.last
    return is_known(flow) and inside and not any(annual for _, _, annual in flow.spans)


def held_months(side: SideResult, window: Window) -> list[bool]:
    """Return for each month of the window whether the side holds it; stocks hold every month."""
    if not side.months:
        return [True for _ in window.months]
    return [is_held(flow, window) for flow in side.months]


@remembered
def side_over(facts: Facts, site: str, side: Side, window: Window, forced: str | None) -> SideResult:
    """Return a side over a window: flows added up, stocks taken at the end (§3)."""
    stocks = all(facts.items[item_of(term.series)]["kind"] == "stock" for term in side)
    return (stock_side if stocks else flow_side)(facts, site, side, window, forced)


def flow_side(facts: Facts, site: str, side: Side, window: Window, forced: str | None) -> SideResult:
    """Add derived flows over the window's months, oldest first (§4).

    Where an annual figure decides a term (§2), the sum is formed contributor by contributor and term by
    term instead, because such a term has no months.
    """
    result = SideResult(decided=decided_terms(facts, site, side, window, forced))
    for month in window.months:
        flow = month_flow(facts, site, side, month, forced, result.decided)
        result.months.append(flow)
        result.total += flow.value
        result.unusable |= flow.unusable
        result.missing |= flow.missing
        result.usage.add(flow.usage)
    if result.decided:
        result.total = sum_by_terms(facts, site, side, window, forced, result)
    known = any(flow.states & {VALUE, SPAN} for flow in result.months)
    result.has_data = known or bool(result.decided)
    result.declared_away = all_declared_away(result.months) and not result.decided
    result.passed_over = any(PASSED in flow.states for flow in result.months)
    return result


def shares(
    facts: Facts, site: str, side: Side, window: Window, forced: str | None
) -> dict[tuple[str, Term], list[int]]:
    """Return the months in which each contributor gives each term, in the order they are added."""
    given: dict[tuple[str, Term], list[int]] = {}
    for month in window.months:
        for code, terms in contributors(facts, site, side, month, forced):
            for term in terms:
                given.setdefault((code, term), []).append(month)
    codes = [site, *sorted({code for code, _ in given} - {site})]
    return {(code, term): given[code, term] for code in codes for term in side if (code, term) in given}


def decided_terms(
    facts: Facts, site: str, side: Side, window: Window, forced: str | None
) -> frozenset[tuple[str, Term]]:
    """Return the contributors' terms that an annual figure decides in this window (§2).

    Only windows of January to December; only contributors that give the term in all twelve months.
    """
    if window.first % 12 or window.last != window.first + 11:
        return NOTHING_SKIPPED
    return frozenset(
        (code, term)
        for (code, term), months in shares(facts, site, side, window, forced).items()
        if len(months) == 12 and annual_decides(facts, code, term.series, window)
    )


def annual_decides(facts: Facts, site: str, series: str, window: Window) -> bool:
    """Say whether the annual figure stands for the months (§2).

    It does once its report is accepted (window year only), and before that where months and longer spans
    do not fill the year. A park's year reaching outside its span stays incomplete all the same (§1).
    """
    year = window.first // 12
    if year not in layout(facts, site, series).annual:
        return False
    active = [inside_span(facts, site, month) for month in window.months]
    if not (any(active) if kind_of(facts, site) == "enterprise" else all(active)):
        return False
    report = (report_site(facts, site, window.last), f"{year:04d}")
    if window.name == "year" and report in facts.accepted:
        return True
    return any(cell(facts, site, series, month).annual for month in window.months)


def sum_by_terms(
    facts: Facts, site: str, side: Side, window: Window, forced: str | None, result: SideResult
) -> float:
    """Add term by term: an annual product with December's factors, else the term's months (§2, §4)."""
    total = 0.0
    for (code, term), months in shares(facts, site, side, window, forced).items():
        if (code, term) in result.decided:
            total += annual_product(facts, code, term, window, result)
        else:
            total += sum_of_months(facts, code, term, months)
    return total


def annual_product(facts: Facts, site: str, term: Term, window: Window, result: SideResult) -> float:
    """Return the annual figure × constant × December's factors; it rests on the annual report (§2)."""
    year = window.first // 12
    figure = layout(facts, site, term.series).annual[year]
    result.usage.estimated |= figure.estimated
    result.usage.reports.add((report_site(facts, site, window.last), f"{year:04d}"))
    return product(facts, site, term, figure.value or 0.0, window.last, result.unusable, result.usage)


def sum_of_months(facts: Facts, site: str, term: Term, months: list[int]) -> float:
    """Add one term's products of the given months, oldest first."""
    total = 0.0
    for month in months:
        entry = cell(facts, site, term.series, month)
        total += product(facts, site, term, entry.value, month, set(), Usage())
    return total


def stock_side(facts: Facts, site: str, side: Side, window: Window, forced: str | None) -> SideResult:
    """Take the stocks as of the window's last month; of each contributor, then added (§3)."""
    result = SideResult()
    for code, terms in contributors(facts, site, side, window.last, forced):
        if kind_of(facts, code) == "enterprise" and not inside_span(facts, code, window.last):
            continue
        own = 0.0
        for term in terms:
            own += stock_term(facts, code, term, window, result)
        result.total += own
    result.declared_away &= not result.has_data and not result.unknown
    return result


def stock_term(facts: Facts, site: str, term: Term, window: Window, result: SideResult) -> float:
    """Return one stock × constant × factors, or mark it unknown; an older one is noted (§3)."""
    found = stock_at(facts, site, term.series, window.last)
    if found is None:
        result.unknown = True
        result.missing.add((site, term.series, text_of(window.last)))
        return 0.0
    result.has_data |= not found.not_applicable
    result.declared_away |= found.not_applicable
    use_standing(found, window.first, result.usage)
    return product(facts, site, term, found.value, window.last, result.unusable, result.usage)


def use_standing(found: Standing, noted_before: int, usage: Usage) -> None:
    """Note what a stock or rate rests on, and its month where that lies before the one given (§3)."""
    usage.estimated |= found.estimated
    usage.declaration_open |= not found.confirmed
    if found.report is not None:
        usage.reports.add(found.report)
    if found.month < noted_before and not found.not_applicable:
        usage.notes.add(f"stock_as_of:{text_of(found.month)}")


def month_reports(sides: list[SideResult], window: Window) -> set[tuple[str, str]]:
    """Return the monthly reports a window rests on (§2: months inside a span owe no figure of their own).

    A month needs its own report if a cell is a value there, or if nothing in it is a span or annual.
    """
    reports: set[tuple[str, str]] = set()
    for index, month in enumerate(window.months):
        flows = [side.months[index] for side in sides if side.months]
        owners = {code for flow in flows for code in flow.value_reports}
        covered = any(flow.span_reports for flow in flows) or any(side.decided for side in sides)
        if not owners and not covered:
            owners = {code for flow in flows for code in flow.blank_reports}
        reports |= {(code, text_of(month)) for code in owners}
        reports |= {report for flow in flows for report in flow.span_reports}
    return reports


def has_missing(side: SideResult) -> bool:
    """Say whether a cell of the side is missing in the window, or a stock unknown."""
    return side.unknown or any(MISSING in flow.states for flow in side.months)
