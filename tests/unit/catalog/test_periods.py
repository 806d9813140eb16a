"""Months, spans from January and years, as the long CSV writes them."""

import pytest

from tracker.catalog.periods import Period, month_number, month_text, parse_month


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2024-03", "month", "2024-03", "2024-03"),
        ("2024-01..02", "cumulative", "2024-01", "2024-02"),
        ("2024-01..12", "cumulative", "2024-01", "2024-12"),
        ("2024", "year", "2024-01", "2024-12"),
    ],
)
def test_a_period_is_read_and_written_alike(text, kind, first, last):
    period = Period.parse(text)
    assert (period.kind, month_text(period.first), month_text(period.last)) == (kind, first, last)
    assert str(period) == text


def test_january_to_january_is_january():
    assert Period.parse("2024-01..01") == Period.month(month_number(2024, 1))


@pytest.mark.parametrize(
    "text",
    [
        "2024-13",
        "2024-00",
        "2024-1",
        "202403",
        "2024-02..03",
        "2024-01..13",
        "2024-01..00",
        "24",
        "",
        "2024-03\n",
    ],
)
def test_anything_else_is_no_period(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is the message
        Period.parse(text)


def test_months_count_on_over_the_year():
    assert parse_month("2025-01") - parse_month("2024-12") == 1
    assert Period.year(2024).last - Period.year(2024).first == 11
