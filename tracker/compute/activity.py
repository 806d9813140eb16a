"""By what the activity of sites is measured in two spans: value added at comparable prices if it can be had.

Before a comparison like with like (contract §4, *Price*): value added on one base year; on two, linked
through a year known on both; by its stated growth. Where that cannot be had, value added at current prices,
and where value added is missing, gross output, at current prices too: the basis says which.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from typing import Final, Literal

import numpy as np

from tracker.catalog.compiled import Term
from tracker.catalog.results import Window
from tracker.compute.arrays import ESTIMATED, VALUE, Bools, Floats
from tracker.compute.block import Block
from tracker.compute.price import CURRENT, series_terms, whole
from tracker.compute.results import Results
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.stocks import EARLIER
from tracker.compute.windows import side_over

Basis = Literal["real", "chained", "growth", "mixed", "current", "gross_output"]
COMPARABLE: Final[tuple[Basis, ...]] = ("real", "chained", "growth", "mixed")

PRICED: Final = "energy_intensity"
"""The indicator whose denominator says by which items value added is known."""
OUTPUT: Final = Terms((Term("gross_output", 1.0, ()),))


@dataclass(frozen=True)
class Ends:
    """Two windows of one kind by their last months (month numbers), the earlier first."""

    window: Window
    then: int
    now: int

    @property
    def a_year_apart(self) -> bool:
        """Whether the stated growth of the later speaks of the earlier."""
        return self.now - self.then == 12

    @property
    def months(self) -> tuple[range, range]:
        """The months of both windows."""
        length = 12 if self.window == "year" else self.now % 12 + 1
        return range(self.then - length + 1, self.then + 1), range(self.now - length + 1, self.now + 1)

    def columns(self, block: Block) -> tuple[int, int]:
        """Return where the two windows stand among those of a block."""
        columns = self.then - block.panel.start, self.now - block.panel.start
        return (columns[0] // 12, columns[1] // 12) if self.window == "year" else columns


@dataclass(frozen=True)
class Measured:
    """Activity by site in both spans on one basis; the numbers mean something where it is `usable`."""

    basis: Basis
    then: Floats
    now: Floats
    usable: Bools
    estimated: Bools


@dataclass(frozen=True)
class _Series:
    """One series of both spans by site: what it sums to, where it is whole in each, where estimated."""

    then: Floats
    now: Floats
    whole_then: Bools
    whole_now: Bools
    estimated: Bools

    @property
    def whole(self) -> Bools:
        return self.whole_then & self.whole_now


@dataclass(frozen=True)
class Activity:
    """All that is known of the activity of some sites in two spans."""

    current: _Series
    real: tuple[_Series, ...]
    links: dict[tuple[int, int], Floats]
    output: _Series
    growth: Floats
    growth_estimated: Bools

    @property
    def several(self) -> bool:
        """Whether there are several sites, whose activity must be at one price."""
        return len(self.growth) > 1

    def measured(self) -> Iterator[Measured]:
        """Give the bases that can be had, the one that goes first first; an estimate after stated growth."""
        for series in self.real:
            yield _measured("real", series, series.whole & ~series.estimated)
        yield self._pooled()
        for series in self.real:
            yield _measured("real", series, series.whole)
        yield _measured("current", self.current, self.current.whole)
        yield _measured("gross_output", self.output, self.output.whole)

    def _pooled(self) -> Measured:
        """Take each site's own comparable growth, from its value added at the prices of the earlier span."""
        ratio, estimated = np.full_like(self.growth, np.nan), np.zeros(len(self.growth), np.bool_)
        bases: set[Basis] = set()
        for basis, found, doubt in self._ratios():
            taken = np.isnan(ratio) & ~np.isnan(found)
            if taken.any():
                ratio, estimated = np.where(taken, found, ratio), np.where(taken, doubt, estimated)
                bases.add(basis)
        # one site alone needs no price: only how its activity grew enters
        level = self.current.then if self.several else np.ones_like(ratio)
        usable = ~np.isnan(ratio)
        if self.several:
            usable &= self.current.whole_then & (level > 0)
        now = level * np.where(usable, ratio, 0.0)
        return Measured(bases.pop() if len(bases) == 1 else "mixed", level, now, usable, estimated)

    def _ratios(self) -> Iterator[tuple[Basis, Floats, Bools]]:
        """Give how activity grew, NaN where unknown, on each comparable basis."""
        yield from self._on_bases(estimated=False)
        yield "growth", 1 + self.growth / 100, self.growth_estimated
        yield from self._on_bases(estimated=True)

    def _on_bases(self, *, estimated: bool) -> Iterator[tuple[Basis, Floats, Bools]]:
        for series in self.real:
            where = series.whole & (series.estimated == estimated)
            yield "real", _ratio(series.now, series.then, where), series.estimated
        for (new, old), link in self.links.items():
            now, then = self.real[new], self.real[old]
            doubt = now.estimated | then.estimated
            where = now.whole_now & then.whole_then & ~np.isnan(link) & (doubt == estimated)
            yield "chained", _ratio(now.now, then.then * np.where(where, link, 0.0), where), doubt

    def shared_out(self, whole: Measured) -> Measured:
        """Share the activity of a whole out by the sites' value added at current prices in each span."""
        shares = [series / series.sum() if series.sum() > 0 else series * 0.0 for series in self._current()]
        usable = self.current.whole & (self.current.then.sum() > 0) & (self.current.now.sum() > 0)
        then, now = whole.then[0] * shares[0], whole.now[0] * shares[1]
        return Measured(whole.basis, then, now, usable, self.current.estimated | whole.estimated[0])

    def _current(self) -> tuple[Floats, Floats]:
        return self.current.then, self.current.now


