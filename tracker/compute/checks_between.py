"""Checks that hold figures against what they can be, against each other and against their year."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tracker.catalog.catalog import Catalog
from tracker.catalog.compiled import CompiledCheck, CompiledSide, Term
from tracker.catalog.entries import Check
from tracker.compute.arrays import Bits, Bools, Floats
from tracker.compute.checked import (
    ROUNDING,
    Problem,
    SiteSeries,
    Spans,
    added_of,
    cells_in,
    columns_in,
    item_of,
    known_of,
    problem_at,
    problem_of_year,
    rows_of,
    to_date,
    year_from_months,
    year_to_date,
)


def bound(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A figure above what the item can be; over January to the month, a sum below zero.

    A month's figure below the item's minimum is refused before it is stored.
    """
    if check.span == "ytd":
        yield from _below_zero_to_date(catalog, check, series)
        return
    rows = rows_of(catalog, check, series)
    most = [item_of(catalog, series.names[row]).maximum for row in rows]
    limits = np.array([np.inf if limit is None else limit for limit in most])
    for row, column in cells_in(series.typed[rows] > limits[:, None], rows):
        limit = item_of(catalog, series.names[row]).maximum or 0.0
        yield problem_at(
            check, series, series.names[row], column, float(series.typed[row, column]), limit=limit
        )
    for row, limit in zip(rows, limits.tolist(), strict=True):
        for year, figure in series.years(series.annual.get(series.names[row], {})).items():
            if figure > limit:
                yield problem_of_year(check, series, series.names[row], year, figure, limit=limit)


