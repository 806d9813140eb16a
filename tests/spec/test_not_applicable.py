"""不涉及自声明之月起计，填报的数优先。 Not applicable counts from its month on; a figure wins over it."""

from tests.spec.support import case, expect, not_applicable, site

WELL_CLOSED = """
item        | 2024-01 | 2024-02 | 2024-03 | 2024-04
tap_water   | 10      | 10      | 10      | 10
groundwater | 5       | 5       | .       | 7
"""


def closed(since=None, confirmed=True):
    others = not_applicable("surface_water", "other_fresh_water", "water_exported")
    return site(declarations=others + not_applicable("groundwater", since=since, confirmed=confirmed))


def test_a_blank_before_the_declared_month_is_missing(engine):
    facts = case(WELL_CLOSED, closed(since="2024-04"))
    expect(
        engine,
        facts,
        "fresh_water month 2024-03",
        value=None,
        missing=[["P", "groundwater", "2024-03"]],
        reason="incomplete",
    )


def test_a_blank_from_the_declared_month_on_adds_nothing(engine):
    facts = case(WELL_CLOSED, closed(since="2024-03"))
    expect(engine, facts, "fresh_water ytd 2024-03", value=40.0, coverage=[3, 3], provisional=False)


def test_a_figure_wins_over_the_declaration(engine):
    facts = case(WELL_CLOSED, closed(since="2024-03"))
    expect(engine, facts, "fresh_water month 2024-04", value=17.0)


def test_a_declaration_counts_at_once_and_is_provisional_until_confirmed(engine):
    facts = case(WELL_CLOSED, closed(since="2024-03", confirmed=False))
    expect(engine, facts, "fresh_water month 2024-03", value=10.0, provisional=True)
    expect(engine, facts, "fresh_water month 2024-02", value=15.0, provisional=False)


def test_the_later_declaration_holds_from_its_month_on(engine):
    table = """
    item                 | 2024-01 | 2024-02
    wastewater_generated | .       | .
    wastewater_treated   | .       | .
    tap_water            | 1       | 1
    """
    items = ("wastewater_generated", "wastewater_treated")
    again = [{"item": item, "from": "2024-02", "applicable": True, "confirmed": True} for item in items]
    facts = case(table, site(declarations=not_applicable(*items) + again))
    expect(engine, facts, "wastewater_central_rate month 2024-01", value=None, reason="not_applicable")
    expect(engine, facts, "wastewater_central_rate month 2024-02", value=None, reason="no_data")
