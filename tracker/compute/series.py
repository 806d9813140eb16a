"""A site's cells as the checks see them: figures that stand for one month alone, and where one is owed."""

from collections.abc import Mapping

import numpy as np

from tracker.compute.arrays import FIGURE, MISSING, NOT_APPLICABLE, PASSED, SPAN, VALUE, Bools, Floats
from tracker.compute.cells import Cells, cells_of
from tracker.compute.checked import SiteSeries, Spans, ToDate
from tracker.compute.declarations import declarations_of
from tracker.compute.families import dated_plane_row
from tracker.compute.panel import CUMULATIVE, MONTH, Observations, Panel
from tracker.compute.rulebook import ItemRule


def site_series(panel: Panel, code: str) -> SiteSeries:
    """Return the series of one site of the panel.

    Where a park is the sum of its enterprises, a figure is owed by them, except for items of level park.
    """
    row = panel.index[code]
    values: dict[str, Floats] = {}
    nothing: dict[str, Bools] = {}
    missing: dict[str, Bools] = {}
    annual: dict[str, Mapping[int, float]] = {}
    spans: dict[str, Spans] = {}
    owed = {at_park: _owed(panel, row, at_park) for at_park in (True, False)}
    for item in panel.rules.items.values():
        if item.kind == "flow" and not _never_there(panel, item):
            for base in panel.bases(item.code) or [0]:
                name = f"{item.code}@{base}" if base else item.code
                _add_flow(panel, row, item, base, name, values, nothing, annual)
                if (span := _spans(cells_of(panel, item.code, base), row)) is not None:
                    spans[name] = span
            missing[item.code] = _missing(panel, row, item) & owed[item.at_park]
        elif item.kind != "flow" and any(_typed_here(panel, row, item.code)):
            values[item.code] = _standing_figures(panel, row, item.code)
            nothing[item.code] = np.zeros(panel.months, np.bool_)
    return SiteSeries(
        code,
        panel.sites[row].kind,
        panel.start,
        values,
        nothing,
        _of_sets(panel, missing),
        annual,
        spans,
        stocks=frozenset(code for code, item in panel.rules.items.items() if item.kind == "stock"),
        to_date=_figures_to_date(panel, row, values),
    )


def _figures_to_date(panel: Panel, row: int, values: Mapping[str, Floats]) -> dict[str, dict[int, ToDate]]:
    """Return a site's figures of January to a month by item and the month's column."""
    found: dict[str, dict[int, ToDate]] = {}
    for (item, base), typed in panel.once("cumulatives", lambda: _with_cumulatives(panel)).items():
        name = f"{item}@{base}" if base else item
        here = typed.take(typed.site == row)
        months = set(here.first[here.kind == MONTH].tolist())
        for first, last, value, kind in zip(here.first, here.last, here.value, here.kind, strict=True):
            if kind == CUMULATIVE and name in values:
                beside = months.issuperset(range(first, last + 1))
                found.setdefault(name, {})[int(last) - panel.start] = ToDate(float(value), beside)
    return found


def _with_cumulatives(panel: Panel) -> dict[tuple[str, int], Observations]:
    every, kind = panel.observations, panel.observations.kind
    groups = {key: group for key, group in panel.groups.items() if (kind[group] == CUMULATIVE).any()}
    return {key: every.take(group) for key, group in groups.items()}


def _add_flow(
    panel: Panel,
    row: int,
    item: ItemRule,
    base: int,
    name: str,
    values: dict[str, Floats],
    nothing: dict[str, Bools],
    annual: dict[str, Mapping[int, float]],
) -> None:
    cells = cells_of(panel, item.code, base)
    flags = cells.flags[row]
    values[name] = np.where((flags & VALUE) != 0, cells.value[row], np.nan)
    nothing[name] = (flags == 0) | ((flags & (NOT_APPLICABLE | PASSED)) != 0)
    if cells.annual is not None:
        years = np.flatnonzero(~np.isnan(cells.annual.value[row]))
        first = panel.start // 12
        annual[name] = {first + int(year): float(cells.annual.value[row, year]) for year in years}


