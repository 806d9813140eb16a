"""The overview in a browser: a cell opened and closed by mouse and by keys, linked to, groups folded."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PARK
from tests.browser.steps import press

pytestmark = pytest.mark.browser
RATE = "wastewater_treatment_rate"
MONTH = "2026-09"


@pytest.fixture
def reviewer(visit) -> Page:
    page = visit("reviewer", f"overview?period={MONTH}")
    page.locator(".heat table").wait_for()
    return page


def cell(page: Page):
    return page.locator(f"[data-cell^='{PARK}|{RATE}|']")


def panel(page: Page):
    return page.locator("section.verdict")


def test_a_cell_opens_its_panel_esc_closes_it_and_the_link_opens_it_again(reviewer: Page):
    cell(reviewer).click()
    expect(panel(reviewer)).to_contain_text("≥ 100 %")
    expect(cell(reviewer)).to_have_attribute("aria-current", "true")
    expect(reviewer).to_have_url(re.compile(f"site={PARK}.*indicator={RATE}"))
    link = reviewer.url
    reviewer.keyboard.press("Escape")
    expect(panel(reviewer)).to_have_count(0)
    assert "indicator=" not in reviewer.url
    reviewer.goto(link)
    expect(panel(reviewer)).to_contain_text("≥ 100 %")


def test_keys_alone_reach_a_cell_and_open_it(reviewer: Page):
    reviewer.get_by_role("searchbox").or_(reviewer.get_by_label("园区名称或代码")).focus()
    for _ in range(12):
        reviewer.keyboard.press("Tab")
        if reviewer.evaluate(FOCUSED_IN_TABLE):
            break
    assert reviewer.evaluate(FOCUSED_IN_TABLE)
    reviewer.keyboard.press("ArrowDown")
    reviewer.keyboard.press("ArrowRight")
    reviewer.keyboard.press("End")
    reviewer.keyboard.press("Enter")
    expect(panel(reviewer)).to_be_visible()
    expect(reviewer.locator(".heat [aria-current=true]")).to_be_visible()
    reviewer.keyboard.press("Escape")
    expect(panel(reviewer)).to_have_count(0)


FOCUSED_IN_TABLE = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot) at = at.shadowRoot.activeElement;
    return Boolean(at?.closest(".heat"));
}"""


def test_a_folded_group_stays_folded(reviewer: Page):
    reviewer.get_by_text("按州（市）", exact=True).click()
    fold = reviewer.locator("button.fold").first
    rows = reviewer.locator("tbody[data-group]").first.locator("tr:not(.group)").first
    expect(rows).to_be_visible()
    fold.click()
    expect(rows).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    reviewer.reload()
    expect(reviewer.locator("button.fold").first).to_have_attribute("aria-expanded", "false")


def test_a_page_of_1280_does_not_scroll_sideways(reviewer: Page):
    cell(reviewer).click()
    expect(panel(reviewer)).to_be_visible()
    main = reviewer.get_by_test_id("stMain")
    assert main.evaluate("at => at.scrollWidth - at.clientWidth") <= 0


def test_from_a_cell_to_its_park_and_from_its_flag_to_the_closing(visit):
    page = visit("reviewer", "overview?period=2026-10")
    page.locator("[data-cell^='YN12|energy_intensity|']").click()
    expect(panel(page)).to_contain_text("预计难达标")
    panel(page).get_by_role("link", name="打开指标页").click()
    expect(
        page.get_by_role("heading", level=1, name="昆明高新技术产业开发区 · 万元工业增加值能耗")
    ).to_be_visible()
    page.go_back()  # once is enough
    panel(page).get_by_role("link", name="处置预警").click()
    page.get_by_role("heading", name="处置经过").wait_for()
    page.get_by_role("button", name="销号", exact=True).click()
    expect(page.get_by_test_id("stAlert").filter(has_text="请写明理由")).to_be_visible()
    page.get_by_label("处置意见").fill("七月天然气单位填错，已要求园区更正并重新提交")
    press(page, "销号", "预警已销号")
    expect(page.get_by_text("七月天然气单位填错").first).to_be_visible()
