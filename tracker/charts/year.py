"""An indicator's year, month by month: this year against the last and against what is demanded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from tracker.charts.ahead import Fan, Pace, fan_layers, pace_layers
from tracker.charts.style import (
    BOUND,
    CONTEXT,
    DASH_BEFORE,
    DASH_TARGET,
    INK,
    PAPER,
    STRONG,
    apart,
    configured,
    inline,
    line_domain,
    month_names,
    value_axis,
)
from tracker.messages import Lang, sentence

HEIGHT = 300
_LABEL_PIXELS = 22
_FIRST, _LAST, _LABELS_AT = 0.7, 14.2, 12.25
_LAST_AHEAD = 15.0
"""The end of the scale where what lies ahead is named too, which takes more words."""


@dataclass(frozen=True)
class Point:
    """A month's figure (1 to 12) as `text` writes it; `partial` over fewer months than its window has."""

    month: int
    value: float
    text: str
    partial: bool = False


@dataclass(frozen=True)
class Line:
    """A line and its name, which stands beside it; months without a point are gaps."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Bound:
    """What is demanded, and how it is written beside its rule."""

    value: float
    text: str


@dataclass(frozen=True)
class Year:
    """Two years of an indicator; `title` names it with its unit, `rate` says that it is in per cent.

    `fan` and `pace` speak of the months to come; None where nothing can be said of them.
    """

    title: str
    this_year: Line
    last_year: Line
    bound: Bound | None
    rate: bool
    fan: Fan | None = None
    pace: Pace | None = None


def year_chart(year: Year, lang: Lang) -> Any:  # noqa: ANN401 - Altair is untyped
    """Draw a year: months on x, this year strong with points, last year gray and dashed, the bound a rule."""
    domain = _domain(year)
    axes = _axes(year, domain, lang)
    layers = [] if year.fan is None else fan_layers(year.fan, axes, lang)
    layers += [*_bound(year, domain), *_last_year(year, domain, lang), *_this_year(year, domain, lang)]
    layers += [] if year.pace is None else pace_layers(year.pace, axes)
    layers += _labels(year, domain)
    return configured(alt.layer(*layers).properties(width="container", height=HEIGHT))


def segments(points: Sequence[Point]) -> Iterator[tuple[int, Point]]:
    """Give each point the number of its run of whole months; a gap or a partial figure ends a run."""
    run, expected = 0, 0
    for point in sorted(points, key=lambda point: point.month):
        if point.month != expected or point.partial:
            run += 1
        expected = 0 if point.partial else point.month + 1
        yield run, point


def _domain(year: Year) -> tuple[float, float]:
    values = [point.value for line in (year.this_year, year.last_year) for point in line.points]
    values += [] if year.bound is None else [year.bound.value]
    if year.fan is not None:
        values += [end for point in year.fan.points for end in (point.low, point.high)]
    if year.pace is not None:
        values += [value for _, value in year.pace.points]
    return line_domain(values, rate=year.rate)


def _axes(year: Year, domain: tuple[float, float], lang: Lang) -> dict[str, Any]:
    names = month_names(lang)
    month_axis = alt.Axis(
        values=list(range(1, 13)),
        labelExpr=f"{names!r}[datum.value - 1]",
        title=None,
        grid=False,
        ticks=False,
        labelPadding=6,
        labelOverlap=False,
    )
    last = _LAST if year.fan is None and year.pace is None else _LAST_AHEAD
    return {
        "x": alt.X("month:Q", axis=month_axis, scale=alt.Scale(domain=[_FIRST, last], nice=False)),
        "y": alt.Y(
            "value:Q",
            axis=value_axis(year.title, domain),
            scale=alt.Scale(domain=list(domain), nice=False, zero=False),
        ),
    }


def _records(line: Line, lang: Lang) -> list[dict[str, Any]]:
    names = month_names(lang)
    return [
        {
            "month": point.month,
            "value": point.value,
            "run": run,
            "partial": point.partial,
            "when": f"{line.name} {names[point.month - 1]}",
            "figure": point.text,
        }
        for run, point in segments(line.points)
    ]


def _line(
    year: Year,
    line: Line,
    domain: tuple[float, float],
    lang: Lang,
    look: dict[str, Any],
    shape: dict[str, Any],
) -> list[Any]:
    """Draw the runs of whole months, each on its own, and a mark at every month; partial ones hollow."""
    records = _records(line, lang)
    if not records:
        return []
    axes = _axes(year, domain, lang)
    tooltip = [
        alt.Tooltip("when:N", title=sentence("chart_month", lang)),
        alt.Tooltip("figure:N", title=sentence("chart_value", lang)),
    ]
    runs = alt.Chart(inline([record for record in records if not record["partial"]]))
    marks = alt.Chart(inline(records))
    fill = alt.condition("datum.partial", alt.value(PAPER), alt.value(shape.pop("fill")))
    return [
        runs.mark_line(**look).encode(**axes, detail="run:N"),
        marks.mark_point(opacity=1, **shape).encode(**axes, fill=fill, tooltip=tooltip),
    ]


def _this_year(year: Year, domain: tuple[float, float], lang: Lang) -> list[Any]:
    look: dict[str, Any] = {"color": STRONG, "strokeWidth": 2.6}
    shape: dict[str, Any] = {
        "shape": "circle",
        "size": 58,
        "stroke": STRONG,
        "strokeWidth": 1.8,
        "fill": STRONG,
    }
    return _line(year, year.this_year, domain, lang, look, shape)


def _last_year(year: Year, domain: tuple[float, float], lang: Lang) -> list[Any]:
    look: dict[str, Any] = {"color": CONTEXT, "strokeWidth": 1.5, "strokeDash": DASH_BEFORE}
    shape: dict[str, Any] = {
        "shape": "square",
        "size": 34,
        "stroke": CONTEXT,
        "strokeWidth": 1.2,
        "fill": PAPER,
    }
    return _line(year, year.last_year, domain, lang, look, shape)


def _bound(year: Year, domain: tuple[float, float]) -> list[Any]:
    if year.bound is None:
        return []
    data = inline([{"month": _FIRST, "until": _LABELS_AT - 0.1, "value": year.bound.value}])
    rule = alt.Chart(data).mark_rule(color=BOUND, strokeWidth=1.4, strokeDash=DASH_TARGET)
    return [rule.encode(x="month:Q", x2="until:Q", y="value:Q")]


def _labels(year: Year, domain: tuple[float, float]) -> list[Any]:
    """Write the name of each line at its end, and the bound at its rule; none over another."""
    beside: list[tuple[float, str, str]] = []
    own: list[tuple[float, str, str, int]] = []
    if year.bound is not None:
        beside.append((year.bound.value, year.bound.text, BOUND))
    for line, color in ((year.last_year, CONTEXT), (year.this_year, INK)):
        if line.points:
            end = max(line.points, key=lambda point: point.month)
            text = f"{line.name} {end.text}" if line is year.this_year else line.name
            if end.month == 12:
                beside.append((end.value, text, color))
            else:
                own.append((end.value, text, color, end.month))
    distance = (domain[1] - domain[0]) / HEIGHT * _LABEL_PIXELS
    beside += _ahead_labels(year, distance)
    places = apart([label[0] for label in beside], distance)
    records = [
        {"month": _LABELS_AT, "value": place, "text": label[1], "color": label[2]}
        for place, label in zip(places, beside, strict=True)
    ]
    layers = [_text(records)] if records else []
    ahead = year.fan is not None or year.pace is not None
    for value, text, color, month in own:
        up = not (_falls(year.this_year, month) if ahead else _is_above(year.last_year, month, value))
        if year.pace is not None and year.pace.points and _is_partial(year.this_year, month):
            up = year.pace.points[-1][1] < value  # no line leads to it, but the pace passes by
        record = {"month": month, "value": value, "text": text, "color": color}
        look: dict[str, Any] = {"dx": -6 if ahead else 6, "dy": -13 if up else 14}
        look["align"] = "right" if ahead else "left"
        layers += [_text([record], **look, halo=True), _text([record], **look)]
    return layers


def _falls(line: Line, month: int) -> bool:
    """Tell whether a line comes down to its point of a month: a name left of it then stands free below."""
    before = max((p for p in line.points if p.month < month), key=lambda p: p.month, default=None)
    end = next(point for point in line.points if point.month == month)
    return before is not None and before.value > end.value


def _is_partial(line: Line, month: int) -> bool:
    return any(point.month == month and point.partial for point in line.points)


def _is_above(line: Line, month: int, value: float) -> bool:
    return any(point.month == month and point.value > value for point in line.points)


def _ahead_labels(year: Year, distance: float) -> list[tuple[float, str, str]]:
    """Name what lies ahead at its end: the forecast, its band below it, and the pace."""
    labels: list[tuple[float, str, str]] = []
    if year.fan is not None and year.fan.points:
        end = year.fan.points[-1]
        labels.append((end.value, f"{year.fan.name} {end.text}", STRONG))
        if end.low < end.high and year.fan.band_name:
            labels.append((end.value - distance, f"{year.fan.band_name} {end.band}", CONTEXT))
    if year.pace is not None and year.pace.points:
        labels.append((year.pace.points[-1][1], year.pace.text, BOUND))
    return labels


def _text(records: list[dict[str, Any]], *, halo: bool = False, **look: Any) -> Any:  # noqa: ANN401
    edge: dict[str, Any] = {"stroke": PAPER, "strokeWidth": 4} if halo else {}
    text = alt.Chart(inline(records)).mark_text(**{"align": "left", "baseline": "middle", **look}, **edge)
    return text.encode(
        x="month:Q", y="value:Q", text="text:N", color=alt.Color("color:N", scale=None, legend=None)
    )
