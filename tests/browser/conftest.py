"""The demo province served while two of its parks have their October to enter, and a real Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Cookie, Page, ViewportSize, sync_playwright

from tests.support.browser import FLAGS, find_chromium
from tests.support.made_once import made_once
from tests.support.part_of import part_of
from tests.support.pictures import Pictures
from tests.support.set_back import put_back, set_clock
from tracker.services.application import open_application
from tracker.services.daily import run_daily
from tracker.services.demo.loading import load_province
from tracker.services.demo.province import DemoReport, DemoRow, Province, generate
from tracker.services.installation import initialize
from tracker.services.people.accounts import add_account
from tracker.services.permissions import OPERATOR

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

TODAY = date(2026, 11, 5)
PARK, BLANK_PARK, MONTH = "YN20", "YN15", "2026-10"
HOST = "park.example"
"""Neither localhost nor https: its pages are given no clipboard to read and no crypto.randomUUID."""
PASSWORD = "violet-harbour-32-lamp"
SIZE: ViewportSize = {"width": 1280, "height": 1000}
APP = Path(__file__).parents[2] / "app.py"


def waiting_for_october(whole: bool = False) -> Province:
    """The demo as it is while two parks have their October to enter: one has typed it but for electricity.

    Only these two parks of it, unless the `whole` province is asked for.
    """
    province, parks = generate(TODAY), (PARK, BLANK_PARK)
    later = [row for row in generate(date(2026, 12, 5)).rows if row.site in parks and row.period < "2026-11"]
    rows = [row for row in map(_unfinished, later) if row is not None]
    states = [report for report in province.reports if report.site not in parks or report.period != MONTH]
    states += [DemoReport(park, MONTH, "draft") for park in parks]
    if whole:
        rows += [row for row in province.rows if row.site not in parks]
        return replace(province, rows=rows, reports=states)
    return replace(part_of(province, parks), rows=rows, reports=[r for r in states if r.site in parks])


def _unfinished(row: DemoRow) -> DemoRow | None:
    """Take from October what is to be typed, and leave a tenth of the wastewater untreated."""
    if row.period != MONTH:
        return row
    if row.item == "electricity" or row.site == BLANK_PARK:
        return None
    return row._replace(value=f"{float(row.value) * 0.9:.0f}") if row.item == "wastewater_treated" else row


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the whole province in it and an account of each role; to be copied, not changed."""
    return made_once(tmp_path_factory, "served-province", _install)


def _install(folder: Path) -> None:
    url = f"sqlite:///{folder}/served.db"
    set_clock(datetime.fromisoformat(f"{TODAY}T09:00+08:00"))
    initialize(url, today=TODAY)
    app = open_application(url, today=TODAY)
    load_province(app, waiting_for_october(whole=True))
    for name, scope in (("officer", PARK), ("beginner", BLANK_PARK)):
        add_account(app, OPERATOR, name=name, role="officer", scope=scope, password=PASSWORD)
    for role in ("reviewer", "administrator", "auditor"):
        add_account(app, OPERATOR, name=role, role=role, scope="province", password=PASSWORD)
    # the day's work is done before anybody looks, or a page would change while it is looked at
    assert run_daily(app)
    app.engine.dispose()
    put_back()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the database of a folder; gives the address."""
    port = free_port()
    url = f"sqlite:///{folder}/served.db"
    settings = {"TRACKER_DATABASE_URL": url, "TRACKER_TODAY": TODAY.isoformat(), "TRACKER_LANG": "zh"}
    clock = ["tests.support.set_back", f"{TODAY}T09:30+08:00"]
    command = [sys.executable, "-m", *clock, "streamlit", "run", str(APP), "--server.port", str(port)]
    with subprocess.Popen(command, env={**os.environ, **settings}, cwd=APP.parent) as server:
        try:
            await_health(f"http://localhost:{port}/healthz")
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def served(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running interface; what one test stores the next one finds."""
    folder = tmp_path_factory.mktemp("served")
    copytree(installed, folder, dirs_exist_ok=True)
    with serving(folder) as address:
        yield address


def await_health(address: str) -> None:
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
        name = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
        started = playwright.chromium.launch(executable_path=path, args=[*FLAGS, name])
        yield started
        started.close()


class Seats:
    """Windows where people sit down one after the other: what a browser has loaded once it need not again."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.windows: list[Page] = []
        self.taken = 0
        self.sessions: dict[tuple[str, str], list[Cookie]] = {}

    def take(self, address: str, name: str, place: str = "") -> Page:
        """Sign an account in at the next free window and open a place there, or the account's first page."""
        if self.taken == len(self.windows):
            self.windows.append(self._made())
        page = self.windows[self.taken]
        self.taken += 1
        page.set_viewport_size(SIZE)
        if (address, name) not in self.sessions:
            page.goto(f"{address}/sign-in?{urlencode({'next': '/healthz'})}")
            page.fill("#name", name)
            page.fill("#password", PASSWORD)
            page.click("button")
            page.wait_for_url("**/healthz")
            self.sessions[address, name] = page.context.cookies()
        page.context.add_cookies([cast("SetCookieParam", one) for one in self.sessions[address, name]])
        page.goto(f"{address}/{place}")
        page.get_by_role("heading", level=1).wait_for()
        return page

    def _made(self) -> Page:
        context = self.browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=SIZE)
        context.set_default_timeout(60_000)
        return context.new_page()

    def leave(self) -> None:
        """Leave the windows as nobody had sat there: signed out, nothing kept, no second window open."""
        for page in self.windows[: self.taken]:
            for window in page.context.pages:
                if window != page:
                    window.close()
            page.unroute_all()
            page.context.set_offline(False)
            # an empty page from no server, which may be gone: one with edits would keep them as it is left
            page.route("**/left", lambda route: route.fulfill(content_type="text/html", body=""))
            page.goto("/".join([*page.url.split("/")[:3], "left"]))
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.unroute_all()
            page.context.clear_cookies()
        self.taken = 0


@pytest.fixture(scope="session")
def seats(browser: Browser) -> Seats:
    return Seats(browser)


@pytest.fixture
def sit_down(seats: Seats) -> Iterator[Callable[..., Page]]:
    """Sign an account in at a server, and open a place there; each account and each call has a window."""
    yield seats.take
    seats.leave()


@pytest.fixture
def visit(served: str, sit_down: Callable[..., Page]) -> Callable[..., Page]:
    """Sign an account in where all tests are served, and open a place there."""
    return partial(sit_down, served)


@pytest.fixture
def pictures(pytestconfig: pytest.Config) -> Pictures:
    """The manual's pictures, compared with the pages; taken anew where that was asked for."""
    return Pictures(writes=bool(pytestconfig.getoption("--take-pictures", default=False)))
