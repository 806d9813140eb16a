"""报表审核: reports by the day they were due; the one chosen with what changed, what was said, what to do."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from tracker.messages import Refusal, actor_name, numbers, word
from tracker.messages.periods import period_words
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.reporting import reports
from tracker.services.reporting.checking import BLANKS, CheckResult
from tracker.services.reporting.queue import SHELVES, Queue, Shelf, queue
from tracker.services.reporting.reviewing import Against, Line, Review, largest_changes, review
from tracker.services.reporting.states import ReportRecord
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.documents import documents_of_report
from tracker.ui.components.form_checks import blanks_of, gap_text
from tracker.ui.components.form_tables import review_table
from tracker.ui.components.frame import choose, heading, state_line, watermark
from tracker.ui.components.moments import minute
from tracker.ui.components.month_form import row_label
from tracker.ui.components.outcome import ask_reason, attempt, reason_given, tell_outcome
from tracker.ui.components.pick_list import pick_list
from tracker.ui.components.queue_lines import days_over, entry_of, queue_table, report_name
from tracker.ui.components.remarks import remark_lines
from tracker.ui.components.report_lines import (
    HEADS,
    away,
    check_markup,
    remark_of,
    sheets_of,
)
from tracker.ui.components.review_sheet import remarks_typed, review_sheet
from tracker.ui.components.style import WORK
from tracker.ui.components.tables import offer_excel
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, literal, words

_ALL = "all"
_FIRST, _EVERY = 60, 100_000
_MORE = "queue_whole"


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    names = {str(site["code"]): str(site["name"]) for site in list_sites(app, who)}
    read = _asked_for(app, who)
    found = read(limit=_EVERY if st.session_state.get(_MORE) else _FIRST)
    left, right = st.columns([3, 10])
    asked = st.query_params.get(keys.REPORT) or ""
    with left:
        _draw_queue(app, found, read, names, asked)
    with right:
        opened = _opened(app, who, asked)
        places = []
        if opened is not None:
            _draw_report(app, who, opened, names)
            places = [
                names.get(opened.report.site, opened.report.site),
                period_words(opened.report.period, language()),
            ]
    with title:
        heading("reports", *places)
        tell_outcome()
        if opened is not None:
            _state(app, opened)


def _asked_for(app: Application, who: Actor) -> Callable[..., Queue]:
    """Draw the filters in one row and return what reads the reports they leave, up to a `limit`."""
    counts = queue(app, who, "late", limit=0).counts
    by_name: dict[str, Shelf] = {shelf: shelf for shelf in SHELVES}
    left, middle, right, _ = st.columns([3, 3, 3, 4])
    with left:
        shelf = choose(
            words("ui_status"),
            keys.STATUS,
            list(SHELVES),
            lambda name: words(f"ui_shelf_{name}", count=counts[by_name[name]]),
        )
    with middle:
        places = {str(site["prefecture"]) for site in list_sites(app, who) if site["prefecture"]}
        known = [code for code in app.catalog.prefectures if code in places]
        place = _ALL
        if len(known) > 1:
            place = choose(words("ui_prefecture"), keys.PREFECTURE, [_ALL, *known], _place_words)
    read = partial(queue, app, who, by_name[shelf], prefecture=None if place == _ALL else place)
    with right:
        periods = read(limit=0).periods
        period = _ALL
        if len(periods) > 1:
            period = choose(words("ui_report_period"), keys.REPORT_PERIOD, [_ALL, *periods], _choice_words)
    return partial(read, period=None if period == _ALL else period)


def _choice_words(period: str) -> str:
    return words("ui_all_periods") if period == _ALL else period_words(period, language())


def _place_words(code: str) -> str:
    if code == _ALL:
        return words("ui_all_prefectures")
    return str(getattr(application().catalog.prefectures[code].names, language()))


def _draw_queue(
    app: Application, found: Queue, read: Callable[..., Queue], names: dict[str, str], chosen: str
) -> None:
    shelf = str(st.session_state.get(keys.STATUS))
    if not found.waiting:
        text = f"ui_no_reports_{shelf}" if shelf in ("submitted", "late") else "ui_no_reports"
        st.info(words(text))
        return
    entries = [entry_of(app, waiting, names) for waiting in found.waiting]
    pick_list(entries, name=keys.REPORT, title=words("ui_reports_queue"), chosen=chosen)
    if found.total > len(entries):
        st.caption(words("ui_queue_more", total=found.total, count=len(entries)))
        st.button(words("ui_queue_show_all"), key="queue_all", on_click=_show_all, type="tertiary")
    lang, title = (
        language(),
        " · ".join((words("ui_page_reports"), words(f"ui_shelf_{shelf}", count=found.total))),
    )
    offer_excel(lambda: queue_table(app, read(limit=_EVERY), names, lang), name="queue", title=title)


def _show_all() -> None:
    st.session_state[_MORE] = True


def _opened(app: Application, who: Actor, asked: str) -> Review | None:
    """Return the report in the address; one that is not there, or not in reach, is told alike."""
    site, _, period = asked.partition("/")
    if not asked:  # opened only when picked: from then on it can no longer be withdrawn
        st.info(words("ui_queue_pick"))
        return None
    try:
        return review(app, who, site, period)
    except Refusal:
        st.error(words("ui_unknown_report"))
        return None


def _state(app: Application, found: Review) -> None:
    report, lang = found.report, language()
    parts = [word("state", report.state, lang)]
    if report.submitted_at is not None:
        by = actor_name(report.submitted_by or "", lang)
        parts.append(words("ui_submitted_by", name=by, time=minute(report.submitted_at)))
    parts.append(words("ui_review_due", day=report.due.isoformat()))
    if over := days_over(app, report):
        parts.append(words("ui_queue_over", days=over))
    state_line(*parts)
    watermark(word("state", report.state, lang))


def _draw_report(app: Application, who: Actor, found: Review, names: dict[str, str]) -> None:
    lang, report = language(), found.report
    if not report.ever_submitted:
        st.info(words("ui_not_received"))
        return
    _summary(app, found)
    waits = report.state == "submitted"
    said = found.rounds[-1].remarks if found.rounds else ()
    parts = (
        words("ui_page_reports"),
        names.get(report.site, report.site),
        period_words(report.period, language()),
    )
    title = " · ".join(parts)
    review_sheet(
        sheets_of(found, names, said, app.catalog, lang),
        [words(f"ui_review_{head}") for head in HEADS],
        key=_sheet_key(report),
        title=title,
        remark=words("ui_review_remark"),
        writable=waits,
    )
    offer_excel(lambda: review_table(found, names, app.catalog, lang), name="review", title=title)
    if hidden := away(found.sheets[0], app.catalog, lang):
        st.caption(hidden)
    if found.rules_changed:
        st.caption(words("ui_rules_changed", checks=words("ui_comma").join(found.rules_changed)))
    _between(found)
    documents_of_report(app, who, [sheet.site for sheet in found.sheets], report.period)
    _decisions(app, who, found)
    _rounds(app, found)


def _sheet_key(report: ReportRecord) -> str:
    return f"review_{report_name(report)}_{report.version}"


def _summary(app: Application, found: Review) -> None:
    """Say on top what changed: since the last submission, against last month and against last year."""
    sent = sum(one.move.state == "submitted" for one in found.rounds)
    again = words("ui_review_first")
    if found.changed is not None:
        again = words("ui_review_again", count=sent, changed=found.changed)
    lines = [escape(again), escape(_counts(found))]
    for against, title in (("last_month", "ui_review_month"), ("last_year", "ui_review_year")):
        lines += _largest(app, found, "last_month" if against == "last_month" else "last_year", words(title))
    st.html(f'<ul class="lines opened">{"".join(f"<li>{line}</li>" for line in lines)}</ul>')


def _counts(found: Review) -> str:
    checks = found.checks
    return words(
        "ui_review_open",
        said=sum(check.explained for check in checks),
        release=len(found.unreleased),
        gaps=sum(check.kind in BLANKS for check in checks),
        unusual=sum(line.unusual for sheet in found.sheets for line in sheet.lines),
    )


def _largest(app: Application, found: Review, against: Against, title: str) -> list[str]:
    lang = language()

    def change(line: Line) -> str:
        other = line.row.last_month if against == "last_month" else line.row.last_year
        return f"{row_label(line.row, app.catalog, lang)} {numbers.ratio_change(line.row.cell.value, other)}"

    named = [change(line) for line in largest_changes(app.catalog, found.sheets[0], against)]
    return [f"{escape(title)}{words('ui_colon')}{escape(words('ui_comma').join(named))}"] if named else []


def _between(found: Review) -> None:
    """List the checks that lie between items, and the fields left blank with what was said of them."""
    lang = language()
    lines = [check_markup(check, lang) for sheet in found.sheets for check in sheet.between]
    said = dict.fromkeys(check.explanation for check in found.checks)
    by_words = [[check for check in found.checks if check.explanation == text] for text in said]
    for alike in [blanks for checks in by_words for blanks in blanks_of(checks)]:
        text = alike[0].explanation
        why = words("ui_explained", text=text) if text else words("ui_unexplained")
        line = gap_text(alike, application().catalog, lang)
        lines.append(f'{escape(line)} <bdi class="quote">{escape(why)}</bdi>')
    if lines:
        st.html(f'<ul class="lines">{"".join(f"<li>{line}</li>" for line in lines)}</ul>')


def _decisions(app: Application, who: Actor, found: Review) -> None:
    """Draw what may be decided now: a submitted report accepted or returned, an accepted one unlocked."""
    report = found.report
    allowed = {"submitted": ("accept", "return"), "accepted": ("reopen",)}.get(report.state, ())
    if allowed:
        with st.container(key=WORK):
            _decide_on(app, who, found, allowed)


def _decide_on(app: Application, who: Actor, found: Review, allowed: tuple[str, ...]) -> None:
    report = found.report
    st.header(words("ui_decide"), anchor=False)
    waiting = found.unreleased if report.state == "submitted" else []
    if waiting:
        st.caption(words("ui_release_lead"))
    for check in waiting:
        st.checkbox(literal(_to_release(check)), key=_release_key(report, check))
    ask_reason(words("ui_reason"), report_name(report))
    if "return" in allowed:
        st.caption(words("ui_reason_hint_return"))
    buttons = st.container(horizontal=True)
    for name in allowed:
        buttons.button(
            words(f"ui_{name}"),
            key=name,
            type="primary" if name == "accept" else "secondary",
            on_click=_decide,
            args=(app, who, report, name, tuple(waiting)),
        )


def _to_release(check: CheckResult) -> str:
    """Return what is released in a few words; its figures and the explanation stand above."""
    name = check.params[f"check_{language()}"]
    return words("ui_release", number=check.number, check=name, site=check.site)


def _release_key(report: ReportRecord, check: CheckResult) -> str:
    return f"release_{report_name(report)}_{report.version}_{check.number}_{check.site}_{check.item}"


def _decide(
    app: Application, who: Actor, report: ReportRecord, name: str, waiting: tuple[CheckResult, ...]
) -> None:
    """Move the report as the reviewer saw it: one that moved on meanwhile is refused."""
    reason = reason_given(report_name(report))
    remarks = [remark_of(row, text) for row, text in remarks_typed(_sheet_key(report)).items()]
    released = [check.name for check in waiting if st.session_state.get(_release_key(report, check))]
    place = (report.site, report.period, reason)

    def move() -> None:
        if name == "accept":
            reports.accept(app, who, *place, version=report.version, released=released)
        elif name == "return":
            reports.return_(app, who, *place, version=report.version, remarks=remarks)
        else:
            reports.reopen(app, who, *place, version=report.version)

    returned = "ui_returned" if remarks else "ui_returned_plain"
    done = {"accept": "ui_accepted", "return": returned, "reopen": "ui_reopened"}[name]
    if attempt(move, done, site=report.site, period=report.period, count=len(remarks)):
        st.query_params.pop(keys.REPORT, None)


def _rounds(app: Application, found: Review) -> None:
    """Fold away how the report came here: every submission and decision, with the remarks of each return."""
    lang = language()
    with st.expander(words("ui_rounds", count=len(found.rounds))):
        for one in found.rounds:
            move = one.move
            head = " · ".join((minute(move.at), actor_name(move.by, lang), word("state", move.state, lang)))
            why = f'<bdi class="quote">{escape(move.reason)}</bdi>' if move.reason else ""
            said = remark_lines(one.remarks, app.catalog, lang, found.report.site)
            points = f'<ul class="lines">{said}</ul>' if said else ""
            st.html(f"<div><b>{escape(head)}</b></div>{why}{points}")
