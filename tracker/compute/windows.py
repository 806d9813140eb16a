"""A side of an indicator over the windows: its sum, what is known of it, and how many months are held.

A month is held by a window if it is known and the spans it lies in are wholly inside the window; an annual
figure that does not decide holds none (contract §2).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tracker.catalog.results import Window
from tracker.compute.acceptance import EARLIER_REPORTS
from tracker.compute.annual import Settled, settled
from tracker.compute.arrays import (
    ANNUAL,
    FIGURE,
    MISSING,
    NOT_ACCEPTED,
    NOT_APPLICABLE,
    SPAN,
    VALUE,
    Bits,
    Bools,
    Floats,
)
from tracker.compute.block import Block, item_of
from tracker.compute.flows import Flow, flow_of
from tracker.compute.reductions import DECEMBERS, same_site, same_year, sums, unions
from tracker.compute.rulebook import Terms
from tracker.compute.stock_sides import stock_side


@dataclass(frozen=True)
class Sum:
    """A side by site and window end.

    `flags` and `marks` join those of the window's months; MISSING there says that a month, or the stock, is
    not known. `cut`: a cumulative span reaches outside the window (None: nowhere). `flow` is None for stocks.
    `settled` is what a window from January to December sees where an annual figure decides.
    """

    value: Floats
    flags: Bits
    marks: Bits | None
    cut: Bools | None = None
    flow: Flow | None = None
    settled: Settled | None = None

    @cached_property
    def unheld(self) -> Bools:
        """Where some month of the window is not held; a stock holds every month."""
        if self.flow is None:
            return np.zeros(self.flags.shape, np.bool_)
        open_: Bools = (self.flags & (MISSING | ANNUAL)) != 0
        return open_ if self.cut is None else open_ | self.cut


def side_over(block: Block, terms: Terms, window: Window) -> Sum:
    """Return a side over the windows: flows added up, stocks taken at the end (contract §3)."""
    return block.once(("side", terms, window), lambda: _side(block, terms, window))


def _side(block: Block, terms: Terms, window: Window) -> Sum:
    if all(block.rules.items[item_of(term.item)].kind == "stock" for term in terms):
        stocks = stock_side(block, terms, window)
        return Sum(stocks.value, stocks.flags, stocks.marks)
    if window == "year":
        return _year_side(block, terms)
    flow = flow_of(block, terms)
    value, flags = sums(flow.value, window), unions(flow.flags, window)
    marks = None if flow.marks is None else unions(flow.marks, window)
    if window == "rolling12":
        flags[:, :11] |= MISSING
    found = Sum(value, flags, marks, _cut(flow, window), flow)
    return found if window == "month" else _with_settled(found, settled(block, terms, by_report=False))


def _year_side(block: Block, terms: Terms) -> Sum:
    """A year is the year to date in December, save that an accepted annual report decides."""
    to_date = side_over(block, terms, "ytd")
    at_end = Sum(
        to_date.value[:, DECEMBERS],
        to_date.flags[:, DECEMBERS],
        None if to_date.marks is None else to_date.marks[:, DECEMBERS],
        None,
        to_date.flow,
    )
    decided = settled(block, terms, by_report=True)
    return at_end if decided is None else _replaced(at_end, decided, slice(None))


def _with_settled(found: Sum, decided: Settled | None) -> Sum:
    return found if decided is None else _replaced(found, decided, DECEMBERS)


def _replaced(found: Sum, decided: Settled, columns: slice) -> Sum:
    """Put what annual figures decide into the windows that end in December."""
    value, flags = found.value.copy(), found.flags.copy()
    value[:, columns] = np.where(decided.where, decided.value, value[:, columns])
    flags[:, columns] = unions(decided.flow.flags, "year")
    marks = found.marks
    if marks is not None or decided.flow.marks is not None:
        marks = np.zeros_like(flags) if marks is None else marks.copy()
        marks[:, columns] = 0 if decided.flow.marks is None else unions(decided.flow.marks, "year")
    return Sum(value, flags, marks, found.cut, found.flow, decided)


def _cut(flow: Flow, window: Window) -> Bools | None:
    """Say where a cumulative span reaches outside the window; None where there are none."""
    if flow.lead is None and flow.lag is None:
        return None
    if window == "month":
        in_span: Bools = (flow.flags & SPAN) != 0
        return in_span
    month = np.arange(flow.flags.shape[1], dtype=np.int32)
    end = month + np.zeros_like(flow.flags) if flow.lead is None else month + flow.lead
    by_year = np.maximum.accumulate(_years(end), axis=2).reshape(end.shape)
    late: Bools = by_year > month
    if window == "ytd":
        return late
    start = month - (np.zeros_like(flow.flags) if flow.lag is None else flow.lag)
    earliest = np.minimum.accumulate(_years(start)[:, :, ::-1], axis=2)[:, :, ::-1].reshape(start.shape)
    early = earliest < month
    late[:, 11:] |= early[:, : early.shape[1] - 11]
    return late


def _years(
    plane: "np.ndarray[tuple[int, int], np.dtype[np.int32]]",
) -> "np.ndarray[tuple[int, int, int], np.dtype[np.int32]]":
    sites, months = plane.shape
    return plane.reshape(sites, months // 12, 12)


def held_months(found: Sum, window: Window, rows: NDArray[np.intp], *, on_base: bool = False) -> Bits:
    """Count the months each window of some sites holds.

    On a base year, a month merely not applicable is not held.
    """
    assert found.flow is not None
    counts = _counts(found.flow.take(rows), window, on_base)
    if found.settled is not None:
        in_december = _counts(found.settled.flow.take(rows), "year", on_base)
        counts[:, slice(None) if window == "year" else DECEMBERS] = in_december
    return counts


def _counts(flow: Flow, window: Window, on_base: bool) -> Bits:
    shut = shut_months(flow, on_base)
    if window == "month":
        inside = ~shut if flow.lead is None and flow.lag is None else ~shut & ((flow.flags & SPAN) == 0)
        return inside.astype(np.uint8)
    counts = np.zeros(shut.shape, np.uint8)
    total = counts.reshape(-1)
    for back in range(12):
        held = _held_back(flow, shut, back, rolling=window == "rolling12")
        total[back:] += held
    return counts[:, DECEMBERS] if window == "year" else counts


def _held_back(flow: Flow, shut: Bools, back: int, *, rolling: bool) -> Bits:
    """Say (flat) where the month so far back from a window's end is held by that window."""
    held = ~shut
    if flow.lead is not None:
        held &= flow.lead <= back
    if flow.lag is not None and rolling:
        held &= flow.lag <= 11 - back
    months, width = held.size, held.shape[1]
    within = same_site(months, width, back) if rolling else same_year(months, back)
    shifted: Bits = held.reshape(-1)[: months - back].view(np.uint8) & within[back:]
    return shifted


