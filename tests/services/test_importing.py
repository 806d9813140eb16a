"""What an import does to what is stored: changes, keeps, refuses; all or nothing (contract §2)."""

import pytest
from sqlmodel import select

from tests.services.province import Province, declare_everything_away
from tracker.services.exchange.importing import import_files
from tracker.services.permissions import OPERATOR
from tracker.services.reporting import reports
from tracker.services.sites import SiteChange, set_site
from tracker.store.database import read_session
from tracker.store.tables import AuditEntry, History, Report, Site

MARCH = "P1,2024-03,electricity,5,万kWh,bill,,"


def codes(outcome: object) -> list[str]:
    return [problem.code for problem in outcome.problems]  # type: ignore[attr-defined]


def test_an_import_is_stored_with_its_history_on_both_databases(province_on_each: Province) -> None:
    province = province_on_each
    outcome = province.bring_in(MARCH, "E1,2024-03,electricity,2,万kWh,,,")
    assert outcome.as_json("zh") | {"problems": []} == {
        "files": 1, "rows": 2, "accepted": 2, "changed": 2, "unchanged": 0, "refused": 0,
        "stored": True, "problems": [],
    }  # fmt: skip
    with read_session(province.app.engine) as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "figures.import")).all()
        kinds = session.exec(select(History.fact_kind).where(History.entry_id == entry.id)).all()
        (report,) = session.exec(select(Report)).all()
        versions = session.exec(select(Site.code, Site.data_version)).all()
    assert (entry.chain, entry.actor) == ("P1", "operator")
    assert sorted(kinds) == ["import_batch", "observation", "observation", "report"]
    assert (report.state, report.kind, report.month) == ("draft", "month", 2024 * 12 + 2)
    assert dict(versions)["P1"] > dict(versions)["P2"]


def test_the_same_again_changes_nothing(province: Province) -> None:
    province.bring_in(MARCH)
    outcome = province.bring_in("P1,2024-03,electricity,50000,kWh,,,")
    assert (outcome.changed, outcome.unchanged) == (0, 1)
    assert province.figures()["P1", "electricity", "2024-03"].unit == "万kWh"


def test_a_new_value_replaces_the_old_one_and_raises_the_version(province: Province) -> None:
    province.bring_in(MARCH)
    outcome = province.bring_in("P1,2024-03,electricity,6,万kWh,,,")
    figure = province.figures()["P1", "electricity", "2024-03"]
    assert (outcome.changed, figure.value, figure.version, figure.source) == (1, 60_000.0, 2, "bill")


def test_one_bad_row_stores_nothing_unless_part_is_asked_for(province: Province) -> None:
    bad = "P1,2024-03,gold,5,t,,,"
    assert not province.bring_in(MARCH, bad).stored
    assert province.figures() == {}
    outcome = province.bring_in(MARCH, bad, partial=True)
    assert (outcome.stored, outcome.changed, outcome.refused) == (True, 1, 1)
    assert len(province.figures()) == 1


def test_a_dry_run_says_the_same_and_stores_nothing(province: Province) -> None:
    outcome = province.bring_in(MARCH, dry_run=True)
    assert (outcome.changed, outcome.stored, province.figures()) == (1, False, {})


def test_one_cell_with_two_values_is_refused_in_both_rows(province: Province) -> None:
    other = province.file(MARCH, name="other.csv")
    mine = province.file("P1,2024-03,electricity,6,万kWh,,,")
    outcome = import_files(province.app, OPERATOR, [mine, other], partial=True)
    assert codes(outcome) == ["conflict", "conflict"]
    assert (outcome.refused, province.figures()) == (2, {})


def test_one_cell_twice_with_one_value_is_taken_once(province: Province) -> None:
    outcome = province.bring_in(MARCH, "P1,2024-03,electricity,50000,kWh,,,")
    assert (codes(outcome), outcome.changed, outcome.unchanged) == (["duplicate"], 1, 1)
    assert outcome.stored


def test_a_blank_removes_a_figure_only_when_asked_to(province: Province) -> None:
    province.bring_in(MARCH)
    kept = province.bring_in("P1,2024-03,electricity,,,,,")
    assert (codes(kept), kept.stored, len(province.figures())) == (["blank_kept"], True, 1)
    cleared = province.bring_in("P1,2024-03,electricity,,,,,", blank_clears=True)
    assert (codes(cleared), cleared.changed, province.figures()) == ([], 1, {})


def test_a_reason_in_its_column_neither_removes_a_figure_nor_stands_beside_one(province: Province) -> None:
    province.bring_in(MARCH)
    kept = province.bring_in("P1,2024-03,electricity,,,,停产,")
    assert [(one.code, one.message) for one in kept.problems] == [("blank_kept", "reason_kept_out")]
    beside = province.bring_in("P1,2024-03,coke,5,t,,停产,")
    assert [(one.code, one.severity, one.row) for one in beside.problems] == [
        ("reason_beside_figure", "warning", 2)
    ]
    coke = province.figures()["P1", "coke", "2024-03"]
    assert (coke.value, coke.reason) == (5, None)
    assert province.bring_in("P1,2024-03,coke,0,t,,停产,").stored


