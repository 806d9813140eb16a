"""When reports are due, from the catalog's deadlines (contract: deadlines are the installation's to set)."""

from calendar import monthrange
from datetime import date

from tracker.catalog.catalog import Catalog


def due_on(catalog: Catalog, kind: str, month: int) -> date:
    """Return the day by which the report of a month number (of a year: its December) is to be submitted.

    A day the month does not have is its last.
    """
    deadline = catalog.deadlines[kind]
    year, index = divmod(month + deadline.month_offset, 12)
    return date(year, index + 1, min(deadline.day, monthrange(year, index + 1)[1]))
