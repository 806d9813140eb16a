"""Who is shown which rows, which names and periods are refused, and that nothing stale is shown."""

from datetime import date

import pytest

from tests.support.parks import AUDITOR, OFFICER, OPERATOR, REVIEWER, house, year_of_figures
from tracker.messages import Refusal, WrongUsage
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import Actor
from tracker.services.sites import confirm_declarations, declare_items


@pytest.fixture
def park(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2024, 8, 5))
    place.site("P1", since="2024-01")
    place.site("P2", since="2024-01", prefecture="kunming")
    place.figures(year_of_figures(2024, months=range(1, 3)))
    return place


def energy(park, actor=OPERATOR, **given):
    asked = {"sites": ["P1"], "indicators": ["energy_total"], "windows": ["ytd"], "period": "2024-02"}
    (row,) = indicator_rows(park.app, actor, **{**asked, **given})
    return row["value"]


def test_the_working_view_moves_with_every_saved_figure(park):
    before = energy(park)
    park.figures(["P1,2024-02,electricity,200,万kWh"])
    assert energy(park) > before


def test_the_reported_view_moves_with_reports_alone(park):
    assert energy(park, reported=True) is None
    park.submit("2024-01..02")
    shown = energy(park, reported=True)
    assert shown == energy(park)
    park.return_("2024-02")
    park.figures(["P1,2024-02,electricity,200,万kWh"])
    assert energy(park, reported=True) == shown
    park.submit("2024-02")
    assert energy(park, reported=True) > shown


@pytest.mark.parametrize(("actor", "sees"), [(OFFICER, True), (REVIEWER, False), (AUDITOR, False)])
def test_only_those_who_enter_see_figures_not_yet_reported(park, actor, sees):
    assert (energy(park, actor) is not None) == sees


def test_acceptance_shows_at_once(park):
    declare_items(park.app, OPERATOR, "P1", not_applicable=list(park.app.catalog.groups))
    confirm_declarations(park.app, REVIEWER, "P1")
    park.submit("2024-01..02")

    def provisional():
        asked = {"indicators": ["energy_total"], "windows": ["ytd"], "period": "2024-02", "reported": True}
        (row,) = indicator_rows(park.app, OPERATOR, sites=["P1"], **asked)
        return row["provisional"]

    assert provisional()
    park.accept("2024-01..02")
    assert not provisional()


@pytest.mark.parametrize("reported", [False, True])
def test_a_declaration_shows_at_once_in_both_views(park, reported):
    park.submit("2024-01..02")
    asked = {"indicators": ["co2_total"], "windows": ["month"], "period": "2024-02", "reported": reported}
    (before,) = indicator_rows(park.app, OPERATOR, sites=["P1"], **asked)
    declare_items(park.app, OPERATOR, "P1", not_applicable=["diesel"])
    (after,) = indicator_rows(park.app, OPERATOR, sites=["P1"], **asked)
    assert "undeclared_item:diesel" in before["notes"]
    assert "undeclared_item:diesel" not in after["notes"]


def test_a_confirmed_declaration_shows_at_once_in_the_reported_view(park):
    declare_items(park.app, OPERATOR, "P1", not_applicable=list(park.app.catalog.groups))
    park.submit("2024-01..02")
    park.accept("2024-01..02")

    def provisional():
        asked = {"indicators": ["energy_total"], "windows": ["ytd"], "period": "2024-02", "reported": True}
        (row,) = indicator_rows(park.app, OPERATOR, sites=["P1"], **asked)
        return row["provisional"]

    assert provisional()
    confirm_declarations(park.app, REVIEWER, "P1")
    assert not provisional()


def test_without_sites_all_in_scope_are_shown(park):
    park.figures(year_of_figures(2024, "P2", months=range(1, 3)))
    assert {row["site"] for row in indicator_rows(park.app, OPERATOR)} == {"P1", "P2"}
    assert {row["site"] for row in indicator_rows(park.app, OFFICER)} == {"P1"}
    kunming = Actor("kunming", "officer", "kunming", account_id=7)
    assert {row["site"] for row in indicator_rows(park.app, kunming)} == {"P2"}


def test_a_site_outside_the_scope_is_as_unknown_as_one_that_is_not(park):
    for site in ("P2", "P9"):
        with pytest.raises(Refusal) as refused:
            indicator_rows(park.app, OFFICER, sites=[site])
        assert refused.value.code == "unknown_site"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"indicators": ["energy"]}, "unknown_indicator"),
        ({"standard": "hj-1"}, "unknown_standard"),
    ],
)
def test_unknown_names_are_refused(park, given, code):
    with pytest.raises(Refusal) as refused:
        indicator_rows(park.app, OPERATOR, **given)
    assert refused.value.code == code
    assert not isinstance(refused.value, WrongUsage)


@pytest.mark.parametrize(
    "given",
    [
        {"period": "2024", "windows": ["ytd"]},
        {"period": "2024-03", "windows": ["year"]},
        {"period": "2024-13"},
        {"period": "2024-01..03"},
        {"windows": ["quarter"]},
    ],
)
def test_what_contradicts_itself_is_wrong_usage(park, given):
    with pytest.raises(WrongUsage):
        indicator_rows(park.app, OPERATOR, **given)


def test_a_year_means_the_window_year_and_a_month_the_others(park):
    def windows(period):
        return {row["window"] for row in indicator_rows(park.app, OPERATOR, sites=["P1"], period=period)}

    assert windows("2024") == {"year"}
    assert windows("2024-02") == {"month", "ytd", "rolling12"}


def test_a_named_period_gives_rows_even_without_data(park):
    rows = indicator_rows(park.app, OPERATOR, sites=["P2"], indicators=["energy_total"], period="2023")
    assert [row["reason"] for row in rows] == ["no_data"]
    assert indicator_rows(park.app, OPERATOR, sites=["P2"], indicators=["energy_total"]) == []
