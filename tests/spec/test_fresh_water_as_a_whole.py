"""新鲜水作为整体必须知道。 Fresh water as a whole is required, though each source may be passed over."""

from tests.spec.support import case, expect, not_applicable, site

NOTHING = """
item    | 2024-01 | 2024-02
revenue | 100     | 100
"""

LATER = """
item      | 2024-01 | 2024-02
revenue   | 100     | 100
tap_water | .       | 8
"""


def test_no_source_at_all_is_missing_and_named_once(engine):
    expect(
        engine,
        case(NOTHING),
        "fresh_water month 2024-01",
        value=None,
        missing=[["P", "surface_water", "2024-01"]],
        reason="no_data",
    )


def test_it_is_missing_also_before_its_first_value(engine):
    expect(
        engine,
        case(LATER),
        "fresh_water ytd 2024-02",
        value=None,
        partial=8.0,
        missing=[["P", "surface_water", "2024-01"]],
        reason="incomplete",
    )


def test_one_source_declared_away_does_not_make_the_rest_known(engine):
    facts = case(LATER, site(declarations=not_applicable("surface_water")))
    expect(engine, facts, "fresh_water month 2024-01", value=None, missing=[["P", "groundwater", "2024-01"]])


def test_every_source_declared_away_is_a_known_zero(engine):
    sources = ("surface_water", "groundwater", "tap_water", "other_fresh_water")
    facts = case(NOTHING, site(declarations=not_applicable(*sources)))
    expect(
        engine,
        facts,
        "fresh_water month 2024-01",
        value=0.0,
        coverage=[1, 1],
        notes=["undeclared_item:water_exported"],
        reason=None,
    )
