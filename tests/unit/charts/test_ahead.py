"""The months to come in a chart: a band that shows in gray print, a dotted pace, and words at their ends."""

import json

import pytest

from tests.unit.charts.test_year import layers, points, records
from tracker.charts.ahead import Ahead, Fan, Pace
from tracker.charts.year import Line, Year, year_chart

FAN = Fan(
    "预计",
    (
        Ahead(10, 0.45, 0.45, 0.45, "0.450", "0.450—0.450"),
        Ahead(11, 0.44, 0.43, 0.46, "0.440", "0.430—0.460"),
        Ahead(12, 0.43, 0.41, 0.48, "0.430", "0.410—0.480"),
    ),
    "80 %",
)
PACE = Pace("余下月均 ≤ 0.405", ((10, 0.45), (11, 0.43), (12, 0.42)))
KNOWN = points(*([None] * 9), 0.45)


def spec(fan=FAN, pace=PACE):
    before = points(*([0.42] * 12))
    year = Year("能耗", Line("2026年", KNOWN), Line("2025年", before), None, rate=False, fan=fan, pace=pace)
    return year_chart(year, "zh").to_dict()


def lines_by_dash(chart):
    return {tuple(layer["mark"].get("strokeDash", ())): layer for layer in layers(chart, "line")}


def written(chart):
    return [record["text"] for layer in layers(chart, "text") for record in records(chart, layer)]


def test_the_band_has_edges_so_that_it_shows_in_gray_print():
    chart = spec()
    (band,) = layers(chart, "area")
    assert [(record["low"], record["high"]) for record in records(chart, band)] == [
        (0.45, 0.45),
        (0.43, 0.46),
        (0.41, 0.48),
    ]
    assert {layer["encoding"]["y"]["field"] for layer in layers(chart, "line")} == {"low", "high", "value"}


def test_pace_forecast_last_year_and_this_year_each_have_their_own_dash():
    assert len(lines_by_dash(spec())) == len({(), (8, 4), (5, 3), (0.1, 5)})


def test_what_lies_ahead_is_named_at_its_end():
    assert {"预计 0.430", "80 % 0.410—0.480", "余下月均 ≤ 0.405", "2025年"} <= set(written(spec()))


def test_the_scale_holds_the_whole_band():
    chart = spec()
    low, high = layers(chart, "area")[0]["encoding"]["y"]["scale"]["domain"]
    assert low <= 0.41
    assert high >= 0.48


def test_no_forecast_draws_no_band_and_no_pace():
    chart = spec(None, None)
    assert layers(chart, "area") == []
    assert set(lines_by_dash(chart)) == {(), (5, 3)}
    assert not [text for text in written(chart) if "预计" in text or "余下" in text]


def test_a_year_certain_in_all_but_name_has_no_band_to_speak_of():
    certain = Fan("预计", (FAN.points[0], Ahead(12, 0.44, 0.44, 0.44, "0.440", "0.440—0.440")), "80 %")
    assert not [text for text in written(spec(certain)) if "80 %" in text]
    assert "NaN" not in json.dumps(spec(certain))


@pytest.mark.parametrize(("end", "below"), [(0.9, True), (0.1, False)])
def test_the_name_of_a_partial_month_stands_off_the_pace(end, below):
    now = points(0.45, 0.45, partial=(2,))
    pace = Pace("余下月均", ((1, 0.45), (12, end)))
    year = Year("能耗", Line("2026年", now), Line("2025年", ()), None, rate=False, fan=None, pace=pace)
    chart = year_chart(year, "zh").to_dict()
    named = [layer for layer in layers(chart, "text") if records(chart, layer)[0]["text"] == "2026年 0.45"]
    assert {layer["mark"]["dy"] > 0 for layer in named} == {below}
