"""Typed numbers: what people write is read, what could be misread is refused with a remedy."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.catalog.numbers import is_blank, read_number
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
        ("12.5万", 125_000.0),
        ("0.07 万", 700.0),
        ("１．２亿", 1.2e8),
        ("-3万亿", -3e12),
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
        ("5%", "number_percent"),
        ("未检出", "number_not_detected"),
        ("ND", "number_not_detected"),
        ("<0.5", "number_not_detected"),
        ("＜0.5", "number_not_detected"),
        ("（5）", "number_brackets"),
        ("(5)", "number_brackets"),
        ("1万2千", "number_unreadable"),
        ("万", "number_unreadable"),
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


@pytest.mark.parametrize("text", ["", " ", "—", "——", "－", "／", "/", "无", "-", "N/A", "−"])
def test_a_mark_for_no_figure_is_a_blank_and_never_zero(text):
    assert is_blank(text)
    with pytest.raises(NotANumber):
        read_number(text)


@pytest.mark.parametrize("text", ["0", "零", "未检出", "不涉及", "-5"])
def test_what_says_something_is_no_blank(text):
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("12.5万", "万kWh", "number_scaled_twice"),
        ("3万", "%", "number_scaled_twice"),
        ("5%", "t", "number_percent"),
    ],
)
def test_a_multiple_or_percent_beside_a_unit_that_leaves_doubt_is_refused(text, unit, code):
    with pytest.raises(NotANumber) as refused:
        read_number(text, unit)
    assert refused.value.code == code


def test_a_percent_sign_is_read_beside_percent():
    assert read_number("98.5％", "%") == 98.5
