"""The change against the same window a year earlier, like with like (contract §1 `yoy`, §4 *Price*)."""

from dataclasses import dataclass, field

from tracker.reference.evaluation import Evaluation, evaluate, ratio
from tracker.reference.facts import Facts, Json, attribute, first_month, span_of_figures
from tracker.reference.price import CURRENT, bases, denominator_at, is_full
from tracker.reference.stocks import rate_at
from tracker.reference.usage import Usage
from tracker.reference.windows import (
    SideResult,
    Window,
    month_reports,
    side_over,
    use_standing,
    window_ending,
    year_earlier,
)


@dataclass
class Comparison:
    """A change with its basis, or the reason why there is none; `rests_on` covers both windows.

    `estimated` says whether an estimate takes part in the change itself: in a quantity of either window, in
    the series divided by or in the rate of growth. Value added that the change does not look at is no part.
    """

    reason: str | None = None
    change: float | None = None
    value: float | None = None
    baseline: float | None = None
    basis: str | None = None
    rate_estimated: bool = False
    estimated: bool = False
    rests_on: Usage = field(default_factory=Usage)

    def as_json(self) -> Json:
        """Return the comparison as a row prints it."""
        return {
            "change": self.change,
            "value": self.value,
            "baseline": self.baseline,
            "basis": self.basis,
            "reason": self.reason,
        }


@dataclass
class Pair:
    """The two windows to compare, collected in one way."""

    now: Evaluation
    before: Evaluation
    forced: str | None

    @property
    def indicator(self) -> str:
        """The indicator compared."""
        return self.now.indicator

    @property
    def site(self) -> str:
        """The site compared with itself."""
        return self.now.site


def compare(facts: Facts, level: Evaluation) -> Comparison:
    """Compare a window with the same one a year earlier, or say why it cannot be had (§1, `reason`)."""
    if level.reason is not None:
        return Comparison(reason=level.reason)
    pair = like_with_like(facts, level)
    if pair is None:
        return Comparison(reason="scope_changed")
    reason = reason_against(facts, pair)
    if reason is not None:
        return Comparison(reason=reason)
    found = on_some_basis(facts, pair)
    if found is None:
        return Comparison(reason="no_comparable_price")
    if found.baseline is None or found.baseline <= 0:
        return Comparison(reason="baseline_incomplete")
    found.estimated = found.rests_on.estimated or is_quantity_estimated(facts, pair)
    for evaluation in (pair.now, pair.before):
        found.rests_on.add(evaluation.usage)
    return found


def is_quantity_estimated(facts: Facts, pair: Pair) -> bool:
    """Say whether an estimate is in the quantities compared; without prices these are the whole values."""
    if facts.catalog["indicators"][pair.indicator]["priced"]:
        return pair.now.numerator_estimated or pair.before.numerator_estimated
    return pair.now.usage.estimated or pair.before.usage.estimated


def like_with_like(facts: Facts, level: Evaluation) -> Pair | None:
    """Return the windows to compare; None where scope or the way of collecting changed between them.

    A changed way of collecting is no hindrance where both windows are whole in the way now in force
    (design, *park / enterprise*).
    """
    before = year_earlier(level.window)
    months = [*before.months, *level.window.months]
    if len({attribute(facts, level.site, "scope", month) for month in months}) > 1:
        return None
    if len({attribute(facts, level.site, "collect", month) for month in months}) == 1:
        return Pair(level, evaluate(facts, level.site, level.indicator, before), None)
    way = attribute(facts, level.site, "collect", level.window.last)
    now = evaluate(facts, level.site, level.indicator, level.window, way)
    then = evaluate(facts, level.site, level.indicator, before, way)
    return Pair(now, then, way) if now.value is not None and then.value is not None else None


def reason_against(facts: Facts, pair: Pair) -> str | None:
    """Return why two windows are not compared: no baseline, not whole, or January and February (§4)."""
    first = first_month(facts, pair.site)
    window = pair.before.window
    if pair.before.reason == "no_data" or first is None or window.last < first:
        return "no_baseline"
    if pair.before.value is None:
        return "baseline_incomplete"
    calendar_month = window.last % 12
    if (window.name == "month" and calendar_month < 2) or (window.name == "ytd" and calendar_month == 0):
        return "january_february"
    return None


def on_some_basis(facts: Facts, pair: Pair) -> Comparison | None:
    """Return the comparison on the first basis that can be had (§4, *Price*).

    The order: comparable prices not estimated, on one base and else chained; growth; comparable prices
    estimated, on one base and else chained; current prices.
    """
    if not facts.catalog["indicators"][pair.indicator]["priced"]:
        return unpriced(pair)
    comparable = [*on_one_base(facts, pair), *on_chained_bases(facts, pair)]
    for found in comparable:
        if found.basis == "real":
            return found
    by_growth = on_growth(facts, pair)
    if by_growth is not None:
        return by_growth
    return comparable[0] if comparable else on_current_prices(facts, pair)


