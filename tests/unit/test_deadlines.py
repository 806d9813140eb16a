"""When reports are due over real holidays and make-up working days of 2024 to 2026, and in a year unknown."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.parks import catalog
from tracker.catalog.periods import parse_month
from tracker.services.reporting.deadlines import due_dates, due_on, is_announced


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2023-12", date(2024, 1, 10)),
        ("2024-01", date(2024, 2, 18)),  # New Year's days to the 17th; the Sunday after them is worked
        ("2024-02", date(2024, 3, 11)),  # a Sunday
        ("2024-04", date(2024, 5, 10)),
        ("2024-07", date(2024, 8, 12)),  # a Saturday
        ("2025-09", date(2025, 10, 10)),
        ("2026-03", date(2026, 4, 10)),
        ("2026-09", date(2026, 10, 10)),  # a Saturday worked for the National Day
        ("2027-09", date(2027, 10, 11)),  # of 2027 weekends alone are known
    ],
)
def test_a_monthly_report_is_due_on_a_working_day(month: str, due: date) -> None:
    assert due_on(catalog(), "month", parse_month(month)) == due


@pytest.mark.parametrize(("year", "due"), [(2023, date(2024, 4, 1)), (2024, date(2025, 3, 31))])
def test_an_annual_report_is_due_on_a_working_day(year: int, due: date) -> None:
    assert due_on(catalog(), "year", year * 12 + 11) == due


def test_a_day_stays_where_the_deadline_does_not_say_it_moves() -> None:
    plain = catalog().deadlines["month"].model_copy(update={"holidays": None})
    rules = replace(catalog(), deadlines={**catalog().deadlines, "month": plain})
    assert due_on(rules, "month", parse_month("2024-01")) == date(2024, 2, 10)


def test_a_report_is_late_after_the_moved_day() -> None:
    (january,) = due_dates(catalog(), parse_month("2024-01"), 1)
    assert january.late_from == date(2024, 2, 19)


def test_holidays_of_a_year_far_ahead_are_not_announced() -> None:
    assert is_announced(date(2026, 10, 1))
    assert not is_announced(date(2096, 10, 1))
