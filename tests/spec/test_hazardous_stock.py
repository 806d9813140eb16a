"""危废贮存量减少计入分母。 Hazardous waste taken from storage over the window enters the denominator."""

from tests.spec.support import case, expect, not_applicable, site

GENERAL = """
item                      | 2023-12 | 2024-01 | 2024-02
solid_waste_generated     | .       | 100     | 100
solid_waste_utilized      | .       | 100     | 80
solid_waste_disposed      | .       | 0       | 20
"""

WORKED_OFF = (
    GENERAL
    + """hazardous_waste_generated | .  | 10 | 10
hazardous_waste_sent_out  | .  | 10 | 40
hazardous_waste_stock_end | 50 | 50 | 20
"""
)

OPENING_UNKNOWN = (
    GENERAL
    + """hazardous_waste_generated | . | 10 | 10
hazardous_waste_sent_out  | . | 10 | 10
hazardous_waste_stock_end | . | 50 | 50
"""
)

PARK = site(declarations=not_applicable("solid_waste", "hazardous_waste"), **{"from": "2024-01"})


def test_old_stock_worked_off_is_no_more_than_complete_disposal(engine):
    facts = case(WORKED_OFF, PARK)
    expect(
        engine, facts, "solid_waste_disposal_rate month 2024-02", value=100.0, reason=None
    )  # 140 / (110 + 30)


def test_the_stock_is_compared_over_the_whole_window(engine):
    table = WORKED_OFF.replace("50 | 50 | 20", "50 | 20 | 50")
    expect(engine, case(table, PARK), "solid_waste_disposal_rate month 2024-01", value=110 / 140 * 100)
    expect(engine, case(table, PARK), "solid_waste_disposal_rate ytd 2024-02", value=250 / 220 * 100)


def test_an_unknown_opening_stock_makes_the_window_incomplete(engine):
    expect(
        engine,
        case(OPENING_UNKNOWN, PARK),
        "solid_waste_disposal_rate ytd 2024-02",
        value=None,
        coverage=[2, 2],
        missing=[["P", "hazardous_waste_stock_end", "2023-12"]],
        reason="incomplete",
    )
    expect(engine, case(OPENING_UNKNOWN, PARK), "solid_waste_disposal_rate month 2024-02", value=100.0)


def test_an_older_opening_stock_is_noted(engine):
    table = WORKED_OFF.replace("2023-12", "2022-06")
    facts = case(table, PARK)
    expect(
        engine, facts, "solid_waste_disposal_rate month 2024-01", notes=["reading:1", "stock_as_of:2022-06"]
    )


def test_where_no_hazardous_waste_is_reported_no_stock_is_needed(engine):
    facts = case(GENERAL, PARK)
    expect(engine, facts, "solid_waste_disposal_rate ytd 2024-02", value=100.0, notes=["reading:1"])
    undeclared = site(declarations=not_applicable("solid_waste"), **{"from": "2024-01"})
    expect(
        engine, case(GENERAL, undeclared), "solid_waste_disposal_rate ytd 2024-02", value=100.0, missing=[]
    )
