"""Stock items and rates: figures that stand at a month instead of adding up (contract §3)."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from tracker.compute.acceptance import acceptance_of
from tracker.compute.arrays import ESTIMATED, MISSING, NOT_ACCEPTED, NOT_APPLICABLE, VALUE, Bits, Floats, Ints
from tracker.compute.declarations import APPLICABLE, NOT_SAID, declared
from tracker.compute.panel import CUMULATIVE, MONTH, YEAR, Observations, Panel
from tracker.compute.typed_cells import blanks_not_applicable, with_zeros

OLDEST_STOCK: Final = 36
"""A stock serves for at most this many months."""
EARLIER: Final = OLDEST_STOCK + 12
"""Columns before the panel's first month: a window's opening month, and how far it may look back."""


@dataclass(frozen=True)
class Standing:
    """A stock or rate by site and month, from EARLIER months before the panel's start.

    `value`, `flags` (VALUE or NOT_APPLICABLE; 0 unknown) and `marks` are what stands at exactly that month.
    `as_of` is the newest of them at most OLDEST_STOCK months old.
    """

    value: Floats
    flags: Bits
    marks: Bits
    as_of: "StockPlanes"

    def rows(self, rows: slice) -> "Standing":
        """Return the same for some of the sites."""
        return Standing(self.value[rows], self.flags[rows], self.marks[rows], self.as_of.rows(rows))


@dataclass(frozen=True)
class StockPlanes:
    """The stock as of every month; MISSING in `flags` where it is not known. `column` is the figure's own."""

    value: Floats
    flags: Bits
    marks: Bits
    column: Ints

    def rows(self, rows: slice | list[int]) -> "StockPlanes":
        """Return the same for some of the sites."""
        return StockPlanes(self.value[rows], self.flags[rows], self.marks[rows], self.column[rows])


def standing_of(panel: Panel, item: str) -> Standing:
    """Return a stock or rate; where no figure stands, a declaration of 不涉及 stands as 0."""
    return panel.once(("standing", item), lambda: _standing(panel, item))


def _standing(panel: Panel, item: str) -> Standing:
    start = panel.start - EARLIER
    said = declared(panel, panel.rules.items[item], start)
    shape = (len(panel.sites), panel.months + EARLIER)
    value, marks = np.zeros(shape), np.zeros(shape, np.uint8)
    flags = np.zeros(shape, np.uint8)
    if said is not None:
        away = (said != NOT_SAID) & (said != APPLICABLE)
        flags[away] = said[away]
    typed = panel.typed(item)
    if typed is not None:
        _lay(panel, with_zeros(panel, typed), value, flags, marks)
    return Standing(value, flags, marks, _as_of(value, flags, marks))


def _lay(panel: Panel, typed: Observations, value: Floats, flags: Bits, marks: Bits) -> None:
    """Put each figure at its last month; a monthly one goes before a cumulative, that before an annual."""
    column = typed.last - panel.start + EARLIER
    within = (column >= 0) & (column < flags.shape[1])
    away = blanks_not_applicable(panel, typed)
    for kind in (YEAR, CUMULATIVE, MONTH):
        chosen = within & (typed.kind == kind) & (away | ~np.isnan(typed.value))
        site, at = typed.site[chosen], column[chosen]
        blank = away[chosen]
        value[site, at] = np.where(blank, 0.0, typed.value[chosen])
        state = np.where(typed.estimated[chosen], VALUE | ESTIMATED, VALUE)
        flags[site, at] = np.where(blank, NOT_APPLICABLE, state)
        marks[site, at] = np.where(blank, 0, _report_marks(panel, site, at - EARLIER, annual=kind == YEAR))


def _report_marks(panel: Panel, site: Ints, month: Ints, *, annual: bool) -> Bits:
    inside = np.maximum(month, 0)
    reports = acceptance_of(panel)
    unaccepted = reports.year[site, inside // 12] if annual else reports.month[site, inside]
    return np.where(unaccepted, np.uint8(NOT_ACCEPTED), np.uint8(0))


def _as_of(value: Floats, flags: Bits, marks: Bits) -> StockPlanes:
    columns = np.arange(flags.shape[1], dtype=np.int32)
    latest = np.maximum.accumulate(np.where(flags != 0, columns, np.int32(-1)), axis=1)
    known = (latest >= 0) & (columns - latest <= OLDEST_STOCK)
    place = np.where(known, latest, np.int32(0))
    return StockPlanes(
        np.where(known, np.take_along_axis(value, place, axis=1), 0.0),
        np.where(known, np.take_along_axis(flags, place, axis=1), np.uint8(MISSING)),
        np.where(known, np.take_along_axis(marks, place, axis=1), np.uint8(0)),
        place,
    )
