"""The formula language is small, and stays small however a formula is written."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.catalog.formula import Chain, Choice, FormulaError, Name, Number, parse_formula


def test_multiplication_binds_before_addition():
    tree = parse_formula("a + 2 * b")
    assert tree == Chain(
        (
            ("+", Name("a", 1)),
            ("+", Chain((("*", Number(Fraction(2), 5)), ("*", Name("b", 9))), 5)),
        ),
        1,
    )


def test_brackets_signs_numbers_and_choices():
    assert parse_formula("(a)") == Name("a", 2)
    assert parse_formula("-a") == Chain((("-", Name("a", 2)),), 1)
    assert parse_formula("1.5e-3") == Number(Fraction("0.0015"), 1)
    assert parse_formula("min(1, 2)") == Choice("min", (Number(Fraction(1), 5), Number(Fraction(2), 8)), 1)
    assert parse_formula("a\n  - b") == Chain((("+", Name("a", 1)), ("-", Name("b", 7))), 1)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "formula_ends", 1),
        ("a +", "formula_ends", 4),
        ("(a", "formula_ends", 3),
        ("a b", "formula_unexpected", 3),
        ("a)", "formula_unexpected", 2),
        ("a + * b", "formula_unexpected", 5),
        ("f(a)", "formula_unexpected", 2),
        ("min a", "formula_unexpected", 5),
        ("(a, b)", "formula_unexpected", 3),
        ("a ** 2", "formula_power", 3),
        ("9**9**9", "formula_power", 2),
        ("a ^ 2", "formula_character", 3),
        ("a − b", "formula_character", 3),
        ("a.b", "formula_character", 2),
        ("1a", "formula_character", 1),
        ("1e999", "formula_character", 1),
        ("能耗", "formula_character", 1),
        ("(" * 51 + "a" + ")" * 51, "formula_too_deep", 52),
        ("a" * 2001, "formula_too_long", 2000),
        ("+".join("a" * 1000), "formula_too_many_parts", 401),
    ],
)
def test_a_formula_that_goes_wrong_says_where(text, code, position):
    with pytest.raises(FormulaError) as refused:
        parse_formula(text)
    assert (refused.value.code, refused.value.position) == (code, position)


def test_fifty_brackets_and_two_hundred_parts_are_enough_for_anybody():
    assert parse_formula("(" * 50 + "a" + ")" * 50) == Name("a", 51)
    assert len(parse_formula("+".join("a" * 200)).parts) == 200


@given(st.text(alphabet="ab1.e+-*/(), min", max_size=60))
def test_no_text_does_anything_but_give_a_tree_or_an_error(text):
    with contextlib.suppress(FormulaError):
        assert parse_formula(text).position <= len(text)
