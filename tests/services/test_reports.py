"""The life of a report: who may move it where, and what stands in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from tests.services.province import Province, declare_everything_away
from tracker.messages import Refusal, WrongUsage, describe
from tracker.services.entering.entry import form
from tracker.services.permissions import OPERATOR, Actor, acting_as
from tracker.services.reporting import reports
from tracker.services.reporting.queue import queue
from tracker.services.reporting.reviewing import review
from tracker.services.reporting.rounds import Former
from tracker.services.reporting.submitting import ReportBlocked
from tracker.services.sites import SiteChange, SiteForm, add_site, set_site
from tracker.store.database import read_session
from tracker.store.tables import (
    AuditEntry,
    Explanation,
    History,
    Observation,
    RecordedFigure,
    Report,
    ReportRemark,
)

MARCH = "P1,2024-03,electricity,5,万kWh,,,"
WHY = "其余各项本月均未发生"
Move = Callable[..., list[reports.ReportRecord]]


def send_march(province: Province) -> None:
    province.bring_in(MARCH)
    reports.submit(province.app, province.acting("officer"), "P1", "2024-03", WHY)


@pytest.fixture(scope="module")
def march(made_from: Callable[..., Path]) -> Path:
    return made_from(send_march)


@pytest.fixture
def sent(march: Path, copy_of: Callable[[Path], Province]) -> Province:
    """March of P1 is entered by the operator and submitted by its officer."""
    return copy_of(march)


def move(province: Province, step: Move, name: str, *arguments: str, **options: int) -> str:
    (report,) = step(province.app, province.acting(name), "P1", "2024-03", *arguments, **options)
    return report.state


def test_a_report_is_submitted_and_accepted_on_both_databases(province_on_each: Province) -> None:
    province = province_on_each
    province.bring_in(MARCH, "E1,2024-03,coke,1,t,,,")
    assert move(province, reports.submit, "officer", WHY) == "submitted"
    assert move(province, reports.accept, "kunming", WHY) == "accepted"
    with read_session(province.app.engine) as session:
        figures = session.exec(select(Observation)).all()
        occasions = session.exec(select(RecordedFigure.occasion).distinct()).all()
        actions = session.exec(select(AuditEntry.action).where(AuditEntry.chain == "P1")).all()
    assert all(row.reported and row.reported_value == row.value for row in figures)
    assert sorted(occasions) == ["accepted", "submitted"]
    assert [action for action in actions if action.startswith("report.")] == [
        "report.submit",
        "report.accept",
    ]


def test_a_gap_blocks_until_it_is_explained(province: Province) -> None:
    province.bring_in(MARCH)
    with pytest.raises(ReportBlocked) as blocked:
        move(province, reports.submit, "officer", "太短")
    assert {check.severity for check in blocked.value.checks} == {"C"}
    assert move(province, reports.submit, "officer", WHY) == "submitted"
    with read_session(province.app.engine) as session:
        assert len(session.exec(select(Explanation)).all()) == len(blocked.value.checks)


@pytest.mark.parametrize("nothing", ["……。。。", "－－－－－－", "1 1 1 1 1", "停产。。。。检修"])
def test_signs_that_say_nothing_explain_nothing(province: Province, nothing: str) -> None:
    province.bring_in(MARCH)
    with pytest.raises(ReportBlocked):
        move(province, reports.submit, "officer", nothing)
    assert move(province, reports.submit, "officer", "停产，检修6天") == "submitted"


def test_a_note_beside_a_blank_explains_it(province: Province) -> None:
    declare_everything_away(province, "P1")
    province.bring_in(MARCH, "P1,2024-02,coke,9,t,,,", "P1,2024-03,coke,,,,,焦炉检修停用一个月")
    assert move(province, reports.submit, "officer") == "submitted"


def test_a_note_that_says_nothing_does_not(province: Province) -> None:
    declare_everything_away(province, "P1")
    province.bring_in(MARCH, "P1,2024-02,coke,9,t,,,", "P1,2024-03,coke,,,,,————————")
    with pytest.raises(ReportBlocked):
        move(province, reports.submit, "officer")


def test_class_a_cannot_be_explained_away(province: Province) -> None:
    province.bring_in(MARCH, "P1,2024-03,green_power,6,万kWh,,,")
    with pytest.raises(ReportBlocked) as blocked:
        move(province, reports.submit, "officer", WHY)
    assert {check.severity for check in blocked.value.checks} == {"A"}


def test_class_b_waits_for_the_reviewers_release(province: Province) -> None:
    province.bring_in(MARCH, "P1,2024-03,water_exported,5,m³,,,", "P1,2024-03,tap_water,1,m³,,,")
    move(province, reports.submit, "officer", WHY)
    with pytest.raises(ReportBlocked) as blocked:
        move(province, reports.accept, "kunming")
    assert [check.number for check in blocked.value.checks] == ["B-03"]
    assert move(province, reports.accept, "kunming", "已电话核实，同意") == "accepted"
    with read_session(province.app.engine) as session:
        query = select(Explanation.released_by).where(Explanation.check_number == "B-03")
        assert session.exec(query).one() == "kunming"


STEPS = [
    ("submit", "kunming", "not_permitted"),
    ("submit", "auditor", "not_permitted"),
    ("submit", "neighbour", "unknown_site"),
    ("submit", "firm", "unknown_site"),
    ("accept", "officer", "not_permitted"),
    ("accept", "admin", "not_permitted"),
    ("reopen", "officer", "not_permitted"),
]


@pytest.mark.parametrize(("step", "name", "code"), STEPS)
def test_nobody_moves_a_report_beyond_their_role_and_scope(
    sent: Province, step: str, name: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        move(sent, getattr(reports, step), name, WHY)
    assert refused.value.code == code


def test_an_enterprise_has_no_report_of_its_own(province: Province) -> None:
    with pytest.raises(Refusal) as refused:
        reports.submit(province.app, province.acting("firm"), "E1", "2024-03", WHY)
    assert refused.value.code == "not_permitted"


def test_the_operator_moves_reports_only_as_somebody(province: Province) -> None:
    with pytest.raises(WrongUsage):
        reports.submit(province.app, OPERATOR, "P1", "2024-03", WHY)
    province.bring_in(MARCH)
    (report,) = reports.submit(province.app, acting_as(province.app, "officer"), "P1", "2024-03", WHY)
    assert report.submitted_by == "officer"
    with read_session(province.app.engine) as session:
        query = select(AuditEntry.actor).where(AuditEntry.action == "report.submit")
        assert session.exec(query).one() == "officer via operator"


def test_who_entered_a_figure_cannot_accept_it_even_after_it_was_changed(province: Province) -> None:
    province.bring_in(MARCH, by=province.acting("officer"))
    province.bring_in("P1,2024-03,electricity,6,万kWh,,,")
    reports.submit(province.app, province.acting("officer"), "P1", "2024-03", WHY)
    turned = Actor("officer", "reviewer", "kunming", 1)
    with pytest.raises(Refusal) as refused:
        reports.accept(province.app, turned, "P1", "2024-03", WHY)
    assert refused.value.code == "own_figures"


def test_withdrawing_ends_once_a_reviewer_has_looked(sent: Province) -> None:
    assert move(sent, reports.withdraw, "officer") == "withdrawn"
    assert move(sent, reports.submit, "officer", WHY) == "submitted"
    reports.open_report(sent.app, sent.acting("officer"), "P1", "2024-03")
    reports.open_report(sent.app, sent.acting("kunming"), "P1", "2024-03")
    with pytest.raises(Refusal) as refused:
        move(sent, reports.withdraw, "officer")
    assert refused.value.code == "report_opened"


def test_a_report_is_sent_back_with_a_reason_only(sent: Province) -> None:
    with pytest.raises(Refusal) as refused:
        move(sent, reports.return_, "kunming", "  ")
    assert refused.value.code == "reason_needed"
    assert move(sent, reports.return_, "kunming", "电力请核对") == "returned"


def test_the_province_alone_sends_back_what_is_accepted(sent: Province) -> None:
    move(sent, reports.accept, "kunming", WHY)
    with pytest.raises(Refusal) as refused:
        move(sent, reports.return_, "kunming", "电力请核对")
    assert refused.value.code == "report_state"
    assert move(sent, reports.return_, "province", "电力请核对") == "returned"


def test_reported_figures_stay_until_the_report_is_submitted_again(sent: Province) -> None:
    move(sent, reports.accept, "kunming", WHY)
    move(sent, reports.reopen, "province", "更正电力")
    sent.bring_in("P1,2024-03,electricity,6,万kWh,,,")
    figure = sent.figures()["P1", "electricity", "2024-03"]
    assert (figure.value, figure.reported_value) == (60_000.0, 50_000.0)
    move(sent, reports.submit, "officer", WHY)
    assert sent.figures()["P1", "electricity", "2024-03"].reported_value == 60_000.0


def test_a_decision_on_an_older_version_is_refused(sent: Province) -> None:
    report = reports.open_report(sent.app, sent.acting("kunming"), "P1", "2024-03")
    move(sent, reports.return_, "province", "电力请核对")
    move(sent, reports.submit, "officer", WHY)
    with pytest.raises(Refusal) as refused:
        move(sent, reports.accept, "kunming", WHY, version=report.version)
    assert refused.value.code == "report_moved_on"


def test_a_span_of_months_passes_over_those_already_there(sent: Province) -> None:
    moved = reports.submit(sent.app, sent.acting("officer"), "P1", "2024-01..12", WHY)
    assert [report.period for report in moved] == ["2024-01", "2024-02", "2024-04", "2024-05"]
    accepted = reports.accept(sent.app, sent.acting("kunming"), "P1", "2024-01..12", WHY)
    assert len(accepted) == 5
    assert reports.accept(sent.app, sent.acting("kunming"), "P1", "2024-01..12", WHY) == []


def test_an_annual_report_carries_the_figures_of_the_year(province: Province) -> None:
    province.bring_in("P1,2023,electricity,60,万kWh,,,", "P1,2023-12,electricity,5,万kWh,,,")
    reports.submit(province.app, province.acting("officer"), "P1", "2023", WHY)
    figures = province.figures()
    assert figures["P1", "electricity", "2023"].reported
    assert not figures["P1", "electricity", "2023-12"].reported


@pytest.mark.parametrize(("period", "code"), [("2024-06", "future_period"), ("2024-3", "bad_period")])
def test_a_period_that_has_no_report_is_refused(province: Province, period: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        reports.submit(province.app, province.acting("officer"), "P1", period, WHY)
    assert refused.value.code == code


def test_the_list_of_reports_shows_those_owed_and_when(sent: Province) -> None:
    found = reports.list_reports(sent.app, sent.acting("kunming"), year=2024)
    assert [(report.site, report.period, report.state) for report in found] == [
        ("P1", "2024-01", "draft"),
        ("P1", "2024-02", "draft"),
        ("P1", "2024-03", "submitted"),
        ("P1", "2024-04", "draft"),
        ("P1", "2024-05", "draft"),
        ("P1", "2024", "draft"),
    ]
    assert str(found[2].due) == "2024-04-10"


REMARK = reports.Remark("P1", "electricity", "与结算单不符")


def test_remarks_come_back_with_a_return_in_one_entry_on_both_databases(province_on_each: Province) -> None:
    province = province_on_each
    province.bring_in(MARCH, "E1,2024-03,coke,1,t,,,")
    move(province, reports.submit, "officer", WHY)
    remarks = [REMARK, reports.Remark("E1", "coke", "请附结算单"), reports.Remark("P1", "coke", "  ")]
    reports.return_(province.app, province.acting("kunming"), "P1", "2024-03", "请核对", remarks=remarks)
    view = form(province.app, province.acting("officer"), "P1", "2024-03")
    assert [(said.item, said.text, said.by) for said in view.remarks] == [
        ("electricity", "与结算单不符", "kunming"),
        ("coke", "请附结算单", "kunming"),
    ]
    firm = form(province.app, province.acting("firm"), "E1", "2024-03")
    assert [said.item for said in firm.remarks] == ["coke"]
    with read_session(province.app.engine) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "report.return")).one()
        kinds = session.exec(select(History.fact_kind).where(History.entry_id == entry.id)).all()
        assert sorted(kinds) == ["report", "report_remark", "report_remark"]


def test_remarks_are_shown_until_the_report_is_submitted_again_and_kept(sent: Province) -> None:
    reports.return_(sent.app, sent.acting("kunming"), "P1", "2024-03", "请核对", remarks=[REMARK])
    sent.bring_in("P1,2024-03,electricity,6,万kWh,,,")
    assert form(sent.app, sent.acting("officer"), "P1", "2024-03").remarks
    move(sent, reports.submit, "officer", WHY)
    assert not form(sent.app, sent.acting("officer"), "P1", "2024-03").remarks
    rounds = review(sent.app, sent.acting("kunming"), "P1", "2024-03").rounds
    assert [(one.move.state, one.move.by, one.move.reason, len(one.remarks)) for one in rounds] == [
        ("submitted", "officer", WHY, 0),
        ("returned", "kunming", "请核对", 1),
        ("submitted", "officer", WHY, 0),
    ]


@pytest.mark.parametrize(
    ("site", "item", "text", "code"),
    [
        ("P2", "electricity", "请核对", "remark_outside"),
        ("P1", "no_such_item", "请核对", "remark_outside"),
        ("P1", "electricity", "长" * 2001, "note_too_long"),
    ],
)
def test_a_remark_that_cannot_stand_leaves_the_report_as_it_was(
    sent: Province, site: str, item: str, text: str, code: str
) -> None:
    remark = reports.Remark(site, item, text)
    with pytest.raises(Refusal) as refused:
        reports.return_(sent.app, sent.acting("kunming"), "P1", "2024-03", "请核对", remarks=[remark])
    assert refused.value.code == code
    (report,) = reports.list_reports(sent.app, sent.acting("kunming"), year=2024, sites=["P1"])[2:3]
    assert report.state == "submitted"


def test_each_class_b_check_is_released_by_itself(province: Province) -> None:
    province.bring_in(MARCH, "P1,2024-03,water_exported,5,m³,,,", "P1,2024-03,tap_water,1,m³,,,")
    move(province, reports.submit, "officer", WHY)
    reviewer = province.acting("kunming")
    with pytest.raises(ReportBlocked) as blocked:
        reports.accept(province.app, reviewer, "P1", "2024-03", "已电话核实，同意", released=[])
    assert blocked.value.code == "release_each"
    names = [check.name for check in blocked.value.checks]
    (report,) = reports.accept(province.app, reviewer, "P1", "2024-03", released=names)
    assert report.state == "accepted"


def test_of_two_reviewers_the_second_is_told_who_decided_and_what(sent: Province) -> None:
    seen = reports.open_report(sent.app, sent.acting("kunming"), "P1", "2024-03").version
    move(sent, reports.accept, "kunming", WHY, version=seen)
    with pytest.raises(Refusal) as refused:
        reports.return_(
            sent.app, sent.acting("province"), "P1", "2024-03", "请核对", version=seen, remarks=[REMARK]
        )
    assert refused.value.code == "report_moved_on"
    assert "kunming" in describe(refused.value, "zh")
    assert "审核通过" in describe(refused.value, "zh")
    with read_session(sent.app.engine) as session:
        assert not session.exec(select(ReportRemark)).all()
        assert session.exec(select(Report.state)).all() == ["accepted"]


def test_a_second_submission_tells_what_it_changed(sent: Province) -> None:
    reviewer = sent.acting("kunming")
    assert review(sent.app, reviewer, "P1", "2024-03").changed is None
    move(sent, reports.return_, "kunming", "电力请核对")
    sent.bring_in("P1,2024-03,electricity,6,万kWh,,,", "P1,2024-03,coke,9,t,,,")
    move(sent, reports.submit, "officer", WHY)
    found = review(sent.app, reviewer, "P1", "2024-03")
    changed = {line.row.item: line.former for line in found.sheets[0].lines if line.former}
    assert found.changed == 2
    assert changed == {"electricity": Former(50_000.0, "5", "万kWh"), "coke": Former()}


def test_a_figure_that_merely_changed_its_unit_is_not_called_changed(sent: Province) -> None:
    move(sent, reports.return_, "kunming", "电力请核对")
    sent.bring_in("P1,2024-03,electricity,50000,kWh,,,")
    move(sent, reports.submit, "officer", WHY)
    assert review(sent.app, sent.acting("kunming"), "P1", "2024-03").changed == 0


def test_a_rolled_up_park_shows_the_sum_of_its_enterprises(province: Province) -> None:
    set_site(province.app, OPERATOR, SiteChange("P1", collect="rollup", since="2024-01"))
    add_site(
        province.app, OPERATOR, SiteForm("E2", "另一企业", kind="enterprise", parent="P1", since="2023-01")
    )
    province.bring_in("E1,2024-03,coke,1,t,,,", "E2,2024-03,coke,2.5,t,,,", "E1,2024-02,coke,7,t,,,")
    move(province, reports.submit, "officer", WHY)
    park, *enterprises = review(province.app, province.acting("kunming"), "P1", "2024-03").sheets
    (coke,) = [line for line in park.lines if line.row.item == "coke"]
    assert (coke.row.cell.value, coke.row.last_month, coke.adds) == (3.5, None, (2, 2))
    assert [sheet.site for sheet in enterprises] == ["E1", "E2"]


def test_the_queue_holds_what_waits_what_is_late_and_what_was_said(sent: Province) -> None:
    waiting = queue(sent.app, sent.acting("kunming"), "submitted")
    assert [(one.report.period, one.changed) for one in waiting.waiting] == [("2024-03", None)]
    assert waiting.waiting[0].explanations > 0
    late = queue(sent.app, sent.acting("kunming"), "late", limit=2)
    assert [one.report.period for one in late.waiting] == ["2023-05", "2023-06"]
    assert late.counts["late"] == 11
    assert not queue(sent.app, sent.acting("kunming"), "submitted", prefecture="yuxi").waiting


@pytest.mark.parametrize(("shelf", "period", "other"), [
    ("submitted", "2024-03", "2023-05"), ("late", "2023-05", "2024-03"), ("accepted", "2024-03", "2023-05"),
])  # fmt: skip
def test_a_shelf_is_narrowed_to_one_period_and_says_which_it_has(sent, shelf, period, other) -> None:
    if shelf == "accepted":
        move(sent, reports.accept, "kunming")
    reviewer = sent.acting("kunming")
    whole, one = queue(sent.app, reviewer, shelf), queue(sent.app, reviewer, shelf, period=period)
    assert period in whole.periods
    assert list(whole.periods) == sorted(whole.periods, reverse=True)
    assert [waiting.report.period for waiting in one.waiting] == [period]
    assert (one.counts, one.periods, one.total) == (whole.counts, whole.periods, 1)
    assert whole.total == whole.counts[shelf]
    assert queue(sent.app, reviewer, shelf, period=other).waiting == ()


def test_a_neighbours_reports_are_not_in_the_queue(sent: Province) -> None:
    elsewhere = Actor("yuxi", "reviewer", "yuxi", 99)
    assert queue(sent.app, elsewhere, "submitted").counts["submitted"] == 0
