"""哪些标准适用：地区、年份、采用。 Which standards give findings: region, years, adoption."""

from tests.spec.support import case, document, expect_finding, not_applicable, one_row, site

TABLE = """
item                 | 2020-01 to 2026-06
wastewater_generated | 100
wastewater_treated   | 100
"""

WASTEWATER = not_applicable("wastewater")


def with_adopted_standard():
    catalog = document()
    plan = catalog["standards"]["yunnan-parks-14fyp"]
    rate = next(entry for entry in plan["targets"] if entry["indicator"] == "wastewater_treatment_rate")
    catalog["standards"]["hj-274-2015"] = {
        "region": None,
        "applies": "adopted",
        "from_year": None,
        "until_year": None,
        "targets": [{**rate, "value": 95.0}],
    }
    return catalog


def standards(engine, facts, asked, standard=None):
    row = one_row(engine, facts, asked, standard=standard)
    return [finding["standard"] for finding in row["findings"]]


def test_the_plan_begins_with_its_first_year(engine):
    facts = case(TABLE, site(declarations=WASTEWATER))
    assert standards(engine, facts, "wastewater_treatment_rate year 2020") == []
    assert standards(engine, facts, "wastewater_treatment_rate year 2021") == ["yunnan-parks-14fyp"]


def test_after_its_last_year_it_goes_on_with_a_note(engine):
    facts = case(TABLE, site(declarations=WASTEWATER))
    for asked, notes in (("year 2025", []), ("ytd 2026-06", ["standard_ended"])):
        expect_finding(
            engine,
            facts,
            f"wastewater_treatment_rate {asked}",
            status="met",
            notes=notes,
            provisional=False,
        )


def test_a_park_of_another_region_is_not_judged_by_it(engine):
    facts = case(TABLE, site(region="CN-SC", declarations=WASTEWATER))
    assert standards(engine, facts, "wastewater_treatment_rate year 2024") == []


def test_an_enterprise_has_no_findings(engine):
    facts = case(TABLE, site(kind="enterprise", declarations=WASTEWATER))
    assert standards(engine, facts, "wastewater_treatment_rate year 2024") == []


def test_an_adopted_standard_counts_from_the_month_of_adoption(engine):
    park = site(declarations=WASTEWATER, adopted=[("hj-274-2015", "2024-06")])
    facts = case(TABLE, park, catalog=with_adopted_standard())
    both = ["yunnan-parks-14fyp", "hj-274-2015"]
    assert standards(engine, facts, "wastewater_treatment_rate ytd 2024-05") == both[:1]
    assert standards(engine, facts, "wastewater_treatment_rate ytd 2024-06") == both
    assert standards(engine, facts, "wastewater_treatment_rate year 2024") == both


def test_a_named_standard_is_shown_alone_without_being_adopted(engine):
    facts = case(TABLE, site(declarations=WASTEWATER), catalog=with_adopted_standard())
    asked = "wastewater_treatment_rate year 2024"
    assert standards(engine, facts, asked) == ["yunnan-parks-14fyp"]
    assert standards(engine, facts, asked, standard="hj-274-2015") == ["hj-274-2015"]


def test_research_spending_is_judged_for_the_province_and_shown_for_parks(engine):
    table = """
    item                       | 2024-01 to 2024-12
    rd_expense_above_scale     | 21
    revenue_above_scale        | 1000
    """
    asked = "rd_ratio year 2024"
    assert one_row(engine, case(table, site()), asked)["findings"] == []
    region = case(table, site(kind="region"))
    expect_finding(engine, region, asked, required=2.0, status="met")
