"""What one row is made of: every cell that enters, with its factors and product, in the engine's own numbers.

For the page and the paper that show how a figure was computed. Nothing is decided here: which cells count,
which annual figure stands for its months and at which price is divided is asked of the engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tracker.catalog.compiled import Term
from tracker.catalog.periods import Period
from tracker.catalog.results import Window
from tracker.compute.arrays import (
    FIGURE,
    MISSING,
    NEVER,
    NOT_APPLICABLE,
    PASSED,
    SPAN,
)
from tracker.compute.block import Block, item_of
from tracker.compute.cells import first_entered
from tracker.compute.factors import FactorPlane, row_of
from tracker.compute.levels import level_over
from tracker.compute.results import Results
from tracker.compute.row_cells import Contribution, Span, contributions, is_decided
from tracker.compute.row_details import Used, used_in
from tracker.compute.row_stocks import contributors_of_stocks, drawdown_months
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.stocks import EARLIER

Blank = Literal["not_applicable", "passed", "missing"]
_BLANKS: tuple[tuple[Blank, int], ...] = (
    ("not_applicable", NOT_APPLICABLE),
    ("passed", PASSED),
    ("missing", MISSING),
)


@dataclass(frozen=True)
class FactorUsed:
    """A factor's canonical value as multiplied with; None where none was in force.

    `carried` is the year it was carried from, else 0.
    """

    code: str
    value: float | None
    carried: int
    confirmed: bool


@dataclass(frozen=True)
class Piece:
    """One figure that enters: of a month, of the months `first` to `last` together, or a stock at `last`."""

    kind: Literal["month", "span", "year", "stock"]
    first: int
    last: int
    quantity: float
    factors: tuple[FactorUsed, ...]
    product: float


@dataclass(frozen=True)
class Input:
    """One term at one site: its figures in the months that count, and what its blanks there mean.

    `base` is the base year of the price, 0 without one; `constant` is what the formula multiplies with.
    """

    site: str
    item: str
    base: int
    constant: float
    pieces: tuple[Piece, ...]
    blanks: tuple[Blank, ...]

    @property
    def product(self) -> float:
        """What the term adds, in the side's unit."""
        return sum(piece.product for piece in self.pieces)


@dataclass(frozen=True)
class Drawn:
    """What a site took from its stock: before its first month and at the end of its last (None: unknown)."""

    site: str
    item: str
    first: int
    last: int
    before: float | None
    after: float | None

    @property
    def amount(self) -> float:
        """The fall of the stock; a rise counts nothing."""
        return 0.0 if self.before is None or self.after is None else max(self.before - self.after, 0.0)


@dataclass(frozen=True)
class Derived:
    """A row taken apart: result = Σ numerator ÷ (Σ denominator + Σ drawdown) × scale.

    `months` are those that count: all of the window, or those of a partial figure. `denominator` is None
    for a total. `result` is None where there is neither a value nor a partial one. `growth` is the stated
    growth of value added (%) at the window's end, if there is one.
    """

    months: tuple[int, ...]
    numerator: tuple[Input, ...]
    denominator: tuple[Input, ...] | None
    drawdown: tuple[Drawn, ...]
    scale: float
    result: float | None
    growth: float | None

    @property
    def divided(self) -> float:
        """The sum of the numerator."""
        return sum(part.product for part in self.numerator)

    @property
    def divisor(self) -> float:
        """The sum of the denominator, what was taken from stocks included; 1 for a total."""
        if self.denominator is None:
            return 1.0
        taken = sum(drawn.amount for drawn in self.drawdown)
        return sum(part.product for part in self.denominator) + taken


