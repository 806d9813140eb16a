"""The cells behind one row: which sites and terms give which months, what is missing, what must be noted."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tracker.catalog.compiled import Term
from tracker.catalog.periods import month_text
from tracker.catalog.results import Window
from tracker.compute.annual import decides
from tracker.compute.arrays import MISSING, PASSED, Bools
from tracker.compute.block import Block, RollUp, item_of
from tracker.compute.factors import row_of
from tracker.compute.flows import at_park
from tracker.compute.rulebook import Terms


@dataclass(frozen=True)
class Span:
    """The months of one row's window as columns of the panel; `first` may lie before the panel."""

    window: Window
    first: int
    last: int

    @property
    def is_year(self) -> bool:
        """Whether it runs from January to December, so that an annual figure may decide."""
        return self.first % 12 == 0 and self.last == self.first + 11

    @property
    def columns(self) -> slice:
        """The part of the window that lies in the panel."""
        return slice(max(self.first, 0), self.last + 1)


@dataclass(frozen=True)
class Contribution:
    """A site's cells of one term, and the months of the panel's part of the window in which they count."""

    site: int
    term: Term
    given: Bools


def roll_up_of(block: Block, row: int) -> RollUp | None:
    """Return how a site is summed from its enterprises, if it ever is."""
    return next((roll_up for roll_up in block.roll_ups if roll_up.row == row), None)


def contributions(block: Block, terms: Terms, row: int, span: Span) -> Iterator[Contribution]:
    """Give the cells that make up a side of one site over a window."""
    columns = span.columns
    every = np.ones(columns.stop - columns.start, np.bool_)
    roll_up = roll_up_of(block, row)
    own = every if roll_up is None else ~roll_up.rolled[columns]
    for term in terms:
        yield Contribution(row, term, every if at_park(block, term) else own)
    if roll_up is not None:
        for member, there in zip(roll_up.members, roll_up.there[:, columns], strict=True):
            for term in terms:
                if not at_park(block, term) and there.any():
                    yield Contribution(member, term, there)


def missing_cells(block: Block, terms: Terms, row: int, span: Span) -> Iterator[tuple[str, str, str]]:
    """Give the missing cells of a side as (site, item, month)."""
    for month in range(span.first, 0):
        for term in terms:
            yield _named(block, row, term, month)
    for part in contributions(block, terms, row, span):
        cells = block.cells(part.term.item)
        gaps = (cells.flags[part.site, span.columns] & MISSING) != 0
        if not gaps.any():
            continue
        gaps &= part.given
        if cells.silent is not None:
            gaps &= ~cells.silent[part.site, span.columns]
        for month in np.flatnonzero(gaps).tolist():
            yield _named(block, part.site, part.term, month + span.columns.start)


def _named(block: Block, site: int, term: Term, month: int) -> tuple[str, str, str]:
    return block.sites[site].code, item_of(term.item), month_text(block.panel.start + month)


def passed_items(block: Block, terms: Terms, row: int, span: Span) -> set[str]:
    """Return the items passed over undeclared in some month of the window."""
    found = set()
    for part in contributions(block, terms, row, span):
        flags = block.cells(part.term.item).flags[part.site, span.columns]
        if bool((part.given & ((flags & PASSED) != 0)).any()):
            found.add(item_of(part.term.item))
    return found


def carried_years(block: Block, terms: Terms, row: int, span: Span) -> set[int]:
    """Return the years from which a factor used in the window was carried forward."""
    years: set[int] = set()
    carrying = Terms(term for term in terms if _may_carry(block, term))
    for part in contributions(block, carrying, row, span):
        quantity, columns = np.where(part.given, _values(block, part, span), 0.0), span.columns
        if is_decided(block, part, span):
            annual = block.cells(part.term.item).annual
            assert annual is not None
            quantity, columns = (
                annual.value[part.site, span.last // 12, None],
                slice(span.last, span.last + 1),
            )
        years |= _carried(block, part, quantity != 0, columns)
    return years


def _may_carry(block: Block, term: Term) -> bool:
    return any(block.factor(code).carried is not None for code in term.factors)


def _values(block: Block, part: Contribution, span: Span) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = block.cells(part.term.item).value[
        part.site, span.columns
    ]
    return found


def is_decided(block: Block, part: Contribution, span: Span) -> bool:
    """Say whether an annual figure stands for the months of a term in a window."""
    if not span.is_year or span.first < 0 or not part.given.all():
        return False
    by_report = span.window == "year"
    return bool(decides(block, part.term, by_report)[part.site, span.last // 12])


def _carried(block: Block, part: Contribution, live: Bools, columns: slice) -> set[int]:
    years: set[int] = set()
    for code in part.term.factors:
        factor = block.factor(code)
        if factor.missing is not None:
            live = live & ~row_of(factor.missing, part.site)[columns]
        if factor.carried is not None:
            years.update(row_of(factor.carried, part.site)[columns][live].tolist())
    return years - {0}
