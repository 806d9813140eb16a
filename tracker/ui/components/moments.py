"""Instants as pages write them: in the calendar of the program, to the minute or the day."""

from datetime import date, datetime

from tracker.services.application import SHANGHAI
from tracker.ui.visit import words


def minute(moment: datetime | None) -> str:
    """Return an instant as `2026-03-10 09:42`; blank for none."""
    return "" if moment is None else moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def day(moment: datetime) -> str:
    """Return the day of an instant as `2026-03-10`."""
    return moment.astimezone(SHANGHAI).date().isoformat()


def time_left(due: date, today: date) -> str:
    """Return how many days are left, or have gone by; the last day is named as such."""
    days = (due - today).days
    if days == 0:
        return words("ui_due_today")
    return words("ui_days_left", days=days) if days > 0 else words("ui_days_over", days=-days)
