"""A run of whole families of a panel, computed together: small enough to stay in the processor's cache.

A block remembers what has been computed, so that indicators share flows and windows. `forced` collects every
month in one way, for a comparison across a change of the way of collecting.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from tracker.compute.acceptance import acceptance_of
from tracker.compute.arrays import Bools
from tracker.compute.cells import Cells, cells_of
from tracker.compute.factors import FactorPlane, factor_of, joined
from tracker.compute.families import enterprises_of, rolled_up_months
from tracker.compute.panel import Panel
from tracker.compute.rulebook import Rulebook
from tracker.compute.site_facts import SiteFacts
from tracker.compute.stocks import Standing, standing_of
from tracker.compute.typed_cells import Annual

Made = TypeVar("Made")
Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True)
class RollUp:
    """A site that is the sum of its enterprises in some months (rows are the block's).

    `there` says per enterprise, in code order, in which months it gives the site's figures.
    """

    row: int
    rolled: Bools
    members: list[int]
    there: Bools


@dataclass(frozen=True)
class Block:
    """Rows `first` to `last` (exclusive) of a panel, as seen on a day."""

    panel: Panel
    first: int
    last: int
    today: date
    forced: str | None = None
    made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def of_kind(self, kind: str) -> Bools:
        """Say (one column) which sites are of a kind."""
        return self.once(("kind", kind), lambda: np.array([[site.kind == kind] for site in self.sites]))

    @property
    def rules(self) -> Rulebook:
        """The rules in force."""
        return self.panel.rules

    @property
    def sites(self) -> tuple[SiteFacts, ...]:
        """The block's sites."""
        return self.once("sites", lambda: self.panel.sites[self.first : self.last])

    @property
    def rows(self) -> slice:
        """The block's rows of the panel."""
        return slice(self.first, self.last)

    @property
    def shape(self) -> tuple[int, int]:
        """Sites × months."""
        return self.last - self.first, self.panel.months

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made under a key, making it the first time."""
        if key not in self.made:
            self.made[key] = make()
        found: Made = self.made[key]
        return found

    def cells(self, series: str) -> Cells:
        """Return the cells of a series (`item` or `item@base`)."""
        return self.once(("cells", series), lambda: _cells_of(self.panel, series, self.rows))

    def standing(self, item: str) -> Standing:
        """Return a stock or rate."""
        return self.once(("standing", item), lambda: standing_of(self.panel, item).rows(self.rows))

    def factor(self, code: str) -> FactorPlane:
        """Return a factor in force at the block's sites and months."""
        return self.once(("factor", code), lambda: self._factor(code))

    def _factor(self, code: str) -> FactorPlane:
        regions = self.once("regions", lambda: [site.region for site in self.sites])
        return joined({region: factor_of(self.panel, code, region) for region in set(regions)}, regions)

    @property
    def unaccepted(self) -> Bools:
        """The months whose report is not accepted."""
        return acceptance_of(self.panel).month[self.rows]

    @property
    def unaccepted_before(self) -> Bools:
        """The months before the panel, as far as a window reaches back, whose report is not accepted."""
        return acceptance_of(self.panel).before[self.rows]

    @property
    def unaccepted_years(self) -> Bools:
        """The years whose annual report is not accepted."""
        return acceptance_of(self.panel).year[self.rows]

    @property
    def inactive(self) -> Bools:
        """The months in which an enterprise is outside its span."""
        return self.once("inactive", lambda: _inactive(self))

    def collected(self, way: str) -> "Block":
        """Return the block with every month collected in one way."""
        other = Block(self.panel, self.first, self.last, self.today, forced=way)
        return self.once(("collected", way), lambda: other)

    @property
    def roll_ups(self) -> list[RollUp]:
        """The sites that are the sum of their enterprises in some months."""
        return self.once("roll_ups", lambda: list(_roll_ups(self)))


def series_of(item: str, base: int) -> str:
    """Return the name of an item's series on a base year (0: an item without one)."""
    return f"{item}@{base}" if base else item


def item_of(series: str) -> str:
    """Return the item of a series."""
    return series.partition("@")[0]


def _cells_of(panel: Panel, series: str, rows: slice) -> Cells:
    item, _, base = series.partition("@")
    found = cells_of(panel, item, int(base or 0))

    annual = found.annual
    if annual is not None:
        annual = Annual(annual.value[rows], annual.estimated[rows])
        annual = None if bool(np.isnan(annual.value).all()) else annual
    return Cells(
        value=found.value[rows],
        flags=found.flags[rows],
        entered=found.entered[rows],
        lead=_if_any(found.lead, rows),
        lag=_if_any(found.lag, rows),
        unaccepted=_if_any(found.unaccepted, rows),
        silent=_if_any(found.silent, rows),
        annual=annual,
    )


def _if_any(plane: NDArray[Kind] | None, rows: slice) -> NDArray[Kind] | None:
    """Return the block's part of a plane, None where nothing stands in it."""
    return plane[rows] if plane is not None and plane[rows].any() else None


def _inactive(block: Block) -> Bools:
    inactive: Bools = block.panel.outside[block.rows] & block.of_kind("enterprise")
    return inactive


def _roll_ups(block: Block) -> Iterator[RollUp]:
    panel = block.panel
    below_each, ways_of = enterprises_of(panel), rolled_up_months(panel)
    for row in range(block.first, block.last):
        below = below_each.get(row)
        if below is None:
            continue
        ways = ways_of[row] if block.forced is None else np.full(panel.months, block.forced == "rollup")
        there = np.stack([months for _, months in below]) & ways & ~panel.outside[row]
        if there.any():
            members = [child - block.first for child, _ in below]
            yield RollUp(row - block.first, there.any(axis=0), members, there)
