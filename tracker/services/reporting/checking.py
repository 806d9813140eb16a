"""The checks of one report, with the explanations given so far (contract §2: classes A to D)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, or_, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.compute.checked import Problem
from tracker.compute.checks import problems_of
from tracker.compute.panel import Panel
from tracker.compute.series import site_series
from tracker.services.application import Application
from tracker.services.directory import Directory, load_family
from tracker.services.entering.figures import same_value
from tracker.services.entering.unit_fit import apart_by_tens, fitting_unit
from tracker.services.judging.panels import View, family_of, session_panel
from tracker.services.reporting.check_texts import described
from tracker.services.reporting.notes import Noted, outlived
from tracker.services.reporting.proofs import missing_documents
from tracker.services.texts import says_enough
from tracker.store.facts import FACT_TABLES
from tracker.store.tables import Explanation, Observation, Site

BLANKS = ("gap", "dropped")
"""Kinds of check that find blank fields: told together, and not of a file that need not be a whole report."""

SLIPS = ("unit_slip", "digit_slip")
"""Kinds of check that name the unit a figure may have been meant in."""

CheckName = tuple[str, str, str | None]
"""What names a check's finding within a report: its number, the site, the item."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found, and what was said about it.

    `item` None: it lies between items. `value` is the figure an explanation speaks of; `month` the month
    number of the report (of an annual one its December). `message` and `params` make the sentence in either
    language. `explanation` holds only for this very figure.
    """

    number: str
    kind: str
    site: str
    item: str | None
    month: int
    value: float | None
    message: str
    params: Mapping[str, Any]
    explanation: str | None = None
    released: bool = False

    @property
    def severity(self) -> str:
        """Return the class letter A, B, C or D."""
        return self.number[0]

    @property
    def name(self) -> CheckName:
        """Return what names the finding within its report."""
        return self.number, self.site, self.item

    @property
    def explained(self) -> bool:
        """Return whether somebody said why the figure stands."""
        return self.explanation is not None


@dataclass(frozen=True)
class ReportFigures:
    """The figures a report is checked and judged on; `directory` knows whose they are."""

    directory: Directory
    panel: Panel
    view: View


def report_figures(
    session: Session,
    app: Application,
    owner: str,
    view: View = "working",
    directory: Directory | None = None,
) -> ReportFigures:
    """Return the figures of a park or region and its enterprises as this session sees them.

    `directory`: the owner's family, where it has been read.
    """
    if directory is None:
        site = session.exec(select(Site).where(Site.code == owner)).one()
        directory = load_family(session, site)
    family = family_of(directory, [directory.by_code[owner]])
    return ReportFigures(directory, session_panel(session, app, family, view), view)


def report_checks(
    session: Session, app: Application, owner: str, period: Period, view: View = "working"
) -> list[CheckResult]:
    """Return what the checks find in a park's or region's report as it stands, worst class first.

    Looks at the figures of the view as this session sees them, changes not yet stored included; the
    enterprises' figures belong to the report too.
    """
    figures = report_figures(session, app, owner, view)
    covered = figures.directory.covered(figures.directory.by_code[owner], period.last)
    return checks_on(session, app, figures, [site.code for site in covered], period)


def checks_on(
    session: Session, app: Application, figures: ReportFigures, sites: Iterable[str], *periods: Period
) -> list[CheckResult]:
    """Return what `report_checks` does of some sites of a report, on figures looked at already.

    Of several reports of the same owner where several periods are given, all months or all years.
    """
    months, annual = [period.last for period in periods], any(period.kind == "year" for period in periods)
    sites = list(sites)
    problems = [
        problem
        for problem in found_problems(app.catalog, figures.panel, sites, months)
        if problem.annual == annual
    ]
    problems += missing_documents(session, app.catalog, figures.directory, figures.panel, sites, periods)
    results = explained(session, app.catalog, figures.directory, problems, figures.view)
    return sorted(results, key=lambda result: (result.number, result.site, result.item or ""))


def found_problems(
    catalog: Catalog, panel: Panel, sites: Iterable[str], months: Collection[int]
) -> list[Problem]:
    """Return what the checks find in the figures of these sites and months."""
    return [
        problem
        for code in sites
        if code in panel.index
        for problem in _site_problems(catalog, panel, code, *(months if len(months) == 1 else ()))
        if problem.month in months
    ]


def _site_problems(catalog: Catalog, panel: Panel, code: str, month: int | None = None) -> list[Problem]:
    """Return what the checks find at one site in a month, or in any; a panel never changes, so found once."""
    key = ("problems", code, month)
    return panel.once(key, lambda: problems_of(catalog, replace(site_series(panel, code), asked=month)))


def explained(
    session: Session, catalog: Catalog, directory: Directory, problems: Sequence[Problem], view: View
) -> list[CheckResult]:
    """Return the problems with the words said about these very figures, and in sentences."""
    if not problems:
        return []
    ids = {directory.by_code[problem.site].id for problem in problems}
    first, last = min(p.month for p in problems), max(p.month for p in problems)
    said = _explanations(session, ids, first, last)
    typed = _typed(session, ids, first, last, view)
    typed = _with_notes_that_hold(session, catalog, directory, problems, typed)
    return [_result(catalog, directory, problem, said, typed) for problem in problems]


@dataclass(frozen=True)
class _Typed:
    """A figure as it was typed, with its note; `fact` is the key of its history."""

    text: str
    unit: str
    note: str
    value: float | None
    fact: str


_Key = tuple[int, str | None, int]


def _result(
    catalog: Catalog,
    directory: Directory,
    problem: Problem,
    said: Mapping[tuple[_Key, str], Sequence[Explanation]],
    typed: Mapping[_Key, _Typed],
) -> CheckResult:
    key = (directory.by_code[problem.site].id, problem.item, problem.month)
    meant = [row for row in said.get((key, problem.number), ()) if same_value(row.value_seen, problem.value)]
    note = _note(catalog, problem, key, typed)
    message, params = described(catalog, problem, _fit(catalog, problem, typed.get(key)))
    return CheckResult(
        problem.number,
        problem.kind,
        problem.site,
        problem.item,
        problem.month,
        problem.value,
        message,
        params,
        explanation=meant[-1].text if meant else note,
        released=any(row.released_at is not None for row in meant),
    )


def _note(catalog: Catalog, problem: Problem, key: _Key, typed: Mapping[_Key, _Typed]) -> str | None:
    """Return a figure's note that explains; of a check between items, one of any of them will do."""
    notes = (typed[one].note for one in _keys(catalog, problem, key) if one in typed)
    return next((note for note in notes if says_enough(note)), None)


