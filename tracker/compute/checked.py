"""What the checks look at, one site's figures over consecutive months, and what they find there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Check, Item
from tracker.catalog.periods import month_number
from tracker.compute.arrays import Bits, Bools, Floats
from tracker.compute.history import Surprises, powers_of_ten, surprises, surprises_at
from tracker.compute.scattered import SCATTERED, SPREAD, Likeliest, likeliest_slip

ROUNDING = 1e-9
"""Relative difference that rounding of typed figures may leave."""


_OfYear = TypeVar("_OfYear")


@dataclass(frozen=True)
class Spans:
    """An item's figures of several months: each stands at the last of them, NaN elsewhere.

    `lead` and `lag` count the months to the end and from the start of the span a month is in; 0 in none.
    """

    quantity: Floats
    lead: Bits
    lag: Bits


@dataclass(frozen=True)
class ToDate:
    """A figure of January to a month, and whether each of these months was typed on its own too."""

    value: float
    beside_months: bool


@dataclass(frozen=True)
class SiteSeries:
    """What the checks see of one site over consecutive months; `first` is the month number of column 0.

    `values`: by item (`item@2020` for a price base), NaN where no figure stands for that month alone.
    `nothing`: where the item adds nothing by declaration or because the site never had it. `missing`: where
    a figure is owed. `annual`: the year's figure by year. `spans`: of items with a figure of several months.
    `stocks`: the items that stand until the next figure. `to_date`: figures of January to a month as
    typed, by item and the month's column.
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
    stocks: frozenset[str] = frozenset()
    to_date: Mapping[str, Mapping[int, ToDate]] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Return the number of months."""
        return len(next(iter(self.values.values()), np.empty(0)))

    def years(self, figures: Mapping[int, _OfYear]) -> Mapping[int, _OfYear]:
        """Return the annual figures whose problems are wanted."""
        if self.asked is None:
            return figures
        year = self.asked // 12
        december = self.asked % 12 == 11 and year in figures
        return {year: figures[year]} if december else {}

    @property
    def wanted(self) -> slice:
        """The columns whose problems are wanted."""
        if self.asked is None:
            return slice(None)
        column = max(self.asked - self.first, 0)
        return slice(column, column + 1)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each item's series, of one on a price base the newest."""
        return {name.partition("@")[0]: row for row, name in enumerate(self.names)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The series by name, in the order of the rows of `monthly`, `typed` and `pace`."""
        return tuple(self.values)

    @cached_property
    def monthly(self) -> Floats:
        """All `values` as series × months."""
        return np.stack(list(self.values.values())) if self.values else np.empty((0, 0))

    @cached_property
    def typed(self) -> Floats:
        """All figures, of a month or of the span it ends, as series × months; NaN where there is none."""
        return np.stack([typed_of(self, name) for name in self.names]) if self.spans else self.monthly

    @cached_property
    def pace(self) -> Floats:
        """A month's worth of each of `typed`: what stands for several months is spread evenly over them."""
        pace = self.typed.copy()
        for name, span in self.spans.items():
            row = self.names.index(name)
            pace[row] /= np.where(np.isnan(self.values[name]) & (pace[row] != 0), span.lag + 1.0, 1.0)
        return pace

    @cached_property
    def surprises(self) -> Surprises:
        """How far each figure is from what the months before make one expect; NaN in months not asked for."""
        pace = self.pace
        held = np.array([name in self.stocks for name in self.names], np.bool_)
        standing = np.where(held[:, None], _carried(pace), pace) if held.any() else pace
        if self.asked is None:
            found = surprises(standing)
        else:
            column = max(self.asked - self.first, 0)
            found = surprises_at(standing, column)
        return replace(found, off=np.where(np.isnan(pace), np.nan, found.off))

    @cached_property
    def likeliest(self) -> Mapping[tuple[int, int], Likeliest]:
        """By row and column what explains the figures of items that scatter, where their month is known."""
        found = self.surprises
        scattered = np.argwhere(np.isfinite(found.off) & (found.noise(SPREAD) > SCATTERED))
        logs = powers_of_ten(self.pace) if len(scattered) else self.pace
        judged = {(row, column): likeliest_slip(logs[row], column) for row, column in scattered.tolist()}
        return {place: likeliest for place, likeliest in judged.items() if likeliest is not None}


def _carried(values: Floats) -> Floats:
    """Return each figure standing until the next: a stock keeps its size where nothing is said."""
    places = np.where(np.isnan(values), -1, np.arange(values.shape[1]))
    newest = np.maximum.accumulate(places, axis=1)
    carried: Floats = np.where(newest < 0, np.nan, np.take_along_axis(values, np.maximum(newest, 0), axis=1))
    return carried


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


def rows_of(catalog: Catalog, check: Check, series: SiteSeries) -> list[int]:
    """Return the rows of the series a check looks at: those of the items it names, else all."""
    named = check.items or catalog.items
    return [row for row, name in enumerate(series.names) if name.partition("@")[0] in named]


def cells_in(mask: Bools, rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield row of the series and column of every cell a mask over the given rows holds."""
    for place, column in np.argwhere(mask):
        yield rows[place], int(column)


def problem_at(
    check: Check,
    series: SiteSeries,
    item: str | None,
    column: int,
    value: float | None,
    **params: float | int | str,
) -> Problem:
    """Return a problem of a month's report; `item` may name a price base, which a problem does not."""
    month = series.first + column
    code = None if item is None else item.partition("@")[0]
    return Problem(check.number, check.kind, series.site, code, month, value, params)


def problem_of_year(
    check: Check, series: SiteSeries, item: str | None, year: int, value: float, **params: float | int | str
) -> Problem:
    """Return a problem of an annual report."""
    code = None if item is None else item.partition("@")[0]
    month = month_number(year, 12)
    return Problem(check.number, check.kind, series.site, code, month, value, params, annual=True)


def item_of(catalog: Catalog, name: str) -> Item:
    """Return the item of a series, whatever its price base."""
    return catalog.items[name.partition("@")[0]]


def year_from_months(series: SiteSeries, name: str, year: int) -> float:
    """Return the sum of a year's months and spans, NaN where they do not fill it."""
    if name not in series.values:
        return 0.0
    column = month_number(year, 12) - series.first
    inside = 11 <= column < series.length
    return float(to_date(series, name, known_of(series, name))[column]) if inside else float("nan")


def known_of(series: SiteSeries, item: str) -> Floats:
    """Return what an item adds month by month: a span's quantity at its end, 0 before; NaN where unknown."""
    if item not in series.values:
        return np.zeros(series.length)
    added = added_of(series, item)
    return np.where(np.isnan(added) & series.nothing[item], 0.0, added)


def added_of(series: SiteSeries, item: str) -> Floats:
    """Return an item's figures, a span's quantity at its end and 0 before; NaN where there is none."""
    typed, span = typed_of(series, item), series.spans.get(item)
    return typed if span is None else np.where(np.isnan(typed) & (span.lead > 0), 0.0, typed)


def typed_of(series: SiteSeries, item: str) -> Floats:
    """Return an item's figures, of a month or of the span it ends; NaN where there is none."""
    values, span = series.values[item], series.spans.get(item)
    return values if span is None else np.where(np.isnan(values), span.quantity, values)


def to_date(series: SiteSeries, item: str, added: Floats) -> Floats:
    """Return January-to-month sums of what an item adds, NaN inside a span that ends later."""
    span, sums = series.spans.get(item), year_to_date(added)
    return sums if span is None else np.where(span.lead > 0, np.nan, sums)


def year_to_date(values: Floats) -> Floats:
    """Return January-to-month sums of months that start in a January; NaN from the first unknown month on."""
    whole = np.concatenate([values, np.full(-len(values) % 12, np.nan)]).reshape(-1, 12)
    sums: Floats = whole.cumsum(axis=1).reshape(-1)[: len(values)]
    return sums


def columns_in(mask: Bools) -> list[int]:
    """Return the columns a mask over months holds."""
    return [int(column) for column in np.flatnonzero(mask)]


Rule = Callable[[Catalog, Check, SiteSeries], Iterator[Problem]]
