"""数据导入: from a file to stored figures, with nothing stored before the last step."""

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import TODAY
from tests.ui.test_pages import drawn, page
from tracker.documents.template_workbook import template_workbook
from tracker.services.entering.entry import form
from tracker.services.exchange.templates import site_template
from tracker.services.permissions import OPERATOR

SITE, MONTH = "YN26", "2026-10"
HEADS = ["指标名称", "计量单位", "本月"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(*rows: list[object], title: str = "2026年10月用能月报", name: str = "10月") -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet(name)
        for place, row in enumerate([[title], HEADS, *rows]):
            sheet.write_row(place, 0, row)
    return buffer.getvalue()


def chosen(content: bytes, name: str = "月报.xlsx", period: str = MONTH) -> AppTest:
    test = page("importing", site=SITE, period=period).run()
    test.file_uploader[0].set_value((name, content, XLSX)).run()
    assert not test.exception
    return test


def stored(app, item: str) -> str:
    view = form(app, OPERATOR, SITE, MONTH)
    return next(row.cell.text for _, rows in view.rows for row in rows if row.item == item)


@pytest.fixture(autouse=True)
def officer(signed_in):
    signed_in("officer")


def test_before_a_file_is_chosen_the_template_is_offered(app):
    test = page("importing", site=SITE, period=MONTH).run()
    assert [header.value for header in test.header] == ["1 选择文件"]
    assert "填报模板" in str(test.get("download_button")[0].proto.label)


def test_a_clear_spreadsheet_is_previewed_and_stored_on_the_last_step(app):
    before = stored(app, "coke")
    test = chosen(spreadsheet(["焦炭", "吨", 70123]))
    shown = drawn(test)
    assert "10月 C3" in shown
    assert "70123" in shown
    assert stored(app, "coke") == before
    test.button(key="import").click().run()
    assert "已导入，新增或更改 1 个填报值" in test.success[0].value
    assert "打开2026年10月的填报表" in drawn(test)
    assert stored(app, "coke") == "70123"
    assert [header.value for header in test.header] == ["1 选择文件"]


def test_a_guess_is_offered_and_taken_only_once_it_is_chosen(app):
    test = chosen(spreadsheet(["焦炭消费", "吨", 70200]))
    item = next(box for box in test.selectbox if box.label == "3 焦炭消费：数据项")
    assert (item.value, item.placeholder, item.options[0]) == (None, "请选定（可能是焦炭）", "焦炭")
    assert "新增或更改 0 个" in drawn(test)
    assert not [button for button in test.button if button.key == "import"]
    item.set_value("coke").run()
    assert "新增或更改 1 个" in drawn(test)
    assert [button.label for button in test.button if button.key == "import"] == ["导入 1 个填报值"]
    next(box for box in test.selectbox if box.label == "3 焦炭消费：数据项").set_value("").run()
    assert "没有要改动的填报值" in drawn(test)


def captions(test: AppTest) -> str:
    return " ".join(caption.value for caption in test.caption)


def test_what_was_answered_is_counted_no_longer(app):
    test = chosen(spreadsheet(["焦炭消费", "吨", 70210]))
    assert "1 处待确认" in captions(test)
    assert "▲ 请确认" in captions(test)
    next(box for box in test.selectbox if box.label == "3 焦炭消费：数据项").set_value("coke").run()
    assert "待确认" not in captions(test)
    assert "✓ 已选定" in captions(test)
    next(box for box in test.selectbox if box.label == "3 焦炭消费：数据项").set_value("").run()
    assert "待确认" not in captions(test)


def test_units_are_offered_by_the_names_people_write_most_usual_first(app):
    test = chosen(spreadsheet(["用水", "", 70220], title="2026年10月用水月报"))
    line = next(box for box in test.selectbox if box.label == "3 用水：数据项")
    line.set_value("tap_water").run()
    unit = next(box for box in test.selectbox if box.label == "3 用水：单位")
    named = [option for option in unit.options if "（" in option]
    assert named[:5] == ["立方米（m³）", "万立方米（万m³）", "亿立方米（亿m³）", "吨（t）", "万吨（万t）"]


def month_field(test: AppTest):
    return next(box for box in test.selectbox if box.label == "这张表的月份")


def test_a_sheet_that_says_its_month_is_not_taken_for_the_pages(app):
    test = chosen(spreadsheet(["焦炭", "吨", 70250], title="用能月报", name="9月"))
    assert month_field(test).value == "2026-09"
    assert any("月份按2026年9月，请核对" in caption.value for caption in test.caption)


def test_a_sheet_that_says_two_months_is_chosen_for_by_nobody(app):
    test = chosen(spreadsheet(["焦炭", "吨", 70260], title="2026年9月用能月报"))
    assert month_field(test).value is None
    assert "请核对是不是用了上期的表" in drawn(test)
    assert not [button for button in test.button if button.key == "import"]
    month_field(test).set_value(MONTH).run()
    assert "新增或更改 1 个" in drawn(test)


def test_a_sheet_without_a_month_starts_with_the_one_looked_at(app):
    test = chosen(spreadsheet(["焦炭", "吨", 70300], title="用能月报"), name="表.xlsx")
    month = next(box for box in test.selectbox if box.label == "这张表的月份")
    assert month.value in (MONTH, None)
    assert "70300" in drawn(test)


def test_a_refused_cell_is_told_with_its_place_and_the_rest_can_be_imported(app):
    test = chosen(spreadsheet(["焦炭", "吨", 70400], ["电力", "万kWh", "约40"]))
    shown = drawn(test)
    assert "10月 C4" in shown
    assert "未采用" in shown
    assert not [button for button in test.button if button.key == "import"]
    test.button(key="import_rest").click().run()
    assert stored(app, "coke") == "70400"


def test_a_template_leaves_nothing_to_ask(app):
    book = load_workbook(BytesIO(template_workbook(site_template(app, OPERATOR, SITE, 2026), "zh")))
    sheet = book.worksheets[0]
    row = next(place for place in range(8, 80) if sheet.cell(place, 2).value == "焦炭")
    column = next(place for place in range(4, 20) if sheet.cell(7, place).value == "10月")
    sheet.cell(row, column).value = 70500
    buffer = BytesIO()
    book.save(buffer)
    test = chosen(buffer.getvalue())
    assert "填报模板，数据项、月份和单位都已知" in drawn(test)
    test.button(key="import").click().run()
    assert stored(app, "coke") == "70500"


def test_the_template_of_another_site_is_refused(app):
    made = template_workbook(site_template(app, OPERATOR, "YN10", TODAY.year), "zh")
    assert "这是 YN10 的模板，不能导入到 YN26" in drawn(chosen(made))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("坏.xlsx", b"PK\x03\x04 broken"),
        ("空.csv", b""),
        ("../../etc.csv", b"\x00\x01"),
        ("x" * 300 + ".csv", b"a"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(app, name: str, content: bytes):
    test = chosen(content, name=name)
    assert "未采用</span>" in drawn(test)
    assert not [button for button in test.button if button.key == "import"]


def test_nothing_is_left_of_a_file_that_was_looked_at(app, monkeypatch, tmp_path: Path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    chosen(spreadsheet(["焦炭", "吨", 70600]))
    assert list(tmp_path.iterdir()) == []


def test_who_may_not_enter_figures_has_no_such_page(signed_in):
    from tracker.ui.roles import pages_of

    assert "importing" in pages_of("officer")
    assert not any("importing" in pages_of(role) for role in ("reviewer", "administrator", "auditor"))