def _keys(catalog: Catalog, problem: Problem, key: _Key) -> list[_Key]:
    """Return the figures whose notes speak of a problem."""
    if problem.item is not None:
        return [key]
    compiled = catalog.compiled_checks.get(problem.number)
    sides = () if compiled is None else (compiled.left, compiled.right)
    return [(key[0], term.item, key[2]) for side in sides for term in side.terms]


def _with_notes_that_hold(
    session: Session,
    catalog: Catalog,
    directory: Directory,
    problems: Sequence[Problem],
    typed: dict[_Key, _Typed],
) -> dict[_Key, _Typed]:
    """Return what was typed, without the notes that were written beside another value."""
    asked = {
        key
        for problem in problems
        for key in _keys(catalog, problem, (directory.by_code[problem.site].id, problem.item, problem.month))
        if key in typed and says_enough(typed[key].note)
    }
    noted = {typed[key].fact: Noted(typed[key].note, typed[key].value) for key in asked}
    gone = outlived(session, noted)
    return typed | {key: replace(typed[key], note="") for key in asked if typed[key].fact in gone}


def _fit(catalog: Catalog, problem: Problem, typed: _Typed | None) -> tuple[str, str] | None:
    """Return the unit a slipped figure was probably meant in and the one it was entered under."""
    if problem.kind not in SLIPS or problem.item is None or typed is None or problem.value is None:
        return None
    item, usual = catalog.items[problem.item], float(problem.params["usual"])
    fits = fitting_unit(catalog, item, problem.value, typed.unit, usual)
    chosen = typed.unit or item.unit
    if fits is None or (problem.kind == "digit_slip" and apart_by_tens(catalog, fits, chosen)):
        return None
    return fits, chosen


_ASKED: Mapping[str, Any] = {
    "ids": bindparam("ids", expanding=True),
    "first": bindparam("first"),
    "last": bindparam("last"),
}
_EXPLANATIONS = (
    select(Explanation)
    .where(
        col(Explanation.site_id).in_(_ASKED["ids"]),
        col(Explanation.month).between(_ASKED["first"], _ASKED["last"]),
    )
    .order_by(col(Explanation.id))
)


def _typed_columns(there: Any, text: Any, unit: Any, note: Any, value: Any) -> Any:  # noqa: ANN401 - columns, a select
    key = FACT_TABLES["observation"].key_expression()
    return sql_select(
        Observation.site_id, Observation.item, Observation.last, text, unit, note, value, key
    ).where(  # type: ignore[call-overload]
        col(Observation.site_id).in_(_ASKED["ids"]),
        col(Observation.last).between(_ASKED["first"], _ASKED["last"]),
        there,
        or_(col(unit) != "", col(note) != ""),
    )


_TYPED: Mapping[View, Any] = {
    "working": _typed_columns(
        Observation.present, Observation.text, Observation.unit, Observation.note, Observation.value
    ),
    "reported": _typed_columns(
        Observation.reported,
        Observation.reported_text,
        Observation.reported_unit,
        Observation.reported_note,
        Observation.reported_value,
    ),
}
"""Statements made once: every save runs them, and making one takes longer than running it."""


def _explanations(
    session: Session, ids: Collection[int], first: int, last: int
) -> dict[tuple[_Key, str], list[Explanation]]:
    asked = {"ids": list(ids), "first": first, "last": last}
    said: dict[tuple[_Key, str], list[Explanation]] = {}
    for row in session.execute(_EXPLANATIONS, asked).scalars():
        said.setdefault(((row.site_id, row.item, row.month), row.check_number), []).append(row)
    return said


def _typed(session: Session, ids: Collection[int], first: int, last: int, view: View) -> dict[_Key, _Typed]:
    """Return what was typed, where it carries a note or a unit other than the item's."""
    rows = session.execute(_TYPED[view], {"ids": list(ids), "first": first, "last": last})
    return {(site, item, month): _Typed(*typed) for site, item, month, *typed in rows}
