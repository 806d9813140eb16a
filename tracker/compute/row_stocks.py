"""The stocks behind one row: which month's figure was taken, and which could not be had."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tracker.catalog.compiled import Term
from tracker.catalog.periods import month_text
from tracker.compute.arrays import MISSING, NEVER, VALUE
from tracker.compute.block import Block, item_of
from tracker.compute.cells import first_entered
from tracker.compute.flows import at_park
from tracker.compute.row_cells import Span, roll_up_of
from tracker.compute.rulebook import Terms
from tracker.compute.stocks import EARLIER


@dataclass(frozen=True)
class StockUse:
    """One look-up: what is missing if it failed, and the month to note if the figure is an older one."""

    missing: tuple[str, str, str] | None = None
    as_of: str | None = None


def stock_uses(block: Block, terms: Terms, row: int, span: Span) -> Iterator[StockUse]:
    """Give the look-ups of a side of stocks, as of the window's last month."""
    for site, term in contributors_of_stocks(block, terms, row, span):
        yield _look_up(block, item_of(term.item), site, span.last, noted_before=span.first)


def contributors_of_stocks(block: Block, terms: Terms, row: int, span: Span) -> Iterator[tuple[int, Term]]:
    """Give the sites whose stocks make up a side of stocks at the window's end, with the term."""
    roll_up = roll_up_of(block, row)
    rolled = roll_up is not None and bool(roll_up.rolled[span.last])
    for term in terms:
        sites = [row]
        if rolled and roll_up is not None and not at_park(block, term):
            sites = [
                member
                for member, there in zip(roll_up.members, roll_up.there[:, span.last], strict=True)
                if there
            ]
        for site in sites:
            if not block.inactive[site, span.last]:
                yield site, term


def drawdown_uses(block: Block, item: str, row: int, span: Span) -> Iterator[StockUse]:
    """Give the look-ups of a drawdown: before each contributor's months and at their end."""
    entered = first_entered(block.panel, block.rules.items[item])[block.rows]
    for site, first, last in drawdown_months(block, item, row, span):
        if entered[site] != NEVER:
            before = _look_up(block, item, site, first - 1, noted_before=first - 1)
            if before.missing is not None and _is_new(block, site, first - 1):
                before = StockUse()
            after = _look_up(block, item, site, last, noted_before=last)
            yield before
            yield StockUse(as_of=after.as_of) if before.missing is not None else after


def drawdown_months(block: Block, item: str, row: int, span: Span) -> Iterator[tuple[int, int, int]]:
    """Give each contributor with the first and last month it gives in the window."""
    columns = span.columns
    roll_up = roll_up_of(block, row)
    if roll_up is None:
        given = {row: ~block.inactive[row, columns]}
        if given[row].all():
            yield row, span.first, span.last
            return
    else:
        park_item = block.rules.items[item].at_park
        given = {row: np.full(columns.stop - columns.start, True) if park_item else ~roll_up.rolled[columns]}
        if not park_item:
            for member, there in zip(roll_up.members, roll_up.there[:, columns], strict=True):
                given[member] = there & ~block.inactive[member, columns]
    for site, months in given.items():
        if months.any():
            places = np.flatnonzero(months) + columns.start
            yield site, int(places[0]), int(places[-1])


def _is_new(block: Block, site: int, month: int) -> bool:
    begins = int(block.panel.begins[block.first + site]) - block.panel.start
    return block.sites[site].kind == "enterprise" and month < begins


def _look_up(block: Block, item: str, site: int, month: int, noted_before: int) -> StockUse:
    stock = block.standing(item).as_of
    at = site, month + EARLIER
    if int(stock.flags[at]) & MISSING:
        return StockUse(missing=(block.sites[site].code, item, month_text(block.panel.start + month)))
    found = int(stock.column[at]) - EARLIER
    if found < noted_before and int(stock.flags[at]) & VALUE:
        return StockUse(as_of=month_text(block.panel.start + found))
    return StockUse()
