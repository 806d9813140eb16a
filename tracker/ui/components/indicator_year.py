"""An indicator's year on a page: the chart, and the table behind it."""

from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.entries import Indicator
from tracker.catalog.periods import parse_month
from tracker.catalog.results import Row
from tracker.charts.year import Bound, Line, Point, Year, year_chart
from tracker.charts.years import Bar, Years, years_chart
from tracker.messages import numbers, sentence, word
from tracker.services.application import Application
from tracker.services.judging.aims import SiteAim
from tracker.services.judging.indicator_years import IndicatorYear, Step
from tracker.services.judging.outlooks import Outlook
from tracker.services.judging.recorded import Recorded
from tracker.ui import keys
from tracker.ui.components.figures import figure
from tracker.ui.components.frame import month_words
from tracker.ui.components.indicator_words import (
    change_of,
    figures_of,
    name_of,
    price_words,
    remarks,
    span_words,
)
from tracker.ui.components.marks import verdict_cell
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.components.year_ahead import comparable, fan_of, pace_of
from tracker.ui.visit import language, words


def draw_chart(
    indicator: Indicator,
    found: IndicatorYear,
    said: str,
    outlook: Outlook | None = None,
    aim: SiteAim | None = None,
    *,
    narrow: bool = False,
) -> None:
    """Draw the chart with its sentence for those who cannot see it; what lies ahead, too, where it is given.

    `narrow`: without the pace and the words that need room.
    """
    whole = found.row["window"] == "year"
    if not any(step.value is not None or step.before is not None for step in found.steps):
        st.caption(words("ui_no_chart"))
        return
    lang = language()
    chart = (
        years_chart(_years(indicator, found), lang)
        if whole
        else year_chart(_year(indicator, found, outlook, aim, narrow=narrow), lang)
    )
    st.altair_chart(chart, theme=None, width="stretch", key="indicator_chart", alt=said)
    if not whole and any(step.partial or step.value is None for step in found.steps[: _known(found)]):
        st.caption(words("ui_chart_partial"))
    if found.row["window"] == "ytd" and outlook and outlook.fan and not comparable(found, outlook):
        st.caption(words("ui_ahead_other_price"))


def _known(found: IndicatorYear) -> int:
    """Return how many months there are up to the one asked for."""
    return parse_month(found.row["period"]) % 12 + 1


def _title(indicator: Indicator, found: IndicatorYear, *, narrow: bool = False) -> str:
    """Return what the scale shows: the indicator with its unit, in little room the unit alone."""
    comma = "，" if language() == "zh" else ", "
    priced = found.price and found.row["window"] != "year"
    unit = comma.join(filter(None, (found.row["unit"], price_words(found.price) if priced else "")))
    if narrow:
        return unit
    return sentence("chart_title", language(), indicator=name_of(indicator), unit=unit)


def _year(
    indicator: Indicator,
    found: IndicatorYear,
    outlook: Outlook | None,
    aim: SiteAim | None,
    *,
    narrow: bool,
) -> Year:
    year, lang = int(found.row["period"][:4]), language()
    now, before = [], []
    for step in found.steps:
        month = parse_month(step.period) % 12 + 1
        if step.value is not None:
            now.append(_point(month, step.value, indicator, step))
        if step.before is not None:
            before.append(Point(month, step.before, numbers.shown(step.before, indicator.decimals)))
    below = _is_last_year(found.row)
    named = "chart_last_year_bound" if below and not narrow else "chart_this_year"
    return Year(
        title=_title(indicator, found, narrow=narrow),
        this_year=Line(sentence("chart_this_year", lang, year=year), tuple(now)),
        last_year=Line(sentence(named, lang, year=year - 1), tuple(before)),
        bound=None if below else _bound(indicator, found.row),
        rate=found.row["unit"] == "%",
        fan=None if outlook is None else fan_of(indicator, found, outlook, narrow=narrow),
        pace=None if outlook is None or narrow else pace_of(indicator, found, outlook, aim),
    )


def _point(month: int, value: float, indicator: Indicator, step: Step) -> Point:
    required = next((f["required"] for f in step.row["findings"]), None) if step.row else None
    text = numbers.shown(value, indicator.decimals, required)
    if step.partial and step.row is not None:
        have, need = step.row["coverage"]
        text += f" ({words('ui_of_months', have=have, need=need)})"
    return Point(month, value, text, step.partial)


def _is_last_year(row: Row) -> bool:
    """Tell whether each month is held against the same month of last year: then its line is the bound."""
    finding = next(iter(row["findings"]), None)
    before = row["yoy"]["baseline"] if row["yoy"] else None
    return finding is not None and finding["comparison"] == "<" and finding["required"] in (None, before)


def _bound(indicator: Indicator, row: Row) -> Bound | None:
    """Return what is demanded of the figure asked for, if that is a number."""
    finding = next((found for found in row["findings"] if found["required"] is not None), None)
    if finding is None or finding["required"] is None:
        return None
    required = finding["required"]
    places = 0 if required == int(required) else indicator.decimals
    sign = {">=": "≥", "<=": "≤", "<": "<"}[finding["comparison"]]
    unit = f" {row['unit']}" if row["unit"] == "%" else ""
    text = sentence("chart_bound", language(), sign=sign, value=numbers.shown(required, places) + unit)
    return Bound(required, text)


def _years(indicator: Indicator, found: IndicatorYear) -> Years:
    prices = {step.row["price"] for step in found.steps if step.row and step.row["price"]}
    return Years(
        title=_title(indicator, found),
        bars=tuple(_bar(indicator, step, told=len(prices) > 1) for step in found.steps),
        chosen=found.row["period"],
        bound=_bound(indicator, found.row),
    )


