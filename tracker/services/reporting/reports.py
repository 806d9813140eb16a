"""Reports: submitted, withdrawn, accepted, returned, reopened, opened and listed (design, The chain)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.catalog.periods import Period, month_text
from tracker.messages import Refusal
from tracker.services.application import Application, now
from tracker.services.changes import settle, write_entries
from tracker.services.directory import Directory, SiteRecord, load_directory, load_family
from tracker.services.entering.figures import same_value
from tracker.services.judging import recorded
from tracker.services.permissions import PROVINCE, Action, Actor, may, require, sites_in_scope
from tracker.services.reporting import checking
from tracker.services.reporting.checking import CheckName, CheckResult
from tracker.services.reporting.remarks import Remark, store_remarks
from tracker.services.reporting.rounds import moves_of
from tracker.services.reporting.states import (
    EDITABLE,
    LOCKED,
    ReportRecord,
    begin_reports,
    load_reports,
    record_of,
    report_period,
    unbegun,
)
from tracker.services.reporting.submitting import (
    ReportBlocked,
    belongs,
    explanation,
    submit_report,
)
from tracker.services.texts import clean, in_both, name_in_both, says_enough
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import FACT_TABLES, Fact, fact_of
from tracker.store.locking import lock_sites
from tracker.store.tables import AuditEntry, Explanation, History, Report

ENTERING = ("figures.save", "figures.import")
"""Actions whose author entered the figures; an officer who submits has not entered them by that."""


@dataclass(frozen=True)
class _Desk:
    """What the move of one park's reports has at hand."""

    session: Session
    app: Application
    actor: Actor
    directory: Directory
    owner: SiteRecord
    reason: str
    remarks: Sequence[Remark] = ()
    released: Collection[CheckName] | None = None


Step = Callable[[_Desk, Report], list[Fact]]


@dataclass(frozen=True)
class _Move:
    """A kind of move.

    `starts` are the states it leads from, `passes` those a span of months passes over as already there;
    `occasion` names the recorded figures it writes.
    """

    action: str
    permission: Action
    step: Step
    starts: tuple[str, ...]
    passes: tuple[str, ...]
    occasion: str | None = None


def submit(
    app: Application, actor: Actor, site: str, period: str, reason: str = "", *, version: int | None = None
) -> list[ReportRecord]:
    """Submit reports; class A blocks, B and C do until explained, which `reason` does for all open ones."""
    return _make(app, actor, site, period, reason, version, _SUBMIT)


def withdraw(
    app: Application, actor: Actor, site: str, period: str, reason: str = "", *, version: int | None = None
) -> list[ReportRecord]:
    """Take submitted reports back, until a reviewer has opened them."""
    return _make(app, actor, site, period, reason, version, _WITHDRAW)


def accept(
    app: Application,
    actor: Actor,
    site: str,
    period: str,
    reason: str = "",
    *,
    version: int | None = None,
    released: Collection[CheckName] | None = None,
) -> list[ReportRecord]:
    """Accept submitted reports; never by somebody who entered a figure of them.

    Class B checks wait for a release: those in `released` get it, one that is not there blocks. Without
    `released` a `reason` of at least six characters releases all open ones.
    """
    return _make(app, actor, site, period, reason, version, _ACCEPT, released=released)


def return_(
    app: Application,
    actor: Actor,
    site: str,
    period: str,
    reason: str = "",
    *,
    version: int | None = None,
    remarks: Sequence[Remark] = (),
) -> list[ReportRecord]:
    """Send submitted reports back with a reason; the province may send back accepted ones too.

    `remarks` on single figures are kept with the return, and shown beside them until submitted again.
    """
    return _make(app, actor, site, period, reason, version, _RETURN, remarks=remarks)


def reopen(
    app: Application, actor: Actor, site: str, period: str, reason: str = "", *, version: int | None = None
) -> list[ReportRecord]:
    """Unlock accepted reports, with a reason, so that their figures can be corrected."""
    return _make(app, actor, site, period, reason, version, _REOPEN)


def _make(
    app: Application,
    actor: Actor,
    site: str,
    period: str,
    reason: str,
    version: int | None,
    move: _Move,
    *,
    remarks: Sequence[Remark] = (),
    released: Collection[CheckName] | None = None,
) -> list[ReportRecord]:
    """Move every report the period names, or none, in one transaction with one audit entry."""
    with unit_of_work(app.engine) as session:
        found = require(session, actor, move.permission, site)
        directory = load_family(session, found)
        owner = directory.by_code[site]
        if owner.kind == "enterprise":
            raise Refusal("not_permitted", name=actor.name, **in_both("action", move.permission.value))
        lock_sites(session, [site.id for site in directory.by_id.values()])
        desk = _Desk(session, app, actor, directory, owner, clean(reason), remarks, released)
        chosen = _chosen(desk, period, version, move)
        facts = [fact for report in chosen for fact in move.step(desk, report)]
        if occasion := move.occasion:
            for report in chosen:
                facts += recorded.write(session, app, owner.code, report.month, occasion)
        if chosen:
            write_entries(session, actor, move.action, {owner.code: facts}, desk.reason)
            settle(session, app, directory, [owner.id])
        return [record_of(app.catalog, owner.code, report) for report in chosen]


