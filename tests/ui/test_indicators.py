"""The page of one indicator: its sentence, what to do, chart, table, and how it was computed."""

import re

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import drawn
from tracker.catalog.results import WINDOWS
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.judging.recorded import record_rows
from tracker.services.permissions import OPERATOR
from tracker.store.database import unit_of_work
from tracker.store.tables import Site

SCRIPT = "from tracker.ui.views import indicators\nindicators.show()\n"


def opened(**address: str) -> AppTest:
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    asked = {"site": "YN26", "period": "2026-09", "indicator": "energy_intensity", "window": "ytd", **address}
    for key, value in asked.items():
        test.query_params[key] = value
    return test


def test_the_title_says_where_you_are(signed_in):
    signed_in("reviewer")
    assert opened().run().title[0].value == "指标与趋势 · 云南新平产业园区 · 万元工业增加值能耗"


def test_the_sentence_tells_value_change_target_and_verdict(signed_in):
    signed_in("reviewer")
    text = drawn(opened().run())
    assert re.search(
        r"2026年1—9月万元工业增加值能耗为 [\d.]+ tce/万元，比上年同期的 [\d.]+ 下降 [\d.]+%", text
    )
    assert "达到“低于上年同期”的目标" in text
    assert 'class="mark met"' in text


def test_the_chart_carries_the_sentence_for_those_who_cannot_see_it(signed_in, monkeypatch):
    said = []
    monkeypatch.setattr("streamlit.altair_chart", lambda chart, *, alt, **_: said.append(alt))
    signed_in("reviewer")
    opened().run()
    assert len(said) == 1
    assert "2026年1—9月万元工业增加值能耗" in said[0]


def test_the_window_stands_in_the_address_and_can_be_switched(signed_in):
    signed_in("reviewer")
    test = opened().run()
    assert test.query_params["window"] == "ytd"
    test.segmented_control(key="switch_window").set_value("rolling12").run()
    assert test.query_params["window"] == "rolling12"
    assert "2025年10月—2026年9月" in drawn(test)


def test_an_indicator_offers_only_its_windows(signed_in):
    signed_in("reviewer")
    test = opened(indicator="rd_ratio", window="month").run()
    assert not test.exception
    assert test.query_params["window"] == "year"


def test_every_input_stands_with_unit_factor_source_and_product(signed_in):
    signed_in("reviewer")
    text = drawn(opened().run())
    assert "0.1229 kgce/kWh" in text
    assert "GB/T 2589-2020 表A.1 电力（当量值）" in text
    assert "综合能源消费量 ÷ 工业增加值（可比价）" in text
    assert "云南省“十四五”产业园区发展规划：第二章第三节" in text


def test_missing_cells_lead_an_officer_to_their_form(signed_in):
    signed_in("officer")
    text = drawn(opened(period="2026-10").run())
    assert "补齐下列填报值后即可评价" in text
    assert "/entry?site=YN26&amp;period=2026-10" in text


def test_a_reviewer_is_not_led_to_a_form(signed_in):
    signed_in("reviewer")
    text = drawn(opened(period="2026-10").run())
    assert "缺少下列填报值：" in text
    assert "/entry?" not in text


def test_a_rolled_up_park_shows_its_enterprises_each_with_a_link(signed_in):
    signed_in("reviewer")
    text = drawn(opened(site="YN10").run())
    assert "分企业" in text
    assert "/indicators?site=YN10-01&amp;period=2026-09&amp;indicator=energy_intensity" in text


def test_an_enterprise_opens_its_own(signed_in):
    signed_in("enterprise")
    test = opened(site="YN10-01", indicator="energy_total").run()
    assert not test.exception
    assert "本指标没有目标" in drawn(test)


def test_the_list_leads_to_each_indicator(signed_in):
    signed_in("reviewer")
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.query_params["site"], test.query_params["period"] = "YN26", "2026-09"
    text = drawn(test.run())
    assert "/indicators?site=YN26&amp;period=2026-09&amp;indicator=water_intensity&amp;window=ytd" in text
    assert "/indicators?site=YN26&amp;period=2025-12&amp;indicator=leading_share&amp;window=year" in text


def test_rubbish_in_the_address_is_answered_with_a_sentence(signed_in):
    signed_in("reviewer")
    test = opened(indicator="<b>nonsense</b>", window="century").run()
    assert not test.exception
    assert test.title[0].value.startswith("指标与趋势 · 云南新平产业园区")
    assert "<b>nonsense" not in drawn(test)


@pytest.mark.parametrize(
    ("site", "lang", "window"),
    [("YN10", "zh", "month"), ("YN26", "en", "ytd"), ("YN10", "en", "rolling12"), ("YN26", "zh", "year")],
)
@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.full)])
def test_every_indicator_and_window_is_drawn(app, signed_in, monkeypatch, site, lang, window, every):
    monkeypatch.setenv("TRACKER_LANG", lang)
    signed_in("reviewer")
    first = WINDOWS.index(window) % every
    for code, indicator in list(app.catalog.indicators.items())[first::every]:
        if window in indicator.windows:
            test = opened(site=site, indicator=code, window=window).run()
            assert not test.exception, code
            assert len(test.title[0].value.split(" · ")) == 3


def test_where_recorded_and_present_figures_differ_both_are_shown(app, signed_in):
    (row,) = indicator_rows(
        app, OPERATOR, sites=["YN26"], indicators=["fresh_water"], windows=["month"], period="2025-04"
    )
    with unit_of_work(app.engine) as session:
        site = session.exec(select(Site).where(Site.code == "YN26")).one()
        record_rows(session, site, [{**row, "value": 123456.0}], "accepted", "2025-04#9")
    signed_in("reviewer")
    test = opened(indicator="fresh_water", window="month", period="2025-04").run()
    (told,) = [info.value for info in test.info]
    assert "2025年4月在审核通过时" in told
    assert "123,456" in told
    assert "报送时记录" in drawn(test)


def test_what_is_left_of_rounding_is_no_change(signed_in):
    signed_in("reviewer")
    text = drawn(opened(site="YN10", indicator="solid_waste_disposal_rate").run())
    assert "0.000000" not in text
