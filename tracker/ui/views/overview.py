"""全省总览: every park in reach, worst first, its verdicts, and beside them what stands behind one."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker.compute.verdicts import Asked
from tracker.messages import Refusal, word
from tracker.services.application import Application
from tracker.services.judging.outlooks import outlook, outlooks
from tracker.services.judging.overview import (
    Overview,
    OverviewWindow,
    ParkLine,
    Strip,
    overview,
    quarter_asked,
    quarters,
)
from tracker.services.judging.overview_cell import overview_cell
from tracker.services.permissions import PROVINCE, Actor
from tracker.ui import keys
from tracker.ui.components.frame import choose, choose_month, heading, month_words, state_line
from tracker.ui.components.heat_table import cell_asked, heat_table
from tracker.ui.components.outlook_words import course_markup
from tracker.ui.components.overview_drivers import choose_quantity, draw_province
from tracker.ui.components.park_verdicts import OVERALL, TOTALS, ParkTable, cell_name, cell_of
from tracker.ui.components.tables import to_excel
from tracker.ui.components.verdict_panel import verdict_panel
from tracker.ui.opened import application
from tracker.ui.roles import PAGES_OF
from tracker.ui.visit import actor, language, literal, refusal_text, words

_ALL = "all"
_RECEIVED, _OUTSTANDING, _LATE = "received", "outstanding", "late"
_STATES = (_ALL, _RECEIVED, _OUTSTANDING, _LATE, "submitted", "accepted", "returned")
_WINDOWS: tuple[OverviewWindow, ...] = ("ytd", "year")
_WORST, _BY_PREFECTURE = "worst", "by_prefecture"
_HEAT, _STRIP, _DRIVERS = "heat", "strip", "drivers"
_JUDGED, _EVERY = "judged", "every"
_PLAIN, _COURSES = "plain", "courses"
_TABLE = "overview"
_LONGEST_SEARCH = 100


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title, counted = st.container(), st.container()
    columns = st.columns([1.1, 1.2, 1.1, 1.1, 1, 1.3])
    with columns[0]:
        month = choose_month(app)
    with columns[1]:
        window = _chosen_window()
    switches = st.container(horizontal=True, vertical_alignment="bottom")
    with switches:
        view = _switch(keys.VIEW, (_HEAT, _STRIP, _DRIVERS))
        grouped = view != _DRIVERS and _switch(keys.ORDER, (_WORST, _BY_PREFECTURE)) == _BY_PREFECTURE
        every = view == _HEAT and _switch(keys.EVERY, (_JUDGED, _EVERY)) == _EVERY
        courses = view == _HEAT and _switch(keys.COURSE, (_PLAIN, _COURSES)) == _COURSES
    with st.spinner(words("ui_computing")):
        found = overview(app, who, month, window=window, every=every)
    shown = ParkTable(app.catalog, language(), month)
    with title:
        heading("overview", *_scope(who, shown), _period_words(found))
        state_line(words("ui_view_reported"), words("ui_by_park"))
    if not found.parks:
        st.info(words("ui_no_site"))
        return
    if view == _DRIVERS:
        with switches.container(width=280):
            quantity = choose_quantity(app)
        names = {line.code: line.name for line in found.parks}
        draw_province(app, who, quantity, found.period, names)
        return
    parks = _filtered(found, shown, columns[2:])
    with counted:
        st.html(f'<div class="totals">{shown.summary(found.parks)}{_to_review(who, found)}</div>')
    if not found.judged:
        st.caption(words("ui_no_findings"))
    of, strip = OVERALL, None
    if view == _STRIP:
        strip = quarters(app, who, month)
        with switches.container(width=280):
            of = _chosen_indicator(app, shown, strip)
    if not parks:
        st.info(words("ui_overview_none_listed"))
        return
    _draw(_Page(app, who, found, shown, courses=courses), parks, strip, of, grouped=grouped)


@dataclass(frozen=True)
class _Page:
    app: Application
    who: Actor
    found: Overview
    shown: ParkTable
    courses: bool

    @property
    def through(self) -> str:
        """Return the last month of the period looked at."""
        return f"{self.found.period}-12" if self.found.window == "year" else self.found.period


def _to_review(who: Actor, found: Overview) -> str:
    """Return the way to the reports that wait for a reviewer, with how many of these parks do."""
    waiting = sum(line.report == "submitted" for line in found.parks)
    if not waiting or "reports" not in PAGES_OF[who.role]:
        return ""
    text = words("ui_overview_to_review", count=waiting)
    return f'<a href="/reports" target="_self">{escape(text)}</a>'


def _scope(who: Actor, shown: ParkTable) -> list[str]:
    return [] if who.scope in (PROVINCE, "") else [shown.prefecture(who.scope)]


def _period_words(found: Overview) -> str:
    if found.window == "year":
        return words("ui_overview_year_words", year=found.period)
    return month_words(found.period)


def _chosen_window() -> OverviewWindow:
    title = words("ui_overview_window")
    chosen = choose(title, keys.WINDOW, _WINDOWS, lambda name: words(f"ui_overview_{name}"))
    return "year" if chosen == "year" else "ytd"


def _chosen_indicator(app: Application, shown: ParkTable, strip: Strip) -> str:
    """Draw the chooser of what the quarters speak of: a park's worst finding or one indicator."""
    there = {code for cells in strip.verdicts.values() for code, cell in cells.items() if cell.status}
    names = {OVERALL: words("ui_overview_overall")}
    names |= {code: shown.name(one.names) for code, one in app.catalog.indicators.items() if code in there}
    return choose(words("ui_overview_of"), keys.OF, list(names), lambda code: names[code])


