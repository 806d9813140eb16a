"""The project's own rules, read and proved once for all tests of a process.

An installation opened by a test takes them from here too, unless it has entries of its own. What opening
reads by itself, the tests that start programs see.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from tracker.catalog.additions import Addition
from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.services import application


@cache
def catalog() -> Catalog:
    return load_catalog()


def _load(directory: Path | None = None, additions: Sequence[Addition] = ()) -> Catalog:
    return load_catalog(directory, additions) if directory or additions else catalog()


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "load_catalog", _load)
        yield
