"""A template as people open it: what is locked, what may be chosen, and what it knows of itself."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tests.support.parks import catalog
from tracker.catalog.periods import Period
from tracker.documents.template import HIDDEN, Template, TemplateCell, TemplateRow
from tracker.documents.template_workbook import template_workbook

MARCH, YEAR = Period.parse("2024-03"), Period.parse("2024")


def template(name: str = "示例园区") -> Template:
    items = catalog()
    electricity = TemplateRow(
        item=items.items["electricity"],
        group=items.groups["energy"].names,
        base=0,
        unit="万kWh",
        units=("万kWh", "kWh"),
        apart=False,
        cells=(TemplateCell(39.5, open=True), TemplateCell()),
        before=(38.25, None),
    )
    growth = TemplateRow(
        item=items.items["value_added_growth"],
        group=items.groups["output"].names,
        base=0,
        unit="%",
        units=("%",),
        apart=False,
        cells=(TemplateCell(reason="not_monitored", open=True), TemplateCell()),
        before=(None, None),
    )
    reasons = {code: reason.names for code, reason in items.blank_reasons.items()}
    return Template("P1", name, 2024, (MARCH, YEAR), (electricity, growth), reasons)


def opened(made: Template, lang: str = "zh") -> Workbook:
    return load_workbook(BytesIO(template_workbook(made, lang)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(template())


def test_it_reads_as_a_table_with_last_year_beside(book: Workbook) -> None:
    sheet = book["填报"]
    lines = [[cell.value for cell in row] for row in sheet["A7:H9"]]
    assert lines == [
        ["类别", "数据项", "单位", "3月", "全年", None, "2023年3月", "2023年全年"],
        ["能源消费", "电力", "万kWh", 39.5, None, None, 38.25, None],
        ["产出", "工业增加值可比价增速（累计）", "%", "未监测", None, None, None, None],
    ]
    assert sheet["A1"].value == "示例园区（P1） 2024年填报模板"
    assert sheet.freeze_panes == "D8"


def test_only_units_and_input_cells_are_open(book: Workbook) -> None:
    sheet = book["填报"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    still = [cell.coordinate for row in sheet["A1:H9"] for cell in row if not cell.protection.locked]
    assert still == ["C8", "D8", "C9", "D9"]


def test_a_unit_is_chosen_and_a_figure_is_a_number_or_one_of_the_words(book: Workbook) -> None:
    rules = {str(rule.sqref): rule for rule in book["填报"].data_validations.dataValidation}
    assert rules["C8"].formula1 == '"万kWh,kWh"'
    assert rules["D8"].formula1.startswith("OR(AND(ISNUMBER(D8),D8>=0),COUNTIF(_tracker!$B$11:")
    assert rules["D9"].formula1.startswith("OR(ISNUMBER(D9),")
    assert (rules["D8"].promptTitle, rules["D8"].prompt) == ("2023年3月", "38.25 万kWh")
    assert rules["D8"].error == "请填不小于 0 的数字；没有数的请空着，或填原因（见表头说明）。"


def test_what_it_was_made_for_is_hidden(book: Workbook) -> None:
    hidden = book[HIDDEN]
    assert hidden.sheet_state == "veryHidden"
    lines = [[value for value in row if value is not None] for row in hidden.values]
    assert lines[2:4] == [["site", "P1"], ["year", 2024]]
    assert lines[-2:] == [
        ["电力", "electricity", 0, "万kWh", 39.5],
        ["工业增加值可比价增速（累计）", "value_added_growth", 0, "%", "未监测"],
    ]


def test_it_speaks_english_too() -> None:
    sheet = opened(template(), "en")["Entry"]
    assert [cell.value for cell in sheet[7]][:5] == ["Group", "Item", "Unit", "Mar", "Year"]
    assert sheet["D9"].value == "Not monitored"


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    assert opened(template("=1+1"))["填报"]["A1"].data_type == "s"