def _chosen(desk: _Desk, text: str, version: int | None, move: _Move) -> list[Report]:
    """Return the reports a period names that are to be moved, as drafts where nobody has begun them.

    A span of months passes over those already there, future ones, and those outside the park's own span.
    """
    kind, months, span = _months(text)
    through = desk.app.month()
    if not span and months[-1] > through:
        raise Refusal("future_period", place="period", period=text, month=month_text(through))
    wanted = [month for month in months if not span or (month <= through and desk.owner.active(month))]
    reports = load_reports(desk.session, [desk.owner.id], months[0], months[-1])
    chosen = []
    for month in wanted:
        key = (desk.owner.id, kind, month)
        state = reports[key].state if key in reports else "draft"
        if span and state in move.passes:
            continue
        if version is not None and key in reports and reports[key].version != version:
            raise _moved_on(desk, reports[key])
        if state not in move.starts:
            raise Refusal("report_state", place=_place(desk, kind, month), **_words(state, move))
        begin_reports(desk.session, [key], reports)
        chosen.append(reports[key])
    return chosen


def _moved_on(desk: _Desk, report: Report) -> Refusal:
    """Return why a decision on an older version is refused: who moved the report meanwhile, and to what."""
    newest = moves_of(desk.session, report)[-1]
    return Refusal(
        "report_moved_on",
        place=_place(desk, report.kind, report.month),
        **name_in_both("by", newest.by),
        **in_both("state", report.state),
    )


def _months(text: str) -> tuple[str, list[int], bool]:
    """Return the kind of report a period names, its months (of a year: December), whether it is a span."""
    try:
        period = Period.parse(text)
    except ValueError:
        raise Refusal("bad_period", place="period", text=text) from None
    if period.kind == "year":
        return "year", [period.last], False
    return "month", list(range(period.first, period.last + 1)), period.kind == "cumulative"


def _words(state: str, move: _Move) -> dict[str, str]:
    return in_both("state", state) | in_both("move", move.action.removeprefix("report."))


def _place(desk: _Desk, kind: str, month: int) -> str:
    return f"{desk.owner.code} {report_period(kind, month)}"


def _submit(desk: _Desk, report: Report) -> list[Fact]:
    return submit_report(desk.session, desk.app, desk.actor, desk.directory, desk.owner, report, desk.reason)


def _withdraw(desk: _Desk, report: Report) -> list[Fact]:
    if report.opened_at is not None:
        raise Refusal("report_opened", place=_place(desk, report.kind, report.month), by=report.opened_by)
    return _moved(report, "withdrawn", desk.reason)


def _accept(desk: _Desk, report: Report) -> list[Fact]:
    if _entered_by(desk, report):
        place = _place(desk, report.kind, report.month)
        raise Refusal("own_figures", place=place, name=desk.actor.name)
    facts = _release(desk, report)
    return [*facts, *_decided(desk, report, "accepted")]


def _return(desk: _Desk, report: Report) -> list[Fact]:
    if report.state == "accepted" and desk.actor.scope != PROVINCE:
        place = _place(desk, report.kind, report.month)
        raise Refusal("report_state", place=place, **_words(report.state, _RETURN))
    _require_reason(desk)
    facts = _decided(desk, report, "returned")
    return facts + store_remarks(
        desk.session, desk.app.catalog, desk.directory, desk.owner, report, desk.actor.name, desk.remarks
    )


def _reopen(desk: _Desk, report: Report) -> list[Fact]:
    _require_reason(desk)
    return _decided(desk, report, "reopened")


def _require_reason(desk: _Desk) -> None:
    if not desk.reason:
        raise Refusal("reason_needed", place="reason")


def _decided(desk: _Desk, report: Report, state: str) -> list[Fact]:
    report.decided_by, report.decided_at = desk.actor.name, now()
    return _moved(report, state, desk.reason)


def _moved(report: Report, state: str, reason: str) -> list[Fact]:
    report.state = state
    report.reason = reason
    report.version += 1
    return [fact_of(report)]


def _entered_by(desk: _Desk, report: Report) -> bool:
    """Return whether the actor ever entered a figure of the report, also one that was changed since."""
    table = FACT_TABLES["observation"]
    figures = select(table.key_expression()).where(belongs(desk.directory, desk.owner, report))
    entered = (
        select(AuditEntry.id)
        .join(History, col(History.entry_id) == col(AuditEntry.id))
        .where(
            History.fact_kind == table.kind,
            col(History.fact_key).in_(figures),
            col(AuditEntry.actor).in_([desk.actor.name, desk.actor.recorded]),
            col(AuditEntry.action).in_(ENTERING),
        )
        .limit(1)
    )
    return desk.session.exec(entered).first() is not None


