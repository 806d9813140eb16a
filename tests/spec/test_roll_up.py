"""汇总园区：企业之和，园区级数据项由园区填报。 A roll-up park is the sum of its enterprises of the month."""

from tests.spec.support import case, expect, not_applicable, site

WATER = not_applicable("water")


def park(**known):
    return site("P", collect=[(None, "rollup")], declarations=WATER, **known)


def enterprise(code, **known):
    return site(code, kind="enterprise", declarations=WATER, **{"parent": "P", **known})


TWO = """
site | item      | 2024-01 | 2024-02 | 2024-03
A    | tap_water | 10      | 10      | 10
B    | tap_water | 5       | 5       | .
"""


def test_the_park_is_the_sum_of_its_enterprises(engine):
    facts = case(TWO, park(), enterprise("A"), enterprise("B"))
    expect(engine, facts, "fresh_water ytd 2024-02", value=30.0, provisional=False)


def test_the_gap_of_an_enterprise_is_named(engine):
    facts = case(TWO, park(), enterprise("A"), enterprise("B"))
    expect(
        engine,
        facts,
        "fresh_water ytd 2024-03",
        value=None,
        partial=30.0,
        coverage=[2, 3],
        missing=[["B", "tap_water", "2024-03"]],
        reason="incomplete",
    )


def test_an_enterprise_that_left_adds_nothing(engine):
    facts = case(TWO, park(), enterprise("A"), enterprise("B", until="2024-02"))
    expect(engine, facts, "fresh_water ytd 2024-03", value=40.0, coverage=[3, 3])


def test_an_enterprise_counts_from_its_first_month_with_a_figure(engine):
    table = """
    site | item      | 2024-01 | 2024-02
    A    | tap_water | 10      | 10
    B    | tap_water | .       | 5
    """
    facts = case(table, park(), enterprise("A"), enterprise("B"))
    expect(engine, facts, "fresh_water month 2024-01", value=10.0)


def test_an_enterprise_told_to_report_earlier_is_missing_until_it_does(engine):
    table = """
    site | item      | 2024-01 | 2024-02
    A    | tap_water | 10      | 10
    B    | tap_water | .       | 5
    """
    facts = case(table, park(), enterprise("A"), enterprise("B", **{"from": "2024-01"}))
    expect(engine, facts, "fresh_water month 2024-01", value=None, reason="incomplete")


def test_figures_outside_an_enterprises_span_do_not_count(engine):
    facts = case(TWO, park(), enterprise("A"), enterprise("B", until="2024-01"))
    expect(engine, facts, "fresh_water month 2024-02", value=10.0)


def test_an_enterprise_belongs_to_the_park_of_the_month(engine):
    moved = enterprise("B", parent=[(None, "Q"), ("2024-02", "P")])
    facts = case(TWO, park(), enterprise("A"), moved)
    expect(engine, facts, "fresh_water month 2024-01", value=10.0)
    expect(engine, facts, "fresh_water month 2024-02", value=15.0)


def test_items_of_the_park_are_entered_at_the_park(engine):
    table = """
    site | item      | 2024-01 to 2024-12 | 2024
    P    | land_area | .                  | 20
    A    | revenue   | 600                | .
    B    | revenue   | 400                | .
    """
    facts = case(table, park(), enterprise("A"), enterprise("B"))
    expect(engine, facts, "revenue_per_mu year 2024", value=600.0)


def test_figures_of_the_park_itself_do_not_mix_in(engine):
    table = """
    site | item      | 2024-01
    P    | tap_water | 1000
    A    | tap_water | 10
    """
    facts = case(table, park(), enterprise("A"))
    expect(engine, facts, "fresh_water month 2024-01", value=10.0)


def test_from_a_month_on_the_park_is_collected_in_another_way(engine):
    table = """
    site | item      | 2024-01 | 2024-02
    P    | tap_water | 12      | .
    A    | tap_water | 10      | 11
    """
    changed = site("P", collect=[("2024-02", "rollup")], declarations=WATER)
    facts = case(table, changed, enterprise("A"))
    expect(engine, facts, "fresh_water ytd 2024-02", value=23.0)


