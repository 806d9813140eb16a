"""逐年下降：与上年持平不算下降。 A fall year on year: equal is no fall."""

import pytest

from tests.spec.support import case, expect_finding, not_applicable, plan_target, site

TABLE = """
item                  | 2023-01 to 2023-12 | 2024-01 to 2024-12
electricity           | 1000000            | {now}
value_added_real@2020 | 1000               | 1000
"""


def facts_of(now):
    return case(TABLE.format(now=now), site(declarations=not_applicable("energy")))


@pytest.mark.parametrize(
    ("now", "year", "ytd"),
    [
        ("900000", "met", "met"),
        ("999999.99", "met", "met"),  # 1e-8 lower
        ("999999.9999", "not_met", "at_risk"),  # 1e-10 lower: equal within the tolerance
        ("1000000", "not_met", "at_risk"),
        ("1100000", "not_met", "at_risk"),
    ],
)
def test_energy_per_value_added_falls(engine, now, year, ytd):
    for asked, status in (("year 2024", year), ("ytd 2024-06", ytd)):
        expect_finding(
            engine,
            facts_of(now),
            f"energy_intensity {asked}",
            comparison="<",
            required=0.1229,
            status=status,
            reason=None,
        )


@pytest.mark.parametrize(("now", "status"), [("969999", "met"), ("970000", "met"), ("970001", "not_met")])
def test_a_fall_by_so_much(engine, now, status):
    facts = facts_of(now)
    plan_target(facts, "energy_intensity").update(kind="fall_by", value=0.03)
    expect_finding(
        engine,
        facts,
        "energy_intensity year 2024",
        comparison="<=",
        required=0.1229 * 0.97,
        status=status,
    )
