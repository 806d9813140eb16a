"""同比基准依次为：可比价、增速、估算的可比价、现价。

The basis of a comparison: comparable prices, growth, estimated comparable prices, current prices.
"""

from tests.spec.support import case, expect, expect_finding, not_applicable, site

PARK = site(declarations=not_applicable("energy"))

ENERGY = """
item        | 2022-01 to 2022-12 | 2023-01 to 2023-12 | 2024-01 to 2024-12 | 2024-12
electricity | 1000000            | 1000000            | 900000             | .
"""

REAL = "value_added_real@2020 | . | 1000 | 1000 | .\n"
REAL_ESTIMATED = "value_added_real@2020 | . | 1000 | ~1000 | .\n"
CURRENT = "value_added | . | 1100 | 1200 | .\n"
GROWTH = "value_added_growth | . | . | . | 8\n"
OLD_BASE = "value_added_real@2015 | 800 | 800 | . | .\n"
NEW_BASE = "value_added_real@2020 | 1000 | . | 1000 | .\n"

ASKED = "energy_intensity year 2024"


def test_comparable_prices_on_one_base(engine):
    yoy = {"change": -0.1, "value": 0.11061, "baseline": 0.1229, "basis": "real", "reason": None}
    facts = case(ENERGY + REAL + CURRENT + GROWTH, PARK)
    found = {name: value for name, value in yoy.items() if name != "change"}
    expect(engine, facts, ASKED, price="2020", yoy=found)


def test_a_change_of_base_is_chained_through_a_year_known_on_both(engine):
    yoy = {
        "value": 0.11061,
        "baseline": 0.1229,
        "basis": "real",
    }  # 800 at 2015 prices are 1000 at 2020 prices
    expect(engine, case(ENERGY + OLD_BASE + NEW_BASE, PARK), ASKED, price="2020", yoy=yoy)


def test_without_comparable_prices_the_quantity_is_held_against_growth(engine):
    baseline = 1474.8 / 13200
    change = 0.9 / 1.08 - 1
    yoy = {"value": baseline * (1 + change), "baseline": baseline, "basis": "growth", "reason": None}
    expect(engine, case(ENERGY + CURRENT + GROWTH, PARK), ASKED, price="current", yoy=yoy)


def test_growth_comes_before_estimated_prices(engine):
    facts = case(ENERGY + REAL_ESTIMATED + CURRENT + GROWTH, PARK)
    expect(engine, facts, ASKED, price="2020", yoy={"basis": "growth"})


def test_estimated_prices_come_before_current_ones(engine):
    facts = case(ENERGY + REAL_ESTIMATED + CURRENT, PARK)
    expect(engine, facts, ASKED, yoy={"basis": "estimated", "value": 0.11061}, notes=["estimated"])


def test_current_prices_are_shown_and_judged_by_nobody(engine):
    facts = case(ENERGY + CURRENT, PARK)
    yoy = {"value": 1327.32 / 14400, "baseline": 1474.8 / 13200, "basis": "current", "reason": None}
    expect(engine, facts, ASKED, yoy=yoy)
    expect_finding(
        engine,
        facts,
        ASKED,
        status="not_evaluable",
        reason="no_comparable_price",
        required=1474.8 / 13200,
    )


def test_different_prices_on_both_sides_are_not_compared(engine):
    only_now = "value_added_real@2020 | . | . | 1000 | .\n"
    only_then = "value_added | . | 1100 | . | .\n"
    yoy = {"change": None, "value": None, "baseline": None, "basis": None, "reason": "no_comparable_price"}
    expect(engine, case(ENERGY + only_now + only_then, PARK), ASKED, yoy=yoy)


def test_growth_serves_ytd_and_year_only(engine):
    facts = case(ENERGY + CURRENT + GROWTH, PARK)
    expect(engine, facts, "energy_intensity ytd 2024-12", yoy={"basis": "growth"})
    expect(engine, facts, "energy_intensity month 2024-12", yoy={"basis": "current"})
    expect(engine, facts, "energy_intensity rolling12 2024-12", yoy={"basis": "current"})
    expect(engine, facts, "energy_intensity ytd 2024-11", yoy={"basis": "current"})  # no rate of November


def test_a_rate_typed_for_the_month_or_cumulatively_is_the_same(engine):
    cumulative = ENERGY.replace("| 2024-12\n", "| 2024-01..12\n")
    facts = case(cumulative + CURRENT + GROWTH, PARK)
    expect(engine, facts, "energy_intensity ytd 2024-12", yoy={"basis": "growth"})


def test_a_total_is_not_compared(engine):
    expect(engine, case(ENERGY + REAL, PARK), "energy_total year 2024", yoy=None)


def test_growth_needs_a_quantity_before_and_a_rate_above_minus_one_hundred(engine):
    nothing_before = ENERGY.replace("| 1000000            | 900000 ", "| 0                  | 900000 ")
    expect(
        engine, case(nothing_before + CURRENT + GROWTH, PARK), ASKED, yoy={"reason": "baseline_incomplete"}
    )
    collapse = GROWTH.replace("8", "-100")
    expect(engine, case(ENERGY + CURRENT + collapse, PARK), ASKED, yoy={"basis": "current"})


def test_the_latest_year_known_on_both_bases_links_them(engine):
    table = """
    item                  | 2021-01 to 2021-12 | 2022-01 to 2022-12 | 2023-01 to 2023-12 | 2024-01 to 2024-12
    electricity           | 1000000            | 1000000            | 1000000            | 900000
    value_added_real@2015 | 500                | 800                | 800                | .
    value_added_real@2020 | 1000               | 1000               | .                  | 1000
    """
    expect(engine, case(table, PARK), ASKED, yoy={"basis": "real", "baseline": 0.1229})


def test_an_estimated_link_makes_the_comparison_estimated(engine):
    facts = case(ENERGY + OLD_BASE.replace("| 800 | 800", "| ~800 | 800") + NEW_BASE, PARK)
    expect(engine, facts, ASKED, notes=[], provisional=True, yoy={"basis": "estimated", "baseline": 0.1229})
    expect_finding(engine, facts, ASKED, status="met", notes=["estimated"], provisional=True)


def test_an_estimate_on_the_base_compared_counts_though_the_level_is_on_another(engine):
    older = "value_added_real@2015 | . | 800 | ~800 | .\n"
    newer = "value_added_real@2020 | . | . | 1000 | .\n"
    facts = case(ENERGY + older + newer, PARK)
    expect(engine, facts, ASKED, price="2020", notes=[], provisional=True, yoy={"basis": "estimated"})
    expect_finding(engine, facts, ASKED, notes=["estimated"])


def test_an_estimated_rate_of_growth_is_noted(engine):
    facts = case(ENERGY + CURRENT + GROWTH.replace("8", "~-20"), PARK)
    expect(engine, facts, ASKED, notes=["estimated"], provisional=True, yoy={"basis": "growth"})
    expect_finding(engine, facts, ASKED, status="at_risk", notes=["estimated"])


def test_a_year_before_with_value_added_below_zero_is_no_baseline(engine):
    negative = "value_added_real@2020 | . | -1000 | 1000 | .\n"
    facts = case(ENERGY + negative + CURRENT + GROWTH, PARK)
    expect(engine, facts, ASKED, yoy={"reason": "baseline_incomplete"})
