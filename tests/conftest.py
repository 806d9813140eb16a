"""Fixtures every kind of test may ask for."""

import pytest
from hypothesis import settings

# how long an example takes says how busy the machine is, not whether the program is right
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.support.databases", "tests.support.rules"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--take-pictures", action="store_true", help="take the manual's pictures anew (make manual)"
    )
