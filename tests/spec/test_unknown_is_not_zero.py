"""未知不是零：空白是缺数，0 才是零。 Unknown is not zero: a blank is missing, an explicit 0 is zero."""

from tests.spec.support import case, expect, not_applicable, site

PARK = site(declarations=not_applicable("water"))

A_BLANK = """
item      | 2024-01 | 2024-02 | 2024-03
tap_water | 10      | .       | 30
"""

A_ZERO = """
item      | 2024-01 | 2024-02 | 2024-03
tap_water | 10      | 0       | 30
"""


def test_a_blank_month_makes_the_window_incomplete(engine):
    expect(
        engine,
        case(A_BLANK, PARK),
        "fresh_water ytd 2024-03",
        value=None,
        partial=40.0,
        coverage=[2, 3],
        missing=[["P", "tap_water", "2024-02"]],
        reason="incomplete",
    )


def test_a_typed_zero_is_a_figure(engine):
    expect(
        engine,
        case(A_ZERO, PARK),
        "fresh_water ytd 2024-03",
        value=40.0,
        partial=None,
        coverage=[3, 3],
        missing=[],
        reason=None,
    )


def test_a_period_without_any_figure_has_no_data(engine):
    expect(
        engine, case(A_ZERO, PARK), "fresh_water month 2023-05", value=None, partial=None, reason="no_data"
    )
