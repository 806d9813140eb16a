"""What was typed for a flow item, laid out by month: months, then cumulative figures, then annual ones.

A cumulative figure is kept as typed; its difference to the one before belongs to the months between that were
not typed: to the month itself if there is one, to a span if there are several (contract §2).
"""

from dataclasses import dataclass

import numpy as np

from tracker.compute.arrays import ANNUAL, ESTIMATED, NOT_APPLICABLE, SPAN, VALUE, Bits, Bools, Floats, Ints
from tracker.compute.panel import CUMULATIVE, MONTH, YEAR, Observations, Panel

_VALUE, _ESTIMATED_VALUE = np.uint8(VALUE), np.uint8(VALUE | ESTIMATED)


@dataclass(frozen=True)
class Annual:
    """The year's figure per site and year, NaN where there is none, and whether it is estimated."""

    value: Floats
    estimated: Bools


@dataclass(frozen=True)
class TypedCells:
    """Planes as in `Cells`, with flags 0 where nothing was typed."""

    value: Floats
    flags: Bits
    entered: Bools
    lead: Bits | None = None
    lag: Bits | None = None
    annual: Annual | None = None


@dataclass
class _Sheet:
    """The planes while they are being laid out."""

    value: Floats
    flags: Bits
    lead: Bits | None = None
    lag: Bits | None = None


def typed_cells(panel: Panel, item: str, base: int) -> TypedCells:
    """Lay out one item on one base year."""
    sheet = _Sheet(np.zeros(panel.shape), np.zeros(panel.shape, np.uint8))
    typed = panel.typed(item, base)
    if typed is None:
        return TypedCells(sheet.value, sheet.flags, np.zeros(len(panel.sites), np.bool_))
    entered = np.zeros(len(panel.sites), np.bool_)
    entered[typed.site[~np.isnan(typed.value)]] = True
    typed = _within(panel, with_zeros(panel, typed))
    monthly = typed.kind == MONTH
    if monthly.all():
        _lay_months(panel, sheet, typed)
        return TypedCells(sheet.value, sheet.flags, entered)
    _lay_months(panel, sheet, typed.take(monthly))
    _lay_cumulatives(panel, sheet, typed.take((typed.kind == CUMULATIVE) & ~np.isnan(typed.value)))
    annual = _lay_years(panel, sheet, typed.take((typed.kind == YEAR) & ~np.isnan(typed.value)))
    _lay_blank_spans(panel, sheet, typed.take(~monthly))
    return TypedCells(sheet.value, sheet.flags, entered, sheet.lead, sheet.lag, annual)


def with_zeros(panel: Panel, typed: Observations) -> Observations:
    """Make blanks whose reason counts as zero the figure 0."""
    if not np.isnan(typed.value).any():
        return typed
    zero = _blanks(panel, typed, "zero")
    if not zero.any():
        return typed
    value = np.where(zero, 0.0, typed.value)
    columns = {**vars(typed), "value": value}
    return Observations(**columns)


def _within(panel: Panel, typed: Observations) -> Observations:
    inside = (typed.first >= panel.start) & (typed.last < panel.start + panel.months)
    return typed if inside.all() else typed.take(inside)


def _blanks(panel: Panel, typed: Observations, counts_as: str) -> Bools:
    meant = np.array([*(kind == counts_as for kind in panel.rules.blanks_count_as), False])
    blanks: Bools = np.isnan(typed.value) & meant[typed.reason]
    return blanks


def blanks_not_applicable(panel: Panel, typed: Observations) -> Bools:
    """Say which rows are blanks whose reason counts as not applicable."""
    return _blanks(panel, typed, "not_applicable")


def _lay_months(panel: Panel, sheet: _Sheet, typed: Observations) -> None:
    figure = ~np.isnan(typed.value)
    if not figure.all():
        blank = blanks_not_applicable(panel, typed)
        sheet.flags[typed.site[blank], typed.first[blank] - panel.start] = NOT_APPLICABLE
        typed = typed.take(figure)
    month = typed.first - panel.start
    sheet.value[typed.site, month] = typed.value
    sheet.flags[typed.site, month] = np.where(typed.estimated, _ESTIMATED_VALUE, _VALUE)


