"""报表审核: reports that wait for a decision, and the one chosen with its figures and checks."""

import streamlit as st

from tracker.messages import word
from tracker.services.application import SHANGHAI, Application
from tracker.services.entering import entry
from tracker.services.entering.entry import FormView
from tracker.services.permissions import Actor
from tracker.services.reporting import reports
from tracker.services.reporting.checking import CheckResult
from tracker.services.reporting.states import LOCKED, ReportRecord
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.entry_grid import entry_grid
from tracker.ui.components.frame import choose, heading, month_words, state_line, watermark
from tracker.ui.components.month_form import GAP, check_text, gap_text, grid_form
from tracker.ui.components.outcome import ask_reason, attempt, reason_given, tell_outcome
from tracker.ui.components.tables import list_lines
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    names = {str(site["code"]): str(site["name"]) for site in list_sites(app, who)}
    left, right, _ = st.columns([2, 4, 2])
    with left:
        state = choose(words("ui_status"), keys.STATUS, LOCKED, lambda code: word("state", code, language()))
    found = {_name(report): report for report in _queue(app, who, state)}
    if not found:
        with title:
            heading("reports")
            tell_outcome()
        st.info(words("ui_no_reports", state=word("state", state, language())))
        return
    with right:
        chosen = choose(
            words("ui_reports_queue", count=len(found)),
            keys.REPORT,
            list(found),
            lambda key: f"{found[key].period} · {found[key].site} {names.get(found[key].site, '')}",
        )
    report = found[chosen]
    with title:
        heading("reports", names.get(report.site, report.site), _period_words(report.period))
        tell_outcome()
    _report(app, who, report)


def _period_words(period: str) -> str:
    return month_words(period) if "-" in period else period


def _queue(app: Application, who: Actor, state: str) -> list[ReportRecord]:
    """Return the reports of this and last year in a state: those to review oldest first, accepted newest."""
    year = app.today().year
    listed = [report for of in (year - 1, year) for report in reports.list_reports(app, who, year=of)]
    chosen = [report for report in listed if report.state == state]
    chosen.sort(key=lambda report: (report.due, report.site), reverse=state == "accepted")
    return chosen


def _report(app: Application, who: Actor, report: ReportRecord) -> None:
    """Draw one report; looking at a submitted one ends the time in which it can be withdrawn."""
    lang = language()
    report = reports.open_report(app, who, report.site, report.period)
    state_line(word("state", report.state, lang), _submitted(report))
    watermark(word("state", report.state, lang))
    view = entry.form(app, who, report.site, report.period)
    _checks(view)
    ask_reason(words("ui_reason"), _name(report))
    _decisions(app, who, report)
    entry_grid(grid_form(view, app.catalog, lang), "review_grid", on_edits=_nothing)


def _checks(view: FormView) -> None:
    """List what the checks say with the officer's explanations, blank fields explained alike in one line."""
    lang, gaps = language(), [check for check in view.checks if check.kind == GAP]
    lines = [_with_explanation(check_text(check, lang), check) for check in view.checks if check.kind != GAP]
    for text in dict.fromkeys(check.explanation for check in gaps):
        alike = [check for check in gaps if check.explanation == text]
        lines.append(_with_explanation(gap_text(alike, application().catalog, lang), alike[0]))
    if lines:
        list_lines(lines)
    else:
        st.caption(words("ui_no_checks"))


def _with_explanation(line: str, check: CheckResult) -> str:
    return f"{line} {words('ui_explained', text=check.explanation)}" if check.explanation else line


def _submitted(report: ReportRecord) -> str:
    if report.submitted_at is None:
        return ""
    time = report.submitted_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return words("ui_submitted_by", name=report.submitted_by, time=time)


def _name(report: ReportRecord) -> str:
    return f"{report.site}/{report.period}"


def _decisions(app: Application, who: Actor, report: ReportRecord) -> None:
    allowed = ("accept", "return") if report.state == "submitted" else ("reopen",)
    buttons = st.container(horizontal=True)
    for name in allowed:
        buttons.button(
            words(f"ui_{name}"),
            key=name,
            type="primary" if name == "accept" else "secondary",
            on_click=_decide,
            args=(app, who, report, name),
        )


def _decide(app: Application, who: Actor, report: ReportRecord, name: str) -> None:
    """Move the report as the reviewer saw it: one that moved on meanwhile is refused."""
    move = {"accept": reports.accept, "return": reports.return_, "reopen": reports.reopen}[name]
    done = {"accept": "ui_accepted", "return": "ui_returned", "reopen": "ui_reopened"}[name]
    reason = reason_given(_name(report))
    attempt(
        lambda: move(app, who, report.site, report.period, reason, version=report.version),
        done,
        site=report.site,
        period=report.period,
    )


def _nothing() -> None:
    """A report under review is only read."""
