"""Asking about a spreadsheet, answering, looking at what would change, and remembering what was said."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.services.province import Province
from tests.services.sheets import bring_in, stored, told, workbook
from tracker.messages import Refusal
from tracker.services.exchange.examining import examine
from tracker.services.exchange.spreadsheets.answers import (
    Answers,
    ColumnAnswer,
    RowAnswer,
    SheetAnswer,
    read_answers,
)
from tracker.services.permissions import OPERATOR
from tracker.store.database import read_session
from tracker.store.tables import AuditEntry, History, ImportMapping

WORKSHOP = ColumnAnswer(item="diesel", unit="t")


def unclear(folder: Path, month: int, value: object = 5) -> Path:
    rows = [[f"2024年{month}月"], ["园区", "柴油（全厂）(吨)", "汽油", "电费(元)"], ["P1", value, 6, 7]]
    return workbook(folder, {"数据": rows}, name=f"{month}月.xlsx")


def answers(**columns: ColumnAnswer) -> Answers:
    return Answers(sheets={"数据": SheetAnswer(columns=columns)})


def test_a_file_is_looked_at_without_storing_anything(province: Province) -> None:
    examined = examine(province.app, OPERATOR, unclear(province.folder, 3))
    (sheet,) = examined.sheets
    assert (sheet.name, sheet.kind, sheet.headings, examined.certain) == ("数据", "wide", (2, 2), False)
    assert [(c.letters, c.role, c.item, c.likely, c.unit, c.confidence) for c in sheet.columns] == [
        ("A", "site", None, (), "", "certain"),
        ("B", "value", None, ("diesel",), "吨", "likely"),
        ("C", "value", "gasoline", (), "", "certain"),
        ("D", None, None, (), "元", "none"),
    ]
    assert [(problem.message, problem.column) for problem in sheet.questions] == [
        ("column_unsure", "B"),
        ("unit_missing", "C"),
    ]
    assert [problem.column for problem in sheet.notices] == ["D"]
    assert sheet.sample == (("P1", "5", "6", "7"),)
    assert province.figures() == {}


def test_the_answers_are_used_and_remembered_in_the_same_action(province: Province) -> None:
    said = answers(B=WORKSHOP, C=ColumnAnswer(unit="t"), D=ColumnAnswer(role="ignored"))
    outcome = bring_in(province, unclear(province.folder, 3), answers=said)
    assert (told(outcome), outcome.changed) == ([], 2)
    with read_session(province.app.engine) as session:
        (mapping,) = session.exec(select(ImportMapping)).all()
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "figures.import")).all()
        kinds = session.exec(select(History.fact_kind).where(History.entry_id == entry.id)).all()
    assert (mapping.made_by, "import_mapping" in kinds) == ("operator", True)

    examined = examine(province.app, OPERATOR, unclear(province.folder, 4))
    assert (examined.certain, examined.sheets[0].remembered) == (True, True)
    assert bring_in(province, unclear(province.folder, 4)).changed == 2
    assert ("diesel", "2024-04") in stored(province)


def test_what_is_remembered_at_one_site_does_not_hold_at_another(province: Province) -> None:
    bring_in(province, unclear(province.folder, 3), answers=answers(B=WORKSHOP, C=ColumnAnswer(unit="t")))
    rows = [["示例二园2024年3月"], ["园区", "柴油（全厂）(吨)", "汽油", "电费(元)"], ["P2", 5, 6, 7]]
    outcome = bring_in(province, workbook(province.folder, {"数据": rows}), site="P2")
    assert ("column_unsure", 2, "B") in told(outcome)


def test_nothing_is_remembered_of_an_import_that_stores_nothing(province: Province) -> None:
    bring_in(province, unclear(province.folder, 3), answers=answers(B=WORKSHOP))
    bring_in(province, unclear(province.folder, 3), answers=answers(B=WORKSHOP, C=WORKSHOP), dry_run=True)
    with read_session(province.app.engine) as session:
        assert session.exec(select(ImportMapping)).all() == []


def test_a_dry_run_says_what_each_cell_would_become(province: Province) -> None:
    province.bring_in("P1,2024-03,diesel,4,t,,,")
    said = answers(B=WORKSHOP, C=ColumnAnswer(role="ignored"))
    outcome = bring_in(province, unclear(province.folder, 3), answers=said, dry_run=True)
    (cell,) = outcome.cells
    assert cell[1:] == ("数据", 3, "B", "P1", "diesel", "2024-03", "4", "t", "5", "t", 4.0, 5.0)
    assert stored(province)["diesel", "2024-03"] == ("4", "t")
    assert bring_in(province, unclear(province.folder, 3), answers=said).cells == ()


def test_what_a_title_says_its_columns_cover_is_shown_and_can_be_said_otherwise(province: Province) -> None:
    rows = [["2024年各月累计用油"], ["指标", "单位", "1月", "2月"], ["柴油", "吨", 1, 3]]
    path = workbook(province.folder, {"数据": rows})
    (sheet,) = examine(province.app, OPERATOR, path, site="P1").sheets
    assert [column.measure for column in sheet.columns] == [None, None, "cumulative", "cumulative"]
    said = answers(C=ColumnAnswer(measure="month"), D=ColumnAnswer(measure="month"))
    bring_in(province, path, site="P1", answers=said)
    assert set(stored(province)) == {("diesel", "2024-01"), ("diesel", "2024-02")}


def test_rows_a_site_and_a_time_can_be_said_too(province: Province) -> None:
    rows = [["能耗"], ["项目", "单位", "数值"], ["全厂耗油", "吨", 5], ["其他", "吨", 6]]
    path = workbook(province.folder, {"S": rows})
    said = SheetAnswer(site="P1", period="2024-03", rows={"全厂耗油": RowAnswer(item="diesel")})
    bring_in(province, path, answers=Answers(sheets={"S": said}))
    assert stored(province) == {("diesel", "2024-03"): ("5", "吨")}


def test_a_sheet_can_be_left_out(province: Province) -> None:
    rows = [["2024年"], ["月份", "柴油(吨)"], ["3月", 5]]
    path = workbook(province.folder, {"a": rows, "b": [*rows[:2], ["3月", 6]]})
    said = Answers(sheets={"b": SheetAnswer(skip=True)})
    assert (bring_in(province, path, site="P1", answers=said).changed, len(stored(province))) == (1, 1)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (answers(B=ColumnAnswer(item="gold")), "unknown_item"),
        (answers(B=ColumnAnswer(item="diesel", period="March")), "bad_period"),
        (Answers(sheets={"数据": SheetAnswer(period="March")}), "bad_period"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(province: Province, said: Answers, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        bring_in(province, unclear(province.folder, 3), answers=said)
    assert refused.value.code == code


def test_answers_are_json_too() -> None:
    said = read_answers('{"sheets": {"数据": {"columns": {"B": {"item": "diesel", "unit": "t"}}}}}')
    assert said == answers(B=WORKSHOP)
    for wrong in ("{", "[]", '{"sheets": {"a": {"columns": {"B": {"itm": "x"}}}}}'):
        with pytest.raises(Refusal, match="answers_shape"):
            read_answers(wrong)


def test_who_may_not_enter_figures_may_not_look_either(province: Province) -> None:
    with pytest.raises(Refusal):
        examine(province.app, province.acting("auditor"), unclear(province.folder, 3))
    with pytest.raises(Refusal):
        examine(province.app, province.acting("neighbour"), unclear(province.folder, 3), site="P1")