def derive(results: Results, site: str, indicator: str, window: Window, period: str) -> Derived:
    """Take the row of a site, indicator, window and period apart. Unknown names: KeyError."""
    span = Period.parse(period)
    results = results.covering(span.first, span.last)
    rule = results.panel.rules.indicators[indicator]
    block = next(block for block in results.blocks({site}) if any(s.code == site for s in block.sites))
    row = next(place for place, found in enumerate(block.sites) if found.code == site)
    end = span.last - block.panel.start
    return _derived(block, rule, window, row, end // 12 if window == "year" else end)


def _derived(block: Block, rule: IndicatorRule, window: Window, row: int, end: int) -> Derived:
    level = level_over(block, rule, window)
    used = used_in(block, rule, window, row, end, level)
    numerator, *rest = (tuple(_inputs(block, terms, row, used)) for terms in used.sides)
    start = block.panel.start
    whole = Derived(
        months=tuple(start + month for month in used.months),
        numerator=numerator,
        denominator=rest[0] if rest else None,
        drawdown=tuple(_drawn(block, rule, row, used)) if used.whole else (),
        scale=rule.scale,
        result=None,
        growth=_growth(block, rule, row, used.span),
    )
    there = level.reason[row, end] == 0 if used.whole else used.partial
    result = whole.divided / whole.divisor * rule.scale if there else None
    return Derived(**{**vars(whole), "result": result})


def _inputs(block: Block, terms: Terms, row: int, used: Used) -> Iterator[Input]:
    if all(block.rules.items[item_of(term.item)].kind == "stock" for term in terms):
        yield from _stocks(block, terms, row, used.span)
        return
    for part in contributions(block, terms, row, used.span):
        site, term = part.site, part.term
        if used.whole and is_decided(block, part, used.span):
            yield _input(block, site, term, [_of_year(block, site, term, used.span)], ())
            continue
        given = [month for month in used.months if month >= 0 and _is_given(part, used.span, month)]
        cells = block.cells(term.item)
        flags = cells.flags[site]
        pieces = [
            _of_month(block, site, term, month)
            for month in given
            if int(flags[month]) & FIGURE and (not int(flags[month]) & SPAN or _ends(cells.lead, site, month))
        ]
        joined = int(np.bitwise_or.reduce(flags[given])) if given else 0
        blanks = tuple(name for name, bit in _BLANKS if joined & bit)
        yield _input(block, site, term, pieces, blanks)


def _is_given(part: Contribution, span: Span, month: int) -> bool:
    return bool(part.given[month - span.columns.start])


def _ends(lead: "np.ndarray[tuple[int, int], np.dtype[np.uint8]] | None", site: int, month: int) -> bool:
    """Say whether a span ends in a month, where its figure stands."""
    return lead is None or int(lead[site, month]) == 0


def _input(block: Block, site: int, term: Term, pieces: list[Piece], blanks: tuple[Blank, ...]) -> Input:
    _, _, base = term.item.partition("@")
    code = block.sites[site].code
    return Input(code, item_of(term.item), int(base or 0), term.constant, tuple(pieces), blanks)


def _of_month(block: Block, site: int, term: Term, month: int) -> Piece:
    cells = block.cells(term.item)
    in_span = bool(int(cells.flags[site, month]) & SPAN)
    length = int(cells.lag[site, month]) if in_span and cells.lag is not None else 0
    quantity = float(cells.value[site, month])
    return _piece(block, site, term, "span" if in_span else "month", month - length, month, quantity)


def _of_year(block: Block, site: int, term: Term, span: Span) -> Piece:
    annual = block.cells(term.item).annual
    assert annual is not None
    quantity = float(annual.value[site, span.last // 12])
    return _piece(block, site, term, "year", span.first, span.last, quantity)


def _piece(
    block: Block,
    site: int,
    term: Term,
    kind: Literal["month", "span", "year", "stock"],
    first: int,
    last: int,
    quantity: float,
    at: int | None = None,
) -> Piece:
    """Multiply in the engine's order; `at` is the month whose factors count, by default the last."""
    factors = tuple(_factor(block, code, site, last if at is None else at) for code in term.factors)
    product = quantity * term.constant
    for factor in factors:
        product *= 0.0 if factor.value is None else factor.value
    start = block.panel.start
    return Piece(kind, start + first, start + last, quantity, factors, product)


def _factor(block: Block, code: str, site: int, month: int) -> FactorUsed:
    plane: FactorPlane = block.factor(code)

    def at(marks: "np.ndarray[tuple[int, int], np.dtype[np.generic]] | None") -> int:
        return 0 if marks is None else int(row_of(marks, site)[month])

    value = None if at(plane.missing) else float(row_of(plane.value, site)[month])
    return FactorUsed(code, value, at(plane.carried), not at(plane.unconfirmed))


def _stocks(block: Block, terms: Terms, row: int, span: Span) -> Iterator[Input]:
    for site, term in contributors_of_stocks(block, terms, row, span):
        stock = block.standing(item_of(term.item)).as_of
        place = site, span.last + EARLIER
        flags = int(stock.flags[place])
        blanks = tuple(name for name, bit in _BLANKS if flags & bit)
        pieces = []
        if not blanks:
            stood = int(stock.column[place]) - EARLIER
            quantity = float(stock.value[place])
            pieces.append(_piece(block, site, term, "stock", stood, stood, quantity, at=span.last))
        yield _input(block, site, term, pieces, blanks)


def _drawn(block: Block, rule: IndicatorRule, row: int, used: Used) -> Iterator[Drawn]:
    if rule.drawdown is None:
        return
    item, start = rule.drawdown, block.panel.start
    entered = first_entered(block.panel, block.rules.items[item])[block.rows]
    stock = block.standing(item).as_of

    def known(site: int, month: int) -> float | None:
        at = site, month + EARLIER
        return None if int(stock.flags[at]) & MISSING else float(stock.value[at])

    for site, first, last in drawdown_months(block, item, row, used.span):
        if entered[site] != NEVER:
            before, after = known(site, first - 1), known(site, last)
            yield Drawn(block.sites[site].code, item, start + first, start + last, before, after)


def _growth(block: Block, rule: IndicatorRule, row: int, span: Span) -> float | None:
    if rule.price is None:
        return None
    stated = block.standing(rule.price.growth)
    at = row, span.last + EARLIER
    return float(stated.value[at]) if int(stated.flags[at]) & FIGURE else None
