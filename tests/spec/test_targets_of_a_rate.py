"""先判定后取整：按未取整的数判定，相对容差 1e-9。 Judged unrounded, with a relative tolerance of 1e-9."""

import pytest

from tests.spec.support import case, expect_finding, not_applicable, plan_target, site

TABLE = """
item                 | 2024-01 to 2024-12
wastewater_generated | 1000
wastewater_treated   | {treated}
"""


def facts_of(treated):
    return case(TABLE.format(treated=treated), site(declarations=not_applicable("wastewater")))


@pytest.mark.parametrize(
    ("treated", "status", "reason"),
    [
        ("1000", "met", None),
        ("999.9999999", "met", None),  # 1e-10 short: within the tolerance
        ("999.999998", "not_met", None),  # 2e-9 short
        ("999.96", "not_met", None),  # 99.996 % is not 100 %
        ("1000.000002", "not_evaluable", "balance"),  # 2e-9 over: more treated than there was
        ("1000.0000001", "met", None),
        ("1200", "not_evaluable", "balance"),
    ],
)
def test_at_least_one_hundred_per_cent(engine, treated, status, reason):
    expect_finding(
        engine,
        facts_of(treated),
        "wastewater_treatment_rate year 2024",
        comparison=">=",
        required=100.0,
        status=status,
        reason=reason,
    )


@pytest.mark.parametrize(
    ("treated", "status"), [("400", "met"), ("400.0000001", "met"), ("400.000002", "not_met")]
)
def test_at_most(engine, treated, status):
    facts = facts_of(treated)
    plan_target(facts, "wastewater_treatment_rate").update(kind="at_most", value=40.0)
    expect_finding(
        engine,
        facts,
        "wastewater_treatment_rate year 2024",
        comparison="<=",
        required=40.0,
        status=status,
    )


def test_the_year_to_date_is_at_risk_not_missed(engine):
    facts = facts_of("999.96")
    expect_finding(engine, facts, "wastewater_treatment_rate ytd 2024-06", status="at_risk")


def test_findings_exist_for_the_year_and_from_february_on_only(engine):
    facts = facts_of("1000")
    for window, period, count in (
        ("year", "2024", 1),
        ("ytd", "2024-02", 1),
        ("ytd", "2024-01", 0),
        ("month", "2024-06", 0),
        ("rolling12", "2024-12", 0),
    ):
        rows = engine(facts, indicators=["wastewater_treatment_rate"], windows=[window], period=period)
        assert len(rows[0]["findings"]) == count, (window, period)
