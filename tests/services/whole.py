"""Installations whose audit trail is whole from the first entry on: for a crowd of writers, or a kill."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tracker.catalog.periods import Period
from tracker.services.application import Application, open_application
from tracker.services.installation import initialize
from tracker.services.permissions import OPERATOR
from tracker.services.sites import SiteForm, add_site
from tracker.store.database import read_session
from tracker.store.migrating import require_current
from tracker.store.tables import Observation, Site
from tracker.store.verifying import verify

TODAY = date(2024, 5, 20)
HEADER = "site,period,item,value,unit"


def found(url: str, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Application:
    """Return a new installation with park P1 and its enterprise E1."""
    monkeypatch.setenv("TRACKER_KEYS", str(keys))
    initialize(url, today=TODAY)
    app = open_application(url, today=TODAY)
    add_site(app, OPERATOR, SiteForm("P1", "示例园区", since="2020-01"))
    add_site(app, OPERATOR, SiteForm("E1", "示例企业", kind="enterprise", parent="P1", since="2020-01"))
    return app


def url_of(app: Application) -> str:
    return app.engine.url.render_as_string(hide_password=False)


def reopened(app: Application) -> Application:
    """Return the installation as a program started now would find it."""
    app.engine.dispose()
    require_current(url_of(app))
    return open_application(url_of(app), today=TODAY)


def holds(app: Application) -> bool:
    """Say whether the audit trail is whole and every figure is what it says."""
    with read_session(app.engine) as session:
        return verify(session).first_problem is None


def figures(app: Application) -> dict[tuple[str, str, str], tuple[str, int]]:
    """Return the text and version of every figure, by site, item and period."""
    with read_session(app.engine) as session:
        rows = session.exec(select(Site.code, Observation).join(Site))
        return {
            (code, row.item, str(Period(row.first, row.last, row.kind))): (row.text, row.version)  # type: ignore[arg-type]
            for code, row in rows
        }


def items_in_tonnes(app: Application) -> list[str]:
    return [item.code for item in app.catalog.items.values() if item.unit == "t"]
