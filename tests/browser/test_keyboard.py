"""The keyboard alone: a queue and a sheet of remarks are one stop each, the decision near behind them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK_PARK, MONTH
from tests.browser.test_accessibility import DRAWN

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return [at.tagName, at.getAttribute("aria-label") || at.textContent.trim()].join(" ");
}"""


def focused(page: Page) -> str:
    return str(page.evaluate(FOCUSED))


def tab(page: Page, times: int = 1) -> str:
    for _ in range(times):
        page.keyboard.press("Tab")
    return focused(page)


def drawn(page: Page) -> None:
    """Wait until the page is at rest: nothing running, the last part of what was opened there."""
    page.wait_for_timeout(500)
    page.wait_for_selector(DRAWN)
    page.locator("textarea").wait_for()


def test_a_queue_of_flags_is_one_stop_and_the_arrows_walk_in_it(visit):
    page = visit("reviewer", "flags")
    flags = page.locator(".picks a")
    flags.nth(2).wait_for()
    flags.first.focus()
    second = str(flags.nth(1).get_attribute("data-name"))
    page.keyboard.press("ArrowDown")
    expect(flags.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(flags.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**flag={second}*")
    expect(page.locator(f'.picks a[data-name="{second}"][aria-current]')).to_be_focused()
    drawn(page)
    assert "A " not in tab(page)[:2]  # out of the queue, on its way to Excel
    stops = [tab(page) for _ in range(8)]  # the ways on, the buttons of the chart
    assert any(stop.startswith("TEXTAREA") for stop in stops), stops
    assert not [stop for stop in stops if stop.startswith(("BUTTON Download", "BUTTON Fullscreen"))]


def test_a_review_is_read_remarked_and_decided_by_keyboard(visit):
    page = visit("reviewer", "reports?status=submitted")
    reports = page.locator(".picks a")
    reports.first.focus()
    page.keyboard.press("Enter")
    remarks = page.locator(".review table").first.locator("input[data-row]")
    remarks.nth(2).wait_for()
    drawn(page)
    remarks.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("请核实")
    page.keyboard.press("Enter")
    expect(remarks.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(remarks.nth(1)).to_be_focused()
    expect(remarks.nth(1)).to_have_value("请核实")
    drawn(page)
    stops = [tab(page) for _ in range(4)]
    assert any(stop.startswith("TEXTAREA") for stop in stops), stops


def test_every_part_of_a_field_is_reached_from_it(visit):
    # her report stays a draft, whatever other tests did before
    page = visit("beginner", f"entry?site={BLANK_PARK}&period={MONTH}")
    power = page.locator("input.value[aria-label='电力']")
    power.focus()
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("SELECT 电力 单位")
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("BUTTON 电力 来源")
    page.keyboard.press("Enter")
    assert tab(page).startswith("SELECT")
    power.focus()
    page.keyboard.press("Enter")
    assert focused(page).startswith("INPUT ")
    assert "电力" not in focused(page)
