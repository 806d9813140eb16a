"""Bringing a database to the present shape, and refusing one that is not there yet."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, column, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from tracker.messages import Refusal
from tracker.store.address import Address, read_address
from tracker.store.database import inspection_engine, migration_engine, refusing
from tracker.store.migrations import REVISIONS
from tracker.store.triggers import install_triggers

FOLDER = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version"
_UPGRADE_LOCK = 7210514

State = Literal["missing", "foreign", "older", "current", "newer"]


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade did: `created` a new database, or took it from revision `since`, with a backup."""

    created: bool
    since: str | None
    backup: Path | None


def require_current(url: str) -> None:
    """Refuse a database that is missing, older or newer than the program, or not one of its own."""
    address = read_address(url)
    state, found = examine(address)
    if state != "current":
        raise Refusal(f"database_{state}", database=address.shown, found=found, wanted=REVISIONS[-1])


def examine(address: Address) -> tuple[State, str | None]:
    """Return what stands at an address and the revision found there, changing nothing.

    Refusal `database_unreachable` where nobody answers or the file cannot be read.
    """
    if address.path and not address.path.exists():
        return "missing", None
    if address.path and not address.path.is_file():
        return "foreign", None
    engine = inspection_engine(address)
    try:
        with refusing(engine), engine.connect() as connection:
            return _state_of(connection)
    except DBAPIError as error:
        detail = str(error.orig).strip().partition("\n")[0]
        raise Refusal("database_unreachable", database=address.shown, detail=detail) from error
    finally:
        engine.dispose()


def _state_of(connection: Connection) -> tuple[State, str | None]:
    names = set(inspect(connection).get_table_names())
    if not names:
        return "missing", None
    if not {_VERSION_TABLE, "audit_entry", "installation"} <= names:
        return "foreign", None
    found = connection.execute(select(column("version_num")).select_from(table(_VERSION_TABLE))).scalar()
    if found == REVISIONS[-1]:
        return "current", found
    return ("older" if found in REVISIONS else "newer"), found


def upgrade(url: str) -> Upgrade:
    """Create the database at `url` or bring it to the newest revision, wholly or not at all.

    An existing SQLite database is copied beside itself before its first change. Refused are a newer or a
    strange database, and an upgrade after which rows are missing or refer to nothing.
    """
    address = read_address(url)
    state, found = examine(address)
    if state in ("newer", "foreign"):
        raise Refusal(f"database_{state}", database=address.shown, found=found, wanted=REVISIONS[-1])
    if address.path:
        address.path.parent.mkdir(parents=True, exist_ok=True)
    engine = migration_engine(address)
    try:
        with refusing(engine), engine.execution_options(writes=True).begin() as connection:
            return _upgrade(connection, address)
    finally:
        engine.dispose()


def _upgrade(connection: Connection, address: Address) -> Upgrade:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
    # looked at again, as another process may have been here while this one waited for its turn
    state, found = _state_of(connection)
    backup = _back_up(address) if state == "older" else None
    before = _row_counts(connection)
    with _undone_on_fault(address):
        _run_steps(connection)
        install_triggers(connection)
    _require_whole(connection, address, before)
    return Upgrade(created=state == "missing", since=found, backup=backup)


def _run_steps(connection: Connection) -> None:
    from alembic import command  # heavy, and needed by upgrades alone
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _back_up(address: Address) -> Path | None:
    if address.path is None:
        return None
    instant = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = f"{address.path.stem}-before-{REVISIONS[-1]}-{instant}{address.path.suffix}"
    target = address.path.with_name(name)
    unfinished = target.with_name(target.name + ".part")
    with closing(sqlite3.connect(address.path)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
    return unfinished.replace(target)


def _row_counts(connection: Connection) -> dict[str, int]:
    names = inspect(connection).get_table_names()
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in names
        if name != _VERSION_TABLE
    }


def _require_whole(connection: Connection, address: Address, before: dict[str, int]) -> None:
    """Refuse, and so undo, an upgrade that lost rows or left references to nothing."""
    after = _row_counts(connection)
    for name, count in before.items():
        if after.get(name, 0) < count:
            _refuse(address, f"{name}: {count} > {after.get(name, 0)}")
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if dangling is not None:
            _refuse(address, f"foreign_key_check: {tuple(dangling)}")


@contextmanager
def _undone_on_fault(address: Address) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        _refuse(address, str(error.orig).strip().partition("\n")[0], error)


def _refuse(address: Address, detail: str, cause: Exception | None = None) -> None:
    raise Refusal("database_upgrade_undone", database=address.shown, detail=detail) from cause
