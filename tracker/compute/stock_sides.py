"""Sides of stocks: the newest figure in the window, else the newest before it (contract §3)."""

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.block import Block
from tracker.compute.flows import ALL_MONTHS, DECEMBERS, Flow, multiplied, product_marks, rolled_up
from tracker.compute.rulebook import Terms
from tracker.compute.stocks import EARLIER


def stock_side(block: Block, terms: Terms, window: Window) -> Flow:
    """Return a side of stocks as of the windows' last months; MISSING where one is not known."""
    stocks = block.once(("stocks", terms), lambda: rolled_up(block, terms, _own_stocks))
    if window != "year":
        return stocks
    marks = None if stocks.marks is None else stocks.marks[:, DECEMBERS]
    return Flow(stocks.value[:, DECEMBERS], stocks.flags[:, DECEMBERS], marks)


def _own_stocks(block: Block, terms: Terms) -> Flow:
    """Return every site's own stocks; an enterprise outside its span has none."""
    value, scratch = np.zeros(block.shape), np.empty(block.shape)
    flags, marks = np.zeros(block.shape, np.uint8), np.zeros(block.shape, np.uint8)
    active = ~block.inactive
    for term in terms:
        stock = block.standing(term.item).as_of
        held = stock.value[:, EARLIER:] * active
        factors = [block.factor(code) for code in term.factors]
        value += multiplied(held, term.constant, factors, ALL_MONTHS, scratch)
        flags |= stock.flags[:, EARLIER:] * active
        marks |= stock.marks[:, EARLIER:] * active
        found = product_marks(held, factors, ALL_MONTHS)
        marks |= 0 if found is None else found
    return Flow(value, flags, marks)
