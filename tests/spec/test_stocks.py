"""存量取期内最近值，最多沿用36个月并注明。 Stocks: the latest value, at most 36 months old, and noted."""

import pytest

from tests.spec.support import case, expect, site

TABLE = """
item      | 2024-01 to 2024-12 | {given}
revenue   | 1000               | .
land_area | .                  | 20
"""


@pytest.mark.parametrize(
    ("given", "value", "notes", "reason"),
    [
        ("2024-06", 600.0, [], None),  # in the window
        ("2023-12", 600.0, ["stock_as_of:2023-12"], None),
        ("2021-12", 600.0, ["stock_as_of:2021-12"], None),  # 36 months
        ("2021-11", None, [], "incomplete"),  # 37 months
        ("2023", 600.0, ["stock_as_of:2023-12"], None),  # a year's stock stands at its December
        ("2025-01", None, [], "incomplete"),  # later
    ],
)
def test_the_latest_stock_serves(engine, given, value, notes, reason):
    facts = case(TABLE.format(given=given))
    expect(engine, facts, "revenue_per_mu year 2024", value=value, notes=notes, reason=reason)


def test_an_unknown_stock_is_named_at_the_end_of_the_window(engine):
    expect(
        engine,
        case(TABLE.format(given="2025-01")),
        "revenue_per_mu year 2024",
        coverage=[12, 12],
        partial=None,
        missing=[["P", "land_area", "2024-12"]],
    )


def test_the_latest_of_several_is_taken(engine):
    table = """
    item      | 2024-01 to 2024-12 | 2024-03 | 2024-09
    revenue   | 1000               | .       | .
    land_area | .                  | 20      | 30
    """
    expect(engine, case(table, site(level="national")), "revenue_per_mu year 2024", value=400.0)


def test_an_incomplete_revenue_has_a_partial_figure_on_the_same_land(engine):
    table = """
    item      | 2024-01 to 2024-06 | 2024
    revenue   | 1000               | .
    land_area | .                  | 20
    """
    expect(engine, case(table), "revenue_per_mu year 2024", value=None, partial=300.0, coverage=[6, 12])


def test_of_several_figures_at_one_month_the_monthly_one_counts(engine):
    table = """
    item      | 2024-01 to 2024-11 | 2024-12 | 2024-01..12 | 2024
    revenue   | 1000               | 1000    | .           | .
    land_area | .                  | 20      | 30          | 40
    """
    expect(engine, case(table), "revenue_per_mu year 2024", value=600.0)
    expect(engine, case(table.replace("| 20 ", "| .  ")), "revenue_per_mu year 2024", value=400.0)
