"""A small province for the tests of the services: two parks, an enterprise, and one account of each kind."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.services.province import Province, found
from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.services.application import Application

TODAY = date(2024, 5, 20)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def opened(catalog: Catalog, tmp_path: Path) -> Callable[[Engine], Application]:
    """Open a database as an application whose day is 20 May 2024."""
    return lambda engine: Application(engine, catalog, lambda: TODAY, tmp_path / "keys")


@pytest.fixture
def app(sqlite_database: Engine, opened: Callable[[Engine], Application]) -> Application:
    return opened(sqlite_database)


@pytest.fixture
def app_on_each(database: Engine, opened: Callable[[Engine], Application]) -> Application:
    return opened(database)


@pytest.fixture
def province(app: Application, tmp_path: Path) -> Province:
    return found(app, tmp_path)


@pytest.fixture
def province_on_each(app_on_each: Application, tmp_path: Path) -> Province:
    return found(app_on_each, tmp_path)
