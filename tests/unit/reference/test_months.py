"""Months as numbers, and the texts of periods."""

import pytest

from tracker.reference.months import month_of, period_of, text_of


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2024-03", "month", "2024-03", "2024-03"),
        ("2024-01..03", "cumulative", "2024-01", "2024-03"),
        ("2024-01..01", "month", "2024-01", "2024-01"),
        ("2024", "year", "2024-01", "2024-12"),
    ],
)
def test_a_period_says_its_kind_and_months(text, kind, first, last):
    assert period_of(text) == (kind, month_of(first), month_of(last))


def test_a_year_apart_is_twelve_apart():
    assert month_of("2024-12") - month_of("2023-12") == 12
    assert text_of(month_of("2023-12") + 1) == "2024-01"
