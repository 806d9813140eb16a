"""The installation this process serves: opened once, shared by all pages and routes."""

import os
from datetime import date
from functools import lru_cache
from threading import Lock

from tracker.services.application import Application, open_application

DEFAULT_DATABASE = "sqlite:///data/tracker.db"
_opening = Lock()


def application() -> Application:
    """Return the opened installation of `TRACKER_DATABASE_URL`, its calendar moved by `TRACKER_TODAY`."""
    with _opening:  # two first visitors must not open it twice
        return _open(
            os.environ.get("TRACKER_DATABASE_URL") or DEFAULT_DATABASE, os.environ.get("TRACKER_TODAY") or ""
        )


@lru_cache(maxsize=4)
def _open(url: str, today: str) -> Application:
    return open_application(url, today=date.fromisoformat(today) if today else None)
