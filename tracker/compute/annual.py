"""Where an annual figure stands for the months of its year (contract §2).

It decides a term in windows from January to December: where months and spans do not fill the year, and in the
window `year` once its report is accepted; only of a contributor that gives the term in all twelve months, and
not of a park whose span does not cover the year.
"""

from dataclasses import dataclass, replace

import numpy as np

from tracker.catalog.compiled import Term
from tracker.compute.arrays import ANNUAL, ESTIMATED, NOT_ACCEPTED, SPAN, Bits, Bools, Floats
from tracker.compute.block import Block, RollUp
from tracker.compute.flows import (
    ALL_MONTHS,
    DECEMBERS,
    Flow,
    at_park,
    flow_of,
    multiplied,
    product_marks,
    union,
)
from tracker.compute.reductions import sums
from tracker.compute.rulebook import Terms
from tracker.compute.typed_cells import Annual


@dataclass(frozen=True)
class Settled:
    """A side as such a window sees it, by site and year: `value` holds `where` some term is decided.

    In `flow` the months of a decided term look like those of a span that lies wholly in the year.
    """

    value: Floats
    where: Bools
    flow: Flow


@dataclass(frozen=True)
class _Part:
    """One term at every site: where its annual figure decides, and the sums and months either way."""

    at_park: bool
    decides: Bools
    annual: Floats
    products: Floats
    flags: Bits
    marks: Bits | None
    plain_flags: Bits
    plain_marks: Bits | None


def settled(block: Block, terms: Terms, *, by_report: bool) -> Settled | None:
    """Return a side where annual figures decide; None where none does."""
    if all(block.cells(term.item).annual is None for term in terms):
        return None
    return block.once(("settled", terms, by_report), lambda: _settled(block, terms, by_report))


def _settled(block: Block, terms: Terms, by_report: bool) -> Settled | None:
    parts = [_part(block, term, by_report) for term in terms]
    if not any(part.decides.any() for part in parts):
        return None
    value = np.zeros(parts[0].decides.shape)
    where = np.zeros(value.shape, np.bool_)
    flags, marks = np.zeros(block.shape, np.uint8), np.zeros(block.shape, np.uint8)
    for part in parts:
        value += np.where(part.decides, part.annual, sums(part.products, "year"))
        where |= part.decides
        flags |= part.flags
        marks |= 0 if part.marks is None else part.marks
    result = Settled(value, where, Flow(value, flags, marks))
    for roll_up in block.roll_ups:
        _settle_rolled_up(result, flow_of(block, terms), parts, roll_up)
    return result


def _part(block: Block, term: Term, by_report: bool) -> _Part:
    cells = block.cells(term.item)
    factors = [block.factor(code) for code in term.factors]
    scratch = np.empty(block.shape)
    products = np.zeros(block.shape) + multiplied(cells.value, term.constant, factors, ALL_MONTHS, scratch)
    marks = product_marks(cells.value, factors, ALL_MONTHS)
    if cells.unaccepted is not None:
        marks = union(marks, cells.unaccepted * np.uint8(NOT_ACCEPTED))
    where = decides(block, term, by_report)
    plain = _Part(
        at_park=at_park(block, term),
        decides=where,
        annual=np.zeros(where.shape),
        products=products,
        flags=cells.flags,
        marks=marks,
        plain_flags=cells.flags,
        plain_marks=marks,
    )
    return plain if cells.annual is None or not where.any() else _decided(block, term, plain, cells.annual)


def _decided(block: Block, term: Term, plain: _Part, figure: Annual) -> _Part:
    """Put the annual figure × constant × December's factors in place of the months it decides."""
    factors = [block.factor(code) for code in term.factors]
    value = np.where(plain.decides, figure.value, 0.0)
    products = multiplied(value, term.constant, factors, DECEMBERS, np.empty(value.shape))
    by_month = np.repeat(plain.decides, 12, axis=1)
    state = np.where(figure.estimated, np.uint8(SPAN | ESTIMATED), np.uint8(SPAN))
    year_marks = block.unaccepted_years * np.uint8(NOT_ACCEPTED)
    of_factors = product_marks(value, factors, DECEMBERS)
    year_marks = year_marks if of_factors is None else year_marks | of_factors
    month_marks = np.uint8(0) if plain.marks is None else plain.marks
    return replace(
        plain,
        annual=np.zeros(value.shape) + products,
        flags=np.where(by_month, np.repeat(state, 12, axis=1), plain.flags),
        marks=np.where(by_month, np.repeat(year_marks, 12, axis=1), month_marks),
    )


def decides(block: Block, term: Term, by_report: bool) -> Bools:
    """Say at which sites and in which years the annual figure decides, contributors apart."""
    cells = block.cells(term.item)
    sites, months = block.shape
    if cells.annual is None:
        return np.zeros((sites, months // 12), np.bool_)
    by_year = (cells.flags & ANNUAL).reshape(sites, months // 12, 12)
    wanting = by_year.any(axis=2)
    if by_report:
        wanting |= ~block.unaccepted_years
    outside = block.panel.outside[block.rows].reshape(sites, months // 12, 12)
    there = np.where(block.of_kind("enterprise"), ~outside.all(axis=2), ~outside.any(axis=2))
    decides: Bools = ~np.isnan(cells.annual.value) & wanting & there
    return decides


def _settle_rolled_up(result: Settled, plain: Flow, parts: list[_Part], roll_up: RollUp) -> None:
    """Put right the years in which a site is the sum of its enterprises."""
    row = roll_up.row
    assert result.flow.marks is not None
    for year in range(result.value.shape[1]):
        columns = slice(12 * year, 12 * year + 12)
        if roll_up.rolled[columns].any():
            given = _given(parts, roll_up, columns)
            decided = [
                (part, site) for part, site, there in given if part.decides[site, year] and there.all()
            ]
            result.where[row, year] = bool(decided)
            result.flow.flags[row, columns] = plain.flags[row, columns]
            result.flow.marks[row, columns] = 0 if plain.marks is None else plain.marks[row, columns]
            if decided:
                _put_year(result, given, row, year)


def _given(parts: list[_Part], roll_up: RollUp, columns: slice) -> list[tuple[_Part, int, Bools]]:
    """Return which terms of which sites make up the year, in the order they are added, with their months."""
    rolled = roll_up.rolled[columns]
    given = [(part, roll_up.row, np.ones(12, np.bool_) if part.at_park else ~rolled) for part in parts]
    for member, there in zip(roll_up.members, roll_up.there[:, columns], strict=True):
        given += [(part, member, there) for part in parts if not part.at_park]
    return [(part, site, there) for part, site, there in given if there.any()]


def _put_year(result: Settled, given: list[tuple[_Part, int, Bools]], row: int, year: int) -> None:
    columns = slice(12 * year, 12 * year + 12)
    total = 0.0
    flags, marks = np.zeros(12, np.uint8), np.zeros(12, np.uint8)
    for part, site, there in given:
        if part.decides[site, year] and there.all():
            total += float(part.annual[site, year])
            flags |= part.flags[site, columns]
            marks |= 0 if part.marks is None else part.marks[site, columns]
        else:
            total += float(np.add.accumulate(np.where(there, part.products[site, columns], 0.0))[-1])
            flags |= np.where(there, part.plain_flags[site, columns], np.uint8(0))
            if part.plain_marks is not None:
                marks |= np.where(there, part.plain_marks[site, columns], np.uint8(0))
    assert result.flow.marks is not None
    result.value[row, year] = total
    result.flow.flags[row, columns] = flags
    result.flow.marks[row, columns] = marks
