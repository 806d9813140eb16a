"""An import taken back leaves every table as it was, but for versions, who changed it and what only grows."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel, select

from tests.services.province import Province, declare_everything_away
from tracker.messages import Refusal, WrongUsage, describe
from tracker.services.entering.entry import CellEdit, form, save
from tracker.services.exchange.importing import import_files
from tracker.services.exchange.undoing import list_imports, undo, what_undoing_does
from tracker.services.permissions import OPERATOR
from tracker.services.proof.audit import verify_chains
from tracker.services.reporting import reports
from tracker.services.reporting.remarks import Remark
from tracker.services.reporting.reviewing import review
from tracker.store.audit import record
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import INSTALLATION, fact_of
from tracker.store.tables import Account, AuditEntry, Installation, Observation

MARCH = "P1,2024-03,electricity,5,万kWh,bill,,抄表"
NEW_MARCH = "P1,2024-03,electricity,60,MWh,,,重新抄表"
FIRM = "E1,2024-03,electricity,7,万kWh,,,"
OTHER = "P2,2024-03,coke,9,t,,,"
WHY = "其余各项本月均未发生"

ONLY_GROWS = {
    *("audit_entry", "history", "import_batch", "import_mapping"),
    *("recorded_figure", "check_result", "flag", "flag_event"),
}
"""What tells of things that happened: a submission's figures, checks and flags stay when it is undone."""
MOVES_ON = {"version", "data_version", "changed_by", "changed_at"}

Dump = dict[str, list[dict[str, Any]]]


def dump(engine: Engine) -> Dump:
    """Return every row of every table; cleared figures and drafts nobody wrote in are as if never begun."""
    tables: Dump = {}
    with engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name in ONLY_GROWS:
                continue
            rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
            tables[table.name] = [
                {name: value for name, value in row.items() if name not in MOVES_ON} for row in rows
            ]
    tables["observation"] = [row for row in tables["observation"] if row["present"] or row["reported"]]
    tables["report"] = [row for row in tables["report"] if row["state"] != "draft"]
    return tables


def vouch_for_the_founding(province: Province) -> None:
    """The tests' installation is set up without an entry; with one, the whole audit can be verified."""
    with unit_of_work(province.app.engine) as session:
        rows = [*session.exec(select(Installation)), *session.exec(select(Account))]
        facts = [fact_of(row) for row in rows]
        record(session, chain=INSTALLATION, actor="operator", action="init", facts=facts)


def newest(province: Province) -> int:
    return list_imports(province.app, OPERATOR)[0].id


def actions(province: Province) -> list[str]:
    with read_session(province.app.engine) as session:
        return list(session.exec(select(AuditEntry.action).order_by(AuditEntry.id)))  # type: ignore[arg-type]


def plain(province: Province) -> None:
    province.bring_in(NEW_MARCH, FIRM, "P1,2024-04,coke,,,,,焦炉停用")


def several_parks(province: Province) -> None:
    province.bring_in(NEW_MARCH, FIRM, OTHER)


def clearing(province: Province) -> None:
    province.bring_in("P1,2024-03,electricity,,,,,", blank_clears=True)


def submitting(province: Province) -> None:
    outcome = province.bring_in(NEW_MARCH, by=province.acting("officer"), submit=True)
    assert outcome.ok, outcome.problems


@pytest.mark.parametrize("bring_in", [plain, several_parks, clearing, submitting])
def test_every_table_is_as_before_on_both_databases(
    province_on_each: Province, bring_in: Callable[[Province], None]
) -> None:
    province, engine = province_on_each, province_on_each.app.engine
    vouch_for_the_founding(province)
    declare_everything_away(province, "P1")
    province.bring_in(MARCH)
    before, known = dump(engine), {one.id for one in list_imports(province.app, OPERATOR)}
    bring_in(province)
    assert dump(engine) != before
    done = actions(province)

    batches = [one for one in list_imports(province.app, OPERATOR) if one.id not in known]
    for batch in batches:
        by = {"P1": "officer", "P2": "neighbour"}[batch.site]
        undo(province.app, province.acting(by), batch.id)

    after = dump(engine)
    for table, rows in before.items():
        assert after[table] == rows, table
    grown = [action for action in actions(province)[len(done) :] if action != "flags.evaluate"]
    assert grown == ["figures.undo"] * len(batches)
    assert len(batches) == (2 if bring_in is several_parks else 1)
    assert verify_chains(province.app, OPERATOR)["holds"]


