"""A served installation whose parks' October waits to be entered, and a real Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import FLAGS, find_chromium
from tracker.services.application import open_application
from tracker.services.demo.loading import load_province
from tracker.services.demo.province import DemoReport, DemoRow, Province, generate
from tracker.services.installation import initialize
from tracker.services.people.accounts import add_account
from tracker.services.permissions import OPERATOR

TODAY = date(2026, 11, 5)
PARK, BLANK_PARK, MONTH = "YN20", "YN15", "2026-10"
PASSWORD = "violet-harbour-32-lamp"
APP = Path(__file__).parents[2] / "app.py"


def _waiting_for_october() -> Province:
    """Two parks of the demo: one has October typed but for electricity, the other nothing of it yet."""
    province, parks = generate(TODAY), (PARK, BLANK_PARK)
    rows = [row for row in generate(date(2026, 12, 5)).rows if row.site in parks and row.period < "2026-11"]
    states = [report for report in province.reports if report.site in parks and report.period != MONTH]
    return replace(
        province,
        sites=[site for site in province.sites if site.code in parks],
        declarations=[line for line in province.declarations if line.site in parks],
        rows=[row for row in map(_unfinished, rows) if row is not None],
        reports=[*states, *(DemoReport(park, MONTH, "draft") for park in parks)],
    )


def _unfinished(row: DemoRow) -> DemoRow | None:
    """Take from October what is to be typed, and leave a tenth of the wastewater untreated."""
    if row.period != MONTH:
        return row
    if row.item == "electricity" or row.site == BLANK_PARK:
        return None
    return row._replace(value=f"{float(row.value) * 0.9:.0f}") if row.item == "wastewater_treated" else row


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running interface."""
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder}/served.db"
    initialize(url, today=TODAY)
    app = open_application(url, today=TODAY)
    load_province(app, _waiting_for_october())
    for name, scope in (("officer", PARK), ("beginner", BLANK_PARK)):
        add_account(app, OPERATOR, name=name, role="officer", scope=scope, password=PASSWORD)
    for role in ("reviewer", "administrator", "auditor"):
        add_account(app, OPERATOR, name=role, role=role, scope="province", password=PASSWORD)
    app.engine.dispose()
    port = _free_port()
    settings = {"TRACKER_DATABASE_URL": url, "TRACKER_TODAY": TODAY.isoformat(), "TRACKER_LANG": "zh"}
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    with subprocess.Popen(command, env={**os.environ, **settings}, cwd=APP.parent) as server:
        _await_health(f"http://localhost:{port}/healthz")
        yield f"http://localhost:{port}"
        server.terminate()


def _await_health(address: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium found; `make test` gets one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(served: str, browser: Browser):
    """Sign an account in with a browser of its own and return its page."""

    def sign_in(name: str) -> Page:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 1000})
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{served}/sign-in")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.click("button")
        page.get_by_role("heading", level=1).wait_for()
        return page

    return sign_in