def _below_zero_to_date(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    for row in rows_of(catalog, check, series):
        name = series.names[row]
        values = to_date(series, name, known_of(series, name))
        for column in columns_in(values < -ROUNDING):
            yield problem_at(check, series, name, column, float(values[column]), limit=0.0)
        for year, figure in series.years(series.annual.get(name, {})).items():
            if figure < -ROUNDING:
                yield problem_of_year(check, series, name, year, figure, limit=0.0)


def adjustment(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A month that comes out below zero as the difference of two cumulative figures."""
    least = (item_of(catalog, name).minimum for name in series.names)
    never_negative = np.array([minimum is not None and minimum >= 0 for minimum in least], np.bool_)
    rows = [row for row in rows_of(catalog, check, series) if never_negative[row]]
    for row, column in cells_in(series.typed[rows] < 0, rows):
        yield problem_at(check, series, series.names[row], column, float(series.typed[row, column]))


def at_most(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A part larger than the whole."""
    tolerance = check.tolerance or ROUNDING
    yield from _sides_told(
        catalog, check, series, lambda left, right: left > right * (1 + tolerance) + ROUNDING
    )


def balance(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """Two sides that should be equal and are not."""

    def apart(left: Floats, right: Floats) -> Bools:
        size = np.maximum(np.abs(left), np.abs(right))
        differ: Bools = np.abs(left - right) > (check.tolerance or ROUNDING) * size + ROUNDING
        return differ

    yield from _sides_told(catalog, check, series, apart)


def repeated(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A total entered beside its parts, where only one of both counts: two sides that are alike."""

    def alike(left: Floats, right: Floats) -> Bools:
        same: Bools = (left > 0) & (np.abs(left - right) <= (check.tolerance or ROUNDING) * left)
        return same

    yield from _sides_told(catalog, check, series, alike)


def _sides_told(
    catalog: Catalog, check: Check, series: SiteSeries, told: Callable[[Floats, Floats], Bools]
) -> Iterator[Problem]:
    """Hold both sides against each other in months, cumulative and annual figures; yield those told of."""
    compiled = catalog.compiled_checks[check.number]
    left, right = _sides(catalog, compiled, check, series)
    for column in columns_in(told(left, right)):
        one, other = float(left[column]), float(right[column])
        yield problem_at(check, series, None, column, one - other, left=one, right=other)
    for year in _years_of(compiled, series):
        one = _of_side(catalog, compiled.left, series, year)
        other = _of_side(catalog, compiled.right, series, year)
        if told(np.array(one), np.array(other)):
            yield problem_of_year(check, series, None, year, one - other, left=one, right=other)


def _sides(
    catalog: Catalog, compiled: CompiledCheck, check: Check, series: SiteSeries
) -> tuple[Floats, Floats]:
    """Return both sides month by month (or January to month), NaN where an item of one is not known.

    Sides with cumulative figures are known at a month that ends one, over the months the longest stands for.
    """
    left, right = _side(catalog, compiled.left, series), _side(catalog, compiled.right, series)
    entered = _entered(compiled.left, series) | _entered(compiled.right, series)
    left, right = np.where(entered, left, np.nan), np.where(entered, right, np.nan)
    spans = [series.spans[name] for name in _items_of(compiled) if name in series.spans]
    if not spans:
        return (year_to_date(left), year_to_date(right)) if check.span == "ytd" else (left, right)
    inside = np.any([span.lead > 0 for span in spans], axis=0)
    if check.span == "ytd":
        left, right = year_to_date(left), year_to_date(right)
    else:
        lengths = np.maximum.reduce([span.lag for span in spans])
        left, right = _over_spans(left, lengths, spans), _over_spans(right, lengths, spans)
    return np.where(inside, np.nan, left), np.where(inside, np.nan, right)


def _over_spans(side: Floats, lengths: Bits, spans: Sequence[Spans]) -> Floats:
    """Return a side summed over the longest span that ends in each column, NaN where that cuts another."""
    summed = side.copy()
    for column in columns_in(lengths > 0):
        begin = column - int(lengths[column])
        whole = all(span.lag[begin] == 0 for span in spans)
        summed[column] = side[begin : column + 1].sum() if whole else np.nan
    return summed


def _items_of(compiled: CompiledCheck) -> list[str]:
    return [term.item for side in (compiled.left, compiled.right) for term in side.terms]


def _years_of(compiled: CompiledCheck, series: SiteSeries) -> list[int]:
    """Return the years of which an item of a check has an annual figure."""
    return sorted(
        {year for name in _items_of(compiled) for year in series.years(series.annual.get(name, {}))}
    )


def _of_side(catalog: Catalog, side: CompiledSide, series: SiteSeries, year: int) -> float:
    """Return a side's sum over a year, annual figures before months; NaN if an item is not known."""
    return sum((_year_of(series, term.item, year) * _constant(catalog, term) for term in side.terms), 0.0)


def _year_of(series: SiteSeries, name: str, year: int) -> float:
    figure = series.annual.get(name, {}).get(year)
    return year_from_months(series, name, year) if figure is None else figure


def _side(catalog: Catalog, side: CompiledSide, series: SiteSeries) -> Floats:
    total = np.zeros(series.length)
    for term in side.terms:
        total = total + known_of(series, term.item) * _constant(catalog, term)
    return total


def _constant(catalog: Catalog, term: Term) -> float:
    """Return what a term's item is multiplied by; coefficients are those that hold for every period."""
    constant = term.constant
    for factor in term.factors:
        values = catalog.factor_values[factor]
        constant *= values[0].value if values else 0.0
    return constant


def _entered(side: CompiledSide, series: SiteSeries) -> Bools:
    """Return where at least one figure of a side was entered; nothing but blanks proves nothing."""
    entered = np.zeros(series.length, dtype=np.bool_)
    for term in side.terms:
        if term.item in series.values:
            entered |= ~np.isnan(added_of(series, term.item))
    return entered


def annual(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A year's figure that differs from its twelve months by more than the limit (a fraction)."""
    named = check.items or tuple(catalog.items)
    for name, figures in series.annual.items():
        item = catalog.items[name.partition("@")[0]]
        if item.kind != "flow" or item.code not in named or name not in series.values:
            continue
        for year, figure in series.years(figures).items():
            total = year_from_months(series, name, year)
            if abs(figure - total) > (check.limit or 0.01) * abs(figure) + ROUNDING:
                yield problem_of_year(check, series, name, year, figure, months=total)


def growth_differs(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """Growth from levels at comparable prices and growth as stated, apart by more than the limit (points)."""
    level, rate = check.items
    stated = series.values.get(rate)
    if stated is None:
        return
    for name in [name for name in series.values if name.startswith(f"{level}@")]:
        computed = _growth(to_date(series, name, added_of(series, name)))
        for column in columns_in(np.abs(computed - stated) > (check.limit or 1.0)):
            value = float(stated[column])
            yield problem_at(check, series, rate, column, value, computed=float(computed[column]))


def _growth(levels: Floats) -> Floats:
    """Return the growth over the same months a year earlier in percent; NaN without a positive base."""
    growth = np.full(len(levels), np.nan)
    if len(levels) > 12:
        before = np.where(levels[:-12] > 0, levels[:-12], np.nan)
        growth[12:] = (levels[12:] / before - 1) * 100
    return growth


def cumulative(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """January to a month typed as one figure, which its months, typed too, do not add up to."""
    named = check.items or tuple(catalog.items)
    for name, figures in series.to_date.items():
        if name.partition("@")[0] not in named:
            continue
        sums = year_to_date(series.values[name])
        for column, figure in figures.items():
            total, value = float(sums[column]), figure.value
            if figure.beside_months and abs(value - total) > (check.limit or 0.01) * abs(value) + ROUNDING:
                yield problem_at(check, series, name, column, value, months=total)


def on_the_line(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """Two sides exactly equal for so many months in a row; said once in as many months."""
    compiled = catalog.compiled_checks[check.number]
    left, right = _sides(catalog, compiled, check, series)
    equal = (left > 0) & (np.abs(left - right) <= ROUNDING * left)
    place = np.arange(len(equal))
    run = place - np.maximum.accumulate(np.where(equal, -1, place))
    every = int(check.limit or 12)
    first = compiled.left.terms[0].item
    for column in columns_in(equal & (run > 0) & (run % every == 0)):
        yield problem_at(check, series, first, column, float(left[column]), run=int(run[column]))
