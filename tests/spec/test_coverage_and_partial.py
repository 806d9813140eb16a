"""覆盖月数与部分值。 Coverage, and the figure over the months whose inputs are all known."""

from tests.spec.support import case, expect, not_applicable, site

PARK = site(declarations=not_applicable("wastewater"))

GAPS_ON_BOTH_SIDES = """
item                 | 2024-01 | 2024-02 | 2024-03 | 2024-04
wastewater_generated | 100     | .       | 100     | 200
wastewater_treated   | 90      | 95      | .       | 150
"""

A_SPAN_BROKEN = """
item                 | 2024-01..02 | 2024-01 | 2024-02 | 2024-03
wastewater_generated | .           | .       | 100     | 100
wastewater_treated   | 180         | .       | .       | 95
"""


def test_a_month_counts_where_every_needed_flow_is_known(engine):
    expect(
        engine,
        case(GAPS_ON_BOTH_SIDES, PARK),
        "wastewater_central_rate ytd 2024-04",
        value=None,
        partial=80.0,  # (90 + 150) / (100 + 200)
        coverage=[2, 4],
        missing=[["P", "wastewater_generated", "2024-02"], ["P", "wastewater_treated", "2024-03"]],
    )


def test_a_span_not_wholly_among_the_known_months_is_left_out(engine):
    expect(
        engine,
        case(A_SPAN_BROKEN, PARK),
        "wastewater_central_rate ytd 2024-03",
        value=None,
        partial=95.0,  # March alone: February's treated water is known only together with January's
        coverage=[2, 3],
        missing=[["P", "wastewater_generated", "2024-01"]],
        reason="incomplete",
    )


def test_without_a_known_month_there_is_no_partial_figure(engine):
    table = """
    item                 | 2024-01 | 2024-02
    wastewater_generated | 100     | .
    wastewater_treated   | .       | 95
    """
    facts = case(table, PARK)
    expect(engine, facts, "wastewater_central_rate ytd 2024-02", value=None, partial=None, coverage=[0, 2])


def test_ratios_are_formed_on_sums_never_averaged(engine):
    table = """
    item                 | 2024-01 | 2024-02
    wastewater_generated | 100     | 300
    wastewater_treated   | 50      | 300
    """
    expect(engine, case(table, PARK), "wastewater_central_rate ytd 2024-02", value=87.5)


def test_months_declared_away_alone_are_no_partial_figure(engine):
    table = """
    item      | 2024-01 | 2024-02 | 2024-04
    revenue   | 1       | 1       | .
    tap_water | .       | .       | 5
    """
    declared = not_applicable("water") + not_applicable("tap_water", since="2024-01")
    declared += [{"item": "tap_water", "from": "2024-03", "applicable": True, "confirmed": True}]
    facts = case(table, site(declarations=declared))
    expect(
        engine, facts, "fresh_water ytd 2024-03", value=None, partial=None, coverage=[2, 3], reason="no_data"
    )


def test_a_partial_figure_needs_a_denominator_above_zero(engine):
    table = """
    item                   | 2024-01 | 2024-02
    wastewater_generated   | 10      | .
    wastewater_self_reused | 20      | 0
    wastewater_treated     | 5       | 5
    """
    facts = case(table, PARK)
    expect(engine, facts, "wastewater_treatment_rate ytd 2024-02", value=None, partial=None, coverage=[1, 2])
