"""估算或未确认的数只会使目标有风险，不判为未达标。

An estimated or unconfirmed figure can put a target at risk, provisionally, and never makes it missed.
"""

from tests.spec.support import case, expect, expect_finding, not_applicable, plan_target, site

RATE = """
item                 | 2024-01 to 2024-11 | 2024-12
wastewater_generated | 100                | 100
wastewater_treated   | {treated}          | {last}
"""

FALL = """
item                  | 2023-01 to 2023-12 | 2024-01 to 2024-12
electricity           | {before}           | {now}
value_added_real@2020 | 1000               | 1000
"""

ON_GROWTH = """
item                  | 2023-01 to 2023-12 | 2024-01 to 2024-12 | 2024-12
electricity           | {before}           | 1100000            | .
value_added_real@2020 | ~1000              | ~1000              | .
value_added_growth    | .                  | .                  | {rate}
"""

TWO_BASES = """
item                  | 2023-01 to 2023-12 | 2024-01 to 2024-12
electricity           | 1000000            | 1100000
value_added_real@2015 | 800                | {older}
value_added_real@2020 | .                  | {newer}
"""

RATE_ASKED = "wastewater_treatment_rate year 2024"
FALL_ASKED = "energy_intensity year 2024"


def rate(treated, last):
    table = RATE.format(treated=treated, last=last)
    return case(table, site(declarations=not_applicable("wastewater")))


def fall(before, now):
    return case(FALL.format(before=before, now=now), site(declarations=not_applicable("energy")))


def test_one_estimated_month_makes_a_miss_a_risk(engine):
    expect_finding(
        engine, rate("90", "~90"), RATE_ASKED, status="at_risk", notes=["estimated"], provisional=True
    )


def test_it_stays_met_and_is_noted(engine):
    expect_finding(
        engine, rate("100", "~100"), RATE_ASKED, status="met", notes=["estimated"], provisional=True
    )


def test_an_estimated_baseline_counts_for_a_fall(engine):
    expect_finding(
        engine,
        fall("~1000000", "1100000"),
        FALL_ASKED,
        status="at_risk",
        notes=["estimated"],
        provisional=True,
    )


def on_growth(before="1000000", rate="8"):
    table = ON_GROWTH.format(before=before, rate=rate)
    return case(table, site(declarations=not_applicable("energy")))


def test_estimated_value_added_does_not_soften_a_fall_judged_on_growth(engine):
    facts = on_growth()
    expect_finding(engine, facts, FALL_ASKED, status="not_met", notes=[], provisional=False)
    expect(engine, facts, FALL_ASKED, notes=["estimated"], provisional=True, yoy={"basis": "growth"})


def test_an_estimated_quantity_or_rate_softens_it(engine):
    softened = {"status": "at_risk", "notes": ["estimated"], "provisional": True}
    expect_finding(engine, on_growth(before="~1000000"), FALL_ASKED, **softened)
    expect_finding(engine, on_growth(rate="~8"), FALL_ASKED, **softened)


def test_an_estimate_on_a_base_not_compared_does_not_soften_a_fall(engine):
    def on_two_bases(**series):
        return case(TWO_BASES.format(**series), site(declarations=not_applicable("energy")))

    aside = on_two_bases(older="800", newer="~1000")
    expect(engine, aside, FALL_ASKED, price="2020", notes=["estimated"], provisional=True)
    expect_finding(engine, aside, FALL_ASKED, status="not_met", notes=[], provisional=False)
    compared = on_two_bases(older="~800", newer="1000")
    expect_finding(engine, compared, FALL_ASKED, status="at_risk", notes=["estimated"], provisional=True)


def test_a_fall_that_is_not_judged_is_noted_for_its_level(engine):
    facts = case(FALL.format(before=".", now="~1100000"), site(declarations=not_applicable("energy")))
    expect_finding(engine, facts, FALL_ASKED, status="not_evaluable", notes=["estimated"], provisional=True)


def test_an_unconfirmed_factor_makes_a_miss_a_risk(engine):
    facts = fall("1000000", "1100000")
    for value in facts["catalog"]["factors"]["ce_electricity"]["values"]:
        value["confirmed"] = False
    expect_finding(engine, facts, FALL_ASKED, status="at_risk", notes=["unconfirmed"], provisional=True)


def test_an_unconfirmed_threshold_makes_a_miss_a_risk(engine):
    facts = rate("90", "90")
    plan_target(facts, "wastewater_treatment_rate")["confirmed"] = False
    expect_finding(engine, facts, RATE_ASKED, status="at_risk", notes=["unconfirmed"], provisional=True)


def test_plain_figures_miss(engine):
    expect_finding(engine, rate("90", "90"), RATE_ASKED, status="not_met", notes=[], provisional=False)
    expect_finding(engine, fall("1000000", "1100000"), FALL_ASKED, status="not_met", provisional=False)
