"""初步：所用各月（含上年同期）未全部审核通过，或有估算、未声明、未确认。

Provisional unless every month used, of the window and its baseline, is accepted, and nothing is doubtful.
"""

import pytest

from tests.spec.support import case, expect, not_applicable, site

TWO_YEARS = """
item                  | 2023-01 to 2023-12 | 2024-01 to 2024-12
electricity           | 1000000            | 900000
value_added_real@2020 | 1000               | 1000
"""

ENERGY = not_applicable("energy")


@pytest.mark.parametrize(
    ("accepted", "provisional"),
    [
        ("2023-01 to 2024-12", False),
        ("2023-02 to 2024-12", True),  # a month of the baseline
        ("2023-01 to 2024-11", True),
    ],
)
def test_every_month_of_window_and_baseline_is_accepted(engine, accepted, provisional):
    facts = case(TWO_YEARS, site(declarations=ENERGY), accepted=(accepted,))
    expect(engine, facts, "energy_intensity year 2024", provisional=provisional)


def test_without_a_comparison_only_the_window_counts(engine):
    facts = case(TWO_YEARS, site(declarations=ENERGY), accepted=("2024-01 to 2024-12",))
    expect(engine, facts, "energy_total year 2024", provisional=False)
    expect(engine, facts, "energy_total year 2023", provisional=True)


def test_months_inside_a_span_owe_no_report(engine):
    table = """
    item      | 2024-01..02
    tap_water | 30
    """
    facts = case(table, site(declarations=not_applicable("water")), accepted=("2024-02",))
    expect(engine, facts, "fresh_water ytd 2024-02", value=30.0, provisional=False)
    early = case(table, site(declarations=not_applicable("water")), accepted=("2024-01",))
    expect(engine, early, "fresh_water ytd 2024-02", value=30.0, provisional=True)


def test_a_month_declared_away_still_needs_its_report(engine):
    table = "item | 2024-01 | 2024-02\n tap_water | 10 | ."
    declared = not_applicable("water") + not_applicable("tap_water", since="2024-02")
    facts = case(table, site(declarations=declared), accepted=("2024-01",))
    expect(engine, facts, "fresh_water ytd 2024-02", value=10.0, provisional=True)


def test_an_enterprises_figures_belong_to_its_parks_report(engine):
    table = "site | item | 2024-01\n A | tap_water | 10"
    firm = site("A", kind="enterprise", parent="P", declarations=not_applicable("water"))
    park = site("P", collect=[(None, "rollup")])
    expect(engine, case(table, park, firm), "fresh_water month 2024-01", site="A", provisional=False)
    expect(
        engine, case(table, park, firm, accepted=()), "fresh_water month 2024-01", site="A", provisional=True
    )


def test_an_estimate_is_provisional_and_noted(engine):
    table = "item | 2024-01 | 2024-02\n tap_water | ~10 | 10"
    facts = case(table, site(declarations=not_applicable("water")))
    expect(engine, facts, "fresh_water ytd 2024-02", value=20.0, notes=["estimated"], provisional=True)
    expect(engine, facts, "fresh_water month 2024-02", value=10.0, notes=[], provisional=False)


def test_a_stock_needs_the_report_it_was_given_in(engine):
    table = """
    item      | 2024-01 to 2024-12 | 2023
    revenue   | 1000               | .
    land_area | .                  | 20
    """
    months = "2024-01 to 2024-12"
    expect(engine, case(table, accepted=(months, "2023")), "revenue_per_mu year 2024", provisional=False)
    expect(engine, case(table, accepted=(months,)), "revenue_per_mu year 2024", provisional=True)


def test_what_is_left_of_a_cumulative_figure_is_as_estimated_as_its_parts(engine):
    table = """
    item      | 2024-01 | 2024-03 | 2024-01..03
    tap_water | ~10     | 12      | 50
    """
    facts = case(table, site(declarations=not_applicable("water")))
    expect(engine, facts, "fresh_water month 2024-02", value=28.0, notes=["estimated"], provisional=True)
    expect(engine, facts, "fresh_water month 2024-03", value=12.0, notes=[])
