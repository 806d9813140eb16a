"""水平值：整个期间同一基年可比价，否则现价。 A level is at comparable prices of one base, else current."""

from tests.spec.support import case, expect, not_applicable, site

PARK = site(declarations=not_applicable("energy"))

BOTH_PRICES = """
item                  | 2024-01 | 2024-02 | 2024-03
electricity           | 1000000 | 1000000 | 1000000
value_added           | 1250    | 1250    | 1250
value_added_real@2020 | 1000    | 1000    | .
"""

TWO_BASES = """
item                  | 2024-01 | 2024-02
electricity           | 1000000 | 1000000
value_added_real@2015 | 800     | 800
value_added_real@2020 | 1000    | .
"""


def test_comparable_prices_come_first(engine):
    expect(engine, case(BOTH_PRICES, PARK), "energy_intensity ytd 2024-02", value=0.1229, price="2020")


def test_a_window_without_them_throughout_is_at_current_prices(engine):
    expect(engine, case(BOTH_PRICES, PARK), "energy_intensity ytd 2024-03", value=0.09832, price="current")


def test_prices_of_two_bases_are_never_added(engine):
    expect(engine, case(TWO_BASES, PARK), "energy_intensity month 2024-01", value=0.1229, price="2020")
    expect(engine, case(TWO_BASES, PARK), "energy_intensity ytd 2024-02", value=0.153625, price="2015")


def test_where_no_price_is_whole_the_one_with_most_months_serves(engine):
    table = """
    item                  | 2024-01 | 2024-02 | 2024-03
    electricity           | 1000000 | 1000000 | 1000000
    value_added           | 1250    | .       | .
    value_added_real@2020 | 1000    | 1000    | .
    """
    expect(
        engine,
        case(table, PARK),
        "energy_intensity ytd 2024-03",
        value=None,
        partial=0.1229,
        price="2020",
        coverage=[2, 3],
        missing=[["P", "value_added_real", "2024-03"]],
        reason="incomplete",
    )


def test_without_any_value_added_no_price_is_named(engine):
    table = "item | 2024-01\n electricity | 1000000"
    expect(
        engine,
        case(table, PARK),
        "energy_intensity month 2024-01",
        value=None,
        price=None,
        missing=[["P", "value_added", "2024-01"]],
    )


def test_an_indicator_without_value_added_has_no_price(engine):
    expect(engine, case(BOTH_PRICES, PARK), "energy_total month 2024-01", price=None)


def test_comparable_prices_declared_away_are_not_held(engine):
    table = """
    item                  | 2024-01 | 2024-02
    electricity           | 1000000 | 1000000
    value_added           | 1250    | 1250
    value_added_real@2020 | 1000    | .
    """
    declared = not_applicable("energy") + not_applicable("value_added_real", since="2024-02")
    facts = case(table, site(declarations=declared))
    expect(engine, facts, "energy_intensity month 2024-02", value=0.09832, price="current")


def test_of_series_with_equally_many_months_current_prices_serve(engine):
    table = """
    item                  | 2024-01 | 2024-02
    electricity           | 1000000 | 1000000
    value_added           | 1250    | .
    value_added_real@2020 | .       | 1000
    """
    expect(engine, case(table, PARK), "energy_intensity ytd 2024-02", partial=0.09832, price="current")
