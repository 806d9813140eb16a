"""Sides of stocks: the newest figure in the window, else the newest before it (contract §3)."""

from typing import NamedTuple

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import Bits, Bools, Floats
from tracker.compute.block import Block
from tracker.compute.flows import ALL_MONTHS, DECEMBERS, at_park, multiplied, product_marks
from tracker.compute.rulebook import Terms
from tracker.compute.stocks import EARLIER


class StockSums(NamedTuple):
    """A side of stocks by site and window end; MISSING where a stock is not known."""

    value: Floats
    flags: Bits
    marks: Bits


def stock_side(block: Block, terms: Terms, window: Window) -> StockSums:
    """Return a side of stocks as of the windows' last months."""
    at_months = block.once(("stocks", terms), lambda: _rolled_up(block, terms))
    if window != "year":
        return at_months
    return StockSums(*(plane[:, DECEMBERS] for plane in at_months))


def _own(block: Block, terms: Terms) -> StockSums:
    """Return every site's own stocks; an enterprise outside its span has none."""
    value = np.zeros(block.shape)
    flags, marks = np.zeros(block.shape, np.uint8), np.zeros(block.shape, np.uint8)
    for term in terms:
        stock = block.standing(term.item).as_of
        planes = (plane[:, EARLIER:] for plane in (stock.value, stock.flags, stock.marks))
        held, state, reports = _while_active(block.inactive, *planes)
        factors = [block.factor(code) for code in term.factors]
        value += multiplied(held, term.constant, factors, ALL_MONTHS, np.empty(block.shape))
        flags |= state
        marks |= reports
        found = product_marks(held, factors, ALL_MONTHS)
        marks |= 0 if found is None else found
    return StockSums(value, flags, marks)


def _while_active(inactive: Bools, value: Floats, flags: Bits, marks: Bits) -> tuple[Floats, Bits, Bits]:
    if not inactive.any():
        return value, flags, marks
    none = np.uint8(0)
    return np.where(inactive, 0.0, value), np.where(inactive, none, flags), np.where(inactive, none, marks)


def _rolled_up(block: Block, terms: Terms) -> StockSums:
    """Add the enterprises' stocks to those of the sites that are their sum."""
    direct = _own(block, terms)
    member_terms = Terms(term for term in terms if not at_park(block, term))
    if not block.roll_ups or not member_terms:
        return direct
    own = _own(block, Terms(term for term in terms if at_park(block, term)))
    members = direct if len(member_terms) == len(terms) else _own(block, member_terms)
    total = StockSums(*(plane.copy() for plane in direct))
    for roll_up in block.roll_ups:
        row, rolled, there = roll_up.row, roll_up.rolled, roll_up.there
        parts = [own.value[row], *np.where(there, members.value[roll_up.members], 0.0)]
        total.value[row, rolled] = np.add.accumulate(np.stack(parts), axis=0)[-1, rolled]
        for plane, of_own, of_members in zip(total[1:], own[1:], members[1:], strict=True):
            given = np.where(there, of_members[roll_up.members], np.uint8(0))
            plane[row, rolled] = (of_own[row] | np.bitwise_or.reduce(given, axis=0))[rolled]
    return total
