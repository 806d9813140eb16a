"""When reports are due, from the catalog's deadlines (contract: deadlines are the installation's to set)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import chinese_calendar

from tracker.catalog.catalog import Catalog

_SATURDAY = 5


def due_on(catalog: Catalog, kind: str, month: int) -> date:
    """Return the day by which the report of a month number (of a year: its December) is to be submitted.

    A day the month does not have is its last; a rest day moves as the deadline says.
    """
    deadline = catalog.deadlines[kind]
    year, index = divmod(month + deadline.month_offset, 12)
    day = date(year, index + 1, min(deadline.day, monthrange(year, index + 1)[1]))
    return day if deadline.holidays is None else next_workday(day)


def next_workday(day: date) -> date:
    """Return the day itself where people work on it, else the next on which they do.

    Public holidays and make-up working days are those the State Council announced, as far as the installed
    `chinesecalendar` knows them; of a year it does not know, Saturdays and Sundays are the rest days.
    """
    while not is_workday(day):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=4096)
def is_workday(day: date) -> bool:
    """Return whether people work on a day, see `next_workday`."""
    return bool(chinese_calendar.is_workday(day)) if is_announced(day) else day.weekday() < _SATURDAY


def is_announced(day: date) -> bool:
    """Return whether the rest days of a day's year are known, see `next_workday`."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


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
