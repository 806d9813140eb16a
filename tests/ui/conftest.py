"""A small demo for the pages: one park that enters its own figures, one that is rolled up, and accounts."""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from tests.support.made_once import made_once
from tests.support.part_of import part_of
from tracker.services.application import Application, open_application
from tracker.services.demo.loading import load_province
from tracker.services.demo.province import generate
from tracker.services.installation import initialize
from tracker.services.people.accounts import add_account
from tracker.services.people.signing_in import sign_in
from tracker.services.permissions import OPERATOR

TODAY = date(2026, 11, 22)
PASSWORD = "violet-harbour-32-lamp"
ACCOUNTS = {
    "officer": ("officer", "YN26"),
    "enterprise": ("officer", "YN10-01"),
    "reviewer": ("reviewer", "province"),
    "administrator": ("administrator", "province"),
    "auditor": ("auditor", "province"),
}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of two parks of the demo and an account of each kind, and its keys."""
    return made_once(tmp_path_factory, "two-parks", _install)


def _install(folder: Path) -> None:
    url = f"sqlite:///{folder}/ui.db"
    initialize(url, today=TODAY)
    app = open_application(url, today=TODAY)
    load_province(app, part_of(generate(TODAY), ("YN10", "YN26")))
    for name, (role, scope) in ACCOUNTS.items():
        add_account(app, OPERATOR, name=name, role=role, scope=scope, password=PASSWORD)
    app.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once() -> Iterator[None]:
    """Search the installed packages for components of Streamlit once, not anew for each page drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="module")
def installed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a copy of it, so that what one file of tests writes is not another's to find."""
    folder = tmp_path_factory.mktemp("ui") / "installation"
    shutil.copytree(template, folder)
    return f"sqlite:///{folder}/ui.db"


@pytest.fixture
def app(installed: str, monkeypatch: pytest.MonkeyPatch) -> Application:
    """The installation as the pages open it."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", installed)
    monkeypatch.setenv("TRACKER_TODAY", TODAY.isoformat())
    monkeypatch.delenv("TRACKER_LANG", raising=False)
    # the testing library stands a mock here whose every cookie is a word, and so no language is ever chosen
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.cookies", {})
    from tracker.ui.opened import application

    return application()


@pytest.fixture
def signed_in(app: Application, monkeypatch: pytest.MonkeyPatch):
    """Sign an account in for the pages drawn by the test."""

    def sign(name: str) -> None:
        token = sign_in(app, name, PASSWORD, "test")
        monkeypatch.setattr("tracker.ui.visit.session_token", lambda: token)

    return sign
