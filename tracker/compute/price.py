"""At which prices value added is taken: the newest base that is whole, else current (contract §4, *Price*)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import NOT_APPLICABLE, Bits, Bools, Floats
from tracker.compute.block import Block, series_of
from tracker.compute.reductions import DECEMBERS, unions
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.windows import Sum, held_months, side_over, unaccepted, void_months

CURRENT = 0
"""Place of current prices among the series an indicator may divide by; bases follow, newest first."""

Plane = TypeVar("Plane", bound=np.generic)


@dataclass(frozen=True)
class Denominator:
    """The denominator by site and window end, each at the price chosen there.

    `place` is that of the series in `series_terms`, None where there is no choice. `unaccepted` speaks of
    numerator and denominator together.
    """

    value: Floats
    flags: Bits
    marks: Bits | None
    unheld: Bools
    cut: Bools | None
    unaccepted: Bools
    place: Bits | None


def series_terms(block: Block, indicator: IndicatorRule) -> list[Terms]:
    """Return the denominators an indicator may divide by: at current prices, then on each base."""
    terms = indicator.denominator or ()
    price = indicator.price
    if price is None:
        return [terms]
    on_bases = [
        tuple(
            replace(term, item=series_of(price.real, base)) if term.item == price.current else term
            for term in terms
        )
        for base in block.panel.bases(price.real)
        if base
    ]
    return [terms, *on_bases]


def denominator_over(block: Block, indicator: IndicatorRule, window: Window, numerator: Sum) -> Denominator:
    """Return the denominator over the windows, at the price chosen for each."""
    sides = [side_over(block, terms, window) for terms in series_terms(block, indicator)]
    place = _chosen(sides, window) if len(sides) > 1 else None
    if place is None or bool((place == place[0, 0]).all()):
        side = sides[0 if place is None else int(place[0, 0])]
        reports = unaccepted(block, window, numerator, side)
        return Denominator(side.value, side.flags, side.marks, side.unheld(), side.cut, reports, place)
    reports = _selected(place, [unaccepted(block, window, numerator, side) for side in sides])
    return Denominator(
        value=_selected(place, [side.value for side in sides]),
        flags=_selected(place, [side.flags for side in sides]),
        marks=_selected_if_any(place, [side.marks for side in sides]),
        unheld=_selected(place, [side.unheld() for side in sides]),
        cut=_selected_if_any(place, [side.cut for side in sides]),
        unaccepted=reports,
        place=place,
    )


def whole(side: Sum, window: Window, *, on_base: bool) -> Bools:
    """Say where every month of a window has value added in a series."""
    unheld = side.unheld()
    if not on_base or side.flow is None or not bool((side.flow.flags & NOT_APPLICABLE).any()):
        return ~unheld
    void = unions(void_months(side.flow).view(np.uint8), window)
    if side.settled is not None:
        void = void.copy()
        in_december = unions(void_months(side.settled.flow).view(np.uint8), "year")
        void[:, slice(None) if window == "year" else DECEMBERS] = in_december
    return ~unheld & (void == 0)


def _chosen(sides: Sequence[Sum], window: Window) -> Bits:
    """Choose the newest base that is whole, else current prices if whole, else the series with most months."""
    place = np.zeros(sides[0].flags.shape, np.uint8)
    wholes = [whole(side, window, on_base=number > 0) for number, side in enumerate(sides)]
    for number in range(len(sides) - 1, 0, -1):
        place[wholes[number]] = number
    none = ~np.logical_or.reduce(wholes)
    if none.any():
        place = np.where(none, _with_most_months(sides, window), place)
    return place


def _with_most_months(sides: Sequence[Sum], window: Window) -> Bits:
    """Return the series with most months held; of equals current prices, then the newest base."""
    most = held_months(sides[0], window)
    place = np.zeros(most.shape, np.uint8)
    for number, side in enumerate(sides[1:], start=1):
        held = held_months(side, window, on_base=True)
        more = held > most
        place[more] = number
        most = np.maximum(most, held)
    return place


def _selected(
    place: Bits, planes: Sequence["np.ndarray[Any, np.dtype[Plane]]"]
) -> "np.ndarray[Any, np.dtype[Plane]]":
    result = planes[0]
    for number, plane in enumerate(planes[1:], start=1):
        result = np.where(place == number, plane, result)
    return result


def _selected_if_any(
    place: Bits, planes: Sequence["np.ndarray[Any, np.dtype[Plane]] | None"]
) -> "np.ndarray[Any, np.dtype[Plane]] | None":
    present = next((plane for plane in planes if plane is not None), None)
    if present is None:
        return None
    return _selected(place, [np.zeros_like(present) if plane is None else plane for plane in planes])
