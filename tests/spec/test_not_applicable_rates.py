"""A rate whose required denominator is declared away does not apply, whatever was never entered beside it."""

from tests.spec.support import case, expect, not_applicable, site

TABLE = """
item        | 2024-01
electricity | 100
"""


def test_wastewater_declared_away_without_naming_every_alternative(engine):
    park = site(declarations=not_applicable("wastewater_generated", "wastewater_treated"))
    facts = case(TABLE, park)
    expect(
        engine,
        facts,
        "wastewater_treatment_rate month 2024-01",
        value=None,
        reason="not_applicable",
        coverage=[1, 1],
    )
