"""What the checks say of the reports an import touched, each with the row it comes from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from tracker.services.application import Application
from tracker.services.directory import Directory
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.row_checks import CheckedRow
from tracker.services.judging.panels import family_of, session_panel
from tracker.services.reporting.checking import CheckResult, explained, found_problems
from tracker.services.reporting.states import ReportKey

LEFT_OUT = "gap"
"""A file is rarely a whole report: what is still missing is said when the report is submitted."""

Rows = Mapping[tuple[int, str | None, int], CheckedRow]


def rows_by_figure(rows: Iterable[CheckedRow]) -> Rows:
    """Return the rows by site id, item and last month."""
    return {(row.site_id, row.item, row.last): row for row in rows}


def check_problems(
    session: Session, app: Application, directory: Directory, keys: Iterable[ReportKey], rows: Rows, file: str
) -> list[Problem]:
    """Return what balances and plausibility checks find, as warnings: they block at submission only."""
    by_owner: defaultdict[int, set[tuple[bool, int]]] = defaultdict(set)
    for site_id, kind, month in keys:
        by_owner[site_id].add((kind == "year", month))
    return [
        _problem(directory, check, rows, file)
        for site_id, wanted in sorted(by_owner.items())
        for check in _owner_checks(session, app, directory, site_id, wanted)
    ]


def _owner_checks(
    session: Session, app: Application, directory: Directory, site_id: int, wanted: set[tuple[bool, int]]
) -> list[CheckResult]:
    owner = directory.by_id[site_id]
    panel = session_panel(session, app, family_of(directory, [owner]), "working")
    problems = [
        problem
        for problem in found_problems(app.catalog, panel, panel.index, {month for _, month in wanted})
        if problem.kind != LEFT_OUT
        and (problem.annual, problem.month) in wanted
        and directory.owner(directory.by_code[problem.site], problem.month) == owner
    ]
    return explained(session, app.catalog, directory, problems, "working")


def _problem(directory: Directory, check: CheckResult, rows: Rows, file: str) -> Problem:
    row = rows.get((directory.by_code[check.site].id, check.item, check.month))
    return Problem(
        file=row.file if row else file,
        code=f"check:{check.number}",
        message=check.message,
        params=check.params,
        row=row.row if row else None,
        column="value" if row else None,
        severity="warning",
    )


def blocking_problems(checks: Sequence[CheckResult], file: str) -> list[Problem]:
    """Return the checks that kept a report from being submitted, as errors."""
    return [Problem(file, f"check:{check.number}", check.message, check.params) for check in checks]