def test_a_blank_with_a_reason_is_kept_as_such(province: Province) -> None:
    province.bring_in("P1,2024-03,coke,,,,停产,", "P1,2024-03,diesel,,,,,")
    ((key, figure),) = province.figures().items()
    assert (key[1], figure.value, figure.reason) == ("coke", None, "stopped")


def test_a_submitted_month_takes_what_is_equal_and_nothing_else(province: Province) -> None:
    province.bring_in(MARCH)
    reports.submit(province.app, province.acting("officer"), "P1", "2024-03", "本月其余各项均无")
    assert province.bring_in(MARCH).unchanged == 1
    changed = province.bring_in("P1,2024-03,electricity,6,万kWh,,,")
    assert (codes(changed), changed.stored) == (["month_locked"], False)
    assert codes(province.bring_in("P1,2024-03,coke,1,t,,,")) == ["month_locked"]


def test_a_span_belongs_to_the_report_of_its_last_month(province: Province) -> None:
    province.bring_in(MARCH)
    reports.submit(province.app, province.acting("officer"), "P1", "2024-03", "本月其余各项均无")
    assert codes(province.bring_in("P1,2024-01..03,coke,3,t,,,")) == ["month_locked"]
    assert province.bring_in("P1,2024-01..02,coke,3,t,,,").changed == 1


def test_a_locked_span_is_refused_with_what_is_stored_of_its_months(province: Province) -> None:
    march = [f"P1,2024-{month:02d},electricity,5,万kWh,,," for month in (1, 2, 3)]
    province.bring_in(*march)
    reports.submit(province.app, province.acting("officer"), "P1", "2024-03", "本月其余各项均无")
    power, coke = province.bring_in(
        "P1,2024-01..03,electricity,16,万kWh,,,", "P1,2024-01..03,coke,3,t,,,"
    ).problems
    assert "已存的各月合计为 15 万kWh" in power.as_json("zh")["message"]
    assert "no figure is stored" in coke.as_json("en")["message"]
    assert power.code == coke.code == "month_locked"


def test_a_rolled_up_park_takes_only_items_of_its_own(province: Province) -> None:
    set_site(province.app, OPERATOR, SiteChange("P1", collect="rollup", since="2024-02"))
    outcome = province.bring_in(
        "P1,2024-01,electricity,5,kWh,,,", "P1,2024-03,electricity,5,kWh,,,", "P1,2024-03,land_area,5,亩,,,"
    )
    assert [(problem.code, problem.row) for problem in outcome.problems] == [("rolled_up", 3)]


def test_figures_of_other_sites_are_not_taken_when_one_is_named(province: Province) -> None:
    outcome = province.bring_in(MARCH, "P2,2024-03,electricity,5,kWh,,,", site="P1")
    assert codes(outcome) == ["other_site"]


def test_the_outcome_names_what_the_checks_doubt(province: Province) -> None:
    outcome = province.bring_in(
        "P1,2024-03,wastewater_generated,100,m³,,,", "P1,2024-03,wastewater_treated,150,m³,,,"
    )
    (problem,) = outcome.problems
    assert (problem.code, problem.severity, outcome.stored) == ("check:C-01", "warning", True)
    assert "150" in problem.as_json("zh")["message"]


def test_submitting_along_sends_every_month_touched(province: Province) -> None:
    declare_everything_away(province, "P1")
    outcome = province.bring_in(MARCH, by=province.acting("officer"), submit=True)
    assert (codes(outcome), outcome.stored) == ([], True)
    with read_session(province.app.engine) as session:
        (report,) = session.exec(select(Report)).all()
    assert (report.state, report.submitted_by) == ("submitted", "officer")


def test_a_check_that_blocks_one_month_stores_nothing_at_all(province: Province) -> None:
    outcome = province.bring_in(MARCH, by=province.acting("officer"), submit=True)
    assert {problem.severity for problem in outcome.problems} == {"error"}
    assert all(code.startswith("check:C-") for code in codes(outcome))
    assert (outcome.stored, province.figures()) == (False, {})


@pytest.mark.parametrize("name", ["kunming", "admin", "auditor"])
def test_who_may_not_enter_figures_is_told_so(province: Province, name: str) -> None:
    outcome = province.bring_in(MARCH, by=province.acting(name))
    assert (codes(outcome), outcome.stored) == (["not_permitted"], False)


def test_an_officer_enters_for_the_park_and_its_enterprises_only(province: Province) -> None:
    rows = (MARCH, "E1,2024-03,coke,1,t,,,", "P2,2024-03,coke,1,t,,,", "P9,2024-03,coke,1,t,,,")
    outcome = province.bring_in(*rows, by=province.acting("officer"))
    assert [(problem.code, problem.row) for problem in outcome.problems] == [
        ("unknown_site", 4),
        ("unknown_site", 5),
    ]