def _bar(indicator: Indicator, step: Step, *, told: bool) -> Bar:
    text = numbers.shown(step.value, indicator.decimals)
    if step.partial and step.row is not None:
        have, need = step.row["coverage"]
        text += f" ({words('ui_of_months', have=have, need=need)})"
    price = price_words(step.row["price"]) if told and step.row else ""
    return Bar(step.period, step.value, text, step.partial, price)


def draw_table(
    app: Application, site: str, name: str, found: IndicatorYear, recorded: dict[str, Recorded]
) -> None:
    """Draw the table behind the chart, with what was recorded where that differs."""
    indicator = app.catalog.indicators[found.row["indicator"]]
    steps = [step for step in found.steps if step.row is not None or step.before is not None]
    judged = any(step.row is not None and step.row["findings"] for step in steps)
    told = {
        step.period: recorded[step.period]
        for step in steps
        if step.row is not None and step.period in recorded and recorded[step.period].differs(step.row)
    }
    columns = [
        Column(words("ui_month" if found.row["window"] != "year" else "ui_flag_year")),
        Column(words("ui_value"), number=True, unit=found.row["unit"]),
        Column(words("ui_last_year"), number=True, unit=found.row["unit"]),
        Column(words("ui_change"), number=True, unit=words("ui_points") if found.row["unit"] == "%" else ""),
        Column(words("ui_coverage"), number=True),
        *([Column(words("ui_verdict"))] if judged else []),
        *([Column(words("ui_recorded"), number=True)] if told else []),
        Column(words("ui_remarks"), text=True),
    ]
    lines = [
        _line(app, site, indicator, found, step, judged=judged, told=told if told else None) for step in steps
    ]
    title = " · ".join(
        (name_of(indicator), name, word("window", found.row["window"], language()), found.row["period"][:4])
    )
    table(columns, lines, name="year", title=title)


def _line(
    app: Application,
    site: str,
    indicator: Indicator,
    found: IndicatorYear,
    step: Step,
    *,
    judged: bool,
    told: dict[str, Recorded] | None,
) -> list[str | Cell]:
    row = step.row
    finding = row["findings"][0] if row is not None and row["findings"] else None
    value, before = figures_of(step, indicator, finding)
    shown = "" if step.value is None else value
    cells: list[str | Cell] = [
        _period_cell(app, site, found, step),
        _with_value(figure(shown, row, language()), step) if row is not None and shown else "",
        Cell(before, value=step.before),
        change_of(step, found.row["unit"], indicator.decimals),
        "" if row is None else "/".join(str(months) for months in row["coverage"]),
    ]
    if judged:
        cells.append(
            "" if finding is None else _verdict(finding["status"], provisional=finding["provisional"])
        )
    if told is not None:
        then = told.get(step.period)
        cells.append("" if then is None else _recorded_cell(indicator, then))
    return [*cells, _remarks(app, indicator, found, step)]


def _with_value(cell: Cell, step: Step) -> Cell:
    """Let Excel have the figure that is shown, which may be one at comparable prices."""
    return Cell(cell.text, cell.markup, None if step.partial else step.value)


def _verdict(status: str, *, provisional: bool) -> Cell:
    return verdict_cell(status, language(), provisional=provisional)


def _period_cell(app: Application, site: str, found: IndicatorYear, step: Step) -> Cell:
    """Return the period as a link that opens it on this page; the one open is marked."""
    whole = found.row["window"] == "year"
    text = step.period if whole else month_words(step.period)
    if step.period == found.row["period"]:
        return Cell(text, f'<b aria-current="true">{text}</b>')
    if not whole and parse_month(step.period) >= app.month():
        return Cell(text)
    address = {
        keys.SITE: site,
        keys.PERIOD: f"{step.period}-12" if whole else step.period,
        keys.INDICATOR: found.row["indicator"],
        keys.WINDOW: found.row["window"],
    }
    return link(text, f"/indicators?{urlencode(address)}")


def _recorded_cell(indicator: Indicator, then: Recorded) -> Cell:
    if then.value is None:
        return Cell(words("ui_nothing_recorded_then"))
    return Cell(numbers.shown(then.value, indicator.decimals), value=then.value)


def _remarks(app: Application, indicator: Indicator, found: IndicatorYear, step: Step) -> str:
    row = step.row
    if row is None:
        return ""
    if step.period.endswith("-01") and _is_last_year(found.row):
        return words("ui_january_with_february")
    said = remarks(app.catalog, row, row["findings"][0] if row["findings"] else None)
    here = row["value"] if row["value"] is not None else row["partial"]
    if step.value is None and here is not None:
        other = words(
            "ui_other_price",
            value=numbers.shown(here, indicator.decimals),
            price=price_words(row["price"]),
        )
        return words("ui_semicolon").join(filter(None, (other, said)))
    return said


def year_heading(found: IndicatorYear) -> str:
    """Return what heads the table."""
    if found.row["window"] == "year":
        return words("ui_by_year")
    return words("ui_by_month_of", year=found.row["period"][:4])


def recorded_line(indicator: Indicator, row: Row, then: Recorded, day: str) -> str:
    """Return in words how the figure asked for stood when it was recorded."""
    past = words("ui_nothing_recorded_then")
    if then.value is not None:
        past = f"{numbers.shown(then.value, indicator.decimals, row['value'])} {row['unit']}"
    now = words("ui_nothing_recorded_then")
    if row["value"] is not None:
        now = f"{numbers.shown(row['value'], indicator.decimals, then.value)} {row['unit']}"
    return words(
        "ui_recorded_differs",
        period=span_words(row["window"], row["period"]),
        occasion=words(f"ui_occasion_{then.occasion}"),
        day=day,
        then=past,
        now=now,
    )