def _measured(basis: Basis, series: _Series, usable: Bools) -> Measured:
    return Measured(basis, series.then, series.now, usable, series.estimated)


def activity_of(results: Results, sites: Sequence[str], ends: Ends) -> Activity:
    """Read the activity of sites in two windows."""
    rule = results.panel.rules.indicators[PRICED]
    assert rule.price is not None
    bases = len([base for base in results.panel.bases(rule.price.real) if base])
    places = range(CURRENT + 1, CURRENT + 1 + bases)
    current, output, *real = (
        _series(results, sites, partial(_read, ends=ends, rule=rule, place=place))
        for place in (CURRENT, None, *places)
    )
    links = {
        (new - CURRENT - 1, old - CURRENT - 1): by_site(
            results, sites, partial(_link, rule=rule, new=new, old=old)
        )[0]
        for new, old in permutations(places, 2)
    }
    growth, estimated = by_site(results, sites, partial(_growth, ends=ends, item=rule.price.growth))
    return Activity(current, tuple(real), links, output, growth, estimated != 0)


def _series(results: Results, sites: Sequence[str], read: "Reader") -> _Series:
    then, now, whole_then, whole_now, estimated = by_site(results, sites, read)
    return _Series(then, now, whole_then != 0, whole_now != 0, estimated != 0)


Reader = Callable[[Block, list[int]], Floats]
"""Reads numbers of some rows of a block: kinds × rows."""


def by_site(results: Results, sites: Sequence[str], read: Reader) -> Floats:
    """Read numbers of sites, in their order."""
    order = {code: place for place, code in enumerate(sites)}
    found: Floats | None = None
    for block in results.blocks(set(sites)):
        rows = [row for row, site in enumerate(block.sites) if site.code in order]
        numbers = read(block, rows)
        if found is None:
            found = np.empty((len(numbers), len(sites)))
        found[:, [order[block.sites[row].code] for row in rows]] = numbers
    assert found is not None
    return found


def _read(block: Block, rows: list[int], *, ends: Ends, rule: IndicatorRule, place: int | None) -> Floats:
    """Read value added at one price, gross output at none."""
    terms = OUTPUT if place is None else series_terms(block, rule)[place]
    side = side_over(block, terms, ends.window)
    # output declared away is none to measure by, at whatever price
    held = whole(side, ends.window, on_base=True)
    then, now = ends.columns(block)
    estimated = ((side.flags[:, then] | side.flags[:, now]) & ESTIMATED) != 0
    planes = (side.value[:, then], side.value[:, now], held[:, then], held[:, now], estimated)
    return np.stack([plane[rows].astype(np.float64) for plane in planes])


def _growth(block: Block, rows: list[int], *, ends: Ends, item: str) -> Floats:
    """Return the growth stated for the later window (%, NaN: none), and where it is an estimate."""
    stated = block.standing(item)
    column = ends.now - block.panel.start + EARLIER
    flags, rate = stated.flags[rows, column], stated.value[rows, column]
    there = ((flags & VALUE) != 0) & ends.a_year_apart & (rate > -100)
    return np.stack([np.where(there, rate, np.nan), (flags & ESTIMATED) != 0])


def _link(block: Block, rows: list[int], *, rule: IndicatorRule, new: int, old: int) -> Floats:
    """Return what leads from one base to another: the ratio in the latest year whole on both; else NaN."""
    terms = series_terms(block, rule)
    sides = [side_over(block, terms[place], "year") for place in (new, old)]
    both: Bools = np.logical_and.reduce([whole(side, "year", on_base=True)[rows] for side in sides])
    latest = both.shape[1] - 1 - both[:, ::-1].argmax(axis=1)
    at = np.arange(len(rows)), latest
    on_new, on_old = (side.value[rows][at] for side in sides)
    return _ratio(on_new, on_old, both[at])[None, :]


def _ratio(above: Floats, below: Floats, where: Bools) -> Floats:
    """Divide where both are above 0; NaN elsewhere."""
    ratio = np.full_like(above, np.nan)
    np.divide(above, below, out=ratio, where=where & (above > 0) & (below > 0))
    return ratio
