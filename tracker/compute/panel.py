"""The panel: a set of sites and all that was typed for them, as columns over a range of months.

It knows nothing of what is made of it: the functions above it decide (`cells_of`, `standing_of`,
`acceptance_of` and others), in planes (sites × months, months last, starting in a January), and keep what
they made by `Panel.once` under keys of their own. Sites that belong together (a park and its enterprises)
stand side by side, so that any run of whole families can be computed on its own.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from tracker.compute.arrays import NEVER, Bools, Floats, Ints
from tracker.compute.rulebook import Rulebook
from tracker.compute.site_facts import SiteFacts

Made = TypeVar("Made")

MONTH, CUMULATIVE, YEAR = range(3)
LEAD_IN = 24
"""Months laid out before the first figure, where they can matter: a baseline and the eleven before it."""


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
    """Sites in the order of their families, observations grouped by item, and what others made of them.

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
        if group is None:
            return None
        return self.once(("typed", item, base), lambda: self.observations.take(group))

    def bases(self, item: str) -> list[int]:
        """Return the base years in which an item was ever typed, newest first (0: without one)."""
        return self.once("bases", lambda: _bases(self.groups)).get(item, [])

    def first_figures(self, item: str) -> Ints:
        """Return the first month of each site's first figure of an item; NEVER where it has none."""
        return self.once(("first", item), lambda: self._first_figures(item))

    def _first_figures(self, item: str) -> Ints:
        first = np.full(len(self.sites), NEVER, np.int32)
        for base in self.bases(item):
            typed = self.typed(item, base)
            if typed is not None:
                figures = ~np.isnan(typed.value)
                np.minimum.at(first, typed.site[figures], typed.first[figures])
        return first

    @property
    def begins(self) -> Ints:
        """The first month of each site's span: as stated, else its first with a figure, else never."""
        return self.once("begins", lambda: _begins(self))

    @property
    def outside(self) -> Bools:
        """The months outside each site's span."""
        return self.once("outside", lambda: _outside(self))

    def covering(self, first: int, last: int) -> "Panel":
        """Return a panel whose planes also cover these months; itself if they do."""
        lead_in = _lead_in(self, min(first, self.start))
        if first - lead_in >= self.start and last < self.start + self.months:
            return self
        start = min(self.start, (first - lead_in) // 12 * 12)
        end = max(self.start + self.months, (last // 12 + 1) * 12)
        key = ("covering", start, end)
        return self.once(key, lambda: replace(self, start=start, months=end - start, made={}))

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made under a key, making it the first time; a panel never changes."""
        if key not in self.made:
            self.made[key] = make()
        found: Made = self.made[key]
        return found


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
