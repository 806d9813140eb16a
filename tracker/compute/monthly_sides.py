"""One side of an indicator, month by month, for rows of a block as known through their months."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tracker.compute.arrays import (
    ANNUAL,
    COAL_UNKNOWN,
    ESTIMATED,
    FACTOR_MISSING,
    FIGURE,
    MISSING,
    NOT_APPLICABLE,
    SPAN,
    Bools,
    Floats,
    Ints,
)
from tracker.compute.block import Block
from tracker.compute.drawdown import drawdown_over
from tracker.compute.flows import Flow, flow_of
from tracker.compute.rulebook import Terms
from tracker.compute.windows import void_months

UNUSABLE = COAL_UNKNOWN | FACTOR_MISSING


class Rows:
    """Rows of a block, each looked at through a column; the same row may be looked at several times."""

    def __init__(self, row: NDArray[np.int64], through: Ints, months: int) -> None:
        self.row, self.through, self.months = row, through, months

    @cached_property
    def until(self) -> Bools:
        """The months up to each row's last."""
        inside: Bools = np.arange(self.months) <= self.through[:, None]
        return inside

    @cached_property
    def this_year(self) -> Bools:
        """Of these, the months of the last year."""
        inside: Bools = self.until & (np.arange(self.months) >= self.through[:, None] // 12 * 12)
        return inside

    def take(self, chosen: NDArray[np.int64]) -> "Rows":
        """Return some of the rows."""
        return Rows(self.row[chosen], self.through[chosen], self.months)


@dataclass(frozen=True)
class Side:
    """A side by row and month; `value` means something where it is `usable`.

    A span's figure stands at its last month, 0 in the ones before: `alone` where the month is in none, else
    `lead` and `lag` say how far the span reaches (None: there are none). `entered`: a figure stands there;
    `declared`: 不涉及.
    """

    value: Floats
    usable: Bools
    entered: Bools
    declared: Bools
    alone: Bools
    lead: NDArray[np.int64] | None
    lag: NDArray[np.int64] | None
    estimated: Bools


def flow_side(block: Block, terms: Terms, rows: Rows, *, on_base: bool = False) -> Side:
    """Read the flow of a side; `on_base`: a month merely not applicable is none."""
    return side_of(flow_of(block, terms), rows, on_base=on_base)


def side_of(flow: Flow, rows: Rows, *, on_base: bool = False) -> Side:
    """Read a flow: a month is usable if known, with every factor, its span wholly before the last month."""
    flags = flow.flags[rows.row]
    usable = rows.until & ((flags & (MISSING | ANNUAL)) == 0)
    if flow.marks is not None:
        usable &= (flow.marks[rows.row] & UNUSABLE) == 0
    if on_base:
        usable &= ~void_months(flow)[rows.row]
    lead, lag = (None if side is None else side[rows.row].astype(np.int64) for side in (flow.lead, flow.lag))
    if lead is not None:
        usable &= np.arange(rows.months) + lead <= rows.through[:, None]
        lag = np.zeros_like(lead) if lag is None else lag
    elif lag is not None:
        lead = np.zeros_like(lag)
    return Side(
        value=flow.value[rows.row],
        usable=usable,
        entered=(flags & FIGURE) != 0,
        declared=(flags & NOT_APPLICABLE) != 0,
        alone=(flags & SPAN) == 0,
        lead=lead,
        lag=lag,
        estimated=(flags & ESTIMATED) != 0,
    )


def with_drawdown(block: Block, item: str, rows: Rows, side: Side) -> Side:
    """Add what was taken from a stock: by month, what each adds to the year so far (it may be less)."""
    drawn = drawdown_over(block, item, "ytd")
    to_date = drawn.value[rows.row]
    added = np.diff(to_date, axis=1, prepend=0.0)
    added[:, ::12] = to_date[:, ::12]
    unknown = (drawn.flags[rows.row] & MISSING) != 0
    return Side(
        value=side.value + added,
        usable=side.usable & ~unknown,
        entered=side.entered,
        declared=side.declared,
        alone=side.alone,
        lead=side.lead,
        lag=side.lag,
        estimated=side.estimated,
    )
