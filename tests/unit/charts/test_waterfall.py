"""The waterfall of a change: it adds up by eye, and tells adding from taking without color."""

import json

import pytest

from tests.unit.charts.test_year import layers, records
from tracker.charts.waterfall import Step, Waterfall, alt_text, waterfall_chart

ENERGY = Waterfall(
    "综合能源消费量（tce）",
    Step("2024年", 100.0, "100"),
    (Step("产出规模", 12.0, "12"), Step("产出结构", 0.0, "0"), Step("强度", -19.0, "19")),
    Step("2025年", 93.0, "93"),
)


def spec(waterfall=ENERGY, lang="zh"):
    return waterfall_chart(waterfall, lang).to_dict()


def bars():
    chart = spec()
    return {record["name"]: record for layer in layers(chart, "bar") for record in records(chart, layer)}


def test_each_effect_starts_where_the_one_before_it_ended():
    drawn = bars()
    assert [(drawn[name]["low"], drawn[name]["high"]) for name in ("产出规模", "产出结构", "强度")] == [
        (100, 112),
        (112, 112),
        (93, 112),
    ]


def test_adding_and_taking_are_told_apart_by_fill_dash_and_word():
    up, down = (layer["mark"] for layer in layers(spec(), "bar"))
    assert up["fill"] != down["fill"]
    assert "strokeDash" in down and "strokeDash" not in up  # noqa: PT018 - one thought
    assert [bars()[name]["label"] for name in ("产出规模", "强度", "产出结构")] == [
        "▲ 增加 12",
        "▼ 减少 19",
        "无影响",
    ]


def test_the_two_figures_are_lines_not_bars_as_the_scale_is_cut():
    chart = spec()
    (ticks,) = layers(chart, "tick")
    assert [record["label"] for record in records(chart, ticks)] == ["100", "93"]
    assert ticks["encoding"]["y"]["scale"]["domain"][0] > 0


def test_the_axis_says_what_and_in_which_unit():
    (ticks,) = layers(spec(), "tick")
    assert ticks["encoding"]["y"]["axis"]["title"] == "综合能源消费量（tce）"


SAID = {
    "zh": (
        "综合能源消费量（tce）：2024年 100；产出规模 ▲ 增加 12，产出结构 无影响，强度 ▼ 减少 19；2025年 93。"
    ),
    "en": (
        "综合能源消费量（tce）: 2024年 100; 产出规模 ▲ adds 12, 产出结构 none, 强度 ▼ takes 19; 2025年 93."
    ),
}


@pytest.mark.parametrize("lang", SAID)
def test_who_cannot_see_it_is_told(lang):
    assert alt_text(ENERGY, lang) == SAID[lang]
    assert spec(lang=lang)["description"] == SAID[lang]


def test_nothing_but_zeros_can_be_drawn():
    flat = Waterfall(
        "水（m³）", Step("2024年", 0.0, "0"), (Step("强度", 0.0, "0"),), Step("2025年", 0.0, "0")
    )
    text = json.dumps(spec(flat))
    assert "NaN" not in text
    assert "Infinity" not in text