def _spans(cells: Cells, row: int) -> Spans | None:
    """Return a site's spans of an item, the months typed between theirs included; None without any."""
    if cells.lead is None or cells.lag is None:
        return None
    ends = np.flatnonzero(((cells.flags[row] & SPAN) != 0) & (cells.lead[row] == 0))
    if not len(ends):
        return None
    quantity = np.full(cells.value.shape[1], np.nan)
    quantity[ends] = cells.value[row, ends]
    lead, lag = np.zeros(len(quantity), np.uint8), np.zeros(len(quantity), np.uint8)
    for end in ends.tolist():
        length = int(cells.lag[row, end])
        lag[end - length : end + 1] = np.arange(length + 1)
        lead[end - length : end + 1] = np.arange(length, -1, -1)
    return Spans(quantity, lead, lag)


def _never_there(panel: Panel, item: ItemRule) -> bool:
    """Say whether no site of the panel has, or says it has, the item: then it is nothing, and no gap."""
    if item.required or item.together or item.entered_with or panel.bases(item.code):
        return False
    said = (declarations_of(panel).get(subject, ()) for subject in (item.code, item.group))
    return not any(declaration.applicable for entries in said for _, declaration in entries)


def _missing(panel: Panel, row: int, item: ItemRule) -> Bools:
    """Return the months in which the site has no figure of the item on any price base, though it should."""
    missing = np.ones(panel.months, np.bool_)
    for base in panel.bases(item.code) or [0]:
        cells = cells_of(panel, item.code, base)
        missing &= (cells.flags[row] & (MISSING | FIGURE)) == MISSING
        if cells.silent is not None:
            missing &= ~cells.silent[row]
    return missing


def _owed(panel: Panel, row: int, at_park: bool) -> Bools:
    """Return the months in which items (of level park or not) are to be entered for this very site."""
    site = panel.sites[row]
    owed: Bools = ~panel.outside[row]
    if site.kind == "enterprise":
        owed &= np.zeros_like(owed) if at_park else _summed_by_its_park(panel, row)
    elif not at_park:
        owed &= ~dated_plane_row(site.collect, panel.start, panel.months, "rollup")
    return owed


def _summed_by_its_park(panel: Panel, row: int) -> Bools:
    """Return the months in which an enterprise's park is the sum of its enterprises."""
    site = panel.sites[row]
    summed = np.zeros(panel.months, np.bool_)
    for parent in {code for _, code in site.parent} & panel.index.keys():
        collect = panel.sites[panel.index[parent]].collect
        there = dated_plane_row(site.parent, panel.start, panel.months, parent)
        summed |= there & dated_plane_row(collect, panel.start, panel.months, "rollup")
    return summed


def _of_sets(panel: Panel, missing: dict[str, Bools]) -> dict[str, Bools]:
    """Let one known item of a required set stand for all, and the first of a set for its gap."""
    sets: dict[str, list[str]] = {}
    for code in missing:
        rule = panel.rules.items[code]
        if rule.together is not None and rule.required:
            sets.setdefault(rule.together, []).append(code)
    for codes in sets.values():
        gap = np.logical_and.reduce([missing[code] for code in codes])
        missing[codes[0]] = gap
        for code in codes[1:]:
            del missing[code]
    return missing


def _typed_here(panel: Panel, row: int, item: str) -> Bools:
    typed = panel.typed(item)
    return np.zeros(0, np.bool_) if typed is None else (typed.site == row) & (typed.kind == MONTH)


def _standing_figures(panel: Panel, row: int, item: str) -> Floats:
    """Return a stock's or rate's monthly figures."""
    values = np.full(panel.months, np.nan)
    typed = panel.typed(item)
    assert typed is not None
    here = typed.take(_typed_here(panel, row, item))
    column = here.last - panel.start
    inside = (column >= 0) & (column < panel.months)
    values[column[inside]] = here.value[inside]
    return values
