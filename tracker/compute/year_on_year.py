"""The change against the same window a year earlier, like with like (contract §1 `yoy`, §4 *Price*)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import ESTIMATED, NOT_ACCEPTED, VALUE, Bits, Bools, Floats
from tracker.compute.block import Block
from tracker.compute.changes import at_end, attribute_plane, unchanged
from tracker.compute.comparable import Compared, Quantities, comparable_pairs, current_pair
from tracker.compute.levels import Level, level_over
from tracker.compute.reasons import REASON, put
from tracker.compute.reductions import earlier, window_bounds
from tracker.compute.rulebook import IndicatorRule
from tracker.compute.stocks import EARLIER
from tracker.compute.windows import side_over

BASES: Final = ("real", "growth", "estimated", "current")
"""What a change rests on; 0 in `Change.basis` is nothing."""
BASIS: Final = {name: np.uint8(place + 1) for place, name in enumerate(BASES)}
DOUBTS: Final = ("estimated", "rests_on_estimate", "unconfirmed", "doubtful", "rate_estimated")


@dataclass
class Change:
    """The change by site and window end; the numbers mean something where `reason` is 0.

    `rests_on_estimate`, `unconfirmed` and `doubtful` speak of both windows and the series compared, where
    there is a change; `rate_estimated` of the growth rate used. `estimated`: an estimate takes part in the
    change itself, that is in a quantity, the series divided by or the rate, not in value added left aside.
    """

    change: Floats
    value: Floats
    baseline: Floats
    basis: Bits
    reason: Bits
    estimated: Bools
    rests_on_estimate: Bools
    unconfirmed: Bools
    doubtful: Bools
    rate_estimated: Bools


def change_over(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare every window with the same one a year earlier."""
    return block.once(("change", indicator.code, window), lambda: _change(block, indicator, window))


