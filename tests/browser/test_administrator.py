"""The administrator's way: a park, an officer for it, an own factor, and the audit chain."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose, fill, open_page, press

pytestmark = pytest.mark.browser


def test_a_park_gets_its_officer_and_the_installation_a_factor_of_its_own(visit):
    page = visit("administrator")

    open_page(page, "园区与企业")
    page.get_by_role("tab", name="新增").click()
    fill(page, "代码", "YN90")
    fill(page, "名称", '云南<b>"示范"</b>园区')
    press(page, "登记", "已登记")
    page.get_by_role("tab", name="清单").click()
    expect(page.get_by_role("row").filter(has_text="YN90")).to_contain_text('云南<b>"示范"</b>园区')

    open_page(page, "账号与权限")
    fill(page, "账号名", "示范园区")
    choose(page, "权限范围", "YN90")
    press(page, "新增账号", "账号 示范园区 已建立")
    expect(page.get_by_test_id("stCode")).to_have_count(1)
    page.get_by_role("link", name="示范园区", exact=True).click()
    press(page, "停用", "已停用")
    expect(page.get_by_role("row").filter(has_text="示范园区").first).to_contain_text("– 停用")

    open_page(page, "因子与标准")
    page.get_by_role("tab", name="因子", exact=True).click()
    page.locator(".st-key-factor_code input").click()
    page.keyboard.type("电力平均")
    page.get_by_role("option").filter(has_text="（清单）").first.click()
    fill(page, "数值", "0.0999")
    fill(page, "地区代码", "CN-YN")
    fill(page, "起始月份", "2025-01")
    fill(page, "依据文件", "省厅函〔2026〕3号")
    press(page, "登记因子数值", "已登记")
    own = page.get_by_role("row").filter(has_text="★ 本单位登记").locator("visible=true").first
    expect(own).to_contain_text("0.0999")
    expect(own).to_contain_text("▲ 待核实")

    open_page(page, "审计记录")
    press(page, "核验审计链", "审计链完整", seconds=120)
    expect(page.get_by_text("登记因子、核实或期限").first).to_be_visible()
