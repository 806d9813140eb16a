"""Typed numbers: what people write is read, what could be misread is refused with a remedy."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.catalog.numbers import read_number
from tracker.catalog.problems import NotANumber


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", 1234.5),
        ("1,234.5", 1234.5),
        ("１，２３４．５", 1234.5),
        (" 12 ", 12.0),
        ("　12　", 12.0),
        ("-1,234,567", -1234567.0),
        ("－３", -3.0),
        ("+3", 3.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e4", 1e4),
        ("1.5E-3", 0.0015),
        ("0", 0.0),
        ("0e99", 0.0),
    ],
)
def test_numbers_as_people_type_them(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_empty"),
        ("  ", "number_empty"),
        ("nan", "number_not_finite"),
        ("-Infinity", "number_not_finite"),
        ("∞", "number_not_finite"),
        ("1e400", "number_too_large"),
        ("1e-400", "number_too_small"),
        ("−66.11", "number_minus"),
        ("–5", "number_minus"),
        ("1,23", "number_separators"),
        ("1.234,5", "number_separators"),
        ("1234,567", "number_separators"),
        ("1 234", "number_separators"),
        ("1'234", "number_separators"),
        ("1_000", "number_unreadable"),
        ("约5", "number_unreadable"),
        ("5%", "number_unreadable"),
        ("0x10", "number_unreadable"),
        ("五", "number_unreadable"),
        ("٣", "number_unreadable"),
        ("1e", "number_unreadable"),
        ("9" * 1000, "number_unreadable"),
    ],
)
def test_anything_else_says_what_to_write(text, code):
    with pytest.raises(NotANumber) as refused:
        read_number(text)
    assert refused.value.code == code
    assert refused.value.problem == "not_a_number"


def test_minus_zero_is_zero():
    assert str(read_number("-0")) == "0.0"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_out_is_read_back(value):
    assert read_number(repr(value)) == value


@given(st.text(max_size=20))
def test_no_text_does_anything_but_give_a_number_or_a_refusal(text):
    with contextlib.suppress(NotANumber):
        assert abs(read_number(text)) < float("inf")
