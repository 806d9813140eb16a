"""工作台: the month to report, the year's targets with the sentence that matters, and what waits."""

from datetime import timedelta
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.periods import month_text
from tracker.catalog.results import Row
from tracker.messages import numbers, word
from tracker.services.application import Application
from tracker.services.entering import entry
from tracker.services.flagging.flags import list_flags
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.judging.outlooks import outlook
from tracker.services.permissions import Actor
from tracker.services.reporting.reports import list_reports
from tracker.services.reporting.states import ReportRecord
from tracker.ui import keys
from tracker.ui.components.desk_words import matters
from tracker.ui.components.figures import figure_markup
from tracker.ui.components.form_checks import filled
from tracker.ui.components.frame import choose_site, heading, month_words, state_line
from tracker.ui.components.indicator_words import compared
from tracker.ui.components.marks import severity_mark, verdict_cell
from tracker.ui.components.moments import time_left
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.opened import application
from tracker.ui.visit import actor, isolated, language, words

_MOST_WAITING = 12
_WORDS_SHOWN = 160
_SOON = timedelta(days=7)


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title, chooser = st.container(), st.container()
    with chooser:
        left, _ = st.columns([3, 5])
        with left:
            site = choose_site(app, who, ("park", "enterprise", "region"))
    if site is None:
        with title:
            heading("desk")
        return
    code, period = str(site["code"]), month_text(app.month() - 1)
    with title:
        heading("desk", str(site["name"]), month_words(period))
    view = entry.form(app, who, code, period)
    with title:
        state_line(*_state(app, view))
        _entry_button(code, period, editable=view.editable)
    wide, narrow = st.columns([2, 1], gap="medium")
    with wide:
        _targets(app, who, *_judged(app, who, code))
    with narrow:
        _waiting(app, who, code)


def _state(app: Application, view: entry.FormView) -> list[str]:
    known, total = filled(view)
    due, today = view.report.due, app.today()
    parts = [word("state", view.report.state, language())]
    if view.editable:
        left = time_left(due, today)
        parts.append(words("ui_due", month=due.month, day=due.day, date=due.isoformat(), left=left))
    return [*parts, words("ui_filled", filled=known, total=total)]


def _entry_button(site: str, period: str, *, editable: bool) -> None:
    address = f"/entry?{urlencode({keys.SITE: site, keys.PERIOD: period})}"
    text = words("ui_desk_go_on" if editable else "ui_desk_look", month=month_words(period))
    st.html(f'<a class="button" href="{escape(address)}" target="_self">{escape(text)}</a>')


def _judged(app: Application, who: Actor, site: str) -> tuple[str, list[Row]]:
    """Return the rows judged through the month to report, or the month before where none has a value yet."""
    newest = month_text(app.month() - 1)
    for period in (newest, month_text(app.month() - 2)):
        rows = indicator_rows(app, who, sites=[site], windows=["ytd"], period=period)
        judged = [row for row in rows if row["findings"]]
        if any(row["value"] is not None for row in judged):
            return period, judged
    return newest, judged


def _targets(app: Application, who: Actor, period: str, rows: list[Row]) -> None:
    st.header(words("ui_desk_targets", month=month_words(period)), anchor=False)
    order = list(app.catalog.indicators)
    rows.sort(key=lambda row: order.index(row["indicator"]))
    if not rows:
        st.caption(words("ui_no_findings"))
        return
    heads = ("indicator", "value", "last_year", "change", "verdict")
    numeric = ("value", "last_year", "change")
    columns = [
        Column(words(f"ui_{head}"), number=head in numeric, text=head == "indicator") for head in heads
    ]
    title = " · ".join((words("ui_page_desk"), rows[0]["site"], period))
    said = [_sentence(app, who, row) for row in rows]
    table(columns, [_target(app, row) for row in rows], name="targets", title=title, below=said)
    st.caption(words("ui_ahead_assumed_short"))


def _sentence(app: Application, who: Actor, row: Row) -> str:
    """Return the sentence that matters about a target."""
    ahead = outlook(app, who, row["site"], row["indicator"], through=row["period"])
    return matters(app, row, row["findings"][0], ahead)


