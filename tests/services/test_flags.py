"""The life of flags: raised, taken over, cleared, closed, and raised again, always on reported figures."""

import shutil
from datetime import date

import pytest

from tests.support.parks import (
    ADMINISTRATOR,
    AUDITOR,
    OFFICER,
    OPERATOR,
    REASON,
    REVIEWER,
    house,
    reopened,
    year_of_figures,
)
from tracker.messages import Refusal, WrongUsage
from tracker.services.flagging import flags
from tracker.services.judging.evaluation import evaluate
from tracker.services.permissions import Actor
from tracker.store.database import make_engine

MORE_POWER = {"electricity": 130}
TODAY = date(2024, 6, 5)


@pytest.fixture(scope="module")
def prepared(sqlite_shape, tmp_path_factory):
    """A database with a good 2023, reported, and five months of 2024 with too much power, saved."""
    folder = tmp_path_factory.mktemp("prepared")
    path = shutil.copyfile(sqlite_shape, folder / "tracker.db")
    engine = make_engine(f"sqlite:///{path}")
    place = house(engine, folder, TODAY)
    place.site("P1")
    place.figures(year_of_figures(2023) + year_of_figures(2024, months=range(1, 6), **MORE_POWER))
    place.submit("2023-01..12")
    engine.dispose()
    return path


@pytest.fixture
def park(prepared, tmp_path):
    engine = make_engine(f"sqlite:///{shutil.copyfile(prepared, tmp_path / 'tracker.db')}")
    yield reopened(engine, tmp_path, TODAY)
    engine.dispose()


def live(place, rule=None, **given):
    found = flags.list_flags(place.app, REVIEWER, **given)
    return [flag for flag in found if rule in (None, flag["rule"])]


def energy(place, **given):
    return live(place, "energy_intensity", **given)


def test_saved_figures_raise_nothing_until_they_are_reported(park):
    assert energy(park) == []
    park.submit("2024-01..05")
    (flag,) = energy(park)
    assert (flag["severity"], flag["status"], flag["axis"]) == ("orange", "open", "compliance")
    assert (flag["period"], flag["indicator"], flag["previous"]) == ("2024-05", "energy_intensity", None)
    assert flag["evidence"]["shortfall"] > 0


def test_the_message_names_figures_in_both_languages(park):
    park.submit("2024-01..05")
    assert "预计难达标" in energy(park, lang="zh")[0]["message"]
    assert "at risk" in energy(park, lang="en")[0]["message"]


def test_january_alone_is_not_watched(park):
    park.submit("2024-01")
    assert energy(park) == []


def test_evaluating_again_changes_nothing(park):
    park.submit("2024-01..05")
    first = evaluate(park.app, OPERATOR)
    before = live(park)
    second = evaluate(park.app, OPERATOR, all_=True)
    assert (second.opened, second.updated, second.cleared) == (0, 0, 0)
    assert live(park) == before
    assert first.cleared == 0


def whole_year(park, **changed):
    late = park.on(date(2025, 1, 20))
    late.figures(year_of_figures(2024, months=range(6, 13), **changed))
    late.submit("2024-01..12")
    return late


def test_the_years_verdict_takes_over_the_flag_of_its_months(park):
    park.submit("2024-01..05")
    (watched,) = energy(park)
    late = whole_year(park, **MORE_POWER)
    (judged,) = energy(late)
    assert judged["id"] == watched["id"]
    assert (judged["severity"], judged["period"]) == ("red", "2024")
    assert judged["evidence"]["window"] == "year"


def test_later_months_that_make_up_for_it_clear_by_improvement(park):
    park.submit("2024-01..05")
    late = whole_year(park, electricity=40)
    assert energy(late) == []
    (cleared,) = energy(late, status="cleared")
    assert cleared["evidence"]["cleared_by"] == "improvement"
    assert cleared["evidence"]["before"]["value"] > cleared["evidence"]["before"]["required"]
    assert cleared["evidence"]["after"]["value"] < cleared["evidence"]["after"]["required"]


def correct(park, months, **changed):
    """Send months back, have them mended and reported again."""
    for month in months:
        park.return_(f"2024-{month:02d}")
    park.figures(year_of_figures(2024, months=months, **changed))
    park.submit("2024-01..05")


