"""An indicator over the windows: its value, or the reason why there is none (contract §1, §4)."""

from dataclasses import dataclass, replace

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import (
    COAL_UNKNOWN,
    DOUBT,
    ESTIMATED,
    FACTOR_MISSING,
    FACTOR_UNCONFIRMED,
    FIGURE,
    MISSING,
    NOT_ACCEPTED,
    NOT_APPLICABLE,
    PASSED,
    UNCONFIRMED,
    Bits,
    Bools,
    Floats,
)
from tracker.compute.block import Block
from tracker.compute.drawdown import drawdown_over
from tracker.compute.flows import union
from tracker.compute.price import Denominator, at_place, denominator_over
from tracker.compute.reasons import put
from tracker.compute.rulebook import IndicatorRule
from tracker.compute.windows import Sum, side_over, unaccepted


@dataclass(frozen=True)
class Level:
    """An indicator by site and window end; `value` means something where `reason` is 0.

    `unheld`: some month of the window is not held. `price` is the place of the series divided by in the
    indicator's list of them. `estimated`, `unconfirmed` (a factor) and `doubtful` (whatever else makes a
    figure provisional) speak of the window.
    """

    value: Floats
    reason: Bits
    unheld: Bools
    numerator: Floats
    denominator: Floats | None
    price: Bits | None
    estimated: Bools
    unconfirmed: Bools
    doubtful: Bools


def level_over(block: Block, indicator: IndicatorRule, window: Window) -> Level:
    """Evaluate an indicator over the windows."""
    return block.once(("level", indicator.code, window), lambda: _level(block, indicator, window))


def _level(block: Block, indicator: IndicatorRule, window: Window) -> Level:
    numerator = side_over(block, indicator.numerator, window)
    if indicator.denominator is None:
        reports = unaccepted(block, window, numerator)
        unheld = numerator.unheld
        parts = _Parts(
            numerator.flags, numerator.flags, numerator.marks, unheld, numerator.cut, reports, is_ratio=False
        )
        total = numerator.value * indicator.scale
        return _finished(block, parts, window, total, numerator.value, None, None)
    denominator = denominator_over(block, indicator, window)
    parts = _together(block, window, numerator, denominator)
    divisor = denominator.value
    if indicator.drawdown is not None:
        drawn = drawdown_over(block, indicator.drawdown, window)
        divisor = divisor + drawn.value
        parts = replace(parts, flags=parts.flags | drawn.flags, marks=union(parts.marks, drawn.marks))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        value = numerator.value / divisor * indicator.scale
    return _finished(block, parts, window, value, numerator.value, divisor, denominator.place)


@dataclass(frozen=True)
class _Parts:
    """What is known of all sides together; `last` are the flags of the side that may be 不涉及 as a whole."""

    flags: Bits
    last: Bits
    marks: Bits | None
    unheld: Bools
    cut: Bools | None
    unaccepted: Bools
    is_ratio: bool


def _together(block: Block, window: Window, numerator: Sum, denominator: Denominator) -> _Parts:
    by_price = [unaccepted(block, window, numerator, side) for side in denominator.sides]
    reports = by_price[0] if denominator.place is None else at_place(denominator.place, by_price)
    cut = numerator.cut
    if denominator.cut is not None:
        cut = denominator.cut if cut is None else cut | denominator.cut
    return _Parts(
        numerator.flags | denominator.flags,
        denominator.flags,
        union(numerator.marks, denominator.marks),
        numerator.unheld | denominator.unheld,
        cut,
        reports,
        is_ratio=True,
    )


def _finished(
    block: Block,
    parts: _Parts,
    window: Window,
    value: Floats,
    numerator: Floats,
    denominator: Floats | None,
    price: Bits | None,
) -> Level:
    reason = np.zeros(value.shape, np.uint8)
    if denominator is not None:
        put(reason, denominator <= 0, "denominator_not_positive")
    _put_reasons(reason, parts)
    if window == "year":
        put(reason, parts.unheld & ~years_over(block), "year_not_over")
    _put_absence(reason, parts)
    marks = parts.marks
    doubtful = parts.unaccepted | ((parts.flags & DOUBT) != 0)
    if marks is not None:
        doubtful = doubtful | ((marks & (FACTOR_UNCONFIRMED | NOT_ACCEPTED)) != 0)
    return Level(
        value=value,
        reason=reason,
        unheld=parts.unheld,
        numerator=numerator,
        denominator=denominator,
        price=price,
        estimated=(parts.flags & ESTIMATED) != 0,
        unconfirmed=np.zeros(value.shape, np.bool_) if marks is None else (marks & FACTOR_UNCONFIRMED) != 0,
        doubtful=doubtful,
    )


def _put_reasons(reason: Bits, parts: _Parts) -> None:
    """Put why months do not make a value."""
    if parts.marks is not None:
        put(reason, (parts.marks & FACTOR_MISSING) != 0, "factor_missing")
        put(reason, (parts.marks & COAL_UNKNOWN) != 0, "coal_kind_unknown")
    put(reason, parts.unheld, "only_annual")
    if parts.cut is not None:
        put(reason, parts.cut, "only_cumulative")
    put(reason, (parts.flags & MISSING) != 0, "incomplete")


def _put_absence(reason: Bits, parts: _Parts) -> None:
    """Put that there is no figure at all, or that all is declared 不涉及.

    A total over cells declared away in part and passed over for the rest is a known 0; over cells only
    passed over, or of enterprises not there, it is no figure.
    """
    nothing = (parts.flags & FIGURE) == 0
    if not parts.is_ratio:
        nothing &= parts.unheld | ((parts.flags & NOT_APPLICABLE) == 0)
    put(reason, nothing, "no_data")
    # alternatives never entered do not stand against a denominator whose required items are declared away
    neutral = UNCONFIRMED | PASSED if parts.is_ratio else UNCONFIRMED
    put(reason, (parts.last & ~np.uint8(neutral)) == NOT_APPLICABLE, "not_applicable")


def years_over(block: Block) -> Bools:
    """Say of each of the block's years whether it is over."""
    first = block.panel.start // 12
    return np.arange(first, first + block.panel.months // 12) < block.today.year
