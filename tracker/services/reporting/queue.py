"""The reports a reviewer has before them: which wait, for how long, and what is to be read in each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from tracker.catalog.periods import Period
from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord, load_directory
from tracker.services.permissions import Action, Actor, sites_in_scope
from tracker.services.reporting.rounds import changed_figures, moves_of
from tracker.services.reporting.states import EDITABLE, ReportRecord, record_of, report_period, unbegun
from tracker.store.database import read_session
from tracker.store.tables import Explanation, Report

Shelf = Literal["submitted", "late", "returned", "accepted", "reopened"]
SHELVES: tuple[Shelf, ...] = ("submitted", "late", "returned", "reopened", "accepted")
"""What can be asked for: a state, or reports that are due and not here."""

_MONTHS_LOOKED_BACK = 12

T = TypeVar("T")


@dataclass(frozen=True)
class Waiting:
    """One report; `changed` is how many figures its newest submission changed, None of a first one."""

    report: ReportRecord
    prefecture: str | None
    explanations: int
    changed: int | None


@dataclass(frozen=True)
class Queue:
    """The first reports by due date of `total` asked for.

    `counts` by shelf and `periods` of the shelf, newest first, are of all periods, whichever is asked for.
    """

    waiting: tuple[Waiting, ...]
    total: int
    counts: dict[Shelf, int]
    periods: tuple[str, ...]


def queue(
    app: Application,
    actor: Actor,
    shelf: Shelf,
    *,
    prefecture: str | None = None,
    period: str | None = None,
    limit: int = 50,
) -> Queue:
    """Return reports in the actor's scope: those to be decided by due date, accepted ones newest first.

    Late are those due in the last twelve months whose figures are not here.
    """
    with read_session(app.engine) as session:
        directory = load_directory(session, sites_in_scope(session, actor, Action.REVIEW))
        owners = [site for site in directory.by_id.values() if site.kind != "enterprise"]
        if prefecture is not None:
            owners = [site for site in owners if site.prefecture == prefecture]
        ids = [site.id for site in owners]
        stored = _lately(session, app, ids)
        late = _late(app, owners, stored)
        if shelf == "late":
            periods = {record.period for record in late}
            listed = [record for record in late if period in (None, record.period)]
            total, waiting = len(listed), _overdue(directory, listed)[:limit]
        elif shelf == "accepted":
            periods = _accepted_periods(session, ids)
            total = _accepted(session, ids, period)
            rows = _ordered(directory, _newest_accepted(session, ids, period, limit), newest_first=True)
            waiting = _read(session, app, directory, rows)
        else:
            here = [row for row in stored if row.state == shelf]
            periods = {_period_of(row) for row in here}
            rows = _ordered(directory, [row for row in here if period in (None, _period_of(row))])
            total, waiting = len(rows), _read(session, app, directory, rows[:limit])
        counts = _counts(session, ids, stored, late)
        return Queue(tuple(waiting), total, counts, tuple(sorted(periods, reverse=True)))


def _counts(
    session: Session, owners: Sequence[int], stored: Iterable[Report], late: Sequence[ReportRecord]
) -> dict[Shelf, int]:
    states = Counter(row.state for row in stored)
    counts: dict[Shelf, int] = {name: states[name] for name in SHELVES}
    return counts | {"late": len(late), "accepted": _accepted(session, owners)}


def _period_of(row: Report) -> str:
    return str(report_period(row.kind, row.month))


def _overdue(directory: Directory, late: Iterable[ReportRecord]) -> list[Waiting]:
    ordered = sorted(late, key=lambda record: (record.due, record.site))
    return [Waiting(record, directory.by_code[record.site].prefecture, 0, None) for record in ordered]


def _lately(session: Session, app: Application, owners: Sequence[int]) -> list[Report]:
    """Return the reports that wait for somebody, and all of the last twelve months."""
    waits = or_(Report.state != "accepted", col(Report.month) >= app.month() - _MONTHS_LOOKED_BACK)
    return list(session.exec(select(Report).where(col(Report.site_id).in_(owners), waits)))


def _accepted(session: Session, owners: Sequence[int], period: str | None = None) -> int:
    query = _of_accepted(select(func.count()).select_from(Report), owners, period)
    return session.exec(query).one()


def _of_accepted(query: SelectOfScalar[T], owners: Sequence[int], period: str | None) -> SelectOfScalar[T]:
    query = query.where(col(Report.site_id).in_(owners), Report.state == "accepted")
    if period is None:
        return query
    asked = Period.parse(period)
    return query.where(Report.kind == asked.kind, Report.month == asked.last)


def _accepted_periods(session: Session, owners: Sequence[int]) -> set[str]:
    query = select(Report.kind, Report.month).distinct()
    rows = session.exec(query.where(col(Report.site_id).in_(owners), Report.state == "accepted"))
    return {str(report_period(kind, month)) for kind, month in rows}


def _newest_accepted(session: Session, owners: Sequence[int], period: str | None, limit: int) -> list[Report]:
    query = _of_accepted(select(Report), owners, period)
    return list(session.exec(query.order_by(col(Report.month).desc(), col(Report.site_id)).limit(limit)))


def _ordered(directory: Directory, rows: Sequence[Report], *, newest_first: bool = False) -> list[Report]:
    by_site = sorted(rows, key=lambda row: directory.by_id[row.site_id].code)
    return sorted(by_site, key=lambda row: (row.month, row.kind), reverse=newest_first)


def _read(session: Session, app: Application, directory: Directory, rows: Sequence[Report]) -> list[Waiting]:
    said = _explanations(session, directory, rows)
    waiting = []
    for row in rows:
        site = directory.by_id[row.site_id]
        former = changed_figures(session, row, moves_of(session, row))
        waiting.append(
            Waiting(
                record_of(app.catalog, site.code, row),
                site.prefecture,
                said[row.site_id, row.month],
                None if former is None else len(former),
            )
        )
    return waiting


def _explanations(session: Session, directory: Directory, rows: Sequence[Report]) -> Counter[tuple[int, int]]:
    """Return how many explanations each park's month has, its enterprises' included."""
    months = {row.month for row in rows}
    query = select(
        Explanation.site_id, Explanation.item, Explanation.check_number, Explanation.month
    ).distinct()
    counts: Counter[tuple[int, int]] = Counter()
    for site_id, _, _, month in session.exec(query.where(col(Explanation.month).in_(months))):
        site = directory.by_id.get(site_id)
        owner = None if site is None else directory.owner(site, month)
        if owner is not None:
            counts[owner.id, month] += 1
    return counts


def _late(app: Application, owners: Iterable[SiteRecord], stored: Iterable[Report]) -> list[ReportRecord]:
    """Return the monthly reports of parks that are due and not here: not begun, drafts, or sent back."""
    rows = {(row.site_id, row.month): row for row in stored if row.kind == "month"}
    late = []
    for owner in owners:
        for month in range(app.month() - _MONTHS_LOOKED_BACK, app.month()):
            row = rows.get((owner.id, month))
            if owner.kind != "park" or not owner.active(month) or (row and row.state not in EDITABLE):
                continue
            record = (
                record_of(app.catalog, owner.code, row)
                if row
                else unbegun(app.catalog, owner.code, "month", month)
            )
            if record.due < app.today():
                late.append(record)
    return late
