"""What a single row says beyond its figure: coverage, partial, missing cells and notes.

Only rows that are shown need it, and most windows are whole, so it is found row by row from the planes.
"""

from dataclasses import dataclass

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import (
    ANNUAL,
    COAL_UNKNOWN,
    FACTOR_CARRIED,
    FACTOR_MISSING,
    MISSING,
    PASSED,
    Bools,
)
from tracker.compute.block import Block
from tracker.compute.flows import Flow
from tracker.compute.levels import Level
from tracker.compute.price import series_terms
from tracker.compute.reasons import REASON
from tracker.compute.row_cells import Span, carried_years, missing_cells, passed_items
from tracker.compute.row_stocks import StockUse, drawdown_uses, stock_uses
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.windows import Sum, side_over
from tracker.compute.year_on_year import Change

WITHOUT_PARTIAL = (REASON["not_applicable"], REASON["no_data"])
UNUSABLE = COAL_UNKNOWN | FACTOR_MISSING


@dataclass(frozen=True)
class Details:
    """The parts of a row that are not numbers of the window; as the contract names them."""

    have: int
    need: int
    partial: float | None
    price: str | None
    missing: list[list[str]]
    notes: list[str]


@dataclass(frozen=True)
class _Side:
    """A side of the row: its terms, and where its window stands among the windows of the panel."""

    terms: Terms
    over: Sum
    flow: Flow | None


def details_of(
    block: Block,
    indicator: IndicatorRule,
    window: Window,
    row: int,
    end: int,
    level: Level,
    change: Change | None,
) -> Details:
    """Find the details of one row; `end` is the window's end among those of the panel."""
    span = _span(window, end)
    at = row, end
    place = 0 if level.price is None else int(level.price[at])
    sides, price = _at_prices(block, indicator, window)[place]
    need = span.last - span.first + 1
    have, partial = need, None
    if level.unheld[at]:
        held = _held(sides, row, span)
        have = int(held.sum())
        if level.reason[at] not in WITHOUT_PARTIAL:
            partial = _partial(sides, row, end, span, held, indicator.scale)
    stocks = _stock_uses(block, indicator, sides, row, span)
    return Details(
        have=have,
        need=need,
        partial=partial,
        price=price if level.reason[at] == 0 or partial is not None else None,
        missing=_missing(block, sides, row, end, span, stocks),
        notes=_notes(block, indicator, sides, at, span, level, change, stocks),
    )


@dataclass(frozen=True)
class Used:
    """What a row rests on: the months that count, and each side's terms at the price taken there.

    `whole`: all months of the window count; otherwise `partial` says whether there is a partial figure.
    """

    span: Span
    months: list[int]
    sides: list[Terms]
    whole: bool
    partial: bool


def used_in(block: Block, indicator: IndicatorRule, window: Window, row: int, end: int, level: Level) -> Used:
    """Say which months and terms make up the figure of one row, be it whole or partial."""
    span, at = _span(window, end), (row, end)
    sides, _ = _at_prices(block, indicator, window)[0 if level.price is None else int(level.price[at])]
    terms = [side.terms for side in sides]
    if not level.unheld[at]:
        return Used(span, list(range(span.first, span.last + 1)), terms, whole=True, partial=False)
    held = _held(sides, row, span)
    partial = level.reason[at] not in WITHOUT_PARTIAL
    partial = partial and _partial(sides, row, end, span, held, indicator.scale) is not None
    return Used(span, _kept(sides, row, span, held), terms, whole=False, partial=partial)


def _span(window: Window, end: int) -> Span:
    if window == "year":
        return Span(window, end * 12, end * 12 + 11)
    first = {"month": end, "ytd": end - end % 12, "rolling12": end - 11}[window]
    return Span(window, first, end)


def _at_prices(
    block: Block, indicator: IndicatorRule, window: Window
) -> list[tuple[list[_Side], str | None]]:
    """Return the sides of an indicator at each price it may be stated at, with the price's name."""
    return block.once(("at prices", indicator.code, window), lambda: _sides(block, indicator, window))


def _sides(block: Block, indicator: IndicatorRule, window: Window) -> list[tuple[list[_Side], str | None]]:
    def side(terms: Terms) -> _Side:
        over = side_over(block, terms, window)
        return _Side(terms, over, over.flow)

    numerator = side(indicator.numerator)
    if indicator.denominator is None:
        return [([numerator], None)]
    names: list[str | None] = [None]
    if indicator.price is not None:
        bases = [base for base in block.panel.bases(indicator.price.real) if base]
        names = ["current", *map(str, bases)]
    denominators = map(side, series_terms(block, indicator))
    return [([numerator, found], name) for found, name in zip(denominators, names, strict=True)]


