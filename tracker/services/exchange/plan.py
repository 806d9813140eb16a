"""What an import would do to each cell: store, leave as it is, or refuse, with the reason (contract §2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Row

from tracker.catalog.catalog import Catalog
from tracker.services.directory import Directory, SiteRecord
from tracker.services.entering.figures import CLEARED, Change, Key, Typed, same_value
from tracker.services.exchange.last_year import in_unit_of, sum_of_months
from tracker.services.exchange.problems import Problem, Problems, Severity
from tracker.services.exchange.row_checks import CheckedRow, reason_beside
from tracker.services.permissions import Action, Actor, covers
from tracker.services.reporting.states import LOCKED, ReportKey, report_kind
from tracker.services.texts import in_both
from tracker.store.tables import Report


class Place(NamedTuple):
    """Where figures of one site and month belong: whose report, and what keeps figures out of it."""

    owner: SiteRecord | None
    permitted: bool
    locked: str | None
    rolled_up: bool


@dataclass
class Plan:
    """The outcome of looking at every row: cells to change, reports touched, counts and problems.

    `reports` are those a figure was accepted for, changed or as it stood.
    """

    problems: Problems
    changes: list[Change] = field(default_factory=list)
    reports: set[ReportKey] = field(default_factory=set)
    unchanged: int = 0
    refused: int = 0


class Planner:
    """Looks at checked rows one by one, against what is stored and in which state its report is."""

    def __init__(
        self,
        catalog: Catalog,
        actor: Actor,
        directory: Directory,
        stored: Mapping[Key, Row[Any]],
        reports: Mapping[ReportKey, Report],
        *,
        blank_clears: bool,
    ) -> None:
        self._catalog = catalog
        self._actor = actor
        self._directory = directory
        self._stored = stored
        self._reports = reports
        self._blank_clears = blank_clears
        self._places: dict[tuple[int, str, int], Place] = {}

    def plan(self, rows: Iterable[CheckedRow], problems: Problems) -> Plan:
        """Return what to do with every row; what is wrong with them is added to `problems`."""
        plan = Plan(problems)
        cells: dict[Key, list[CheckedRow]] = {}
        for row in rows:
            cells.setdefault(row[2:8], []).append(row)
        for key, found in cells.items():
            if len(found) > 1 and self._contradict(plan, found):
                continue
            self._plan_cell(plan, key, found[0])
        return plan

    def _contradict(self, plan: Plan, found: list[CheckedRow]) -> bool:
        """Refuse a cell given with different values; of equal ones the first counts, with a warning.

        Equal ones of one sheet in one unit are refused too: two loads of 30 t are 60 t.
        """
        first = found[0]
        equal = all(same_value(row.value, first.value) for row in found)
        twice = equal and any(_may_add_up(first, row) for row in found[1:])
        contradiction = not equal or twice
        code = "conflict" if contradiction else "duplicate"
        message = "same_twice" if twice else code
        severity: Severity = "error" if contradiction else "warning"
        for row in found if contradiction else found[1:]:
            other = first if row is not first else found[1]
            params = {"item": row.item, "period": row.period, "other": _where(other, row)}
            plan.problems.add(_problem(row, code, message, params, severity=severity))
        if contradiction:
            plan.refused += len(found)
        else:
            plan.unchanged += len(found) - 1
        return contradiction

    def _plan_cell(self, plan: Plan, key: Key, row: CheckedRow) -> None:
        place = self._place(row)
        if not place.permitted or place.owner is None:
            params = {"name": self._actor.name, **in_both("action", Action.ENTER)}
            _refuse(plan, row, "not_permitted", params)
            return
        stored = self._stored.get(key)
        typed = self._typed(plan, row, stored)
        if typed is None:
            plan.unchanged += 1
        elif place.locked is not None:
            self._refuse_locked(plan, row, stored, place.locked)
            return
        elif place.rolled_up and self._catalog.items[row.item].level == "any":
            _refuse(plan, row, "rolled_up", {"item": row.item, "period": row.period})
            return
        else:
            plan.changes.append(Change(key, stored, typed))
        if stored is not None or typed is not None:
            plan.reports.add((place.owner.id, report_kind(row.kind), row.last))

    def _refuse_locked(self, plan: Plan, row: CheckedRow, stored: Row[Any] | None, state: str) -> None:
        """Refuse a row of a locked report, with what is stored instead: itself, its months, or nothing."""
        plan.refused += 1
        known, message = _shown(stored), "month_locked"
        if not known:
            months = sum_of_months(self._stored, row)
            known = "" if months is None else in_unit_of(self._catalog, row, months)
            message = "month_locked_summed" if known else "month_locked_blank"
        params = {"period": row.period, "stored": known, **in_both("state", state)}
        plan.problems.add(_problem(row, "month_locked", message, params))

    def _place(self, row: CheckedRow) -> Place:
        key = (row.site_id, row.kind, row.last)
        if key not in self._places:
            self._places[key] = self._find_place(row)
        return self._places[key]

    def _find_place(self, row: CheckedRow) -> Place:
        site = self._directory.by_id[row.site_id]
        owner = self._directory.owner(site, row.last)
        permitted = covers(self._actor, self._directory, site, row.last)
        report = self._reports.get((owner.id, report_kind(row.kind), row.last)) if owner else None
        locked = report.state if report is not None and report.state in LOCKED else None
        return Place(owner, permitted, locked, site.at("collect", row.last) == "rollup")

    def _typed(self, plan: Plan, row: CheckedRow, stored: Row[Any] | None) -> Typed | None:
        """Return what a row puts into its cell, or None where nothing changes."""
        if stored is not None and not stored.present:
            stored = None
        if row.value is None:
            return self._blank(plan, row, stored)
        if params := reason_beside(self._catalog, row):
            message = "reason_not_taken"
            plan.problems.add(_problem(row, "reason_beside_figure", message, params, severity="warning"))
            row = row._replace(reason=None)
        source, note = row.source, row.note
        if stored is not None and stored.value is not None:
            source, note = source or stored.source, note or stored.note
            if (
                same_value(stored.value, row.value)
                and source == stored.source
                and note == stored.note
                and row.reason in (None, stored.reason)
            ):
                return None
        return Typed(True, row.value, row.text, row.unit, source, row.reason, note)

    def _blank(self, plan: Plan, row: CheckedRow, stored: Row[Any] | None) -> Typed | None:
        """A blank never removes a figure unless asked to; with a reason or note it is kept as a blank.

        A reason written over the figure, in its own cell, takes its place as it does in the form.
        """
        said = row.reason is not None or row.note != ""
        blank = Typed(True, None, row.text, row.unit, row.source, row.reason, row.note) if said else CLEARED
        if stored is None:
            return blank if said else None
        if stored.value is not None and not self._blank_clears and not row.in_cell:
            self._tell_kept(plan, row, stored)
            return None
        if stored.value is None and not said and not self._blank_clears:
            return None
        same = stored.value is None and (stored.reason, stored.note) == (row.reason, row.note)
        return None if same else blank

    def _tell_kept(self, plan: Plan, row: CheckedRow, stored: Row[Any]) -> None:
        params = {"item": row.item, "period": row.period, "stored": _shown(stored)}
        message = "blank_kept"
        if row.reason is not None:
            names = self._catalog.blank_reasons[row.reason].names
            message, params = "reason_kept_out", {**params, "reason_zh": names.zh, "reason_en": names.en}
        plan.problems.add(_problem(row, "blank_kept", message, params, severity="warning"))


def _refuse(plan: Plan, row: CheckedRow, code: str, params: Mapping[str, object]) -> None:
    plan.refused += 1
    plan.problems.add(_problem(row, code, code, params))


def _problem(
    row: CheckedRow, code: str, message: str, params: Mapping[str, object], *, severity: Severity = "error"
) -> Problem:
    named = {"month_locked": "value", "blank_kept": "value", "rolled_up": "item"}.get(code)
    column = named if row.column is None else row.column
    return Problem(row.file, code, message, params, row.row, column, row.sheet, severity)


def _where(row: CheckedRow, seen_from: CheckedRow) -> str:
    """Return the place of a row or cell in one line, the file only where it is another one."""
    cell = row.row if row.column is None else f"{row.column}{row.row}"
    file = None if row.file == seen_from.file else Path(row.file).name
    return ", ".join(str(part) for part in (file, row.sheet, cell) if part)


def _may_add_up(one: CheckedRow, other: CheckedRow) -> bool:
    """Return whether two equal figures may be two entries of a ledger rather than the same one twice."""
    same_table = (one.file, one.sheet) == (other.file, other.sheet) and one.column is not None
    january_so_far = one.row == other.row and one.kind == "month" and one.last % 12 == 0
    return same_table and not january_so_far and bool(one.value) and one.unit == other.unit


def _shown(stored: Row[Any] | None) -> str:
    """Return a stored figure as it was typed."""
    return f"{stored.text} {stored.unit}".strip() if stored is not None and stored.present else ""
