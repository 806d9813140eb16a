"""What the checks say of the reports an import touched, each with the row it comes from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.compute import Panel
from tracker.compute.checked import Problem as Found
from tracker.compute.panel import MONTH
from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord
from tracker.services.exchange.problems import Concern, Problem
from tracker.services.exchange.row_checks import CheckedRow
from tracker.services.judging.panels import family_of, passing_panel
from tracker.services.reporting.checking import BLANKS, CheckResult, explained, found_problems
from tracker.services.reporting.states import ReportKey

Rows = Mapping[tuple[int, str, int, str], CheckedRow]


def rows_by_figure(rows: Iterable[CheckedRow]) -> Rows:
    """Return the rows by site id, item, last month and kind of period, a figure before a blank."""
    found: dict[tuple[int, str, int, str], CheckedRow] = {}
    for row in rows:
        key = (row.site_id, row.item, row.last, row.kind)
        if row.value is not None or key not in found:
            found[key] = row
    return found


def check_problems(
    session: Session, app: Application, directory: Directory, keys: Iterable[ReportKey], rows: Rows, file: str
) -> list[Problem]:
    """Return what balances and plausibility checks find, as warnings: they block at submission only."""
    by_owner: defaultdict[int, set[tuple[bool, int]]] = defaultdict(set)
    for site_id, kind, month in keys:
        by_owner[site_id].add((kind == "year", month))
    if not by_owner:
        return []
    # one panel for all: many sites take hardly longer than one
    owners = [directory.by_id[site_id] for site_id in sorted(by_owner)]
    panel = passing_panel(session, app, family_of(directory, owners), "working")
    problems = [
        problem
        for owner in owners
        for problem in _owner_problems(app.catalog, panel, directory, owner, by_owner[owner.id])
    ]
    checks = explained(session, app.catalog, directory, problems, "working")
    told = [
        _problem(found, check, _row_of(app.catalog, directory, panel, found, rows), file)
        for found, check in zip(problems, checks, strict=True)
    ]
    # what lies in the file comes first, as it can be mended there
    return sorted(told, key=lambda problem: problem.row is None)


def _owner_problems(
    catalog: Catalog, panel: Panel, directory: Directory, owner: SiteRecord, wanted: set[tuple[bool, int]]
) -> list[Found]:
    """Return what is found in the reports wanted of one park or region: of a year or not, and its month."""
    family = [site.code for site in family_of(directory, [owner])]
    return [
        problem
        for problem in found_problems(catalog, panel, family, {month for _, month in wanted})
        # a file is rarely a whole report: what is still missing is said when the report is submitted
        if problem.kind not in BLANKS
        and (problem.annual, problem.month) in wanted
        and directory.owner(directory.by_code[problem.site], problem.month) is owner
    ]


def _problem(found: Found, check: CheckResult, row: CheckedRow | None, file: str) -> Problem:
    period = Period.year(found.month // 12) if found.annual else Period.month(found.month)
    return Problem(
        file=row.file if row else file,
        code=f"check:{check.number}",
        message=check.message,
        params=check.params,
        row=row.row if row else None,
        column=(row.column or "value") if row else None,
        sheet=row.sheet if row else None,
        severity="warning",
        concerns=None if row else Concern(found.site, found.item, str(period)),
    )


def _row_of(
    catalog: Catalog, directory: Directory, panel: Panel, found: Found, rows: Rows
) -> CheckedRow | None:
    """Return the row a problem lies in: of one between items the first of them that the file has."""
    site = directory.by_code[found.site].id
    places = (
        (site, item, found.month, kind)
        for item in _items_of(catalog, found)
        for kind in _kinds(panel, found, item)
    )
    return next((rows[place] for place in places if place in rows), None)


def _kinds(panel: Panel, found: Found, item: str) -> tuple[str, ...]:
    """Return the kinds of period whose cell a problem of an item may lie in, the likeliest first.

    A cumulative figure is only where a month's trouble lies if the month was not typed on its own.
    """
    if found.annual:
        return ("year",)
    if found.kind == "cumulative":
        return ("cumulative", "month")
    typed = panel.typed(item)
    alone = typed is not None and bool(
        ((typed.site == panel.index[found.site]) & (typed.kind == MONTH) & (typed.last == found.month)).any()
    )
    return ("month",) if alone else ("month", "cumulative")


def _items_of(catalog: Catalog, found: Found) -> list[str]:
    compiled = catalog.compiled_checks.get(found.number)
    if found.item is not None or compiled is None:
        return [found.item] if found.item else []
    return [term.item for side in (compiled.left, compiled.right) for term in side.terms if term.item]


def blocking_problems(checks: Sequence[CheckResult], file: str) -> list[Problem]:
    """Return the checks that kept a report from being submitted, as errors."""
    return [Problem(file, f"check:{check.number}", check.message, check.params) for check in checks]
