"""The state of every cell of a flow item: decided once, for all sites and months together.

What was typed comes first (`typed_cells`), then what a blank means: declared 不涉及, passed over while never
entered, else missing; last, what lies outside the site's span.
"""

from dataclasses import dataclass

import numpy as np

from tracker.compute.acceptance import acceptance_of
from tracker.compute.arrays import ANNUAL, FIGURE, MISSING, PASSED, Bits, Bools, Floats, Ints
from tracker.compute.declarations import APPLICABLE, NOT_SAID, declared
from tracker.compute.panel import Panel
from tracker.compute.rulebook import ItemRule
from tracker.compute.typed_cells import Annual, TypedCells, typed_cells


@dataclass(frozen=True)
class Cells:
    """One item as planes; what no site needs is None.

    `value` is 0 where nothing is known and holds a span's quantity at its last month. `lead` and `lag` count
    the months to the end and from the start of a cell's cumulative span. `unaccepted`: the report of the
    span's last month is not accepted. `silent` cells are missing, and reported under another item of their
    set. `entered` says which sites have any figure.
    """

    value: Floats
    flags: Bits
    entered: Bools
    lead: Bits | None = None
    lag: Bits | None = None
    unaccepted: Bools | None = None
    silent: Bools | None = None
    annual: Annual | None = None


def cells_of(panel: Panel, item: str, base: int = 0) -> Cells:
    """Return the decided cells of a flow item, on a base year where it has one."""
    return panel.once(("cells", item, base), lambda: _decided(panel, item, base))


def _decided(panel: Panel, item: str, base: int) -> Cells:
    rule = panel.rules.items[item]
    typed = typed_cells(panel, item, base)
    flags = _with_blanks(panel, rule, typed.flags)
    silent = None
    if rule.together is not None and not rule.required:
        flags, silent = _with_its_set(panel, rule, flags)
    return _inside_spans(panel, typed, flags, silent)


def _with_blanks(panel: Panel, rule: ItemRule, typed: Bits) -> Bits:
    """Decide what each blank means (contract §3); a figure wins over a declaration."""
    blank = blank_flags(panel, rule)
    flags: Bits = np.where(typed == 0, blank, typed)
    return flags


def blank_flags(panel: Panel, rule: ItemRule) -> Bits:
    """Return what a blank of the item means at every site and month."""
    meaning = _undeclared(panel, rule)
    said = declared(panel, rule)
    if said is None:
        return meaning
    stated: Bits = np.where(said == APPLICABLE, MISSING, said).astype(np.uint8)
    return np.where(said == NOT_SAID, meaning, stated).astype(np.uint8)


def _undeclared(panel: Panel, rule: ItemRule) -> Bits:
    """An undeclared blank is missing; of an alternative it is passed over before the first figure."""
    if rule.required:
        return np.broadcast_to(np.uint8(MISSING), panel.shape)
    months = np.arange(panel.start, panel.start + panel.months)
    before = months < first_entered(panel, rule)[:, None]
    return np.where(before, np.uint8(PASSED), np.uint8(MISSING))


def first_entered(panel: Panel, rule: ItemRule) -> Ints:
    """Return the first month of the first figure of an item, or of the set it is entered with, per site."""
    if rule.entered_with is None:
        return panel.first_figures(rule.code)
    members = panel.rules.items_with("entered_with", rule.entered_with)
    first: Ints = np.minimum.reduce([panel.first_figures(item.code) for item in members])
    return first


def _with_its_set(panel: Panel, rule: ItemRule, flags: Bits) -> tuple[Bits, Bools | None]:
    """Make passed-over items missing in months in which nothing of their set is known.

    The gap is reported once, under the first passed-over item; the others are missing silently.
    """
    known = np.zeros(panel.shape, np.bool_)
    earlier = np.zeros(panel.shape, np.bool_)
    seen = False
    for member in panel.rules.items_with("together", rule.together or ""):
        if member.required:
            continue
        alone = (
            flags if member is rule else _with_blanks(panel, member, typed_cells(panel, member.code, 0).flags)
        )
        known |= (alone & (FIGURE | MISSING)) != 0
        seen |= member is rule
        if not seen:
            earlier |= (alone & PASSED) != 0
    gap = ~known & ((flags & PASSED) != 0)
    if not gap.any():
        return flags, None
    return np.where(gap, np.uint8(MISSING), flags), gap & earlier


def _inside_spans(panel: Panel, typed: TypedCells, flags: Bits, silent: Bools | None) -> Cells:
    """Outside its span an enterprise adds nothing; of a park or region everything is missing there."""
    outside = panel.outside
    value, lead, lag = typed.value, typed.lead, typed.lag
    if outside.any():
        beyond = np.array([0 if s.kind == "enterprise" else MISSING for s in panel.sites], np.uint8)
        flags = np.where(outside, beyond[:, None], flags)
        value = np.where(outside, 0.0, value)
        silent = None if silent is None else silent & ~outside
        lead = None if lead is None else np.where(outside, np.uint8(0), lead)
        lag = None if lag is None else np.where(outside, np.uint8(0), lag)
    unaccepted = None
    if lead is not None or typed.annual is not None:
        unaccepted = _span_reports(panel, flags, lead, lag)
    return Cells(value, flags, typed.entered, lead, lag, unaccepted, silent, typed.annual)


def _span_reports(panel: Panel, flags: Bits, lead: Bits | None, lag: Bits | None) -> Bools | None:
    """Return the cells inside a span whose last month's report is not accepted."""
    annual = (flags & ANNUAL) != 0
    if lead is None and not annual.any():
        return None
    month = np.arange(panel.months)
    to_end = np.where(annual, 11 - month % 12, 0 if lead is None else lead)
    in_span = annual | (to_end > 0) if lag is None else annual | (to_end > 0) | (lag > 0)
    open_at_end = np.take_along_axis(acceptance_of(panel).month, month + to_end, axis=1)
    result: Bools = in_span & open_at_end
    return result
