"""What submission means: checks passed or explained, and working figures become the reported ones."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, or_, update
from sqlmodel import Session, col, select

from tracker.catalog.digest import rule_digest
from tracker.catalog.periods import Period
from tracker.messages import Refusal
from tracker.services.application import Application, now
from tracker.services.directory import Directory, SiteRecord
from tracker.services.permissions import Actor
from tracker.services.reporting import checking
from tracker.services.reporting.checking import CheckResult
from tracker.services.reporting.states import report_period
from tracker.services.texts import clean, says_enough
from tracker.store.facts import Fact, fact_from, fact_of
from tracker.store.tables import CheckResult as StoredResult
from tracker.store.tables import Explanation, Observation, Report

_VIEW = ("value", "text", "unit", "source", "reason", "note")


class ReportBlocked(Refusal):
    """Checks keep a report from being submitted or accepted; `checks` are those that do."""

    def __init__(self, code: str, site: str, period: str, checks: Sequence[CheckResult]) -> None:
        numbers = ", ".join(sorted({check.number for check in checks}))
        super().__init__(
            code, place=f"{site} {period}", site=site, period=period, checks=numbers, count=len(checks)
        )
        self.checks = tuple(checks)


def submit_report(
    session: Session,
    app: Application,
    actor: Actor,
    directory: Directory,
    owner: SiteRecord,
    report: Report,
    reason: str,
) -> list[Fact]:
    """Submit one report inside the caller's transaction; return the new states of all that changed.

    Class A checks block; B and C block until explained, which a `reason` of at least six characters does for
    all open ones. Refuses with ReportBlocked.
    """
    period = report_period(report.kind, report.month)
    _require_figures(session, directory, owner, report)
    checks, facts = _explain(session, app, actor, directory, owner, period, reason)
    report.state = "submitted"
    report.ever_submitted = True
    report.version += 1
    report.submitted_by, report.submitted_at = actor.name, now()
    report.decided_by = report.decided_at = report.opened_by = report.opened_at = None
    report.reason = clean(reason)
    session.flush()
    facts += _keep_results(session, app, directory, report, checks)
    facts += copy_to_reported(session, directory, owner, report)
    return [*facts, fact_of(report)]


def _require_figures(session: Session, directory: Directory, owner: SiteRecord, report: Report) -> None:
    """Refuse where nothing was ever entered; one empty month among others is a gap to be explained."""
    sites = [site.id for site in directory.covered(owner, report.month)]
    entered = select(Observation.id).where(col(Observation.site_id).in_(sites), col(Observation.present))
    if session.exec(entered.limit(1)).first() is None:
        raise Refusal("report_empty", place=f"{owner.code} {report_period(report.kind, report.month)}")


def _explain(
    session: Session,
    app: Application,
    actor: Actor,
    directory: Directory,
    owner: SiteRecord,
    period: Period,
    reason: str,
) -> tuple[list[CheckResult], list[Fact]]:
    """Return what the checks found, each with what is said of it now, and the explanations made."""
    checks = checking.report_checks(session, app, owner.code, period)
    text = clean(reason)
    enough = says_enough(text)
    blocking = [check for check in checks if blocks(check) and (check.severity == "A" or not enough)]
    if blocking:
        raise ReportBlocked("checks_block", owner.code, str(period), blocking)
    rows = [explanation(directory, check, actor, text) for check in checks if blocks(check)]
    session.add_all(rows)
    session.flush()
    said = [replace(check, explanation=text) if blocks(check) else check for check in checks]
    return said, [fact_of(row) for row in rows]


def _keep_results(
    session: Session, app: Application, directory: Directory, report: Report, checks: Sequence[CheckResult]
) -> list[Fact]:
    """Write down what the checks found in the figures submitted, with the rules as they are today."""
    assert report.id is not None
    rules = {check.number: rule_digest(app.catalog.checks[check.number]) for check in checks}
    rows = [
        StoredResult(
            report_id=report.id,
            version=report.version,
            site_id=directory.by_code[check.site].id,
            check_number=check.number,
            rule=rules[check.number],
            item=check.item,
            value=check.value,
            message_code=check.message,
            params=dict(check.params),
            explanation=check.explanation,
        )
        for check in checks
    ]
    session.add_all(rows)
    session.flush()
    return [fact_of(row) for row in rows]


def blocks(check: CheckResult) -> bool:
    """Return whether a check keeps its report from being submitted as things stand."""
    return check.severity == "A" or (check.severity in "BC" and not check.explained)


def explanation(directory: Directory, check: CheckResult, actor: Actor, text: str) -> Explanation:
    """Return a new explanation of the figure a check found."""
    return Explanation(
        site_id=directory.by_code[check.site].id,
        item=check.item,
        check_number=check.number,
        month=check.month,
        text=text,
        made_by=actor.name,
        made_at=now(),
        value_seen=check.value,
    )


def copy_to_reported(session: Session, directory: Directory, owner: SiteRecord, report: Report) -> list[Fact]:
    """Make the working figures of a report its reported ones, in one statement; return those that changed."""
    table = Observation.__table__  # type: ignore[attr-defined]
    pairs: list[tuple[Any, Any]] = [
        (table.c.reported, table.c.present),
        *((table.c[f"reported_{name}"], table.c[name]) for name in _VIEW),
    ]
    moved = (
        update(table)
        .where(
            belongs(directory, owner, report),
            or_(*(reported.is_distinct_from(working) for reported, working in pairs)),
        )
        .values(dict(pairs))
        .returning(*table.c)
    )
    rows = session.execute(moved).all()
    return [fact_from("observation", row._asdict()) for row in rows]


def belongs(directory: Directory, owner: SiteRecord, report: Report) -> ColumnElement[bool]:
    """Return the condition that a figure belongs to a report: the park's own and its enterprises'."""
    sites = [site.id for site in directory.covered(owner, report.month)]
    kinds = ("year",) if report.kind == "year" else ("month", "cumulative")
    return (
        col(Observation.site_id).in_(sites)
        & col(Observation.kind).in_(kinds)
        & (col(Observation.last) == report.month)
    )
