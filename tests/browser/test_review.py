"""A report between officer and reviewers: withdrawn in time, returned with remarks, decided by one of two."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PARK
from tests.browser.steps import press, sheet

pytestmark = pytest.mark.browser
MONTH = "2026-08"


def report(page: Page, served: str) -> None:
    page.goto(f"{served}/reports?report={PARK}/{MONTH}")
    page.locator(".review table").first.wait_for()


def remark(page: Page, item: str):
    return page.get_by_label(f"审核意见 {item}", exact=True)


def test_a_report_is_withdrawn_in_time_returned_with_remarks_and_decided_once(visit, served: str):
    officer, reviewer, second = visit("officer"), visit("reviewer"), visit("reviewer")
    report(reviewer, served)
    expect(remark(reviewer, "电力")).to_have_count(0)  # an accepted report is not remarked on
    reviewer.get_by_label("意见或理由").fill("更正八月电力数据")
    press(reviewer, "解锁", "已解锁")

    # withdrawn while nobody has looked, refused once somebody has
    sheet(officer, served, PARK, MONTH)
    press(officer, "提交", "报表已提交")
    press(officer, "撤回", "撤回")
    press(officer, "提交", "报表已提交")
    report(reviewer, served)
    report(second, served)
    press(officer, "撤回", "已打开报表，不能撤回")

    # what was typed beside a figure outlives a reload, and goes with the return
    remark(reviewer, "电力").fill('与结算单不符 <b>"请核对"</b>')
    remark(reviewer, "电力").press("Enter")
    reviewer.reload()
    expect(remark(reviewer, "电力")).to_have_value('与结算单不符 <b>"请核对"</b>')
    reviewer.get_by_label("意见或理由").fill("请核对电力")
    press(reviewer, "退回修改", "附审核意见 1 条")

    # the second reviewer, who still sees it waiting, is told who was first and to what it moved
    press(second, "审核通过", "报表已由 reviewer 处理，现为“退回修改”")

    # the officer reads the remark on top and beside the field, until the report is sent again
    officer.reload()
    said = officer.get_by_text('“与结算单不符 <b>"请核对"</b>” —— reviewer')
    expect(said).to_have_count(2)
    press(officer, "提交", "报表已提交")
    expect(said).to_have_count(0)
    report(reviewer, served)
    reviewer.get_by_text("报送与审核经过").click()
    expect(reviewer.get_by_text("与结算单不符")).to_be_visible()
    expect(reviewer.get_by_text("比上次改动 0 项")).to_be_visible()


def test_a_queue_entry_opens_beside_the_queue_and_by_its_link(visit):
    page = visit("reviewer", "reports?status=accepted")
    entry = page.locator(".picks a").nth(2)
    name = entry.get_attribute("data-name") or ""
    entry.focus()
    entry.press("Enter")
    expect(entry).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(f"report={name.replace('/', '(%2F|/)')}"))
    year, month = name.partition("/")[2].split("-") if "-" in name else (name[-4:], "")
    title = f"{year}年{int(month)}月" if month else year
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


@pytest.mark.parametrize("name", ["YN99/2026-08", "rubbish", f"{PARK}/2031-01", f"{PARK}/x"])
def test_a_report_that_is_not_there_is_told_in_a_sentence(visit, name: str):
    page = visit("reviewer", f"reports?report={name}")
    expect(page.get_by_test_id("stAlert").filter(has_text="没有这份报表")).to_be_visible()
