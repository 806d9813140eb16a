"""The entry grid in a real Chromium: input methods, pasted blocks, lost servers, refreshes, second tabs."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.conftest import (
    APP,
    BLANK_PARK,
    HOST,
    MONTH,
    PASSWORD,
    TODAY,
    await_health,
    free_port,
    waiting_for_october,
)
from tests.browser.steps import paste
from tracker.services.application import open_application
from tracker.services.demo.loading import load_province
from tracker.services.installation import initialize
from tracker.services.people.accounts import add_account
from tracker.services.permissions import OPERATOR

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)

FIELDS = ("自来水取水量", "污水产生量", "进入集中处理设施的污水量")
LAST = "2026-09"
ITEMS = ("tap_water", "wastewater_generated", "wastewater_treated")


class Server:
    """A served installation that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "entry.db"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        url = f"sqlite:///{self.database}"
        initialize(url, today=TODAY)
        app = open_application(url, today=TODAY)
        province = waiting_for_october()
        # 2025 of the park is still open, so that a whole year can be pasted
        closed = [one for one in province.reports if (one.site, one.period[:4]) != (BLANK_PARK, "2025")]
        load_province(app, replace(province, reports=closed))
        add_account(app, OPERATOR, name="beginner", role="officer", scope=BLANK_PARK, password=PASSWORD)
        app.engine.dispose()
        self.settings = {
            "TRACKER_DATABASE_URL": url,
            "TRACKER_TODAY": TODAY.isoformat(),
            "TRACKER_LANG": "zh",
        }

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(self.port)]
        self.process = subprocess.Popen(command, env={**os.environ, **self.settings}, cwd=APP.parent)
        await_health(f"http://localhost:{self.port}/healthz")

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stored(self, item: str, month: str = MONTH) -> str | None:
        number = int(month[:4]) * 12 + int(month[5:]) - 1
        query = (
            "select text from observation join site on site.id = site_id where present and code = ?"
            " and item = ? and first = ? and last = ? and observation.kind = 'month'"
        )
        with closing(sqlite3.connect(self.database)) as database:
            found = database.execute(query, (BLANK_PARK, item, number, number)).fetchone()
        return None if found is None else str(found[0])

    def count(self, year: int) -> int:
        """How many figures of a year hold what the block below has in it."""
        query = "select count(*) from observation where present and text like '1234_.%' and last / 12 = ?"
        with closing(sqlite3.connect(self.database)) as database:
            return int(database.execute(query, (year,)).fetchone()[0])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("entry"))
    made.start()
    yield made
    made.kill()


@pytest.fixture
def page(server: Server, sit_down: Callable[..., Page]) -> Page:
    opened = sit_down(f"http://{HOST}:{server.port}", "beginner", f"entry?site={BLANK_PARK}&period={MONTH}")
    opened.locator("input.value").first.wait_for()
    return opened


def opened(page: Page, server: Server, query: str = f"period={MONTH}") -> Page:
    page.goto(f"http://{HOST}:{server.port}/entry?site={BLANK_PARK}&{query}")
    page.locator("input.value").first.wait_for()
    return page


def field(page: Page, name: str) -> Locator:
    return page.locator(f"input.value[aria-label='{name}']")


def sign(page: Page, name: str) -> Locator:
    return page.locator("td", has=field(page, name)).locator(".sign")


def typed(page: Page, name: str, value: str) -> None:
    field(page, name).fill(value)
    field(page, name).press("Enter")


def test_enter_and_tab_walk_down_and_a_stored_field_has_its_mark(page: Page, server: Server):
    typed(page, FIELDS[0], "40001")
    expect(field(page, FIELDS[1])).to_be_focused()
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    assert server.stored(ITEMS[0]) == "40001"
    page.keyboard.press("Tab")
    expect(field(page, "含特殊污染物的污水量")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page, FIELDS[1])).to_be_focused()


