"""Value added month by month at comparable prices of one base (contract §4, *Price*)."""

from dataclasses import replace
from typing import Final

import numpy as np

from tracker.compute.arrays import ESTIMATED, VALUE, Bits, Bools, Floats
from tracker.compute.block import Block
from tracker.compute.comparable import series_over
from tracker.compute.monthly_sides import Rows, Side, flow_side
from tracker.compute.price import CURRENT, series_terms
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.stocks import EARLIER

PRICE_BASES: Final = (None, "real", "growth", "estimated", "no_comparable_price")
"""What value added rests on, by number; the first: the indicator knows no prices."""
REAL, GROWTH, ESTIMATE, NONE = range(1, 5)


def priced(block: Block, indicator: IndicatorRule, rows: Rows, top: Side) -> tuple[Side, Bits]:
    """Return the denominator of each row and what it rests on.

    Given at comparable prices in every month of this year so far and last year's, it goes first unless it is
    an estimate; then last year's at current prices, carried on and back by stated growth; then an estimate,
    or what there is of given ones.
    """
    assert indicator.price is not None
    terms = series_terms(block, indicator)
    wanted = rows.this_year & top.usable
    before = _a_year_before(wanted)
    real = _real(block, terms, rows, wanted)
    patchy = (wanted & ~real.usable).any(axis=1) | (before & ~real.usable).any(axis=1)
    some = (wanted & real.usable).any(axis=1)
    estimated = ((wanted | before) & real.usable & real.estimated).any(axis=1)
    basis = np.full(len(rows.row), NONE, np.uint8)
    basis[some] = np.where(estimated, ESTIMATE, REAL)[some]
    wanting = patchy | estimated | ~some
    if not wanting.any():
        return real, basis
    grown, can_grow = _grown(block, terms, indicator.price.growth, rows)
    basis[can_grow & wanting] = GROWTH
    from_growth, none = (basis == GROWTH)[:, None], (basis == NONE)[:, None]
    found = Side(
        value=np.where(from_growth, grown.value, real.value),
        usable=np.where(from_growth, grown.usable, real.usable) & ~none,
        entered=np.where(from_growth, grown.entered, real.entered),
        declared=np.where(from_growth, grown.declared, real.declared),
        alone=np.where(from_growth, grown.alone, real.alone),
        lead=_either(from_growth, grown.lead, real.lead),
        lag=_either(from_growth, grown.lag, real.lag),
        estimated=np.where(from_growth, grown.estimated, real.estimated),
    )
    return found, basis


def _a_year_before(months: Bools) -> Bools:
    before = np.zeros_like(months)
    before[:, :-12] = months[:, 12:]
    return before


def _either(chosen: Bools, one: "Reach", other: "Reach") -> "Reach":
    if one is None and other is None:
        return None
    zero = np.zeros((1, 1), np.int64)
    return np.where(chosen, zero if one is None else one, zero if other is None else other)


Reach = np.ndarray[tuple[int, ...], np.dtype[np.int64]] | None


def _real(block: Block, terms: list[Terms], rows: Rows, wanted: Bools) -> Side:
    """Return value added on one base, months on other bases linked to it.

    The newest base known in all wanted months and a year before each goes first, then the newest known at all
    this year: as a year is compared with the one before.
    """
    places = range(CURRENT + 1, len(terms))
    sides = [flow_side(block, terms[place], rows, on_base=True) for place in places]
    current = flow_side(block, terms[CURRENT], rows)
    found = replace(current, usable=np.zeros_like(current.usable), lead=None, lag=None)
    both = wanted | _a_year_before(wanted)
    open_ = np.ones(len(rows.row), np.bool_)
    for whole in (True, False):
        for new, side in zip(places, sides, strict=True):
            there = (wanted & side.usable).any(axis=1)
            chosen = open_ & there & ~(both & ~side.usable).any(axis=1) if whole else open_ & there
            open_ &= ~chosen
            if chosen.any():
                found = _put(found, side, chosen, np.ones(len(chosen)))
                for old, other in zip(places, sides, strict=True):
                    if old != new:
                        found = _put(found, other, chosen, _link(block, terms, new, old)[rows.row])
    return found


def _put(found: Side, side: Side, chosen: Bools, link: Floats) -> Side:
    """Fill in months that are not there yet, of the chosen rows that have a link."""
    filled = side.usable & ~found.usable & chosen[:, None] & ~np.isnan(link)[:, None]
    return Side(
        value=np.where(filled, side.value * np.where(np.isnan(link), 0.0, link)[:, None], found.value),
        usable=found.usable | filled,
        entered=found.entered | filled,
        declared=found.declared,
        alone=np.where(filled, side.alone, found.alone),
        lead=_either(filled, side.lead, found.lead),
        lag=_either(filled, side.lag, found.lag),
        estimated=np.where(filled, side.estimated, found.estimated),
    )


