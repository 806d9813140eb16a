"""The form: what it shows, and saving fields one by one."""

from datetime import datetime

import pytest

from tests.services.province import Province, declare_everything_away
from tracker.messages import Refusal
from tracker.services.entering import entry
from tracker.services.entering.entry import CellEdit, FormRow, SaveOutcome
from tracker.services.permissions import OPERATOR
from tracker.services.reporting import reports
from tracker.services.sites import SiteChange, declare_items, set_site

MONTH = "2024-03"


def save(province: Province, *edits: CellEdit, name: str = "officer", site: str = "P1") -> SaveOutcome:
    return entry.save(province.app, province.acting(name), site, MONTH, edits)


def test_only_a_zero_has_a_reason_beside_it(province: Province) -> None:
    answer = save(province, CellEdit("a", "electricity", "5", "kWh", 0, reason="stopped")).answers[0]
    assert answer.refusal is not None
    assert (answer.refusal.code, province.figures()) == ("reason_beside_figure", {})
    assert (
        save(province, CellEdit("b", "electricity", "0", "kWh", 0, reason="stopped")).answers[0].refusal
        is None
    )


def row_of(province: Province, item: str, period: str = MONTH, site: str = "P1") -> FormRow:
    view = entry.form(province.app, OPERATOR, site, period)
    return next(row for _, rows in view.rows for row in rows if row.item == item)


def test_a_saved_field_is_answered_with_what_stands_there_on_both_databases(
    province_on_each: Province,
) -> None:
    outcome = save(province_on_each, CellEdit("a", "electricity", " 1,204.0 ", "万kWh", 0, note="电表"))
    (answer,) = outcome.answers
    assert answer.stored
    assert (answer.cell.text, answer.cell.unit, answer.cell.value, answer.cell.version) == (
        "1,204.0", "万kWh", 12_040_000.0, 1,
    )  # fmt: skip
    assert row_of(province_on_each, "electricity").cell == answer.cell


def test_each_field_is_stored_or_refused_on_its_own(province: Province) -> None:
    outcome = save(
        province,
        CellEdit("a", "electricity", "5", "万kWh", 0),
        CellEdit("b", "tap_water", "5", "GJ", 0),
        CellEdit("c", "gold", "5", "t", 0),
        CellEdit("d", "coke", "-5", "t", 0),
    )
    refusals = [answer.refusal and answer.refusal.code for answer in outcome.answers]
    assert refusals == [None, "wrong_dimension", "unknown_item", "negative"]
    assert list(province.figures()) == [("P1", "electricity", MONTH)]


def test_an_edit_sent_twice_applies_once(province: Province) -> None:
    edit = CellEdit("a", "electricity", "5", "万kWh", 0)
    save(province, edit)
    (answer,) = save(province, edit).answers
    assert (answer.stored, answer.cell.version) == (True, 1)


def test_a_field_changed_meanwhile_is_refused_with_who_and_what(province: Province) -> None:
    province.bring_in("P1,2024-03,electricity,7,万kWh,,,")
    (answer,) = save(province, CellEdit("a", "electricity", "5", "万kWh", 0)).answers
    assert answer.refusal is not None
    params = dict(answer.refusal.params)
    assert datetime.fromisoformat(params.pop("at") + "+08:00")
    assert (answer.refusal.code, params) == ("cell_changed", {"by": "operator", "text": "7 万kWh"})
    assert (answer.cell.text, answer.cell.version) == ("7", 1)


def test_two_edits_of_one_field_sent_together_leave_the_later(province: Province) -> None:
    outcome = save(
        province,
        CellEdit("a", "electricity", "5", "万kWh", 0),
        CellEdit("b", "electricity", "6", "万kWh", 0),
    )
    assert [answer.cell.text for answer in outcome.answers] == ["6", "6"]
    assert [answer.edit_id for answer in outcome.answers] == ["a", "b"]


def test_a_blank_clears_the_field_and_with_a_reason_explains_it(province: Province) -> None:
    save(province, CellEdit("a", "electricity", "5", "万kWh", 0))
    (cleared,) = save(province, CellEdit("b", "electricity", "", "万kWh", 1)).answers
    assert (cleared.stored, cleared.cell.value, cleared.cell.version) == (True, None, 2)
    assert province.figures() == {}
    save(province, CellEdit("c", "electricity", "", "", 2, reason="stopped"))
    assert row_of(province, "electricity").state == "reason"


def test_a_figure_at_comparable_prices_moves_with_the_base_of_its_unit(province: Province) -> None:
    (first,) = save(province, CellEdit("a", "value_added_real", "5", "亿元@2020", 0)).answers
    assert first.base == 2020
    move = CellEdit("b", "value_added_real", "5", "亿元@2015", 1, base=2020)
    for _ in ("first sent", "sent again"):
        (moved,) = save(province, move).answers
        assert (moved.stored, moved.base, moved.cell.version) == (True, 2015, 1)
    assert [row.base for row in province.figures().values()] == [2015]


