"""All parks of an actor side by side: verdicts of the year so far or of a whole year, and who has reported.

What was found is kept in memory under the data versions of all sites, so that looking again costs one query;
where versions moved but no reported figure did, the verdicts are still those in memory.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period, month_text, parse_month
from tracker.catalog.results import Status
from tracker.compute.verdicts import WORST_FIRST, Asked, Verdict, verdicts
from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord, load_directory
from tracker.services.judging.evaluation import judged_indicators
from tracker.services.judging.panels import cached_results, family_of, fingerprints
from tracker.services.judging.risk import verdicts_with_forecast
from tracker.services.permissions import Action, Actor, covers, require_action
from tracker.services.reporting.deadlines import due_on
from tracker.services.reporting.states import LOCKED
from tracker.store.database import read_session
from tracker.store.tables import Report, Site

OverviewWindow = Literal["ytd", "year"]
QUARTERS = 12
KEPT_A_SCOPE = 24
"""Periods and ways of looking kept for the viewers of a scope."""

Made = TypeVar("Made")
_Found = dict[tuple[str, Asked], Verdict]


@dataclass(frozen=True)
class ParkLine:
    """One park: the state of its report of the period, whether that is late, and its verdicts by indicator.

    `mark` is the worst of them, `worst` the indicator it comes from (the catalog's first of equals).
    """

    code: str
    name: str
    prefecture: str
    report: str
    late: bool
    cells: dict[str, Verdict]
    mark: Status
    worst: str | None

    @property
    def received(self) -> bool:
        """Return whether the report was submitted and not sent back since."""
        return self.report in LOCKED


@dataclass(frozen=True)
class Overview:
    """Every park of the actor that owes a report of the period, worst first.

    `judged` are those of the indicators that have a finding anywhere.
    """

    window: OverviewWindow
    period: str
    indicators: tuple[str, ...]
    judged: tuple[str, ...]
    parks: tuple[ParkLine, ...]


@dataclass(frozen=True)
class Totals:
    """Parks by their mark, and how many reports came in."""

    marks: dict[Status, int]
    received: int
    parks: int


@dataclass(frozen=True)
class Strip:
    """The verdicts of parks at the ends of the last quarters, oldest first; by park and month.

    Until September what January to then said, in December what the year says.
    """

    months: tuple[str, ...]
    verdicts: dict[tuple[str, str], dict[str, Verdict]]


def overview(
    app: Application, actor: Actor, period: str, *, window: OverviewWindow = "ytd", every: bool = False
) -> Overview:
    """Return the parks as the bureau sees them: reported figures, through a month or of the year it ended.

    `window` year looks at the last year that had ended by the month. `every` shows all indicators of the
    window instead of those some standard judges.
    """
    month = parse_month(period)
    asked = ("parks", month, window, every)
    return _remembered(app, actor, asked, lambda desk: _overview(desk, month, window, every))


def totals(parks: Sequence[ParkLine]) -> Totals:
    """Count parks by their mark and their reports."""
    marks: dict[Status, int] = dict.fromkeys(WORST_FIRST, 0)
    for line in parks:
        marks[line.mark] += 1
    return Totals(marks, sum(line.received for line in parks), len(parks))


def quarters(app: Application, actor: Actor, period: str) -> Strip:
    """Return what was said of each park at the ends of the last twelve quarters that had ended by a month."""
    last = (parse_month(period) + 1) // 3 * 3 - 1
    months = tuple(month_text(last - 3 * back) for back in reversed(range(QUARTERS)))
    return _remembered(app, actor, ("quarters", months), lambda desk: _strip(desk, months))


def quarter_asked(indicator: str, month: str) -> Asked:
    """Return what is said of an indicator at the end of the quarter a month ends."""
    if month.endswith("-12"):
        return Asked(indicator, "year", month[:4])
    return Asked(indicator, "ytd", month)


def mark_of(cells: dict[str, Verdict]) -> tuple[Status, str | None]:
    """Return the worst of a park's verdicts and its indicator; without any, nothing can be judged."""
    judged = [(cell.status, code) for code, cell in cells.items() if cell.status is not None]
    if not judged:
        return "not_evaluable", None
    return min(judged, key=lambda one: WORST_FIRST.index(one[0]))


@dataclass(frozen=True)
class _Desk:
    """A reading session, and the sites of an actor in it."""

    app: Application
    session: Session
    actor: Actor

    def parks(self) -> tuple[Directory, list[SiteRecord]]:
        """Return all sites, and the parks the actor may see."""
        directory = load_directory(self.session)
        sites = directory.by_code.values()
        return directory, [
            site for site in sites if site.kind == "park" and covers(self.actor, directory, site)
        ]


def _remembered(app: Application, actor: Actor, asked: Hashable, make: Callable[[_Desk], Made]) -> Made:
    """Return what was made for a scope, making it anew where the data version of any site moved."""
    require_action(actor, Action.READ)
    with read_session(app.engine) as session:
        query = select(Site.id, Site.prefecture, Site.data_version).order_by(col(Site.id))
        state = (tuple(map(tuple, session.exec(query))), app.today())
        kept: dict[Hashable, Made] = app.panels.get(("overview", actor.scope), state, dict)
        return _once(kept, asked, lambda: make(_Desk(app, session, actor)))


def _overview(desk: _Desk, month: int, window: OverviewWindow, every: bool) -> Overview:
    app = desk.app
    period = Period.year((month + 1) // 12 - 1) if window == "year" else Period.month(month)
    directory, parks = desk.parks()
    reports = _reports(desk.session, parks, period)
    parks = [park for park in parks if park.id in reports or park.active(period.last)]
    judged = judged_indicators(app.catalog)
    asked = [Asked(code, window, str(period)) for code in app.catalog.indicators if every or code in judged]
    found = _verdicts(desk, directory, parks, tuple(asked))
    lines = [_line(app, park, period, reports.get(park.id, "draft"), asked, found) for park in parks]
    has_verdict = {one.indicator for (_, one), verdict in found.items() if verdict.status is not None}
    has_window = {one.indicator for _, one in found}
    codes = [one.indicator for one in asked]
    return Overview(
        window=window,
        period=str(period),
        indicators=tuple(code for code in codes if code in (has_window if every else has_verdict)),
        judged=tuple(code for code in codes if code in has_verdict),
        parks=tuple(sorted(lines, key=_worst_first)),
    )


def _worst_first(line: ParkLine) -> tuple[int, int, str]:
    worst = sum(cell.status == line.mark for cell in line.cells.values())
    return WORST_FIRST.index(line.mark), -worst if line.mark != "met" else 0, line.code


def _line(
    app: Application, park: SiteRecord, period: Period, state: str, asked: Sequence[Asked], found: _Found
) -> ParkLine:
    cells = {one.indicator: found[park.code, one] for one in asked if (park.code, one) in found}
    mark, worst = mark_of(cells)
    due = due_on(app.catalog, "year" if period.kind == "year" else "month", period.last)
    return ParkLine(
        code=park.code,
        name=park.at("name", app.month()) or park.code,
        prefecture=park.prefecture or "",
        report=state,
        late=state not in LOCKED and app.today() > due,
        cells=cells,
        mark=mark,
        worst=worst,
    )


def _reports(session: Session, parks: Sequence[SiteRecord], period: Period) -> dict[int, str]:
    """Return the state of the reports of one period that somebody has begun, by park."""
    kind = "year" if period.kind == "year" else "month"
    query = select(Report.site_id, Report.state).where(
        col(Report.site_id).in_([park.id for park in parks]),
        Report.kind == kind,
        Report.month == period.last,
    )
    return dict(map(tuple, session.exec(query)))  # type: ignore[arg-type]


def _verdicts(
    desk: _Desk, directory: Directory, parks: Sequence[SiteRecord], asked: tuple[Asked, ...]
) -> _Found:
    """Return the verdicts on reported figures, kept until one of those can have moved."""
    app, family = desk.app, family_of(directory, parks)
    marks = fingerprints(desk.session, [site.id for site in family], "reported")
    state = (tuple(marks.items()), app.today())
    kept: dict[Hashable, _Found] = app.panels.get(("verdicts", desk.actor.scope), state, dict)

    def make() -> _Found:
        results = cached_results(desk.session, app, family, "reported")
        found = verdicts(results, asked, [park.code for park in parks])
        return verdicts_with_forecast(app.catalog, results, found)

    return _once(kept, asked, make)


def _once(kept: dict[Hashable, Made], asked: Hashable, make: Callable[[], Made]) -> Made:
    if asked not in kept:
        made = make()
        if len(kept) >= KEPT_A_SCOPE:
            kept.clear()
        kept[asked] = made
        return made
    return kept[asked]


def _strip(desk: _Desk, months: tuple[str, ...]) -> Strip:
    directory, parks = desk.parks()
    asked = {month: _at_quarter(desk.app.catalog, month) for month in months}
    found = _verdicts(desk, directory, parks, tuple(one for ones in asked.values() for one in ones))
    return Strip(
        months,
        {
            (park.code, month): {
                one.indicator: found[park.code, one] for one in ones if (park.code, one) in found
            }
            for park in parks
            for month, ones in asked.items()
        },
    )


def _at_quarter(catalog: Catalog, month: str) -> list[Asked]:
    return [quarter_asked(code, month) for code in judged_indicators(catalog)]
