"""Saves what somebody typed into fields of a form: each cell on its own, compared with what it replaces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from tracker.catalog.numbers import is_blank, is_blank_mark
from tracker.catalog.periods import Period, month_text
from tracker.catalog.text_forms import escaped
from tracker.messages import Refusal
from tracker.services.application import SHANGHAI, Application
from tracker.services.changes import touch, with_parks, write_entries
from tracker.services.directory import Directory, SiteRecord, load_family
from tracker.services.entering.figures import CLEARED, Change, Key, Typed, stored_figures, write_figures
from tracker.services.exchange.row_checks import CheckedRow, RowChecker, reason_beside
from tracker.services.judging.evaluation import Judged, judged_on
from tracker.services.permissions import Action, Actor, require
from tracker.services.reporting import checking
from tracker.services.reporting.checking import CheckResult
from tracker.services.reporting.states import LOCKED, begin_reports, load_reports, report_kind
from tracker.services.texts import in_both
from tracker.store.database import unit_of_work
from tracker.store.facts import fact_of
from tracker.store.locking import lock_sites

FORM = "form"


@dataclass(frozen=True)
class CellEdit:
    """What somebody typed into the field of an item (and base year), over the version they saw (0: none).

    `id` is the edit's own, so that one sent twice applies once. A blank value clears the field, or with a
    reason or note leaves an explained blank; a value that is a reason's word is that reason.
    """

    id: str
    item: str
    value: str
    unit: str
    version: int
    base: int = 0
    source: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class StoredCell:
    """What stands in a cell; `value` is in the item's canonical unit, `version` 0 where nothing ever was."""

    text: str = ""
    unit: str = ""
    value: float | None = None
    source: str | None = None
    reason: str | None = None
    note: str = ""
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True)
class CellAnswer:
    """What became of an edit: stored (also if it already was), or refused; `cell` is what stands there now.

    `item` and `base` name the cell the figure lies in, whose base its unit may have moved. `blank_mark` is
    what was typed and taken for a blank without a reason, `reason_word` what for a blank's reason.
    """

    edit_id: str
    item: str
    base: int
    cell: StoredCell
    refusal: Refusal | None = None
    blank_mark: str = ""
    reason_word: str = ""

    @property
    def stored(self) -> bool:
        """Return whether the edit stands."""
        return self.refusal is None


@dataclass(frozen=True)
class SaveOutcome:
    """An answer to each edit, then what the checks and the year-to-date findings of the site say.

    `judged` is None for an enterprise, which has no findings.
    """

    answers: tuple[CellAnswer, ...]
    checks: tuple[CheckResult, ...]
    judged: Judged | None


def save(app: Application, actor: Actor, site: str, period: str, edits: Sequence[CellEdit]) -> SaveOutcome:
    """Save edits of a month's or year's form; each is stored or refused on its own.

    Refused as a whole where the report is submitted or accepted. A cell that changed since it was seen is
    refused with who changed it to what, and when.
    """
    span = form_period(app, period)
    with unit_of_work(app.engine) as session:
        desk = _Desk.open(session, app, actor, site, span)
        answers = desk.save(edits)
        checks, judged = look(session, app, desk, span)
    return SaveOutcome(tuple(answers), checks, judged)


def try_out(
    app: Application, actor: Actor, site: str, period: str, edits: Sequence[CellEdit]
) -> tuple[CellAnswer, ...]:
    """Answer edits as `save` would, and store none; refused as a whole where that would be."""
    span = form_period(app, period)
    with unit_of_work(app.engine) as session:
        return tuple(_Desk.open(session, app, actor, site, span).decide(edits))


def correct(
    app: Application, actor: Actor, site: str, period: Period, edit: CellEdit, seen: tuple[str, str]
) -> CellAnswer:
    """Correct, or clear where its value is blank, a figure of January to a month: no form has a field for it.

    Refused where `seen`, text and unit, no longer stands there, and where the report is locked.
    """
    with unit_of_work(app.engine) as session:
        desk = _Desk.open(session, app, actor, site, period)
        stored = desk.stored.get((desk.site.id, edit.item, period.kind, period.first, period.last, edit.base))
        if stored is None or (stored.text, stored.unit) != seen:
            raise _changed_since(stored)
        (answer,) = desk.save([replace(edit, version=stored.version)])
    if answer.refusal is not None:
        raise answer.refusal
    return answer


