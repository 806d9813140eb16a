"""The walk through the pages that makes the manual's pictures, or finds that one shows words no longer there.

`make manual` takes the pictures anew; without it the walk compares (`tests/support/pictures.py`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BLANK_PARK, MONTH, PARK, serving
from tests.browser.steps import choose, enter, field, paste, press
from tests.browser.test_accessibility import settle
from tests.support.pictures import PROVINCE, Pictures

pytestmark = pytest.mark.browser
HERE = f"site={PARK}&period={MONTH}"


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("manual")
    copytree(installed, folder, dirs_exist_ok=True)
    with serving(folder) as found:
        yield found


def test_the_pictures_of_the_manual_show_what_the_pages_say(
    browser: Browser, sit_down: Callable[..., Page], address: str, pictures: Pictures, tmp_path: Path
):
    def open_as(name: str) -> tuple[Page, Callable[[str], None]]:
        page = sit_down(address, name)

        def go(place: str) -> None:
            page.goto(f"{address}/{place}")
            page.get_by_role("heading", level=1).wait_for()

        return page, go

    _sign_in(browser, address, pictures)
    officer, to = open_as("officer")
    _officer_enters(officer, to, pictures)
    beginner, there = open_as("beginner")
    _beginner_pastes(beginner, there, pictures)
    _beginner_imports(beginner, there, pictures, tmp_path)
    _officer_looks(officer, to, pictures)
    reviewer, way = open_as("reviewer")
    _reviewer(reviewer, way, pictures)
    _officer_is_answered(officer, to, pictures)
    _administrator(*open_as("administrator"), pictures)
    pictures.complete(PROVINCE)


def _sign_in(browser: Browser, address: str, pictures: Pictures) -> None:
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{address}/sign-in")
    pictures.take(page, "sign-in", of=page.locator("main"))
    page.close()


def _officer_enters(page: Page, to: Callable[[str], None], pictures: Pictures) -> None:
    """From the desk to a report submitted: a unit mended, a blank reasoned, a jump explained."""
    page.locator("table").first.wait_for()
    pictures.take(page, "desk", height=620)
    to(f"entry?{HERE}")
    usual = page.locator("tr", has=field(page, "电力")).locator("td.n").nth(1).inner_text()
    enter(page, "电力", usual.replace(",", "").partition(".")[0] + "0000")
    mend = page.get_by_role("button", name="改为 kWh")
    mend.wait_for()
    pictures.take(page, "entry", height=900)
    mend.click()
    expect(mend).to_have_count(0)
    more = page.get_by_role("button", name="电力 来源")
    more.click()
    pictures.take(page, "entry-more", height=860)
    more.click()
    enter(page, "自来水取水量", f"{_number(page, '自来水取水量') * 9:.0f}")
    expect(page.get_by_label("情况说明（至少6个字")).to_be_visible()
    page.get_by_label("情况说明（至少6个字").fill("十月新增一条生产线试运行，用水量增加，附水费结算单")
    pictures.take(page, "entry-checks", of=page.locator(".checks").locator(".."))
    press(page, "提交", "报表已提交")
    page.locator("input.value").first.wait_for()
    pictures.take(page, "entry-submitted", height=420)


def _number(page: Page, item: str) -> float:
    return float(field(page, item).input_value().replace(",", ""))


def _beginner_pastes(page: Page, to: Callable[[str], None], pictures: Pictures) -> None:
    to(f"entry?site={BLANK_PARK}&period={MONTH}")
    paste(field(page, "自来水取水量"), "40,100\tm³\n2.6\t万m³\n待核\n")
    expect(page.get_by_text("“待核”")).to_be_visible()
    expect(page.locator("tr.saving")).to_have_count(0)
    pictures.take(page, "entry-paste", height=900)


def _beginner_imports(page: Page, to: Callable[[str], None], pictures: Pictures, folder: Path) -> None:
    rows = [["2026年10月能源与用水月报"], ["指标名称", "计量单位", "本月", "上年同期"]]
    rows += [["电力（总表）", "万kWh", 551.5, 540], ["柴油", "吨", "约15", ""], ["自来水", "吨", 40100, ""]]
    with xlsxwriter.Workbook(folder / "月报.xlsx") as book:
        sheet = book.add_worksheet("10月")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    to(f"importing?site={BLANK_PARK}&period={MONTH}")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(folder / "月报.xlsx")
    page.get_by_role("heading", name="4 导入").wait_for()
    choose(page, "3 电力（总表）：数据项", "电力")
    page.get_by_role("heading", name="3 预览").click()
    settle(page)
    pictures.take(page, "importing", height=1250)


def _officer_looks(page: Page, to: Callable[[str], None], pictures: Pictures) -> None:
    to(f"entry?site={PARK}&view=year&year=2026")
    page.locator("input.value").first.wait_for()
    pictures.take(page, "entry-year", height=620)
    to(f"items?site={PARK}")
    page.locator("table").first.wait_for()
    pictures.take(page, "items", height=620)
    to(f"indicators?{HERE}")
    page.locator("table").first.wait_for()
    pictures.take(page, "indicators", height=700)
    to(f"indicators?{HERE}&indicator=energy_intensity&window=ytd")
    page.locator("svg.marks, canvas.marks, .vega-embed svg").first.wait_for()
    pictures.take(page, "indicator", height=720)
    pictures.take(page, "computed", height=720, at=page.get_by_role("heading", name="计算过程"))
    to(f"flags?site={PARK}")
    page.get_by_role("heading", name="处置经过").wait_for()
    pictures.take(page, "flags", height=960)
    to(f"history?{HERE}&item=electricity")
    page.locator("table").first.wait_for()
    pictures.take(page, "history", height=520)
    to(f"evidence?site={PARK}")
    page.get_by_role("button", name="生成材料包").wait_for()
    pictures.take(page, "evidence", height=320)


def _reviewer(page: Page, to: Callable[[str], None], pictures: Pictures) -> None:
    to(f"overview?period={MONTH}")
    page.locator(".heat table").wait_for()
    pictures.take(page, "overview", height=820)
    page.locator("[data-cell^='YN12|energy_intensity|']").click()
    page.locator("section.verdict").wait_for()
    pictures.take(page, "overview-panel", height=820)
    to(f"reports?report={PARK}/{MONTH}")
    page.locator(".review table").first.wait_for()
    page.get_by_label("审核意见 自来水取水量", exact=True).fill("请附十月水费结算单")
    pictures.take(page, "reports", height=820)
    page.get_by_label("意见或理由").fill("自来水取水量请核对后重新提交")
    pictures.take(page, "reports-decide", height=620, at=page.get_by_role("heading", name="审核决定"))
    press(page, "退回修改", "附审核意见 1 条")
    to("flags")
    page.get_by_role("heading", name="处置经过").wait_for()
    pictures.take(page, "flags-reviewer", height=700)
    to("items")
    page.locator("table").first.wait_for()
    pictures.take(page, "items-reviewer", height=520)


def _officer_is_answered(page: Page, to: Callable[[str], None], pictures: Pictures) -> None:
    to(f"desk?site={PARK}")
    page.locator("table").first.wait_for()
    to(f"entry?{HERE}")
    page.locator("input.value").first.wait_for()
    pictures.take(page, "entry-returned", height=520)


def _administrator(page: Page, to: Callable[[str], None], pictures: Pictures) -> None:
    for place in ("accounts", "sites", "deadlines", "rules", "audit"):
        to(place)
        page.locator("table").first.wait_for()
        pictures.take(page, place, height=700)
