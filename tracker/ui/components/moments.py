"""Instants as pages write them: in the calendar of the program, to the minute or the day."""

from datetime import datetime

from tracker.services.application import SHANGHAI


def minute(moment: datetime | None) -> str:
    """Return an instant as `2026-03-10 09:42`; blank for none."""
    return "" if moment is None else moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def day(moment: datetime) -> str:
    """Return the day of an instant as `2026-03-10`."""
    return moment.astimezone(SHANGHAI).date().isoformat()
