"""煤种不明的原煤没有排放因子。 Raw coal of unknown kind has no emission factor."""

from tests.spec.support import case, expect, not_applicable, site

TABLE = """
item        | 2024-01 | 2024-02
raw_coal    | 100     | 0
electricity | 0       | 0
"""

PARK = site(declarations=not_applicable("energy", "green_electricity"))


def test_its_carbon_dioxide_is_unknown_its_energy_is_not(engine):
    facts = case(TABLE, PARK)
    expect(engine, facts, "co2_total month 2024-01", value=None, coverage=[1, 1], reason="coal_kind_unknown")
    expect(engine, facts, "energy_total month 2024-01", value=71.43)


def test_a_month_without_coal_is_known(engine):
    expect(engine, case(TABLE, PARK), "co2_total month 2024-02", value=0.0)


def test_it_is_named_before_a_missing_factor(engine):
    table = """
    item        | 2020-01
    raw_coal    | 100
    electricity | 1000
    """
    expect(engine, case(table, PARK), "co2_total month 2020-01", value=None, reason="coal_kind_unknown")
