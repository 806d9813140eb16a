"""Who drove a change: a bar for each of the largest parts, up and down, from the middle."""

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any

import altair as alt

from tracker.charts.style import (
    DASH_BEFORE,
    INK,
    PAPER,
    STRONG,
    bar_domain,
    configured,
    inline,
    tick_format,
    ticks,
)
from tracker.messages import Lang, sentence

MOST = 10
"""So many are shown of either direction."""
_ROW, _AXIS = 22, 46
"""Pixels of a row, and of the axis below them."""
_NAME = 230


@dataclass(frozen=True)
class Contributor:
    """Who, and what they added (or took, negative); `text` is how the amount is written, without a sign."""

    name: str
    value: float
    text: str


def largest(parts: Sequence[Contributor]) -> list[Contributor]:
    """Return the parts that are shown: those that add most, most first, then those that take, most last."""
    order = sorted((part for part in parts if part.value), key=lambda part: -part.value)
    up = [part for part in order if part.value > 0]
    down = [part for part in order if part.value < 0]
    return [*up[:MOST], *down[-MOST:]]


def contributions_chart(parts: Sequence[Contributor], title: str, lang: Lang) -> Any:  # noqa: ANN401
    """Draw the largest parts: what adds is filled, what takes away hollow and dashed, amounts in words."""
    shown = largest(parts)
    records: list[dict[str, Any]] = [
        {"place": f"{place:02d}", "name": part.name, "value": part.value, "label": _said(part, lang)}
        for place, part in enumerate(shown)
    ]
    domain = _domain([part.value for part in shown])
    axes = _axes(records, domain, title)
    looks: dict[bool, dict[str, Any]] = {
        True: {"fill": STRONG, "stroke": STRONG},
        False: {"fill": PAPER, "stroke": INK, "strokeDash": DASH_BEFORE},
    }
    layers: list[Any] = []
    for adds, look in looks.items():
        some = alt.Chart(inline([record for record in records if (record["value"] > 0) == adds]))
        side: dict[str, Any] = {"align": "left" if adds else "right", "dx": 6 if adds else -6, "color": INK}
        layers += [
            some.mark_bar(size=13, strokeWidth=1.2, **look).encode(**axes),
            some.mark_text(baseline="middle", **side).encode(**axes, text="label:N"),
        ]
    described = alt.layer(*layers).properties(
        width="container",
        height=max(len(shown), 1) * _ROW + _AXIS,
        description=f"{title}: "
        + sentence("waterfall_join", lang).join(f"{part.name} {_said(part, lang)}" for part in shown),
    )
    return configured(described)


def _said(part: Contributor, lang: Lang) -> str:
    return sentence("waterfall_up" if part.value > 0 else "waterfall_down", lang, value=part.text)


def _domain(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the scale, with room beyond the bars for the words."""
    low, high = bar_domain(list(values))
    room = 0.3 * (high - low)
    return (low - room if low < 0 else low, high + room if high > 0 else high)


def _axes(records: list[dict[str, Any]], domain: tuple[float, float], title: str) -> dict[str, Any]:
    names = {record["place"]: record["name"] for record in records}
    name_axis = alt.Axis(
        title=None,
        labelExpr=f"({dumps(names)})[datum.label]",
        labelLimit=_NAME,
        ticks=False,
        domain=False,
        labelPadding=6,
    )
    value_axis = alt.Axis(
        title=title, format=tick_format(*domain), values=ticks(*domain), domain=False, ticks=False
    )
    return {
        "y": alt.Y("place:N", axis=name_axis, sort=None, scale=alt.Scale(domain=list(names))),
        "x": alt.X("value:Q", axis=value_axis, scale=alt.Scale(domain=list(domain), nice=False)),
    }
