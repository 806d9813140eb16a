"""The charts of an indicator: what stands in their specs, and what must never be drawn."""

import json
import math
from typing import Any

import pytest

from tracker.charts.style import apart, bar_domain, line_domain, nice_step, tick_format, ticks
from tracker.charts.year import Bound, Line, Point, Year, segments, year_chart
from tracker.charts.years import Bar, Years, years_chart


def points(*values: float | None, partial: tuple[int, ...] = ()) -> tuple[Point, ...]:
    return tuple(
        Point(month, value, f"{value}", month in partial)
        for month, value in enumerate(values, start=1)
        if value is not None
    )


def spec(
    now: tuple[Point, ...], before: tuple[Point, ...] = (), bound: Bound | None = None
) -> dict[str, Any]:
    year = Year("能耗（tce/万元）", Line("2026年", now), Line("2025年", before), bound, rate=False)
    return year_chart(year, "zh").to_dict()


def layers(chart: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in chart["layer"] if layer["mark"]["type"] == kind]


def records(chart: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    data = layer["data"]
    return data["values"] if "values" in data else chart["datasets"][data["name"]]


def test_a_gap_is_never_joined_and_never_zero():
    chart = spec(points(1.0, 2.0, None, 4.0, 5.0))
    (line,) = layers(chart, "line")
    drawn = records(chart, line)
    assert [(record["month"], record["run"]) for record in drawn] == [(1, 1), (2, 1), (4, 2), (5, 2)]
    assert line["encoding"]["detail"]["field"] == "run"


def test_a_partial_month_is_hollow_and_joined_to_none():
    chart = spec(points(1.0, 2.0, 3.0, 4.0, partial=(3,)))
    (line,) = layers(chart, "line")
    assert [record["month"] for record in records(chart, line)] == [1, 2, 4]
    assert len({record["run"] for record in records(chart, line)}) == 2
    (marks,) = layers(chart, "point")
    assert [record["partial"] for record in records(chart, marks)] == [False, False, True, False]
    assert marks["encoding"]["fill"]["condition"] == {"test": "datum.partial", "value": "#ffffff"}


def test_two_years_are_told_apart_by_dash_and_shape_not_by_color_alone():
    chart = spec(points(1.0, 2.0), points(2.0, 3.0))
    before, now = layers(chart, "line")
    assert before["mark"]["strokeDash"]
    assert "strokeDash" not in now["mark"]
    shapes = [layer["mark"]["shape"] for layer in layers(chart, "point")]
    assert len(set(shapes)) == 2
    assert "legend" not in json.dumps(now["encoding"])


def test_the_bound_is_a_dashed_rule_with_its_text_beside_it():
    chart = spec(points(99.0), bound=Bound(100.0, "目标 ≥ 100 %"))
    (rule,) = layers(chart, "rule")
    assert rule["mark"]["strokeDash"]
    assert records(chart, rule)[0]["value"] == 100.0
    written = [record["text"] for layer in layers(chart, "text") for record in records(chart, layer)]
    assert "目标 ≥ 100 %" in written


def test_a_chart_without_any_point_can_be_made():
    assert layers(spec(()), "line") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_months_and_unit_are_written_in_the_language_asked_for(lang):
    year = Year("能耗（tce/万元）", Line("2026", points(1.0)), Line("2025", ()), None, rate=False)
    chart = year_chart(year, lang).to_dict()
    axis = layers(chart, "line")[0]["encoding"]["x"]["axis"]
    assert ("12月" if lang == "zh" else "Dec") in axis["labelExpr"]
    assert layers(chart, "line")[0]["encoding"]["y"]["axis"]["title"] == "能耗（tce/万元）"


def test_no_number_of_a_chart_is_not_a_number():
    text = json.dumps(spec(points(1.0, None, 3.0), points(2.0), Bound(2.0, "目标")))
    assert "NaN" not in text
    assert "Infinity" not in text


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([97.3, 100.0], (90.0, 105.0)),
        ([100.0, 108.2], (90.0, 110.0)),
        ([83.1, 100.0], (80.0, 105.0)),
    ],
)
def test_a_rate_near_the_whole_has_a_fixed_frame_that_holds_every_point(values, ends):
    assert line_domain(values, rate=True) == ends


@pytest.mark.parametrize("values", [[2.81, 2.88], [0.0, 5.0], [12.0], [-3.0, 4.0], [1e-6, 2e-6], [7.0, 7.0]])
def test_a_scale_holds_every_point_and_ends_on_its_ticks(values):
    low, high = line_domain(values, rate=False)
    assert low <= min(values) <= max(values) <= high
    assert low < high
    assert low >= 0 or min(values) < 0
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks(low, high))


def test_ticks_of_one_axis_are_all_written_differently():
    low, high = line_domain([5.16, 5.41], rate=False)
    places = int(tick_format(low, high)[2:-1])
    written = [f"{tick:.{places}f}" for tick in ticks(low, high)]
    assert len(set(written)) == len(written)


def test_bars_start_at_zero():
    assert bar_domain([97.0, 100.0])[0] == 0.0
    assert bar_domain([-2.0, 3.0])[0] < -2.0


def test_labels_are_moved_apart_and_keep_their_order():
    placed = apart([1.0, 1.01, 5.0], 0.5)
    assert placed[1] - placed[0] >= 0.5 - 1e-6
    assert placed[2] == 5.0


def test_steps_are_round():
    assert [nice_step(span) for span in (0.05, 1.0, 6.0, 12.0, 1000.0)] == [0.01, 0.2, 2.0, 2.5, 200.0]


def test_a_year_without_figure_keeps_its_place_and_has_no_bar():
    bars = (Bar("2024", 2.0, "2.00"), Bar("2025", None, "–"), Bar("2026", 1.5, "1.50", partial=True))
    chart = years_chart(Years("能耗", bars, "2024", Bound(2.1, "目标 < 2.10")), "zh").to_dict()
    whole, partial = layers(chart, "bar")
    assert [record["year"] for record in records(chart, whole)] == ["2024"]
    assert [record["year"] for record in records(chart, partial)] == ["2026"]
    assert partial["mark"]["strokeDash"]
    assert whole["encoding"]["x"]["scale"]["domain"] == ["2024", "2025", "2026"]
    assert math.isclose(whole["encoding"]["y"]["scale"]["domain"][0], 0.0)


def test_a_run_ends_at_a_missing_month():
    assert [run for run, _ in segments(points(1.0, None, 1.0, 1.0))] == [1, 2, 2]
