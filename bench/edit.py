"""An edit in the browser, from the change of a field to its ✓, against a bare Streamlit component's echo.

Both in one Chromium, alternately: the entry grid on the full demo province, and a page with nothing on it but
a component whose script sends back what it was given.
"""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from statistics import median, quantiles
from typing import Any

from bench.form import open_reports
from bench.installation import TODAY, Folder, new_folder, province
from bench.measure import Ratio
from tests.support.browser import FLAGS, find_chromium
from tracker.services.demo.loading import load_province
from tracker.services.people.accounts import add_account
from tracker.services.permissions import OPERATOR

BOUND = 2.0
EDITS = 30
LONGEST = 0.3
"""Seconds within which an edit answers on a quiet machine."""

_PASSWORD = "bench-harbour-32-lamp"
_APP = Path(__file__).parents[1] / "app.py"
_ECHO = '''
import streamlit as st
JS = """export default ({ data, parentElement, setStateValue }) => {
  parentElement.textContent = data;
  window.echo = (value) => setStateValue("value", value);
}"""
echo = st.components.v2.component("echo", js=JS)
value = (st.session_state.get("echo") or {"value": ""})["value"]
echo(data=str(value), key="echo", default={"value": ""}, on_value_change=lambda: None)
'''
_TYPE = """([input, value]) => new Promise((done) => {
  const sign = input.parentElement.querySelector(".sign");
  const started = performance.now();
  new MutationObserver((_, watch) => {
    if (!sign.textContent.includes("✓")) return;
    watch.disconnect();
    done(performance.now() - started);
  }).observe(sign, { childList: true });
  input.value = value;
  input.dispatchEvent(new Event("blur"));
})"""
_SEND = """(value) => new Promise((done) => {
  const started = performance.now();
  const look = () => document.querySelector("[data-testid=stMain]").innerText.includes(value)
    || [...document.querySelectorAll("*")].some((one) => one.shadowRoot?.textContent.includes(value));
  const watch = () => look() ? done(performance.now() - started) : requestAnimationFrame(watch);
  window.echo(value);
  watch();
})"""


def main() -> int:
    """Print medians, the slowest in twenty and the ratio; the exit code says whether the bound was held."""
    path = _chromium()
    if path is None:
        print("an edit in the browser: not measured, no Chromium was found")
        return 0
    with new_folder() as folder:
        site, period = _installed(folder)
        bare = folder.path / "echo.py"
        bare.write_text(_ECHO, "utf-8")
        with _serving(_APP, folder) as ours, _serving(bare, folder) as other:
            address = f"{ours}/entry?site={site}&period={period}"
            typed, echoed = _measured(path, ours, address, other)
    for name, taken in (("an edit, from change to ✓", typed), ("a bare component's echo", echoed)):
        slowest = quantiles(taken, n=20)[-1]
        print(f"{name}: median {median(taken):.0f} ms, p95 {slowest:.0f} ms of {len(taken)}")
    if median(typed) > LONGEST * 1e3:
        print(f"slower than {LONGEST} s: on a quiet machine it is to be faster")
    ratio = Ratio(
        "an edit answered / a bare component's echo", median(typed) / 1e3, median(echoed) / 1e3, BOUND
    )
    return 0 if ratio.report() else 1


def _chromium() -> str | None:
    try:
        return find_chromium()
    except ImportError:
        return None


def _installed(folder: Folder) -> tuple[str, str]:
    """Load the province, add an officer and return the park and month whose form is still open."""
    app = folder.open()
    load_province(app, province())
    site, period = next(open_reports())
    add_account(app, OPERATOR, name="officer", role="officer", scope=site, password=_PASSWORD)
    app.engine.dispose()
    return site, period


@contextmanager
def _serving(script: Path, folder: Folder) -> Iterator[str]:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = {
        "TRACKER_DATABASE_URL": f"sqlite:///{folder.original}",
        "TRACKER_TODAY": TODAY.isoformat(),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.address", "127.0.0.1"]
    server = subprocess.Popen(
        command, env={**os.environ, **settings}, cwd=_APP.parent, stdout=subprocess.DEVNULL
    )
    try:
        _await_answer(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()  # nothing there is to be kept
        server.wait()


def _await_answer(address: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(address)


def _measured(path: str, ours: str, address: str, other: str) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each edit and of each echo, measured in turn after three of each."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page, bare = browser.new_page(locale="zh-CN"), browser.new_page()
        page.goto(f"{ours}/sign-in")
        page.fill("#name", "officer")
        page.fill("#password", _PASSWORD)
        page.click("button")
        page.get_by_role("heading", level=1).wait_for()
        page.goto(address)
        bare.goto(other)
        bare.bring_to_front()
        bare.wait_for_function("Boolean(window.echo)", polling=200, timeout=60_000)
        field: Any = page.locator("input.value:enabled").first
        field.wait_for()
        usual = float(field.input_value().replace(",", "") or 1000)
        taken: tuple[list[float], list[float]] = ([], [])
        for turn in range(EDITS + 3):
            value = f"{usual * (1.001 + turn / 1e4):.6g}"
            page.bring_to_front()
            taken[0].append(page.evaluate(_TYPE, [field.element_handle(), value]))
            bare.bring_to_front()
            taken[1].append(bare.evaluate(_SEND, f"echo-{turn}-"))
        browser.close()
    return taken[0][3:], taken[1][3:]


if __name__ == "__main__":
    sys.exit(main())
