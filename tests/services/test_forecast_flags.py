"""A target met so far that the year is likely to miss: at risk everywhere, and one flag without flicker."""

import shutil
from datetime import date

import pytest

from tests.support.parks import OPERATOR, REASON, REVIEWER, house, reopened, year_of_figures
from tracker.compute.forecast_targets import SiteRemaining
from tracker.services.flagging import flags, foresight
from tracker.services.judging.evaluation import evaluate, indicator_rows
from tracker.services.judging.overview import overview
from tracker.services.judging.risk import Risk
from tracker.store.database import make_engine

RATE = "wastewater_treatment_rate"
NAME = ("yunnan-parks-14fyp", RATE)
TODAY = date(2024, 6, 5)
UNTREATED = {"wastewater_treated": 2900}


@pytest.fixture(scope="module")
def prepared(sqlite_shape, tmp_path_factory):
    """Three years that treat all wastewater until May and not after, and five months of 2024."""
    folder = tmp_path_factory.mktemp("prepared")
    path = shutil.copyfile(sqlite_shape, folder / "tracker.db")
    engine = make_engine(f"sqlite:///{path}")
    place = house(engine, folder, TODAY)
    place.site("P1")
    for year in (2021, 2022, 2023):
        place.figures(year_of_figures(year, months=range(1, 6)))
        place.figures(year_of_figures(year, months=range(6, 13), **UNTREATED))
        place.submit(f"{year}-01..12")
    place.figures(year_of_figures(2024, months=range(1, 6)))
    engine.dispose()
    return path


@pytest.fixture
def park(prepared, tmp_path):
    engine = make_engine(f"sqlite:///{shutil.copyfile(prepared, tmp_path / 'tracker.db')}")
    yield reopened(engine, tmp_path, TODAY)
    engine.dispose()


def finding(place, period="2024-05"):
    (row,) = indicator_rows(
        place.app, OPERATOR, sites=["P1"], indicators=[RATE], windows=["ytd"], period=period
    )
    return row["findings"][0]


def rate_flags(place, **given):
    """Return the flags of the running year; the years before were missed."""
    found = flags.list_flags(place.app, REVIEWER, **given)
    return [flag for flag in found if (flag["rule"], flag["period"][:4]) == (RATE, "2024")]


def test_what_is_met_so_far_is_at_risk_by_the_forecast_and_says_so(park):
    assert (finding(park)["status"], finding(park)["notes"]) == ("at_risk", ["forecast"])


def test_the_overview_sees_the_same(park):
    park.submit("2024-01..05")
    (line,) = overview(park.app, REVIEWER, "2024-05").parks
    assert line.cells[RATE].status == "at_risk"


def test_without_a_setting_a_forecast_changes_nothing(park):
    from dataclasses import replace

    park.app = replace(park.app, catalog=replace(park.app.catalog, trend_settings={}))
    assert (finding(park)["status"], finding(park)["notes"]) == ("met", [])


def test_a_year_that_is_over_is_not_forecast(park):
    rows = indicator_rows(park.app, OPERATOR, indicators=[RATE], windows=["year"], period="2023")
    assert [found["status"] for found in rows[0]["findings"]] == ["not_met"]


def test_a_write_raises_no_flag_by_forecast_but_evaluating_does_once(park):
    park.submit("2024-01..05")
    assert rate_flags(park) == []
    evaluate(park.app, OPERATOR)
    (flag,) = rate_flags(park)
    assert (flag["severity"], flag["period"], flag["notes"]) == ("orange", "2024-05", ["forecast"])
    again = evaluate(park.app, OPERATOR)
    assert (again.opened, again.updated, again.cleared) == (0, 0, 0)
    assert rate_flags(park) == [flag]


def test_the_flag_carries_its_numbers(park):
    park.submit("2024-01..05")
    evaluate(park.app, OPERATOR)
    evidence = rate_flags(park)[0]["evidence"]
    assert evidence["probability"] < 0.5
    assert evidence["forecast"]["low"] <= evidence["forecast"]["value"] <= evidence["forecast"]["high"] < 100
    assert evidence["baseline"] == 100
    assert (evidence["remaining"]["months"], evidence["remaining"]["outcome"]) == (7, "open")
    assert (evidence["months_below"], evidence["of_months"]) == (3, 3)
    assert evidence["shortfall"] == pytest.approx(100 - evidence["forecast"]["value"])


