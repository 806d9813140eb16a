"""At which prices value added is taken: the newest whole base, else current (contract §4, *Price*)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tracker.catalog.results import Window
from tracker.compute.arrays import NOT_APPLICABLE, Bits, Bools, Floats
from tracker.compute.block import Block, series_of
from tracker.compute.reductions import DECEMBERS, unions
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.windows import Sum, held_months, side_over, void_months

CURRENT = 0
"""Place of current prices among the series an indicator may divide by; bases follow, newest first."""

Kind = TypeVar("Kind", bound=np.generic)
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Denominator:
    """The denominator by site and window end, each at the price chosen there.

    `place` is that of the series in `series_terms`, None where there is no choice.
    """

    sides: list[Sum]
    place: Bits | None
    value: Floats
    flags: Bits
    marks: Bits | None
    unheld: Bools
    cut: Bools | None


def series_terms(block: Block, indicator: IndicatorRule) -> list[Terms]:
    """Return the denominators an indicator may divide by: at current prices, then on each base."""
    return block.once(("series", indicator.code), lambda: list(_series_terms(block, indicator)))


def _series_terms(block: Block, indicator: IndicatorRule) -> Iterator[Terms]:
    terms, price = indicator.denominator or Terms(), indicator.price
    yield terms
    if price is not None:
        for base in filter(None, block.panel.bases(price.real)):
            real = series_of(price.real, base)
            yield Terms(replace(term, item=real) if term.item == price.current else term for term in terms)


def denominator_over(block: Block, indicator: IndicatorRule, window: Window) -> Denominator:
    """Return the denominator over the windows, at the price chosen for each."""
    terms = series_terms(block, indicator)
    return block.once(
        ("denominator", terms[0], len(terms), window), lambda: _denominator(block, terms, window)
    )


def _denominator(block: Block, terms: list[Terms], window: Window) -> Denominator:
    sides = [side_over(block, side, window) for side in terms]
    place = _chosen(sides, window) if len(sides) > 1 else None
    if place is None:
        side = sides[CURRENT]
        return Denominator(sides, None, side.value, side.flags, side.marks, side.unheld, side.cut)
    return Denominator(
        sides=sides,
        place=place,
        value=at_place(place, [side.value for side in sides]),
        flags=at_place(place, [side.flags for side in sides]),
        marks=_at_place_if_any(place, [side.marks for side in sides]),
        unheld=at_place(place, [side.unheld for side in sides]),
        cut=_at_place_if_any(place, [side.cut for side in sides]),
    )


def whole(side: Sum, window: Window, *, on_base: bool) -> Bools:
    """Say where every month of a window has value added in a series."""
    if not on_base or side.flow is None or not side.flow.joined & NOT_APPLICABLE:
        return ~side.unheld
    void = unions(void_months(side.flow).view(np.uint8), window)
    if side.settled is not None:
        void = void.copy()
        in_december = unions(void_months(side.settled.flow).view(np.uint8), "year")
        void[:, slice(None) if window == "year" else DECEMBERS] = in_december
    result: Bools = ~side.unheld & (void == 0)
    return result


def _chosen(sides: Sequence[Sum], window: Window) -> Bits:
    """Choose the newest whole base, else current prices if whole, else the series with most months."""
    place = np.zeros(sides[CURRENT].flags.shape, np.uint8)
    none = np.ones(place.shape, np.bool_)
    for number in (CURRENT, *range(len(sides) - 1, CURRENT, -1)):
        here = whole(sides[number], window, on_base=number != CURRENT)
        np.putmask(place, here, number)
        none &= ~here
    rows = np.flatnonzero(none.any(axis=1))
    if len(rows):
        place[rows] = np.where(none[rows], _with_most_months(sides, window, rows), place[rows])
    return place


def _with_most_months(sides: Sequence[Sum], window: Window, rows: Rows) -> Bits:
    """Return the series with most months held; of equals current prices, then the newest base."""
    most = held_months(sides[CURRENT], window, rows)
    place = np.zeros(most.shape, np.uint8)
    for number, side in enumerate(sides[1:], start=1):
        held = held_months(side, window, rows, on_base=True)
        place[held > most] = number
        most = np.maximum(most, held)
    return place


def at_place(place: Bits, planes: Sequence[NDArray[Kind]]) -> NDArray[Kind]:
    """Return for each window the number of the plane that stands at the place chosen there."""
    result = planes[0]
    for number, plane in enumerate(planes[1:], start=1):
        if plane is not result:
            result = np.where(place == number, plane, result)
    return result


def _at_place_if_any(place: Bits, planes: Sequence[NDArray[Kind] | None]) -> NDArray[Kind] | None:
    present = next((plane for plane in planes if plane is not None), None)
    if present is None:
        return None
    return at_place(place, [np.zeros_like(present) if plane is None else plane for plane in planes])
