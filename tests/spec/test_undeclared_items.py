"""从未填报的可选项可以略过，但要注明，并使结论为初步。

Alternatives never entered are passed over: they add 0, are noted, and make what uses them provisional.
"""

from tests.spec.support import applicable, case, expect, not_applicable, site

NEVER = """
item        | 2024-01 | 2024-02
tap_water   | 10      | 10
"""

WELL_LATER = """
item        | 2024-01 | 2024-02 | 2024-03 | 2024-04
tap_water   | 10      | 10      | 10      | 10
groundwater | .       | .       | 5       | .
"""

OTHERS = not_applicable("surface_water", "other_fresh_water", "water_exported")


def test_an_alternative_never_entered_is_noted(engine):
    facts = case(NEVER, site(declarations=OTHERS))
    expect(
        engine,
        facts,
        "fresh_water month 2024-02",
        value=10.0,
        coverage=[1, 1],
        notes=["undeclared_item:groundwater"],
        provisional=True,
    )


def test_months_before_the_first_figure_stay_noted(engine):
    facts = case(WELL_LATER, site(declarations=OTHERS))
    expect(engine, facts, "fresh_water month 2024-02", value=10.0, notes=["undeclared_item:groundwater"])
    expect(engine, facts, "fresh_water month 2024-03", value=15.0, notes=[], provisional=False)


def test_once_entered_a_blank_is_missing(engine):
    facts = case(WELL_LATER, site(declarations=OTHERS))
    expect(
        engine,
        facts,
        "fresh_water month 2024-04",
        value=None,
        missing=[["P", "groundwater", "2024-04"]],
        reason="incomplete",
    )


def test_the_item_table_says_since_when(engine):
    facts = case(WELL_LATER, site(declarations=OTHERS + applicable("groundwater", since="2024-03")))
    expect(engine, facts, "fresh_water ytd 2024-03", value=35.0, notes=[], provisional=False)


def test_a_required_item_is_missing_before_its_first_value(engine):
    table = """
    item        | 2024-01 | 2024-02
    electricity | .       | 1000
    tap_water   | 1       | 1
    """
    facts = case(table, site(declarations=not_applicable("energy")))
    expect(engine, facts, "energy_total month 2024-01", value=None, missing=[["P", "electricity", "2024-01"]])


def test_hazardous_waste_counts_as_entered_with_the_first_item_of_it(engine):
    table = """
    item                      | 2024-01 | 2024-02
    hazardous_waste_generated | .       | 3
    solid_waste_generated     | 10      | 10
    solid_waste_utilized      | 10      | 10
    solid_waste_disposed      | 0       | 0
    """
    facts = case(table, site(declarations=not_applicable("solid_waste")))
    expect(
        engine,
        facts,
        "solid_waste_disposal_rate month 2024-02",
        value=None,
        missing=[
            ["P", "hazardous_waste_disposed", "2024-02"],
            ["P", "hazardous_waste_received", "2024-02"],
            ["P", "hazardous_waste_sent_out", "2024-02"],
            ["P", "hazardous_waste_stock_end", "2024-01"],
            ["P", "hazardous_waste_utilized", "2024-02"],
        ],
    )
