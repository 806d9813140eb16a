"""Reports as rows: which one holds a figure, which are locked, and drafts made when a first figure comes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.services.reporting.deadlines import due_on
from tracker.store.tables import Report

LOCKED = ("submitted", "accepted")
"""States in which the figures of a report cannot be changed."""

EDITABLE = ("draft", "returned", "withdrawn", "reopened")

ReportKey = tuple[int, str, int]
"""Site id of the park or region, kind, month number (of a year: its December)."""


@dataclass(frozen=True)
class ReportRecord:
    """A report as others see it; `version` 0 is one nobody has begun, `due` the day it is to be submitted."""

    site: str
    period: str
    state: str
    version: int
    due: date
    ever_submitted: bool = False
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    opened_at: datetime | None = None
    reason: str = ""

    @property
    def editable(self) -> bool:
        """Return whether figures may be changed in this state."""
        return self.state in EDITABLE


def report_kind(period_kind: str) -> str:
    """Return the kind of report a figure's kind of period belongs to: a span to its last month's."""
    return "year" if period_kind == "year" else "month"


def report_period(kind: str, month: int) -> Period:
    """Return the period of a report."""
    return Period.year(month // 12) if kind == "year" else Period.month(month)


def load_reports(session: Session, owners: Collection[int], first: int, last: int) -> dict[ReportKey, Report]:
    """Return the reports of parks and regions whose month lies between two month numbers."""
    query = select(Report).where(col(Report.site_id).in_(owners), col(Report.month).between(first, last))
    return {(row.site_id, row.kind, row.month): row for row in session.exec(query).all()}


def begin_reports(
    session: Session, keys: Iterable[ReportKey], reports: dict[ReportKey, Report]
) -> list[Report]:
    """Make a draft of each report that does not exist yet, add it to `reports`, and return the new ones."""
    missing = sorted(set(keys) - reports.keys())
    if not missing:
        return []
    rows = [{"site_id": site_id, "kind": kind, "month": month} for site_id, kind, month in missing]
    drafts = list(session.scalars(insert(Report).returning(Report), rows))
    reports.update({(row.site_id, row.kind, row.month): row for row in drafts})
    return drafts


def record_of(catalog: Catalog, site: str, row: Report) -> ReportRecord:
    """Return a stored report as a record."""
    return ReportRecord(
        site=site,
        period=str(report_period(row.kind, row.month)),
        state=row.state,
        version=row.version,
        due=due_on(catalog, row.kind, row.month),
        ever_submitted=row.ever_submitted,
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        opened_at=row.opened_at,
        reason=row.reason,
    )


def unbegun(catalog: Catalog, site: str, kind: str, month: int) -> ReportRecord:
    """Return the record of a report nobody has begun."""
    period = str(report_period(kind, month))
    return ReportRecord(site, period, "draft", 0, due_on(catalog, kind, month))
