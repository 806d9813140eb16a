"""When reports are due, from the catalog's deadlines (contract: deadlines are the installation's to set)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tracker.catalog.catalog import Catalog


def due_on(catalog: Catalog, kind: str, month: int) -> date:
    """Return the day by which the report of a month number (of a year: its December) is to be submitted.

    A day the month does not have is its last.
    """
    deadline = catalog.deadlines[kind]
    year, index = divmod(month + deadline.month_offset, 12)
    return date(year, index + 1, min(deadline.day, monthrange(year, index + 1)[1]))


@dataclass(frozen=True)
class DueDate:
    """The day a report is due; `month` is the number of its month, of a year: its December.

    `late_from` is the first day on which its absence raises a flag.
    """

    kind: Literal["month", "year"]
    month: int
    due: date
    late_from: date


def due_dates(catalog: Catalog, first: int, months: int) -> list[DueDate]:
    """Return the due dates of the reports of `months` months from month number `first` on, by their day."""
    found = [_due_date(catalog, "month", month) for month in range(first, first + months)]
    found += [_due_date(catalog, "year", month) for month in range(first, first + months) if month % 12 == 11]
    return sorted(found, key=lambda one: (one.due, one.kind, one.month))


def _due_date(catalog: Catalog, kind: Literal["month", "year"], month: int) -> DueDate:
    due = due_on(catalog, kind, month)
    grace = catalog.deadlines[kind].grace_days
    return DueDate(kind, month, due, due + timedelta(days=grace + 1))
