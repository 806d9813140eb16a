"""Fixtures every kind of test may ask for."""

import pytest

pytest_plugins = ["tests.support.databases", "tests.support.rules"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--take-pictures", action="store_true", help="take the manual's pictures anew (make manual)"
    )
