"""The months to come in the chart of a year: where the year is heading, and what would still be enough."""

from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from tracker.charts.style import BOUND, CONTEXT, DASH_AHEAD, DOTS, PAPER, STRONG, WASH, inline
from tracker.messages import Lang, sentence

_MEDIAN: Final = "value:Q"


@dataclass(frozen=True)
class Ahead:
    """One month of a fan: the middle and the ends of its band, each as `text` and `band` write them."""

    month: int
    value: float
    low: float
    high: float
    text: str
    band: str


@dataclass(frozen=True)
class Fan:
    """A forecast from the last known month (a band of no width) to December, and what its end is called.

    `band_name` is what the band is called there; without one its ends are not written.
    """

    name: str
    points: tuple[Ahead, ...]
    band_name: str = ""


@dataclass(frozen=True)
class Pace:
    """The course on which the year just meets its target, by month; `text` says what that takes."""

    text: str
    points: tuple[tuple[float, float], ...]


def fan_layers(fan: Fan, axes: dict[str, Any], lang: Lang) -> list[Any]:
    """Draw the band as a pale area with edges, so that it shows in gray print, and the middle dashed."""
    records = [
        {"month": point.month, "value": point.value, "low": point.low, "high": point.high}
        | {"figure": point.text, "band": point.band}
        for point in fan.points
    ]
    whole, to_come = alt.Chart(inline(records)), alt.Chart(inline(records[1:]))
    low = axes["y"].copy()
    low.shorthand = "low:Q"
    edge: dict[str, Any] = {"color": CONTEXT, "strokeWidth": 0.8, "opacity": 0.75}
    tooltip = [
        alt.Tooltip("figure:N", title=fan.name),
        alt.Tooltip("band:N", title=sentence("chart_band", lang)),
    ]
    return [
        whole.mark_area(color=WASH, opacity=1).encode(x=axes["x"], y=low, y2="high:Q"),
        *(whole.mark_line(**edge).encode(x=axes["x"], y=f"{end}:Q") for end in ("low", "high")),
        whole.mark_line(color=STRONG, strokeWidth=2, strokeDash=DASH_AHEAD).encode(x=axes["x"], y=_MEDIAN),
        to_come.mark_point(
            opacity=1, shape="diamond", size=34, stroke=STRONG, strokeWidth=1.3, fill=PAPER
        ).encode(x=axes["x"], y=_MEDIAN, tooltip=tooltip),
    ]


def pace_layers(pace: Pace, axes: dict[str, Any]) -> list[Any]:
    """Draw the pace as a dotted line, which nothing else is."""
    records = [{"month": month, "value": value, "said": pace.text} for month, value in pace.points]
    line = alt.Chart(inline(records)).mark_line(
        color=BOUND, strokeWidth=2.4, strokeDash=DOTS, strokeCap="round"
    )
    return [line.encode(**axes, tooltip=[alt.Tooltip("said:N", title=" ")])]
