"""What lies ahead on the pages: the forecast, the months left, the tests, why it changed, who drives it."""

import json
from dataclasses import replace

import pytest

from tests.ui.test_pages import drawn, page
from tracker.compute.decomposition import Decomposition, Part
from tracker.compute.drivers import Drivers
from tracker.compute.forecast_targets import SiteRemaining
from tracker.services.judging.aims import SiteAim
from tracker.services.judging.drivers import Driven
from tracker.services.judging.indicator_years import IndicatorYear, indicator_year
from tracker.services.judging.outlook_texts import (
    chance_words,
    forecast_says,
    left_says,
    pace_text,
    trend_says,
)
from tracker.services.judging.outlooks import Outlook, YearForecast, outlook
from tracker.services.permissions import acting_as
from tracker.ui.components.driver_parts import signed, why
from tracker.ui.components.indicator_words import says
from tracker.ui.components.outlook_words import course_says, risk_words
from tracker.ui.components.year_ahead import comparable, fan_of, pace_of
from tracker.ui.visit import literal

SEPTEMBER = {"site": "YN26", "period": "2026-09", "indicator": "energy_intensity"}


def remaining(average=0.4129, months=5, outcome="open"):
    return SiteRemaining(months, average, 1000.0, "denominator_grows_as_so_far", outcome)


def aim(comparison="<", probability=0.72, required=0.43, left=None, *, at_bound=False):
    return SiteAim("s", "t", comparison, required, probability, left or remaining(), at_bound)


@pytest.fixture
def made(app) -> Outlook:
    """The outlook of a park of the demo."""
    return outlook(app, acting_as(app, "officer"), "YN26", "energy_intensity", through="2026-07")


@pytest.fixture
def energy(app):
    return app.catalog.indicators["energy_intensity"]


def test_the_months_left_and_the_last_ones_stand_side_by_side(made, energy):
    said = left_says(replace(made, recent=(5, 0.437)), energy, aim(), "zh")
    assert said == "余下 5 个月平均不得高于 0.4129 tce/万元，近 5 个月为 0.4370。"


def test_a_rate_must_be_at_least(made, energy):
    said = left_says(replace(made, recent=(5, 99.0), unit="%"), energy, aim(">=", left=remaining(99.9)), "zh")
    assert said.startswith("余下 5 个月平均不得低于 99.9000 %")


@pytest.mark.parametrize(
    ("comparison", "average", "written"),
    [("<", 0.41999, "0.41"), (">=", 99.001, "99.01"), ("<", 2.0, "2.00"), ("<", 0.0000129, "0.00001")],
)
def test_keeping_to_what_is_written_meets_the_target(comparison, average, written):
    assert pace_text(average, comparison, 2) == written


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("never", "余下 5 个月无论怎样，都已不能达到全年目标。"),
        ("surely", "余下 5 个月无论怎样，都能达到全年目标。"),
    ],
)
def test_where_nothing_matters_any_more_that_is_said(made, energy, outcome, said):
    assert left_says(made, energy, aim(left=remaining(outcome=outcome)), "zh") == said


@pytest.mark.parametrize("left", [remaining(average=1e300), remaining(months=0)])
def test_an_average_nobody_can_read_is_left_out(made, energy, left):
    assert left_says(made, energy, aim(left=left), "zh") == ""


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.999, "几乎肯定达标"),
        (0.72, "较有可能达标"),
        (0.5, "能否达标难以判断"),
        (0.02, "很可能不达标"),
        (0.0, "几乎肯定不达标"),
    ],
)
def test_a_probability_has_its_words(probability, said):
    assert chance_words(probability, "zh") == said


def test_risk_is_that_of_missing():
    assert risk_words(0.05) == "很高（概率约 95%）"
    assert risk_words(1.0) == "低（概率小于 1%）"


@pytest.mark.parametrize(
    "reason", ["too_short", "too_uncertain", "denominator_not_positive", "year_just_begun"]
)
def test_no_forecast_says_why(made, energy, reason):
    none = YearForecast(2026, 5, None, None, None, 0.8, None, reason)
    said = forecast_says(replace(made, forecast=none, fan=()), energy, None, "zh")
    assert said.startswith("暂不预测全年：")
    assert "None" not in said


