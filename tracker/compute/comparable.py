"""Value added on comparable terms in two windows a year apart: one base, chained bases, or current prices."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import DOUBT, ESTIMATED, FACTOR_UNCONFIRMED, NOT_ACCEPTED, Bools, Floats
from tracker.compute.block import Block
from tracker.compute.price import CURRENT, series_terms, whole
from tracker.compute.reductions import earlier
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.windows import side_over, unaccepted


@dataclass(frozen=True)
class Quantities:
    """The numerators of both windows, and the scale that makes ratios the indicator's."""

    now: Floats
    then: Floats
    scale: float


@dataclass(frozen=True)
class Compared:
    """A comparison on one basis; the doubts are those of the series compared, if there are any."""

    change: Floats
    value: Floats
    baseline: Floats
    estimated: Bools | None = None
    unconfirmed: Bools | None = None
    doubtful: Bools | None = None


@dataclass(frozen=True)
class Series:
    """Value added at one price over each window; `usable` where all months are held and the sum above 0."""

    usable: Bools
    total: Floats
    estimated: Bools
    unconfirmed: Bools
    doubtful: Bools


@dataclass(frozen=True)
class Pair:
    """The series to divide by in both windows, `where` both can be had, and where one is an estimate.

    The earlier one is multiplied by `link`, which leads from its base to that of the later.
    """

    window: Window
    now: Series
    then: Series
    where: Bools
    estimated: Bools
    link: Floats | float = 1.0

    def compare(self, quantities: Quantities) -> Compared:
        """Form both ratios and compare them."""
        now, then, window = self.now, self.then, self.window
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            value = quantities.now / now.total * quantities.scale
            baseline = quantities.then / (earlier(then.total, window, 0.0) * self.link) * quantities.scale
            change = value / baseline - 1
        return Compared(
            change,
            value,
            baseline,
            self.estimated,
            now.unconfirmed | earlier(then.unconfirmed, window, unknown=False),
            now.doubtful | earlier(then.doubtful, window, unknown=False),
        )


def series_over(block: Block, terms: Terms, window: Window, place: int) -> Series:
    """Return value added over the windows; `place` 0 are current prices."""
    return block.once(("price", terms, window), lambda: _series(block, terms, window, place))


def _series(block: Block, terms: Terms, window: Window, place: int) -> Series:
    side = side_over(block, terms, window)
    doubtful = unaccepted(block, window, side) | ((side.flags & DOUBT) != 0)
    unconfirmed = np.zeros(doubtful.shape, np.bool_)
    if side.marks is not None:
        unconfirmed = (side.marks & FACTOR_UNCONFIRMED) != 0
        doubtful = doubtful | ((side.marks & (FACTOR_UNCONFIRMED | NOT_ACCEPTED)) != 0)
    return Series(
        usable=whole(side, window, on_base=place != CURRENT) & (side.value > 0),
        total=side.value,
        estimated=(side.flags & ESTIMATED) != 0,
        unconfirmed=unconfirmed,
        doubtful=doubtful,
    )


def current_pair(block: Block, indicator: IndicatorRule, window: Window) -> Pair:
    """Return both windows at current prices."""
    return _pair(block, series_terms(block, indicator), window, CURRENT, CURRENT)


def comparable_pairs(block: Block, indicator: IndicatorRule, window: Window) -> Iterator[Pair]:
    """Give both windows at comparable prices: on one base, newest first; then across a change of base."""
    terms = series_terms(block, indicator)
    bases = range(CURRENT + 1, len(terms))
    for base in bases:
        yield _pair(block, terms, window, base, base)
    for new in bases:
        for old in bases:
            if new != old:
                yield _chained(block, terms, window, new, old)


def _pair(block: Block, terms: list[Terms], window: Window, new: int, old: int) -> Pair:
    now = series_over(block, terms[new], window, new)
    then = series_over(block, terms[old], window, old)
    return Pair(
        window,
        now,
        then,
        where=now.usable & earlier(then.usable, window, unknown=False),
        estimated=now.estimated | earlier(then.estimated, window, unknown=False),
    )


def _chained(block: Block, terms: list[Terms], window: Window, new: int, old: int) -> Pair:
    """Link two bases through the latest year whole on both: earlier value × V_new / V_old of that year."""
    pair = _pair(block, terms, window, new, old)
    on_new = series_over(block, terms[new], "year", new)
    on_old = series_over(block, terms[old], "year", old)
    both = on_new.usable & on_old.usable
    site, latest = np.arange(len(both)), both.shape[1] - 1 - both[:, ::-1].argmax(axis=1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        link = on_new.total[site, latest] / on_old.total[site, latest]
    estimated: Bools = on_new.estimated[site, latest] | on_old.estimated[site, latest]
    linked: Bools = np.logical_or.reduce(both, axis=1)
    return Pair(
        window,
        pair.now,
        pair.then,
        where=pair.where & linked[:, None],
        estimated=pair.estimated | estimated[:, None],
        link=link[:, None],
    )