def _link(block: Block, terms: list[Terms], new: int, old: int) -> Floats:
    """Return by site of the block what leads from one base to another: the latest year whole on both."""
    on_new, on_old = (series_over(block, terms[place], "year", place) for place in (new, old))
    both = on_new.usable & on_old.usable
    at = np.arange(len(both)), both.shape[1] - 1 - both[:, ::-1].argmax(axis=1)
    link = np.full(len(both), np.nan)
    np.divide(on_new.total[at], on_old.total[at], out=link, where=both[at])
    return link


def _grown(block: Block, terms: list[Terms], item: str, rows: Rows) -> tuple[Side, Bools]:
    """Return last year's value added at its own prices, carried on and back from January to each month.

    Where a month's rate is not stated it is inside a span that ends with the next month that has one. Also
    say which rows have a rate for the last month in which there is any figure.
    """
    last_year = _last_year(block, terms, rows)
    stated = block.standing(item)
    rate = stated.value[rows.row, EARLIER:]
    known = ((stated.flags[rows.row, EARLIER:] & VALUE) != 0) & (rate > -100) & rows.until
    factor = np.where(known, 1 + rate / 100, np.nan)
    shape = (len(rows.row), rows.months // 12, 12)
    to_date = np.cumsum(last_year.reshape(shape), axis=2)  # NaN from the first month that is not known
    own, step = rows.through // 12, factor.reshape(shape)
    place = np.arange(len(rows.row))
    found = np.full(shape, np.nan)
    anchored = own > 0
    chain = to_date[place, np.maximum(own - 1, 0)]
    chain[~anchored] = np.nan
    found[place[anchored], own[anchored] - 1] = chain[anchored]
    found[place, own] = chain * step[place, own]
    for back in range(2, shape[1] + 1):
        there = own - back >= 0
        if not there.any():
            break
        chain = chain / step[place, np.maximum(own - back + 1, 0)]
        found[place[there], own[there] - back] = chain[there]
    side = _by_month(found, rows)
    rate_estimated = (stated.flags[rows.row, EARLIER:] & ESTIMATED) != 0
    can: Bools = np.logical_or.reduce(side.usable & rows.this_year, axis=1)
    return replace(side, estimated=rate_estimated & known), can


def _last_year(block: Block, terms: list[Terms], rows: Rows) -> Floats:
    """Return months at the prices of last year's level: of the newest base with all, else current."""
    wanted = rows.until & (np.arange(rows.months) // 12 == rows.through[:, None] // 12 - 1)
    current = flow_side(block, terms[CURRENT], rows)
    found = np.where(current.usable, current.value, np.nan)
    for place in range(len(terms) - 1, CURRENT, -1):
        side = flow_side(block, terms[place], rows, on_base=True)
        whole = ~(wanted & ~side.usable).any(axis=1) & wanted.any(axis=1)
        found = np.where(whole[:, None], np.where(side.usable, side.value, np.nan), found)
    return found


def _by_month(to_date: Floats, rows: Rows) -> Side:
    """Return the months of sums from January; unknown sums make spans up to the next known one."""
    count, years, _ = to_date.shape
    known = ~np.isnan(to_date)
    sums = np.where(known, to_date, 0.0)
    value, lead, lag = np.zeros(to_date.shape), *np.zeros((2, *to_date.shape), np.int64)
    so_far, since = np.zeros((count, years)), np.zeros((count, years), np.int64)
    for month in range(12):
        here = known[:, :, month]
        value[:, :, month] = np.where(here, sums[:, :, month] - so_far, 0.0)
        so_far = np.where(here, sums[:, :, month], so_far)
        lag[:, :, month] = month - since
        since = np.where(here, month + 1, since)
    ahead = np.full((count, years), 12, np.int64)
    for month in range(11, -1, -1):
        ahead = np.where(known[:, :, month], month, ahead)
        lead[:, :, month] = ahead - month
    month_of_year = np.arange(12)
    usable = (lead + month_of_year < 12).reshape(count, -1) & rows.until
    lead, lag = lead.reshape(count, -1), lag.reshape(count, -1)
    usable &= np.arange(rows.months) + lead <= rows.through[:, None]
    return Side(
        value=value.reshape(count, -1),
        usable=usable,
        entered=usable,
        declared=np.zeros_like(usable),
        alone=(lead == 0) & (lag == 0),
        lead=lead,
        lag=lag,
        estimated=np.zeros_like(usable),
    )
