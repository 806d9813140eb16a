"""From an empty installation to the first park: one-time code, administrator, a park and its people."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, TODAY, serving
from tests.browser.steps import choose, fill, press
from tests.support.pictures import FIRST_START, Pictures
from tracker.services.installation import initialize

pytestmark = pytest.mark.browser


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """An installation without anything, served: its address and its one-time code."""
    made = initialize(f"sqlite:///{tmp_path}/served.db", today=TODAY)
    assert made.first_code
    with serving(tmp_path) as address:
        yield address, made.first_code


def test_the_one_time_code_leads_to_the_first_park_and_its_people(
    browser: Browser, sit_down: Callable[..., Page], empty: tuple[str, str], pictures: Pictures
):
    address, code = empty
    page = browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(address)
    page.wait_for_url("**/first-start**")
    pictures.take(page, "first-start", of=page.locator("main"))
    for name, text in (("code", "not-the-code"), ("name", "administrator"), ("password", PASSWORD)):
        page.fill(f"#{name}", text)
    page.click("button")
    expect(page.get_by_role("alert")).to_be_visible()
    page.fill("#code", code)
    page.fill("#password", PASSWORD)
    page.click("button")

    expect(page.get_by_role("heading", level=1, name="开始使用")).to_be_visible(timeout=60_000)
    fill(page, "代码", "YN01")
    fill(page, "名称", "云南示范产业园区")
    choose(page, "级别", "省级")
    pictures.take(page, "first-steps", height=640)
    press(page, "登记园区", "YN01 云南示范产业园区 已登记")
    for button, name in (("开设填报账号", "示范填报"), ("开设审核账号", "省厅审核")):
        fill(page, "账号名", name)
        page.get_by_text("自行设定").click()
        fill(page, "新密码", PASSWORD)
        fill(page, "再输入一次", PASSWORD)
        press(page, button, f"账号 {name} 已建立")
    expect(page.get_by_text("初始设置已完成")).to_be_visible()
    page.context.close()

    officer = sit_down(address, "示范填报")
    expect(officer.get_by_role("heading", level=1)).to_contain_text("工作台 · 云南示范产业园区")
    officer.get_by_role("link", name="继续填报").click()
    expect(officer.locator("input.value").first).to_be_enabled()
    pictures.complete(FIRST_START)
