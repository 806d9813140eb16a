"""Fixtures every kind of test may ask for."""

import pytest
from hypothesis import settings

# how long an example takes says how busy the machine is, not whether the program is right
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_BEGIN_FIRST = ("test_accessibility.py", "test_entry_grid.py")
"""About half of what the browser tests take; the entry grid's server is its own."""

pytest_plugins = ["tests.support.databases", "tests.support.hashing", "tests.support.rules"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--take-pictures", action="store_true", help="take the manual's pictures anew (make manual)"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let two workers begin with browser tests, which wait more than they compute.

    `worksteal` gives each worker an unbroken part of the list to begin with: all of the browser tests in one
    part would still go on when nothing is left for the others. Of three workers the second begins at a third.
    """
    browser = [item for item in items if item.get_closest_marker("browser")]
    others = [item for item in items if not item.get_closest_marker("browser")]
    first = [item for item in browser if item.path.name in _BEGIN_FIRST]
    second = [item for item in browser if item.path.name not in _BEGIN_FIRST]
    until = max(len(items) // 3 - len(first), 0)
    items[:] = [*first, *others[:until], *second, *others[until:]]