def test_a_roll_up_without_enterprises_is_missing_not_zero(engine):
    table = """
    site | item      | 2024-01
    P    | land_area | 20
    """
    facts = case(table, site("P", collect=[(None, "rollup")]))
    expect(
        engine,
        facts,
        "fresh_water month 2024-01",
        value=None,
        coverage=[0, 1],
        missing=[["P", "surface_water", "2024-01"]],
        reason="no_data",
    )


def test_outside_the_parks_span_its_enterprises_do_not_fill_it(engine):
    facts = case(TWO, park(**{"from": "2024-02"}), enterprise("A"), enterprise("B"))
    expect(engine, facts, "fresh_water ytd 2024-02", value=None, partial=15.0, coverage=[1, 2])
    expect(engine, facts, "fresh_water month 2024-02", value=15.0)


def test_an_annual_figure_of_an_enterprise_that_moved_fills_nothing(engine):
    table = """
    site | item      | 2024-01 to 2024-12 | 2024
    A    | tap_water | 10                 | .
    B    | tap_water | .                  | 60
    """
    moved = enterprise("B", parent=[(None, "Q"), ("2024-07", "P")])
    facts = case(table, park(), enterprise("A"), moved)
    expect(engine, facts, "fresh_water year 2024", value=None, coverage=[6, 12], reason="only_annual")


def test_an_annual_figure_of_one_enterprise_fills_its_year(engine):
    table = """
    site | item      | 2024-01 to 2024-12 | 2024
    A    | tap_water | 10                 | .
    B    | tap_water | .                  | 60
    """
    facts = case(table, park(), enterprise("A"), enterprise("B"))
    expect(engine, facts, "fresh_water year 2024", value=180.0, coverage=[12, 12])
    expect(engine, facts, "fresh_water month 2024-03", value=None, reason="only_annual")


def test_the_hazardous_stock_falls_site_by_site(engine):
    table = """
    site | item                      | 2023-12 | 2024-01
    A    | solid_waste_generated     | 0       | 100
    A    | solid_waste_utilized      | 0       | 100
    A    | solid_waste_disposed      | 0       | 0
    A    | hazardous_waste_sent_out  | 0       | 20
    A    | hazardous_waste_stock_end | 30      | 10
    B    | solid_waste_generated     | 0       | 100
    B    | solid_waste_utilized      | 0       | 90
    B    | solid_waste_disposed      | 0       | 0
    B    | hazardous_waste_generated | 0       | 20
    B    | hazardous_waste_stock_end | 0       | 20
    """
    waste = not_applicable("solid_waste", "hazardous_waste")
    firms = [site(code, kind="enterprise", parent="P", declarations=waste) for code in "AB"]
    facts = case(table, site("P", collect=[(None, "rollup")]), *firms)
    expect(
        engine, facts, "solid_waste_disposal_rate month 2024-01", value=210 / 240 * 100
    )  # A took 20, B none


def test_a_new_enterprise_had_no_hazardous_stock_before(engine):
    table = """
    site | item                      | 2024-01 | 2024-02
    A    | solid_waste_generated     | 100     | 100
    A    | solid_waste_utilized      | 100     | 100
    A    | solid_waste_disposed      | 0       | 0
    B    | solid_waste_generated     | .       | 100
    B    | solid_waste_utilized      | .       | 90
    B    | solid_waste_disposed      | .       | 0
    B    | hazardous_waste_generated | .       | 20
    B    | hazardous_waste_stock_end | .       | 20
    """
    waste = not_applicable("solid_waste", "hazardous_waste")
    firms = [site(code, kind="enterprise", parent="P", declarations=waste) for code in "AB"]
    facts = case(table, site("P", collect=[(None, "rollup")]), *firms)
    expect(engine, facts, "solid_waste_disposal_rate ytd 2024-02", value=290 / 320 * 100)


def test_an_enterprise_outside_its_span_has_no_data_of_its_own(engine):
    facts = case(TWO, park(), enterprise("A"), enterprise("B", until="2024-02"))
    expect(
        engine, facts, "fresh_water month 2024-03", site="B", value=None, coverage=[1, 1], reason="no_data"
    )