def unpriced(pair: Pair) -> Comparison:
    """Compare plain values of an indicator that knows no prices."""
    return changed(pair.now.value, pair.before.value, "real")


def changed(value: float | None, baseline: float | None, basis: str) -> Comparison:
    """Return value / baseline − 1 on a basis; a baseline not above 0 leaves the change open."""
    if value is None or baseline is None or baseline <= 0:
        return Comparison(value=value, baseline=baseline, basis=basis)
    return Comparison(change=value / baseline - 1, value=value, baseline=baseline, basis=basis)


def value_added_over(facts: Facts, pair: Pair, price: str, window: Window) -> SideResult | None:
    """Return value added over a window at a price; None unless whole and above 0."""
    if not is_full(facts, pair.site, pair.indicator, price, window, pair.forced):
        return None
    side = denominator_at(facts, pair.indicator, price)
    found = side_over(facts, pair.site, side, window, pair.forced)
    return found if found.total > 0 else None


def against(
    facts: Facts, pair: Pair, now: SideResult, then: SideResult, link: float, basis: str
) -> Comparison:
    """Form both ratios on given denominators, the earlier one multiplied by `link`, and compare them."""
    scale = facts.catalog["indicators"][pair.indicator]["scale"]
    found = changed(
        ratio(pair.now.numerator, now.total, scale),
        ratio(pair.before.numerator, then.total * link, scale),
        basis,
    )
    for side, window in ((now, pair.now.window), (then, pair.before.window)):
        found.rests_on.add(side.usage)
        found.rests_on.reports |= month_reports([side], window)
    return found


def on_one_base(facts: Facts, pair: Pair) -> list[Comparison]:
    """Return the comparisons on a base year on which both windows are whole, newest base first (§4)."""
    found = []
    for base in bases(facts, pair.site, pair.indicator):
        now = value_added_over(facts, pair, base, pair.now.window)
        then = value_added_over(facts, pair, base, pair.before.window)
        if now is not None and then is not None:
            estimated = now.usage.estimated or then.usage.estimated
            found.append(against(facts, pair, now, then, 1.0, "estimated" if estimated else "real"))
    return found


def on_chained_bases(facts: Facts, pair: Pair) -> list[Comparison]:
    """Return the comparisons across a change of base, chained through a year known on both (§4).

    The earlier denominator on its base a is multiplied by V_b(Y) / V_a(Y), Y the latest year whole on both.
    """
    found = []
    series = bases(facts, pair.site, pair.indicator)
    for new in series:
        for old in series:
            if new != old:
                found += chained(facts, pair, new, old)
    return found


def chained(facts: Facts, pair: Pair, new: str, old: str) -> list[Comparison]:
    """Compare the window now on the new base with the earlier one on the old base, if a year links them."""
    now = value_added_over(facts, pair, new, pair.now.window)
    then = value_added_over(facts, pair, old, pair.before.window)
    if now is None or then is None:
        return []
    for year in link_years(facts, pair):
        on_new = value_added_over(facts, pair, new, year)
        on_old = value_added_over(facts, pair, old, year)
        if on_new is not None and on_old is not None:
            sides = (now, then, on_new, on_old)
            estimated = any(side.usage.estimated for side in sides)
            link = on_new.total / on_old.total
            found = against(facts, pair, now, then, link, "estimated" if estimated else "real")
            found.rests_on.estimated |= estimated
            return [found]
    return []


def link_years(facts: Facts, pair: Pair) -> list[Window]:
    """Return the years that could link two bases, latest first."""
    span = span_of_figures(facts, pair.site)
    years = range(span[0] // 12, span[1] // 12 + 1) if span else range(0)
    return [window_ending("year", year * 12) for year in reversed(years)]


def on_growth(facts: Facts, pair: Pair) -> Comparison | None:
    """Compare the quantities against the growth of value added: (E₁/E₀)/(1 + g/100) − 1 (§4).

    Only over ytd and year, with the rate of the window's last month; the value follows from the baseline.
    """
    if pair.now.window.name not in ("ytd", "year"):
        return None
    item = facts.catalog["indicators"][pair.indicator]["priced"]["growth"]
    rate = rate_at(facts, pair.site, item, pair.now.window.last)
    if rate is None or pair.before.numerator <= 0 or 1 + rate.value / 100 <= 0:
        return None
    change = (pair.now.numerator / pair.before.numerator) / (1 + rate.value / 100) - 1
    baseline = pair.before.value or 0.0
    found = Comparison(change=change, value=baseline * (1 + change), baseline=baseline, basis="growth")
    found.rate_estimated = rate.estimated
    use_standing(rate, rate.month, found.rests_on)
    return found


def on_current_prices(facts: Facts, pair: Pair) -> Comparison | None:
    """Compare at current prices, which is shown and judged by nobody (§4)."""
    now = value_added_over(facts, pair, CURRENT, pair.now.window)
    then = value_added_over(facts, pair, CURRENT, pair.before.window)
    return against(facts, pair, now, then, 1.0, "current") if now and then else None
