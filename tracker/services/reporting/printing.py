"""A form as it is printed, from what is stored: empty for filling by hand, or with the figures so far."""

from collections.abc import Iterable

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Names
from tracker.catalog.periods import Period
from tracker.documents.form_sheet import FormSheet, PrintedRow, form_pdf
from tracker.messages import Lang
from tracker.services.application import SHANGHAI, Application
from tracker.services.directory import load_family
from tracker.services.entering.rows import DEFAULT_BASE, FormRow, Rows
from tracker.services.entering.saving import form_period
from tracker.services.judging.evaluation import view_of
from tracker.services.permissions import Action, Actor, require
from tracker.services.reporting.reviewing import Line, added_up, site_sheet
from tracker.services.reporting.states import load_reports, record_of, report_kind, unbegun
from tracker.store.database import read_session


def printed_form(
    app: Application, actor: Actor, site: str, period: str, lang: Lang, *, empty: bool = False
) -> bytes:
    """Return a site's form of a month or year as a PDF; `empty`: the items alone, to be filled by hand.

    Whoever does not enter figures gets them as last submitted. Where a park is rolled up, its form shows the
    sums of its enterprises.
    """
    return form_pdf(form_sheet(app, actor, site, period, empty=empty), lang)


def form_sheet(app: Application, actor: Actor, site: str, period: str, *, empty: bool = False) -> FormSheet:
    """Return what a printed form shows; refuses what `form` refuses."""
    span = form_period(app, period)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site, month=span.last)
        directory = load_family(session, found)
        record = directory.by_code[site]
        owner = directory.owner(record, span.last) or record
        kind = report_kind(span.kind)
        row = load_reports(session, [owner.id], span.last, span.last).get((owner.id, kind, span.last))
        report = (
            unbegun(app.catalog, owner.code, kind, span.last)
            if row is None
            else record_of(app.catalog, owner.code, row)
        )
        view = view_of(actor, reported=False)
        rolled_up = record.at("collect", span.last) == "rollup"
        members = directory.covered(record, span.last) if rolled_up else [record]
        sheets = [
            site_sheet(member, Rows(session, app.catalog, member, span.last, view).by_group(span))
            for member in members
        ]
    whole = added_up(app.catalog, sheets[0], sheets[1:])
    sent = report.submitted_at if report.state in ("submitted", "accepted") else None
    return FormSheet(
        head=app.catalog.form_heads[kind],
        site=site,
        name=record.at("name", span.last) or site,
        period=span,
        state=report.state,
        groups=tuple(_groups(app.catalog, whole.groups, span)),
        away=tuple(app.catalog.items[line.row.item].names for line in whole.lines if _is_away(line)),
        submitted_by=report.submitted_by or "" if sent and not empty else "",
        submitted_on=sent.astimezone(SHANGHAI).date() if sent and not empty else None,
        empty=empty,
    )


def _groups(
    catalog: Catalog, groups: Iterable[tuple[str, tuple[Line, ...]]], span: Period
) -> Iterable[tuple[Names, tuple[PrintedRow, ...]]]:
    for group, lines in groups:
        rows = tuple(_row(catalog, line.row, span) for line in lines if not _is_away(line))
        if rows:
            yield catalog.groups[group].names, rows


def _is_away(line: Line) -> bool:
    return line.row.state == "not_applicable"


def _row(catalog: Catalog, row: FormRow, span: Period) -> PrintedRow:
    item = catalog.items[row.item]
    unit = row.cell.unit or row.usual_unit
    back = catalog.units.item_conversion(item, unit).back
    value, ytd, last_year = (
        None if number is None else back(number)
        for number in (row.cell.value, row.ytd if span.kind == "month" else None, row.last_year)
    )
    reason = catalog.blank_reasons.get(row.cell.reason or "")
    return PrintedRow(
        names=item.names,
        unit=unit.partition("@")[0],
        base=(row.base or DEFAULT_BASE) if item.based else 0,
        value=value,
        ytd=ytd,
        last_year=last_year,
        instead=row.state if row.state in ("span", "reason") else "",
        note=row.cell.note,
        blank_reason=None if reason is None else reason.names,
    )
