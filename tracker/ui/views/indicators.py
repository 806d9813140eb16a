"""指标与趋势: a site's indicators against their targets; `indicator=` in the address opens one of them."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker.catalog.periods import parse_month
from tracker.catalog.results import Finding, Row, Window
from tracker.messages import numbers, word
from tracker.services.application import SHANGHAI, Application
from tracker.services.judging.derivation import derivation
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.judging.indicator_years import IndicatorYear, Step, indicator_year
from tracker.services.judging.outlook_texts import aim_of
from tracker.services.judging.recorded import recorded_figures
from tracker.services.permissions import Actor
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.figures import figure
from tracker.ui.components.frame import (
    SiteRow,
    choose,
    choose_month,
    choose_site,
    heading,
    month_words,
    state_line,
)
from tracker.ui.components.indicator_derivation import draw_derivation
from tracker.ui.components.indicator_drivers import draw_drivers
from tracker.ui.components.indicator_outlook import (
    ahead_in_words,
    ahead_of,
    draw_ahead,
    draw_tests,
    finding_of,
)
from tracker.ui.components.indicator_todo import draw_to_do
from tracker.ui.components.indicator_words import compared, name_of, remarks, says, target_text
from tracker.ui.components.indicator_year import draw_chart, draw_table, recorded_line, year_heading
from tracker.ui.components.marks import mark, verdict_cell
from tracker.ui.components.outcome import tell_outcome
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.opened import application
from tracker.ui.roles import pages_of
from tracker.ui.visit import actor, language, words

_WIDTHS = [4, 3, 6, 7]


def show() -> None:
    """Draw the list of a site's indicators, or the one named in the address."""
    app, who = application(), actor()
    title = st.container()
    columns = st.columns(_WIDTHS, vertical_alignment="bottom")
    with columns[0]:
        site = choose_site(app, who, ("park", "enterprise", "region"))
    if site is None:
        with title:
            heading("indicators")
        return
    with columns[1]:
        period = choose_month(app)
    if st.query_params.get(keys.INDICATOR) is None:
        _list(app, who, site, period, title)
        return
    with columns[2]:
        indicator = choose(
            words("ui_indicator"),
            keys.INDICATOR,
            list(app.catalog.indicators),
            lambda code: name_of(app.catalog.indicators[code]),
        )
    with columns[3]:
        window = _choose_window(app.catalog.indicators[indicator].windows)
    with title:
        heading("indicators", str(site["name"]), name_of(app.catalog.indicators[indicator]))
        _view_line(who)
    _one(app, who, site, indicator, window, period)


def _view_line(who: Actor) -> None:
    reported = who.role != "officer"
    state_line(words("ui_view_reported" if reported else "ui_view_working"), words("ui_by_park"))


def _choose_window(windows: Sequence[Window]) -> Window:
    """Draw the switch of windows, kept in the address; an address that changed wins over the switch."""
    asked = st.query_params.get(keys.WINDOW)
    key, seen = "switch_window", "seen_switch_window"
    usual = "ytd" if "ytd" in windows else windows[-1]
    if asked in windows and asked != st.session_state.get(seen):
        st.session_state[key] = asked
    elif st.session_state.get(key) not in windows:
        st.session_state[key] = usual
    chosen = st.segmented_control(
        words("ui_window"),
        windows,
        required=True,
        format_func=lambda window: word("window", window, language()),
        key=key,
        wrap=True,
    )
    window: Window = chosen or usual
    st.session_state[seen] = window
    if asked != window:
        st.query_params[keys.WINDOW] = window
    return window


def _one(app: Application, who: Actor, site: SiteRow, indicator: str, window: Window, month: str) -> None:
    code, reported = str(site["code"]), who.role != "officer"
    period = month[:4] if window == "year" else month
    found = indicator_year(app, who, code, indicator, window, period, reported=reported)
    step = _asked(found)
    entry = app.catalog.indicators[indicator]
    names = {str(one["code"]): str(one["name"]) for one in list_sites(app, who)}
    _say(app, found, step)
    ahead = ahead_of(app, who, found.row, reported=reported)
    aim = aim_of(ahead, finding_of(found.row))
    draw_ahead(app.catalog, ahead, aim)
    pages = pages_of(who.role)
    draw_to_do(app.catalog, found.row, found.earlier, names, enters="entry" in pages)
    recorded = recorded_figures(app, who, code, indicator, window)
    then = recorded.get(period)
    if then is not None and then.differs(found.row):
        st.info(recorded_line(entry, found.row, then, then.at.astimezone(SHANGHAI).date().isoformat()))
    said = f"{says(app.catalog, found.row, step)} {ahead_in_words(app.catalog, ahead, aim)}"
    draw_chart(entry, found, said, ahead, aim)
    draw_tests(app, who, ahead, str(site["name"]), reported=reported)
    st.header(year_heading(found), anchor=False)
    draw_table(app, code, str(site["name"]), found, recorded)
    draw_drivers(app, who, found.row, names, reported=reported)
    taken = derivation(app, who, code, indicator, window, period, reported=reported)
    draw_derivation(app, taken, step, names, history="history" in pages)
    tell_outcome()


