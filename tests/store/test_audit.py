"""The audit trail: what it records, and that nothing of the past can be changed without its being found."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, select

from tests.store.facts import MARCH, add_site, found_installation
from tracker.messages import Refusal
from tracker.store.audit import BEGINNING, Head, heads, note_heads, record
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import FACT_TABLES, fact_of
from tracker.store.tables import AuditEntry, History, Observation
from tracker.store.triggers import APPEND_ONLY
from tracker.store.verifying import AuditState, verify

FIGURE = f"1/electricity/month/{MARCH}/0"


def audited(database: Engine, *noted: Head) -> AuditState:
    with read_session(database) as session:
        return verify(session, noted)


def found(database: Engine, *noted: Head) -> tuple[str, Any, Any]:
    """Return the code of the first problem and what it names."""
    problem = audited(database, *noted).first_problem
    assert problem is not None
    return (problem.code, *problem.params.values())


def head_of(database: Engine, chain: str) -> Head:
    with read_session(database) as session:
        return heads(session)[chain]


@contextmanager
def tampering(database: Engine) -> Iterator[Connection]:
    """Yield a connection of somebody who has the database itself: no triggers, no references."""
    database.dispose()
    if database.dialect.name == "sqlite":
        path = str(database.url.database)
        engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path))
        prepare = [
            f"DROP TRIGGER {table}_no_{change}" for table in APPEND_ONLY for change in ("update", "delete")
        ]
    else:
        engine = create_engine(database.url)
        prepare = ["SET session_replication_role = replica"]
    with engine.begin() as connection:
        for statement in prepare:
            connection.execute(text(statement))
        yield connection
    engine.dispose()


def tamper(database: Engine, *statements: str) -> None:
    with tampering(database) as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_an_untouched_trail_holds(filled):
    state = audited(filled)
    assert (state.holds, state.entries, state.first_problem) == (True, 12, None)
    assert state.heads.keys() == {"A", "B", "installation"}


def test_progress_is_told_up_to_what_there_is(database):
    found_installation(database, *(f"P{number}" for number in range(300)))
    told = []
    with read_session(database) as session:
        verify(session, progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 602)]


def test_an_empty_database_holds(database):
    assert audited(database).holds


def test_an_entry_continues_its_chain(filled):
    with read_session(filled) as session:
        chain = session.exec(
            select(AuditEntry).where(AuditEntry.chain == "A").order_by(AuditEntry.sequence)
        ).all()
    assert [entry.sequence for entry in chain] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [entry.previous for entry in chain] == [BEGINNING, *(entry.hash for entry in chain[:-1])]


def test_history_keeps_each_state_whole(filled):
    with read_session(filled) as session:
        states = [
            json.loads(text) for text in session.exec(select(History.state).where(History.fact_key == FIGURE))
        ]
    assert [(state["value"], state["text"], state["version"]) for state in states] == [
        (10.0, "10", 1),
        (11.0, "11", 2),
    ]


def test_a_fact_says_what_is_stored(filled):
    with read_session(filled) as session:
        row = session.exec(select(Observation).where(Observation.value == 11.0)).one()
        assert fact_of(row).key == FIGURE
        assert fact_of(row).state["changed_at"] == "2024-04-01T08:30:00+00:00"


def test_no_secret_enters_the_history(filled):
    with read_session(filled) as session:
        states = "".join(session.exec(select(History.state)))
    assert "argon2" not in states


def test_an_unknown_chain_is_a_fault_of_the_program(database):
    with pytest.raises(LookupError), unit_of_work(database) as session:
        record(session, chain="Z", actor="x", action="y", facts=[])


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_record_cannot_be_changed(filled, table, change):
    model = SQLModel.metadata.tables[table]
    statement = update(model).values(id=model.c.id) if change == "update" else delete(model)
    with pytest.raises(DBAPIError, match="append-only"), unit_of_work(filled) as session:
        session.execute(statement)


def test_the_record_cannot_be_truncated(postgresql_database):
    with pytest.raises(DBAPIError, match="append-only"), unit_of_work(postgresql_database) as session:
        session.execute(text("TRUNCATE history"))


ALTERATIONS = {
    "installation": "demo = NOT demo",
    "account": "role = 'administrator'",
    "site": "region = 'CN-SC'",
    "site_attribute": "value = 'x'",
    "declaration": "applicable = NOT applicable",
    "adoption": "from_month = from_month + 1",
    "observation": "value = 9.9",
    "report": "kind = 'month', month = month + 1",
    "explanation": "text = 'x'",
    "report_remark": "text = 'x'",
    "check_result": "rule = '0000000000000000'",
    "import_batch": "figures = 9",
    "import_mapping": "mapping = '{}'",
    "flag": "params = '{}'",
    "flag_event": "actor = 'x'",
    "recorded_figure": """"row" = '[]'""",
    "catalog_addition": "content = '[]'",
    "document": "name = 'x'",
    "document_link": "removed_at = NULL, last = last + 1",
    "package": "revision = 2",
}


def test_every_kind_of_fact_is_altered_here():
    assert ALTERATIONS.keys() == FACT_TABLES.keys()


@pytest.mark.parametrize("table", ALTERATIONS)
def test_an_altered_fact_is_named(filled, table):
    tamper(filled, f'UPDATE "{table}" SET {ALTERATIONS[table]}')
    code, kind, _key = found(filled)
    assert (code, kind) in (("audit_fact_altered", table), ("audit_fact_inserted", table))


@pytest.mark.parametrize("table", FACT_TABLES)
def test_a_removed_fact_is_named(filled, table):
    tamper(filled, f'DELETE FROM "{table}"')
    code, kind, _key = found(filled)
    assert (code, kind) == ("audit_fact_removed", table)


@pytest.mark.parametrize("table", sorted(FACT_TABLES.keys() - {"installation"}))
def test_an_inserted_fact_is_named(filled, table):
    with tampering(filled) as connection:
        insert_another(connection, table)
    code, kind, _key = found(filled)
    assert (code, kind) == ("audit_fact_inserted", table)


OTHERS = {
    "code": "C", "name": "wang", "standard": "x", "occasion_key": "2", "month": MARCH + 1, "item": "heat",
    "subject": "x", "sha256": "f" * 64, "from_month": 1, "command": "x",
    "fingerprint": "e" * 64,
}  # fmt: skip


def insert_another(connection: Connection, table: str) -> None:
    """Insert a copy of a row with other keys."""
    model = SQLModel.metadata.tables[table]
    row = dict(connection.execute(model.select().order_by(*model.primary_key)).mappings().first() or {})
    if "id" in row:
        row["id"] = "f2" if table == "flag" else 99
    for name, other in OTHERS.items():
        if name in row and (table, name) not in {("site_attribute", "name"), ("document_link", "sha256")}:
            row[name] = other
    connection.execute(model.insert().values(row))


@pytest.mark.parametrize("table", ["document", "package"])
def test_an_altered_file_is_named(filled, table):
    with tampering(filled) as connection:
        model = SQLModel.metadata.tables[table]
        connection.execute(update(model).values(content="电费结算單".encode()))
    assert found(filled)[:2] == ("audit_fact_altered", table)


@pytest.mark.parametrize(
    "column", ["actor = 'x'", "action = 'x'", "reason = 'x'", "at = '2024-04-01 08:30:00+00:00'"]
)
def test_an_altered_entry_is_named(filled, column):
    if filled.dialect.name == "sqlite":
        column = column.replace("+00:00", ".000000")
    tamper(filled, f"UPDATE audit_entry SET {column} WHERE chain = 'A' AND sequence = 3")
    assert found(filled) == ("audit_entry_altered", "A", 3)


def test_an_entry_removed_from_within_is_named(filled):
    tamper(filled, "DELETE FROM audit_entry WHERE chain = 'A' AND sequence = 3")
    assert found(filled) == ("audit_entry_removed", "A", 3)


def test_renumbering_does_not_hide_a_removed_entry(filled):
    tamper(
        filled,
        "DELETE FROM audit_entry WHERE chain = 'A' AND sequence = 5",
        "UPDATE audit_entry SET sequence = 5 WHERE chain = 'A' AND sequence = 6",
    )
    assert found(filled) == ("audit_entry_altered", "A", 5)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET state = '{}' WHERE fact_key = '{key}'",
        "DELETE FROM history WHERE fact_key = '{key}'",
        "UPDATE history SET fact_key = 'x' WHERE fact_key = '{key}'",
        "INSERT INTO history (fact_kind, fact_key, state, entry_id)"
        " SELECT fact_kind, 'x', state, entry_id FROM history WHERE fact_key = '{key}'",
    ],
)
def test_changed_history_is_found_by_its_entry(filled, statement):
    tamper(filled, statement.replace("{key}", FIGURE))
    assert found(filled) == ("audit_history_altered", "A", 2)


def test_history_left_by_a_removed_newest_entry_is_found(filled):
    tamper(filled, "DELETE FROM audit_entry WHERE chain = 'B'")
    assert found(filled) == ("audit_history_orphan", "site", "2")


REMOVE_B = ["DELETE FROM history WHERE entry_id IN (SELECT id FROM audit_entry WHERE chain = 'B')"]
REMOVE_B += ["DELETE FROM audit_entry WHERE chain = 'B'", "DELETE FROM site WHERE code = 'B'"]


def test_a_removed_chain_is_found_by_the_head_the_installation_noted(filled):
    tamper(filled, *REMOVE_B)
    assert found(filled) == ("audit_head_missing", "B", 1)


def test_the_newest_entry_removed_with_all_it_made_is_found_by_a_noted_head(database):
    found_installation(database, "A", "B")
    noted = head_of(database, "B")
    tamper(database, *REMOVE_B)
    assert audited(database).holds
    assert found(database, noted) == ("audit_head_missing", "B", 1)


def test_a_noted_head_stays_good_when_the_chain_grows(filled):
    noted = head_of(filled, "B")
    with unit_of_work(filled) as session:
        record(session, chain="B", actor="x", action="y", facts=[])
    assert audited(filled, noted).holds


def test_heads_are_noted_once_until_one_moves(database):
    found_installation(database, "A")
    with unit_of_work(database) as session:
        assert note_heads(session, actor="operator", day=date(2024, 4, 1)) is not None
        assert note_heads(session, actor="operator", day=date(2024, 4, 2)) is None
        record(session, chain="A", actor="x", action="y", facts=[])
        assert note_heads(session, actor="operator", day=date(2024, 4, 2)) is not None


def test_a_head_reads_back_from_its_text(filled):
    head = head_of(filled, "A")
    assert Head.parse(f" {head}\n") == head


@pytest.mark.parametrize("words", ["", "A", "A:1", "A:x:" + "0" * 64, "A:1:abc", ":1:" + "0" * 64])
def test_what_is_no_head_is_refused(words):
    with pytest.raises(Refusal) as caught:
        Head.parse(words)
    assert caught.value.code == "head_unreadable"


def test_chains_of_two_parks_do_not_touch(database):
    found_installation(database, "A", "B")
    with unit_of_work(database) as session:
        for chain in ("A", "B", "A"):
            record(session, chain=chain, actor="x", action="y", facts=[])
    assert (head_of(database, "A").sequence, head_of(database, "B").sequence) == (3, 2)
    assert audited(database).holds


def test_a_broken_unit_leaves_no_entry(database):
    found_installation(database, "A")

    def break_off(session):
        site = add_site(session, "B")
        record(session, chain="B", actor="x", action="site.add", facts=[fact_of(site)])
        raise ValueError

    with pytest.raises(ValueError), unit_of_work(database) as session:  # noqa: PT011
        break_off(session)
    assert (audited(database).holds, audited(database).entries) == (True, 2)