def _change(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare as collected; where the way of collecting changed, as if all were collected in today's way."""
    level = level_over(block, indicator, window)
    found = _compared(block, indicator, window)
    ways = attribute_plane(block, "collect", "direct")
    if ways is not None:
        plane, values = ways
        differs = ~unchanged(plane, window)
        for place, way in enumerate(values):
            here = differs & (at_end(plane, window) == place)
            if here.any():
                _replace_where(found, here, _collected_alike(block.collected(way), indicator, window))
    scope = attribute_plane(block, "scope", "all")
    if scope is not None:
        put(found.reason, ~unchanged(scope[0], window), "scope_changed")
    np.maximum(found.reason, level.reason, out=found.reason)
    there = found.reason == 0
    for name in DOUBTS:
        np.logical_and(getattr(found, name), there, out=getattr(found, name))
    return found


def _collected_alike(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare windows collected in one way; unless both are whole there is no likeness."""
    level = level_over(block, indicator, window)
    found = _compared(block, indicator, window)
    unlike = (level.reason != 0) | (earlier(level.reason, window, REASON["no_data"]) != 0)
    put(found.reason, unlike, "scope_changed")
    return found


def _replace_where(found: Change, here: Bools, other: Change) -> None:
    for name, plane in vars(other).items():
        np.copyto(getattr(found, name), plane, where=here)


def _compared(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare every window with the same one a year earlier, whatever scope and way of collecting were."""
    level = level_over(block, indicator, window)
    reason = _reasons(block, level, window)
    change = _nothing(reason)
    todo = (reason == 0) & (level.reason == 0)
    for basis, where, compare in _comparisons(block, indicator, window, level):
        taken = todo & where
        if taken.any():
            _take(change, basis, taken, compare(), everything=not change.basis.any())
            todo &= ~taken
        if not todo.any():
            break
    put(reason, todo, "no_comparable_price")
    change.rests_on_estimate = change.estimated.copy()
    for both, now in (
        (change.estimated, _quantity_estimated(block, indicator, window, level)),
        (change.rests_on_estimate, level.estimated),
        (change.unconfirmed, level.unconfirmed),
        (change.doubtful, level.doubtful),
    ):
        both |= now
        both |= earlier(now, window, unknown=False)
    return change


def _quantity_estimated(block: Block, indicator: IndicatorRule, window: Window, level: Level) -> Bools:
    """Say where an estimate is in what is compared, value added apart; without prices that is the value."""
    if indicator.price is None:
        return level.estimated
    estimated: Bools = (side_over(block, indicator.numerator, window).flags & ESTIMATED) != 0
    return estimated


def _reasons(block: Block, level: Level, window: Window) -> Bits:
    """Say why windows are not compared: no baseline, not whole, or January and February (contract §4)."""
    reason = np.zeros(level.reason.shape, np.uint8)
    if window in ("month", "ytd"):
        reason[:, ::12] = REASON["january_february"]
    if window == "month":
        reason[:, 1::12] = REASON["january_february"]
    before = earlier(level.reason, window, REASON["no_data"])
    put(reason, before != 0, "baseline_incomplete")
    _, last = window_bounds(window, block.shape[1])
    early = last + block.panel.start - 12 < block.panel.begins[block.rows, None]
    put(reason, (before == REASON["no_data"]) | early, "no_baseline")
    return reason


def _nothing(reason: Bits) -> Change:
    change, value, baseline = np.zeros((3, *reason.shape))
    doubts = np.zeros((len(DOUBTS), *reason.shape), np.bool_)
    basis = np.zeros(reason.shape, np.uint8)
    return Change(change, value, baseline, basis, reason, *doubts)


Comparison = tuple[str, Bools, Callable[[], Compared]]
"""A basis, where it can be had, and how to compare on it."""


def _take(change: Change, basis: str, taken: Bools, found: Compared, *, everything: bool) -> None:
    """Put down a comparison where it is taken, or the first one found as a whole (its planes are its own)."""
    for name in ("change", "value", "baseline", "estimated", "unconfirmed", "doubtful"):
        plane = getattr(found, name)
        if everything and plane is not None:
            setattr(change, name, plane.copy() if name == "estimated" else plane)
        else:
            np.copyto(getattr(change, name), False if plane is None else plane, where=taken)
    np.putmask(change.basis, taken, BASIS[basis])
    if basis == "growth" and found.estimated is not None:
        np.copyto(change.rate_estimated, found.estimated, where=taken)
    put(change.reason, taken & ~(found.baseline > 0), "baseline_incomplete")


def _comparisons(
    block: Block, indicator: IndicatorRule, window: Window, level: Level
) -> Iterator[Comparison]:
    """Give the comparisons that can be had, the basis that goes first first (contract §4, *Price*)."""
    if indicator.price is None:
        everywhere = np.ones(level.reason.shape, np.bool_)
        yield "real", everywhere, lambda: _of_values(level.value, earlier(level.value, window, 0.0))
        return
    quantities = Quantities(level.numerator, earlier(level.numerator, window, 0.0), indicator.scale)
    pairs = list(comparable_pairs(block, indicator, window))
    for pair in pairs:
        yield "real", pair.where & ~pair.estimated, partial(pair.compare, quantities)
    if window in ("ytd", "year"):
        yield _by_growth(block, indicator.price.growth, window, level, quantities)
    for pair in pairs:
        yield "estimated", pair.where & pair.estimated, partial(pair.compare, quantities)
    current = current_pair(block, indicator, window)
    yield "current", current.where, partial(current.compare, quantities)


def _of_values(value: Floats, baseline: Floats) -> Compared:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return Compared(value / baseline - 1, value.copy(), baseline)


def _by_growth(block: Block, item: str, window: Window, level: Level, quantities: Quantities) -> Comparison:
    """Compare the quantities against the growth of value added: (E1 / E0) / (1 + g / 100) - 1."""
    stated = block.standing(item)
    columns = slice(EARLIER + 11, None, 12) if window == "year" else slice(EARLIER, None)
    rate, flags, marks = stated.value[:, columns], stated.flags[:, columns], stated.marks[:, columns]
    prices = 1 + rate / 100
    estimated = (flags & ESTIMATED) != 0

    def compare() -> Compared:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            change = (quantities.now / quantities.then) / prices - 1
            baseline = earlier(level.value, window, 0.0)
            value = baseline * (1 + change)
        doubtful: Bools = (marks & NOT_ACCEPTED) != 0
        return Compared(change, value, baseline, estimated, None, doubtful)

    where = ((flags & VALUE) != 0) & (quantities.then > 0) & (prices > 0)
    return "growth", where, compare
