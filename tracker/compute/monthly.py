"""An indicator month by month on comparable terms, a province at once: what trends and forecasts rest on.

A row is a site as known through a month. Months after it, months nobody knows, and months of another scope
are NaN; where the way of collecting changed, all months are collected in the way of the last. Value added is
at comparable prices of one base (contract §4, *Price*): as given, chained where the base changed, or last
year's carried on by its stated growth; without either an indicator with prices has no series.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.compute.arrays import Bits, Bools, Floats, Ints
from tracker.compute.block import Block
from tracker.compute.changes import REACH, attribute_plane
from tracker.compute.levels import level_over
from tracker.compute.monthly_prices import PRICE_BASES as PRICE_BASES
from tracker.compute.monthly_prices import priced
from tracker.compute.monthly_sides import Rows, Side, flow_side, with_drawdown
from tracker.compute.results import Results
from tracker.compute.rulebook import IndicatorRule
from tracker.compute.windows import side_over

Pair = tuple[str, int]
"""A site, and the month through which it is looked at (a month number)."""


@dataclass(frozen=True)
class Monthly:
    """Rows × months, the last column December of the year each row is looked at through.

    `value` is the indicator in its unit, NaN where the month alone is not known. `numerator` and
    `denominator` (None: a total) are what a forecast is made from: a longer span's figure stands at its last
    month, its earlier ones hold 0. `last` are the month numbers of the last column; `scale` and `largest` are
    those of the ratio. `basis` indexes `PRICE_BASES`; `estimated`: an estimate takes part in this year or the
    one before; `other_scope`: months are left out because their scope was another.
    """

    value: Floats
    numerator: Floats
    denominator: Floats | None
    last: Ints
    through: Ints
    basis: Bits
    estimated: Bools
    other_scope: Bools
    scale: float
    largest: float | None


@dataclass
class _Planes:
    value: Floats
    numerator: Floats
    denominator: Floats
    basis: Bits
    estimated: Bools
    other_scope: Bools


def monthly_of(results: Results, indicator: IndicatorRule, pairs: Sequence[Pair]) -> Monthly:
    """Read the series of sites as known through their months; unknown sites: KeyError."""
    months = [month for _, month in pairs]
    results = results.covering(min(months), max(months))
    start, width = results.panel.start, results.panel.months
    through = np.array(months, np.int32)
    last = through // 12 * 12 + 11
    planes = _empty(len(pairs), width)
    places: dict[str, list[int]] = {}
    for place, (site, _) in enumerate(pairs):
        places.setdefault(site, []).append(place)
    for block in results.blocks(set(places)):
        rows = [(row, place) for row, site in enumerate(block.sites) for place in places.get(site.code, ())]
        here = np.array([row for row, _ in rows], np.int64)
        there = [place for _, place in rows]
        found = _of_rows(block, indicator, Rows(here, through[there] - start, width))
        for name, plane in vars(found).items():
            getattr(planes, name)[there] = plane
    shift = last - start - (width - 1)
    sides = [_moved(plane, shift) for plane in (planes.value, planes.numerator, planes.denominator)]
    per_month = _is_total(results, indicator)
    return Monthly(
        value=sides[0],
        numerator=sides[1],
        denominator=None if per_month else sides[2],
        last=last,
        through=through,
        basis=planes.basis,
        estimated=planes.estimated,
        other_scope=planes.other_scope,
        scale=1.0 if per_month else indicator.scale,
        largest=indicator.scale if indicator.bounded else None,
    )


def _is_total(results: Results, indicator: IndicatorRule) -> bool:
    """Whether months add up to the year: a quantity, or one divided by a stock."""
    terms = indicator.denominator
    return terms is None or all(results.panel.rules.items[term.item].kind == "stock" for term in terms)


def _empty(rows: int, width: int) -> _Planes:
    value, top, below = np.full((3, rows, width), np.nan)
    no = np.zeros((2, rows), np.bool_)
    return _Planes(value, top, below, np.zeros(rows, np.uint8), *no)


def _moved(plane: Floats, shift: NDArray[np.int32]) -> Floats:
    """Move each row so that its last year comes last; what comes in from the left is NaN."""
    width = plane.shape[1]
    column = np.arange(width)[None, :] + shift[:, None]
    found = np.take_along_axis(plane, np.maximum(column, 0), axis=1)
    return np.where(column >= 0, found, np.nan)


def _of_rows(block: Block, indicator: IndicatorRule, rows: Rows) -> _Planes:
    """Read rows of a block: as collected, or as if always collected in the way of the last month."""
    found = _as_collected(block, indicator, rows)
    ways = attribute_plane(block, "collect", "direct")
    if ways is not None:
        plane, values = ways
        at_last, differs = _at_last(plane, rows)
        for place, way in enumerate(values):
            chosen = np.flatnonzero(differs.any(axis=1) & (at_last == place))
            if len(chosen):
                alike = _as_collected(block.collected(way), indicator, rows.take(chosen))
                for name, other in vars(alike).items():
                    getattr(found, name)[chosen] = other
    scope = attribute_plane(block, "scope", "all")
    if scope is not None:
        _, differs = _at_last(scope[0], rows)
        for side in (found.value, found.numerator, found.denominator):
            side[differs] = np.nan
        found.other_scope |= differs.any(axis=1)
    return found


def _at_last(plane: Ints, rows: Rows) -> tuple[Ints, Bools]:
    """Return an attribute in the last month of each row, and the months before in which it was another."""
    known = plane[rows.row, REACH:]
    at_last: Ints = known[np.arange(len(rows.row)), rows.through]
    return at_last, (known != at_last[:, None]) & rows.until


def _as_collected(block: Block, indicator: IndicatorRule, rows: Rows) -> _Planes:
    top = flow_side(block, indicator.numerator, rows)
    if indicator.price is not None:
        below, basis = priced(block, indicator, rows, top)
        usable = top.usable & below.usable & top.entered
        alone = usable & top.alone & below.alone & (below.value > 0)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            value = np.where(alone, top.value / below.value * indicator.scale, np.nan)
        return _planes(value, top, below, usable, basis, rows)
    level = level_over(block, indicator, "month")
    value = np.where((level.reason[rows.row] == 0) & rows.until, level.value[rows.row], np.nan)
    no_prices = np.zeros(len(rows.row), np.uint8)
    if indicator.denominator is None:
        usable = top.usable & (top.entered | top.declared)
        return _planes(value, top, top, usable, no_prices, rows)
    if side_over(block, indicator.denominator, "month").flow is None:
        # a quantity by a stock: months, each by the stock of its time, add up to the year
        each = Side(
            value, ~np.isnan(value), top.entered, top.declared, top.alone, top.lead, top.lag, top.estimated
        )
        return _planes(value, each, each, each.usable, no_prices, rows)
    below = flow_side(block, indicator.denominator, rows)
    if indicator.drawdown is not None:
        below = with_drawdown(block, indicator.drawdown, rows, below)
    usable = top.usable & below.usable & (top.entered | below.entered)
    return _planes(value, top, below, usable, no_prices, rows)


def _planes(value: Floats, top: Side, below: Side, usable: Bools, basis: Bits, rows: Rows) -> _Planes:
    usable = usable & ~_torn(top, usable, rows) & ~_torn(below, usable, rows)
    recent = rows.until & (np.arange(usable.shape[1]) >= rows.through[:, None] // 12 * 12 - 12)
    doubt: Bools = np.logical_or.reduce((top.estimated | below.estimated) & usable & recent, axis=1)
    return _Planes(
        value=value,
        numerator=np.where(usable, top.value, np.nan),
        denominator=np.where(usable, below.value, np.nan),
        basis=basis,
        estimated=doubt,
        other_scope=np.zeros(len(value), np.bool_),
    )


def _torn(side: Side, usable: Bools, rows: Rows) -> Bools:
    """Say which months lie in a span that reaches from the months known this year into the rest."""
    if side.lead is None or side.lag is None or not (side.lead | side.lag).any():
        return np.zeros(usable.shape, np.bool_)
    place = np.arange(len(usable))[:, None]
    year = rows.through[:, None] // 12 * 12 + np.arange(12)
    counts = np.zeros((len(usable), 13), np.int64)
    np.cumsum(usable[place, year], axis=1, out=counts[:, 1:])
    month = np.arange(usable.shape[1])[None, :] % 12
    first, after = np.maximum(month - side.lag, 0), np.minimum(month + side.lead, 11) + 1
    known = counts[place, after] - counts[place, first]
    torn: Bools = (known > 0) & (known < after - first)
    return torn
