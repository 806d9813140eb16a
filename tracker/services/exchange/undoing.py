"""Takes an import back: what it changed stands as before, by one new action; nothing is deleted.

Figures go back in both views, with units, sources, reasons and notes, and so do the states of reports the
import submitted while nobody has opened or moved them since. What stood before is read from the history.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, or_
from sqlmodel import Session, col, select

from tracker.catalog.periods import Period
from tracker.messages import Refusal
from tracker.services.application import Application, now
from tracker.services.changes import settle, touch, with_parks, write_entries
from tracker.services.directory import Directory, load_directory, load_family
from tracker.services.entering.figures import Key, stored_figures
from tracker.services.permissions import Action, Actor, covers, require, require_action
from tracker.services.reporting.check_texts import item_names
from tracker.services.reporting.rounds import UNDO
from tracker.services.reporting.states import LOCKED, ReportKey, load_reports, report_kind, report_period
from tracker.services.texts import clean, in_both, name_in_both
from tracker.store.bulk import update_observations
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import FACT_TABLES, Fact, fact_from, fact_of
from tracker.store.locking import lock_sites
from tracker.store.tables import History, ImportBatch, Report

NAMED = 5
"""So many figures are named where somebody changed them since."""

_WORKING: Mapping[str, object] = {
    "present": False, "value": None, "text": "", "unit": "", "source": None, "reason": None, "note": "",
}  # fmt: skip
_REPORTED = {f"reported_{name}": blank for name, blank in _WORKING.items() if name != "present"} | {
    "reported": False
}
_UNMOVED = frozenset({"id", "site_id", "kind", "month", "version"})
"""What a report keeps when its state goes back; its version only ever grows."""


@dataclass(frozen=True)
class ImportRecord:
    """What one import did to one park's or region's figures; `site` is that park or region."""

    id: int
    site: str
    files: tuple[str, ...]
    figures: int
    made_by: str
    made_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class ChangedSince:
    """A figure of an import that somebody changed after it."""

    site: str
    item: str
    period: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Undoing:
    """What taking an import back does: how many figures and reports go back, and which figures do not."""

    batch: ImportRecord
    figures: int
    reports: int
    changed: tuple[ChangedSince, ...]


def list_imports(
    app: Application, actor: Actor, site: str | None = None, *, most: int = 50
) -> list[ImportRecord]:
    """Return the newest imports into parks where the actor enters figures, and the actor's own.

    `site`: of this park, or of the park an enterprise belongs to.
    """
    with read_session(app.engine) as session:
        if site is None:
            require_action(actor, Action.ENTER)
            directory = load_directory(session)
            owners = list(directory.by_id.values())
        else:
            directory = load_family(session, require(session, actor, Action.ENTER, site))
            record = directory.by_code[site]
            owners = [directory.owner(record, None) or record]
        entered = [owner.id for owner in owners if covers(actor, directory, owner)]
        mine = col(ImportBatch.made_by).in_([actor.name, actor.recorded])
        query = select(ImportBatch).where(
            col(ImportBatch.site_id).in_([owner.id for owner in owners]),
            or_(col(ImportBatch.site_id).in_(entered), mine),
        )
        rows = session.exec(query.order_by(col(ImportBatch.id).desc()).limit(most)).all()
        return [_record(directory, row) for row in rows]


def what_undoing_does(app: Application, actor: Actor, batch: int) -> Undoing:
    """Return what `undo` would do now; refuses what it refuses, but for figures changed since."""
    with read_session(app.engine) as session:
        return _Desk(session, app, actor, batch, lock=False).told()


def undo(app: Application, actor: Actor, batch: int, reason: str = "", *, rest: bool = False) -> Undoing:
    """Take an import back; once only, and only by somebody who may enter every figure of it.

    Figures somebody changed since are never overwritten: it is refused with which they are and who changed
    them, or with `rest` they stay and the others go back. Refuses a report that is submitted or accepted,
    unless the import submitted it and nobody has opened it.
    """
    with unit_of_work(app.engine) as session:
        desk = _Desk(session, app, actor, batch, lock=True)
        if desk.changed and not rest:
            raise desk.changed_since()
        desk.write(clean(reason))
        return desk.told()


class _Part(NamedTuple):
    """A fact the import wrote: its state before (empty: there was none) and after the import."""

    before: dict[str, Any]
    after: dict[str, Any]


class _Desk:
    """One import looked at: which figures and reports go back, and which figures were changed since."""

    def __init__(self, session: Session, app: Application, actor: Actor, batch: int, *, lock: bool) -> None:
        require_action(actor, Action.ENTER)
        self.session, self.app, self.actor = session, app, actor
        self.directory = load_directory(session)
        entry = _entry_of(session, batch)
        figures = {_key(part.after): part for part in _parts(session, entry, "observation")}
        reports = {_report_key(part.after): part for part in _parts(session, entry, "report")}
        self.sites = {key[0] for key in figures} | {key[0] for key in reports}
        if lock:
            lock_sites(session, with_parks(self.directory, self.sites))
        self.row = session.exec(select(ImportBatch).where(ImportBatch.id == batch)).one()
        self.owner = self.directory.by_id[self.row.site_id]
        self._require(batch, figures)
        self.reports = self._reports(figures, reports)
        self.changed: list[Row[Any]] = []
        self.figures = self._figures(figures)

    def told(self) -> Undoing:
        """Return what is found."""
        changed = [self._changed(row) for row in self.changed]
        return Undoing(
            _record(self.directory, self.row), len(self.figures), len(self.reports), tuple(changed)
        )

    def _require(self, batch: int, figures: Iterable[Key]) -> None:
        """Refuse an import that is not the actor's to undo, or was undone already."""
        entered: set[tuple[int, int | None]] = {(key[0], key[4]) for key in figures}
        entered = entered or {(self.owner.id, None)}
        if not all(
            covers(self.actor, self.directory, self.directory.by_id[site], month) for site, month in entered
        ):
            raise Refusal("unknown_import", batch=batch)
        if self.row.undone_by is not None:
            raise Refusal("import_undone", batch=batch, **name_in_both("by", self.row.undone_by))

    def _reports(
        self, figures: Iterable[Key], parts: Mapping[ReportKey, _Part]
    ) -> list[tuple[Report, dict[str, Any]]]:
        """Return the reports whose state goes back, each with its state before; refuses a locked one."""
        touched = {(self.owner.id, report_kind(key[2]), key[4]) for key in figures} | set(parts)
        months = [key[2] for key in touched] or [0]
        stored = load_reports(self.session, [self.owner.id], min(months), max(months))
        back = []
        for key in sorted(touched):
            report, part = stored.get(key), parts.get(key)
            if report is None:
                continue
            if part is not None and fact_of(report).state == part.after:
                if _moved(part):
                    back.append((report, part.before))
            elif report.state in LOCKED:
                place = f"{self.owner.code} {report_period(report.kind, report.month)}"
                raise Refusal("undo_locked", place=place, **in_both("state", report.state))
        if any(report.state == "submitted" for report, _ in back):
            require_action(self.actor, Action.SUBMIT)
        return back

    def _figures(self, parts: Mapping[Key, _Part]) -> list[dict[str, Any]]:
        """Return the rows of the figures that go back as they are to stand; `changed` grows by the others."""
        if not parts:
            return []
        months = [key[4] for key in parts]
        stored = stored_figures(self.session, {key[0] for key in parts}, min(months), max(months))
        back = {(report.kind, report.month) for report, _ in self.reports}
        rows = []
        for key, part in parts.items():
            row = stored[key]
            put = self._put_back(row, part, reported=(report_kind(key[2]), key[4]) in back)
            if put:
                rows.append({**row._mapping, **put, "version": row.version + 1} | self._by())
        return rows

    def _put_back(self, row: Row[Any], part: _Part, *, reported: bool) -> dict[str, Any]:
        """Return what changes in a row; the reported view goes back with its report alone."""
        current = fact_from("observation", row._asdict()).state
        put: dict[str, Any] = {}
        if not _same(part.before, part.after, _WORKING) and not _same(part.before, current, _WORKING):
            if _same(current, part.after, _WORKING):
                put = _columns(part.before, _WORKING) | {"edit_id": part.before.get("edit_id")}
            else:
                self.changed.append(row)
        if reported and not _same(part.before, current, _REPORTED):
            put |= _columns(part.before, _REPORTED)
        return put

    def _by(self) -> dict[str, Any]:
        return {"changed_by": self.actor.recorded, "changed_at": now()}

    def write(self, reason: str) -> None:
        """Store all that goes back under one audit entry, and have pages and flags follow."""
        facts = update_observations(self.session, self.figures)
        facts += [self._move_back(report, before) for report, before in self.reports]
        self.row.undone_by, self.row.undone_at = self.actor.recorded, now()
        self.session.flush()
        facts.append(fact_of(self.row))
        write_entries(self.session, self.actor, UNDO, {self.owner.code: facts}, reason)
        touched = self.sites | {self.owner.id}
        if self.reports:
            settle(self.session, self.app, self.directory, touched)
        else:
            touch(self.session, self.directory, touched)

    def _move_back(self, report: Report, before: Mapping[str, Any]) -> Fact:
        blank = {"state": "draft", "ever_submitted": False, "reason": ""}
        for column in FACT_TABLES["report"].columns:
            if column.name not in _UNMOVED:
                value = before.get(column.name, blank.get(column.name))
                is_instant = column.name.endswith("_at") and value is not None
                setattr(report, column.name, datetime.fromisoformat(str(value)) if is_instant else value)
        report.version += 1
        self.session.flush()
        return fact_of(report)

    def _changed(self, row: Row[Any]) -> ChangedSince:
        period = str(Period(row.first, row.last, row.kind))
        site = self.directory.by_id[row.site_id].code
        return ChangedSince(site, row.item, period, row.changed_by, row.changed_at)

    def changed_since(self) -> Refusal:
        """Return why it is refused as a whole: which figures were changed since, and by whom."""
        changed = [self._changed(row) for row in self.changed]
        named = {}
        for lang in ("zh", "en"):
            cells = [
                f"{one.site} {one.period} {item_names(self.app.catalog, one.item)[f'item_{lang}']} ("
                f"{name_in_both('by', one.by)[f'by_{lang}']})"
                for one in changed[:NAMED]
            ]
            named[f"cells_{lang}"] = ("；" if lang == "zh" else "; ").join(cells)
        return Refusal("undo_changed_since", count=len(changed), **named)


