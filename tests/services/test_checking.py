"""The checks of a report: what they say, what explains them, and how long an explanation holds."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from tests.support.parks import REASON, house, year_of_figures
from tracker.catalog.digest import rule_digest
from tracker.catalog.periods import Period
from tracker.messages import sentence
from tracker.services.permissions import OPERATOR
from tracker.services.reporting.checking import report_checks
from tracker.services.reporting.reports import ReportBlocked
from tracker.services.reporting.reviewing import review
from tracker.store.database import read_session
from tracker.store.tables import CheckResult


@pytest.fixture
def park(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2024, 8, 5))
    place.site("P1", since="2024-01")
    place.figures(year_of_figures(2024, months=range(1, 6)))
    return place


def checks(park, period="2024-05"):
    with read_session(park.app.engine) as session:
        return report_checks(session, park.app, "P1", Period.parse(period))


def of(park, number, period="2024-05"):
    return [check for check in checks(park, period) if check.number == number]


def test_a_sound_month_has_nothing_to_explain(park):
    assert checks(park) == []


def test_a_slipped_unit_is_named_with_the_one_that_would_fit(park):
    park.figures(["P1,2024-05,electricity,1000500,万kWh"])
    (found,) = of(park, "B-04")
    assert (found.message, found.params["fits"]) == ("check_unit_slip_fits", "kWh")
    assert "疑似单位填错" in sentence(found.message, "zh", **found.params)
    assert "kWh" in sentence(found.message, "en", **found.params)


def test_every_message_can_be_told_in_both_languages(park):
    park.figures(
        [
            "P1,2024-05,tap_water,9,万m³",
            "P1,2024-05,wastewater_treated,9000,m³",
            "P1,2024-05,solid_waste_stored,-500,t",
            "P1,2024-05,green_power,900,万kWh",
        ]
    )
    found = checks(park)
    assert {check.kind for check in found} >= {"jump", "at_most"}
    for check in found:
        for lang in ("zh", "en"):
            assert "{" not in sentence(check.message, lang, **check.params)


def test_what_is_due_and_blank_is_a_gap_of_the_month(park):
    park.figures(year_of_figures(2024, months=range(6, 7))[:1])
    items = {check.item for check in of(park, "C-02", "2024-06")}
    assert items >= {"electricity", "wastewater_generated", "tap_water", "revenue"}
    assert "surface_water" not in items  # never entered at this park
    assert "value_added" not in items  # the real series is there


def test_blanks_inside_a_longer_span_are_no_gap(park):
    lines = [line.replace("2024-07", "2024-01..07") for line in year_of_figures(2024, months=range(7, 8))]
    park.figures([line.replace("revenue,5035", "revenue,50350") for line in lines])
    assert of(park, "C-02", "2024-06") == []
    assert of(park, "C-02", "2024-07") == []


def test_a_blank_submission_is_blocked_until_explained(park):
    park.figures(["P1,2024-05,tap_water,9,万m³"])
    with pytest.raises(ReportBlocked) as blocked:
        park.submit("2024-05", reason="")
    assert [check.number for check in blocked.value.checks] == ["C-03"]
    park.submit("2024-05", reason=REASON)
    (found,) = of(park, "C-03")
    assert (found.explained, found.explanation, found.released) == (True, REASON, False)


def test_an_explanation_holds_only_for_the_figure_it_was_given_for(park):
    park.figures(["P1,2024-05,tap_water,9,万m³"])
    park.submit("2024-05")
    park.return_("2024-05")
    assert of(park, "C-03")[0].explained
    park.figures(["P1,2024-05,tap_water,8,万m³"])
    assert not of(park, "C-03")[0].explained
    park.figures(["P1,2024-05,tap_water,90000,m³"])
    assert of(park, "C-03")[0].explained  # the same figure in another unit


def test_the_note_of_a_figure_explains_it(park):
    header = "site,period,item,value,unit,note"
    park.figures(["P1,2024-05,tap_water,9,万m³,新建生产线投产用水"], header)
    assert of(park, "C-03")[0].explanation == "新建生产线投产用水"
    park.figures(["P1,2024-05,tap_water,9,万m³,新建"], header)
    assert not of(park, "C-03")[0].explained


def test_a_note_left_standing_does_not_explain_the_next_figure(park):
    header = "site,period,item,value,unit,note"
    park.figures(["P1,2024-05,tap_water,9,万m³,新建生产线投产用水"], header)
    park.figures(["P1,2024-05,tap_water,8,万m³"])
    assert not of(park, "C-03")[0].explained
    with pytest.raises(ReportBlocked):
        park.submit("2024-05", reason="")
    park.figures(["P1,2024-05,tap_water,9,万m³"])
    assert of(park, "C-03")[0].explained  # the figure it was written for
    park.figures(["P1,2024-05,tap_water,8,万m³,七号线调试期间用水"], header)
    assert of(park, "C-03")[0].explanation == "七号线调试期间用水"
    for month in range(1, 5):
        park.submit(f"2024-{month:02d}")
    park.submit("2024-05", reason="")
    with read_session(park.app.engine) as session:
        reported = report_checks(session, park.app, "P1", Period.parse("2024-05"), "reported")
    assert [check.explanation for check in reported if check.number == "C-03"] == ["七号线调试期间用水"]


def test_a_class_b_check_is_released_by_the_reviewer(park):
    park.figures(["P1,2024-05,electricity,1000500,万kWh"])
    park.submit("2024-05")
    assert not of(park, "B-04")[0].released
    park.accept("2024-05")
    assert of(park, "B-04")[0].released


def test_an_annual_figure_belongs_to_the_annual_report(park):
    park.figures(year_of_figures(2024, months=range(6, 8)))
    december = park.on(date(2025, 2, 1))
    december.figures(year_of_figures(2024, months=range(8, 13)))
    december.figures(["P1,2024,electricity,1300,万kWh"])
    assert [check.item for check in of(december, "C-05", "2024")] == ["electricity"]
    assert of(december, "C-05", "2024-12") == []


def test_in_a_roll_up_the_enterprises_owe_the_figures(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2024, 8, 5))
    place.site("P1", since="2024-01", collect="rollup")
    place.site("E1", kind="enterprise", parent="P1", since="2024-01")
    place.figures(["E1,2024-05,electricity,100,万kWh"])
    owed = {(check.site, check.item) for check in of(place, "C-02")}
    assert ("E1", "wastewater_generated") in owed
    assert ("E1", "electricity") not in owed
    assert not any(site == "P1" and item in ("electricity", "wastewater_generated") for site, item in owed)


def kept(park) -> list[CheckResult]:
    with read_session(park.app.engine) as session:
        return list(session.exec(select(CheckResult).order_by(CheckResult.id)))


def test_what_the_checks_found_is_kept_with_each_submission_and_the_version_of_the_rule(park):
    park.figures(["P1,2024-05,tap_water,9,万m³"])
    park.submit("2024-05")
    park.return_("2024-05")
    park.figures(["P1,2024-05,tap_water,8,万m³"])
    park.submit("2024-05")
    first, second = kept(park)
    rule = rule_digest(park.app.catalog.checks["C-03"])
    assert [(row.check_number, row.rule, row.explanation) for row in (first, second)] == [
        ("C-03", rule, REASON)
    ] * 2
    assert (first.value, second.value) == (90_000.0, 80_000.0)
    assert second.version > first.version


def test_the_review_says_which_rules_have_changed_since(park):
    park.figures(["P1,2024-05,tap_water,9,万m³"])
    park.submit("2024-05")
    assert review(park.app, OPERATOR, "P1", "2024-05").rules_changed == ()
    checks = park.app.catalog.checks
    stricter = checks | {"C-03": checks["C-03"].model_copy(update={"limit": 2.0})}
    changed = replace(park.app, catalog=replace(park.app.catalog, checks=stricter))
    assert review(changed, OPERATOR, "P1", "2024-05").rules_changed == ("C-03",)


def test_ten_times_too_much_is_explained_and_needs_no_release(park):
    park.figures(["P1,2024-05,tap_water,5.2,万m³"])
    (found,) = of(park, "C-07")
    assert "fits" not in found.params  # 千m³ would fit, and nobody writes it
    assert "一位" in sentence(found.message, "zh", **found.params)
    park.submit("2024-05")
    park.accept("2024-05")


def test_a_cumulative_figure_is_held_against_the_months_typed_beside_it(park):
    park.figures(["P1,2024-01..05,electricity,700,万kWh"])
    assert [check.item for check in of(park, "C-12")] == ["electricity"]
    assert of(park, "C-12", "2024-04") == []


def test_a_form_that_repeats_last_month_is_told_and_explained_as_a_whole(park):
    month = [line.replace("2024-05", "2024-06") for line in year_of_figures(2024, months=range(5, 6))]
    park.figures(month)
    (copied,) = of(park, "C-08", "2024-06")
    assert (copied.item, copied.severity) == (None, "C")
    park.submit("2024-06")
    assert of(park, "C-08", "2024-06")[0].explained


def test_last_years_file_under_this_years_title_is_told_with_the_month_it_equals(park):
    park = park.on(date(2025, 6, 3))
    park.figures([line.replace("2024-05", "2025-05") for line in year_of_figures(2024, months=range(5, 6))])
    (copied,) = of(park, "C-08", "2025-05")
    assert copied.message == "check_copied_earlier"
    assert "2024-05" in sentence(copied.message, "en", **copied.params)


def test_last_years_figures_to_date_under_this_years_title_are_told_too(park):
    park = park.on(date(2026, 7, 3))
    items = ("raw_coal", "electricity", "tap_water", "wastewater_generated", "solid_waste_generated")
    park.figures(
        [f"P1,{year}-01..06,{item},{700 + n}," for year in (2025, 2026) for n, item in enumerate(items)]
    )
    (copied,) = of(park, "C-08", "2026-06")
    assert "2025-06" in sentence(copied.message, "en", **copied.params)


def test_last_years_annual_report_under_this_years_title_is_told(park):
    park = park.on(date(2026, 2, 3))
    items = ("raw_coal", "electricity", "tap_water", "wastewater_generated", "solid_waste_generated")
    park.figures([f"P1,{year},{item},{700 + n}," for year in (2024, 2025) for n, item in enumerate(items)])
    (copied,) = of(park, "C-08", "2025")
    assert "2025年填报的 5 项数值与2024年完全相同" in sentence(copied.message, "zh", **copied.params)


def test_a_hundred_times_too_much_speaks_of_two_digits(park):
    park.figures(["P1,2024-05,tap_water,52,万m³"])
    (found,) = of(park, "C-07")
    assert "两位" in sentence(found.message, "zh", **found.params)
    assert "two digits" in sentence(found.message, "en", **found.params)
