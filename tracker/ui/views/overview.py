"""全省总览: every park in reach, worst first, with its verdicts of the year so far."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.results import Row, Status
from tracker.messages import numbers, word
from tracker.services.application import Application
from tracker.services.judging.overview import Overview, ParkLine, overview, worst
from tracker.ui import keys
from tracker.ui.components.figures import figure
from tracker.ui.components.frame import choose_month, heading, month_words, state_line
from tracker.ui.components.marks import mark
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_TOTALS: tuple[Status, ...] = ("met", "at_risk", "not_met", "not_evaluable")


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    left, _ = st.columns([2, 6])
    with left:
        period = choose_month(app)
    with title:
        heading("overview", month_words(period))
        state_line(words("ui_view_reported"), words("ui_by_park"))
    with st.spinner(words("ui_computing")):
        found = overview(app, who, period)
    if not found.parks:
        st.info(words("ui_no_site"))
        return
    _totals(found)
    if not found.indicators:
        st.caption(words("ui_no_findings"))
    _parks(app, found, period)


def _totals(found: Overview) -> None:
    lang = language()
    marks = "".join(f"<span>{mark(status, lang)} {found.totals[status]}</span>" for status in _TOTALS)
    received = escape(words("ui_received", received=found.received, parks=len(found.parks)))
    st.html(f'<div class="totals">{marks}<span>{received}</span></div>')


def _parks(app: Application, found: Overview, period: str) -> None:
    lang = language()
    columns = [
        Column(words("ui_park"), text=True),
        Column(words("ui_prefecture")),
        Column(words("ui_report")),
    ]
    for code in found.indicators:
        indicator = app.catalog.indicators[code]
        name = indicator.names.zh if lang == "zh" else indicator.names.en
        columns.append(Column(name, number=True, unit=indicator.unit))
    title = " · ".join((words("ui_page_overview"), month_words(period)))
    table(columns, [_park(app, found, line, period) for line in found.parks], name="parks", title=title)


def _park(app: Application, found: Overview, line: ParkLine, period: str) -> list[str | Cell]:
    lang = language()
    address = f"/indicators?{urlencode({keys.SITE: line.code, keys.PERIOD: period})}"
    prefecture = app.catalog.prefectures.get(line.prefecture)
    place = (prefecture.names.zh if lang == "zh" else prefecture.names.en) if prefecture else ""
    return [
        link(f"{line.code} {line.name}", address),
        place,
        word("state", line.report.state, lang),
        *(_verdict(app, line.cells.get(code)) for code in found.indicators),
    ]


def _verdict(app: Application, row: Row | None) -> str | Cell:
    if row is None:
        return ""
    indicator = app.catalog.indicators[row["indicator"]]
    finding = row["findings"][0]
    value = row["value"] if row["value"] is not None else row["partial"]
    shown = "" if value is None else numbers.shown(value, indicator.decimals, finding["required"])
    reason = (
        words("ui_reason_hint", reason=word("reason", finding["reason"], language()))
        if finding["reason"]
        else ""
    )
    status = mark(worst([row]), language())
    written = figure(shown, row, language())
    inside = (written.markup or escape(written.text)) + status
    markup = f'<span class="judged" title="{escape(reason)}">{inside}</span>'
    return Cell(f"{written.text} {word('status', worst([row]), language())}", markup)
