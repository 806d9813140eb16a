"""A template of a site's year: its items, the figures it has, last year's beside, and what takes a figure."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.numbers import read_number
from tracker.catalog.periods import Period
from tracker.catalog.problems import InputRefusal
from tracker.catalog.units import Conversion
from tracker.documents.template import Template, TemplateCell, TemplateRow
from tracker.messages import Refusal
from tracker.services.application import Application
from tracker.services.directory import SiteRecord, load_family
from tracker.services.entering.figures import Key, figures_in_view
from tracker.services.entering.rows import FormRow, Rows
from tracker.services.judging.evaluation import view_of
from tracker.services.permissions import Action, Actor, covers, require
from tracker.services.reporting.states import LOCKED, load_reports, report_kind
from tracker.store.database import read_session

FIRST_YEAR = 2000
"""Earlier years have no template: nobody enters them."""

_DIGITS = 12


def site_template(app: Application, actor: Actor, site: str, year: int) -> Template:
    """Return the template of a site's year, up to the year to come.

    Items that do not apply in any month are left out; months out of the actor's scope, of a submitted
    report, inside a cumulative figure or summed from enterprises are closed. Whoever does not enter figures
    gets them as last submitted.
    """
    if not FIRST_YEAR <= year <= app.today().year + 1:
        raise Refusal("template_no_year", year=year, first=FIRST_YEAR, last=app.today().year + 1)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.EXPORT, site)
        directory = load_family(session, found)
        record = directory.by_code[site]
        months = range(year * 12, year * 12 + 12)
        seen = {month for month in months if covers(actor, directory, record, month)}
        owners = {month: directory.owner(record, month) or record for month in months}
        reports = load_reports(session, {owner.id for owner in owners.values()}, months[0], months[-1])
        locked = {
            (kind, month)
            for month, owner in owners.items()
            for kind in ("month", "year")
            if (row := reports.get((owner.id, kind, month))) is not None and row.state in LOCKED
        }
        return _Year(session, app, actor, record, year, seen, locked).template()


class _Year:
    """A site's year, opened for making its template.

    `seen` are the months in the actor's scope, `locked` the reports that take no figure, by kind and month.
    """

    def __init__(
        self,
        session: Session,
        app: Application,
        actor: Actor,
        site: SiteRecord,
        year: int,
        seen: set[int],
        locked: set[tuple[str, int]],
    ) -> None:
        self._catalog: Catalog = app.catalog
        self._site, self._year, self._seen, self._locked = site, year, seen, locked
        view = view_of(actor, reported=False)
        rows = Rows(session, app.catalog, site, year * 12 + 11, view)
        stored = figures_in_view(session, site.id, year * 12 - 12, year * 12 + 11, view)
        self._figures = {key: row for key, row in stored.items() if row.present}
        self._columns = self._spans()
        self._forms = {
            span: {row.key: row for _, members in rows.by_group(_form_of(span)) for row in members}
            for span in self._columns
        }

    def template(self) -> Template:
        """Return the template, its rows in the order of the forms."""
        annual = self._forms[Period.year(self._year)].values()
        rows = [made for row in annual for made in self._rows(row)]
        name = self._site.at("name", self._year * 12 + 11) or self._site.code
        reasons = {code: reason.names for code, reason in self._catalog.blank_reasons.items()}
        return Template(self._site.code, name, self._year, self._columns, tuple(rows), reasons)

    def _spans(self) -> tuple[Period, ...]:
        """Return the columns: the months, spans from January the site has in either year, and the year."""
        january = self._year * 12
        months = {Period.month(january + month) for month in range(12)}
        spans = {
            Period(january, january + last % 12, "cumulative")
            for _, _, kind, _, last, _ in self._figures
            if kind == "cumulative"
        }
        in_order = sorted(months | spans, key=lambda span: (span.last, span.kind != "month"))
        return (*in_order, Period.year(self._year))

    def _rows(self, row: FormRow) -> Iterable[TemplateRow]:
        """Yield an item's row in its usual unit, and one for each other unit figures were typed in."""
        item = self._catalog.items[row.item]
        typed = {span: figure for span in self._columns if (figure := self._figure(row, span, self._year))}
        symbols = {span: self._symbol(item, figure.unit) for span, figure in typed.items()}
        usual = self._symbol(item, row.usual_unit)
        spelled = {symbols[span]: figure.unit or symbols[span] for span, figure in typed.items()}
        spelled[usual] = row.usual_unit
        for symbol in dict.fromkeys((usual, *symbols.values())):
            cells = tuple(
                self._cell(row, span, typed.get(span), symbol, symbols.get(span, usual))
                for span in self._columns
            )
            apart = symbol != usual
            if apart or any(cell.open or cell.value is not None or cell.reason for cell in cells):
                others = [unit for unit in row.units if self._symbol(item, unit) != symbol]
                yield TemplateRow(
                    item=item,
                    group=self._catalog.groups[item.group].names,
                    base=row.base,
                    unit=spelled[symbol],
                    units=(spelled[symbol], *others),
                    apart=apart,
                    cells=cells,
                    before=tuple(self._before(row, span, symbol) for span in self._columns),
                )

    def _cell(
        self, row: FormRow, span: Period, figure: Row[Any] | None, unit: str, symbol: str
    ) -> TemplateCell:
        """Return a cell of the row in `unit`; `symbol` is the unit of what stands or would stand there."""
        if unit != symbol:
            return TemplateCell()
        takes = self._open(row, span, figure)
        if figure is None or (figure.value is None and figure.reason is None):
            return TemplateCell(open=takes)
        if figure.value is None:
            return TemplateCell(reason=figure.reason, open=takes)
        return TemplateCell(self._typed(figure, self._conversion(row, unit)), open=takes)

    def _open(self, row: FormRow, span: Period, figure: Row[Any] | None) -> bool:
        form = self._forms[span].get(row.key)
        closed = (
            (report_kind(span.kind), span.last) in self._locked
            or span.last not in self._seen
            or (form is not None and not form.writable)
        )
        if closed:
            return False
        if figure is not None:
            return True
        item = self._catalog.items[row.item]
        if span.kind == "cumulative":
            return item.kind == "flow" and form is not None and form.state != "not_applicable"
        owed = item.frequency == span.kind
        return owed and form is not None and form.state not in ("not_applicable", "span")

    def _figure(self, row: FormRow, span: Period, year: int) -> Row[Any] | None:
        if span.last not in self._seen:
            return None
        shift = (year - self._year) * 12
        key: Key = (self._site.id, row.item, span.kind, span.first + shift, span.last + shift, row.base)
        return self._figures.get(key)

    def _before(self, row: FormRow, span: Period, unit: str) -> float | None:
        figure = self._figure(row, span, self._year - 1)
        if figure is None or figure.value is None:
            return None
        return float(f"{self._conversion(row, unit).back(figure.value):.{_DIGITS}g}")

    def _typed(self, figure: Row[Any], conversion: Conversion) -> float:
        """Return a figure as it was typed; one whose text is read no longer, from its value."""
        try:
            return read_number(figure.text)
        except InputRefusal:
            return conversion.back(figure.value)

    def _conversion(self, row: FormRow, unit: str) -> Conversion:
        return self._catalog.units.item_conversion(self._catalog.items[row.item], unit)

    def _symbol(self, item: Item, unit: str) -> str:
        """Return the usual spelling of a unit, of the item's own where it is blank."""
        return self._catalog.units.read(unit or item.unit).symbol


def _form_of(span: Period) -> Period:
    """Return the form a column belongs to: a span from January to its last month's."""
    return Period.month(span.last) if span.kind == "cumulative" else span
