"""One site's form of a month or year: what stands in each field and around it."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Row
from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.periods import Period
from tracker.services.application import Application
from tracker.services.directory import SiteRecord, load_family
from tracker.services.entering.figures import Key, figures_in_view
from tracker.services.entering.saving import CellAnswer as CellAnswer
from tracker.services.entering.saving import CellEdit as CellEdit
from tracker.services.entering.saving import SaveOutcome as SaveOutcome
from tracker.services.entering.saving import StoredCell, form_period, stored_cell
from tracker.services.entering.saving import save as save
from tracker.services.judging.evaluation import view_of
from tracker.services.judging.panels import View
from tracker.services.permissions import Action, Actor, may, require
from tracker.services.reporting import checking
from tracker.services.reporting.checking import CheckResult
from tracker.services.reporting.states import ReportRecord, load_reports, record_of, report_kind, unbegun
from tracker.store.database import read_session
from tracker.store.tables import Declaration, Observation

CellState = Literal["value", "reason", "span", "not_applicable", "blank"]
DEFAULT_BASE = 2020
_UNUSUAL = re.compile(r"[萬億(^]|^[μm]g$|^g$")
"""Units that are read but not offered: traditional and powers of ten in writing, gross values, grams."""


@dataclass(frozen=True)
class FormRow:
    """One field: an item, on a base year where it has one (0: none yet).

    Numbers beside the field are in the item's canonical unit. `ytd` is January to the month where every
    month of it is known; `units` may be typed, the canonical one first; `usual_unit` is the one last typed.
    `writable` is false where the figure comes from the enterprises.
    """

    item: str
    base: int
    cell: StoredCell
    state: CellState
    units: tuple[str, ...]
    usual_unit: str
    last_month: float | None
    last_year: float | None
    ytd: float | None
    ytd_last_year: float | None
    writable: bool

    @property
    def key(self) -> str:
        """Return what names the row in its form."""
        return f"{self.item}@{self.base}" if self.base else self.item


@dataclass(frozen=True)
class FormView:
    """A site's form; `owner` is the park or region whose report it belongs to, `rows` stand by group.

    `editable`: the report's state and the actor's role let figures be changed.
    """

    site: str
    owner: str
    period: str
    report: ReportRecord
    editable: bool
    rows: tuple[tuple[str, tuple[FormRow, ...]], ...]
    checks: tuple[CheckResult, ...] = field(default=())


def form(app: Application, actor: Actor, site: str, period: str) -> FormView:
    """Return the form of a site's month or year with last month's, last year's and the year's figures.

    Whoever does not enter figures sees them as last submitted.
    """
    span = form_period(app, period)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site, month=span.last)
        directory = load_family(session, found)
        record = directory.by_code[site]
        owner = directory.owner(record, span.last) or record
        report = _report(session, app.catalog, owner, span)
        view = view_of(actor, reported=False)
        rows = _Rows(session, app.catalog, record, span, view)
        checks = checking.report_checks(session, app, owner.code, span, view)
        return FormView(
            site=site,
            owner=owner.code,
            period=str(span),
            report=report,
            editable=report.editable and may(actor, Action.ENTER),
            rows=rows.by_group(),
            checks=tuple(check for check in checks if check.site == site),
        )


def _report(session: Session, catalog: Catalog, owner: SiteRecord, span: Period) -> ReportRecord:
    kind = report_kind(span.kind)
    reports = load_reports(session, [owner.id], span.last, span.last)
    row = reports.get((owner.id, kind, span.last))
    return (
        unbegun(catalog, owner.code, kind, span.last) if row is None else record_of(catalog, owner.code, row)
    )


class _Rows:
    """The fields of one form, from the figures of the site up to two years back."""

    def __init__(
        self, session: Session, catalog: Catalog, site: SiteRecord, span: Period, view: View
    ) -> None:
        self._catalog = catalog
        self._site = site
        self._span = span
        start = (span.last // 12 - 1) * 12
        self._stored = figures_in_view(session, site.id, start, span.last // 12 * 12 + 11, view)
        self._figures = {key: row for key, row in self._stored.items() if row.present}
        self._not_applicable = _declared_away(session, catalog, site, span.last, view)

    def by_group(self) -> tuple[tuple[str, tuple[FormRow, ...]], ...]:
        """Return the rows of each group in the catalog's order."""
        grouped: dict[str, list[FormRow]] = {group: [] for group in self._catalog.groups}
        for item in self._catalog.items.values():
            rows = [self._row(item, base) for base in self._bases(item)]
            owed = self._span.kind == "year" or item.frequency == "month"
            grouped[item.group] += [row for row in rows if owed or row.state == "value"]
        return tuple((group, tuple(rows)) for group, rows in grouped.items() if rows)

    def _bases(self, item: Item) -> list[int]:
        """Return the base years a series of the item is on; one not yet begun has a row of its own."""
        if not item.based:
            return [0]
        return sorted({key[5] for key in self._figures if key[1] == item.code}) or [0]

    def _row(self, item: Item, base: int) -> FormRow:
        row = self._stored.get(self._key(item.code, base, self._span))
        last = self._span.last
        rolled_up = item.level == "any" and self._site.at("collect", last) == "rollup"
        return FormRow(
            item=item.code,
            base=base,
            cell=stored_cell(row),
            state=self._state(item, base, row),
            units=self._units(item, base),
            usual_unit=self._usual_unit(item, base),
            last_month=self._value(item.code, base, self._earlier(1)),
            last_year=self._value(item.code, base, self._earlier(12)),
            ytd=self._year_to_date(item, base, last),
            ytd_last_year=self._year_to_date(item, base, last - 12),
            writable=not rolled_up,
        )

    def _key(self, item: str, base: int, span: Period) -> Key:
        return (self._site.id, item, span.kind, span.first, span.last, base)

    def _earlier(self, months: int) -> Period:
        """Return the period of the form so many months before; of a year the year before in any case."""
        if self._span.kind == "year":
            return Period.year(self._span.first // 12 - 1)
        return Period.month(self._span.last - months)

    def _value(self, item: str, base: int, span: Period) -> float | None:
        row = self._figures.get(self._key(item, base, span))
        return None if row is None else row.value

    def _year_to_date(self, item: Item, base: int, last: int) -> float | None:
        """Return January to a month: a cumulative figure as typed, else the months where all are known."""
        if item.kind != "flow" or self._span.kind == "year":
            return None
        january = last // 12 * 12
        cumulative = self._value(item.code, base, Period(january, last, "cumulative"))
        if cumulative is not None:
            return cumulative
        months = [self._value(item.code, base, Period.month(month)) for month in range(january, last + 1)]
        known = [value for value in months if value is not None]
        return sum(known) if len(known) == len(months) else None

    def _state(self, item: Item, base: int, row: Row[Any] | None) -> CellState:
        if row is not None and row.present:
            return "reason" if row.value is None else "value"
        last = self._span.last
        if self._span.kind == "month" and any(
            key[1:3] == (item.code, "cumulative") and key[5] == base and key[3] <= last <= key[4]
            for key in self._figures
        ):
            return "span"
        return "not_applicable" if item.code in self._not_applicable else "blank"

    def _usual_unit(self, item: Item, base: int) -> str:
        typed = [
            (key[4], row.unit)
            for key, row in self._figures.items()
            if key[1] == item.code and key[5] == base and row.unit
        ]
        return max(typed)[1] if typed else self._units(item, base)[0]

    def _units(self, item: Item, base: int) -> tuple[str, ...]:
        units = self._catalog.units
        canonical = units.read(item.unit)
        known = units.of_dimension(canonical.dimension)
        for accepted in item.also_accepts:
            known += units.of_dimension(units.read(accepted.unit).dimension)
        offered = [unit.symbol for unit in known if not _UNUSUAL.search(unit.symbol)]
        # 万kWh and 亿kWh before GJ: multiples of the item's own unit first
        own = [symbol for symbol in offered if symbol.endswith(canonical.symbol)]
        ending = f"@{base or DEFAULT_BASE}" if item.based else ""
        return tuple(f"{symbol}{ending}" for symbol in dict.fromkeys([canonical.symbol, *own, *offered]))


def _declared_away(session: Session, catalog: Catalog, site: SiteRecord, month: int, view: View) -> set[str]:
    """Return the items declared not to apply in a month; a group covers those of it never entered."""
    query = select(Declaration).where(Declaration.site_id == site.id).order_by(col(Declaration.id))
    made = [row for row in session.exec(query).all() if row.from_month is None or row.from_month <= month]
    entered = _ever_entered(session, site, view)
    away: dict[str, bool] = {}
    for row in made:
        for item in catalog.items.values():
            if row.subject == item.code or (row.subject == item.group and item.code not in entered):
                away[item.code] = not row.applicable
    return {item for item, declared in away.items() if declared}


def _ever_entered(session: Session, site: SiteRecord, view: View) -> set[str]:
    there, value = (
        (Observation.present, Observation.value)
        if view == "working"
        else (Observation.reported, Observation.reported_value)
    )
    query = select(Observation.item).where(Observation.site_id == site.id, there, col(value).is_not(None))
    return set(session.exec(query.distinct()).all())
