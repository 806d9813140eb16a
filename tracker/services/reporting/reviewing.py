"""A report as a reviewer reads it: each figure with what it is compared with, what changed, what was said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord, load_family
from tracker.services.entering.rows import FormRow, Rows
from tracker.services.entering.saving import form_period
from tracker.services.judging.evaluation import view_of
from tracker.services.permissions import Action, Actor, require
from tracker.services.reporting.checking import CheckResult, report_checks
from tracker.services.reporting.remarks import Remark, remarks_of
from tracker.services.reporting.reports import open_report
from tracker.services.reporting.rounds import Former, Move, changed_figures, moves_of
from tracker.services.reporting.states import ReportRecord, load_reports, report_kind
from tracker.store.database import read_session
from tracker.store.tables import Report

Against = Literal["last_month", "last_year"]

LARGEST = 3
"""How many of the largest changes are named on top."""

NOTHING_FORMER: Mapping[tuple[int, str, int], Former] = {}

_UNUSUAL = ("jump", "unit_slip", "frozen", "bound", "adjustment")
"""Kinds of check that say a figure is not as it usually is."""


@dataclass(frozen=True)
class Line:
    """One figure of a report.

    `former` is what the submission before this one said, where that was another value; `adds` are how many
    enterprises have the figure and how many there are, where the park's is their sum.
    """

    row: FormRow
    former: Former | None = None
    checks: tuple[CheckResult, ...] = ()
    adds: tuple[int, int] | None = None

    @property
    def unusual(self) -> bool:
        """Return whether a check finds the figure unlike what the site usually has."""
        return any(check.kind in _UNUSUAL for check in self.checks)


@dataclass(frozen=True)
class SiteSheet:
    """The figures of one site, by group; `between` are checks that lie between items."""

    site: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    between: tuple[CheckResult, ...]

    @property
    def lines(self) -> list[Line]:
        """Return every figure."""
        return [line for _, lines in self.groups for line in lines]


@dataclass(frozen=True)
class Round:
    """One move of the report, with what was said of single figures when it was a return."""

    move: Move
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Review:
    """A report to be judged; `sheets` are the park's own figures, then those of each enterprise.

    `changed` is how many figures the newest submission changed, None of a first one.
    """

    report: ReportRecord
    sheets: tuple[SiteSheet, ...]
    rounds: tuple[Round, ...]
    changed: int | None

    @property
    def checks(self) -> list[CheckResult]:
        """Return everything the checks say, site by site."""
        return [
            check
            for sheet in self.sheets
            for check in (*sheet.between, *(check for line in sheet.lines for check in line.checks))
        ]

    @property
    def unreleased(self) -> list[CheckResult]:
        """Return the class B checks that wait for the reviewer's release."""
        return [check for check in self.checks if check.severity == "B" and not check.released]


def review(app: Application, actor: Actor, site: str, period: str) -> Review:
    """Return a report for review; a reviewer who looks at a submitted one ends the time to withdraw it."""
    report = open_report(app, actor, site, period)
    span = form_period(app, period)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site, month=span.last)
        directory = load_family(session, found)
        owner = directory.by_code[site]
        row = load_reports(session, [owner.id], span.last, span.last).get(
            (owner.id, report_kind(span.kind), span.last)
        )
        moves = [] if row is None else moves_of(session, row)
        former = None if row is None else changed_figures(session, row, moves)
        view = view_of(actor, reported=False)
        checks = report_checks(session, app, site, span, view)
        members = directory.covered(owner, span.last)
        sheets = [
            site_sheet(
                member,
                Rows(session, app.catalog, member, span.last, view).by_group(span),
                [check for check in checks if check.site == member.code],
                former or {},
            )
            for member in members
        ]
        return Review(
            report=report,
            sheets=(added_up(app.catalog, sheets[0], sheets[1:]), *sheets[1:]),
            rounds=_rounds(session, directory, row, moves),
            changed=None if former is None else len(former),
        )


def site_sheet(
    site: SiteRecord,
    grouped: Iterable[tuple[str, tuple[FormRow, ...]]],
    checks: Sequence[CheckResult] = (),
    former: Mapping[tuple[int, str, int], Former] = NOTHING_FORMER,
) -> SiteSheet:
    """Return the figures of one site with what the checks say and what was submitted before."""
    by_item: dict[str | None, list[CheckResult]] = {}
    for check in checks:
        by_item.setdefault(check.item, []).append(check)
    groups = [
        (
            group,
            tuple(
                Line(row, former.get((site.id, row.item, row.base)), tuple(by_item.get(row.item, ())))
                for row in rows
            ),
        )
        for group, rows in grouped
    ]
    return SiteSheet(site.code, tuple(groups), tuple(by_item.get(None, ())))


def added_up(catalog: Catalog, park: SiteSheet, enterprises: Sequence[SiteSheet]) -> SiteSheet:
    """Return the park's sheet with the sum of its enterprises where it does not enter a figure itself."""
    below = [{line.row.key: line.row for line in sheet.lines} for sheet in enterprises]
    groups = tuple(
        (
            group,
            tuple(
                line if line.row.writable else _sum_line(line, [rows.get(line.row.key) for rows in below])
                for line in lines
                if line.row.writable or catalog.items[line.row.item].kind == "flow"
            ),
        )
        for group, lines in park.groups
    )
    return replace(park, groups=groups)


def _sum_line(line: Line, rows: Sequence[FormRow | None]) -> Line:
    members = [row for row in rows if row is not None and row.state != "not_applicable"]
    known = [row.cell.value for row in members if row.cell.value is not None]
    if not members:
        return replace(line, row=replace(line.row, state="not_applicable"))
    cell = replace(line.row.cell, value=sum(known) if known else None)
    usual = {row.usual_unit for row in members}
    row = replace(
        line.row,
        cell=cell,
        state="value" if known else "blank",
        usual_unit=usual.pop() if len(usual) == 1 else line.row.units[0],
        last_month=_sum([row.last_month for row in members]),
        last_year=_sum([row.last_year for row in members]),
    )
    return replace(line, row=row, adds=(len(known), len(members)))


def _sum(values: Sequence[float | None]) -> float | None:
    """Return the sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _rounds(
    session: Session, directory: Directory, row: Report | None, moves: Sequence[Move]
) -> tuple[Round, ...]:
    said = {} if row is None else remarks_of(session, directory, row)
    return tuple(
        Round(move, said.get(move.version, ()) if move.state == "returned" else ()) for move in moves
    )


def largest_changes(catalog: Catalog, sheet: SiteSheet, against: Against) -> list[Line]:
    """Return the figures that changed most in proportion; a rate says nothing that way."""
    lines = [line for line in sheet.lines if catalog.items[line.row.item].kind != "rate"]
    compared = [(change, line) for line in lines if (change := _change(line.row, against))]
    compared.sort(key=lambda pair: -pair[0])
    return [line for _, line in compared[:LARGEST]]


def _change(row: FormRow, against: Against) -> float:
    """Return by what factor a figure differs from the other, up or down; 0 where that says nothing."""
    value, other = row.cell.value, row.last_month if against == "last_month" else row.last_year
    if not value or not other or value == other:
        return 0.0
    ratio = abs(value / other)
    return max(ratio, 1 / ratio)
