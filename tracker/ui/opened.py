"""The installation this process serves: opened once, shared by all pages and routes."""

import os
from datetime import date
from threading import Lock

from tracker.services.application import Application, newest_addition, open_application, up_to_date

DEFAULT_DATABASE = "sqlite:///data/tracker.db"
_opening = Lock()
_opened: dict[tuple[str, str], Application] = {}


def application() -> Application:
    """Return the opened installation of `TRACKER_DATABASE_URL`, its calendar moved by `TRACKER_TODAY`.

    It holds what was added to the catalog meanwhile (`tracker catalog add`); one kept from an earlier call
    stays as it was, so that a page is drawn by one set of rules.
    """
    place = (
        os.environ.get("TRACKER_DATABASE_URL") or DEFAULT_DATABASE,
        os.environ.get("TRACKER_TODAY") or "",
    )
    found = _opened.get(place)
    if found is None or found.additions != newest_addition(found.engine):
        with _opening:  # two first visitors must not open it, or read the catalog, twice
            found = _opened.get(place)
            found = _opened[place] = _open(*place) if found is None else up_to_date(found)
    return found


def _open(url: str, today: str) -> Application:
    return open_application(url, today=date.fromisoformat(today) if today else None)
