"""累计数：当月数是与上一个累计数之差。 Cumulative figures: a month is the difference to the one before."""

from tests.spec.support import case, expect, not_applicable, site

PARK = site(declarations=not_applicable("water"))

CUMULATIVE = """
item      | 2024-01..02 | 2024-01..03 | 2024-01..04
tap_water | 30          | 45          | 40
"""

MIXED = """
item      | 2024-01 | 2024-02 | 2024-01..04
tap_water | 10      | 12      | 50
"""

ONE_LEFT = """
item      | 2024-01 | 2024-03 | 2024-01..03
tap_water | 10      | 12      | 50
"""


def test_a_month_is_the_difference_of_two_cumulative_figures(engine):
    expect(engine, case(CUMULATIVE, PARK), "fresh_water month 2024-03", value=15.0, coverage=[1, 1])


def test_a_negative_difference_stands(engine):
    expect(engine, case(CUMULATIVE, PARK), "fresh_water month 2024-04", value=-5.0)
    expect(engine, case(CUMULATIVE, PARK), "fresh_water ytd 2024-04", value=40.0, coverage=[4, 4])


def test_a_month_inside_a_longer_span_is_not_known_on_its_own(engine):
    expect(
        engine,
        case(CUMULATIVE, PARK),
        "fresh_water month 2024-02",
        value=None,
        partial=None,
        coverage=[0, 1],
        missing=[],
        reason="only_cumulative",
    )


def test_a_window_that_holds_the_whole_span_counts_its_months(engine):
    expect(engine, case(CUMULATIVE, PARK), "fresh_water ytd 2024-02", value=30.0, coverage=[2, 2])
    expect(engine, case(CUMULATIVE, PARK), "fresh_water ytd 2024-01", value=None, coverage=[0, 1])


def test_typed_months_stand_and_the_rest_is_one_span(engine):
    expect(engine, case(MIXED, PARK), "fresh_water ytd 2024-02", value=22.0)
    expect(engine, case(MIXED, PARK), "fresh_water month 2024-03", value=None, reason="only_cumulative")
    expect(engine, case(MIXED, PARK), "fresh_water ytd 2024-04", value=50.0)


def test_a_single_month_left_over_is_known(engine):
    expect(engine, case(ONE_LEFT, PARK), "fresh_water month 2024-02", value=28.0, coverage=[1, 1])


def test_january_to_january_is_the_month_of_january(engine):
    table = "item | 2024-01..01\n tap_water | 7"
    expect(engine, case(table, PARK), "fresh_water month 2024-01", value=7.0)
