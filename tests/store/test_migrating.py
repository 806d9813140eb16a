"""Creating, upgrading and refusing databases."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from tests.store.facts import add_remark, fill_first
from tests.store.steps import FOLDER, NEWEST, NEXT, SCRATCH, take_next_step, write_next_step, write_steps
from tests.support.databases import Server
from tracker.messages import Refusal, describe
from tracker.store import migrating, migrations, triggers
from tracker.store.database import make_engine, read_session, unit_of_work
from tracker.store.migrating import require_current, upgrade
from tracker.store.triggers import APPEND_ONLY
from tracker.store.verifying import verify

LOSES = NEXT.replace("    recreate = ", "    op.execute('DELETE FROM observation')\n    recreate = ")
DANGLES = NEXT.replace("    recreate = ", "    op.execute('UPDATE report SET site_id = 99')\n    recreate = ")
BREAKS = NEXT + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'

FIRST_GUARDED = ("history", "audit_entry", "recorded_figure", "flag_event")


def refusal_of(url: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        require_current(url)
    return caught.value


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names
        }


def run(url: str, statement: str) -> None:
    engine = make_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Return a function that gives the program one step more."""

    def install(source: str = NEXT) -> None:
        take_next_step(monkeypatch, write_next_step(tmp_path, source))

    return install


def test_a_database_is_created(empty_url):
    assert upgrade(empty_url).created
    require_current(empty_url)


def test_creating_again_changes_nothing(empty_url):
    upgrade(empty_url)
    again = upgrade(empty_url)
    assert (again.created, again.since, again.backup) == (False, NEWEST, None)


def test_steps_and_their_list_agree():
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == migrations.REVISIONS


def test_steps_do_not_import_the_tables():
    for step in (FOLDER / "versions").glob("*.py"):
        assert "tracker" not in step.read_text(encoding="utf-8")


def test_steps_and_tables_agree(database):
    with database.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_steps_and_tables_agree_in_every_constraint(database, tmp_path, request):
    if database.dialect.name == "sqlite":
        made = shape_of_tables(f"sqlite:///{tmp_path / 'scratch.db'}")
    else:
        with request.getfixturevalue("postgresql_server").fresh() as url:
            made = shape_of_tables(url)
    assert shape(database) == made


def shape_of_tables(url: str) -> dict[str, list[str]]:
    """Return the shape of a database made from the tables alone, without any step."""
    engine = create_engine(url)
    SQLModel.metadata.create_all(engine)
    made = shape(engine)
    engine.dispose()
    return made


def shape(engine: Engine) -> dict[str, list[str]]:
    look = inspect(engine)
    return {
        name: sorted(
            json.dumps(part, sort_keys=True, default=str)
            for part in (
                *look.get_columns(name),
                look.get_pk_constraint(name),
                *look.get_foreign_keys(name),
                *look.get_unique_constraints(name),
                *look.get_check_constraints(name),
                *look.get_indexes(name),
            )
        )
        for name in look.get_table_names()
        if name != "alembic_version"
    }


def test_nothing_is_deleted_with_what_it_refers_to(database):
    look = inspect(database)
    options = [key["options"] for name in look.get_table_names() for key in look.get_foreign_keys(name)]
    assert options
    assert not any(options)


def test_a_filled_database_is_upgraded_and_loses_nothing(filled_url, one_more):
    engine = make_engine(filled_url)
    before = counts(engine)
    one_more()
    assert upgrade(filled_url).since == NEWEST
    assert counts(engine) == before
    assert "remark" in {column["name"] for column in inspect(engine).get_columns("history")}
    with read_session(engine) as session:
        assert verify(session).holds
    engine.dispose()


def test_a_database_filled_at_the_first_step_is_upgraded_and_guarded(empty_url, monkeypatch, tmp_path):
    with monkeypatch.context() as then:
        then.setattr(migrating, "FOLDER", write_steps(tmp_path, "0001_first"))
        then.setattr(migrating, "REVISIONS", ("0001_first",))
        then.setattr(triggers, "APPEND_ONLY", FIRST_GUARDED)
        upgrade(empty_url)
    engine = make_engine(empty_url)
    fill_first(engine)
    before = counts(engine)
    assert refusal_of(empty_url).code == "database_older"
    assert upgrade(empty_url).since == "0001_first"
    later = ("report_remark", "check_result", "import_batch", "import_mapping")
    assert counts(engine) == before | dict.fromkeys(later, 0)
    with read_session(engine) as session:
        assert verify(session).holds
    add_remark(engine)
    with pytest.raises(DBAPIError, match="append-only"):
        run(empty_url, "UPDATE report_remark SET text = 'x'")
    engine.dispose()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_record_is_guarded_again_after_an_upgrade(filled_url, one_more, table):
    one_more()
    upgrade(filled_url)
    engine = make_engine(filled_url)
    with pytest.raises(DBAPIError, match="append-only"), unit_of_work(engine) as session:
        session.connection().execute(text(f"DELETE FROM {table}"))
    engine.dispose()