def _target(app: Application, row: Row) -> list[str | Cell]:
    lang, finding, change = language(), row["findings"][0], row["yoy"]
    indicator = app.catalog.indicators[row["indicator"]]
    value = compared(row)
    before = change["baseline"] if change else None
    text, text_before = numbers.beside(value, before, indicator.decimals)
    if change is None:
        text, text_before = numbers.shown(value, indicator.decimals, finding["required"]), ""
    address = {keys.SITE: row["site"], keys.PERIOD: row["period"], keys.INDICATOR: row["indicator"]}
    return [
        link(getattr(indicator.names, lang), f"/indicators?{urlencode(address)}"),
        Cell(
            f"{text} {row['unit']}",
            figure_markup(text, row, lang),
            value if row["value"] is not None else None,
        ),
        Cell(text_before, value=before),
        numbers.change(change["change"]) if change else "",
        verdict_cell(finding["status"], lang, provisional=finding["provisional"]),
    ]


def _waiting(app: Application, who: Actor, site: str) -> None:
    """Draw what waits for the officer: reports sent back or overdue, then flags to explain, newest first."""
    reports = _reports(app, who, site)
    flags = list_flags(app, who, site=site, status="open", lang=language())
    flags.sort(key=lambda flag: str(flag["opened_at"]), reverse=True)
    lines = [_report_line(app, report) for report in reports] + [_flag_line(flag) for flag in flags]
    st.header(words("ui_desk_waiting", count=len(lines)), anchor=False)
    if not lines:
        st.caption(words("ui_desk_nothing_waits"))
        return
    st.html(f'<ul class="waiting">{"".join(lines[:_MOST_WAITING])}</ul>')
    if len(lines) > _MOST_WAITING:
        address = f"/flags?{urlencode({keys.STATUS: 'open'})}"
        more = words("ui_desk_more", count=len(lines) - _MOST_WAITING)
        st.html(f'<a href="{escape(address)}" target="_self">{escape(more)}</a>')


def _reports(app: Application, who: Actor, site: str) -> list[ReportRecord]:
    """Return the site's reports that somebody sent back, or that are due within days or overdue."""
    year = app.today().year
    listed = [one for of in (year - 1, year) for one in list_reports(app, who, year=of, sites=[site])]
    waiting = [one for one in listed if one.state in ("returned", "reopened") or _is_pressing(app, one)]
    return sorted(waiting, key=lambda one: one.due, reverse=True)


def _is_pressing(app: Application, report: ReportRecord) -> bool:
    return report.editable and report.due <= app.today() + _SOON


def _report_line(app: Application, report: ReportRecord) -> str:
    address = f"/entry?{urlencode({keys.SITE: report.site, keys.PERIOD: report.period})}"
    period = month_words(report.period) if "-" in report.period else report.period
    head = words("ui_desk_report", period=period, state=word("state", report.state, language()))
    if report.state == "draft":
        head = words("ui_desk_report_to_send", period=period)
    when = time_left(report.due, app.today())
    said = ""
    if report.state in ("returned", "reopened") and report.reason:
        said = words("ui_returned_because", reason=isolated(report.reason))
    # an annual report has no month's form to open
    link_to = address if "-" in report.period else ""
    return _line(head, when, said, link_to, overdue=report.due < app.today())


def _flag_line(flag: dict[str, Any]) -> str:
    address = f"/flags?{urlencode({keys.FLAG: flag['id'], keys.STATUS: 'live'})}"
    due = words("ui_desk_until", day=flag["due"]) if flag["due"] else ""
    mark = severity_mark(flag["severity"], language())
    return _line(str(flag["message"]), due, "", address, before=mark)


def _line(head: str, when: str, said: str, address: str, *, before: str = "", overdue: bool = False) -> str:
    """Return one thing that waits: what it is, by when, and the words that came with it."""
    text = f"<bdi>{escape(head)}</bdi>"
    linked = f'<a href="{escape(address)}" target="_self">{text}</a>' if address else text
    late = f' <span class="{"late" if overdue else "context"}">{escape(when)}</span>' if when else ""
    clipped = said if len(said) <= _WORDS_SHOWN else said[:_WORDS_SHOWN] + "…"
    words_said = (
        f'<div class="context" title="{escape(said)}"><bdi>{escape(clipped)}</bdi></div>' if said else ""
    )
    return f"<li>{before} {linked}{late}{words_said}</li>"
