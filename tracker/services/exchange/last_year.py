"""Last year's figures in a spreadsheet (上年同期) held against what is stored; they are never stored."""

from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.services.entering.figures import Key, stored_figures
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.row_checks import CheckedRow

ROUNDED = 5e-3
"""Sheets give last year rounded, often to another unit; half a per cent apart is the same figure."""


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
        if known is not None and row.value is not None and not isclose(known, row.value, rel_tol=ROUNDED):
            problems.append(_problem(row, known, catalog.items[row.item].unit))
    return problems


def _known(stored: Mapping[Key, Row[Any]], row: CheckedRow) -> float | None:
    figure = stored.get(row[2:8])
    if figure is not None and figure.present and figure.value is not None:
        return float(figure.value)
    if row.kind != "cumulative":
        return None
    months = [
        stored.get((row.site_id, row.item, "month", month, month, row.base))
        for month in range(row.first, row.last + 1)
    ]
    values = [month.value for month in months if month is not None and month.present]
    return sum(values) if len(values) == len(months) and None not in values else None


def _problem(row: CheckedRow, known: float, unit: str) -> Problem:
    params = {
        "item": row.item,
        "period": row.period,
        "said": f"{row.text} {row.unit}".strip(),
        "stored": f"{known:.10g} {unit}",
    }
    return Problem(
        row.file, "last_year_differs", "last_year_differs", params, row.row, row.column, row.sheet, "warning"
    )