def _switch(name: str, options: tuple[str, ...]) -> str:
    """Draw a choice of few that stands in the address."""
    key = f"switch_{name}"
    asked = st.query_params.get(name)
    if key not in st.session_state or (asked in options and asked != st.session_state.get(f"seen_{name}")):
        st.session_state[key] = asked if asked in options else options[0]
    chosen = st.segmented_control(
        words(f"ui_overview_{'columns' if name == keys.EVERY else name}"),
        options,
        required=True,
        format_func=lambda option: words(f"ui_overview_{option}"),
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )
    chosen = chosen or options[0]
    st.session_state[f"seen_{name}"] = chosen
    if chosen != asked and (asked is not None or chosen != options[0]):
        st.query_params[name] = chosen
    return chosen


def _filtered(found: Overview, shown: ParkTable, columns: Sequence[DeltaGenerator]) -> list[ParkLine]:
    """Draw the filters and return the parks they leave."""
    there = {line.prefecture for line in found.parks}
    places = {_ALL: words("ui_overview_all")}
    places |= {code: shown.prefecture(code) for code in (*shown.catalog.prefectures, "") if code in there}
    verdicts = {_ALL: words("ui_overview_all")}
    verdicts |= {status: word("status", status, language()) for status in TOTALS}
    with columns[0]:
        place = choose(words("ui_prefecture"), keys.PREFECTURE, list(places), lambda code: places[code])
    with columns[1]:
        title = words("ui_overview_verdict")
        verdict = choose(title, keys.VERDICT, list(verdicts), lambda code: verdicts[code])
    with columns[2]:
        state = choose(words("ui_overview_report"), keys.RECEIVED, _STATES, _state_words)
    with columns[3]:
        text = _search()
    return [
        line
        for line in found.parks
        if place in (_ALL, line.prefecture)
        and verdict in (_ALL, line.mark)
        and _in_state(line, state)
        and text in f"{line.code} {line.name}".casefold()
    ]


def _state_words(state: str) -> str:
    own = (_ALL, _RECEIVED, _OUTSTANDING, _LATE)
    return words(f"ui_overview_{state}") if state in own else word("state", state, language())


def _in_state(line: ParkLine, state: str) -> bool:
    if state == _LATE:
        return line.late
    if state in (_RECEIVED, _OUTSTANDING):
        return line.received == (state == _RECEIVED)
    return state in (_ALL, line.report)