def test_mended_figures_clear_by_correction_with_both_figures(park):
    park.submit("2024-01..05")
    correct(park, range(1, 6), electricity=90)
    (cleared,) = energy(park, status="cleared")
    assert cleared["evidence"]["cleared_by"] == "correction"
    assert cleared["evidence"]["before"]["value"] != cleared["evidence"]["after"]["value"]


def test_an_edit_under_way_neither_clears_nor_leaks(park):
    park.submit("2024-01..05")
    before = live(park)
    park.return_("2024-05")
    park.figures(year_of_figures(2024, months=range(5, 6), electricity=1))
    assert live(park) == before


def test_a_cause_that_returns_opens_a_new_flag_that_names_the_old(park):
    park.submit("2024-01..05")
    correct(park, range(1, 6), electricity=90)
    correct(park, range(1, 6), **MORE_POWER)
    (cleared,) = energy(park, status="cleared")
    (again,) = energy(park)
    assert again["previous"] == cleared["id"]
    assert again["id"] != cleared["id"]


def test_a_finding_that_can_no_longer_be_judged_leaves_its_flag(park):
    park.submit("2024-01..05")
    (before,) = energy(park)
    late = park.on(date(2024, 8, 1))
    late.figures(year_of_figures(2024, months=range(7, 8)))  # June is missing
    late.submit("2024-07")
    assert energy(late) == [before]


def test_a_flag_is_explained_accepted_and_closed_by_those_who_may(park):
    park.submit("2024-01..05")
    (flag,) = energy(park)
    flags.explain(park.app, OFFICER, flag["id"], REASON)
    assert energy(park)[0]["status"] == "explained"
    flags.accept_explanation(park.app, REVIEWER, flag["id"], "")
    assert energy(park)[0]["status"] == "accepted"
    flags.close(park.app, REVIEWER, flag["id"], REASON)
    assert energy(park) == []
    assert energy(park, status="closed")[0]["id"] == flag["id"]


def test_a_closed_flag_stays_closed_while_its_cause_is_the_same(park):
    park.submit("2024-01..05")
    (flag,) = energy(park)
    flags.close(park.app, REVIEWER, flag["id"], REASON)
    evaluate(park.app, OPERATOR)
    assert energy(park) == []


def test_a_closed_flag_whose_cause_gets_worse_is_followed_by_a_new_one(park):
    park.submit("2024-01..05")
    (flag,) = energy(park)
    flags.close(park.app, REVIEWER, flag["id"], REASON)
    (worse,) = energy(whole_year(park, **MORE_POWER))
    assert (worse["severity"], worse["previous"]) == ("red", flag["id"])


def test_a_closed_flag_whose_cause_went_and_came_back_is_followed_by_a_new_one(park):
    park.submit("2024-01..05")
    (flag,) = energy(park)
    flags.close(park.app, REVIEWER, flag["id"], REASON)
    correct(park, range(1, 6), electricity=90)
    correct(park, range(1, 6), **MORE_POWER)
    assert energy(park)[0]["previous"] == flag["id"]


@pytest.mark.parametrize(
    ("step", "actor"),
    [
        (flags.explain, REVIEWER),
        (flags.explain, AUDITOR),
        (flags.accept_explanation, OFFICER),
        (flags.close, OFFICER),
        (flags.close, ADMINISTRATOR),
    ],
)
def test_steps_are_refused_to_other_roles(park, step, actor):
    park.submit("2024-01..05")
    with pytest.raises(Refusal) as refused:
        step(park.app, actor, energy(park)[0]["id"], REASON)
    assert refused.value.code == "not_permitted"


def test_a_step_needs_an_account(park):
    park.submit("2024-01..05")
    with pytest.raises(WrongUsage):
        flags.close(park.app, OPERATOR, energy(park)[0]["id"], REASON)


def test_a_flag_of_another_park_answers_like_none(park):
    park.submit("2024-01..05")
    stranger = Actor("other", "officer", "P2", account_id=9)
    for flag in (energy(park)[0]["id"], "no-such-flag"):
        with pytest.raises(Refusal) as refused:
            flags.explain(park.app, stranger, flag, REASON)
        assert refused.value.code == "unknown_flag"


