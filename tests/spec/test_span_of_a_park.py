"""园区自身期间之外的月份不完整。 A park's own window reaching outside its span is incomplete."""

from tests.spec.support import case, expect, not_applicable, site

TABLE = """
item      | 2024-03 to 2024-12 | 2025-01
tap_water | 10                 | 10
"""

WATER = not_applicable("water")


def test_a_year_begun_in_march_has_ten_months(engine):
    facts = case(TABLE, site(declarations=WATER))
    expect(
        engine,
        facts,
        "fresh_water year 2024",
        value=None,
        partial=100.0,
        coverage=[10, 12],
        reason="incomplete",
    )
    expect(engine, facts, "fresh_water rolling12 2025-01", value=None, coverage=[11, 12])


def test_a_park_that_ended_is_incomplete_after_its_end(engine):
    facts = case(TABLE, site(until="2024-12", declarations=WATER))
    expect(engine, facts, "fresh_water month 2025-01", value=None, coverage=[0, 1])
    expect(engine, facts, "fresh_water month 2024-12", value=10.0)


def test_an_annual_figure_does_not_fill_a_year_outside_the_span(engine):
    table = """
    item      | 2024-03 to 2024-11 | 2024
    tap_water | 10                 | 100
    """
    facts = case(table, site(declarations=WATER, **{"from": "2024-03"}))
    expect(engine, facts, "fresh_water year 2024", value=None, coverage=[9, 12], reason="incomplete")


def test_an_enterprise_adds_nothing_before_its_span(engine):
    facts = case(TABLE, site("A", kind="enterprise", parent="P", declarations=WATER))
    expect(engine, facts, "fresh_water year 2024", site="A", value=100.0, coverage=[12, 12])
