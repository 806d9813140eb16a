"""A template that was filled in comes back without a question, and does only what was put into it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.services.province import Province
from tracker.documents.template import HIDDEN
from tracker.documents.template_workbook import template_workbook
from tracker.messages import Lang
from tracker.services.exchange.exporting import export_observations
from tracker.services.exchange.importing import ImportOutcome, import_files
from tracker.services.exchange.templates import site_template
from tracker.services.permissions import OPERATOR
from tracker.services.reporting import reports

Edit = Callable[[Any], object]


class Template:
    """A template handed out, as a person works on it."""

    def __init__(self, province: Province, lang: Lang = "zh", year: int = 2024, site: str = "P1") -> None:
        self.province = province
        self.path = province.folder / "template.xlsx"
        self.path.write_bytes(template_workbook(site_template(province.app, OPERATOR, site, year), lang))
        self.book: Workbook = load_workbook(self.path)
        self.sheet = self.book.worksheets[0]

    def row(self, label: str) -> int:
        return next(row for row in range(1, self.sheet.max_row + 1) if self.sheet.cell(row, 2).value == label)

    def column(self, head: str) -> int:
        return next(place for place in range(1, 30) if self.sheet.cell(7, place).value == head)

    def put(self, label: str, head: str, value: object) -> "Template":
        self.sheet.cell(self.row(label), self.column(head)).value = value
        return self

    def unit(self, label: str, unit: str | None) -> "Template":
        self.sheet.cell(self.row(label), 3).value = unit
        return self

    def bring_back(self, **options: Any) -> ImportOutcome:
        self.book.save(self.path)
        return import_files(self.province.app, OPERATOR, [self.path], **options)


def told(outcome: ImportOutcome) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.column) for problem in outcome.problems if problem.code[:5] != "check"]


@pytest.fixture
def stored(province: Province) -> Province:
    province.bring_in(
        "P1,2024-02,electricity,395000,kWh,bill,,二月账单",
        "P1,2024-03,electricity,41.5,万kWh,meter,,",
        "P1,2024-03,coke,,,,stopped,停产检修",
        "P1,2024-01..02,revenue,900,万元,,,",
    )
    return province


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unfilled_template_changes_nothing(stored: Province, lang: Lang) -> None:
    outcome = Template(stored, lang).bring_back()
    assert (outcome.ok, outcome.rows, outcome.changed) == (True, 0, 0)
    assert told(outcome) == [("empty", None)]


def test_what_was_filled_in_is_stored_once(stored: Province) -> None:
    template = (
        Template(stored)
        .put("电力", "4月", 43.25)
        .put("焦炭", "4月", "未监测")
        .put("营业收入", "3月", "1,200")
    )
    outcome = template.bring_back()
    assert (outcome.ok, outcome.rows, outcome.changed) == (True, 3, 3)
    figures = stored.figures()
    april = figures["P1", "electricity", "2024-04"]
    assert (april.text, april.unit, april.value) == ("43.25", "万kWh", 432500.0)
    assert figures["P1", "coke", "2024-04"].reason == "not_monitored"
    assert figures["P1", "revenue", "2024-03"].value == 1200.0
    again = template.bring_back()
    assert (again.rows, again.changed, again.unchanged) == (3, 0, 3)


def test_a_filled_template_comes_out_as_it_went_in(province: Province) -> None:
    Template(province, year=2023).put("电力", "3月", 43.25).put("从业人员", "全年", 812).bring_back()
    rows = [
        (row["period"], row["item"], row["value"], row["unit"])
        for row in export_observations(province.app, OPERATOR)
    ]
    assert rows == [("2023-03", "electricity", "43.25", "kWh"), ("2023", "employees", "812", "人")]


def test_a_changed_unit_holds_for_what_is_added_and_stored_figures_keep_theirs(stored: Province) -> None:
    outcome = Template(stored).unit("电力", "kWh").put("电力", "4月", 402000).bring_back()
    assert told(outcome) == [("unit_kept", "C")]
    figures = stored.figures()
    assert figures["P1", "electricity", "2024-04"].value == 402000.0
    assert figures["P1", "electricity", "2024-03"].value == 415000.0


def test_a_figure_mended_keeps_its_source_and_another_unit_its_row(stored: Province) -> None:
    Template(stored).put("电力（按 kWh 填报的月份）", "2月", 396000).bring_back()
    february = stored.figures()["P1", "electricity", "2024-02"]
    assert (february.value, february.unit, february.source, february.note) == (
        396000.0,
        "kWh",
        "bill",
        "二月账单",
    )


def test_a_blank_removes_nothing_and_says_so(stored: Province) -> None:
    outcome = Template(stored).put("电力", "3月", None).bring_back()
    assert (outcome.ok, outcome.changed, told(outcome)) == (True, 0, [("blank_kept", "G")])
    assert stored.figures()["P1", "electricity", "2024-03"].value == 415000.0


def test_a_reason_written_over_a_figure_takes_its_place(stored: Province) -> None:
    outcome = Template(stored).put("电力", "3月", "停产").bring_back()
    assert (outcome.ok, outcome.changed, told(outcome)) == (True, 1, [])
    march = stored.figures()["P1", "electricity", "2024-03"]
    assert (march.value, march.reason, march.text) == (None, "stopped", "")


def test_an_old_template_does_not_undo_what_was_stored_since(stored: Province) -> None:
    template = Template(stored)
    stored.bring_in("P1,2024-03,electricity,44,万kWh,,,")
    template.put("电力", "4月", 45).bring_back()
    assert stored.figures()["P1", "electricity", "2024-03"].value == 440000.0


def test_rows_may_be_sorted_hidden_and_moved(stored: Province) -> None:
    template = Template(stored).put("电力", "4月", 43.25).put("焦炭", "4月", 7)
    sheet = template.sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    for place, values in enumerate(sorted(rows, key=lambda row: str(row[1])), start=12):
        for column, value in enumerate(values, start=1):
            sheet.cell(place, column).value = value
        sheet.row_dimensions[place].hidden = place % 2 == 0
    for place in range(8, 12):
        for column in range(1, 40):
            sheet.cell(place, column).value = None
    sheet.insert_cols(3)
    outcome = template.bring_back()
    assert (outcome.ok, outcome.changed) == (True, 2)
    assert stored.figures()["P1", "electricity", "2024-04"].value == 432500.0


def test_another_sites_template_is_refused_where_a_site_was_named(stored: Province) -> None:
    outcome = Template(stored).put("电力", "4月", 1).bring_back(site="P2")
    assert (outcome.ok, outcome.stored, told(outcome)) == (False, False, [("other_site", None)])


def test_another_years_template_is_named(province: Province) -> None:
    outcome = Template(province, year=2023).put("电力", "4月", 1).bring_back()
    assert (outcome.changed, told(outcome)) == (1, [("other_year", None)])
    assert ("P1", "electricity", "2023-04") in province.figures()


@pytest.mark.parametrize(
    ("value", "unit", "found"),
    [
        ("约40", None, ("not_a_number", "H")),
        (-1, None, ("negative", "H")),
        (3, "t", ("wrong_dimension", "C")),
        (3, "度度", ("unknown_unit", "C")),
    ],
)
def test_what_cannot_be_a_figure_is_refused_in_its_cell(
    stored: Province, value: object, unit: str | None, found: tuple[str, str]
) -> None:
    template = Template(stored).put("电力", "4月", value)
    outcome = (template.unit("电力", unit) if unit else template).bring_back()
    assert found in told(outcome)
    assert not outcome.stored


def test_a_formula_nobody_computed_is_refused(stored: Province) -> None:
    outcome = Template(stored).put("电力", "4月", "=E20*2").bring_back()
    assert told(outcome) == [("not_a_number", "H")]


def test_a_submitted_month_is_refused_in_its_cell(stored: Province) -> None:
    template = Template(stored).put("电力", "3月", 50)
    reports.submit(stored.app, stored.acting("officer"), "P1", "2024-03", "本月其余数据待补，已核对")
    assert told(template.bring_back()) == [("month_locked", "G")]


def test_a_row_whose_item_was_overwritten_is_named(stored: Province) -> None:
    template = Template(stored).put("电力", "4月", 43.25)
    template.sheet.cell(template.row("电力"), 2).value = "外购电"
    outcome = template.bring_back()
    assert told(outcome) == [("unknown_item", "B")]
    assert "外购电" in outcome.as_json("zh")["problems"][0]["message"]


@pytest.mark.parametrize(("place", "value"), [("B2", 99), ("B1", "another"), ("B4", "then"), ("A8", "other")])
def test_a_template_of_a_later_version_or_taken_apart_is_refused(
    stored: Province, place: str, value: object
) -> None:
    template = Template(stored)
    template.book[HIDDEN][place] = value
    outcome = template.bring_back()
    assert told(outcome) == [("not_a_table", None)]


def test_a_renamed_sheet_is_found(stored: Province) -> None:
    template = Template(stored).put("电力", "4月", 43.25)
    template.sheet.title = "四月"
    assert template.bring_back().changed == 1


def test_an_enterprises_template_is_brought_back_by_its_officer(province: Province, tmp_path: Path) -> None:
    template = Template(province, site="E1").put("电力", "4月", 3)
    template.book.save(template.path)
    assert import_files(province.app, province.acting("firm"), [template.path]).changed == 1
    refused = import_files(province.app, province.acting("neighbour"), [template.path])
    assert told(refused) == [("unknown_site", "G")] or told(refused)[0][0] == "unknown_site"
