"""The list of codes is what the rules and texts say now."""

from pathlib import Path

from tools import codes


def test_the_committed_list_is_current() -> None:
    written = Path(__file__).parents[2] / codes.PAGE
    assert written.read_text("utf-8") == codes.page(), "run `make codes`"