def test_what_was_reported_goes_back_with_the_submission(province: Province) -> None:
    declare_everything_away(province, "P1")
    province.bring_in(MARCH)
    officer = province.acting("officer")
    reports.submit(province.app, officer, "P1", "2024-03", WHY)
    said = [Remark("P1", "electricity", "与上月相差较大")]
    kunming = province.acting("kunming")
    reports.return_(province.app, kunming, "P1", "2024-03", "请核对电力消费量", remarks=said)
    assert province.bring_in(NEW_MARCH, by=officer, submit=True).ok
    assert reported(province) == (60_000.0, 60_000.0)

    undo(province.app, officer, newest(province))

    assert reported(province) == (50_000.0, 50_000.0)
    view = form(province.app, officer, "P1", "2024-03")
    assert (view.report.state, view.report.reason) == ("returned", "请核对电力消费量")
    assert [remark.text for remark in view.remarks] == ["与上月相差较大"]
    states = [one.move.state for one in review(province.app, officer, "P1", "2024-03").rounds]
    assert states == ["submitted", "returned", "submitted", "returned"]


def reported(province: Province) -> tuple[float | None, float | None]:
    with read_session(province.app.engine) as session:
        (row,) = session.exec(select(Observation).where(Observation.item == "electricity")).all()
        return row.value, row.reported_value


def test_what_somebody_changed_since_is_named_and_stays(province: Province) -> None:
    province.bring_in(MARCH)
    province.bring_in(NEW_MARCH, FIRM)
    edit = CellEdit("e1", "electricity", "61", "MWh", 2)
    save(province.app, province.acting("officer"), "P1", "2024-03", [edit])
    batch = newest(province)
    with pytest.raises(Refusal) as refused:
        undo(province.app, OPERATOR, batch)
    assert "P1 2024-03 电力 (officer)" in describe(refused.value, "zh")
    assert province.figures()["E1", "electricity", "2024-03"].value == 70_000

    plan = what_undoing_does(province.app, OPERATOR, batch)
    assert (plan.figures, [one.by for one in plan.changed]) == (1, ["officer"])
    undo(province.app, OPERATOR, batch, rest=True)
    assert {key[0]: row.value for key, row in province.figures().items()} == {"P1": 61_000}


def test_an_older_import_can_be_undone_once_the_newer_is(province: Province) -> None:
    province.bring_in(MARCH)
    first = newest(province)
    province.bring_in(NEW_MARCH)
    with pytest.raises(Refusal, match="undo_changed_since"):
        undo(province.app, OPERATOR, first)
    undo(province.app, OPERATOR, newest(province))
    undo(province.app, OPERATOR, first)
    assert province.figures() == {}
    with pytest.raises(Refusal, match="import_undone"):
        undo(province.app, OPERATOR, first)


def test_a_report_under_way_or_opened_is_refused_with_the_remedy(province: Province) -> None:
    declare_everything_away(province, "P1")
    officer = province.acting("officer")
    province.bring_in(MARCH, by=officer, submit=True)
    reports.open_report(province.app, province.acting("kunming"), "P1", "2024-03")
    with pytest.raises(Refusal) as refused:
        undo(province.app, officer, newest(province))
    assert refused.value.code == "undo_locked"
    assert "退回" in describe(refused.value, "zh")
    reports.return_(province.app, province.acting("kunming"), "P1", "2024-03", "请核对电力消费量")
    undo(province.app, officer, newest(province))
    assert reported(province) == (None, 50_000)  # what was returned stays what the bureau saw
    assert form(province.app, officer, "P1", "2024-03").report.state == "returned"


def test_taking_back_a_submission_needs_whoever_may_submit(province: Province) -> None:
    declare_everything_away(province, "P1")
    province.bring_in(MARCH, by=province.acting("officer"), submit=True)
    with pytest.raises(WrongUsage):
        undo(province.app, OPERATOR, newest(province))


def test_who_may_not_enter_every_figure_sees_no_such_import(province: Province) -> None:
    province.bring_in(MARCH, FIRM)
    batch = newest(province)
    for name, code in (
        ("neighbour", "unknown_import"),
        ("firm", "unknown_import"),
        ("auditor", "not_permitted"),
    ):
        with pytest.raises(Refusal, match=code):
            undo(province.app, province.acting(name), batch)
    assert list_imports(province.app, province.acting("neighbour")) == []
    province.bring_in("E1,2024-04,electricity,7,万kWh,,,", by=province.acting("firm"))
    (own,) = list_imports(province.app, province.acting("firm"), "E1")
    undo(province.app, province.acting("firm"), own.id)


def test_an_import_knows_its_files_and_one_that_changes_nothing_leaves_none(province: Province) -> None:
    path = province.file(MARCH, name="三月.csv")
    import_files(province.app, OPERATOR, [path])
    import_files(province.app, OPERATOR, [path])
    (batch,) = list_imports(province.app, OPERATOR, "P1")
    assert (batch.files, batch.figures, batch.made_by) == (("三月.csv",), 1, "operator")
