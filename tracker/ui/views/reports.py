"""报表审核: reports by the day they were due; the one chosen with what changed, what was said, what to do."""

from html import escape

import streamlit as st

from tracker.messages import Refusal, actor_name, numbers, word
from tracker.services.application import SHANGHAI, Application
from tracker.services.permissions import Actor
from tracker.services.reporting import reports
from tracker.services.reporting.checking import CheckResult
from tracker.services.reporting.queue import SHELVES, Queue, Shelf, Waiting, queue
from tracker.services.reporting.reviewing import Against, Line, Review, largest_changes, review
from tracker.services.reporting.states import ReportRecord
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.documents import documents_of_report
from tracker.ui.components.frame import choose, heading, month_words, state_line, watermark
from tracker.ui.components.moments import minute
from tracker.ui.components.month_form import GAP, gap_text
from tracker.ui.components.outcome import ask_reason, attempt, reason_given, tell_outcome
from tracker.ui.components.pick_list import Entry, pick_list
from tracker.ui.components.remarks import remark_lines
from tracker.ui.components.report_lines import (
    HEADS,
    away,
    check_markup,
    item_label,
    remark_of,
    sheets_of,
)
from tracker.ui.components.review_sheet import remarks_typed, review_sheet
from tracker.ui.opened import application
from tracker.ui.visit import actor, isolated, language, literal, words

_ALL = "all"
_FIRST, _EVERY = 60, 100_000
_MORE = "queue_whole"


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    names = {str(site["code"]): str(site["name"]) for site in list_sites(app, who)}
    found = _queue(app, who)
    left, right = st.columns([3, 10])
    asked = st.query_params.get(keys.REPORT) or ""
    with left:
        _draw_queue(app, found, names, asked)
    with right:
        opened = _opened(app, who, asked)
        places = []
        if opened is not None:
            _draw_report(app, who, opened, names)
            places = [names.get(opened.report.site, opened.report.site), _period_words(opened.report.period)]
    with title:
        heading("reports", *places)
        tell_outcome()
        if opened is not None:
            _state(app, opened)


def _name(report: ReportRecord) -> str:
    return f"{report.site}/{report.period}"


def _period_words(period: str) -> str:
    return month_words(period) if "-" in period else period


def _queue(app: Application, who: Actor) -> Queue:
    """Draw the filters in one row and return the reports they leave."""
    counts = queue(app, who, "late", limit=0).counts
    by_name: dict[str, Shelf] = {shelf: shelf for shelf in SHELVES}
    left, middle, _ = st.columns([3, 3, 7])
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
        place = choose(words("ui_prefecture"), keys.PREFECTURE, [_ALL, *known], _place_words)
    limit = _EVERY if st.session_state.get(_MORE) else _FIRST
    return queue(app, who, by_name[shelf], prefecture=None if place == _ALL else place, limit=limit)


def _place_words(code: str) -> str:
    if code == _ALL:
        return words("ui_all_prefectures")
    return str(getattr(application().catalog.prefectures[code].names, language()))


def _draw_queue(app: Application, found: Queue, names: dict[str, str], chosen: str) -> None:
    shelf = str(st.session_state.get(keys.STATUS))
    if not found.waiting:
        text = f"ui_no_reports_{shelf}" if shelf in ("submitted", "late") else "ui_no_reports"
        st.info(words(text))
        return
    entries = [_entry(app, waiting, names) for waiting in found.waiting]
    pick_list(entries, name=keys.REPORT, title=words("ui_reports_queue"), chosen=chosen)
    total = found.counts[shelf]  # type: ignore[index]
    if total > len(entries):
        st.caption(words("ui_queue_more", total=total, count=len(entries)))
        st.button(words("ui_queue_show_all"), key="queue_all", on_click=_show_all, type="tertiary")


def _show_all() -> None:
    st.session_state[_MORE] = True


def _entry(app: Application, waiting: Waiting, names: dict[str, str]) -> Entry:
    report = waiting.report
    name = isolated(names.get(report.site, ""))
    first = f"{escape(report.period)} · {escape(report.site)} <bdi>{escape(name)}</bdi>"
    counts = []
    if waiting.changed is not None:
        counts.append(words("ui_queue_changed", count=waiting.changed))
    if waiting.explanations:
        counts.append(words("ui_queue_said", count=waiting.explanations))
    said = (escape(" · ".join(counts)),) if counts else ()
    return Entry(_name(report), first, (_due_markup(app, report), *said))


