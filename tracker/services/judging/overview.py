"""All parks of an actor side by side: the verdicts of the year so far, worst first, and who has reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.catalog.periods import parse_month
from tracker.catalog.results import Row, Status
from tracker.services.application import Application
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import Actor
from tracker.services.reporting.reports import list_reports
from tracker.services.reporting.states import LOCKED, ReportRecord
from tracker.services.sites import list_sites

WORST_FIRST: tuple[Status, ...] = ("not_met", "at_risk", "not_evaluable", "met")
"""A park's mark is its worst finding; what cannot be judged outranks what is met."""


@dataclass(frozen=True)
class ParkLine:
    """One park: its report of the month and its judged indicators, January to the month."""

    code: str
    name: str
    prefecture: str
    report: ReportRecord
    cells: dict[str, Row]
    mark: Status


@dataclass(frozen=True)
class Overview:
    """Every park of the actor with a finding or a report; `totals` counts parks by their mark."""

    indicators: tuple[str, ...]
    parks: tuple[ParkLine, ...]
    totals: dict[Status, int]
    received: int


def overview(app: Application, actor: Actor, period: str) -> Overview:
    """Return the parks as the bureau sees them in a month: reported figures, year to date.

    `received` counts reports of the month that were submitted and not sent back since.
    """
    month = parse_month(period)
    rows = indicator_rows(app, actor, windows=["ytd"], period=period, reported=True)
    judged = [row for row in rows if row["findings"]]
    reports = {
        report.site: report
        for report in list_reports(app, actor, year=month // 12)
        if report.period == period
    }
    lines = [
        _line(site, reports[str(site["code"])], [row for row in judged if row["site"] == site["code"]])
        for site in list_sites(app, actor)
        if site["kind"] == "park" and site["code"] in reports
    ]
    lines.sort(key=lambda line: (WORST_FIRST.index(line.mark), line.code))
    found = {row["indicator"] for row in judged}
    return Overview(
        indicators=tuple(code for code in app.catalog.indicators if code in found),
        parks=tuple(lines),
        totals={status: sum(line.mark == status for line in lines) for status in WORST_FIRST},
        received=sum(line.report.state in LOCKED for line in lines),
    )


def worst(rows: Sequence[Row]) -> Status:
    """Return the worst status of all findings; without any, nothing can be judged."""
    statuses = {finding["status"] for row in rows for finding in row["findings"]}
    return next((status for status in WORST_FIRST if status in statuses), "not_evaluable")


def _line(site: dict[str, str | None], report: ReportRecord, rows: list[Row]) -> ParkLine:
    return ParkLine(
        code=str(site["code"]),
        name=str(site["name"]),
        prefecture=site["prefecture"] or "",
        report=report,
        cells={row["indicator"]: row for row in rows},
        mark=worst(rows),
    )
