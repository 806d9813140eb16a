"""What was taken from a hazardous stock over a window: the one flow not formed month by month (contract §4)."""

from typing import NamedTuple

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import ESTIMATED, MISSING, NEVER, UNCONFIRMED, Bits, Bools, Floats, Ints
from tracker.compute.block import Block
from tracker.compute.cells import first_entered
from tracker.compute.stock_sides import as_of
from tracker.compute.stocks import EARLIER, Standing


class Drawdown(NamedTuple):
    """By site and window end: max(0, stock before − stock at the end), added over contributors."""

    value: Floats
    flags: Bits
    marks: Bits


def window_starts(window: Window, months: int) -> tuple[Ints, Ints]:
    """Return the first and last column of the windows ending at each month (of each year, for `year`)."""
    last = np.arange(months, dtype=np.int32)
    if window == "year":
        last = last[11::12]
    first = {"month": last, "ytd": last - last % 12, "rolling12": last - 11, "year": last - last % 12}[window]
    return first, last


def drawdown_over(block: Block, item: str, window: Window) -> Drawdown:
    """Return the drawdown of a stock; a site counts over the months in which it contributes (contract §4)."""
    return block.once(("drawdown", item, window), lambda: _drawdown(block, item, window))


def _drawdown(block: Block, item: str, window: Window) -> Drawdown:
    stock = block.standing(item)
    active = ~block.inactive
    every = np.arange(block.shape[0])
    total = _taken(block, item, stock, every, active, window)
    for roll_up in block.roll_ups:
        at_park = block.rules.items[item].at_park
        own = np.ones(block.shape[1], np.bool_) if at_park else ~roll_up.rolled
        members = [] if at_park else roll_up.members
        given = np.stack([own, *(active[members] & roll_up.there)] if members else [own])
        sites = np.array([roll_up.row, *members])
        parts = _taken(block, item, stock, sites, given, window)
        total.value[roll_up.row] = np.add.accumulate(parts.value, axis=0)[-1]
        total.flags[roll_up.row] = np.bitwise_or.reduce(parts.flags, axis=0)
        total.marks[roll_up.row] = np.bitwise_or.reduce(parts.marks, axis=0)
    return total


def _taken(
    block: Block,
    item: str,
    stock: Standing,
    sites: "np.ndarray[tuple[int], np.dtype[np.intp]]",
    given: Bools,
    window: Window,
) -> Drawdown:
    """Return what each of some sites took over the months it gives; MISSING where a stock is not known."""
    first, last = window_starts(window, block.shape[1])
    begin, end = _given_bounds(given, first, last)
    stocks = Standing(*(plane[sites] for plane in (stock.value, stock.flags, stock.marks, stock.latest)))
    before, before_flags, before_marks = as_of(stocks, begin - 1 + EARLIER)
    after, after_flags, after_marks = as_of(stocks, end + EARLIER)
    begins = block.panel.begins[block.rows][sites] - block.panel.start
    enterprise = np.array([block.sites[site].kind == "enterprise" for site in sites])
    is_new = (before_flags == MISSING) & enterprise[:, None] & (begin - 1 < begins[:, None])
    before_flags = np.where(is_new, np.uint8(0), before_flags)
    entered = first_entered(block.panel, block.rules.items[item])[block.rows][sites] != NEVER
    counts = entered[:, None] & (begin <= end)
    flags = (before_flags | after_flags) & (MISSING | ESTIMATED | UNCONFIRMED)
    known = counts & ((flags & MISSING) == 0)
    return Drawdown(
        np.where(known, np.maximum(before - after, 0.0), 0.0),
        np.where(counts, flags, np.uint8(0)),
        np.where(counts, before_marks | after_marks, np.uint8(0)),
    )


def _given_bounds(given: Bools, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return the first and last month given within each window; first > last where there is none."""
    if given.all():
        shape = (len(given), len(first))
        return np.broadcast_to(first, shape), np.broadcast_to(last, shape)
    months = given.shape[1]
    column = np.arange(months, dtype=np.int32)
    after = np.where(given, column, np.int32(months))[:, ::-1]
    following = np.minimum.accumulate(after, axis=1)[:, ::-1]
    preceding = np.maximum.accumulate(np.where(given, column, np.int32(-1)), axis=1)
    begin = following[:, np.maximum(first, 0)]
    none = begin > last
    return np.where(none, np.int32(1), begin), np.where(none, np.int32(0), preceding[:, last])
