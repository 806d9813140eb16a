"""因子按月、按地区取用；只有清单电网因子可以沿用。

The factor in force in each month and region; only the inventory grid means carry forward.
"""

from tests.spec.support import case, document, expect, not_applicable, site

ELECTRICITY = """
item        | 2020-12 | 2021-12 | 2022-12 | 2023-01 | 2025-06
electricity | 1000000 | 1000000 | 1000000 | 1000000 | 1000000
"""

NOTHING_ELSE = not_applicable("energy", "green_electricity")
PARK = site(declarations=NOTHING_ELSE)


def test_each_month_takes_the_factor_of_its_year(engine):
    expect(engine, case(ELECTRICITY, PARK), "co2_total month 2022-12", value=107.3, notes=[])
    expect(engine, case(ELECTRICITY, PARK), "co2_total month 2023-01", value=133.3, notes=[])


def test_a_year_not_yet_announced_carries_the_newest_and_says_so(engine):
    facts = case(ELECTRICITY, PARK)
    facts["catalog"]["factors"]["grid_inventory"]["values"] = [
        value for value in document()["factors"]["grid_inventory"]["values"] if value["from"] < "2024-01"
    ]
    expect(engine, facts, "co2_total month 2025-06", value=133.3, notes=["factor_carried:2023"])


def test_before_the_first_announced_year_there_is_none(engine):
    expect(
        engine,
        case(ELECTRICITY, PARK),
        "co2_total month 2020-12",
        value=None,
        partial=None,
        coverage=[1, 1],
        missing=[],
        reason="factor_missing",
    )


def test_an_explicit_zero_needs_no_factor(engine):
    table = "item | 2020-12\n electricity | 0"
    expect(engine, case(table, PARK), "co2_total month 2020-12", value=0.0, reason=None)


def test_another_region_has_its_own_factor(engine):
    sichuan = site(region="CN-SC", declarations=NOTHING_ELSE)
    expect(engine, case(ELECTRICITY, sichuan), "co2_total month 2022-12", value=140.4)


def test_a_region_without_an_announced_factor_has_none(engine):
    tibet = site(region="CN-XZ", declarations=NOTHING_ELSE)
    expect(engine, case(ELECTRICITY, tibet), "co2_total month 2022-12", value=None, reason="factor_missing")


def test_a_coefficient_without_a_year_holds_always(engine):
    expect(engine, case(ELECTRICITY, PARK), "energy_total month 2020-12", value=122.9, notes=[])


def test_an_unconfirmed_factor_is_noted_and_provisional(engine):
    facts = case(ELECTRICITY, PARK)
    for value in facts["catalog"]["factors"]["ce_electricity"]["values"]:
        value["confirmed"] = False
    expect(engine, facts, "energy_total month 2020-12", notes=["unconfirmed"], provisional=True)


def with_values(*values):
    facts = case(ELECTRICITY, PARK)
    names = ("value", "region", "from", "until")
    facts["catalog"]["factors"]["ce_electricity"]["values"] = [
        {**dict(zip(names, value, strict=True)), "confirmed": True} for value in values
    ]
    return facts


def test_the_regions_own_factor_comes_before_the_general_one(engine):
    facts = with_values((0.0002, "*", None, None), (0.0003, "CN-YN", "2022-01", "2022-12"))
    expect(engine, facts, "energy_total month 2022-12", value=300.0)
    expect(engine, facts, "energy_total month 2023-01", value=200.0)


def test_no_other_factor_outlives_its_dates(engine):
    facts = with_values((0.0002, "*", "2021-01", "2022-12"))
    expect(engine, facts, "energy_total month 2022-12", value=200.0)
    expect(engine, facts, "energy_total month 2023-01", value=None, reason="factor_missing")
    expect(engine, facts, "energy_total month 2020-12", value=None, reason="factor_missing")