def test_a_forecast_says_from_when_how_far_and_how_sure(made, energy):
    said = forecast_says(made, energy, aim(), "zh")
    assert said.startswith("据截至2026年7月的数据，预计2026年全年为 2.8")
    assert "80 % 区间" in said
    assert said.endswith("较有可能达标（低于上年 0.4300 的概率约 72%）。")


def deciding(made, **changed):
    return replace(made, deciding={**made.deciding, **changed})


def test_a_trend_is_told_with_its_months_and_limits(made, energy):
    assert trend_says(made, energy, "zh").startswith("万元工业增加值能耗近 79 个月呈下降趋势，平均每年 −")


def test_a_series_that_never_moved_has_no_trend(made, energy):
    assert "没有变动" in trend_says(deciding(made, reason="constant", change=None), energy, "zh")


def test_a_short_series_is_not_judged(made, energy):
    short = replace(made, tests={**made.tests, "verdict": "too_short"})
    assert "不足 24 个月，不作趋势判断" in trend_says(deciding(short, n=1, reason="too_short"), energy, "zh")


@pytest.mark.parametrize("limit", [float("inf"), None, 1e20])
def test_limits_beyond_reading_are_not_shown(made, energy, limit):
    said = trend_says(
        deciding(replace(made, tests={**made.tests, "verdict": "no_trend"}), high=limit), energy, "zh"
    )
    assert said == "万元工业增加值能耗近 79 个月看不出明显趋势。"


@pytest.mark.parametrize("series", [(), (None, None), (1.0,), (5.0, 5.0, None)])
def test_the_words_of_a_course_hold_no_gaps(energy, series):
    said = course_says(energy, series, "too_short", "zh")
    assert "None" not in said
    assert bool(said) == any(value is not None for value in series)


def specs(test):
    return [json.loads(chart.proto.spec) for chart in test.get("vega_lite_chart")]


def test_the_page_of_an_indicator_says_what_lies_ahead_before_its_chart(signed_in):
    signed_in("officer")
    test = page("indicators", window="ytd", **SEPTEMBER).run()
    assert not test.exception
    text = drawn(test)
    assert "预计2026年全年为" in text
    assert "余下 3 个月平均不得高于" in text
    assert "万元，与今年以来增速相同测算" in text


def test_the_chart_of_the_year_so_far_has_a_fan_and_its_alternative_says_so(signed_in):
    signed_in("officer")
    chart = page("indicators", window="ytd", **SEPTEMBER).run().get("vega_lite_chart")[0]
    assert '"area"' in chart.proto.spec
    assert "80 % 区间" in chart.proto.alt


def test_a_year_that_is_over_has_no_fan(signed_in):
    signed_in("officer")
    test = page("indicators", window="ytd", **{**SEPTEMBER, "period": "2025-08"}).run()
    assert not test.exception
    assert '"area"' not in test.get("vega_lite_chart")[0].proto.spec
    assert "余下" not in drawn(test)


def test_the_tests_are_folded_and_name_the_one_that_decides(signed_in):
    signed_in("officer")
    test = page("indicators", window="ytd", **SEPTEMBER).run()
    assert "统计检验：下降" in [one.label for one in test.expander]
    assert literal("为准：n = 81，p < 0.001") in drawn(test)
    assert "季节性 Mann–Kendall 检验" in drawn(test)


def test_why_it_changed_is_told_by_parts_and_enterprises(signed_in):
    signed_in("reviewer")
    test = page("indicators", window="ytd", **{**SEPTEMBER, "site": "YN10", "period": "2026-07"}).run()
    assert "产出规模拉高" in drawn(test)
    assert "各企业的影响" in [one.value for one in test.subheader]


def test_why_it_changed_says_when_it_cannot_be_had(signed_in):
    signed_in("officer")
    text = drawn(page("indicators", window="ytd", **{**SEPTEMBER, "period": "2026-01"}).run())
    assert "不能分解" in text


def test_the_overview_shows_course_and_risk_when_asked(signed_in):
    signed_in("reviewer")
    plain = page("overview", period="2026-09").run()
    asked = page("overview", period="2026-09", course="courses").run()
    assert not asked.exception
    assert "风险为全年未达标的概率" in drawn(asked)
    assert "风险为全年未达标的概率" not in drawn(plain)


