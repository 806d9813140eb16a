"""估算或未确认的数只会使目标有风险，不判为未达标。

An estimated or unconfirmed figure can put a target at risk, provisionally, and never makes it missed.
"""

from tests.spec.support import case, expect_finding, not_applicable, plan_target, site

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
