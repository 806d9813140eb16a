"""One site's forms of a month, a year, or all months of a year: what stands in each field and around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.messages import Refusal
from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord, load_family
from tracker.services.entering.rows import DEFAULT_BASE as DEFAULT_BASE
from tracker.services.entering.rows import CellState as CellState
from tracker.services.entering.rows import FormRow as FormRow
from tracker.services.entering.rows import Grouped, Rows
from tracker.services.entering.saving import CellAnswer as CellAnswer
from tracker.services.entering.saving import CellEdit as CellEdit
from tracker.services.entering.saving import SaveOutcome as SaveOutcome
from tracker.services.entering.saving import form_period
from tracker.services.entering.saving import save as save
from tracker.services.entering.saving import try_out as try_out
from tracker.services.judging.evaluation import view_of
from tracker.services.permissions import Action, Actor, may, require
from tracker.services.reporting import checking
from tracker.services.reporting.checking import CheckResult
from tracker.services.reporting.remarks import Remark, waiting_remarks
from tracker.services.reporting.states import ReportRecord, load_reports, record_of, report_kind, unbegun
from tracker.store.database import read_session
from tracker.store.tables import Report, Site


@dataclass(frozen=True)
class FormView:
    """A site's form; `owner` is the park or region whose report it belongs to, `rows` stand by group.

    `editable`: the report's state and the actor's role let figures be changed. `remarks` are what the
    reviewer who returned the report said of its figures; of a park's also of its enterprises'.
    """

    site: str
    owner: str
    period: str
    report: ReportRecord
    editable: bool
    rows: Grouped
    checks: tuple[CheckResult, ...] = field(default=())
    remarks: tuple[Remark, ...] = field(default=())


def form(
    app: Application,
    actor: Actor,
    site: str,
    period: str,
    *,
    checks: Sequence[CheckResult] | None = None,
) -> FormView:
    """Return the form of a site's month or year with last month's, last year's and the year's figures.

    Whoever does not enter figures sees them as last submitted. `checks`: what a save has just found.
    """
    span = form_period(app, period)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site, month=span.last)
        desk = _Desk(session, app, actor, found, span.last)
        return desk.view(span, desk.checks([span]) if checks is None else checks)


def year_forms(app: Application, actor: Actor, site: str, year: int) -> tuple[FormView, ...]:
    """Return the forms of the months of a year up to the running one, as far as the actor may see them.

    Checks are those of the months that can still be edited. Refuses a year still to come, and one in which
    the site was out of the actor's scope.
    """
    months = [Period.month(month) for month in range(year * 12, min(year * 12 + 11, app.month()) + 1)]
    if not months:
        raise Refusal("future_period", place="period", period=str(year), month=str(Period.month(app.month())))
    with read_session(app.engine) as session:
        seen = [(month, site_) for month in months if (site_ := _seen(session, actor, site, month))]
        if not seen:
            raise Refusal("unknown_site", site=site)
        desk = _Desk(session, app, actor, seen[-1][1], months[-1].last)
        checks = desk.checks([month for month, _ in seen if desk.editable(month)])
        return tuple(
            desk.view(month, [check for check in checks if check.month == month.last]) for month, _ in seen
        )


def _seen(session: Session, actor: Actor, site: str, month: Period) -> Site | None:
    try:
        return require(session, actor, Action.READ, site, month=month.last)
    except Refusal as refusal:
        if refusal.code == "unknown_site":
            return None
        raise


class _Desk:
    """A site opened for reading its forms within a year."""

    def __init__(self, session: Session, app: Application, actor: Actor, found: Site, month: int) -> None:
        self._session, self._app, self._actor = session, app, actor
        self._directory: Directory = load_family(session, found)
        self._site: SiteRecord = self._directory.by_code[found.code]
        self._view = view_of(actor, reported=False)
        self._rows = Rows(session, app.catalog, self._site, month, self._view)
        january, owners = month // 12 * 12, [site.id for site in self._directory.by_code.values()]
        self._reports = load_reports(session, owners, january, january + 11)

    def view(self, span: Period, checks: Sequence[CheckResult]) -> FormView:
        """Return the form of one month or year."""
        return FormView(
            site=self._site.code,
            owner=self._owner(span).code,
            period=str(span),
            report=self._report(span),
            editable=self.editable(span),
            rows=self._rows.by_group(span),
            checks=tuple(check for check in checks if check.site == self._site.code),
            remarks=self._remarks(span),
        )

    def editable(self, span: Period) -> bool:
        """Return whether the report's state and the actor's role let figures be changed."""
        return self._report(span).editable and may(self._actor, Action.ENTER)

    def checks(self, spans: Sequence[Period]) -> list[CheckResult]:
        """Return what the checks say of the site in these periods, all of one kind."""
        found: list[CheckResult] = []
        for owner in {self._owner(span).code: None for span in spans}:
            figures = checking.report_figures(self._session, self._app, owner, self._view)
            belonging = [span for span in spans if self._owner(span).code == owner]
            found += checking.checks_on(self._session, self._app, figures, [self._site.code], *belonging)
        return found

    def _owner(self, span: Period) -> SiteRecord:
        return self._directory.owner(self._site, span.last) or self._site

    def _remarks(self, span: Period) -> tuple[Remark, ...]:
        row = self._row(span)
        waiting = () if row is None else waiting_remarks(self._session, self._directory, row)
        whole = self._owner(span) == self._site
        return tuple(remark for remark in waiting if whole or remark.site == self._site.code)

    def _report(self, span: Period) -> ReportRecord:
        owner, kind = self._owner(span), report_kind(span.kind)
        return _record(self._app.catalog, owner.code, self._row(span), kind, span.last)

    def _row(self, span: Period) -> Report | None:
        return self._reports.get((self._owner(span).id, report_kind(span.kind), span.last))


def _record(catalog: Catalog, owner: str, row: Report | None, kind: str, month: int) -> ReportRecord:
    return unbegun(catalog, owner, kind, month) if row is None else record_of(catalog, owner, row)