def _held(sides: list[_Side], row: int, span: Span) -> Bools:
    """Say which months of the window are held, by all sides."""
    held = np.ones(span.last - span.first + 1, np.bool_)
    held[: max(0, -span.first)] = False
    for side in sides:
        flow = side.flow
        if flow is None:
            continue
        if side.over.settled is not None and span.is_year:
            flow = side.over.settled.flow
        open_ = (flow.flags[row, span.columns] & (MISSING | ANNUAL)) != 0
        held[max(0, -span.first) :] &= ~open_
        lead, lag = _bounds(flow, row, span)
        places = np.arange(len(held))
        held &= (places + lead < len(held)) & (places - lag >= 0)
    return held


def _bounds(flow: Flow, row: int, span: Span) -> "tuple[np.ndarray[tuple[int], np.dtype[np.int32]], ...]":
    """Return how far the spans of each month of the window reach forward and back."""
    found = []
    for plane in (flow.lead, flow.lag):
        bound = np.zeros(span.last - span.first + 1, np.int32)
        if plane is not None:
            bound[max(0, -span.first) :] = plane[row, span.columns]
        found.append(bound)
    return tuple(found)


def _partial(sides: list[_Side], row: int, end: int, span: Span, held: Bools, scale: float) -> float | None:
    """Return the figure over the months whose inputs are all known, where those are not all."""
    kept = _kept(sides, row, span, held)
    sums = [_sum_kept(side, row, end, span, kept) for side in sides]
    if not kept or any(total is None for total in sums):
        return None
    numerator, *rest = (total or 0.0 for total in sums)
    if not rest:
        return numerator * scale
    return numerator / rest[0] * scale if rest[0] > 0 else None


def _kept(sides: list[_Side], row: int, span: Span, held: Bools) -> list[int]:
    """Return the held months without those of a longer figure that is not wholly among them."""
    forward, back = np.zeros(len(held), np.int32), np.zeros(len(held), np.int32)
    kept = held.copy()
    for side in sides:
        if side.flow is not None:
            kept[max(0, -span.first) :] &= (side.flow.flags[row, span.columns] & ANNUAL) == 0
            lead, lag = _bounds(side.flow, row, span)
            forward, back = np.maximum(forward, lead), np.maximum(back, lag)
    while True:
        smaller = kept.copy()
        for place in np.flatnonzero(kept).tolist():
            first, last = place - back[place], place + forward[place]
            smaller[place] = first >= 0 and last < len(kept) and bool(kept[first : last + 1].all())
        if (smaller == kept).all():
            return [int(place) + span.first for place in np.flatnonzero(kept)]
        kept = smaller


def _sum_kept(side: _Side, row: int, end: int, span: Span, kept: list[int]) -> float | None:
    """Add a side over the kept months, oldest first; None where it cannot be had. Stocks stay as they are."""
    flow = side.flow
    if flow is None:
        unusable = side.over.marks is not None and int(side.over.marks[row, end]) & UNUSABLE
        unknown = int(side.over.flags[row, end]) & MISSING
        return None if unusable or unknown else float(side.over.value[row, end])
    if flow.marks is not None and any(int(flow.marks[row, month]) & UNUSABLE for month in kept):
        return None
    total = 0.0
    for month in kept:
        total += float(flow.value[row, month])
    return total


def _stock_uses(
    block: Block, indicator: IndicatorRule, sides: list[_Side], row: int, span: Span
) -> list[StockUse]:
    uses: list[StockUse] = []
    for side in sides:
        if side.flow is None:
            uses += stock_uses(block, side.terms, row, span)
    if indicator.drawdown is not None:
        uses += drawdown_uses(block, indicator.drawdown, row, span)
    return uses


def _missing(
    block: Block, sides: list[_Side], row: int, end: int, span: Span, stocks: list[StockUse]
) -> list[list[str]]:
    missing = {use.missing for use in stocks if use.missing is not None}
    for side in sides:
        if side.flow is not None and int(side.over.flags[row, end]) & MISSING:
            missing.update(missing_cells(block, side.terms, row, span))
    return [list(cell) for cell in sorted(missing)]


def _notes(
    block: Block,
    indicator: IndicatorRule,
    sides: list[_Side],
    at: tuple[int, int],
    span: Span,
    level: Level,
    change: Change | None,
    stocks: list[StockUse],
) -> list[str]:
    row, _ = at
    notes = {f"stock_as_of:{use.as_of}" for use in stocks if use.as_of is not None}
    if indicator.reading is not None:
        notes.add(f"reading:{indicator.reading}")
    if level.estimated[at] or (change is not None and change.rate_estimated[at]):
        notes.add("estimated")
    if level.unconfirmed[at]:
        notes.add("unconfirmed")
    for side in sides:
        if side.flow is None:
            continue
        if int(side.over.flags[at]) & PASSED:
            notes |= {f"undeclared_item:{item}" for item in passed_items(block, side.terms, row, span)}
        if side.over.marks is not None and int(side.over.marks[at]) & FACTOR_CARRIED:
            notes |= {f"factor_carried:{year}" for year in carried_years(block, side.terms, row, span)}
    return sorted(notes)
