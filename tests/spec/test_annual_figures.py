"""年报核定数：审核通过后决定全年，此前补足月报不全的年份。

Annual figures decide the year once accepted, and before that wherever months do not fill it.
"""

from tests.spec.support import EVERY_MONTH, case, expect, not_applicable, site

PARK = site(declarations=not_applicable("water"))

ONLY_ANNUAL = """
item      | 2024
tap_water | 1200
"""

SOME_MONTHS = """
item      | 2024-01 to 2024-10 | 2024
tap_water | 90                 | 1200
"""

ALL_MONTHS = """
item      | 2024-01 to 2024-12 | 2024
tap_water | 90                 | 1200
"""


def test_an_annual_figure_alone_gives_the_year_and_nothing_shorter(engine):
    facts = case(ONLY_ANNUAL, PARK)
    expect(engine, facts, "fresh_water year 2024", value=1200.0, coverage=[12, 12])
    expect(engine, facts, "fresh_water month 2024-06", value=None, missing=[], reason="only_annual")
    expect(engine, facts, "fresh_water ytd 2024-11", value=None, coverage=[0, 11], reason="only_annual")


def test_it_fills_a_year_whose_months_are_not_all_known(engine):
    facts = case(SOME_MONTHS, PARK)
    expect(engine, facts, "fresh_water year 2024", value=1200.0, coverage=[12, 12])
    expect(engine, facts, "fresh_water ytd 2024-12", value=1200.0)
    expect(engine, facts, "fresh_water rolling12 2024-12", value=1200.0)
    expect(engine, facts, "fresh_water ytd 2024-10", value=900.0)
    expect(engine, facts, "fresh_water ytd 2024-11", value=None, partial=900.0, reason="only_annual")


def test_full_months_stand_until_the_annual_report_is_accepted(engine):
    expect(engine, case(ALL_MONTHS, PARK), "fresh_water year 2024", value=1080.0)
    accepted = case(ALL_MONTHS, PARK, accepted=(EVERY_MONTH, "2024"))
    expect(engine, accepted, "fresh_water year 2024", value=1200.0)
    expect(engine, accepted, "fresh_water ytd 2024-12", value=1080.0)


def test_a_year_decided_by_it_is_provisional_until_its_report_is_accepted(engine):
    expect(engine, case(ONLY_ANNUAL, PARK), "fresh_water year 2024", provisional=True)
    accepted = case(ONLY_ANNUAL, PARK, accepted=("2024",))
    expect(engine, accepted, "fresh_water year 2024", provisional=False)


def test_full_months_it_decides_over_owe_no_accepted_report(engine):
    accepted = case(ALL_MONTHS, PARK, accepted=("2024",))
    expect(engine, accepted, "fresh_water year 2024", value=1200.0, provisional=False)
    expect(engine, accepted, "fresh_water ytd 2024-12", value=1080.0, provisional=True)


def test_it_takes_the_factors_of_december(engine):
    table = """
    item        | 2022
    electricity | 12000000
    """
    facts = case(table, site(declarations=not_applicable("energy", "green_electricity")))
    expect(engine, facts, "co2_total year 2022", value=1287.6)  # 0.1073 kg/kWh, Yunnan 2022


def test_it_fills_only_the_items_it_is_given_for(engine):
    table = """
    item                 | 2024-01 to 2024-12 | 2024
    wastewater_generated | .                  | 1000
    wastewater_treated   | 80                 | .
    """
    facts = case(table, site(declarations=not_applicable("wastewater")))
    expect(engine, facts, "wastewater_central_rate year 2024", value=96.0, coverage=[12, 12])
    expect(engine, facts, "wastewater_central_rate month 2024-05", value=None, reason="only_annual")


def test_a_cumulative_span_beside_it_is_named_first(engine):
    table = """
    item                 | 2024-01..03 | 2024
    wastewater_generated | .           | 1000
    wastewater_treated   | 100         | 960
    """
    facts = case(table, site(declarations=not_applicable("wastewater")))
    expect(engine, facts, "wastewater_central_rate month 2024-02", value=None, reason="only_cumulative")
    expect(engine, facts, "wastewater_central_rate month 2024-05", value=None, reason="only_annual")
