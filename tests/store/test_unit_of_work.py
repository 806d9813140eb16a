"""What is stored together is stored wholly or not at all, on both databases."""

import threading
from contextlib import ExitStack

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, select

from tests.store.facts import add_site, add_sites, now
from tracker.messages import Refusal
from tracker.store.database import make_engine, read_session, unit_of_work
from tracker.store.locking import lock_site
from tracker.store.tables import Observation, Site


class Interrupted(BaseException):
    """What a page's rerun raises: no Exception."""


def codes(database: Engine) -> list[str]:
    with read_session(database) as session:
        return list(session.exec(select(Site.code).order_by(Site.code)))


def test_a_finished_unit_is_stored(database):
    add_sites(database, "A", "B")
    assert codes(database) == ["A", "B"]


@pytest.mark.parametrize("fault", [ValueError, Interrupted, KeyboardInterrupt])
def test_a_broken_unit_leaves_nothing(database, fault):
    def break_off(session: Session) -> None:
        add_site(session, "A")
        raise fault

    with pytest.raises(fault), unit_of_work(database) as session:
        break_off(session)
    assert codes(database) == []


def test_work_goes_on_after_a_broken_unit(database):
    with pytest.raises(IntegrityError):
        add_sites(database, "A", "A")
    add_sites(database, "B")
    assert codes(database) == ["B"]


def test_a_reader_cannot_write(database):
    with pytest.raises(DBAPIError), read_session(database) as session:
        add_site(session, "A")
    assert codes(database) == []


def test_a_reader_sees_one_state_throughout(database):
    add_sites(database, "A")
    with read_session(database) as session:
        assert len(session.exec(select(Site)).all()) == 1
        add_sites(database, "B")
        assert len(session.exec(select(Site)).all()) == 1


def test_units_do_not_nest(database):
    with pytest.raises(RuntimeError), unit_of_work(database), unit_of_work(database):
        pass


def test_no_increment_of_many_threads_is_lost(database):
    add_sites(database, "A")

    def add_some() -> None:
        for _ in range(10):
            with unit_of_work(database) as session:
                site = lock_site(session, 1)
                site.data_version += 1

    threads = [threading.Thread(target=add_some) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read_session(database) as session:
        assert session.get_one(Site, 1).data_version == 80


def test_two_engines_on_one_file_share_the_queue(sqlite_database):
    other = make_engine(str(sqlite_database.url))
    entered = threading.Event()

    def write() -> None:
        entered.set()
        add_sites(other, "B")

    with unit_of_work(sqlite_database) as session:
        add_site(session, "A")
        thread = threading.Thread(target=write)
        thread.start()
        entered.wait()
    thread.join()
    other.dispose()
    assert codes(sqlite_database) == ["A", "B"]


def test_a_write_protected_file_is_a_refusal(sqlite_database, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    event.listen(
        sqlite_database, "begin", lambda connection: connection.exec_driver_sql("PRAGMA query_only=ON")
    )
    with pytest.raises(Refusal) as caught:
        add_sites(sqlite_database, "A")
    assert caught.value.code == "database_unwritable"


def test_no_figure_enters_an_error_text(database):
    with pytest.raises(IntegrityError) as caught:
        add_sites(database, "秘密", "秘密")
    assert "秘密" not in str(caught.value).partition("DETAIL")[0]


def read_at_once(engine: Engine, sessions: int) -> None:
    with ExitStack() as readers:
        for _ in range(sessions):
            readers.enter_context(read_session(engine)).connection()


def test_too_many_at_once_is_a_refusal(database, monkeypatch):
    monkeypatch.setattr("tracker.store.database.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("tracker.store.database._POOL_SIZE", 1)
    engine = make_engine(database.url.render_as_string(hide_password=False))
    with pytest.raises(Refusal) as caught:
        read_at_once(engine, 4)
    engine.dispose()
    assert caught.value.code == "database_busy"


def test_a_busy_database_is_a_refusal(sqlite_database, monkeypatch):
    monkeypatch.setattr("tracker.store.database.BUSY_SECONDS", 0.05)
    refusals = []

    def write() -> None:
        try:
            add_sites(sqlite_database, "B")
        except Refusal as refusal:
            refusals.append(refusal.code)

    with unit_of_work(sqlite_database):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert refusals == ["database_busy"]


def test_another_process_writing_is_a_refusal(sqlite_database, monkeypatch):
    monkeypatch.setattr("tracker.store.database.BUSY_SECONDS", 0.05)
    other = make_engine(str(sqlite_database.url))
    with other.execution_options(writes=True).begin(), pytest.raises(Refusal) as caught:
        add_sites(sqlite_database, "B")
    other.dispose()
    assert caught.value.code == "database_busy"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "week"},
        {"first": 24290, "last": 24291},
        {"kind": "year", "first": 24289, "last": 24300},
        {"value": float("inf")},
        {"present": False, "value": 1.0},
        {"version": 0},
        {"site_id": 99},
    ],
)
def test_a_figure_that_cannot_be_is_refused_by_the_table(database, wrong):
    add_sites(database, "A")
    figure = {"site_id": 1, "item": "electricity", "kind": "month", "first": 24290, "last": 24290} | wrong
    with pytest.raises(IntegrityError), unit_of_work(database) as session:
        session.add(Observation(**figure, changed_by="x", changed_at=now()))


def test_instants_come_back_aware(database):
    add_sites(database, "A")
    with read_session(database) as session:
        assert session.get_one(Site, 1).created_at == now()
