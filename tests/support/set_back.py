"""The program with its clock set to the day of the tests, so that what is due later stays ahead.

`--today` moves the calendar and leaves time stamps alone: with it alone, a report sent in a test on the fifth
would count as sent whenever the test runs, and be overdue. As a module it runs another one so.
"""

import runpy
import sys
from datetime import UTC, datetime, timedelta, tzinfo

from tracker.services import application
from tracker.store import audit


def set_clock(moment: datetime) -> None:
    """Let the program's time stamps start at `moment`."""
    behind: timedelta = datetime.now(UTC) - moment

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) - behind

    for module in (application, audit):
        module.datetime = Clock  # type: ignore[attr-defined]


def put_back() -> None:
    for module in (application, audit):
        module.datetime = datetime  # type: ignore[attr-defined]


if __name__ == "__main__":
    set_clock(datetime.fromisoformat(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
