"""暂不评价的原因，按顺序取第一个。 Why a target is not evaluable: the first reason in order."""

from tests.spec.support import case, expect, expect_finding, not_applicable, plan_target, site

RATE = """
item                 | 2024-01 to 2024-12
wastewater_generated | {generated}
wastewater_treated   | {treated}
"""

ASKED = "wastewater_treatment_rate year 2024"


def rate(generated, treated, **known):
    table = RATE.format(generated=generated, treated=treated)
    return case(table, site(declarations=not_applicable("wastewater")), **known)


def test_the_running_year_is_not_over_even_when_every_month_is_known(engine):
    facts = rate("100", "90", today="2024-12-31")
    expect(engine, facts, ASKED, value=90.0, reason=None)
    expect_finding(engine, facts, ASKED, status="not_evaluable", reason="year_not_over")
    expect_finding(engine, rate("100", "90", today="2025-01-01"), ASKED, status="not_met")


def test_a_running_year_with_open_months_is_not_over_rather_than_incomplete(engine):
    table = RATE.format(generated="100", treated="90").replace("2024-12", "2024-06")
    facts = case(table, site(declarations=not_applicable("wastewater")), today="2024-07-10")
    expect(engine, facts, ASKED, value=None, partial=90.0, coverage=[6, 12], reason="year_not_over")
    expect_finding(engine, facts, ASKED, status="not_evaluable", reason="year_not_over")


def test_a_denominator_of_zero(engine):
    facts = rate("0", "0")
    expect(engine, facts, ASKED, value=None, coverage=[12, 12], reason="denominator_not_positive")
    expect_finding(engine, facts, ASKED, status="not_evaluable", reason="denominator_not_positive")


def test_a_denominator_below_zero(engine):
    table = """
    item                    | 2024-01 to 2024-12
    wastewater_generated    | 100
    wastewater_self_reused  | 120
    wastewater_treated      | 10
    """
    facts = case(table, site(declarations=not_applicable("wastewater")))
    expect(engine, facts, ASKED, value=None, reason="denominator_not_positive")


def test_the_level_of_a_park_decides_its_threshold(engine):
    table = """
    item      | 2024-01 to 2024-12 | 2024
    revenue   | 1000               | .
    land_area | .                  | 20
    """
    asked = "revenue_per_mu year 2024"
    expect_finding(engine, case(table, site(level="national")), asked, required=600.0, status="met")
    expect_finding(engine, case(table, site(level="provincial")), asked, required=400.0, status="met")
    expect_finding(
        engine, case(table, site()), asked, required=None, status="not_evaluable", reason="level_unknown"
    )


def test_an_unknown_level_comes_before_missing_data(engine):
    facts = case("item | 2024-01\n land_area | 20", site())
    expect(engine, facts, "revenue_per_mu year 2024", reason="incomplete")
    expect_finding(engine, facts, "revenue_per_mu year 2024", reason="level_unknown")


def test_a_threshold_without_a_number_is_unconfirmed(engine):
    facts = rate("100", "90")
    target = plan_target(facts, "wastewater_treatment_rate")
    target.update(value=None, confirmed=False)
    expect_finding(
        engine,
        facts,
        ASKED,
        required=None,
        status="not_evaluable",
        reason="unconfirmed",
        notes=["unconfirmed"],
        provisional=True,
    )


def test_a_declared_fact_needs_its_evidence(engine):
    facts = rate("100", "90")
    plan_target(facts, "wastewater_treatment_rate").update(kind="fact", value=None)
    expect_finding(engine, facts, ASKED, status="not_evaluable", reason="evidence_missing")


def test_only_the_year_waits_for_its_end(engine):
    table = RATE.format(generated="100", treated="90").replace("2024-12", "2024-06")
    facts = case(table, site(declarations=not_applicable("wastewater")), today="2024-09-10")
    expect(engine, facts, "wastewater_treatment_rate ytd 2024-07", value=None, reason="incomplete")
