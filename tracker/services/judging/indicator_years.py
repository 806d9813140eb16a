"""One indicator of one site through a year and over the years, each month beside the same one a year before.

Only what may be compared is put side by side (design rule 7): a priced indicator is followed at the prices of
the figure asked for, and a month at other prices is left out of the comparison.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.catalog.periods import Period, month_text
from tracker.catalog.results import Row, Window
from tracker.services.application import Application
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import Actor

GROWTH, CURRENT = "growth", "current"


@dataclass(frozen=True)
class Step:
    """A month (or year) as compared: `value` None is a gap, `partial` over fewer months than the window has.

    `before` and `change` are those of a year earlier at the same prices; None where there are none. `row`
    is the engine's, None where the site has no figure that far.
    """

    period: str
    row: Row | None
    value: float | None
    partial: bool
    before: float | None
    change: float | None


@dataclass(frozen=True)
class IndicatorYear:
    """What a page on one indicator shows; `row` is the figure asked for, `earlier` the one a year before.

    `price`: a base year, `current`, `growth` (this year brought to last year's prices by real growth), or
    None for an indicator without prices. `steps` are twelve months, or all years for the window `year`.
    """

    row: Row
    earlier: Row | None
    price: str | None
    steps: tuple[Step, ...]


def indicator_year(
    app: Application,
    actor: Actor,
    site: str,
    indicator: str,
    window: Window,
    period: str,
    *,
    reported: bool = False,
) -> IndicatorYear:
    """Follow an indicator through the year of a period; refuses as `indicator_rows` does."""

    def rows_of(period: str | None) -> list[Row]:
        return indicator_rows(
            app,
            actor,
            sites=[site],
            indicators=[indicator],
            windows=[window],
            period=period,
            reported=reported,
        )

    (row,) = rows_of(period)
    known = {found["period"]: found for found in rows_of(None)} | {period: row}
    priced = app.catalog.indicators[indicator].price is not None
    price = _price(row, known) if priced else None
    if window == "year":
        steps = [_year(known, year) for year in sorted(known)]
    else:
        first = Period.parse(period).last // 12 * 12
        steps = [_month(known, month_text(month), price) for month in range(first, first + 12)]
    return IndicatorYear(row, known.get(earlier_period(period)), price, tuple(steps))


def earlier_period(period: str) -> str:
    """Return the same month or year a year earlier."""
    span = Period.parse(period)
    return str(Period(span.first - 12, span.last - 12, span.kind))


def _price(row: Row, known: Mapping[str, Row]) -> str:
    """Return the prices to compare at: those of the figure asked for, else of the last one of its year."""
    same_year = [found for period, found in sorted(known.items()) if period[:4] == row["period"][:4]]
    for found in (row, *reversed(same_year)):
        if found["yoy"] is not None and found["yoy"]["basis"] is not None:
            return _basis(found)
    return next((found["price"] for found in (row, *reversed(same_year)) if found["price"]), CURRENT)


def _basis(row: Row) -> str:
    assert row["yoy"] is not None
    basis = row["yoy"]["basis"]
    return basis if basis in (GROWTH, CURRENT) else row["price"] or CURRENT


def _month(known: Mapping[str, Row], period: str, price: str | None) -> Step:
    row, before = known.get(period), known.get(earlier_period(period))
    if row is not None and row["yoy"] is not None and row["yoy"]["value"] is not None:
        yoy = row["yoy"]
        if price is None or _basis(row) == price:
            return Step(period, row, yoy["value"], False, yoy["baseline"], yoy["change"])
    value, partial = (None, False) if row is None else _figure(row, price)
    baseline = (
        None if before is None or before["value"] is None else _figure(before, price, a_year_on=True)[0]
    )
    whole = value is not None and not partial and baseline
    shown = price != CURRENT and (row is None or row["yoy"] is None)
    change = value / baseline - 1 if whole and shown and value is not None and baseline else None
    return Step(period, row, value, partial, baseline, change)


def _figure(row: Row, price: str | None, *, a_year_on: bool = False) -> tuple[float | None, bool]:
    """Return a row's figure if it is at these prices, and whether it is partial.

    By growth, this year's figures are brought to the prices of last year, whose own need nothing.
    """
    same = price is None or row["price"] == price or (price == GROWTH and a_year_on)
    if not same:
        return None, False
    if row["value"] is not None:
        return row["value"], False
    return row["partial"], row["partial"] is not None


def _year(known: Mapping[str, Row], period: str) -> Step:
    """Return a year as it stands; bars of other prices are told apart by the page."""
    row = known[period]
    value, partial = _figure(row, None)
    yoy = row["yoy"]
    if yoy is not None:
        return Step(period, row, value, partial, yoy["baseline"], yoy["change"])
    before = known.get(earlier_period(period))
    baseline = before["value"] if before is not None and before["price"] == row["price"] else None
    change = value / baseline - 1 if value is not None and not partial and baseline else None
    return Step(period, row, value, partial, baseline, change)
