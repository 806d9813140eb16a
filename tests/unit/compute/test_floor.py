"""What the engine is measured against gives the engine's own figures."""

from bench.engine import check_same_figures
from tests.support.rules import catalog


def test_the_floor_gives_the_figures_of_the_engine():
    check_same_figures(catalog())
