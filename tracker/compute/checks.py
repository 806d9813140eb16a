"""The numbered checks of `schemas/checks` over one site: what may be wrong with its figures.

Checks return problems as data and decide nothing: whether one blocks, needs a word or is a hint follows from
the class in its number. All months of a site are looked at together.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tracker.catalog.catalog import Catalog
from tracker.catalog.compiled import CompiledCheck, CompiledSide
from tracker.catalog.entries import Check, Item
from tracker.catalog.periods import month_number
from tracker.compute.arrays import Bits, Bools, Floats
from tracker.compute.history import LEAST_SLIP, slip_of, typical_values

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Spans:
    """An item's figures of several months: each stands at the last of them, NaN elsewhere.

    `lead` and `lag` count the months to the end and from the start of the span a month is in; 0 in none.
    """

    quantity: Floats
    lead: Bits
    lag: Bits


@dataclass(frozen=True)
class SiteSeries:
    """What the checks see of one site over consecutive months; `first` is the month number of column 0.

    `values`: by item (`item@2020` for a price base), NaN where no figure stands for that month alone.
    `nothing`: where the item adds nothing by declaration or because the site never had it. `missing`: where
    a figure is owed. `annual`: the year's figure by year. `spans`: of items with a figure of several months.
    `asked`: the one month number whose problems are wanted (None: all); of others not all are found.
    """

    site: str
    kind: str
    first: int
    values: Mapping[str, Floats]
    nothing: Mapping[str, Bools]
    missing: Mapping[str, Bools]
    annual: Mapping[str, Mapping[int, float]]
    spans: Mapping[str, Spans] = field(default_factory=dict)
    asked: int | None = None

    @property
    def length(self) -> int:
        """Return the number of months."""
        return len(next(iter(self.values.values()), np.empty(0)))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The series by name, in the order of the rows of `monthly`, `typed` and `usual`."""
        return tuple(self.values)

    @cached_property
    def monthly(self) -> Floats:
        """All `values` as series × months."""
        return np.stack(list(self.values.values())) if self.values else np.empty((0, 0))

    @cached_property
    def typed(self) -> Floats:
        """All figures, of a month or of the span it ends, as series × months; NaN where there is none."""
        return np.stack([_typed(self, name) for name in self.names]) if self.spans else self.monthly

    @cached_property
    def usual(self) -> Floats:
        """What is usual for each cell of `monthly`, NaN in months that are not asked for."""
        if self.asked is None:
            return typical_values(self.monthly)
        column = max(self.asked - self.first, 0)
        usual = np.full_like(self.monthly, np.nan)
        usual[:, column : column + 1] = typical_values(self.monthly, slice(column, column + 1))
        return usual


@dataclass(frozen=True)
class Problem:
    """One thing a check found; `item` None where it lies between items.

    `value` is the figure (or the gap between two sums) an explanation speaks of: once it changes, the
    explanation no longer holds. `params` are the numbers of the message, in the item's unit. `annual`: it
    belongs to the annual report of the month's year.
    """

    number: str
    kind: str
    site: str
    item: str | None
    month: int
    value: float | None
    params: Mapping[str, float | int | str]
    annual: bool = False

    @property
    def severity(self) -> str:
        """Return the class letter A, B, C or D."""
        return self.number[0]


Rule = Callable[[Catalog, Check, SiteSeries], Iterator[Problem]]


def problems_of(catalog: Catalog, series: SiteSeries) -> list[Problem]:
    """Return what the catalog's checks find in the months asked for, by check, item and month.

    A likely slip of the unit is said once, not again as a jump.
    """
    found = [
        problem for check in catalog.checks.values() for problem in RULES[check.kind](catalog, check, series)
    ]
    slips = {(problem.item, problem.month) for problem in found if problem.kind == "unit_slip"}
    return [p for p in found if p.kind != "jump" or (p.item, p.month) not in slips]


def _rows(catalog: Catalog, check: Check, series: SiteSeries) -> list[int]:
    """Return the rows of the series a check looks at: those of the items it names, else all."""
    named = check.items or catalog.items
    return [row for row, name in enumerate(series.names) if name.partition("@")[0] in named]


