"""给出哪些行，以什么顺序。 Which rows are given, and in which order."""

from tests.spec.support import case, not_applicable, site

TABLE = """
site | item      | 2023-12 | 2024-01 | 2024-02
P    | tap_water | 10      | .       | 30
Q    | tap_water | .       | 10      | .
"""

WATER = not_applicable("water")


def facts():
    return case(TABLE, site("P", declarations=WATER), site("Q", declarations=WATER))


def places(rows):
    return [(row["site"], row["window"], row["period"]) for row in rows]


def test_every_period_from_the_first_to_the_last_month_with_a_figure(engine):
    assert places(engine(facts(), indicators=["fresh_water"])) == [
        ("P", "month", "2023-12"),
        ("P", "month", "2024-01"),
        ("P", "month", "2024-02"),
        ("P", "ytd", "2023-12"),
        ("P", "ytd", "2024-01"),
        ("P", "ytd", "2024-02"),
        ("P", "rolling12", "2023-12"),
        ("P", "rolling12", "2024-01"),
        ("P", "rolling12", "2024-02"),
        ("P", "year", "2023"),
        ("P", "year", "2024"),
        ("Q", "month", "2024-01"),
        ("Q", "ytd", "2024-01"),
        ("Q", "rolling12", "2024-01"),
        ("Q", "year", "2024"),
    ]


def test_a_named_period_gives_its_windows_even_without_data(engine):
    rows = engine(facts(), sites=["P"], indicators=["fresh_water"], period="2019-05")
    assert places(rows) == [("P", "month", "2019-05"), ("P", "ytd", "2019-05"), ("P", "rolling12", "2019-05")]
    assert {row["reason"] for row in rows} == {"no_data"}
    rows = engine(facts(), sites=["P"], indicators=["fresh_water"], period="2019")
    assert places(rows) == [("P", "year", "2019")]


def test_only_windows_the_indicator_declares(engine):
    rows = engine(facts(), sites=["P"], indicators=["rd_ratio", "revenue_per_mu"], period="2024")
    assert [(row["indicator"], row["window"]) for row in rows] == [
        ("rd_ratio", "year"),
        ("revenue_per_mu", "year"),
    ]
    assert engine(facts(), sites=["P"], indicators=["rd_ratio"], period="2024-02") == []


def test_all_fields_are_present(engine):
    row = engine(facts(), sites=["P"], indicators=["fresh_water"], windows=["month"], period="2024-02")[0]
    assert row == {
        "site": "P",
        "indicator": "fresh_water",
        "window": "month",
        "period": "2024-02",
        "value": 30.0,
        "unit": "m³",
        "price": None,
        "partial": None,
        "coverage": [1, 1],
        "missing": [],
        "reason": None,
        "notes": [],
        "provisional": False,
        "scope": "all",
        "yoy": None,
        "findings": [],
        "catalog": "0123456789abcdef",
    }


def test_the_reading_of_an_ambiguous_definition_is_noted(engine):
    rows = engine(facts(), sites=["P"], indicators=["solid_waste_disposal_rate"], period="2024")
    assert "reading:1" in rows[0]["notes"]


def test_figures_of_enterprises_count_only_for_a_park_that_sums_them(engine):
    firm = site("P", kind="enterprise", parent="R", declarations=WATER)
    for collect, first in (([], "2024-01"), ([(None, "rollup")], "2023-12")):
        park = site("R", collect=collect)
        known = case(TABLE.replace("Q   ", "R   "), firm, park)
        rows = engine(known, sites=["R"], indicators=["fresh_water"], windows=["month"])
        assert rows[0]["period"] == first
