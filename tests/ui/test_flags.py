"""The page of flags: its order, its filters, what it tells of one, and what it offers."""

from datetime import UTC, datetime

from tests.ui.test_pages import drawn, page
from tracker.catalog.periods import Period
from tracker.messages import actor_name
from tracker.services.flagging.flags import list_flags
from tracker.services.flagging.story import Step
from tracker.services.permissions import acting_as
from tracker.services.sites import list_sites
from tracker.ui.components.flag_story import reason_lines, timeline


def queue_of(monkeypatch, **address):
    """The entries of the queue as the page gives them to the browser."""
    given = []
    monkeypatch.setattr("tracker.ui.views.flags.pick_list", lambda entries, **_options: given.extend(entries))
    page("flags", **address).run()
    return given


def test_the_most_urgent_stand_first(app, signed_in, monkeypatch):
    signed_in("reviewer")
    known = {flag["id"]: flag for flag in list_flags(app, acting_as(app, "reviewer"))}
    flags = [known[entry.address] for entry in queue_of(monkeypatch)]
    ranks = [
        (["red", "orange", "yellow"].index(flag["severity"]), flag["due"] or "9999", -last_month(flag))
        for flag in flags
    ]
    assert len(ranks) > 1
    assert ranks == sorted(ranks)


def last_month(flag):
    return Period.parse(flag["period"]).last


def test_my_turn_leaves_what_waits_for_my_role(app, signed_in, monkeypatch):
    signed_in("officer")
    mine = queue_of(monkeypatch, turn="mine")
    waiting = list_flags(app, acting_as(app, "officer"), status="open")
    assert {entry.address for entry in mine} == {flag["id"] for flag in waiting}


def test_a_prefecture_leaves_its_own(app, signed_in, monkeypatch):
    signed_in("reviewer")
    place = {str(site["code"]): site["prefecture"] for site in list_sites(app, acting_as(app, "reviewer"))}
    flags = list_flags(app, acting_as(app, "reviewer"))
    chosen = place[flags[0]["site"]]
    left = queue_of(monkeypatch, prefecture=str(chosen))
    assert {entry.address for entry in left} == {
        flag["id"] for flag in flags if place[flag["site"]] == chosen
    }


def test_more_flags_than_are_shown_are_counted(signed_in, monkeypatch):
    monkeypatch.setattr("tracker.ui.views.flags._FIRST", 1)
    signed_in("reviewer")
    test = page("flags").run()
    assert any("前 1 条，共" in str(line.value) for line in test.caption)
    assert "flags_all" in [button.key for button in test.button]


JUDGED = {
    "indicator": "energy_intensity",
    "item": None,
    "axis": "compliance",
    "notes": ["estimated"],
    "due": None,
    "evidence": {
        "comparison": "<",
        "period": "2025",
        "provisional": True,
        "required": 3.1041,
        "shortfall": 0.00001,
        "unit": "tce/万元",
        "value": 3.10411,
        "window": "year",
    },
}


def test_a_reason_in_numbers_never_rounds_the_shortfall_away(app):
    lines = dict(reason_lines(JUDGED, app.catalog, "zh", app.today()))
    assert lines["数值"] == "3.10411 tce/万元 (初步)"
    assert lines["要求"] == "< 3.10410 tce/万元"
    assert float(lines["差距"].partition(" ")[0]) > 0
    assert lines["说明"] == "含估算数据"


FORESEEN = {
    **JUDGED,
    "notes": ["forecast"],
    "evidence": {
        **{"comparison": "<", "period": "2026-09", "window": "ytd", "unit": "tce/万元", "provisional": False},
        **{"value": 2.9, "required": 3.0, "shortfall": 0.05, "baseline": 3.1041, "probability": 0.123},
        "forecast": {"value": 3.1541, "low": 3.1001, "high": 3.2081, "level": 0.8},
        "remaining": {"months": 3, "average": 2.87659, "outcome": "open"},
        **{"months_below": 2, "of_months": 3},
    },
}


def test_a_flag_by_forecast_shows_what_it_rests_on(app):
    lines = dict(reason_lines(FORESEEN, app.catalog, "zh", app.today()))
    assert lines["数值"] == "2.9000 tce/万元"
    assert lines["全年预测"] == "3.1541 tce/万元（80 % 区间 3.1001—3.2081）"
    assert lines["全年要求"] == "< 3.1041 tce/万元"
    assert lines["预计差距"] == "0.0500 tce/万元"
    assert lines["达标概率"] == "约 12%"
    assert lines["余下月份"] == "3 个月，平均不得高于 2.8765 tce/万元"
    assert lines["低于预警概率"] == "最近 3 个月中有 2 个月"


def test_a_year_that_is_lost_names_no_average_nobody_can_keep(app):
    lost = {"months": 2, "average": -1.5, "outcome": "never"}
    evidence = {**FORESEEN["evidence"], "remaining": lost}
    lines = dict(reason_lines({**FORESEEN, "evidence": evidence}, app.catalog, "zh", app.today()))
    assert lines["余下月份"] == "余下 2 个月无论怎样，都已不能达到全年目标。"


def test_evaluations_in_a_row_are_told_as_one_and_what_was_said_is_no_markup(app):
    at = datetime(2026, 3, 1, tzinfo=UTC)
    figures = {"value": 3.2, "required": 3.1, "unit": "tce/万元"}
    steps = [
        Step(at, "evaluation", "opened", "", figures),
        Step(at, "evaluation", "updated", "", figures),
        Step(at, "evaluation", "updated", "", figures),
        Step(at, "yn23 via operator", "explained", '设备检修 <b>"一周"</b>', {}),
    ]
    text = timeline(JUDGED, steps, app.catalog, "zh")
    assert text.count("<li>") == 3
    assert "重新评价 2 次" in text
    assert "yn23（运维代办）" in text
    assert "<b>&quot;" not in text
    assert text.index("说明情况") < text.index("提出预警")


def test_a_flag_out_of_reach_answers_as_one_that_is_not_there(app, signed_in):
    foreign = next(
        flag for flag in list_flags(app, acting_as(app, "reviewer")) if not flag["site"].startswith("YN26")
    )
    signed_in("officer")
    told = drawn(page("flags", flag=foreign["id"]).run())
    nowhere = drawn(page("flags", flag="no-such-flag").run())
    assert told.replace(foreign["id"], "X") == nowhere.replace("no-such-flag", "X")
    assert "没有预警" in nowhere


def test_who_acts_through_the_operator_is_named_in_the_readers_language():
    assert actor_name("yn23 via operator", "zh") == "yn23（运维代办）"
    assert actor_name("yn23 via operator", "en") == "yn23 via operator"
    assert actor_name("evaluation", "zh") == "系统评价"
    assert actor_name("李 via 王", "zh") == "李 via 王"


def test_a_verdict_shows_the_course_of_its_year_and_others_none(app, signed_in, monkeypatch):
    drawn_years = []
    monkeypatch.setattr(
        "tracker.ui.views.flags.draw_chart", lambda _indicator, found, _said: drawn_years.append(found)
    )
    signed_in("reviewer")
    flags = [
        flag
        for status in (None, "cleared", "closed")
        for flag in list_flags(app, acting_as(app, "reviewer"), status=status)
    ]
    for flag in flags:
        drawn_years.clear()
        page("flags", flag=flag["id"]).run()
        shown = [year.row["indicator"] for year in drawn_years]
        assert shown == ([flag["indicator"]] if flag["indicator"] else [])
