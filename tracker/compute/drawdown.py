"""What was taken from a hazardous stock over a window: the one flow not formed by month (contract §4)."""

from typing import NamedTuple

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import ESTIMATED, MISSING, NEVER, UNCONFIRMED, Bits, Bools, Floats, Ints
from tracker.compute.block import Block
from tracker.compute.cells import first_entered
from tracker.compute.reductions import window_bounds
from tracker.compute.stocks import EARLIER, StockPlanes

Rows = slice | list[int]


class Drawdown(NamedTuple):
    """By site and window end: max(0, stock before − stock at the end), added over contributors."""

    value: Floats
    flags: Bits
    marks: Bits


def drawdown_over(block: Block, item: str, window: Window) -> Drawdown:
    """Return the drawdown of a stock; a site counts over the months in which it contributes (contract §4)."""
    return block.once(("drawdown", item, window), lambda: _drawdown(block, item, window))


def _drawdown(block: Block, item: str, window: Window) -> Drawdown:
    stock = block.standing(item).as_of
    active = ~block.inactive
    total = _taken(block, item, stock, slice(None), active, window)
    for roll_up in block.roll_ups:
        at_park = block.rules.items[item].at_park
        own = np.ones(block.shape[1], np.bool_) if at_park else ~roll_up.rolled
        members = [] if at_park else roll_up.members
        given = np.stack([own, *(active[members] & roll_up.there)] if members else [own])
        sites = [roll_up.row, *members]
        parts = _taken(block, item, stock.rows(sites), sites, given, window)
        total.value[roll_up.row] = np.add.accumulate(parts.value, axis=0)[-1]
        total.flags[roll_up.row] = np.bitwise_or.reduce(parts.flags, axis=0)
        total.marks[roll_up.row] = np.bitwise_or.reduce(parts.marks, axis=0)
    return total


def _taken(
    block: Block, item: str, stock: StockPlanes, sites: Rows, given: Bools, window: Window
) -> Drawdown:
    """Return what each of some sites took over the months it gives; MISSING where a stock is not known."""
    first, last = window_bounds(window, block.shape[1])
    begin, end = _given_bounds(given, first, last)
    before, after = _at(stock, begin - 1 + EARLIER), _at(stock, end + EARLIER)
    begins = block.panel.begins[block.rows][sites] - block.panel.start
    enterprise = block.of_kind("enterprise")[sites]
    is_new = (before.flags == MISSING) & enterprise & (begin - 1 < begins[:, None])
    flags = np.where(is_new, np.uint8(0), before.flags) | after.flags
    flags &= MISSING | ESTIMATED | UNCONFIRMED
    entered = first_entered(block.panel, block.rules.items[item])[block.rows][sites] != NEVER
    counts = entered[:, None] & (begin <= end)
    known = counts & ((flags & MISSING) == 0)
    return Drawdown(
        np.where(known, np.maximum(before.value - after.value, 0.0), 0.0),
        np.where(counts, flags, np.uint8(0)),
        np.where(counts, before.marks | after.marks, np.uint8(0)),
    )


def _at(stock: StockPlanes, columns: Ints) -> StockPlanes:
    """Return the stock as of some columns: the same for all sites, or each site's own."""
    if columns.ndim == 1:
        return StockPlanes(*(plane[:, columns] for plane in vars(stock).values()))
    return StockPlanes(*(np.take_along_axis(plane, columns, axis=1) for plane in vars(stock).values()))


def _given_bounds(given: Bools, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return the first and last month given within each window; first > last where there is none.

    Where all months are given, the windows' own bounds serve all sites.
    """
    if given.all():
        return first, last
    months = given.shape[1]
    column = np.arange(months, dtype=np.int32)
    after = np.where(given, column, np.int32(months))[:, ::-1]
    following = np.minimum.accumulate(after, axis=1)[:, ::-1]
    preceding = np.maximum.accumulate(np.where(given, column, np.int32(-1)), axis=1)
    begin = following[:, np.maximum(first, 0)]
    none = begin > last
    return np.where(none, np.int32(1), begin), np.where(none, np.int32(0), preceding[:, last])