def test_what_an_input_method_composes_is_typed_once_it_is_chosen(page: Page, server: Server):
    method = page.context.new_cdp_session(page)
    field(page, FIELDS[0]).fill("")
    field(page, FIELDS[0]).focus()
    for text in ("1", "12", "123", "1234", "12345"):
        method.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    # Enter chooses what is composed; it neither leaves the field nor saves
    held = field(page, FIELDS[0]).evaluate(
        """(input) => input.dispatchEvent(new KeyboardEvent(
            "keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    assert held
    expect(field(page, FIELDS[0])).to_be_focused()
    method.send("Input.insertText", {"text": "１２３４５"})
    expect(field(page, FIELDS[0])).to_have_value("１２３４５")
    page.keyboard.press("Enter")
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    assert server.stored(ITEMS[0]) == "１２３４５"
    typed(page, FIELDS[0], "12345")
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    assert server.stored(ITEMS[0]) == "12345"


def test_a_year_of_fifteen_items_is_pasted_over_plain_http(page: Page, server: Server):
    opened(page, server, "view=year&year=2025")
    assert page.evaluate("isSecureContext") is False
    block = "\r\n".join("\t".join(f"1234{row % 10}.{month}" for month in range(12)) for row in range(15))
    paste(field(page, "工业总产值 1月"), block + "\r\n")
    expect(page.locator(".sign.waits")).to_have_count(0, timeout=60_000)
    expect(page.locator(".sign.stored")).to_have_count(180)
    assert server.count(2025) == 180


def test_what_was_acknowledged_outlives_a_killed_server_and_the_rest_is_sent_again(
    page: Page, server: Server
):
    typed(page, FIELDS[0], "41000")
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    server.kill()
    typed(page, FIELDS[1], "27000")
    field(page, FIELDS[2]).press_sequentially("250")
    page.wait_for_timeout(4_000)  # the dialog of Streamlit comes meanwhile, and must not keep the keys
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(field(page, FIELDS[2])).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("1 个填报值尚未保存，正在重试")
    assert server.stored(ITEMS[0]) == "41000"
    assert server.stored(ITEMS[1]) != "27000"
    server.start()
    page.keyboard.type("00")
    page.keyboard.press("Enter")
    for name, item, value in zip(FIELDS[1:], ITEMS[1:], ("27000", "25000"), strict=True):
        expect(sign(page, name)).to_have_text("✓", timeout=30_000)
        assert server.stored(item) == value
    assert server.stored(ITEMS[0]) == "41000"
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_refresh_in_the_middle_of_a_cell_loses_nothing(page: Page, server: Server):
    asked: list[Dialog] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog)
        dialog.accept()

    page.on("dialog", accept)
    # the first page of a new window leaves the focus with the browser's own line when it is loaded again
    page.goto(f"http://{HOST}:{server.port}")
    page.get_by_role("heading", level=1).wait_for()
    opened(page, server)
    page.route("**/entry-edits", lambda route: route.abort())
    typed(page, FIELDS[0], "42000")
    field(page, FIELDS[1]).press("ControlOrMeta+a")
    field(page, FIELDS[1]).press_sequentially("283")
    expect(sign(page, FIELDS[0])).to_have_text("…")
    page.unroute("**/entry-edits")
    page.reload()
    assert [dialog.type for dialog in asked] == ["beforeunload"]
    page.remove_listener("dialog", accept)
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    assert server.stored(ITEMS[0]) == "42000"
    expect(field(page, FIELDS[1])).to_be_focused()
    page.keyboard.type("00")
    page.keyboard.press("Enter")
    expect(sign(page, FIELDS[1])).to_have_text("✓")
    assert server.stored(ITEMS[1]) == "28300"


def test_a_lost_connection_is_told_and_made_up_for(page: Page, server: Server):
    page.context.set_offline(True)
    typed(page, FIELDS[0], "43000")
    expect(sign(page, FIELDS[0])).to_have_text("…")
    typed(page, FIELDS[1], "29000")
    expect(sign(page, FIELDS[1])).to_have_text("…")
    expect(page.get_by_role("alert")).to_contain_text("2 个填报值尚未保存")
    page.context.set_offline(False)
    expect(sign(page, FIELDS[1])).to_have_text("✓")
    assert (server.stored(ITEMS[0]), server.stored(ITEMS[1])) == ("43000", "29000")


def test_a_stale_second_tab_is_offered_both_values(page: Page, server: Server):
    other = opened(page.context.new_page(), server)
    typed(page, FIELDS[0], "111")
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    typed(other, FIELDS[0], "222")
    expect(other.get_by_text("beginner 已于")).to_contain_text("“111")
    assert server.stored(ITEMS[0]) == "111"
    other.get_by_role("button", name="采用对方的值").click()
    expect(field(other, FIELDS[0])).to_have_value("111")

    typed(other, FIELDS[0], "333")
    expect(sign(other, FIELDS[0])).to_have_text("✓")
    typed(page, FIELDS[0], "444")
    page.get_by_role("button", name="保留我的填报值").click()
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    assert server.stored(ITEMS[0]) == "444"


def test_rubbish_stays_text_in_its_field_and_gets_a_sentence(page: Page):
    for text in ("<img src=x onerror=alert(1)>", "\"'`", "\u202e123", "9" * 10_000):
        typed(page, FIELDS[2], text)
        expect(sign(page, FIELDS[2])).to_have_text("✕")
        expect(page.locator(".said.refused")).to_contain_text("未保存")
        expect(field(page, FIELDS[2])).to_have_value(text)
        assert page.locator(".entry img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="恢复已保存的值").click()
        expect(page.locator(".said.refused")).to_have_count(0)


def test_a_note_with_markup_stays_text(page: Page):
    page.get_by_role("button", name=f"{FIELDS[0]} 来源").click()
    page.locator("input.note").fill("<b>停产</b>检修\u202e")
    page.locator("input.note").press("Tab")
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    expect(page.locator("input.note")).to_have_value("<b>停产</b>检修\u202e")


def saved(page: Page, name: str, value: str) -> None:
    typed(page, name, value)
    expect(sign(page, name)).to_have_text("✓")


def test_steps_are_taken_back_one_by_one_and_typing_is_left_alone(page: Page, server: Server):
    saved(page, FIELDS[0], "51000")
    saved(page, FIELDS[0], "52000")
    saved(page, FIELDS[1], "30000")
    page.get_by_role("button", name="撤销").click()
    expect(field(page, FIELDS[1])).not_to_have_value("30000")
    page.keyboard.press("ControlOrMeta+z")
    expect(field(page, FIELDS[0])).to_have_value("51000")
    expect(sign(page, FIELDS[0])).to_have_text("✓")
    assert server.stored(ITEMS[0]) == "51000"
    field(page, FIELDS[2]).fill("77")
    page.keyboard.press("ControlOrMeta+z")  # the browser's own, in the field
    assert server.stored(ITEMS[0]) == "51000"


def test_what_somebody_else_changed_is_not_taken_back(page: Page, server: Server):
    saved(page, FIELDS[0], "53000")
    other = opened(page.context.new_page(), server)
    saved(other, FIELDS[0], "54000")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".said.refused")).to_contain_text("54000")
    assert server.stored(ITEMS[0]) == "54000"
    page.get_by_role("button", name="采用对方的值").click()


def test_a_block_from_a_spreadsheet_is_looked_at_before_it_is_taken_and_is_one_step(
    page: Page, server: Server
):
    saved(page, FIELDS[0], "55000")
    saved(page, FIELDS[1], "31000")
    page.get_by_role("button", name="从 Excel 粘贴").click()
    block = f"{FIELDS[0]}\t5.6万\tm³\n{FIELDS[1]}\tm³\t32,000\n没有的项\t5\tt"
    page.get_by_label("从 Excel 粘贴").locator("visible=true").last.fill(block)
    preview = page.locator(".paste li")
    expect(preview.nth(0)).to_have_text(f"{FIELDS[0]}：55000 m³ → 5.6万 m³")
    expect(preview.nth(2)).to_contain_text("未识别")
    assert server.stored(ITEMS[0]) == "55000"
    page.get_by_role("button", name="填入 2 项").click()
    expect(sign(page, FIELDS[1])).to_have_text("✓")
    assert (server.stored(ITEMS[0]), server.stored(ITEMS[1])) == ("5.6万", "32,000")
    page.get_by_role("button", name="撤销").click()
    expect(field(page, FIELDS[1])).to_have_value("31000")
    expect(field(page, FIELDS[0])).to_have_value("55000")


def test_last_months_items_and_units_come_along_and_a_stock_once_confirmed(page: Page, server: Server):
    stock = "危险废物期末贮存量"
    page.get_by_text("只看本园区涉及项目").click()  # what was declared away is listed too
    expect(field(page, "再生水用量")).to_be_visible()
    shown = page.locator("input.value:visible").count()
    page.get_by_role("button", name="带入上月项目和单位").click()
    expect(field(page, "再生水用量")).to_be_hidden()
    assert page.locator("input.value:visible").count() < shown
    expect(field(page, stock)).to_have_value("")
    below = page.locator("tr", has=field(page, stock)).locator("xpath=following-sibling::tr[1]")
    expect(below).to_contain_text("带入，未保存")
    below.get_by_role("button", name="确认沿用").click()
    expect(sign(page, stock)).to_have_text("✓")
    assert server.stored("hazardous_waste_stock_end") == server.stored("hazardous_waste_stock_end", LAST)
    page.get_by_role("button", name="显示全部项目").click()
    assert page.locator("input.value:visible").count() == shown


def preview(page: Page) -> Locator:
    return page.locator(".paste li")


def pasted_in_box(page: Page, block: str) -> None:
    page.get_by_role("button", name="从 Excel 粘贴").click()
    page.get_by_label("从 Excel 粘贴").locator("visible=true").last.fill(block)


def test_a_heading_above_a_pasted_column_moves_no_value(page: Page, server: Server):
    paste(field(page, FIELDS[0]), "本月\t单位\n61,000\tm³\n35,000\tm³\n停产\t\n")
    expect(sign(page, FIELDS[1])).to_have_text("✓")
    expect(preview(page)).to_have_count(0)
    assert (server.stored(ITEMS[0]), server.stored(ITEMS[1])) == ("61,000", "35,000")
    expect(page.locator("tr", has=field(page, "含特殊污染物的污水量")).first).to_contain_text(
        "停产（按零计）"
    )


DOUBTFUL = (
    "61,001\n二、污水\n35,001",  # the name of a group
    "61,001\n待定\n35,001",  # a word that may be a heading or a figure still to come
    "61,001\n\n35,001",  # a blank cell
    "某表\n61,001\n35,001",  # what may be a title or the first field's
    "2026\n61,001\n35,001",  # a year
    "上年同期\n61,001\n35,001",
    "61,001\t58,000\n35,001\t34,000",  # which of them is the month's?
)


def test_where_a_line_may_belong_elsewhere_the_block_is_looked_at_first(page: Page, server: Server):
    before = [server.stored(item) for item in ITEMS]
    doubt = page.get_by_text("不能确定各行对应哪一项，尚未填入")
    for block in DOUBTFUL:
        paste(field(page, FIELDS[0]), block)
        expect(doubt, block).to_be_visible()
        expect(preview(page).first, block).to_be_visible()
        expect(page.locator("tr.saving, .sign.stored"), block).to_have_count(0)
        assert [server.stored(item) for item in ITEMS] == before, block
        page.get_by_role("button", name="从 Excel 粘贴").click()
        expect(doubt).to_be_hidden()


def test_the_name_of_a_group_inside_a_block_takes_no_field(page: Page, server: Server):
    paste(field(page, "工业总产值"), "62,001\n能源消费\n62,002")
    assert preview(page).all_inner_texts()[1].startswith("营业收入：")


def test_a_block_of_names_and_values_goes_to_the_items_it_names(page: Page, server: Server):
    paste(field(page, FIELDS[0]), "电力\t万kWh\t660\n汽油\t吨\t15.6\n")
    expect(preview(page).nth(0)).to_contain_text("→ 660 万kWh")
    expect(preview(page).nth(1)).to_contain_text("→ 15.6 吨")
    unit = page.get_by_label(f"{FIELDS[0]} 单位")
    assert "万kWh" not in unit.locator("option").all_inner_texts()
    page.get_by_role("button", name="填入 2 项").click()
    expect(sign(page, "汽油")).to_contain_text("✓")
    assert (server.stored("electricity"), server.stored("gasoline")) == ("660", "15.6")
    page.get_by_role("button", name="撤销").click()
    expect(field(page, "汽油")).not_to_have_value("15.6")


def test_the_paste_box_takes_the_months_column_of_several(page: Page):
    pasted_in_box(
        page, "序号\t指标\t上年同期\t累计\t本月（吨）\t同比\n1\t汽油\t13\t150\t16\t2%\n2\t柴油\t\t90\t—\t1"
    )
    expect(preview(page).nth(0)).to_have_text(re.compile("^汽油：.* → 16 吨$"))
    expect(preview(page).nth(1)).to_have_text(re.compile("^柴油：.* → — 吨$"))


LEFT_OPEN = (
    ("汽油\t13\t16", "表头没有写明哪一列是本月"),
    ("指标\t一车间\t二车间\n汽油\t13\t16", "表头没有写明哪一列是本月"),
    ("指标\t上年同期\n汽油\t13", "表头写明不是本月数"),
    ("指标\t2026年9月\n汽油\t13", "表头写明不是本月数"),
    ("指标\t本月\n汽油\t", "没有数值"),
    ("汽油\t13\n汽油\t16", "同一数据项有多行"),
    ("煤气\t13", "未识别"),
)


def test_a_line_that_leaves_open_what_is_meant_is_listed_with_why(page: Page):
    for block, why in LEFT_OPEN:
        pasted_in_box(page, block)
        expect(preview(page).last, block).to_contain_text(why)
        expect(page.get_by_role("button", name="填入 0 项"), block).to_be_disabled()
        page.get_by_role("button", name="从 Excel 粘贴").click()
        expect(preview(page).first).to_be_hidden()


def test_the_paste_box_says_of_each_cell_what_saving_would_refuse(page: Page, server: Server):
    before = server.stored("diesel")
    pasted_in_box(page, "汽油\t17.5\t吨\n柴油\t1,23\t吨\n电力\t40\t吨\n自来水\t约5\t吨")
    expect(preview(page).nth(1)).to_contain_text("不能保存，不填入：")
    expect(preview(page).nth(2)).to_contain_text("表示质量，这里应为能量")
    expect(preview(page).nth(3)).to_contain_text("没有数值，不填入")
    page.get_by_role("button", name="填入 1 项").click()
    expect(sign(page, "汽油")).to_contain_text("✓")
    assert (server.stored("gasoline"), server.stored("diesel")) == ("17.5", before)


def test_a_word_among_a_years_months_is_not_passed_over(page: Page, server: Server):
    opened(page, server, "view=year&year=2025")
    pasted_in_box(page, "指标\t单位\t3月\t4月\n营业收入\t万元\t65011\t约65")
    expect(preview(page).nth(1)).to_contain_text("不能保存，不填入：")
    expect(page.get_by_role("button", name="填入 1 项")).to_be_enabled()


def test_the_paste_box_knows_the_names_the_import_knows(page: Page):
    pasted_in_box(page, "自来水\t61,003\tm³\n一、COD（吨）\t1.5\nElectricity\t5\n")
    expect(preview(page).nth(0)).to_contain_text(f"{FIELDS[0]}：")
    expect(preview(page).nth(1)).to_have_text(re.compile("^化学需氧量.* → 1.5 吨$"))
    expect(preview(page).nth(2)).to_contain_text("电力：")


def test_a_reason_takes_the_place_of_a_figure_and_a_figure_of_a_reason(page: Page, server: Server):
    typed(page, FIELDS[2], "停产")
    row = page.locator("tr", has=field(page, FIELDS[2])).first
    expect(row).to_contain_text("停产（按零计）")
    expect(field(page, FIELDS[2])).to_have_value("")
    expect(page.get_by_text("作为空缺原因保存，按零计")).to_be_visible()
    typed(page, FIELDS[2], "64,000")
    expect(sign(page, FIELDS[2])).to_contain_text("✓")
    expect(row).not_to_contain_text("停产")
    assert server.stored(ITEMS[2]) == "64,000"


def test_months_across_are_pasted_by_the_months_their_headings_name(page: Page, server: Server):
    opened(page, server, "view=year&year=2025")
    paste(field(page, "工业总产值 1月"), "指标\t单位\t3月\t4月\t合计\n营业收入\t万元\t65001\t65002\t130003")
    expect(preview(page).nth(0)).to_contain_text("营业收入 3月：")
    page.get_by_role("button", name="填入 2 项").click()
    expect(sign(page, "营业收入 4月")).to_contain_text("✓")
    assert server.stored("revenue", "2025-04") == "65002"


def test_why_a_field_is_blank_stands_in_its_row(page: Page, server: Server):
    name = "全部回用不外排的污水量"
    page.get_by_role("button", name=f"{name} 来源").click()
    page.locator("tr.more select:visible").last.select_option("not_monitored")
    echo = page.locator("tr", has=field(page, name)).first.locator(".echo")
    expect(echo).to_have_text("未监测（按缺数计）")
    opened(page, server, "view=year&year=2026")
    cell = page.locator("td", has=field(page, f"{name} 10月"))
    expect(cell.locator(".other")).to_have_text("未监测（按缺数计）")


@pytest.mark.parametrize(
    ("query", "name"),
    [(f"period={MONTH}", FIELDS[0]), ("view=year&year=2026", f"{FIELDS[1]} 10月")],
    ids=["month", "year"],
)
def test_a_long_value_is_readable_in_its_field(page: Page, server: Server, query: str, name: str):
    opened(page, server, query)
    for value in ("４２，９００．５", "42,900.5", "1,234,567,890.25"):
        field(page, name).fill(value)
        assert field(page, name).evaluate("(input) => input.scrollWidth <= input.clientWidth")
    typed(page, name, "４２，９００．５")
    expect(sign(page, name)).to_contain_text("✓")
    assert field(page, name).evaluate("(input) => input.scrollWidth <= input.clientWidth")


def test_what_was_refused_in_a_year_is_read_where_its_month_is(page: Page, server: Server):
    opened(page, server, "view=year&year=2026")
    typed(page, f"{FIELDS[1]} 10月", "大约三万五千，等污水处理厂来数")
    said = page.locator(".said.refused")
    expect(said).to_be_visible()
    assert page.locator(".grid").evaluate("(grid) => grid.scrollLeft") > 0
    box, table = said.bounding_box(), page.locator(".grid").bounding_box()
    assert box
    assert table
    assert table["x"] <= box["x"]
    assert box["x"] + box["width"] <= table["x"] + table["width"]
    page.get_by_role("button", name="恢复已保存的值").click()