def test_an_upgrade_brings_back_triggers_somebody_dropped(filled_url):
    sqlite = filled_url.startswith("sqlite")
    run(
        filled_url,
        "DROP TRIGGER history_no_delete" if sqlite else "DROP TRIGGER history_append_only ON history",
    )
    upgrade(filled_url)
    with pytest.raises(DBAPIError, match="append-only"):
        run(filled_url, "DELETE FROM history")


@pytest.mark.parametrize("source", [LOSES, DANGLES, BREAKS], ids=["loses", "dangles", "breaks"])
def test_an_upgrade_that_does_not_hold_is_undone(filled_url, one_more, source):
    engine = make_engine(filled_url)
    before = counts(engine)
    one_more(source)
    with pytest.raises(Refusal) as caught:
        upgrade(filled_url)
    assert caught.value.code == "database_upgrade_undone"
    assert counts(engine) == before
    assert refusal_of(filled_url).code == "database_older"
    engine.dispose()


def test_a_backup_is_made_before_the_first_change(filled_file, tmp_path, one_more):
    url = f"sqlite:///{shutil.copyfile(filled_file, tmp_path / '园区.db')}"
    one_more()
    backup = upgrade(url).backup
    assert backup is not None
    assert backup.name.startswith(f"园区-before-{SCRATCH}-")
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (NEWEST,)
        assert connection.execute("SELECT count(*) FROM observation").fetchone() == (3,)
    connection.close()


def test_a_missing_database_is_refused_and_not_made(empty_url, tmp_path):
    refusal = refusal_of(empty_url)
    assert refusal.code == "database_missing"
    assert not (tmp_path / "data").exists()
    with pytest.raises((Refusal, DBAPIError)), read_session(make_engine(empty_url)) as session:
        session.connection().execute(text("SELECT * FROM site"))
    assert not (tmp_path / "data").exists()


def test_an_empty_file_counts_as_missing(tmp_path):
    (tmp_path / "tracker.db").touch()
    url = f"sqlite:///{tmp_path / 'tracker.db'}"
    assert refusal_of(url).code == "database_missing"
    assert upgrade(url).created


def test_an_older_database_is_refused(filled_url, one_more):
    one_more()
    refusal = refusal_of(filled_url)
    assert (refusal.code, refusal.params["found"]) == ("database_older", NEWEST)


def test_a_newer_database_is_refused_also_by_init(filled_url):
    run(filled_url, "UPDATE alembic_version SET version_num = '0900_later'")
    assert refusal_of(filled_url).code == "database_newer"
    with pytest.raises(Refusal, match="database_newer"):
        upgrade(filled_url)


def test_a_strange_sqlite_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE contacts (name)")
    connection.close()
    before = path.read_bytes()
    for attempt in (require_current, upgrade):
        with pytest.raises(Refusal, match="database_foreign"):
            attempt(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", [b"site,period,item,value,unit\n" * 99, bytes(5000), b"SQLite format 3\0" + bytes(99)]
)
def test_a_file_that_is_no_database_is_refused(tmp_path, content):
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    for attempt in (require_current, upgrade):
        with pytest.raises(Refusal, match=r"database_(foreign|unreachable)"):
            attempt(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path):
    assert refusal_of(f"sqlite:///{tmp_path}").code == "database_foreign"


def test_a_strange_postgresql_database_is_left_alone(postgresql_server: Server):
    with postgresql_server.fresh() as url:
        run(url, "CREATE TABLE contacts (name text)")
        assert refusal_of(url).code == "database_foreign"
        with pytest.raises(Refusal, match="database_foreign"):
            upgrade(url)


def test_a_message_names_the_file_looked_at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refusal = refusal_of("sqlite:///data/tracker.db")
    assert str(tmp_path / "data" / "tracker.db") in describe(refusal, "zh")
    assert "tracker init" in describe(refusal, "en")


def test_a_message_hides_the_password():
    refusal = refusal_of("postgresql://officer:secret@127.0.0.1:1/tracker")
    assert refusal.code == "database_unreachable"
    assert "officer:***@127.0.0.1:1/tracker" in describe(refusal, "en")
    assert "secret" not in describe(refusal, "zh")


@pytest.mark.parametrize(
    "url", ["", "tracker.db", "sqlite://", "sqlite:///:memory:", "mysql://h/d", "postgresql://h"]
)
def test_what_is_no_address_is_refused(url):
    assert refusal_of(url).code == "database_url"