def _due_markup(app: Application, report: ReportRecord) -> str:
    """Return when a report is or was due, whether that is over, and who sent it when, in one line."""
    parts = [escape(words("ui_queue_due", day=report.due.strftime("%m-%d")))]
    if over := _days_over(app, report):
        parts.append(f'<span class="late">{escape(words("ui_queue_over", days=over))}</span>')
    if report.submitted_at is not None:
        time, by = minute(report.submitted_at)[5:10], actor_name(report.submitted_by or "", language())
        parts.append(f"<bdi>{escape(words('ui_queue_sent', time=time, name=by))}</bdi>")
    return " · ".join(parts)


def _days_over(app: Application, report: ReportRecord) -> int:
    """Return how many days after its due date a report came in, or is by now where it has not."""
    sent = report.submitted_at
    received = app.today() if sent is None else sent.astimezone(SHANGHAI).date()
    return max(0, (received - report.due).days)


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
    if over := _days_over(app, report):
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
    review_sheet(
        sheets_of(found, names, said, app.catalog, lang),
        [words(f"ui_review_{head}") for head in HEADS],
        key=_sheet_key(report),
        title=_name(report),
        remark=words("ui_review_remark"),
        writable=waits,
    )
    if hidden := away(found.sheets[0], app.catalog, lang):
        st.caption(hidden)
    _between(found)
    documents_of_report(app, who, [sheet.site for sheet in found.sheets], report.period)
    _decisions(app, who, found)
    _rounds(app, found)


def _sheet_key(report: ReportRecord) -> str:
    return f"review_{_name(report)}_{report.version}"


def _summary(app: Application, found: Review) -> None:
    """Say on top what changed: since the last submission, against last month and against last year."""
    sent = sum(one.move.state == "submitted" for one in found.rounds)
    again = words("ui_review_first")
    if found.changed is not None:
        again = words("ui_review_again", count=sent, changed=found.changed)
    lines = [escape(again), escape(_counts(found))]
    for against, title in (("last_month", "ui_review_month"), ("last_year", "ui_review_year")):
        lines += _largest(app, found, "last_month" if against == "last_month" else "last_year", words(title))
    st.html(f'<ul class="lines">{"".join(f"<li>{line}</li>" for line in lines)}</ul>')


def _counts(found: Review) -> str:
    checks = found.checks
    return words(
        "ui_review_open",
        said=sum(check.explained for check in checks),
        release=len(found.unreleased),
        gaps=sum(check.kind == GAP for check in checks),
        unusual=sum(line.unusual for sheet in found.sheets for line in sheet.lines),
    )


def _largest(app: Application, found: Review, against: Against, title: str) -> list[str]:
    lang = language()

    def change(line: Line) -> str:
        other = line.row.last_month if against == "last_month" else line.row.last_year
        return f"{item_label(line, app.catalog, lang)} {numbers.ratio_change(line.row.cell.value, other)}"

    named = [change(line) for line in largest_changes(app.catalog, found.sheets[0], against)]
    return [f"{escape(title)}{words('ui_colon')}{escape(words('ui_comma').join(named))}"] if named else []


def _between(found: Review) -> None:
    """List the checks that lie between items, and the fields left blank with what was said of them."""
    lang = language()
    lines = [check_markup(check, lang) for sheet in found.sheets for check in sheet.between]
    gaps = [check for check in found.checks if check.kind == GAP]
    for text in dict.fromkeys(check.explanation for check in gaps):
        alike = [check for check in gaps if check.explanation == text]
        why = words("ui_explained", text=text) if text else words("ui_unexplained")
        line = gap_text(alike, application().catalog, lang)
        lines.append(f'{escape(line)} <bdi class="quote">{escape(why)}</bdi>')
    if lines:
        st.html(f'<ul class="lines">{"".join(f"<li>{line}</li>" for line in lines)}</ul>')


def _decisions(app: Application, who: Actor, found: Review) -> None:
    """Draw what may be decided now: a submitted report accepted or returned, an accepted one unlocked."""
    report = found.report
    allowed = {"submitted": ("accept", "return"), "accepted": ("reopen",)}.get(report.state, ())
    if not allowed:
        return
    st.header(words("ui_decide"), anchor=False)
    waiting = found.unreleased if report.state == "submitted" else []
    if waiting:
        st.caption(words("ui_release_lead"))
    for check in waiting:
        st.checkbox(literal(_to_release(check)), key=_release_key(report, check))
    ask_reason(words("ui_reason"), _name(report))
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
    return f"release_{_name(report)}_{report.version}_{check.number}_{check.site}_{check.item}"


def _decide(
    app: Application, who: Actor, report: ReportRecord, name: str, waiting: tuple[CheckResult, ...]
) -> None:
    """Move the report as the reviewer saw it: one that moved on meanwhile is refused."""
    reason = reason_given(_name(report))
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