def _asked(found: IndicatorYear) -> Step:
    return next(step for step in found.steps if step.period == found.row["period"])


def _say(app: Application, found: IndicatorYear, step: Step) -> None:
    """Draw the sentence that matters, its verdict in front; the way back to the list beside it."""
    finding = finding_of(found.row)
    verdict = ""
    if finding is not None:
        verdict = mark(finding["status"], language(), provisional=finding["provisional"])
    back = urlencode({keys.SITE: found.row["site"], keys.PERIOD: st.query_params.get(keys.PERIOD, "")})
    st.html(
        f'<p class="says">{verdict} {escape(says(app.catalog, found.row, step))}</p>'
        f'<p class="back"><a href="/indicators?{escape(back)}" target="_self">'
        f"{escape(words('ui_all_indicators'))}</a></p>"
    )


def _list(app: Application, who: Actor, site: SiteRow, period: str, title: DeltaGenerator) -> None:
    with title:
        heading("indicators", str(site["name"]), month_words(period))
        _view_line(who)
    reported, code, name = who.role != "officer", str(site["code"]), str(site["name"])
    now = indicator_rows(app, who, sites=[code], period=period, reported=reported)
    year = str(parse_month(period) // 12 - 1)
    before = indicator_rows(app, who, sites=[code], windows=["year"], period=year, reported=reported)
    st.header(words("ui_findings_ytd", month=month_words(period)), anchor=False)
    _judged(app, [row for row in now if row["window"] == "ytd"], "ytd", name)
    st.header(words("ui_findings_year", year=year), anchor=False)
    _judged(app, before, "year", name)
    st.header(words("ui_findings_windows"), anchor=False)
    _windows(app, now, name)


def _judged(app: Application, rows: Sequence[Row], window: str, site: str) -> None:
    order = list(app.catalog.indicators)
    rows = sorted(rows, key=lambda row: order.index(row["indicator"]))
    lines = [_line(app, row, finding) for row in rows for finding in row["findings"]]
    if not lines:
        st.caption(words("ui_no_findings"))
        return
    columns = [
        Column(words("ui_indicator"), text=True),
        Column(words("ui_value"), number=True),
        Column(words("ui_unit")),
        Column(words("ui_last_year"), number=True),
        Column(words("ui_change"), number=True),
        Column(words("ui_target")),
        Column(words("ui_verdict")),
        Column(words("ui_remarks"), text=True),
    ]
    title = " · ".join(
        (words("ui_page_indicators"), site, word("window", window, language()), rows[0]["period"])
    )
    table(columns, lines, name=f"judged_{window}", title=title)


def _line(app: Application, row: Row, finding: Finding) -> list[str | Cell]:
    indicator = app.catalog.indicators[row["indicator"]]
    yoy = row["yoy"]
    value = compared(row)
    baseline = yoy["baseline"] if yoy else None
    if yoy:
        value_text, baseline_text = numbers.beside(value, baseline, indicator.decimals)
    else:
        value_text, baseline_text = numbers.shown(value, indicator.decimals, finding["required"]), ""
    return [
        _to(app, row, row["window"]),
        figure(value_text, row, language()),
        row["unit"],
        baseline_text,
        numbers.change(yoy["change"]) if yoy else "",
        target_text(finding, row, indicator.decimals),
        verdict_cell(finding["status"], language(), provisional=finding["provisional"]),
        remarks(app.catalog, row, finding),
    ]


def _to(app: Application, row: Row, window: str) -> Cell:
    """Return an indicator's name as a link that opens it."""
    period = row["period"] if "-" in row["period"] else f"{row['period']}-12"
    address = {
        keys.SITE: row["site"],
        keys.PERIOD: period,
        keys.INDICATOR: row["indicator"],
        keys.WINDOW: window,
    }
    return link(name_of(app.catalog.indicators[row["indicator"]]), f"/indicators?{urlencode(address)}")


def _windows(app: Application, rows: Sequence[Row], site: str) -> None:
    by_indicator: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_indicator.setdefault(row["indicator"], {})[row["window"]] = row
    windows = ("month", "ytd", "rolling12")
    columns = [Column(words("ui_indicator"), text=True), Column(words("ui_unit"))]
    columns += [Column(word("window", window, language()), number=True) for window in windows]
    lines: list[list[str | Cell]] = []
    for code, indicator in app.catalog.indicators.items():
        found = by_indicator.get(code)
        if found:
            first = found.get("ytd") or next(iter(found.values()))
            cells = [_cell(found.get(window), indicator.decimals) for window in windows]
            lines.append([_to(app, first, first["window"]), first["unit"], *cells])
    title = " · ".join((words("ui_findings_windows"), site, rows[0]["period"] if rows else ""))
    table(columns, lines, name="windows", title=title)


def _cell(row: Row | None, decimals: int) -> str | Cell:
    if row is None:
        return ""
    value = row["value"] if row["value"] is not None else row["partial"]
    return figure(numbers.shown(value, decimals), row, language())