def test_the_form_of_a_submitted_report_takes_nothing(province: Province) -> None:
    declare_everything_away(province, "P1")
    save(province, CellEdit("a", "electricity", "5", "万kWh", 0))
    reports.submit(province.app, province.acting("officer"), "P1", MONTH, "其余各项本月均未发生")
    with pytest.raises(Refusal) as refused:
        save(province, CellEdit("b", "electricity", "6", "万kWh", 1))
    assert refused.value.code == "report_locked"
    assert not entry.form(province.app, province.acting("officer"), "P1", MONTH).editable


@pytest.mark.parametrize(
    ("name", "site", "code"),
    [
        ("officer", "P2", "unknown_site"),
        ("firm", "P1", "unknown_site"),
        ("kunming", "P1", "not_permitted"),
        ("auditor", "P1", "not_permitted"),
    ],
)
def test_nobody_enters_beyond_role_and_scope(province: Province, name: str, site: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        save(province, CellEdit("a", "electricity", "5", "万kWh", 0), name=name, site=site)
    assert refused.value.code == code


def test_an_enterprise_enters_into_its_parks_report(province: Province) -> None:
    save(province, CellEdit("a", "electricity", "5", "万kWh", 0), name="firm", site="E1")
    view = entry.form(province.app, province.acting("firm"), "E1", MONTH)
    assert (view.owner, view.report.state, view.editable) == ("P1", "draft", True)


@pytest.mark.parametrize(
    ("period", "code"),
    [("2024-06", "future_period"), ("2024-01..03", "bad_form_period"), ("x", "bad_form_period")],
)
def test_a_period_without_a_form_is_refused(province: Province, period: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        entry.form(province.app, OPERATOR, "P1", period)
    assert refused.value.code == code


def test_the_form_shows_what_stands_around_a_field(province: Province) -> None:
    province.bring_in(
        "P1,2023-01..03,electricity,9,万kWh,,,",
        "P1,2023-03,electricity,4,万kWh,,,",
        "P1,2024-01,electricity,1,万kWh,,,",
        "P1,2024-02,electricity,20000,kWh,,,",
        "P1,2024-03,electricity,3,万kWh,,,",
        "P1,2024-01..03,coke,6,t,,,",
    )
    row = row_of(province, "electricity")
    assert (row.last_month, row.last_year, row.ytd, row.ytd_last_year) == (20_000, 40_000, 60_000, 90_000)
    assert (row.units[:3], row.usual_unit, row.state) == (("kWh", "万kWh", "亿kWh"), "万kWh", "value")
    assert row_of(province, "coke", "2024-02").state == "span"
    assert row_of(province, "coke").ytd == 6


@pytest.mark.parametrize(("reason", "ytd"), [("停产", 70_000), ("不再使用", 70_000), ("未监测", None)])
def test_the_year_so_far_is_shown_beside_a_month_without_production(province, reason, ytd):
    province.bring_in(
        "P1,2024-01,electricity,3,万kWh,,,",
        f"P1,2024-02,electricity,,,,{reason},",
        "P1,2024-03,electricity,4,万kWh,,,",
    )
    assert row_of(province, "electricity").ytd == ytd


def test_the_form_says_what_was_declared_not_to_apply(province: Province) -> None:
    province.bring_in("P1,2024-01,diesel,1,t,,,")
    declare_items(province.app, OPERATOR, "P1", not_applicable=["energy"], since="2024-02")
    states = {item: row_of(province, item).state for item in ("coke", "diesel", "tap_water")}
    assert states == {"coke": "not_applicable", "diesel": "blank", "tap_water": "blank"}
    assert row_of(province, "coke", "2024-01").state == "blank"


def test_a_rolled_up_park_writes_only_items_of_its_own(province: Province) -> None:
    set_site(province.app, OPERATOR, SiteChange("P1", collect="rollup", since="2024-02"))
    assert not row_of(province, "electricity").writable
    assert row_of(province, "value_added_growth").writable
    (answer,) = save(province, CellEdit("a", "electricity", "5", "万kWh", 0)).answers
    assert answer.refusal is not None
    assert answer.refusal.code == "rolled_up"


def test_the_answer_carries_the_checks_of_the_site(province: Province) -> None:
    outcome = save(
        province,
        CellEdit("a", "wastewater_generated", "100", "m³", 0),
        CellEdit("b", "wastewater_treated", "150", "m³", 0),
    )
    assert "C-01" in {check.number for check in outcome.checks}
    assert {check.site for check in outcome.checks} == {"P1"}


def test_a_reviewer_sees_the_figures_as_last_submitted(province: Province) -> None:
    declare_everything_away(province, "P1")
    save(province, CellEdit("a", "electricity", "5", "万kWh", 0))
    reviewer, officer = province.acting("kunming"), province.acting("officer")

    def seen_by_the_reviewer() -> str:
        view = entry.form(province.app, reviewer, "P1", MONTH)
        return next(row for _, rows in view.rows for row in rows if row.item == "electricity").cell.text

    assert seen_by_the_reviewer() == ""
    reports.submit(province.app, officer, "P1", MONTH)
    assert seen_by_the_reviewer() == "5"
    reports.return_(province.app, reviewer, "P1", MONTH, "请核对")
    save(province, CellEdit("b", "electricity", "6", "万kWh", 1))
    assert seen_by_the_reviewer() == "5"
