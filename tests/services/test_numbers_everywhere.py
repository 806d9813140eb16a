"""The same text gives the same figure or the same refusal, whichever way it comes in."""

import pytest

from tests.services.province import Province
from tests.services.test_filled_templates import Template
from tracker.services.entering import entry
from tracker.services.entering.entry import CellEdit

MONTH = "2024-03"

TABLE = [
    ("1,234.5", "m³", 1234.5),
    ("１２３４", "m³", 1234.0),
    ("12.5万", "m³", 125_000.0),
    ("1.2亿", "m³", 1.2e8),
    ("1.2e4", "m³", 12_000.0),
    ("0", "m³", 0.0),
    ("12.5万", "万m³", "number_scaled_twice"),
    ("（5）", "m³", "number_brackets"),
    ("未检出", "m³", "number_not_detected"),
    ("<0.5", "m³", "number_not_detected"),
    ("98.5%", "m³", "number_percent"),
    ("NaN", "m³", "number_not_finite"),
    ("−5", "m³", "number_minus"),
    ("1e400", "m³", "number_too_large"),
    ("1,23", "m³", "number_separators"),
    ("—", "m³", None),
    ("/", "m³", None),
    ("无", "m³", None),
]


@pytest.mark.parametrize(("text", "unit", "meant"), TABLE)
def test_a_file(province: Province, text: str, unit: str, meant: object) -> None:
    outcome = province.bring_in(f'P1,{MONTH},tap_water,"{text}",{unit},,,')
    if isinstance(meant, float):
        (figure,) = province.figures().values()
        assert (figure.value, figure.text) == (meant, text)
    else:
        assert province.figures() == {}
        assert [problem.message for problem in outcome.problems] == [meant or "number_blank_mark"]


@pytest.mark.parametrize(("text", "unit", "meant"), TABLE)
def test_a_field_of_the_form(province: Province, text: str, unit: str, meant: object) -> None:
    edits = [CellEdit("a", "tap_water", text, unit, 0)]
    (answer,) = entry.save(province.app, province.acting("officer"), "P1", MONTH, edits).answers
    if isinstance(meant, float):
        assert (answer.cell.value, answer.cell.text) == (meant, text)
    elif meant is None:
        assert (answer.stored, answer.cell.value, answer.blank_mark) == (True, None, text)
    else:
        assert answer.refusal is not None
        assert answer.refusal.code == meant


def test_a_mark_with_a_reason_is_an_explained_blank_that_keeps_what_was_typed(province: Province) -> None:
    edits = [CellEdit("a", "tap_water", "—", "m³", 0, reason="stopped")]
    (answer,) = entry.save(province.app, province.acting("officer"), "P1", MONTH, edits).answers
    assert (answer.cell.text, answer.cell.value, answer.blank_mark) == ("—", None, "")


WORDS = [("停产", "stopped"), (" 未监测 ", "not_monitored"), ("Did not occur", "not_occurred")]
"""What a cell of a form may hold instead of a number, and what the long CSV calls it."""


@pytest.mark.parametrize(("text", "reason"), WORDS)
def test_a_reasons_word_in_a_field_is_the_blanks_reason(province: Province, text: str, reason: str) -> None:
    edits = [CellEdit("a", "tap_water", text, "m³", 0, reason="meter_failed")]
    (answer,) = entry.save(province.app, province.acting("officer"), "P1", MONTH, edits).answers
    assert (answer.cell.text, answer.cell.value, answer.cell.reason) == ("", None, reason)
    assert answer.reason_word == text.strip()


@pytest.mark.parametrize(("text", "reason"), WORDS)
def test_a_reasons_word_in_a_template_is_read_alike(province: Province, text: str, reason: str) -> None:
    template = Template(province).put("自来水取水量", "3月", text)
    assert template.bring_back().ok
    assert province.figures()["P1", "tap_water", MONTH].reason == reason
