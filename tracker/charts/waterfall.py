"""What drove a change: from the earlier figure through each effect to the later one.

The two figures are lines, the effects bars between them: a bar says how much was added or taken and starts
where the one before it ended, so the scale need not begin at zero.
"""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import altair as alt

from tracker.charts.style import (
    CONTEXT,
    DASH_BEFORE,
    INK,
    PAPER,
    STRONG,
    configured,
    inline,
    line_domain,
    name_axis,
    value_axis,
)
from tracker.charts.year import HEIGHT
from tracker.messages import Lang, sentence

_BAR = 46
_ROOM = 0.12
"""Of the height, left above and below for what is written at a bar."""


@dataclass(frozen=True)
class Step:
    """A figure, or what an effect adds to it; `text` is how its size is written, without a sign."""

    name: str
    value: float
    text: str


@dataclass(frozen=True)
class Waterfall:
    """`start` and the sum of `steps` make `end`; `title` names the quantity with its unit."""

    title: str
    start: Step
    steps: tuple[Step, ...]
    end: Step


def waterfall_chart(waterfall: Waterfall, lang: Lang) -> Any:  # noqa: ANN401 - Altair is untyped
    """Draw the effects: what adds is filled, what takes away hollow and dashed, with words and sizes."""
    records = _records(waterfall, lang)
    domain = _domain(records)
    layers = [*_joints(records, domain, waterfall), *_bars(records, domain, waterfall, lang)]
    layers += _figures(records, domain, waterfall)
    described = alt.layer(*layers).properties(
        width="container", height=HEIGHT, description=alt_text(waterfall, lang)
    )
    return configured(described)


def alt_text(waterfall: Waterfall, lang: Lang) -> str:
    """Say in words what the chart shows."""
    start, end = waterfall.start, waterfall.end
    steps = sentence("waterfall_join", lang).join(
        f"{step.name} {_said(step, lang)}" for step in waterfall.steps
    )
    return sentence(
        "waterfall_alt",
        lang,
        title=waterfall.title,
        start=f"{start.name} {start.text}",
        end=f"{end.name} {end.text}",
        steps=steps,
    )


def _said(step: Step, lang: Lang) -> str:
    if step.value == 0:
        return sentence("waterfall_none", lang)
    return sentence("waterfall_up" if step.value > 0 else "waterfall_down", lang, value=step.text)


def _records(waterfall: Waterfall, lang: Lang) -> list[dict[str, Any]]:
    levels = list(accumulate((step.value for step in waterfall.steps), initial=waterfall.start.value))
    steps = [
        {"name": step.name, "low": min(ends), "high": max(ends), "to": ends[1], "label": _said(step, lang)}
        | {"kind": "up" if step.value > 0 else "down"}
        for step, ends in zip(waterfall.steps, pairwise(levels), strict=True)
    ]
    start, end = (
        {"name": step.name, "low": step.value, "high": step.value, "to": step.value}
        | {"label": step.text, "kind": "figure"}
        for step in (waterfall.start, waterfall.end)
    )
    return [start, *steps, end]


def _domain(records: list[dict[str, Any]]) -> tuple[float, float]:
    low, high = min(record["low"] for record in records), max(record["high"] for record in records)
    room = (high - low or abs(high) or 1.0) * _ROOM
    least = max(0.0, low - room) if low >= 0 else low - room
    return line_domain([least, high + room], rate=False)


def _axes(records: list[dict[str, Any]], domain: tuple[float, float], waterfall: Waterfall) -> dict[str, Any]:
    names = [record["name"] for record in records]
    scale = alt.Scale(domain=list(domain), nice=False, zero=False)
    return {
        "x": alt.X("name:N", axis=name_axis(), scale=alt.Scale(domain=names), sort=None),
        "y": alt.Y("low:Q", axis=value_axis(waterfall.title, domain), scale=scale),
    }


def _bars(
    records: list[dict[str, Any]], domain: tuple[float, float], waterfall: Waterfall, lang: Lang
) -> list[Any]:
    """Draw the effects with their words: above what adds, below what takes away."""
    axes = _axes(records, domain, waterfall)
    tooltip = [
        alt.Tooltip("name:N", title=sentence("waterfall_effect", lang)),
        alt.Tooltip("label:N", title=sentence("chart_value", lang)),
    ]
    looks: dict[str, dict[str, Any]] = {
        "up": {"fill": STRONG, "stroke": STRONG, "strokeWidth": 1.4},
        "down": {"fill": PAPER, "stroke": INK, "strokeWidth": 1.6, "strokeDash": DASH_BEFORE},
    }
    layers: list[Any] = []
    for kind, look in looks.items():
        chart = alt.Chart(inline([record for record in records if record["kind"] == kind]))
        layers.append(chart.mark_bar(size=_BAR, **look).encode(**axes, y2="high:Q", tooltip=tooltip))
        up = kind == "up"
        look = {"baseline": "bottom" if up else "top", "dy": -5 if up else 6}
        layers += _written(chart, {"x": axes["x"], "y": "high:Q" if up else "low:Q"}, **look)
    return layers


def _figures(records: list[dict[str, Any]], domain: tuple[float, float], waterfall: Waterfall) -> list[Any]:
    """Draw the earlier and the later figure as lines with their numbers."""
    chart = alt.Chart(inline([record for record in records if record["kind"] == "figure"]))
    axes = _axes(records, domain, waterfall)
    mark = chart.mark_tick(color=INK, opacity=1, thickness=4, size=_BAR + 18, orient="horizontal")
    return [mark.encode(**axes), *_written(chart, axes, baseline="bottom", dy=-6, fontWeight="bold")]


def _written(chart: Any, at: dict[str, Any], **look: Any) -> list[Any]:  # noqa: ANN401 - Altair is untyped
    """Write the labels, with an edge of paper against grid lines."""
    edge = {"stroke": PAPER, "strokeWidth": 4, "color": PAPER}
    return [
        chart.mark_text(**look, **colors).encode(**at, text="label:N") for colors in (edge, {"color": INK})
    ]


def _joints(records: list[dict[str, Any]], domain: tuple[float, float], waterfall: Waterfall) -> list[Any]:
    """Lead from where a step ends to the next with a thin line."""
    lines = [
        {"pair": place, "name": record["name"], "low": before["to"]}
        for place, (before, after) in enumerate(pairwise(records))
        for record in (before, after)
    ]
    line = alt.Chart(inline(lines)).mark_line(color=CONTEXT, strokeWidth=0.8)
    return [line.encode(**_axes(records, domain, waterfall), detail="pair:N")]
