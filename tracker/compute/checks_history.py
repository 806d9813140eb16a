"""Checks that hold a site's figures against its own earlier ones."""

from collections.abc import Iterator
from math import log10

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Check
from tracker.catalog.periods import month_text
from tracker.compute.arrays import Bools, Floats, Ints
from tracker.compute.checked import (
    Problem,
    SiteSeries,
    cells_in,
    columns_in,
    item_of,
    problem_at,
    problem_of_year,
    rows_of,
)
from tracker.compute.history import LEAST_FOR_SLIP, LEAST_HISTORY, slip_of
from tracker.compute.scattered import Likeliest

_YEAR = 12
_UNIT_SLIP = 3
"""From so many powers of ten on a slip is told as one of the unit, below as one of digits."""
_SLIP_FROM = 2.5
"""From so many powers of ten on a short history is enough to tell a slip."""


def gap(_: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """An item that is owed for the month and not there; of a set, its first item stands for all."""
    begin = series.wanted.start or 0
    for name, gaps in series.missing.items():
        if not check.items or name in check.items:
            for column in columns_in(gaps[series.wanted]):
                yield problem_at(check, series, name, begin + column, None)


def jump(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A figure further from what is expected than the limit, and than the site's own noise makes likely."""
    by_month = _by_month(catalog, check, series)
    for row, column in _surprising(catalog, check, series):
        if item_of(catalog, series.names[row]).kind != "flow":  # a stock is emptied, a rate swings
            continue
        if (row, column) not in by_month:  # of such a one the slip that explains it is told, or nothing
            yield _off(check, series, row, column, float(series.surprises.off[row, column]))


def unit_slip(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A figure that is a thousand, ten thousand … times what is expected, as a wrong unit makes it."""
    yield from _slipped(catalog, check, series, at_once=True)
    yield from _years_slipped(catalog, check, series, at_once=True)


def digit_slip(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A figure about ten times what is expected: a digit slipped, or 亩 and 公顷 were mixed up."""
    yield from _slipped(catalog, check, series, at_once=False)
    yield from _years_slipped(catalog, check, series, at_once=False)


def _slipped(catalog: Catalog, check: Check, series: SiteSeries, *, at_once: bool) -> Iterator[Problem]:
    """Yield figures that slipped by a power of ten; `at_once`: by 10³ or more."""
    for row, column, off, power in _slips(catalog, check, series):
        if power and (abs(power) >= _UNIT_SLIP) == at_once:
            yield _off(check, series, row, column, off, power=power)


def _slips(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[tuple[int, int, float, int]]:
    """Yield row, column, powers of ten off and the likely slip (0: none) of what may have slipped.

    Judged by what its month was in the years before where it scatters, else against the middle of what was
    foretold.
    """
    by_month, found = _by_month(catalog, check, series), series.surprises
    for (row, column), likeliest in by_month.items():
        if likeliest.told:
            yield row, column, likeliest.off, likeliest.power
    for row, column in _surprising(catalog, check, series):
        if (row, column) not in by_month:
            middle = float(found.middle[row, column])
            yield row, column, middle, slip_of(middle, float(found.scale[row, column]))


def _surprising(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[tuple[int, int]]:
    """Yield row and column of figures beyond limit and noise."""
    rows = rows_of(catalog, check, series)
    if not rows:
        return
    found = series.surprises
    size, known = np.abs(found.off[rows]), found.known[rows]
    noise = found.noise(check.spread or 0.0)[rows]
    enough = (known >= LEAST_HISTORY) | ((known >= LEAST_FOR_SLIP) & (size > _SLIP_FROM))
    yield from cells_in(enough & (size > np.maximum(log10(check.limit or 3.0), noise)), rows)


def _by_month(catalog: Catalog, check: Check, series: SiteSeries) -> dict[tuple[int, int], Likeliest]:
    """Return by row and column what explains the figures of the check's items that scatter."""
    rows = set(rows_of(catalog, check, series))
    return {place: likeliest for place, likeliest in series.likeliest.items() if place[0] in rows}


def _off(check: Check, series: SiteSeries, row: int, column: int, off: float, **power: int) -> Problem:
    value, times = float(series.typed[row, column]), 10 ** abs(off)
    usual = float(f"{value / 10**off:.12g}")
    return problem_at(
        check, series, series.names[row], column, value, usual=usual, times=float(f"{times:.12g}"), **power
    )


def _years_slipped(catalog: Catalog, check: Check, series: SiteSeries, *, at_once: bool) -> Iterator[Problem]:
    """Yield annual figures that slipped against the year before; `at_once`: by a thousand or more."""
    named = check.items or catalog.items
    for name, figures in series.annual.items():
        for year, value in series.years(figures).items():
            before = figures.get(year - 1, 0.0)
            if value <= 0 or before <= 0 or name.partition("@")[0] not in named:
                continue
            power = slip_of(log10(value / before))
            if power and (abs(power) >= _UNIT_SLIP) == at_once:
                times = max(value / before, before / value)
                yield problem_of_year(
                    check, series, name, year, value, usual=before, times=times, power=power
                )


def frozen(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A flow that is the same to the last digit for three months in a row, as a stuck meter makes it."""
    rows = rows_of(catalog, check, series)
    values = series.monthly[rows]
    same = np.zeros(values.shape, dtype=np.bool_)
    now, before, earlier = values[:, 2:], values[:, 1:-1], values[:, :-2]
    same[:, 2:] = (now == before) & (now == earlier) & (now > 0)
    for row, column in cells_in(same, rows):
        yield problem_at(check, series, series.names[row], column, float(series.monthly[row, column]))


def vanished(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A flow typed as zero after `months` months that all had figures above zero: a blank filled with 0."""
    months = check.months or _YEAR
    rows = [
        row for row in rows_of(catalog, check, series) if item_of(catalog, series.names[row]).kind == "flow"
    ]
    values = series.monthly[rows]
    if values.shape[1] <= months:
        return
    past = sliding_window_view(values[:, :-1], months, axis=1)
    gone = np.zeros(values.shape, np.bool_)
    gone[:, months:] = (values[:, months:] == 0) & (past > 0).all(axis=-1)
    for row, column in cells_in(gone, rows):
        usual = float(np.median(series.monthly[row, column - months : column]))
        yield problem_at(check, series, series.names[row], column, 0.0, usual=usual)


def copied(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """A report whose figures, so many at least, are all exactly those of an earlier one: of the nearest.

    Of a month's figures, of its figures from January on where nothing else stands, of a year's.
    """
    rows = [row for row, name in enumerate(series.names) if item_of(catalog, name).kind == "flow"]
    months, to_date = series.monthly[rows], _to_date_alone(series)[rows]
    so_far = _equalled(to_date, series.wanted, check) if np.isfinite(to_date).any() else {}
    found = {column: (to_date, *same) for column, same in so_far.items()}
    found |= {column: (months, *same) for column, same in _equalled(months, series.wanted, check).items()}
    for column, (figures, back, count) in sorted(found.items()):
        # an explanation speaks of these very figures: their sum, whatever the units, tells them apart
        seen = float(np.nansum(figures[:, column]))
        earlier = month_text(series.first + column - back)
        yield problem_at(check, series, None, column, seen, count=count, back=back, same_as=earlier)
    yield from _years_copied(catalog, check, series)


def _to_date_alone(series: SiteSeries) -> Floats:
    """Return figures of January to a month whose months were not typed, as series × months; NaN elsewhere."""
    alone = np.full(series.monthly.shape, np.nan)
    for row, name in enumerate(series.names):
        for column, figure in series.to_date.get(name, {}).items():
            if not figure.beside_months:
                alone[row, column] = figure.value
    return alone


def _years_copied(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """Yield annual reports whose flows are all those of the year before."""
    by_year: dict[int, dict[str, float]] = {}
    for name, figures in series.annual.items():
        if item_of(catalog, name).kind == "flow":
            for year, value in figures.items():
                by_year.setdefault(year, {})[name] = value
    for year in series.years(by_year):
        now, before = by_year[year], by_year.get(year - 1, {})
        both = now.keys() & before.keys()
        count = sum(now[name] > 0 for name in both)
        if count >= (check.limit or 5) and all(now[name] == before[name] for name in both):
            seen = sum(now.values())
            yield problem_of_year(
                check, series, None, year, seen, count=count, back=_YEAR, same_as=str(year - 1)
            )


def _equalled(values: Floats, wanted: slice, check: Check) -> dict[int, tuple[int, int]]:
    """Return by wanted column how far back the nearest equal month lies, and how many figures are equal."""
    found: dict[int, tuple[int, int]] = {}
    values, begin = values[:, : wanted.stop], wanted.start or 0
    for back in range(1, min(check.months or 1, values.shape[1] - 1) + 1):
        first = max(begin, back)
        same = _same_as(values, first, back)
        for column in columns_in(same >= (check.limit or 5)):
            found.setdefault(first + column, (back, int(same[column])))
    return found


def _same_as(values: Floats, begin: int, back: int) -> Ints:
    """Return how many figures above zero each column from `begin` on has as `back` columns before it.

    0 where any figure that stands in both differs.
    """
    now = values[:, begin:]
    before = values[:, begin - back : values.shape[1] - back]
    both, same = ~np.isnan(now) & ~np.isnan(before), now == before
    count: Ints = np.where((same == both).all(axis=0), (same & (now > 0)).sum(axis=0), 0).astype(np.int32)
    return count


def dropped(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """An item with a figure a year earlier, blank in a month in which others are filled in."""
    if series.length <= _YEAR:
        return
    begun = _begun(series)
    for item, gaps in series.missing.items():
        row = series.rows.get(item)
        if row is None or not gaps[series.wanted].any() or item not in (check.items or catalog.items):
            continue
        before = series.typed[row, :-_YEAR]
        for column in columns_in((gaps & begun)[_YEAR:] & (before > 0)):
            yield problem_at(check, series, item, column + _YEAR, None, before=float(before[column]))


def _begun(series: SiteSeries) -> Bools:
    """Return the months in which at least half as many figures stand as a year before."""
    count = (~np.isnan(series.typed)).sum(axis=0)
    before = np.concatenate([np.zeros(_YEAR, count.dtype), count[:-_YEAR]])
    begun: Bools = (count > 0) & (count * 2 >= before)
    return begun


def against_activity(catalog: Catalog, check: Check, series: SiteSeries) -> Iterator[Problem]:
    """An item up on the year before while production is down, further apart than the site ever was."""
    activity = next((name for name in check.activity if name in series.rows), None)
    rows = rows_of(catalog, check, series)
    if activity is None or not rows or series.length <= _YEAR:
        return
    changes = _year_on_year(series.pace)
    made = changes[series.rows[activity]]
    apart = changes[rows] - made
    odd = (changes[rows] > 0) & (made < 0) & (apart > np.maximum(log10(check.limit or 1.5), _most(apart)))
    for row, column in cells_in(odd, rows):
        params = {"up": float(10 ** changes[row, column] - 1), "down": float(1 - 10 ** made[column])}
        yield problem_at(
            check, series, series.names[row], column, float(series.typed[row, column]),
            up=100 * params["up"], down=100 * params["down"],
        )  # fmt: skip


def _year_on_year(pace: Floats) -> Floats:
    """Return changes on the same month a year before, in powers of ten; NaN where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log10(np.where(pace > 0, pace, np.nan))
    changes = np.full(pace.shape, np.nan)
    changes[:, _YEAR:] = logs[:, _YEAR:] - logs[:, :-_YEAR]
    return changes


def _most(apart: Floats) -> Floats:
    """Return the most that item and production were apart before each month, either way."""
    size = np.where(np.isnan(apart), 0.0, np.abs(apart))
    most = np.maximum.accumulate(size, axis=1)
    return np.concatenate([np.zeros((len(size), 1)), most[:, :-1]], axis=1)
