"""What all charts share: type, grays, dashes and shapes that stay apart in gray print, and honest scales."""

from itertools import pairwise
from math import ceil, floor, log10
from typing import Any, Final

import altair as alt
import pandas  # noqa: F401 - Altair looks for it among what is loaded, and must not find it half imported

from tracker.messages import Lang, sentence

FONT: Final = "'Source Sans','PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC',sans-serif"
INK: Final = "#20302b"
STRONG: Final = "#0b6b62"
CONTEXT: Final = "#66717a"
PALE: Final = "#c3cbc8"
BOUND: Final = "#8f3d0a"
PAPER: Final = "#ffffff"
WASH: Final = "#dbe5e2"

DASH_BEFORE: Final = [5, 3]
DASH_TARGET: Final = [12, 4]
DASH_AHEAD: Final = [8, 4]
DOTS: Final = [0.1, 5]

RATE_FLOOR, RATE_CEILING = 90.0, 105.0
"""Between these a rate that ought to be 100 % is looked at; a point outside widens the scale."""
NEAR_WHOLE = 80.0


def configured(chart: Any) -> Any:  # noqa: ANN401 - Altair is untyped
    """Give a chart the common look."""
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": CONTEXT,
        "titleColor": CONTEXT,
        "domainColor": PALE,
        "tickColor": PALE,
        "gridColor": "#e9edeb",
    }
    text = {"font": FONT, "fontSize": 12}
    return (
        chart.configure(background=PAPER, aria=False)
        .configure_mark(aria=False)  # what is read aloud is the chart's sentence, not each of its marks
        .configure_axis(**axis)
        .configure_text(**text)
        .configure_view(stroke=None)
    )


def inline(records: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - Altair is untyped
    """Return records as the data of a chart."""
    return alt.Data(values=records)  # type: ignore[no-untyped-call]


def month_names(lang: Lang) -> list[str]:
    """Return the names of the twelve months as an axis writes them."""
    return sentence("chart_months", lang).split(",")


def nice_step(span: float) -> float:
    """Return a round distance that divides a span into about five."""
    raw = span / 5 if span > 0 else 1.0
    power = 10.0 ** floor(log10(raw))
    return next(power * step for step in (1, 2, 2.5, 5, 10) if raw <= power * step * (1 + 1e-12))


def line_domain(values: list[float], *, rate: bool) -> tuple[float, float]:
    """Return the ends of a scale for lines that holds every value.

    A line needs no zero, but gets it where the values come near; a rate near 100 % gets a fixed frame, so
    that two parks' charts can be compared by eye.
    """
    if not values:
        return (0.0, 1.0)
    low, high = min(values), max(values)
    if rate and low >= NEAR_WHOLE:
        return min(RATE_FLOOR, floor(low / 5) * 5.0), max(RATE_CEILING, ceil(high / 5) * 5.0)
    step = nice_step((high - low) * 1.3 or abs(high) * 0.2 or 1.0)
    bottom, top = floor((low - step / 4) / step) * step, ceil((high + step / 4) / step) * step
    if low >= 0 and (bottom < 0 or low < 0.35 * high):
        bottom = 0.0
    return bottom, top


def bar_domain(values: list[float]) -> tuple[float, float]:
    """Return the ends of a scale for bars: from zero, with room for the figure above."""
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        return (0.0, 1.0)
    room = (high - low) * 0.12
    return (low - room if low < 0 else 0.0, high + room if high > 0 else 0.0)


def ticks(low: float, high: float) -> list[float]:
    """Return the values an axis is marked at: the multiples of a round step within its ends."""
    step = nice_step(high - low)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def tick_format(low: float, high: float) -> str:
    """Return how an axis writes its numbers: thousands separated, with as many decimals as its steps need."""
    step = nice_step(high - low)
    places = 0
    while places < 8 and abs(round(step, places) - step) > step * 1e-9:
        places += 1
    return f",.{places}f"


def value_axis(title: str, domain: tuple[float, float]) -> Any:  # noqa: ANN401 - Altair is untyped
    """Return the upright axis of a scale's ends: its title lies above it, its ticks are round."""
    return alt.Axis(
        title=title,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=0,
        titleY=-14,
        format=tick_format(*domain),
        values=ticks(*domain),
        domain=False,
        ticks=False,
    )


def name_axis() -> Any:  # noqa: ANN401 - Altair is untyped
    """Return the axis below bars: every name is written, and `|` in one starts a new line."""
    return alt.Axis(
        title=None,
        labelAngle=0,
        labelExpr="split(datum.label, '|')",
        ticks=False,
        labelPadding=6,
        labelOverlap=False,
    )


def apart(wanted: list[float], distance: float) -> list[float]:
    """Move labels along an axis until none lies closer to the next than a distance; order stays."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    moved = list(wanted)
    for _ in range(50):
        crowded = False
        for below, above in pairwise(order):
            lack = distance - (moved[above] - moved[below])
            if lack > distance * 1e-6:
                moved[below] -= lack / 2
                moved[above] += lack / 2
                crowded = True
        if not crowded:
            break
    return moved
