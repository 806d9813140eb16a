"""The change against the same window a year earlier, like with like (contract §1 `yoy`, §4 *Price*)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import (
    ESTIMATED,
    FACTOR_UNCONFIRMED,
    NOT_ACCEPTED,
    VALUE,
    Bits,
    Bools,
    Floats,
)
from tracker.compute.block import Block
from tracker.compute.changes import at_end, attribute_plane, unchanged
from tracker.compute.levels import DOUBT, REASON, Level, level_over
from tracker.compute.price import CURRENT, series_terms, whole
from tracker.compute.rulebook import IndicatorRule, Terms
from tracker.compute.stocks import EARLIER
from tracker.compute.windows import side_over, unaccepted

BASES: Final = ("real", "growth", "estimated", "current")
"""What a change rests on; 0 in `Change.basis` is nothing."""
BASIS: Final = {name: np.uint8(place + 1) for place, name in enumerate(BASES)}


Plane = TypeVar("Plane", bound=np.generic)


@dataclass
class Change:
    """The change by site and window end; the numbers mean something where `reason` is 0.

    `estimated`, `unconfirmed` and `doubtful` speak of both windows and the series compared, where there is a
    change; `rate_estimated` of the growth rate used.
    """

    change: Floats
    value: Floats
    baseline: Floats
    basis: Bits
    reason: Bits
    estimated: Bools
    unconfirmed: Bools
    doubtful: Bools
    rate_estimated: Bools


def change_over(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare every window with the same one a year earlier."""
    return block.once(("change", indicator.code, window), lambda: _change(block, indicator, window))


