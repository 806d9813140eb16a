"""Last year's figures in a spreadsheet (上年同期) held against what is stored; they are never stored."""

from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.messages.numbers import plain
from tracker.services.entering.figures import Key, stored_figures
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.row_checks import CheckedRow

ROUNDED = 5e-3
"""Sheets give last year rounded, often to another unit; half a per cent apart is the same figure."""

_DIGITS = 10


def differences(session: Session, catalog: Catalog, compared: Sequence[CheckedRow]) -> list[Problem]:
    """Return a warning for each figure of last year that differs from the stored one.

    Of the year so far, a stored span counts, else the sum of its months if all are there.
    """
    if not compared:
        return []
    first, last = min(row.first for row in compared), max(row.last for row in compared)
    stored = stored_figures(session, {row.site_id for row in compared}, first, last)
    problems = []
    for row in compared:
        known = _known(stored, row)
        summed = known is None
        known = sum_of_months(stored, row) if summed else known
        if known is not None and row.value is not None and not isclose(known, row.value, rel_tol=ROUNDED):
            problems.append(_problem(row, in_unit_of(catalog, row, known), summed=summed))
    return problems


def _known(stored: Mapping[Key, Row[Any]], row: CheckedRow) -> float | None:
    figure = stored.get(row[2:8])
    return None if figure is None or not figure.present or figure.value is None else float(figure.value)


def sum_of_months(stored: Mapping[Key, Row[Any]], row: CheckedRow) -> float | None:
    """Return the sum of the stored months of a cumulative row; None of another, or where one is missing."""
    if row.kind != "cumulative":
        return None
    months = [
        stored.get((row.site_id, row.item, "month", month, month, row.base))
        for month in range(row.first, row.last + 1)
    ]
    values = [month.value for month in months if month is not None and month.present]
    return sum(values) if len(values) == len(months) and None not in values else None


def in_unit_of(catalog: Catalog, row: CheckedRow, value: float) -> str:
    """Return a figure in the unit of a row's cell, so that the two can be compared by eye."""
    item = catalog.items[row.item]
    unit = row.unit or item.unit
    shown = catalog.units.item_conversion(item, unit).back(value)
    return f"{plain(shown, _DIGITS)} {unit}"


def _problem(row: CheckedRow, stored: str, *, summed: bool) -> Problem:
    message = "last_year_differs_summed" if summed else "last_year_differs"
    params = {
        "item": row.item,
        "period": row.period,
        "said": f"{row.text} {row.unit}".strip(),
        "stored": stored,
    }
    return Problem(row.file, "last_year_differs", message, params, row.row, row.column, row.sheet, "warning")
