"""Who drove a change: the largest parts of either direction, told apart without color."""

import json

from tests.unit.charts.test_year import layers, records
from tracker.charts.contributions import MOST, Contributor, contributions_chart, largest


def parts(*values):
    return [Contributor(f"园区{place}", value, f"{abs(value):g}") for place, value in enumerate(values)]


def drawn(found):
    return contributions_chart(found, "能耗（tce）", "zh").to_dict()


def test_the_largest_stand_first_and_the_one_that_takes_most_last():
    assert [part.value for part in largest(parts(1.0, -5.0, 3.0, 0.0, -2.0))] == [3.0, 1.0, -2.0, -5.0]


def test_no_more_than_ten_of_either_direction():
    shown = largest(parts(*range(1, 15), *range(-30, 0)))
    assert [part.value for part in shown] == [*range(14, 4, -1), *range(-21, -31, -1)]
    assert len(shown) == 2 * MOST


def test_adding_and_taking_are_told_apart_by_fill_dash_and_word():
    chart = drawn(parts(2.0, -1.0))
    up, down = layers(chart, "bar")
    assert up["mark"]["fill"] != down["mark"]["fill"]
    assert "strokeDash" in down["mark"]
    assert "strokeDash" not in up["mark"]
    assert [record["label"] for layer in (up, down) for record in records(chart, layer)] == [
        "▲ 增加 2",
        "▼ 减少 1",
    ]


def test_who_cannot_see_it_is_told():
    assert drawn(parts(2.0, -1.0))["description"] == "能耗（tce）: 园区0 ▲ 增加 2，园区1 ▼ 减少 1"


def test_two_of_one_name_have_a_bar_each_and_a_name_stays_text():
    twins = [Contributor("'});alert(1);//", value, "1") for value in (2.0, 1.0)]
    axis = layers(drawn(twins), "bar")[0]["encoding"]["y"]
    assert axis["scale"]["domain"] == ["00", "01"]
    names = axis["axis"]["labelExpr"].removeprefix("(").removesuffix(")[datum.label]")
    assert json.loads(names) == {"00": "'});alert(1);//", "01": "'});alert(1);//"}


def test_nothing_that_changed_can_be_drawn():
    assert "NaN" not in json.dumps(drawn(parts(0.0)))
