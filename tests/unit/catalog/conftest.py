import pytest

from tests.support import rules
from tests.unit.catalog.small import SMALL
from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The project's own catalog."""
    return rules.catalog()


@pytest.fixture(scope="session")
def small() -> Catalog:
    """The small catalog, unchanged."""
    return load_catalog(SMALL)
