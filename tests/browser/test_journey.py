"""One month's way through the interface, in a real Chromium: typed, mended, returned, accepted, proved."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MONTH, PARK
from tracker.services.proof.verification import verify_package

pytestmark = pytest.mark.browser


def field(page: Page, item: str):
    return page.locator(f"input.value[aria-label='{item}']")


def enter(page: Page, item: str, value: str) -> None:
    field(page, item).fill(value)
    field(page, item).press("Enter")


def open_page(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    page.get_by_role("heading", level=1, name=name).wait_for()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).click()
    page.get_by_role("option", name=option).click()


def press(page: Page, name: str, told: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_test_id("stAlert").filter(has_text=told)).to_be_visible(timeout=30_000)


def test_a_month_is_entered_mended_returned_corrected_accepted_and_proved(visit, tmp_path: Path):
    officer, reviewer = visit("officer"), visit("reviewer")

    # a number meant in kWh under 万kWh is told at once, with the unit that fits
    usual = officer.locator("tr", has=field(officer, "电力")).locator("td.n").nth(1).inner_text()
    enter(officer, "电力", usual.replace(",", "").partition(".")[0] + "0000")
    mend = officer.get_by_role("button", name="改为 kWh")
    mend.click()
    expect(mend).to_have_count(0)
    expect(officer.get_by_text("表内审核通过")).to_be_visible()
    press(officer, "提交", "报表已提交")
    expect(field(officer, "电力")).to_be_disabled()

    # the bureau sees that too little wastewater was treated, and returns the report
    open_page(reviewer, "预警处置")
    flag = reviewer.locator(".picks a").filter(has_text="污水集中收集处理率")
    expect(flag).to_contain_text("橙色预警")
    open_page(reviewer, "报表审核")
    reviewer.get_by_label("意见或理由").fill("进入集中处理设施水量偏低，请核对在线监测数据")
    press(reviewer, "退回修改", "已退回")

    # the officer reads why, corrects the figure to what is due, and submits again
    officer.reload()
    expect(officer.get_by_text("请核对在线监测数据")).to_be_visible()
    enter(officer, "进入集中处理设施的污水量", _due(officer))
    expect(officer.get_by_text("表内审核通过")).to_be_visible()
    press(officer, "提交", "报表已提交")

    # accepted: the flag is gone by correction
    reviewer.reload()
    press(reviewer, "审核通过", "已审核通过")
    open_page(reviewer, "预警处置")
    expect(flag).to_have_count(0)
    choose(reviewer, "状态", "消除")
    expect(flag).to_contain_text(MONTH)

    # the package downloads and verifies with nothing but the file
    open_page(reviewer, "佐证材料导出")
    choose(reviewer, "园区或企业", PARK)
    press(reviewer, "生成材料包", "材料包已生成")
    with reviewer.expect_download() as download:
        reviewer.get_by_role("button", name="下载").click()
    package = tmp_path / "package.zip"
    download.value.save_as(package)
    assert download.value.suggested_filename.startswith(f"{PARK}_")
    assert verify_package(package)["consistent"]


def _due(page: Page) -> str:
    """What is due for treatment: generated less special less self-reused, as the fields show them."""
    field(page, "污水产生量").wait_for()
    amounts = [
        float(field(page, name).input_value() or 0)
        for name in ("污水产生量", "含特殊污染物的污水量", "全部回用不外排的污水量")
        if field(page, name).count()
    ]
    return f"{amounts[0] - sum(amounts[1:]):.3f}"


def test_a_link_opens_what_its_sender_saw(visit, served: str):
    page = visit("reviewer")
    page.goto(f"{served}/indicators?site={PARK}&period={MONTH}")
    expect(page.get_by_role("heading", level=1, name="2026年10月")).to_be_visible()
    assert f"period={MONTH}" in page.url


def test_the_other_language_is_one_click_away(visit):
    page = visit("officer")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Monthly entry")
    assert page.locator("html").get_attribute("lang") == "en"


PASTE = """(text) => {
    let at = document.activeElement;
    while (at.shadowRoot) at = at.shadowRoot.activeElement;
    const data = new DataTransfer();
    data.setData("text/plain", text);
    at.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_block_copied_from_a_spreadsheet_is_pasted_down_the_fields(visit):
    page = visit("beginner")
    field(page, "自来水取水量").focus()
    page.evaluate(PASTE, "40,100\tm³\n2.6\t万m³\nabc\n")
    expect(page.get_by_text("“abc”")).to_be_visible()
    page.reload()
    expect(field(page, "自来水取水量")).to_have_value("40,100")
    expect(field(page, "污水产生量")).to_have_value("2.6")


def test_edits_typed_faster_than_the_server_answers_are_all_stored(visit):
    page = visit("beginner")
    for item, value in (
        ("自来水取水量", "41000"),
        ("污水产生量", "27000"),
        ("进入集中处理设施的污水量", "25000"),
    ):
        enter(page, item, value)
    expect(page.locator("tr.saving")).to_have_count(0)
    page.reload()
    expect(field(page, "自来水取水量")).to_have_value("41000")
    expect(field(page, "进入集中处理设施的污水量")).to_have_value("25000")
