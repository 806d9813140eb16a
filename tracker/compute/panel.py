"""The panel: a set of sites, all that was typed for them, and the planes (sites × months) made of it.

Months are the last axis and start in a January. Cell states are decided once, per item, when first asked for.
Sites that belong together (a park and its enterprises) stand side by side, so that any run of whole families
can be computed on its own.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from tracker.catalog.periods import Period
from tracker.compute.acceptance import Acceptance, acceptance
from tracker.compute.arrays import NEVER, Bools, Floats, Ints
from tracker.compute.cells import Cells, decided_cells
from tracker.compute.factors import FactorPlane, factor_plane
from tracker.compute.families import dated_plane_row, parents_of, whole_families
from tracker.compute.rulebook import Rulebook, rulebook_of
from tracker.compute.site_facts import Declaration, SiteFacts
from tracker.compute.stocks import Standing, standing

if TYPE_CHECKING:
    from tracker.catalog.catalog import Catalog

Made = TypeVar("Made")

MONTH, CUMULATIVE, YEAR = range(3)
_KINDS = {"month": MONTH, "cumulative": CUMULATIVE, "year": YEAR}
LEAD_IN = 24
"""Months laid out before the first figure, where they can matter: a baseline and the eleven before it."""
NO_FIGURE_YEAR = 2020


@dataclass(frozen=True)
class Observations:
    """What was typed, one column per fact.

    `site` indexes the sites as given, `item` the catalog's items; `kind` is MONTH, CUMULATIVE or YEAR;
    `first` and `last` are month numbers; `value` NaN is a blank, whose `reason` indexes the catalog's blank
    reasons (−1: none); `base` is the base year of a price (0: none).
    """

    site: Ints
    item: Ints
    kind: NDArray[np.int8]
    first: Ints
    last: Ints
    value: Floats
    base: NDArray[np.int16]
    estimated: Bools
    reason: NDArray[np.int16]

    def take(self, chosen: slice | NDArray[Any]) -> "Observations":
        """Return the chosen rows."""
        return Observations(**{name: column[chosen] for name, column in vars(self).items()})


@dataclass(frozen=True)
class Panel:
    """Sites in the order of their families, observations grouped by item, and what was made of them.

    `start` is the month number of the first column, a January; `months` a multiple of 12. `first_figure` and
    `last_figure` bound each site's figures (−1: none), a rolled-up park's enterprises included.
    """

    rules: Rulebook
    sites: tuple[SiteFacts, ...]
    observations: Observations
    accepted: frozenset[tuple[str, str]]
    start: int
    months: int
    index: dict[str, int]
    ends: tuple[int, ...]
    first_figure: Ints
    last_figure: Ints
    groups: dict[tuple[str, int], slice]
    made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def shape(self) -> tuple[int, int]:
        """The shape of a plane: sites × months."""
        return len(self.sites), self.months

    def typed(self, item: str, base: int = 0) -> Observations | None:
        """Return what was typed for an item on a base year; None if nothing was."""
        group = self.groups.get((item, base))
        return None if group is None else self.observations.take(group)

    def bases(self, item: str) -> list[int]:
        """Return the base years in which an item was ever typed, newest first (0: without one)."""
        return self._made("bases", lambda: _bases(self.groups)).get(item, [])

    def first_figures(self, item: str) -> Ints:
        """Return the first month of each site's first figure of an item; NEVER where it has none."""
        return self._made(("first", item), lambda: self._first_figures(item))

    def _first_figures(self, item: str) -> Ints:
        first = np.full(len(self.sites), NEVER, np.int32)
        for base in self.bases(item):
            typed = self.typed(item, base)
            if typed is not None:
                figures = ~np.isnan(typed.value)
                np.minimum.at(first, typed.site[figures], typed.first[figures])
        return first

    def cells(self, item: str, base: int = 0) -> Cells:
        """Return the decided cells of a flow item."""
        return self._made(("cells", item, base), lambda: decided_cells(self, item, base))

    def standing(self, item: str) -> Standing:
        """Return a stock item as of every month."""
        return self._made(("standing", item), lambda: standing(self, item))

    def factor(self, code: str, region: str) -> FactorPlane:
        """Return a factor in force in one region."""
        rule = self.rules.factors[code]
        key = ("factor", code, region)
        return self._made(key, lambda: factor_plane(rule, region, self.start, self.months))

    @property
    def declarations(self) -> dict[str, list[tuple[int, Declaration]]]:
        """The lines of all item tables by what they speak of, each with its site's row."""
        return self._made("declarations", lambda: _declarations(self))

    @property
    def acceptance(self) -> Acceptance:
        """Which reports are not accepted."""
        return self._made("acceptance", lambda: acceptance(self))

    @property
    def parents(self) -> dict[int, list[tuple[int, Bools]]]:
        """The enterprises ever below each site, in code order, with the months in which they are."""
        return self._made("parents", lambda: parents_of(self))

    @property
    def ways(self) -> dict[int, Bools]:
        """The months in which a site with enterprises is the sum of them."""
        return self._made("ways", lambda: {row: self._rolled_up(row) for row in self.parents})

    def _rolled_up(self, row: int) -> Bools:
        return dated_plane_row(self.sites[row].collect, self.start, self.months, "rollup")

    @property
    def begins(self) -> Ints:
        """The first month of each site's span: as stated, else its first with a figure, else never."""
        return self._made("begins", lambda: _begins(self))

    @property
    def outside(self) -> Bools:
        """The months outside each site's span."""
        return self._made("outside", lambda: _outside(self))

    def covering(self, first: int, last: int) -> "Panel":
        """Return a panel whose planes also cover these months; itself if they do."""
        lead_in = _lead_in(self, min(first, self.start))
        if first - lead_in >= self.start and last < self.start + self.months:
            return self
        start = min(self.start, (first - lead_in) // 12 * 12)
        end = max(self.start + self.months, (last // 12 + 1) * 12)
        key = ("covering", start, end)
        return self._made(key, lambda: replace(self, start=start, months=end - start, made={}))

    def _made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        if key not in self.made:
            self.made[key] = make()
        found: Made = self.made[key]
        return found


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


def _lead_in(panel: Panel, start: int) -> int:
    """Return how many months before a start can be known: none unless a site, or an enterprise, may be."""
    early = panel.begins < start
    enterprises = np.array([site.kind == "enterprise" for site in panel.sites])
    return LEAD_IN if np.any(early | enterprises) else 0


def _bases(groups: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    bases: dict[str, list[int]] = {}
    for code, base in sorted(groups, reverse=True):
        bases.setdefault(code, []).append(base)
    return bases


def _declarations(panel: Panel) -> dict[str, list[tuple[int, Declaration]]]:
    found: dict[str, list[tuple[int, Declaration]]] = {}
    for row, site in enumerate(panel.sites):
        for entry in site.declarations:
            found.setdefault(entry.subject, []).append((row, entry))
    return found


def _begins(panel: Panel) -> Ints:
    stated = np.array([-1 if site.first is None else site.first for site in panel.sites], np.int32)
    figures = np.where(panel.first_figure < 0, NEVER, panel.first_figure)
    begins: Ints = np.where(stated < 0, figures, stated).astype(np.int32)
    return begins


def _outside(panel: Panel) -> Bools:
    months = np.arange(panel.start, panel.start + panel.months, dtype=np.int32)
    until = np.array([NEVER if site.until is None else site.until for site in panel.sites], np.int32)
    outside: Bools = (months < panel.begins[:, None]) | (months > until[:, None])
    return outside
