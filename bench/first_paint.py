"""The first page of an officer and of a reviewer in a browser, against a bare Streamlit page."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.installation import TODAY
from bench.measure import compare
from tests.support.browser import FLAGS, find_chromium
from tracker.services.installation import initialize

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BOUND = 1.5
ROUNDS = 9
_APP = Path(__file__).parents[1] / "app.py"
_SHOWN = "document.querySelector('[data-testid=stMainBlockContainer] h1')"
_BARE_SCRIPT = 'import streamlit as st\n\nst.title("x")\n'
_BARE_APP = 'import streamlit as st\n\napp = st.App("page.py")\n'


def main() -> int:
    """Print a ratio for each role; the exit code says whether the bound was held by both."""
    chromium = find_chromium()
    if chromium is None:
        print("first paint: not measured, as there is no Chromium on this machine")
        return 0
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory(ignore_cleanup_errors=True) as name, sync_playwright() as playwright:
        folder = Path(name)
        made = initialize(f"sqlite:///{folder}/bench.db", demo=True, today=TODAY)
        with _ours(folder) as ours, _bare(folder) as bare:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            held = [_role(browser, role, made.passwords, ours, bare) for role in ("officer", "reviewer")]
            browser.close()
    return 0 if all(held) else 1


def _role(
    browser: "Browser", role: str, passwords: tuple[tuple[str, str, str], ...], ours: str, bare: str
) -> bool:
    name, _, password = next(line for line in passwords if line[1] == role)
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{ours}/sign-in")
    page.fill("#name", name)
    page.fill("#password", password)
    page.press("#password", "Enter")
    page.wait_for_function(_SHOWN)
    other = browser.new_context(locale="zh-CN").new_page()
    title = f"first content of the first page of the {role} ({name}) / of a bare page"
    return compare(title, _visit(page, ours), _visit(other, bare), bound=BOUND, rounds=ROUNDS).report()


def _visit(page: "Page", address: str) -> Callable[[], object]:
    """Return a visit to the address without a page, as far as its title is seen."""

    def visit() -> None:
        page.goto(address, wait_until="commit")
        page.wait_for_function(_SHOWN)

    return visit


@contextmanager
def _ours(folder: Path) -> Iterator[str]:
    settings = {"TRACKER_DATABASE_URL": f"sqlite:///{folder}/bench.db", "TRACKER_TODAY": TODAY.isoformat()}
    with _served(_APP, settings, "/healthz") as address:
        yield address


@contextmanager
def _bare(folder: Path) -> Iterator[str]:
    (folder / "page.py").write_text(_BARE_SCRIPT)
    app = folder / "bare.py"
    app.write_text(_BARE_APP)
    with _served(app, {}, "/_stcore/health") as address:
        yield address


@contextmanager
def _served(app: Path, settings: dict[str, str], health: str) -> Iterator[str]:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    options = ["--server.address", "127.0.0.1", "--server.headless", "true"]
    options += ["--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
    environment = {**os.environ, **settings}
    with subprocess.Popen(
        command + options, env=environment, cwd=app.parent, stdout=subprocess.DEVNULL
    ) as server:
        try:
            _await(f"http://127.0.0.1:{port}{health}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _await(address: str) -> None:
    for _ in range(240):
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.25)
    raise TimeoutError(address)


if __name__ == "__main__":
    sys.exit(main())
