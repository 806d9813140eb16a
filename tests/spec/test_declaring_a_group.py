"""声明一组不涉及，只涉及其中没有填报过的数据项。 A declared group covers its items without a figure."""

from tests.spec.support import case, expect, not_applicable, site

TABLE = """
item        | 2024-01 | 2024-02
tap_water   | 10      | 10
groundwater | 5       | .
"""

NO_WATER = """
item    | 2024-01 | 2024-02
revenue | 100     | 100
"""


def test_items_never_entered_are_declared_with_their_group(engine):
    facts = case(TABLE, site(declarations=not_applicable("water")))
    expect(engine, facts, "fresh_water month 2024-01", value=15.0, notes=[], provisional=False)


def test_an_item_with_a_figure_is_not_covered(engine):
    facts = case(TABLE, site(declarations=not_applicable("water")))
    expect(
        engine,
        facts,
        "fresh_water month 2024-02",
        value=None,
        missing=[["P", "groundwater", "2024-02"]],
        reason="incomplete",
    )


def test_a_rate_whose_whole_group_is_declared_is_not_applicable(engine):
    facts = case(NO_WATER, site(declarations=not_applicable("wastewater")))
    expect(
        engine,
        facts,
        "wastewater_treatment_rate month 2024-01",
        value=None,
        partial=None,
        coverage=[1, 1],
        reason="not_applicable",
    )


def test_a_total_whose_whole_group_is_declared_is_not_applicable(engine):
    facts = case(NO_WATER, site(declarations=not_applicable("water")))
    expect(engine, facts, "fresh_water ytd 2024-02", value=None, reason="not_applicable")