def _entry_of(session: Session, batch: int) -> int:
    """Return the audit entry an import was written in; refuses a number no import has."""
    query = (
        select(History.entry_id)
        .where(History.fact_kind == FACT_TABLES["import_batch"].kind, History.fact_key == str(batch))
        .order_by(col(History.id))
        .limit(1)
    )
    entry = session.exec(query).first()
    if entry is None:
        raise Refusal("unknown_import", batch=batch)
    return entry


def _parts(session: Session, entry: int, kind: str) -> list[_Part]:
    """Return every fact of a kind the entry wrote, with the states before and after it."""
    written = select(History.fact_key).where(History.entry_id == entry, History.fact_kind == kind)
    query = (
        select(History.fact_key, History.entry_id, History.state)
        .where(History.fact_kind == kind, col(History.fact_key).in_(written), col(History.entry_id) <= entry)
        .order_by(col(History.id))
    )
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for key, of, state in session.exec(query):
        (after if of == entry else before)[key] = state
    return [_Part(json.loads(before.get(key, "{}")), json.loads(state)) for key, state in after.items()]


def _key(state: Mapping[str, Any]) -> Key:
    return (
        state["site_id"], state["item"], state["kind"], state["first"], state["last"], state.get("base", 0)
    )  # fmt: skip


def _report_key(state: Mapping[str, Any]) -> ReportKey:
    return state["site_id"], state["kind"], state["month"]


def _moved(part: _Part) -> bool:
    """Return whether an import did more to a report than begin it."""
    before: str = part.before.get("state", "draft")
    return bool(before != part.after["state"])


def _same(one: Mapping[str, Any], other: Mapping[str, Any], names: Iterable[str]) -> bool:
    return all(one.get(name) == other.get(name) for name in names)


def _columns(state: Mapping[str, Any], blanks: Mapping[str, object]) -> dict[str, Any]:
    """Return the columns of a view as a state has them; what is null or empty stands in no state."""
    return {name: state.get(name, blank) for name, blank in blanks.items()}


def _record(directory: Directory, row: ImportBatch) -> ImportRecord:
    return ImportRecord(
        row.id or 0,
        directory.by_id[row.site_id].code,
        tuple(file["name"] for file in row.files),
        row.figures,
        row.made_by,
        row.made_at,
        row.undone_by,
        row.undone_at,
    )