@pytest.mark.parametrize("reason", [" 无 ", "……。。。"])
@pytest.mark.parametrize("step", [flags.explain, flags.close])
def test_explaining_and_closing_need_a_reason(park, step, reason):
    park.submit("2024-01..05")
    actor = OFFICER if step is flags.explain else REVIEWER
    with pytest.raises(Refusal) as refused:
        step(park.app, actor, energy(park)[0]["id"], reason)
    assert refused.value.code == "flag_reason_needed"


def test_what_was_not_explained_cannot_be_accepted(park):
    park.submit("2024-01..05")
    with pytest.raises(Refusal) as refused:
        flags.accept_explanation(park.app, REVIEWER, energy(park)[0]["id"])
    assert refused.value.code == "flag_step_too_late"


def test_anything_dumped_is_red_until_it_is_corrected(park):
    park.figures(["P1,2024-03,solid_waste_dumped,2.5,t"])
    park.submit("2024-01..05")
    (flag,) = live(park, "dumped")
    assert (flag["severity"], flag["item"], flag["period"]) == ("red", "solid_waste_dumped", "2024-03")
    park.return_("2024-03")
    park.figures(["P1,2024-03,solid_waste_dumped,0,t"])
    park.submit("2024-03")
    assert live(park, "dumped") == []
    (cleared,) = live(park, "dumped", status="cleared")
    assert cleared["evidence"]["cleared_by"] == "correction"


def test_what_a_check_found_becomes_a_data_flag_already_explained(park):
    park.figures(["P1,2024-05,tap_water,25,万m³"])
    park.submit("2024-01..05")
    (flag,) = live(park, "check:C-03")
    assert (flag["axis"], flag["severity"], flag["item"]) == ("data", "yellow", "tap_water")
    assert flag["status"] == "explained"
    assert flag["evidence"]["explanation"] == REASON


def test_a_data_flag_opens_again_when_its_figure_changes(park):
    park.figures(["P1,2024-05,tap_water,25,万m³"])
    park.submit("2024-01..05")
    (before,) = live(park, "check:C-03")
    park.return_("2024-05")
    park.figures(["P1,2024-05,tap_water,20,万m³"])
    park.submit("2024-05", "另有原因，另行说明")
    (after,) = live(park, "check:C-03")
    assert after["id"] == before["id"]
    assert after["evidence"]["value"] == 200_000
    assert after["evidence"]["explanation"] == "另有原因，另行说明"


def test_gaps_of_a_month_are_one_flag_that_lists_them(park):
    kept = [line for line in year_of_figures(2024, months=range(6, 7)) if "wastewater" not in line]
    later = park.on(date(2024, 7, 5))
    later.figures(kept)
    later.submit("2024-01..06")
    (flag,) = [flag for flag in live(later, "check:C-02") if flag["period"] == "2024-06"]
    assert flag["evidence"]["items"] == ["wastewater_generated", "wastewater_treated"]
    assert "污水" in flag["message"]


def missing(place):
    return [flag["period"] for flag in live(place, "report_missing")]


def test_a_late_report_is_flagged_after_its_deadline_and_not_before(park):
    park.submit("2024-01..04")
    on_the_day = park.on(date(2024, 6, 11))
    evaluate(on_the_day.app, OPERATOR)
    assert missing(on_the_day) == []
    late = park.on(date(2024, 6, 12))
    evaluate(late.app, OPERATOR)
    assert missing(late) == ["2024-05"]
    (flag,) = live(late, "report_missing")
    assert (flag["axis"], flag["severity"], flag["due"]) == ("receipt", "yellow", "2024-06-11")


def test_a_late_report_that_comes_in_clears_its_flag_as_received(park):
    park.submit("2024-01..04")
    late = park.on(date(2024, 6, 12))
    evaluate(late.app, OPERATOR)
    late.submit("2024-05")
    assert missing(late) == []
    (cleared,) = live(late, "report_missing", status="cleared")
    assert cleared["evidence"]["cleared_by"] == "received"


def test_months_inside_a_longer_span_owe_no_report(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2024, 4, 5))
    place.site("P1", since="2024-01")
    place.figures(["P1,2024-01..02,electricity,200,万kWh"])
    place.submit("2024-02")
    evaluate(place.app, OPERATOR)
    assert missing(place) == []


def test_unknown_status_and_severity_are_wrong_usage(park):
    with pytest.raises(WrongUsage):
        flags.list_flags(park.app, REVIEWER, status="done")
    with pytest.raises(WrongUsage):
        flags.list_flags(park.app, REVIEWER, severity="pink")
