"""One month's way through the interface: typed, explained, returned, mended, accepted, proved."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MONTH, PARK
from tests.browser.steps import choose, enter, field, open_page, paste, press
from tracker.services.proof.verification import verify_package

pytestmark = pytest.mark.browser
WATER = "自来水取水量"


def test_a_month_is_entered_explained_returned_mended_accepted_and_proved(visit, served: str, tmp_path: Path):
    officer, reviewer = visit("officer"), visit("reviewer")

    # the desk says what the month waits for, and leads to it
    expect(officer.get_by_role("heading", level=1)).to_contain_text("工作台")
    expect(officer.get_by_text("缺 2026-10 电力")).to_be_visible()
    officer.get_by_role("link", name="继续填报（2026年10月）").click()

    # a number meant in kWh under 万kWh is told at once, with the unit that fits
    usual = officer.locator("tr", has=field(officer, "电力")).locator("td.n").nth(1).inner_text()
    enter(officer, "电力", usual.replace(",", "").partition(".")[0] + "0000")
    mend = officer.get_by_role("button", name="改为 kWh")
    mend.click()
    expect(mend).to_have_count(0)
    expect(officer.get_by_text("表内审核通过")).to_be_visible()

    # what is unusual is not sent without a word
    was = float(field(officer, WATER).input_value().replace(",", ""))
    enter(officer, WATER, f"{was * 9:.0f}")
    expect(officer.get_by_text("需处理的审核问题（1）")).to_be_visible()
    officer.get_by_role("button", name="提交", exact=True).click()
    expect(officer.get_by_role("alert").filter(has_text="还有待处理的审核问题")).to_be_visible()
    officer.get_by_label("情况说明（至少6个字").fill("十月新增一条生产线试运行")
    officer.reload()
    expect(officer.get_by_label("情况说明（至少6个字")).to_have_value("十月新增一条生产线试运行")
    press(officer, "提交", "报表已提交")
    expect(field(officer, "电力")).to_be_disabled()

    # the bureau sees that too little wastewater was treated, and what the park says of its water
    open_page(reviewer, "预警处置")
    flag = reviewer.locator(".picks a").filter(has_text=PARK).filter(has_text="污水集中收集处理率")
    expect(flag).to_contain_text("橙色预警")
    open_page(officer, "预警处置")
    officer.locator(".picks a").filter(has_text="污水集中收集处理率").click()
    officer.get_by_label("情况说明（至少六个字").fill("在线监测设备九月下旬检修，正在核对")
    press(officer, "提交说明", "说明已提交")
    flag.click()
    expect(reviewer.get_by_text("正在核对").first).to_be_visible()
    press(reviewer, "认可说明", "说明已认可")
    report = f"{served}/reports?report={PARK}/{MONTH}"
    reviewer.goto(report)
    expect(reviewer.get_by_text("情况说明：十月新增一条生产线试运行")).to_be_visible()
    reviewer.get_by_label(f"审核意见 {WATER}", exact=True).fill("请附水费结算单")
    reviewer.get_by_label("意见或理由").fill("进入集中处理设施水量偏低，请核对在线监测数据")
    press(reviewer, "退回修改", "附审核意见 1 条")

    # the desk of the officer says so; both words are read where the figures are, which are corrected
    officer.goto(f"{served}/desk?site={PARK}")
    officer.get_by_role("link", name="2026年10月报表：退回修改").click()
    expect(officer.get_by_text("请核对在线监测数据")).to_be_visible()
    expect(officer.get_by_text("请附水费结算单").first).to_be_visible()
    enter(officer, WATER, str(was))
    enter(officer, "进入集中处理设施的污水量", _due(officer))
    expect(officer.get_by_text("表内审核通过")).to_be_visible()
    press(officer, "提交", "报表已提交")

    # accepted: the flag is gone by correction
    reviewer.goto(report)
    expect(reviewer.get_by_text("第 2 次报送，比上次改动 2 项")).to_be_visible()
    press(reviewer, "审核通过", "已审核通过")
    open_page(reviewer, "预警处置")
    expect(flag.filter(has_text="2026年10月")).to_have_count(0)
    choose(reviewer, "状态", "消除")
    expect(flag.filter(has_text="2026年10月").first).to_be_visible()

    # the package downloads and verifies with nothing but the file
    open_page(reviewer, "佐证材料导出")
    choose(reviewer, "园区或企业", PARK)
    expect(reviewer.get_by_role("heading", level=1)).to_contain_text("云南富民产业园区")
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


def test_a_link_opens_what_its_sender_saw(visit):
    page = visit("reviewer", f"indicators?site={PARK}&period={MONTH}")
    expect(page.get_by_role("heading", level=1, name="2026年10月")).to_be_visible()
    assert f"period={MONTH}" in page.url


def test_the_other_language_is_one_click_away(visit):
    page = visit("officer")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Desk")
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_block_copied_from_a_spreadsheet_is_pasted_down_the_fields(visit):
    page = visit("beginner")
    page.get_by_role("link", name="继续填报").click()
    paste(field(page, WATER), "40,100\tm³\n2.6\t万m³\nabc\n")
    expect(page.get_by_text("“abc”")).to_be_visible()
    page.reload()
    expect(field(page, "自来水取水量")).to_have_value("40,100")
    expect(field(page, "污水产生量")).to_have_value("2.6")


def test_edits_typed_faster_than_the_server_answers_are_all_stored(visit):
    page = visit("beginner")
    page.get_by_role("link", name="继续填报").click()
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
