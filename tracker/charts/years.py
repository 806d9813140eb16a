"""An indicator over the years: one bar a year, from zero, its figure above it."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from tracker.charts.style import (
    BOUND,
    CONTEXT,
    DASH_BEFORE,
    DASH_TARGET,
    INK,
    PALE,
    PAPER,
    STRONG,
    bar_domain,
    configured,
    inline,
    name_axis,
    value_axis,
)
from tracker.charts.year import HEIGHT, Bound
from tracker.messages import Lang, sentence

_BAR = 46


@dataclass(frozen=True)
class Bar:
    """A year's figure as `text` writes it, a gap where `value` is None; `price` stands below the year.

    `partial` over fewer months than twelve.
    """

    year: str
    value: float | None
    text: str
    partial: bool = False
    price: str = ""


@dataclass(frozen=True)
class Years:
    """The years of an indicator; `chosen` is the one the page speaks of, `bound` what is demanded of it."""

    title: str
    bars: tuple[Bar, ...]
    chosen: str
    bound: Bound | None


def years_chart(years: Years, lang: Lang) -> Any:  # noqa: ANN401 - Altair is untyped
    """Draw the years: the chosen one strong, a partial one hollow and dashed, a year without figure empty."""
    values = [bar.value for bar in years.bars if bar.value is not None]
    domain = bar_domain([*values, *([years.bound.value] if years.bound else [])])
    layers = [*_bars(years, domain, lang), *_bound(years)]
    return configured(alt.layer(*layers).properties(width="container", height=HEIGHT))


def _bars(years: Years, domain: tuple[float, float], lang: Lang) -> list[Any]:
    whole, partial = _records(years, partial=False), _records(years, partial=True)
    axes = _axes(years, domain)
    tooltip = [
        alt.Tooltip("year:N", title=sentence("chart_year", lang)),
        alt.Tooltip("text:N", title=sentence("chart_value", lang)),
    ]
    color = alt.Color("color:N", scale=None, legend=None)
    hollow: dict[str, Any] = {"fill": PAPER, "stroke": CONTEXT, "strokeWidth": 1.4, "strokeDash": DASH_BEFORE}
    filled = alt.Chart(inline(whole)).mark_bar(size=_BAR)
    dashed = alt.Chart(inline(partial)).mark_bar(size=_BAR, **hollow)
    above = alt.Chart(inline([*whole, *partial])).mark_text(dy=-9, color=INK)
    return [
        filled.encode(**axes, color=color, tooltip=tooltip),
        dashed.encode(**axes, tooltip=tooltip),
        above.encode(**axes, text="text:N"),
    ]


def _records(years: Years, *, partial: bool) -> list[dict[str, Any]]:
    return [
        {
            "year": _name(bar),
            "value": bar.value,
            "text": bar.text,
            "color": STRONG if bar.year == years.chosen else PALE,
        }
        for bar in years.bars
        if bar.value is not None and bar.partial == partial
    ]


def _name(bar: Bar) -> str:
    return f"{bar.year}|{bar.price}" if bar.price else bar.year


def _axes(years: Years, domain: tuple[float, float]) -> dict[str, Any]:
    names = [_name(bar) for bar in years.bars]
    return {
        "x": alt.X("year:N", axis=name_axis(), scale=alt.Scale(domain=names), sort=None),
        "y": alt.Y(
            "value:Q", axis=value_axis(years.title, domain), scale=alt.Scale(domain=list(domain), nice=False)
        ),
    }


def _bound(years: Years) -> list[Any]:
    if years.bound is None:
        return []
    base = alt.Chart(inline([{"value": years.bound.value, "text": years.bound.text}]))
    rule = base.mark_rule(color=BOUND, strokeWidth=1.4, strokeDash=DASH_TARGET).encode(y="value:Q")
    look: dict[str, Any] = {"align": "right", "baseline": "bottom", "dy": -4, "color": BOUND}
    halo = base.mark_text(**look | {"stroke": PAPER, "strokeWidth": 4, "color": PAPER})
    text = base.mark_text(**look)
    at = {"x": alt.value("width"), "y": alt.Y("value:Q"), "text": alt.Text("text:N")}
    return [rule, halo.encode(**at), text.encode(**at)]
