"""Lays out facts as a panel: sites in families, figures grouped by item, and the months they need."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tracker.catalog.periods import Period
from tracker.compute.arrays import NEVER, Ints
from tracker.compute.families import whole_families
from tracker.compute.panel import CUMULATIVE, MONTH, YEAR, Observations, Panel
from tracker.compute.rulebook import Rulebook, rulebook_of
from tracker.compute.site_facts import SiteFacts

if TYPE_CHECKING:
    from tracker.catalog.catalog import Catalog

_KINDS = {"month": MONTH, "cumulative": CUMULATIVE, "year": YEAR}
NO_FIGURE_YEAR = 2020


def build_panel(
    catalog: "Catalog",
    sites: Sequence[SiteFacts],
    observations: Observations,
    accepted: set[tuple[str, str]],
) -> Panel:
    """Lay out the observations of the sites; `accepted` names the reports accepted as (site, period).

    The sites must hold every enterprise whose park is to be rolled up.
    """
    rules = rulebook_of(catalog)
    return _lay_out(rules, sites, observations, accepted)


def from_facts(catalog: "Catalog", facts: Mapping[str, Any]) -> Panel:
    """Lay out the JSON facts that the reference takes."""
    rules = rulebook_of(catalog)
    sites = [SiteFacts.from_json(site) for site in facts["sites"]]
    typed = _columns(rules, {site.code: row for row, site in enumerate(sites)}, facts["observations"])
    return _lay_out(rules, sites, typed, {(site, period) for site, period in facts["accepted"]})


def _columns(rules: Rulebook, rows: dict[str, int], entries: Sequence[Mapping[str, Any]]) -> Observations:
    items = {code: place for place, code in enumerate(rules.items)}
    reasons = {code: place for place, code in enumerate(rules.blank_reasons)}
    periods = [Period.parse(entry["period"]) for entry in entries]
    return Observations(
        site=np.array([rows[entry["site"]] for entry in entries], np.int32),
        item=np.array([items[entry["item"]] for entry in entries], np.int32),
        kind=np.array([_KINDS[period.kind] for period in periods], np.int8),
        first=np.array([period.first for period in periods], np.int32),
        last=np.array([period.last for period in periods], np.int32),
        value=np.array([_number(entry["value"]) for entry in entries], np.float64),
        base=np.array([entry["base"] or 0 for entry in entries], np.int16),
        estimated=np.array([entry["estimated"] for entry in entries], np.bool_),
        reason=np.array([reasons.get(entry["reason"], -1) for entry in entries], np.int16),
    )


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _lay_out(
    rules: Rulebook, sites: Sequence[SiteFacts], typed: Observations, accepted: set[tuple[str, str]]
) -> Panel:
    order, ends = whole_families(sites)
    ordered = tuple(sites[row] for row in order)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    typed = replace(typed, site=place[typed.site])
    typed, groups = _grouped(rules, typed)
    first, last = _figure_spans(ordered, typed)
    start, end = _range(typed)
    panel = Panel(
        rules=rules,
        sites=ordered,
        observations=typed,
        accepted=frozenset(accepted),
        start=start,
        months=end - start,
        index={site.code: row for row, site in enumerate(ordered)},
        ends=ends,
        first_figure=first,
        last_figure=last,
        groups=groups,
    )
    return panel.covering(start, end - 1)


def _grouped(rules: Rulebook, typed: Observations) -> tuple[Observations, dict[tuple[str, int], slice]]:
    """Bring what was typed for one item and base together."""
    key = typed.item.astype(np.int64) * 10_000 + typed.base
    if np.any(key[1:] < key[:-1]):
        order = np.argsort(key, kind="stable")
        typed, key = typed.take(order), key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    ends = [*starts[1:].tolist(), len(key)] if len(key) else []
    codes = list(rules.items)
    return typed, {
        (codes[key[begin] // 10_000], int(key[begin] % 10_000)): slice(begin, end)
        for begin, end in zip(starts.tolist(), ends, strict=True)
    }


def _figure_spans(sites: tuple[SiteFacts, ...], typed: Observations) -> tuple[Ints, Ints]:
    """Return the first and last month with a figure per site; −1 where there is none."""
    first, last = np.full(len(sites), NEVER, np.int32), np.full(len(sites), -1, np.int32)
    figures = ~np.isnan(typed.value)
    np.minimum.at(first, typed.site[figures], typed.first[figures])
    np.maximum.at(last, typed.site[figures], typed.last[figures])
    own_first, own_last = first.copy(), last.copy()
    index = {site.code: row for row, site in enumerate(sites)}
    for row, site in enumerate(sites):
        for parent in {parent for _, parent in site.parent if site.kind == "enterprise"} & index.keys():
            park = index[parent]
            if any(way == "rollup" for _, way in sites[park].collect):
                first[park] = min(first[park], own_first[row])
                last[park] = max(last[park], own_last[row])
    first[first == NEVER] = -1
    return first, last


def _range(typed: Observations) -> tuple[int, int]:
    figures = ~np.isnan(typed.value)
    if not figures.any():
        return NO_FIGURE_YEAR * 12, NO_FIGURE_YEAR * 12 + 12
    first, last = int(typed.first[figures].min()), int(typed.last[figures].max())
    return first // 12 * 12, (last // 12 + 1) * 12
