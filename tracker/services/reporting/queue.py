"""The reports a reviewer has before them: which wait, for how long, and what is to be read in each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord, load_directory
from tracker.services.permissions import Action, Actor, sites_in_scope
from tracker.services.reporting.rounds import changed_figures, moves_of
from tracker.services.reporting.states import EDITABLE, ReportRecord, record_of, unbegun
from tracker.store.database import read_session
from tracker.store.tables import Explanation, Report

Shelf = Literal["submitted", "late", "returned", "accepted", "reopened"]
SHELVES: tuple[Shelf, ...] = ("submitted", "late", "returned", "reopened", "accepted")
"""What can be asked for: a state, or reports that are due and not here."""

_MONTHS_LOOKED_BACK = 12


@dataclass(frozen=True)
class Waiting:
    """One report; `changed` is how many figures its newest submission changed, None of a first one."""

    report: ReportRecord
    prefecture: str | None
    explanations: int
    changed: int | None


@dataclass(frozen=True)
class Queue:
    """The first reports by due date, and how many there are on each shelf."""

    waiting: tuple[Waiting, ...]
    counts: dict[Shelf, int]


def queue(
    app: Application, actor: Actor, shelf: Shelf, *, prefecture: str | None = None, limit: int = 50
) -> Queue:
    """Return reports in the actor's scope: those to be decided by due date, accepted ones newest first.

    Late are those due in the last twelve months whose figures are not here.
    """
    with read_session(app.engine) as session:
        directory = load_directory(session, sites_in_scope(session, actor, Action.REVIEW))
        owners = [site for site in directory.by_id.values() if site.kind != "enterprise"]
        if prefecture is not None:
            owners = [site for site in owners if site.prefecture == prefecture]
        stored = session.exec(
            select(Report).where(col(Report.site_id).in_([site.id for site in owners]))
        ).all()
        found: dict[Shelf, list[Report]] = {
            name: [row for row in stored if row.state == name] for name in SHELVES if name != "late"
        }
        late = _late(app, owners, stored)
        counts: dict[Shelf, int] = {name: len(rows) for name, rows in found.items()}
        counts["late"] = len(late)
        if shelf == "late":
            late.sort(key=lambda record: (record.due, record.site))
            sites = directory.by_code
            waiting = [Waiting(record, sites[record.site].prefecture, 0, None) for record in late[:limit]]
        else:
            waiting = _read(session, app, directory, _ordered(directory, found[shelf], shelf)[:limit])
        return Queue(tuple(waiting), counts)


def _ordered(directory: Directory, rows: Sequence[Report], shelf: Shelf) -> list[Report]:
    by_site = sorted(rows, key=lambda row: directory.by_id[row.site_id].code)
    return sorted(by_site, key=lambda row: (row.month, row.kind), reverse=shelf == "accepted")


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