def _change(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare as collected; where the way of collecting changed, as if all were collected in today's way."""
    level = level_over(block, indicator, window)
    found = _compared(block, indicator, window)
    ways = attribute_plane(block, "collect", "direct")
    if ways is not None:
        plane, values = ways
        differs = ~unchanged(plane, window)
        for place, way in enumerate(values):
            here = differs & (at_end(plane, window) == place)
            if here.any():
                _replace_where(found, here, _collected_alike(block.collected(way), indicator, window))
    scope = attribute_plane(block, "scope", "all")
    if scope is not None:
        found.reason[~unchanged(scope[0], window)] = REASON["scope_changed"]
    found.reason = np.where(level.reason != 0, level.reason, found.reason)
    for name in ("estimated", "unconfirmed", "doubtful", "rate_estimated"):
        setattr(found, name, getattr(found, name) & (found.reason == 0))
    return found


def _collected_alike(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare windows collected in one way; unless both are whole there is no likeness."""
    level = level_over(block, indicator, window)
    found = _compared(block, indicator, window)
    unlike = (level.reason != 0) | (earlier(level.reason, window, REASON["no_data"]) != 0)
    found.reason[unlike] = REASON["scope_changed"]
    return found


def _replace_where(found: Change, here: Bools, other: Change) -> None:
    for name, plane in vars(other).items():
        setattr(found, name, np.where(here, plane, getattr(found, name)))


def _compared(block: Block, indicator: IndicatorRule, window: Window) -> Change:
    """Compare every window with the same one a year earlier, whatever scope and way of collecting were."""
    level = level_over(block, indicator, window)
    change = _empty(_reasons(block, level, window))
    todo = (change.reason == 0) & (level.reason == 0)
    for found in _candidates(block, indicator, window, level):
        taken = todo & found.where
        if taken.any():
            _take(change, found, taken)
            todo &= ~taken
        if not todo.any():
            break
    change.reason[todo] = REASON["no_comparable_price"]
    _rest_on_both(change, level, window)
    return change


def _reasons(block: Block, level: Level, window: Window) -> Bits:
    """Say why windows are not compared: no baseline, not whole, or January and February (contract §4)."""
    reason = np.zeros(level.reason.shape, np.uint8)
    if window in ("month", "ytd"):
        reason[:, ::12] = REASON["january_february"]
    if window == "month":
        reason[:, 1::12] = REASON["january_february"]
    before = earlier(level.reason, window, REASON["no_data"])
    reason[before != 0] = REASON["baseline_incomplete"]
    ends = np.arange(block.shape[1]) + block.panel.start - 12
    ends = ends[11::12] if window == "year" else ends
    early = ends < block.panel.begins[block.rows, None]
    reason[(before == REASON["no_data"]) | early] = REASON["no_baseline"]
    return reason


def _empty(reason: Bits) -> Change:
    change, value, baseline = (np.zeros(reason.shape) for _ in range(3))
    estimated, unconfirmed, doubtful, rate = (np.zeros(reason.shape, np.bool_) for _ in range(4))
    basis = np.zeros(reason.shape, np.uint8)
    return Change(change, value, baseline, basis, reason, estimated, unconfirmed, doubtful, rate)


def earlier(
    plane: "np.ndarray[Any, np.dtype[Plane]]", window: Window, unknown: Any
) -> "np.ndarray[Any, np.dtype[Plane]]":
    """Return a plane as it was a year earlier, `unknown` where the panel does not reach back."""
    back = 1 if window == "year" else 12
    result = np.empty_like(plane)
    result[:, :back] = unknown
    result[:, back:] = plane[:, :-back]
    return result


@dataclass(frozen=True)
class _Candidate:
    """A comparison on one basis, `where` it can be had; doubts are those of the series compared."""

    basis: str
    where: Bools
    change: Floats
    value: Floats
    baseline: Floats
    estimated: Bools
    unconfirmed: Bools
    doubtful: Bools


def _take(change: Change, found: _Candidate, taken: Bools) -> None:
    for name in ("change", "value", "baseline", "estimated", "unconfirmed", "doubtful"):
        getattr(change, name)[taken] = getattr(found, name)[taken]
    change.basis[taken] = BASIS[found.basis]
    if found.basis == "growth":
        change.rate_estimated[taken] = found.estimated[taken]
    change.reason[taken & ~(found.baseline > 0)] = REASON["baseline_incomplete"]


def _rest_on_both(change: Change, level: Level, window: Window) -> None:
    """Let doubts about either window count."""
    for name in ("estimated", "unconfirmed", "doubtful"):
        now = getattr(level, name)
        setattr(change, name, getattr(change, name) | now | earlier(now, window, unknown=False))


def _candidates(block: Block, indicator: IndicatorRule, window: Window, level: Level) -> Iterator[_Candidate]:
    """Give the comparisons that can be had, the basis that goes first first (contract §4, *Price*)."""
    quantities = _Quantities(level.numerator, earlier(level.numerator, window, 0.0), indicator.scale)
    none = np.zeros(level.reason.shape, np.bool_)
    if indicator.price is None:
        baseline = earlier(level.value, window, 0.0)
        yield _plain("real", ~none, level.value, baseline, none, none, none)
        return
    series = [
        _Series.of(block, terms, window, place) for place, terms in enumerate(series_terms(block, indicator))
    ]
    on_bases = [*_on_one_base(series, quantities), *_chained(block, indicator, series, quantities)]
    for found, estimated in on_bases:
        yield replace(found, basis="real", where=found.where & ~estimated)
    if window in ("ytd", "year"):
        yield _by_growth(block, indicator.price.growth, window, level, quantities)
    for found, estimated in on_bases:
        yield replace(found, basis="estimated", where=found.where & estimated)
    yield series[CURRENT].against(series[CURRENT], quantities, "current")


@dataclass(frozen=True)
class _Quantities:
    """The numerators of both windows, and the scale that makes them the indicator's."""

    now: Floats
    then: Floats
    scale: float


@dataclass(frozen=True)
class _Series:
    """Value added at one price: over each window, and over the same one a year earlier."""

    window: Window
    usable: Bools
    total: Floats
    estimated: Bools
    unconfirmed: Bools
    doubtful: Bools

    @classmethod
    def of(cls, block: Block, terms: Terms, window: Window, place: int) -> "_Series":
        """Add up value added; it is of use where every month is held and the sum is above 0."""
        side = side_over(block, terms, window)
        doubtful = unaccepted(block, window, side) | ((side.flags & DOUBT) != 0)
        unconfirmed = np.zeros(doubtful.shape, np.bool_)
        if side.marks is not None:
            unconfirmed = (side.marks & FACTOR_UNCONFIRMED) != 0
            doubtful = doubtful | ((side.marks & (FACTOR_UNCONFIRMED | NOT_ACCEPTED)) != 0)
        return cls(
            window=window,
            usable=whole(side, window, on_base=place != CURRENT) & (side.value > 0),
            total=side.value,
            estimated=(side.flags & ESTIMATED) != 0,
            unconfirmed=unconfirmed,
            doubtful=doubtful,
        )

    def against(
        self, then: "_Series", quantities: _Quantities, basis: str, link: Floats | float = 1.0
    ) -> _Candidate:
        """Form both ratios, the earlier one on another series' value added times `link`, and compare them."""
        window = self.window
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            value = quantities.now / self.total * quantities.scale
            baseline = quantities.then / (earlier(then.total, window, 0.0) * link) * quantities.scale
        return _plain(
            basis,
            self.usable & earlier(then.usable, window, unknown=False),
            value,
            baseline,
            self.estimated | earlier(then.estimated, window, unknown=False),
            self.unconfirmed | earlier(then.unconfirmed, window, unknown=False),
            self.doubtful | earlier(then.doubtful, window, unknown=False),
        )


def _plain(
    basis: str,
    where: Bools,
    value: Floats,
    baseline: Floats,
    estimated: Bools,
    unconfirmed: Bools,
    doubtful: Bools,
) -> _Candidate:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        change = value / baseline - 1
    return _Candidate(basis, where, change, value, baseline, estimated, unconfirmed, doubtful)


Compared = tuple[_Candidate, Bools]
"""A comparison on comparable prices, and where it rests on an estimate."""


def _on_one_base(series: list[_Series], quantities: _Quantities) -> Iterator[Compared]:
    """Compare on a base on which both windows are whole, newest base first."""
    for one in series[1:]:
        found = one.against(one, quantities, "real")
        yield found, found.estimated


def _chained(
    block: Block, indicator: IndicatorRule, series: list[_Series], quantities: _Quantities
) -> Iterator[Compared]:
    """Compare across a change of base, through the latest year known on both: D_a × V_b(Y) / V_a(Y)."""
    if len(series) < 3:
        return
    terms = series_terms(block, indicator)
    years = [_Series.of(block, side, "year", place) for place, side in enumerate(terms)]
    for new in range(1, len(series)):
        for old in range(1, len(series)):
            if new != old:
                link, linked, doubtful = _link(years[new], years[old])
                found = series[new].against(series[old], quantities, "real", link[:, None])
                estimated = found.estimated | doubtful[:, None]
                where = found.where & linked[:, None]
                doubt = found.doubtful | estimated
                yield replace(found, where=where, estimated=estimated, doubtful=doubt), estimated


def _link(new: _Series, old: _Series) -> tuple[Floats, Bools, Bools]:
    """Return per site V_new / V_old of the latest year whole on both, whether there is one, and is estimated."""
    both = new.usable & old.usable
    latest = both.shape[1] - 1 - both[:, ::-1].argmax(axis=1)
    site = np.arange(len(both))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        link = new.total[site, latest] / old.total[site, latest]
    estimated = new.estimated[site, latest] | old.estimated[site, latest]
    return link, both.any(axis=1), estimated


def _by_growth(block: Block, item: str, window: Window, level: Level, quantities: _Quantities) -> _Candidate:
    """Compare the quantities against the growth of value added: (E1 / E0) / (1 + g / 100) - 1."""
    stock = block.standing(item)
    columns = slice(EARLIER + 11, None, 12) if window == "year" else slice(EARLIER, None)
    rate, flags, marks = stock.value[:, columns], stock.flags[:, columns], stock.marks[:, columns]
    prices = 1 + rate / 100
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        change = (quantities.now / quantities.then) / prices - 1
    baseline = earlier(level.value, window, 0.0)
    estimated = (flags & ESTIMATED) != 0
    with np.errstate(invalid="ignore", over="ignore"):
        value = baseline * (1 + change)
    return _Candidate(
        basis="growth",
        where=((flags & VALUE) != 0) & (quantities.then > 0) & (prices > 0),
        change=change,
        value=value,
        baseline=baseline,
        estimated=estimated,
        unconfirmed=np.zeros(estimated.shape, np.bool_),
        doubtful=estimated | ((marks & NOT_ACCEPTED) != 0),
    )
