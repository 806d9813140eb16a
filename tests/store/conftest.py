"""A filled database, filled once on each engine and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.store.facts import fill
from tests.support.databases import BOTH, SHAPED, Server
from tracker.store.database import make_engine

FILLED = "filled"


@pytest.fixture(scope="session")
def filled_file(sqlite_shape: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = shutil.copyfile(sqlite_shape, tmp_path_factory.mktemp("filled") / "tracker.db")
    fill_at(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def filled_server(postgresql_server: Server) -> Server:
    fill_at(postgresql_server.create(FILLED, SHAPED))
    return postgresql_server


def fill_at(url: str) -> None:
    engine = make_engine(url)
    fill(engine)
    engine.dispose()


@pytest.fixture(params=BOTH)
def filled_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copyfile(request.getfixturevalue('filled_file'), tmp_path / 'tracker.db')}"
        return
    with request.getfixturevalue("filled_server").fresh(FILLED) as url:
        yield url


@pytest.fixture
def filled(filled_url: str) -> Iterator[Engine]:
    engine = make_engine(filled_url)
    yield engine
    engine.dispose()
