"""A small province for the tests of the services: two parks, an enterprise, and one account of each kind."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.services.province import Province, found
from tests.support import rules
from tracker.catalog.catalog import Catalog
from tracker.services.application import Application
from tracker.store.database import make_engine

TODAY = date(2024, 5, 20)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return rules.catalog()


@pytest.fixture
def opened(catalog: Catalog, tmp_path: Path) -> Callable[[Engine], Application]:
    """Open a database as an application whose day is 20 May 2024."""
    return lambda engine: Application(engine, catalog, lambda: TODAY, tmp_path / "keys")


@pytest.fixture(scope="session")
def founded(catalog: Catalog, sqlite_shape: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = shutil.copyfile(sqlite_shape, tmp_path_factory.mktemp("founded") / "tracker.db")
    engine = make_engine(f"sqlite:///{path}")
    found(Application(engine, catalog, lambda: TODAY, path.parent))
    engine.dispose()
    return path


@pytest.fixture
def province(founded: Path, tmp_path: Path, opened: Callable[[Engine], Application]) -> Iterator[Province]:
    engine = make_engine(f"sqlite:///{shutil.copyfile(founded, tmp_path / 'tracker.db')}")
    yield Province(opened(engine), tmp_path)
    engine.dispose()


@pytest.fixture
def province_on_each(database: Engine, opened: Callable[[Engine], Application], tmp_path: Path) -> Province:
    app = opened(database)
    found(app)
    return Province(app, tmp_path)
