"""The day's work is done once, by whichever process comes first."""

from datetime import timedelta

from sqlmodel import select

from tests.services.province import Province
from tracker.services import daily
from tracker.services.application import now
from tracker.store.database import read_session, unit_of_work
from tracker.store.tables import AuditEntry, Flag, Lease


def test_missing_reports_are_flagged_and_heads_noted(province: Province) -> None:
    assert daily.run_daily(province.app)
    with read_session(province.app.engine) as session:
        actions = set(session.exec(select(AuditEntry.action)).all())
    assert "audit.heads" in actions


def test_a_second_process_finds_it_done(province: Province) -> None:
    assert daily.run_daily(province.app)
    assert not daily.run_daily(province.app)


def test_what_a_process_began_and_did_not_end_is_taken_over(province: Province) -> None:
    with unit_of_work(province.app.engine) as session:
        session.add(Lease(name=daily.LEASE, holder="gone", until=now() - timedelta(minutes=1)))
    assert daily.run_daily(province.app)


def test_a_run_under_way_elsewhere_is_left_alone(province: Province) -> None:
    with unit_of_work(province.app.engine) as session:
        session.add(Lease(name=daily.LEASE, holder="another", until=now() + timedelta(minutes=5)))
    assert not daily.run_daily(province.app)
    with read_session(province.app.engine) as session:
        assert session.exec(select(Flag)).all() == []