def _lay_cumulatives(panel: Panel, sheet: _Sheet, typed: Observations) -> None:
    """Lay out cumulative figures, all site-years that have any side by side, in order of their month."""
    if not len(typed.site):
        return
    key = typed.site.astype(np.int64) * panel.months + (typed.first - panel.start)
    years, row = np.unique(key, return_inverse=True)
    sites, first = years // panel.months, years % panel.months
    months = first[:, None] + np.arange(12)
    figures = np.full(months.shape, np.nan)
    figures[row, typed.last - typed.first] = typed.value
    estimated = np.zeros(months.shape, np.bool_)
    estimated[row, typed.last - typed.first] = typed.estimated
    sheet.lead = np.zeros(panel.shape, np.uint8)
    sheet.lag = np.zeros(panel.shape, np.uint8)
    _Differences(sheet, sites[:, None], months, figures, estimated).lay_out()


@dataclass
class _Differences:
    """The cumulative figures of several site-years (rows) by month of the year (columns)."""

    sheet: _Sheet
    sites: Ints
    months: Ints
    figures: Floats
    estimated: Bools

    def lay_out(self) -> None:
        """Walk through the year; each figure is compared with the one before it in its row."""
        rows = len(self.figures)
        typed_flags = self.sheet.flags[self.sites, self.months]
        typed_value = self.sheet.value[self.sites, self.months]
        before = np.zeros(rows)
        before_estimated = np.zeros(rows, np.bool_)
        begin = np.zeros(rows, np.int64)
        for last in range(1, 12):
            here = np.flatnonzero(~np.isnan(self.figures[:, last]))
            if not len(here):
                continue
            between = np.arange(last + 1) >= begin[here, None]
            known = between & (typed_flags[here, : last + 1] != 0)
            typed = np.add.accumulate(np.where(known, typed_value[here, : last + 1], 0.0), axis=1)[:, -1]
            residual = (self.figures[here, last] - before[here]) - typed
            doubtful = (known & ((typed_flags[here, : last + 1] & ESTIMATED) != 0)).any(axis=1)
            doubtful |= self.estimated[here, last] | before_estimated[here]
            self._put(here, between & ~known, residual, doubtful)
            before[here] = self.figures[here, last]
            before_estimated[here] = self.estimated[here, last]
            begin[here] = last + 1

    def _put(
        self,
        rows: "np.ndarray[tuple[int], np.dtype[np.intp]]",
        unknown: Bools,
        residual: Floats,
        doubtful: Bools,
    ) -> None:
        """Give the residual to the one unknown month, or to the span of several at its last month."""
        width = unknown.shape[1]
        start = unknown.argmax(axis=1)
        end = width - 1 - unknown[:, ::-1].argmax(axis=1)
        state = np.where(unknown.sum(axis=1) == 1, VALUE, SPAN) | np.where(doubtful, ESTIMATED, 0)
        which, column = np.nonzero(unknown)
        site, month = self.sites[rows[which], 0], self.months[rows[which], column]
        self.sheet.flags[site, month] = state[which]
        self.sheet.value[site, month] = np.where(column == end[which], residual[which], 0.0)
        assert self.sheet.lead is not None
        assert self.sheet.lag is not None
        self.sheet.lead[site, month] = end[which] - column
        self.sheet.lag[site, month] = column - start[which]


def _lay_years(panel: Panel, sheet: _Sheet, typed: Observations) -> Annual | None:
    """Put the months of the year that are not known otherwise inside the annual figure."""
    if not len(typed.site):
        return None
    shape = (len(panel.sites), panel.months // 12)
    value, estimated = np.full(shape, np.nan), np.zeros(shape, np.bool_)
    year = (typed.first - panel.start) // 12
    value[typed.site, year] = typed.value
    estimated[typed.site, year] = typed.estimated
    covered = np.repeat(~np.isnan(value), 12, axis=1)
    sheet.flags[covered & (sheet.flags == 0)] = ANNUAL
    return Annual(value, estimated)


def _lay_blank_spans(panel: Panel, sheet: _Sheet, typed: Observations) -> None:
    """Mark the months of longer blanks that count as not applicable, where nothing else is known."""
    blank = typed.take(blanks_not_applicable(panel, typed))
    for site, first, last in zip(blank.site.tolist(), blank.first.tolist(), blank.last.tolist(), strict=True):
        row = sheet.flags[site, first - panel.start : last + 1 - panel.start]
        row[row == 0] = NOT_APPLICABLE
