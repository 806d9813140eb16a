"""Derived flows: quantity × factor, month by month and site by site, then rolled up (contract §4)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tracker.catalog.compiled import Term
from tracker.compute.arrays import (
    ANNUAL,
    FACTOR_CARRIED,
    FACTOR_UNCONFIRMED,
    NOT_ACCEPTED,
    SPAN,
    Bits,
    Bools,
    Floats,
)
from tracker.compute.block import Block, RollUp, item_of
from tracker.compute.factors import FactorPlane
from tracker.compute.rulebook import Terms

ALL_MONTHS = slice(None)
DECEMBERS = slice(11, None, 12)


@dataclass(frozen=True)
class Flow:
    """A side's flow by site and month; flags, marks and span bounds are those of all its cells together.

    `lead` and `lag` are None where no cell lies in a cumulative span. A missing cell adds 0 to `value`.
    """

    value: Floats
    flags: Bits
    marks: Bits | None = None
    lead: Bits | None = None
    lag: Bits | None = None

    @cached_property
    def joined(self) -> int:
        """The flags of all sites and months together."""
        return int(np.bitwise_or.reduce(self.flags, axis=None))

    def take(self, rows: NDArray[np.intp]) -> "Flow":
        """Return the flow of some of the sites."""
        marks, lead, lag = (None if p is None else p[rows] for p in (self.marks, self.lead, self.lag))
        return Flow(self.value[rows], self.flags[rows], marks, lead, lag)

    def has_spans(self) -> bool:
        """Say whether any month lies inside a longer figure."""
        return bool(self.joined & (SPAN | ANNUAL))


def flow_of(block: Block, terms: Terms) -> Flow:
    """Return the flow of every site: of its own cells, or of its enterprises' where it is their sum."""
    return block.once(("flow", terms), lambda: rolled_up(block, terms, own_flow))


def at_park(block: Block, term: Term) -> bool:
    """Say whether a term's item is entered for the park itself even where the rest is rolled up."""
    return block.rules.items[item_of(term.item)].at_park


def own_flow(block: Block, terms: Terms) -> Flow:
    """Return every site's flow of its own cells: 0 + term + term …, in formula order."""
    value, scratch = np.zeros(block.shape), np.empty(block.shape)
    flags = np.zeros(block.shape, np.uint8)
    marks: Bits | None = None
    lead: Bits | None = None
    lag: Bits | None = None
    for term in terms:
        cells = block.cells(term.item)
        np.bitwise_or(flags, cells.flags, out=flags)
        lead, lag = larger(lead, cells.lead), larger(lag, cells.lag)
        if cells.unaccepted is not None:
            marks = union(marks, cells.unaccepted * np.uint8(NOT_ACCEPTED))
        if cells.entered.any():
            factors = [block.factor(code) for code in term.factors]
            marks = union(marks, product_marks(cells.value, factors, ALL_MONTHS))
            add_product(value, cells.value, term, factors, scratch)
    return Flow(value, flags, marks, lead, lag)


def add_product(
    total: Floats, quantity: Floats, term: Term, factors: list[FactorPlane], scratch: Floats
) -> None:
    """Add quantity × constant × each factor to a plane of monthly totals.

    A constant of ±1 is an addition or subtraction: the same number, and one pass less.
    """
    if term.constant in (1.0, -1.0):
        result = multiplied(quantity, 1.0, factors, ALL_MONTHS, scratch)
        (np.add if term.constant == 1.0 else np.subtract)(total, result, out=total)
    else:
        np.add(total, multiplied(quantity, term.constant, factors, ALL_MONTHS, scratch), out=total)


def multiplied(
    quantity: Floats, constant: float, factors: list[FactorPlane], columns: slice, scratch: Floats
) -> Floats:
    """Return quantity × constant × each factor in force in these months, in this order."""
    result = quantity if constant == 1.0 else np.multiply(quantity, constant, out=scratch)
    for factor in factors:
        by = factor.value[:, columns] if factor.constant is None else factor.constant
        result = np.multiply(result, by, out=scratch)
    return result


def product_marks(quantity: Floats, factors: list[FactorPlane], columns: slice) -> Bits | None:
    """Return what the factors of a term mark: none in force, unconfirmed, carried; zero needs no factor."""
    if all(factor.is_clean for factor in factors):
        return None
    marks = np.zeros(quantity.shape, np.uint8)
    live = quantity != 0
    for factor in factors:
        if factor.missing is not None:
            marks |= (live & factor.missing[:, columns]) * np.uint8(factor.missing_mark)
            live &= ~factor.missing[:, columns]
        if factor.unconfirmed is not None:
            marks |= (live & factor.unconfirmed[:, columns]) * np.uint8(FACTOR_UNCONFIRMED)
        if factor.carried is not None:
            marks |= (live & (factor.carried[:, columns] != 0)) * np.uint8(FACTOR_CARRIED)
    return marks


def union(one: Bits | None, other: Bits | None) -> Bits | None:
    """Return the marks of both; None is no mark."""
    if one is None or other is None:
        return other if one is None else one
    return one | other


def larger(one: Bits | None, other: Bits | None) -> Bits | None:
    """Return the farther bound of both; None is no bound."""
    if one is None or other is None:
        return other if one is None else one
    return np.maximum(one, other)


def rolled_up(block: Block, terms: Terms, of_own: Callable[[Block, Terms], Flow]) -> Flow:
    """Add enterprises to the sites that are their sum: the site's park items first, then in code order.

    `of_own` gives every site's flow of its own cells.
    """
    direct = of_own(block, terms)
    if not block.roll_ups:
        return direct
    own_terms = Terms(term for term in terms if at_park(block, term))
    member_terms = Terms(term for term in terms if not at_park(block, term))
    own = direct if not member_terms else of_own(block, own_terms)
    members = direct if not own_terms else of_own(block, member_terms)
    planes = {
        name: _or_zeros(getattr(direct, name), (getattr(own, name), getattr(members, name)), block)
        for name in ("marks", "lead", "lag")
    }
    total = Flow(direct.value.copy(), direct.flags.copy(), **planes)
    for roll_up in block.roll_ups:
        _put_sum(total, own, members, roll_up)
    return total


def _or_zeros(plane: Bits | None, sources: tuple[Bits | None, ...], block: Block) -> Bits | None:
    if plane is not None:
        return plane.copy()
    return None if all(source is None for source in sources) else np.zeros(block.shape, np.uint8)


def _put_sum(total: Flow, own: Flow, members: Flow, roll_up: RollUp) -> None:
    row, rolled, there = roll_up.row, roll_up.rolled, roll_up.there
    parts = [own.value[row], *np.where(there, members.value[roll_up.members], 0.0)]
    total.value[row, rolled] = np.add.accumulate(np.stack(parts), axis=0)[-1, rolled]
    total.flags[row, rolled] = _over_all(own.flags, members.flags, roll_up, np.bitwise_or)[rolled]
    for name, over in (("marks", np.bitwise_or), ("lead", np.maximum), ("lag", np.maximum)):
        plane = getattr(total, name)
        if plane is not None:
            plane[row, rolled] = _over_all(getattr(own, name), getattr(members, name), roll_up, over)[rolled]


def _over_all(own: Bits | None, members: Bits | None, roll_up: RollUp, over: np.ufunc) -> Bits:
    there: Bools = roll_up.there
    result = np.zeros(there.shape[1], np.uint8) if own is None else own[roll_up.row]
    if members is None:
        return result
    joined: Bits = over(result, over.reduce(np.where(there, members[roll_up.members], np.uint8(0)), axis=0))
    return joined