@pytest.mark.parametrize(("lang", "words"), [("zh", "概率小于 1%"), ("en", "with probability below 1%")])
def test_the_flag_says_how_likely(park, lang, words):
    park.submit("2024-01..05")
    evaluate(park.app, OPERATOR)
    assert words in rate_flags(park, lang=lang)[0]["message"]


def chances(monkeypatch, by_month):
    """Let the forecasts say what they are told, by the number of the month."""

    def risks(results, indicator, pairs, standard=None):
        return {
            (site, month): {
                NAME: Risk(
                    by_month[month % 12 + 1],
                    99.0,
                    98.0,
                    100.0,
                    ">=",
                    100.0,
                    SiteRemaining(7, 100.0, 1.0, "", "open"),
                )
            }
            for site, month in pairs
            if indicator == RATE and month % 12 + 1 in by_month
        }

    monkeypatch.setattr(foresight, "risks", risks)


def test_a_single_month_below_raises_nothing(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.9, 4: 0.9, 5: 0.1})
    evaluate(park.app, OPERATOR)
    assert rate_flags(park) == []


def test_months_below_raise_nothing_once_the_last_is_not(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.1, 4: 0.1, 5: 0.55})
    evaluate(park.app, OPERATOR)
    assert rate_flags(park) == []


def test_probabilities_around_the_setting_make_one_flag(park, monkeypatch):
    park.submit("2024-01..05")
    seen = set()
    for probability in (0.48, 0.52, 0.49, 0.51, 0.59, 0.48):
        chances(monkeypatch, {3: 0.4, 4: 0.4, 5: probability})
        evaluate(park.app, OPERATOR)
        (flag,) = rate_flags(park)
        seen.add(flag["id"])
        assert flag["evidence"]["probability"] == probability
    assert len(seen) == 1
    assert rate_flags(park, status="cleared") == []


def test_the_flag_goes_at_the_upper_setting(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.4, 4: 0.4, 5: 0.4})
    evaluate(park.app, OPERATOR)
    chances(monkeypatch, {3: 0.4, 4: 0.4, 5: 0.6})
    assert evaluate(park.app, OPERATOR).cleared == 1
    (cleared,) = rate_flags(park, status="cleared")
    assert cleared["evidence"]["cleared_by"] == "correction"


def later_months(park):
    later = park.on(date(2024, 7, 5))
    later.figures(year_of_figures(2024, months=range(6, 7)))
    return later


def test_a_write_neither_clears_nor_changes_what_the_forecast_raised(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.4, 4: 0.4, 5: 0.4, 6: 0.55})
    evaluate(park.app, OPERATOR)
    before = rate_flags(park)
    later = later_months(park)
    later.submit("2024-06")
    assert rate_flags(later) == before
    assert evaluate(later.app, OPERATOR).cleared == 0
    assert rate_flags(later)[0]["period"] == "2024-06"


def test_later_months_that_make_it_likely_again_clear_by_improvement(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.4, 4: 0.4, 5: 0.4, 6: 0.9})
    evaluate(park.app, OPERATOR)
    later = later_months(park)
    later.submit("2024-06")
    (cleared,) = rate_flags(later, status="cleared")
    assert cleared["evidence"]["cleared_by"] == "improvement"


def test_a_forecast_that_can_no_longer_be_made_leaves_the_flag(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.4, 4: 0.4, 5: 0.4})
    evaluate(park.app, OPERATOR)
    before = rate_flags(park)
    chances(monkeypatch, {})
    evaluate(park.app, OPERATOR)
    assert rate_flags(park) == before


def test_a_year_so_far_that_misses_keeps_the_flag_the_forecast_raised(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.4, 4: 0.4, 5: 0.4})
    evaluate(park.app, OPERATOR)
    (foreseen,) = rate_flags(park)
    later = park.on(date(2024, 7, 5))
    later.figures(year_of_figures(2024, months=range(6, 7), **UNTREATED))
    later.submit("2024-06")
    (missed,) = rate_flags(later)
    assert missed["id"] == foreseen["id"]
    assert "probability" not in missed["evidence"]


def test_a_flag_somebody_closed_stays_closed_while_the_forecast_wavers(park, monkeypatch):
    park.submit("2024-01..05")
    chances(monkeypatch, {3: 0.4, 4: 0.4, 5: 0.4})
    evaluate(park.app, OPERATOR)
    flags.close(park.app, REVIEWER, rate_flags(park)[0]["id"], REASON)
    for probability in (0.52, 0.45, 0.55, 0.4):
        chances(monkeypatch, {3: 0.4, 4: 0.4, 5: probability})
        evaluate(park.app, OPERATOR)
        assert rate_flags(park) == []