def shut_months(flow: Flow, on_base: bool) -> Bools:
    """Say which months no window holds, whatever its length."""
    shut: Bools = (flow.flags & (MISSING | ANNUAL)) != 0
    return shut | void_months(flow) if on_base else shut


def void_months(flow: Flow) -> Bools:
    """Say which months hold nothing but 不涉及: a base year that is no longer given has no such month."""
    void: Bools = ((flow.flags & NOT_APPLICABLE) != 0) & ((flow.flags & FIGURE) == 0)
    return void


def unaccepted(block: Block, window: Window, *sides: Sum) -> Bools:
    """Say which windows rest on a report that is not accepted (contract §2, §4).

    A month needs its own report if a cell is a value there, or if none lies in a longer figure; a span needs
    the report of its last month, a deciding annual figure the annual report.
    """
    flows = [side.flow for side in sides if side.flow is not None]
    decided = any(side.settled is not None for side in sides)
    if flows and not decided and not any(flow.has_spans() for flow in flows):
        return block.once(("unaccepted", window), lambda: _any_month(block, block.unaccepted, window))
    result = _any_month(block, _over_months(block, flows), window)
    if decided:
        seen = [side.flow if side.settled is None else side.settled.flow for side in sides if side.flow]
        result = result.copy()
        years = _any_month(block, _over_months(block, seen), "year")
        result[:, slice(None) if window == "year" else DECEMBERS] = years
    return result


def _over_months(block: Block, flows: list[Flow]) -> Bools:
    """Return the months resting on a report that is not accepted."""
    if not flows:
        return np.zeros(block.shape, np.bool_)
    flags = flows[0].flags
    for flow in flows[1:]:
        flags = flags | flow.flags
    own = ((flags & VALUE) != 0) | ((flags & (SPAN | ANNUAL)) == 0)
    result: Bools = own & block.unaccepted
    for flow in flows:
        if flow.marks is not None:
            result |= (flow.marks & NOT_ACCEPTED) != 0
    return result


def _any_month(block: Block, months: Bools, window: Window) -> Bools:
    """Say which windows hold such a month; before the panel each month rests on its own report."""
    if window != "rolling12":
        return unions(np.ascontiguousarray(months).view(np.uint8), window).view(np.bool_)
    reaching_back = np.concatenate([block.unaccepted_before, months], axis=1)
    return unions(reaching_back.view(np.uint8), window)[:, EARLIER_REPORTS:].view(np.bool_)