def test_the_overview_says_who_drives_the_province(signed_in):
    signed_in("reviewer")
    test = page("overview", period="2026-09", view="drivers", of="fresh_water").run()
    assert not test.exception
    assert "新鲜水量由" in drawn(test)
    assert len(specs(test)) == 2


def test_the_panel_says_the_risk_and_draws_the_last_months(signed_in):
    signed_in("reviewer")
    text = drawn(page("overview", period="2026-09", site="YN26", indicator="energy_intensity").run())
    assert "未达标风险" in text
    assert 'src="data:image/svg+xml' in text


@pytest.fixture
def whole(app) -> tuple[IndicatorYear, Outlook]:
    """The year of an indicator, and what lies ahead of its last whole month."""
    who = acting_as(app, "officer")
    found = indicator_year(app, who, "YN26", "energy_intensity", "ytd", "2026-09")
    return found, outlook(app, who, "YN26", "energy_intensity", through="2026-09")


def test_the_fan_starts_from_the_last_month_and_ends_in_december(energy, whole):
    fan = fan_of(energy, *whole)
    assert [point.month for point in fan.points] == [9, 10, 11, 12]
    assert fan.points[0].low == fan.points[0].high == whole[0].steps[8].value
    assert fan.points[-1].low < fan.points[-1].value < fan.points[-1].high


def test_the_pace_leads_to_what_is_required(energy, whole):
    pace = pace_of(energy, *whole, whole[1].aims[0])
    assert pace.points[0] == (9, whole[0].steps[8].value)
    assert pace.points[-1][1] == pytest.approx(whole[1].aims[0].required, rel=1e-6)


def test_a_month_seen_from_earlier_has_no_fan(energy, whole, made):
    assert fan_of(energy, whole[0], made) is None


def test_a_forecast_at_other_prices_is_not_drawn(energy, whole):
    other = replace(whole[0], price="growth")
    assert comparable(*whole)
    assert fan_of(energy, other, whole[1]) is None
    assert pace_of(energy, other, whole[1], whole[1].aims[0]) is None


def test_a_pace_far_off_the_chart_is_told_not_drawn(energy, whole):
    far = replace(whole[1].aims[0], remaining=remaining(average=1e9))
    assert pace_of(energy, replace(whole[0], row={**whole[0].row, "window": "month"}), whole[1], far) is None


@pytest.mark.parametrize(
    ("value", "text"), [(0.02, "0"), (12.4, "+12"), (-12.4, "−12"), (0.0, "0"), (-0.3, "0")]
)
def test_an_amount_written_as_zero_has_no_sign_but_goes_whole_to_excel(value, text):
    cell = signed(value, 0)
    assert cell.text == text
    assert cell.value == value


def test_a_part_too_small_to_be_written_is_left_out_of_the_sentence(app):
    parts = (Part("activity", 1192.0), Part("structure", 0.02), Part("intensity", -599.02))
    found = Decomposition(14485.0, 15078.0, parts)
    driven = Driven(None, "co2_total", "t", "2025", "2024", "reported", Drivers(found, None))
    said = why(app.catalog, driven, found)
    assert said == "二氧化碳排放量由 14,485 t 增至 15,078 t（+4.1%）：产出规模拉高 1,192，强度拉低 599。"


def test_a_level_series_is_not_told_to_stay_where_a_fall_is_demanded(made, energy):
    assert "不得高于" in left_says(made, energy, aim(at_bound=True), "zh")
    assert "须逐月保持 100 %" in left_says(
        replace(made, unit="%"), energy, aim(">=", required=100.0, at_bound=True), "zh"
    )


def test_a_change_beyond_tenfold_is_told_as_a_multiple(made, energy):
    said = trend_says(deciding(made, change=176.2, low=23.6, high=1272.8), energy, "zh")
    assert "平均每年 ×177（95 % 区间 ×25 至 ×1,274）" in said


def test_a_target_met_so_far_but_not_by_the_forecast_says_both(app, whole):
    found = whole[0]
    step = found.steps[8]
    finding = {**found.row["findings"][0], "status": "at_risk", "notes": ["forecast"]}
    said = says(app.catalog, {**found.row, "findings": [finding]}, step)
    assert said.endswith("目前达到“低于上年同期”的目标，但按全年预测可能达不到。")