def _release(desk: _Desk, report: Report) -> list[Fact]:
    """Release the class B checks that wait for it; refuses with ReportBlocked while one is not released."""
    period = report_period(report.kind, report.month)
    checks = checking.report_checks(desk.session, desk.app, desk.owner.code, period)
    waiting = [check for check in checks if check.severity == "B" and not check.released]
    blocked = [check for check in waiting if not _is_released(desk, check)]
    if blocked:
        code = "release_needed" if desk.released is None else "release_each"
        raise ReportBlocked(code, desk.owner.code, str(period), blocked)
    rows = [row for check in waiting for row in _released(desk, check)]
    desk.session.flush()
    return [fact_of(row) for row in rows]


def _is_released(desk: _Desk, check: CheckResult) -> bool:
    if desk.released is None:
        return says_enough(desk.reason)
    return check.name in desk.released


def _released(desk: _Desk, check: CheckResult) -> list[Explanation]:
    """Return the explanations of a check's figure, released; one given as a note gets a row of its own."""
    site_id = desk.directory.by_code[check.site].id
    query = select(Explanation).where(
        Explanation.site_id == site_id,
        Explanation.item == check.item,
        Explanation.check_number == check.number,
        Explanation.month == check.month,
    )
    rows = [row for row in desk.session.exec(query).all() if same_value(row.value_seen, check.value)]
    if not rows:
        text = check.explanation or desk.reason
        rows = [explanation(desk.directory, check, desk.actor, text)]
        desk.session.add_all(rows)
    for row in rows:
        row.released_by, row.released_at = desk.actor.name, now()
    return rows


def open_report(app: Application, actor: Actor, site: str, period: str) -> ReportRecord:
    """Return a report; after a reviewer's first look at a submitted one it can no longer be withdrawn."""
    kind, months, _ = _months(period)
    if not may(actor, Action.REVIEW):
        return _read_report(app, actor, site, kind, months[-1])
    with unit_of_work(app.engine) as session:
        found = require(session, actor, Action.REVIEW, site)
        (found,) = lock_sites(session, [found.id or 0])
        key = (found.id or 0, kind, months[-1])
        report = load_reports(session, [key[0]], months[-1], months[-1]).get(key)
        if report is None:
            return unbegun(app.catalog, site, kind, months[-1])
        if report.state == "submitted" and report.opened_at is None:
            report.opened_by, report.opened_at = actor.name, now()
            session.flush()
            write_entries(session, actor, "report.open", {site: [fact_of(report)]})
        return record_of(app.catalog, site, report)


def _read_report(app: Application, actor: Actor, site: str, kind: str, month: int) -> ReportRecord:
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site)
        reports = load_reports(session, [found.id or 0], month, month)
        report = reports.get((found.id or 0, kind, month))
        return (
            unbegun(app.catalog, site, kind, month)
            if report is None
            else record_of(app.catalog, site, report)
        )


def list_reports(
    app: Application, actor: Actor, *, year: int, sites: Sequence[str] | None = None
) -> list[ReportRecord]:
    """Return the reports of a year, begun or not, of the parks and regions in the actor's scope.

    Months to come, and those outside a site's own span, owe no report; the annual report comes last.
    """
    first, last = year * 12, min(year * 12 + 11, app.month())
    with read_session(app.engine) as session:
        chosen = sites_in_scope(session, actor, Action.READ)
        owners = [
            site for site in chosen if site.kind != "enterprise" and (sites is None or site.code in sites)
        ]
        directory = load_directory(session, owners)
        reports = load_reports(session, list(directory.by_id), first, first + 11)
    owed = [("month", month) for month in range(first, last + 1)] + [("year", first + 11)]
    return [
        record_of(app.catalog, owner.code, reports[owner.id, kind, month])
        if (owner.id, kind, month) in reports
        else unbegun(app.catalog, owner.code, kind, month)
        for owner in directory.by_id.values()
        for kind, month in owed
        if owner.active(month) or (owner.id, kind, month) in reports
    ]


_SUBMIT = _Move("report.submit", Action.SUBMIT, _submit, EDITABLE, LOCKED, occasion="submitted")
_WITHDRAW = _Move(
    "report.withdraw",
    Action.SUBMIT,
    _withdraw,
    ("submitted",),
    ("draft", "withdrawn", "returned", "reopened"),
)
_ACCEPT = _Move("report.accept", Action.REVIEW, _accept, ("submitted",), ("accepted",), occasion="accepted")
_RETURN = _Move("report.return", Action.REVIEW, _return, LOCKED, ("returned",))
_REOPEN = _Move("report.reopen", Action.REVIEW, _reopen, ("accepted",), ("reopened",))