def _search() -> str:
    """Draw the field for a park's name or code; what it holds stands in the address."""
    key = "overview_search"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(keys.SEARCH, "")[:_LONGEST_SEARCH]
    label = words("ui_overview_search")
    text = (st.text_input(label, key=key, max_chars=_LONGEST_SEARCH, persist_state="session") or "").strip()
    if text:
        st.query_params[keys.SEARCH] = text
    elif keys.SEARCH in st.query_params:
        del st.query_params[keys.SEARCH]
    return text.casefold()


def _draw(page: _Page, parks: Sequence[ParkLine], strip: Strip | None, of: str, *, grouped: bool) -> None:
    """Draw the table, and beside it the panel of the cell in the address."""
    opened = _opened(strip)
    # columns either way: where the table keeps its place, it keeps what was scrolled to
    left, right = st.columns([2.3, 1] if opened else [999, 1], gap="small" if opened else None)
    with left:
        _table(page, parks, strip, of, opened, grouped=grouped)
    if opened:
        with right:
            _panel(page, opened)


def _table(
    page: _Page, parks: Sequence[ParkLine], strip: Strip | None, of: str, opened: str, *, grouped: bool
) -> None:
    shown, found = page.shown, page.found
    title = " · ".join((words("ui_page_overview"), _period_words(found)))
    if strip is None:
        courses = _courses(page) if page.courses else {}
        markup = shown.heat(found, parks, grouped=grouped, courses=courses)
    else:
        title += f" · {words('ui_overview_strip')}"
        markup = shown.strip(strip, parks, of, grouped=grouped)
    heat_table(
        markup,
        {"table": title, "fold": words("ui_overview_fold"), "unfold": words("ui_overview_unfold")},
        key=_TABLE,
        opened=opened,
        on_cell=_open,
        on_close=_close,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if strip is None:
            to_excel(shown.columns(found), shown.rows(found, parks), name=_TABLE, title=title)
        else:
            columns = shown.strip_columns(strip)
            to_excel(columns, shown.strip_rows(strip, parks, of), name="strip", title=title)
        hints = [words("ui_overview_listed", count=len(parks)), words("ui_overview_hint")]
        st.caption(" · ".join(hints + ([words("ui_risk_hint")] if page.courses else [])))


def _courses(page: _Page) -> dict[tuple[str, str], str]:
    """Return the last months and the risk of missing the year's target, for the indicators that have one."""
    found = page.found
    briefs = outlooks(page.app, page.who, found.judged, through=page.through, reported=True)
    running = found.window == "ytd"
    return {
        (site, code): course_markup(page.app.catalog.indicators[code], brief, risk=running)
        for (site, code), brief in briefs.items()
    }


def _opened(strip: Strip | None) -> str:
    """Return the name of the cell in the address, empty where there is none."""
    site, indicator = (st.query_params.get(name) for name in (keys.SITE, keys.INDICATOR))
    if not site or not indicator:
        return ""
    quarter = st.query_params.get(keys.QUARTER, "") if strip else ""
    return cell_name(site, indicator, quarter if strip and quarter in strip.months else "")


def _open() -> None:
    site, indicator, quarter = cell_of(cell_asked(_TABLE))
    st.query_params[keys.SITE], st.query_params[keys.INDICATOR] = site, indicator
    st.session_state[keys.SITE] = site
    if quarter:
        st.query_params[keys.QUARTER] = quarter
    elif keys.QUARTER in st.query_params:
        del st.query_params[keys.QUARTER]


def _close() -> None:
    for name in (keys.SITE, keys.INDICATOR, keys.QUARTER):
        if name in st.query_params:
            del st.query_params[name]


def _panel(page: _Page, opened: str) -> None:
    site, indicator, quarter = cell_of(opened)
    found = page.found
    asked = quarter_asked(indicator, quarter) if quarter else Asked(indicator, found.window, found.period)
    park = next((line for line in found.parks if line.code == site), None)
    try:
        if park is None:
            raise Refusal("unknown_site", site=site)
        cell = overview_cell(page.app, page.who, site, asked, language())
        through = f"{asked.period}-12" if asked.window == "year" else asked.period
        ahead = outlook(page.app, page.who, site, indicator, through=through, reported=True)
    except Refusal as refusal:
        st.info(literal(refusal_text(refusal)))
        return
    verdict_panel(page.app, cell, ahead, asked, park.name, _close)
