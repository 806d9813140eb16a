"""Engines, and the two ways to use one: a unit of work that writes, a session that reads."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from tracker.messages import Refusal
from tracker.store.address import Address, read_address
from tracker.store.canonical import canonical

BUSY_SECONDS = 60
_POOL_SIZE = 20
# serialization failure, deadlock, lock not available
_PG_BUSY = ("40001", "40P01", "55P03")
_PG_DISK_FULL = "53100"
_write_locks: dict[str, threading.Lock] = {}
_write_locks_guard = threading.Lock()
_writing = threading.local()


def make_engine(url: str) -> Engine:
    """Return an engine for `url`; connects to nothing yet, and never makes a missing SQLite file."""
    address = read_address(url)
    if address.path is None:
        return _postgresql_engine(address)
    engine = _sqlite_engine(address.path, "rw")
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def inspection_engine(address: Address) -> Engine:
    """Return an engine that only looks: it changes not even the journal mode of a strange SQLite file."""
    return _sqlite_engine(address.path, "ro") if address.path else _postgresql_engine(address)


def migration_engine(address: Address) -> Engine:
    """Return the engine upgrades use: it makes a missing SQLite file and leaves foreign keys off.

    Rebuilding a table drops the old one, and with foreign keys on SQLite would follow its references.
    """
    if address.path is None:
        return _postgresql_engine(address)
    engine = _sqlite_engine(address.path, "rwc")
    event.listen(engine, "connect", _prepare_sqlite_migration)
    return engine


def _postgresql_engine(address: Address) -> Engine:
    return create_engine(
        address.url,
        pool_pre_ping=True,
        pool_size=_POOL_SIZE,
        pool_timeout=BUSY_SECONDS,
        max_overflow=_POOL_SIZE,
        connect_args={"connect_timeout": 10},
        json_serializer=canonical,
        hide_parameters=True,  # no figure and no hash in a log
    )


def _sqlite_engine(path: Path, mode: str) -> Engine:
    location = f"{path.as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            location, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )

    engine = create_engine(
        f"sqlite:///{path}",
        creator=connect,
        pool_size=_POOL_SIZE,
        pool_timeout=BUSY_SECONDS,
        max_overflow=2 * _POOL_SIZE,
        json_serializer=canonical,
        hide_parameters=True,  # no figure and no hash in a log
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_sqlite_migration(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns into a writer is refused at once when another wrote meanwhile, however
    # long the busy timeout: writers take the write lock first, readers can't write at all.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[Session]:
    """Yield a session whose changes are stored together when the block ends, or not at all.

    Any exception undoes everything, also those that only interrupt (a page's rerun, Ctrl-C). Refusal
    `database_busy` where the write lock is not to be had in a minute, `database_unwritable` where the disk or
    the file's rights refuse. Units of work do not nest.
    """
    with (
        refusing(engine),
        _write_lock(engine),
        Session(engine.execution_options(writes=True), expire_on_commit=False) as session,
    ):
        try:
            session.connection()
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


@contextmanager
def read_session(engine: Engine) -> Iterator[Session]:
    """Yield a session that sees one state of the database throughout and cannot write."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    reading = engine if engine.dialect.name == "sqlite" else engine.execution_options(**options)
    with refusing(engine), Session(reading, expire_on_commit=False) as session:
        yield session


@contextmanager
def _write_lock(engine: Engine) -> Iterator[None]:
    """Queue the writers of one SQLite file in this process; SQLite itself would let some of them starve."""
    if getattr(_writing, "active", False):
        raise RuntimeError("a unit of work inside a unit of work")
    _writing.active = True
    try:
        if engine.dialect.name != "sqlite":
            yield
            return
        lock = _lock_of(engine)
        if not lock.acquire(timeout=BUSY_SECONDS):
            raise Refusal("database_busy", seconds=BUSY_SECONDS)
        try:
            yield
        finally:
            lock.release()
    finally:
        _writing.active = False


def _lock_of(engine: Engine) -> threading.Lock:
    key = read_address(engine.url.render_as_string(hide_password=False)).key
    with _write_locks_guard:
        return _write_locks.setdefault(key, threading.Lock())


@contextmanager
def refusing(engine: Engine) -> Iterator[None]:
    """Turn what the database itself cannot do into a refusal; every other error passes."""
    try:
        yield
    except PoolTimeout as error:
        raise Refusal("database_busy", seconds=BUSY_SECONDS) from error
    except DBAPIError as error:
        refusal = refusal_of(error, engine)
        if refusal is None:
            raise
        raise refusal from error


def refusal_of(error: DBAPIError, engine: Engine) -> Refusal | None:
    """Return the refusal a database error stands for, or null where it is a fault of the program."""
    detail = str(error.orig).strip().partition("\n")[0]
    address = read_address(engine.url.render_as_string(hide_password=False))
    if address.path is None:
        return _postgresql_refusal(error, address, detail)
    if "database is locked" in detail:
        return Refusal("database_busy", seconds=BUSY_SECONDS)
    if any(words in detail for words in ("disk is full", "disk I/O")) or _write_protected(
        address.path, detail
    ):
        return Refusal("database_unwritable", detail=detail)
    if "unable to open" in detail and not address.path.exists():
        return Refusal("database_missing", database=address.shown)
    if "not a database" in detail:
        return Refusal("database_foreign", database=address.shown)
    if any(words in detail for words in ("unable to open", "malformed")):
        return Refusal("database_unreachable", database=address.shown, detail=detail)
    return None


def _write_protected(path: Path, detail: str) -> bool:
    # the same words where a reading session tries to write, which is a fault of the program
    return "readonly database" in detail and not os.access(path, os.W_OK)


def _postgresql_refusal(error: DBAPIError, address: Address, detail: str) -> Refusal | None:
    state = getattr(error.orig, "sqlstate", None)
    if state in _PG_BUSY:
        return Refusal("database_busy", seconds=BUSY_SECONDS)
    if state == _PG_DISK_FULL:
        return Refusal("database_unwritable", detail=detail)
    if isinstance(error, OperationalError):
        return Refusal("database_unreachable", database=address.shown, detail=detail)
    return None
