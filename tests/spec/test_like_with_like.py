"""口径相同、收集方式相同、期间完整，才作同比。 Only like is compared with like."""

from tests.spec.support import case, expect, expect_finding, not_applicable, site

TABLE = """
item                  | 2023-01 to 2023-12 | 2024-01 to 2024-12
electricity           | 1000000            | 900000
value_added_real@2020 | 1000               | 1000
"""

ENERGY = not_applicable("energy")
YEAR = "energy_intensity year 2024"


def none_because(reason):
    return {"change": None, "value": None, "baseline": None, "basis": None, "reason": reason}


def test_january_and_february_are_compared_only_together(engine):
    facts = case(TABLE, site(declarations=ENERGY))
    for asked in ("month 2024-01", "month 2024-02", "ytd 2024-01"):
        expect(engine, facts, f"energy_intensity {asked}", yoy=none_because("january_february"))
    expect(engine, facts, "energy_intensity ytd 2024-02", yoy={"basis": "real"})
    expect(engine, facts, "energy_intensity month 2024-03", yoy={"basis": "real"})
    expect(engine, facts, "energy_intensity rolling12 2024-12", yoy={"basis": "real"})


def test_a_changed_scope_is_not_compared(engine):
    facts = case(TABLE, site(declarations=ENERGY, scope=[(None, "all"), ("2024-01", "above_scale")]))
    expect(engine, facts, YEAR, scope="above_scale", yoy=none_because("scope_changed"))
    expect(engine, facts, "energy_intensity month 2023-06", scope="all")


def test_without_a_year_before_there_is_no_baseline(engine):
    facts = case(TABLE, site(declarations=ENERGY))
    expect(engine, facts, "energy_intensity year 2023", yoy=none_because("no_baseline"))
    expect_finding(
        engine,
        facts,
        "energy_intensity year 2023",
        status="not_evaluable",
        reason="no_baseline",
        required=None,
    )


def test_a_year_before_with_a_gap_is_no_baseline_either(engine):
    gap = TABLE.replace("2023-01 to", "2023-02 to")
    facts = case(gap, site(declarations=ENERGY))
    expect(engine, facts, YEAR, value=0.11061, yoy=none_because("baseline_incomplete"))


def test_a_window_without_a_value_gives_its_own_reason(engine):
    gap = TABLE.replace("2024-01 to", "2024-02 to")
    facts = case(gap, site(declarations=ENERGY))
    expect(engine, facts, YEAR, value=None, yoy=none_because("incomplete"))


def test_a_baseline_of_zero_is_no_baseline(engine):
    facts = case(TABLE.replace("1000000", "0"), site(declarations=ENERGY))
    expect(engine, facts, YEAR, yoy=none_because("baseline_incomplete"))


CHANGED = """
site | item                  | 2023-01 to 2023-12 | 2024-01 to 2024-12
P    | electricity           | 1000000            | .
P    | value_added_real@2020 | 1000               | .
A    | electricity           | {before}           | 900000
A    | value_added_real@2020 | {value_added}      | 1000
"""


def changed(before, value_added):
    firm = site("A", kind="enterprise", parent="P", declarations=ENERGY, **{"from": "2023-01"})
    park = site("P", collect=[("2024-01", "rollup")], declarations=ENERGY)
    return case(CHANGED.format(before=before, value_added=value_added), park, firm)


def test_a_changed_way_of_collecting_is_not_compared(engine):
    expect(engine, changed(".", "."), YEAR, value=0.11061, yoy=none_because("scope_changed"))


def test_unless_the_new_way_exists_for_both_years(engine):
    yoy = {"value": 0.11061, "baseline": 0.09832, "basis": "real", "reason": None}
    expect(engine, changed("800000", "1000"), YEAR, yoy=yoy)
    expect(engine, changed("800000", "1000"), "energy_intensity year 2023", value=0.1229)
