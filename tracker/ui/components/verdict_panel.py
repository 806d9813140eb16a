"""What stands behind a verdict, beside the table it was opened from: figures, why, flag, ways on, chart."""

from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.results import Row
from tracker.charts.sparkline import as_image, sparkline
from tracker.compute.verdicts import Asked
from tracker.messages import numbers, word
from tracker.services.application import Application
from tracker.services.judging.outlook_texts import aim_of, forecast_says, left_says
from tracker.services.judging.outlooks import SPARKLINE, Outlook
from tracker.services.judging.overview_cell import OverviewCell
from tracker.ui import keys
from tracker.ui.components.figures import figure_markup
from tracker.ui.components.frame import month_words
from tracker.ui.components.indicator_words import compared, remarks, target_text
from tracker.ui.components.indicator_year import draw_chart
from tracker.ui.components.marks import mark, severity_mark
from tracker.ui.components.outlook_words import course_says, risk_words
from tracker.ui.visit import language, words

_STYLE = """<style>
.verdict{border-left:3px solid var(--accent);padding:.1rem 0 .1rem .9rem}
.verdict h2{font-size:1.1rem;margin:0;padding:0} .verdict h3{font-size:.95rem;margin:.8rem 0 .3rem;padding:0}
.verdict p{margin:.2rem 0 .6rem;overflow-wrap:anywhere}
.verdict dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem .9rem;margin:.4rem 0;padding:0}
.verdict dt{color:var(--mute)} .verdict dt,.verdict dd{margin:0;padding:0;overflow-wrap:anywhere}
.verdict .ways{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem} .verdict a{color:var(--accent)}
.verdict .flag{background:#f7f8f7;padding:.4rem .6rem;border-radius:4px}
</style>"""


def verdict_panel(
    app: Application,
    cell: OverviewCell,
    ahead: Outlook,
    asked: Asked,
    park: str,
    close: Callable[[], None],
) -> None:
    """Draw the panel, with what lies `ahead` of the month asked for; `close` is called by its button."""
    indicator = app.catalog.indicators[asked.indicator]
    name = indicator.names.zh if language() == "zh" else indicator.names.en
    period = _period_words(asked.period, asked.window)
    st.button(
        words("ui_overview_close"), key="close_panel", on_click=close, help=words("ui_overview_close_hint")
    )
    parts = [
        f'<h2>{escape(name)}</h2><p class="context"><bdi>{escape(park)}</bdi> · {escape(period)}</p>',
        _facts(app, cell, ahead),
        _flags(cell),
        _ways(cell, asked),
    ]
    st.html(_STYLE)
    st.html(f'<section class="verdict" aria-label="{escape(f"{park} {name}")}">{"".join(parts)}</section>')
    said = ", ".join(
        (park, name, period, word("status", cell.finding["status"], language()) if cell.finding else "")
    )
    aim = aim_of(ahead, cell.finding)
    about = ahead, indicator, aim, language()
    told = (said, forecast_says(*about), left_says(*about))
    draw_chart(indicator, cell.year, " ".join(filter(None, told)), ahead, aim, narrow=True)


def _period_words(period: str, window: str) -> str:
    if window == "year":
        return words("ui_overview_year_words", year=period)
    return f"{month_words(period)} · {word('window', window, language())}"


def _facts(app: Application, cell: OverviewCell, ahead: Outlook) -> str:
    row, finding, lang = cell.row, cell.finding, language()
    decimals = app.catalog.indicators[row["indicator"]].decimals
    yoy = row["yoy"]
    value = compared(row)
    verdict = words("ui_overview_no_target")
    shown, before = numbers.shown(value, decimals, finding["required"] if finding else None), ""
    if yoy and yoy["baseline"] is not None:
        shown, before = numbers.beside(value, yoy["baseline"], decimals)
    if finding:
        verdict = mark(finding["status"], lang, provisional=finding["provisional"])
    lines = [
        (words("ui_verdict"), verdict),
        (words("ui_value"), figure_markup(shown, row, lang)),
        (words("ui_last_year"), f"{escape(before)} {_unit(row)}" if before else ""),
        (words("ui_change"), escape(numbers.change(yoy["change"])) if yoy and before else ""),
        (words("ui_target"), escape(target_text(finding, row, decimals)) if finding else ""),
        (words("ui_remarks"), escape(_why(app, cell))),
        *_prospects(app, cell, ahead),
    ]
    return (
        "<dl>" + "".join(f"<dt>{escape(head)}</dt><dd>{text}</dd>" for head, text in lines if text) + "</dl>"
    )


def _prospects(app: Application, cell: OverviewCell, ahead: Outlook) -> list[tuple[str, str]]:
    """Return the risk of missing the target, how the year may end, what is left, and the last months."""
    indicator, aim = app.catalog.indicators[ahead.indicator], aim_of(ahead, cell.finding)
    series = [value for _, value in ahead.series[-SPARKLINE:]]
    course = course_says(indicator, series, ahead.tests["verdict"], language())
    ends = forecast_says(ahead, indicator, aim, language(), chance=False)
    if cell.row["window"] == "year":
        ends, aim = "", None
    risk = risk_words(aim.probability) if aim and aim.probability is not None else ""
    image = as_image(sparkline(series, course, width=140, height=26), course)
    trend = escape(word("verdict", ahead.tests["verdict"], language()))
    return [
        (words("ui_risk"), escape(risk)),
        (words("ui_ahead"), escape(ends)),
        (words("ui_ahead_left"), escape(left_says(ahead, indicator, aim, language()))),
        (words("ui_spark"), f"{image} {trend}" if image else ""),
    ]


def _why(app: Application, cell: OverviewCell) -> str:
    if cell.finding is not None:
        return remarks(app.catalog, cell.row, cell.finding)
    return word("reason", cell.row["reason"], language()) if cell.row["reason"] else ""


def _unit(row: Row) -> str:
    return f'<span class="unit">{escape(row["unit"])}</span>'


def _flags(cell: OverviewCell) -> str:
    lang = language()
    if not cell.flags:
        return f'<p class="context">{escape(words("ui_overview_no_flag"))}</p>'
    return "".join(
        f'<p class="flag">{severity_mark(flag["severity"], lang)} '
        f"{escape(word('flag_status', flag['status'], lang))}{_due(flag)}<br>{escape(flag['message'])}<br>"
        f"{_link('/flags', words('ui_overview_to_flag'), {keys.FLAG: flag['id']})}</p>"
        for flag in cell.flags
    )


def _due(flag: dict[str, Any]) -> str:
    return f" · {escape(words('ui_overview_due', due=flag['due']))}" if flag["due"] else ""


def _ways(cell: OverviewCell, asked: Asked) -> str:
    site = {keys.SITE: cell.row["site"]}
    month = f"{asked.period}-12" if asked.window == "year" else asked.period
    to_indicator = {**site, keys.PERIOD: month, keys.INDICATOR: asked.indicator}
    return (
        '<p class="ways">'
        + _link("/indicators", words("ui_overview_to_indicator"), to_indicator)
        + _link("/reports", words("ui_overview_to_report"), {**site, keys.PERIOD: asked.period})
        + "</p>"
    )


def _link(page: str, text: str, address: dict[str, str]) -> str:
    return f'<a href="{page}?{escape(urlencode(address))}" target="_self">{escape(text)}</a>'