def look(
    session: Session, app: Application, desk: "_Desk", span: Period
) -> tuple[tuple[CheckResult, ...], Judged | None]:
    """Return what the checks and the findings of the year so far say of the figures just saved.

    Looked at before anybody else can change them.
    """
    site, owner = desk.site.code, desk.owner.code
    family = desk.directory if site == owner else None
    figures = checking.report_figures(session, app, owner, directory=family)
    checks = checking.checks_on(session, app, figures, [site], span)
    has_findings = desk.site.kind != "enterprise"
    judged = judged_on(app, figures.panel, site, str(span)) if has_findings else None
    return tuple(checks), judged


def form_period(app: Application, text: str) -> Period:
    """Return the month or year a form is for; refuses anything else, and what is still to come."""
    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    if period is None or period.kind == "cumulative":
        raise Refusal("bad_form_period", place="period", text=text)
    if period.last > app.month():
        raise Refusal("future_period", place="period", period=text, month=month_text(app.month()))
    return period


@dataclass
class _Desk:
    """One form open for writing: the site, whose report it is, and what is stored; `changes` grow."""

    session: Session
    app: Application
    actor: Actor
    directory: Directory
    site: SiteRecord
    owner: SiteRecord
    period: Period
    stored: dict[Key, Row[Any]]
    changes: list[Change]

    @classmethod
    def open(cls, session: Session, app: Application, actor: Actor, site: str, period: Period) -> "_Desk":
        """Lock the site and its park; refuses what the actor may not enter and a locked report."""
        found = require(session, actor, Action.ENTER, site, month=period.last)
        directory = load_family(session, found)
        record = directory.by_code[site]
        owner = directory.owner(record, period.last) or record
        lock_sites(session, with_parks(directory, [record.id]))
        stored = stored_figures(session, [record.id], period.last, period.last)
        desk = cls(session, app, actor, directory, record, owner, period, stored, [])
        report = load_reports(session, [owner.id], period.last, period.last).get(desk.report_key)
        if report is not None and report.state in LOCKED:
            raise Refusal("report_locked", place=f"{owner.code} {period}", **in_both("state", report.state))
        return desk

    @property
    def report_key(self) -> tuple[int, str, int]:
        """Return what names the report the form belongs to."""
        return self.owner.id, report_kind(self.period.kind), self.period.last

    def save(self, edits: Sequence[CellEdit]) -> list[CellAnswer]:
        """Decide every edit, write those that change something, and answer all."""
        decided = self.decide(edits)
        if self.changes:
            self._write()
        return [self._after(answer) for answer in decided]

    def decide(self, edits: Sequence[CellEdit]) -> list[CellAnswer]:
        """Answer every edit and take down the changes they make; of several for one cell the last counts."""
        latest = {(edit.item, edit.base): edit for edit in edits}
        together = {edit.id for edit in edits}
        decided = {cell: self._decide(edit, together) for cell, edit in latest.items()}
        return [replace(decided[edit.item, edit.base], edit_id=edit.id) for edit in edits]

    def _decide(self, edit: CellEdit, together: set[str]) -> CellAnswer:
        """Return the answer to an edit, and take down the changes it makes."""
        seen = self._stored(edit.item, edit.base)
        if (base := self._applied(edit)) is not None:
            return self._answer(edit, base)
        version = 0 if seen is None else seen.version
        if version != edit.version and (seen is None or seen.edit_id not in together):
            return self._answer(edit, edit.base, _changed_since(seen))
        row = self._read(edit)
        if isinstance(row, Refusal):
            return self._answer(edit, edit.base, row)
        if row is None:
            return self._answer(edit, edit.base)
        if row.base != edit.base:
            return self._move(edit, row)
        self._put(edit, row)
        mark = row.text if row.reason is None and is_blank_mark(row.text) else ""
        word = edit.value.strip() if row.value is None and not row.text and row.reason else ""
        return replace(self._answer(edit, row.base), blank_mark=mark, reason_word=word)

    def _applied(self, edit: CellEdit) -> int | None:
        """Return the base of the cell an edit that came before has made; a move of base also cleared one."""
        made = [row for row in self.stored.values() if (row.item, row.edit_id) == (edit.item, edit.id)]
        return max(made, key=lambda row: row.present).base if made else None

    def _read(self, edit: CellEdit) -> CheckedRow | Refusal | None:
        """Return an edit as a checked row, or why it can't be one; None for nothing in an empty field."""
        item = self.app.catalog.items.get(edit.item)
        unit = edit.unit
        if item is not None and item.based and not unit.strip():
            if is_blank(edit.value) and not edit.base:
                return None
            unit = f"{item.unit}@{edit.base}" if edit.base else ""
        checker = RowChecker(
            self.app.catalog, {self.site.code: self.site.id}, only_site=None, through=self.app.month()
        )
        text, reason = checker.cell(edit.value)
        fields = [self.site.code, str(self.period), edit.item, text, escaped(unit.strip()), edit.source]
        row = checker.check(FORM, 0, [*fields, reason or edit.reason, escaped(edit.note.strip())])
        if not isinstance(row, CheckedRow):
            return Refusal(row[0].message, place=row[0].column, **row[0].params)
        if beside := reason_beside(self.app.catalog, row):
            return Refusal("reason_beside_figure", place="reason", **beside)
        if item is not None and item.level == "any" and self._rolled_up():
            return Refusal("rolled_up", item=edit.item, period=str(self.period))
        return row

    def _rolled_up(self) -> bool:
        return self.site.at("collect", self.period.last) == "rollup"

    def _move(self, edit: CellEdit, row: CheckedRow) -> CellAnswer:
        """A unit with another base year moves the figure there, where none stands yet."""
        there = self._stored(edit.item, row.base)
        if there is not None and there.present:
            return self._answer(edit, row.base, _changed_since(there))
        seen = self._stored(edit.item, edit.base)
        if seen is not None and seen.present:
            self.changes.append(Change(self._key(edit.item, edit.base), seen, CLEARED, edit.id))
        self._put(edit, row)
        return self._answer(edit, row.base)

    def _put(self, edit: CellEdit, row: CheckedRow) -> None:
        stored = self._stored(edit.item, row.base)
        said = row.value is not None or row.reason is not None or row.note != ""
        typed = Typed(True, *row[8:14]) if said else CLEARED
        before = CLEARED if stored is None else Typed(*(getattr(stored, name) for name in Typed._fields))
        if typed != before:
            self.changes.append(Change(self._key(edit.item, row.base), stored, typed, edit.id))

    def _write(self) -> None:
        facts = write_figures(self.session, self.actor, self.changes)
        reports = load_reports(self.session, [self.owner.id], self.period.last, self.period.last)
        facts += [fact_of(row) for row in begin_reports(self.session, [self.report_key], reports)]
        write_entries(self.session, self.actor, "figures.save", {self.owner.code: facts})
        touch(self.session, self.directory, [self.site.id])
        self.stored = stored_figures(self.session, [self.site.id], self.period.last, self.period.last)

    def _key(self, item: str, base: int) -> Key:
        # a rate is January to the month and one cell, whichever way it was typed
        return (self.site.id, item, self.period.kind, self.period.first, self.period.last, base)

    def _stored(self, item: str, base: int) -> Row[Any] | None:
        return self.stored.get(self._key(item, base))

    def _answer(self, edit: CellEdit, base: int, refusal: Refusal | None = None) -> CellAnswer:
        return CellAnswer(edit.id, edit.item, base, StoredCell(), refusal)

    def _after(self, answer: CellAnswer) -> CellAnswer:
        """Return an answer with what stands in its cell once everything is written."""
        return replace(answer, cell=stored_cell(self._stored(answer.item, answer.base)))


def stored_cell(row: Row[Any] | None) -> StoredCell:
    """Return what a stored row says of its cell; a cleared one keeps its version."""
    if row is None:
        return StoredCell()
    return StoredCell(
        row.text,
        row.unit,
        row.value,
        row.source,
        row.reason,
        row.note,
        row.version,
        row.changed_by,
        row.changed_at,
    )


def _changed_since(row: Row[Any] | None) -> Refusal:
    if row is None:
        return Refusal("cell_changed", by="", at="", text="")
    at = row.changed_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    text = f"{row.text} {row.unit}".strip() if row.present else ""
    return Refusal("cell_changed", by=row.changed_by, at=at, text=text)
