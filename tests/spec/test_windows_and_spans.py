"""统计期间完整包含的合并月份才计数。 A span counts only in windows that wholly hold it."""

from tests.spec.support import case, expect, not_applicable, site

PARK = site(declarations=not_applicable("water"))

SPRING_FESTIVAL = """
item      | 2023-01 to 2023-12 | 2024-01..02 | 2024-03 to 2024-12 | 2025-01
tap_water | 10                 | 30          | 10                 | 10
"""


def test_a_rolling_year_that_ends_inside_the_span_lacks_a_month(engine):
    expect(
        engine,
        case(SPRING_FESTIVAL, PARK),
        "fresh_water rolling12 2024-01",
        value=None,
        partial=110.0,
        coverage=[11, 12],
        missing=[],
        reason="only_cumulative",
    )


def test_a_rolling_year_that_begins_inside_the_span_lacks_a_month(engine):
    facts = case(SPRING_FESTIVAL, PARK)
    expect(engine, facts, "fresh_water rolling12 2025-01", value=None, partial=110.0, coverage=[11, 12])


def test_windows_around_the_span_are_whole(engine):
    facts = case(SPRING_FESTIVAL, PARK)
    expect(engine, facts, "fresh_water rolling12 2024-02", value=130.0, coverage=[12, 12])
    expect(engine, facts, "fresh_water year 2024", value=130.0, coverage=[12, 12])


def test_a_span_takes_the_factor_of_its_last_month(engine):
    table = """
    item        | 2023-01..02 | 2023-03
    electricity | 2000000     | 1000000
    """
    facts = case(table, site(declarations=not_applicable("energy", "green_electricity")))
    expect(engine, facts, "co2_total ytd 2023-02", value=266.6)  # 0.1333 kg/kWh, Yunnan 2023
