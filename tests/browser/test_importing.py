"""数据导入 in a browser: a spreadsheet becomes figures, is taken back, and comes back with its problems."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
import xlsxwriter
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK_PARK, MONTH, serving
from tests.browser.steps import choose, field, press
from tests.browser.test_accessibility import findings, settle

pytestmark = pytest.mark.browser
HEADS = ["指标名称", "计量单位", "本月"]


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of their own, as these tests store figures and take them back."""
    folder = tmp_path_factory.mktemp("importing")
    copytree(installed, folder, dirs_exist_ok=True)
    with serving(folder) as found:
        yield found


@pytest.fixture
def page(sit_down, address: str) -> Page:
    opened = sit_down(address, "beginner", f"importing?site={BLANK_PARK}&period={MONTH}")
    opened.get_by_role("heading", name="1 选择文件").wait_for()
    return opened


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: list[object]) -> Path:
        path = tmp_path / "月报.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("10月")
            for place, row in enumerate([["2026年10月能源与用水月报"], HEADS, *rows]):
                sheet.write_row(place, 0, row)
        return path

    return write


def choose_file(page: Page, path: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    page.get_by_role("heading", name="3 预览").wait_for()
    settle(page)


def test_a_spreadsheet_becomes_figures_and_can_be_taken_back(page: Page, spreadsheet) -> None:
    choose_file(page, spreadsheet(["电力（总表）", "万kWh", 551.5], ["自来水", "吨", 40100]))
    expect(page.get_by_text("▲ 请确认")).to_be_visible()
    assert page.get_by_role("button", name="导入 2 个填报值").count() == 0
    choose(page, "3 电力（总表）：数据项", "电力")
    expect(page.get_by_label("3 电力（总表）：数据项")).to_have_value("电力")
    changes = page.get_by_role("region", name="将要改动的填报值")
    expect(changes.get_by_role("row", name="10月 C3")).to_contain_text("551.5")
    assert not findings(page)
    press(page, "导入 2 个填报值", "已导入，新增或更改 2 个填报值")
    page.get_by_role("link", name="打开2026年10月的填报表").click()
    field(page, "电力").wait_for()
    expect(field(page, "电力")).to_have_value("551.5")
    page.goto(page.url.replace("entry", "importing"))
    page.get_by_text("导入记录（1）").wait_for()
    settle(page)
    page.get_by_text("导入记录（1）").click()
    page.wait_for_timeout(1_000)  # while the fold opens, a list opened below it closes again
    page.locator(".st-key-undo_batch").get_by_role("combobox").click()
    page.get_by_role("option").first.click(timeout=15_000)
    press(page, "撤销本次导入", "已撤销本次导入")
    page.goto(page.url.replace("importing", "entry"))
    field(page, "电力").wait_for()
    expect(field(page, "电力")).to_have_value("")


def test_a_refused_file_comes_back_marked_and_is_imported_once_mended(
    page: Page, spreadsheet, tmp_path: Path
) -> None:
    choose_file(page, spreadsheet(["电力", "万kWh", "约39"], ["自来水", "吨", 40200]))
    expect(page.get_by_role("row", name="10月 C3")).to_contain_text("未采用")
    assert page.get_by_role("button", name="导入 1 个填报值").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="下载标注问题的文件").click()
    marked = tmp_path / download.value.suggested_filename
    download.value.save_as(marked)
    assert marked.name == "月报（已标注）.xlsx"
    book = load_workbook(marked)
    assert "约39" in book["10月"]["C3"].comment.text
    book["10月"]["C3"] = 39
    book.save(marked)
    choose_file(page, marked)
    press(page, "导入 2 个填报值", "已导入，新增或更改 2 个填报值")


def test_the_template_is_handed_out_filled_in_and_brought_back(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 2026年填报模板").click()
    filled = tmp_path / "模板.xlsx"
    download.value.save_as(filled)
    book = load_workbook(filled)
    sheet = book.worksheets[0]
    row = next(place for place in range(8, 90) if sheet.cell(place, 2).value == "电力")
    column = next(place for place in range(4, 20) if sheet.cell(7, place).value == "10月")
    sheet.cell(row, column).value = 12.5
    book.save(filled)
    choose_file(page, filled)
    expect(page.get_by_text("数据项、月份和单位都已知")).to_be_visible()
    press(page, "导入 1 个填报值", "已导入，新增或更改 1 个填报值")
