"""A small province for the tests of the services: two parks, an enterprise, and one account of each kind."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
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
def province(founded: Path, copy_of: Callable[[Path], Province]) -> Province:
    return copy_of(founded)


@pytest.fixture
def copy_of(tmp_path: Path, opened: Callable[[Engine], Application]) -> Iterator[Callable[[Path], Province]]:
    """Open a copy of a database that was made once."""
    with ExitStack() as stack:

        def open_copy(path: Path) -> Province:
            engine = make_engine(f"sqlite:///{shutil.copyfile(path, tmp_path / 'tracker.db')}")
            stack.callback(engine.dispose)
            return Province(opened(engine), tmp_path)

        yield open_copy


@pytest.fixture(scope="session")
def made_from(
    founded: Path, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Callable[[Province], object]], Path]:
    """Make a database with more in it than the small province has, for `copy_of`."""

    def make(fill: Callable[[Province], object]) -> Path:
        folder = tmp_path_factory.mktemp("made")
        path = shutil.copyfile(founded, folder / "tracker.db")
        engine = make_engine(f"sqlite:///{path}")
        fill(Province(Application(engine, catalog, lambda: TODAY, folder / "keys"), folder))
        engine.dispose()
        return path

    return make


@pytest.fixture
def province_on_each(database: Engine, opened: Callable[[Engine], Application], tmp_path: Path) -> Province:
    app = opened(database)
    found(app)
    return Province(app, tmp_path)