def _cells(mask: Bools, rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield row of the series and column of every cell a mask over the given rows holds."""
    for place, column in np.argwhere(mask):
        yield rows[place], int(column)


def _problem(
    check: Check,
    series: SiteSeries,
    item: str | None,
    column: int,
    value: float | None,
    **params: float | int | str,
) -> Problem:
    month = series.first + column
    code = None if item is None else item.partition("@")[0]
    return Problem(check.number, check.kind, series.site, code, month, value, params)


def _of_year(
    check: Check, series: SiteSeries, item: str | None, year: int, value: float, **params: float
) -> Problem:
    """Return a problem of an annual report."""
    code = None if item is None else item.partition("@")[0]
    month = month_number(year, 12)
    return Problem(check.number, check.kind, series.site, code, month, value, params, annual=True)


def _bound(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A figure above what the item can be; over January to the month, a sum below zero.

    A month's figure below the item's minimum is refused before it is stored.
    """
    if check.span == "ytd":
        yield from _below_zero_to_date(catalog, check, series)
        return
    rows = _rows(catalog, check, series)
    most = [_item(catalog, series.names[row]).maximum for row in rows]
    limits = np.array([np.inf if limit is None else limit for limit in most])
    for row, column in _cells(series.typed[rows] > limits[:, None], rows):
        limit = _item(catalog, series.names[row]).maximum or 0.0
        yield _problem(
            check, series, series.names[row], column, float(series.typed[row, column]), limit=limit
        )
    for row, limit in zip(rows, limits.tolist(), strict=True):
        for year, figure in series.annual.get(series.names[row], {}).items():
            if figure > limit:
                yield _of_year(check, series, series.names[row], year, figure, limit=limit)


def _below_zero_to_date(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    for row in _rows(catalog, check, series):
        name = series.names[row]
        values = _to_date(series, name, _known(series, name))
        for column in _columns(values < -_ROUNDING):
            yield _problem(check, series, name, column, float(values[column]), limit=0.0)
        for year, figure in series.annual.get(name, {}).items():
            if figure < -_ROUNDING:
                yield _of_year(check, series, name, year, figure, limit=0.0)


def _item(catalog: Catalog, name: str) -> Item:
    return catalog.items[name.partition("@")[0]]


def _adjustment(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A month that comes out below zero as the difference of two cumulative figures."""
    least = (_item(catalog, name).minimum for name in series.names)
    never_negative = np.array([minimum is not None and minimum >= 0 for minimum in least], np.bool_)
    rows = [row for row in _rows(catalog, check, series) if never_negative[row]]
    for row, column in _cells(series.typed[rows] < 0, rows):
        yield _problem(check, series, series.names[row], column, float(series.typed[row, column]))


def _at_most(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    tolerance = check.tolerance or _ROUNDING
    yield from _sides_apart(
        catalog, check, series, lambda left, right: left > right * (1 + tolerance) + _ROUNDING
    )


def _balance(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    def apart(left: Floats, right: Floats) -> Bools:
        size = np.maximum(np.abs(left), np.abs(right))
        differ: Bools = np.abs(left - right) > (check.tolerance or _ROUNDING) * size + _ROUNDING
        return differ

    yield from _sides_apart(catalog, check, series, apart)


def _sides_apart(
    catalog: Catalog, check: Check, series: SiteSeries, apart: Callable[[Floats, Floats], Bools]
) -> Iterator[Problem]:
    """Hold both sides of a check against each other: months, cumulative figures and annual ones."""
    compiled = catalog.compiled_checks[check.number]
    left, right = _sides(compiled, check, series)
    for column in _columns(apart(left, right)):
        one, other = float(left[column]), float(right[column])
        yield _problem(check, series, None, column, one - other, left=one, right=other)
    for year in _years_of(compiled, series):
        one, other = _of_side(compiled.left, series, year), _of_side(compiled.right, series, year)
        if apart(np.array(one), np.array(other)):
            yield _of_year(check, series, None, year, one - other, left=one, right=other)


def _sides(compiled: CompiledCheck, check: Check, series: SiteSeries) -> tuple[Floats, Floats]:
    """Return both sides month by month (or January to month), NaN where an item of one is not known.

    Sides with cumulative figures are known at a month that ends one, over the months the longest stands for.
    """
    left, right = _side(compiled.left, series), _side(compiled.right, series)
    entered = _entered(compiled.left, series) | _entered(compiled.right, series)
    left, right = np.where(entered, left, np.nan), np.where(entered, right, np.nan)
    spans = [series.spans[name] for name in _items_of(compiled) if name in series.spans]
    if not spans:
        return (_year_to_date(left), _year_to_date(right)) if check.span == "ytd" else (left, right)
    inside = np.any([span.lead > 0 for span in spans], axis=0)
    if check.span == "ytd":
        left, right = _year_to_date(left), _year_to_date(right)
    else:
        lengths = np.maximum.reduce([span.lag for span in spans])
        left, right = _over_spans(left, lengths, spans), _over_spans(right, lengths, spans)
    return np.where(inside, np.nan, left), np.where(inside, np.nan, right)


def _over_spans(side: Floats, lengths: Bits, spans: Sequence[Spans]) -> Floats:
    """Return a side summed over the longest span that ends in each column, NaN where that cuts another."""
    summed = side.copy()
    for column in _columns(lengths > 0):
        begin = column - int(lengths[column])
        whole = all(span.lag[begin] == 0 for span in spans)
        summed[column] = side[begin : column + 1].sum() if whole else np.nan
    return summed


def _items_of(compiled: CompiledCheck) -> list[str]:
    return [term.item for side in (compiled.left, compiled.right) for term in side.terms]


def _years_of(compiled: CompiledCheck, series: SiteSeries) -> list[int]:
    """Return the years of which an item of a check has an annual figure."""
    return sorted({year for name in _items_of(compiled) for year in series.annual.get(name, {})})


def _of_side(side: CompiledSide, series: SiteSeries, year: int) -> float:
    """Return a side's sum over a year, annual figures before months; NaN if an item is not known."""
    return sum((_year_of(series, term.item, year) * term.constant for term in side.terms), 0.0)


def _year_of(series: SiteSeries, name: str, year: int) -> float:
    figure = series.annual.get(name, {}).get(year)
    return _year_from_months(series, name, year) if figure is None else figure


def _year_from_months(series: SiteSeries, name: str, year: int) -> float:
    """Return the sum of a year's months and spans, NaN where they do not fill it."""
    if name not in series.values:
        return 0.0
    column = month_number(year, 12) - series.first
    inside = 11 <= column < series.length
    return float(_to_date(series, name, _known(series, name))[column]) if inside else float("nan")


def _side(side: CompiledSide, series: SiteSeries) -> Floats:
    total = np.zeros(series.length)
    for term in side.terms:
        total = total + _known(series, term.item) * term.constant
    return total


def _known(series: SiteSeries, item: str) -> Floats:
    """Return what an item adds month by month: a span's quantity at its end, 0 before; NaN where unknown."""
    if item not in series.values:
        return np.zeros(series.length)
    added = _added(series, item)
    return np.where(np.isnan(added) & series.nothing[item], 0.0, added)


def _added(series: SiteSeries, item: str) -> Floats:
    typed, span = _typed(series, item), series.spans.get(item)
    return typed if span is None else np.where(np.isnan(typed) & (span.lead > 0), 0.0, typed)


def _typed(series: SiteSeries, item: str) -> Floats:
    """Return an item's figures, of a month or of the span it ends; NaN where there is none."""
    values, span = series.values[item], series.spans.get(item)
    return values if span is None else np.where(np.isnan(values), span.quantity, values)


def _to_date(series: SiteSeries, item: str, added: Floats) -> Floats:
    """Return January-to-month sums of what an item adds, NaN inside a span that ends later."""
    span, sums = series.spans.get(item), _year_to_date(added)
    return sums if span is None else np.where(span.lead > 0, np.nan, sums)


def _entered(side: CompiledSide, series: SiteSeries) -> Bools:
    """Return where at least one figure of a side was entered; nothing but blanks proves nothing."""
    entered = np.zeros(series.length, dtype=np.bool_)
    for term in side.terms:
        if term.item in series.values:
            entered |= ~np.isnan(_added(series, term.item))
    return entered


def _gap(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """An item that is owed for the month and not there; of a set, its first item stands for all."""
    owed = {name: gaps for name, gaps in series.missing.items() if not check.items or name in check.items}
    if not owed:
        return
    names = list(owed)
    for row, column in np.argwhere(np.stack(list(owed.values()))):
        yield _problem(check, series, names[row], int(column), None)


def _jump(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A figure far from what the site itself usually reports."""
    limit = check.limit or 3.0
    for name, column, value, usual in _far_from_history(catalog, check, series, limit):
        ratio = value / usual
        if ratio > limit or ratio < 1 / limit:
            yield _problem(check, series, name, column, value, usual=usual, times=max(ratio, 1 / ratio))


def _unit_slip(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A figure that is a thousand, ten thousand … times what is usual, as a wrong unit makes it."""
    for name, column, value, usual in _far_from_history(catalog, check, series, LEAST_SLIP):
        ratio = value / usual
        if power := slip_of(ratio):
            times = max(ratio, 1 / ratio)
            yield _problem(check, series, name, column, value, usual=usual, times=times, power=power)


def _far_from_history(
    catalog: Catalog, check: Check, series: SiteSeries, least: float
) -> Iterator[tuple[str, int, float, float]]:
    """Yield the figures at least `least` times what is usual, or as many times smaller, and what is."""
    rows = _rows(catalog, check, series)
    if not rows:
        return
    values, usual = series.monthly[rows], series.usual[rows]
    known = (values > 0) & (usual > 0)
    ratio = np.divide(values, usual, out=np.ones_like(values), where=known)
    # a hair's breadth wider: the caller decides on the exact limit
    near = 1 - 1e-9
    for row, column in _cells((ratio >= least * near) | (ratio * least * near <= 1), rows):
        figure, expected = float(series.monthly[row, column]), float(series.usual[row, column])
        yield series.names[row], column, figure, expected


def _frozen(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A flow that is the same to the last digit for three months in a row, as a stuck meter makes it."""
    rows = _rows(catalog, check, series)
    values = series.monthly[rows]
    same = np.zeros(values.shape, dtype=np.bool_)
    now, before, earlier = values[:, 2:], values[:, 1:-1], values[:, :-2]
    same[:, 2:] = (now == before) & (now == earlier) & (now > 0)
    for row, column in _cells(same, rows):
        yield _problem(check, series, series.names[row], column, float(series.monthly[row, column]))


def _annual(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A year's figure that differs from its twelve months by more than the limit (a fraction)."""
    named = check.items or tuple(catalog.items)
    for name, figures in series.annual.items():
        item = catalog.items[name.partition("@")[0]]
        if item.kind != "flow" or item.code not in named or name not in series.values:
            continue
        for year, figure in figures.items():
            total = _year_from_months(series, name, year)
            if abs(figure - total) > (check.limit or 0.01) * abs(figure) + _ROUNDING:
                yield _of_year(check, series, name, year, figure, months=total)


def _growth_differs(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """Growth from levels at comparable prices and growth as stated, apart by more than the limit (points)."""
    level, rate = check.items
    stated = series.values.get(rate)
    if stated is None:
        return
    for name in [name for name in series.values if name.startswith(f"{level}@")]:
        computed = _growth(_to_date(series, name, _added(series, name)))
        for column in _columns(np.abs(computed - stated) > (check.limit or 1.0)):
            value = float(stated[column])
            yield _problem(check, series, rate, column, value, computed=float(computed[column]))


def _growth(levels: Floats) -> Floats:
    """Return the growth over the same months a year earlier in percent; NaN without a positive base."""
    growth = np.full(len(levels), np.nan)
    if len(levels) > 12:
        before = np.where(levels[:-12] > 0, levels[:-12], np.nan)
        growth[12:] = (levels[12:] / before - 1) * 100
    return growth


def _year_to_date(values: Floats) -> Floats:
    """Return January-to-month sums of months that start in a January; NaN from the first unknown month on."""
    whole = np.concatenate([values, np.full(-len(values) % 12, np.nan)]).reshape(-1, 12)
    sums: Floats = whole.cumsum(axis=1).reshape(-1)[: len(values)]
    return sums


def _columns(mask: Bools) -> list[int]:
    return [int(column) for column in np.flatnonzero(mask)]


def _not_seen(_catalog: Catalog, _check: Check, _series: SiteSeries) -> Iterator[Problem]:
    """Find nothing: documents are no figures, the service that knows them looks for them."""
    return iter(())


RULES: Mapping[str, Rule] = {
    "bound": _bound,
    "at_most": _at_most,
    "balance": _balance,
    "gap": _gap,
    "jump": _jump,
    "unit_slip": _unit_slip,
    "frozen": _frozen,
    "annual": _annual,
    "growth_differs": _growth_differs,
    "adjustment": _adjustment,
    "document": _not_seen,
}
