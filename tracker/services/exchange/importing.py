"""Imports long CSV files: one transaction over all, all or nothing unless asked otherwise (contract §2)."""

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from tracker.messages import Lang, Refusal
from tracker.services.application import Application, now
from tracker.services.changes import chain_of, grouped, settle, touch, with_parks, write_entries
from tracker.services.directory import load_directory
from tracker.services.entering.figures import stored_figures, write_figures
from tracker.services.exchange.examining import spreadsheets_for
from tracker.services.exchange.last_year import differences
from tracker.services.exchange.long_csv import read_files
from tracker.services.exchange.mappings import learn
from tracker.services.exchange.plan import Plan, Planner
from tracker.services.exchange.plausibility import blocking_problems, check_problems, rows_by_figure
from tracker.services.exchange.previewing import CellChange, cell_changes
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.readings import Reading
from tracker.services.exchange.row_checks import RowChecker
from tracker.services.exchange.spreadsheets.answers import Answers
from tracker.services.judging import recorded
from tracker.services.permissions import Action, Actor, require_action, visible_sites
from tracker.services.reporting.states import (
    EDITABLE,
    ReportKey,
    begin_reports,
    load_reports,
)
from tracker.services.reporting.submitting import ReportBlocked, submit_report
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import Fact, fact_of
from tracker.store.locking import lock_sites
from tracker.store.tables import ImportBatch, Report

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did, in the contract's words; `rows` = `changed` + `unchanged` + `refused`.

    `cells` are those it would change, from what to what; a dry run alone fills them in.
    """

    files: int
    rows: int
    changed: int
    unchanged: int
    refused: int
    stored: bool
    problems: tuple[Problem, ...]
    cells: tuple[CellChange, ...] = ()

    @property
    def ok(self) -> bool:
        """Return whether nothing was refused, neither a row nor a file nor the whole."""
        return not any(problem.severity == "error" for problem in self.problems)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """Return the outcome as the contract prints it, messages in `lang`."""
        return {
            "files": self.files,
            "rows": self.rows,
            "accepted": self.changed + self.unchanged,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "stored": self.stored,
            "problems": [problem.as_json(lang) for problem in self.problems],
        }


@dataclass(frozen=True)
class Options:
    """How to import; see `import_files`."""

    dry_run: bool = False
    partial: bool = False
    submit: bool = False
    blank_clears: bool = False
    answers: Answers = field(default_factory=Answers)


class _Undone(Exception):
    """Ends a dry run's transaction without storing anything."""


def import_files(
    app: Application,
    actor: Actor,
    paths: Sequence[Path],
    *,
    site: str | None = None,
    dry_run: bool = False,
    partial: bool = False,
    submit: bool = False,
    blank_clears: bool = False,
    answers: Answers | None = None,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Import files in one transaction, or with `partial` the rows that can be figures.

    Files are long CSV or spreadsheets; `answers` say of the latter's sheets what is not certain, and are
    remembered at the sites the sheets have figures of. Where something stays open, the outcome asks for it.

    `site` is the only site allowed and stands for a blank one. `dry_run` does everything and stores nothing.
    `blank_clears` lets a blank remove a figure. `submit` submits every report touched; one that a check
    blocks makes the whole store nothing. An actor who may not do so gets an outcome that says so.
    """
    options = Options(dry_run, partial, submit, blank_clears, answers or Answers())
    with _without_collection():
        return _import(app, actor, paths, site, options, progress)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let the cycle collector rest: looking through a long file's rows again and again cost a fifth of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _import(
    app: Application,
    actor: Actor,
    paths: Sequence[Path],
    site: str | None,
    options: Options,
    progress: Progress | None,
) -> ImportOutcome:
    try:
        reading = _read(app, actor, paths, site, options, progress)
    except Refusal as refusal:
        if refusal.code not in ("not_permitted", "unknown_site"):
            raise
        problem = Problem(str(paths[0]), refusal.code, refusal.code, refusal.params)
        return ImportOutcome(len(paths), 0, 0, 0, 0, False, (problem,))
    try:
        return _store(app, actor, reading, options)
    except ReportBlocked as blocked:
        return _blocked(reading, blocked)


def _read(
    app: Application,
    actor: Actor,
    paths: Sequence[Path],
    site: str | None,
    options: Options,
    progress: Progress | None,
) -> Reading:
    require_action(actor, Action.ENTER)
    if options.submit:
        require_action(actor, Action.SUBMIT)
    with read_session(app.engine) as session:
        spreadsheets = spreadsheets_for(session, app, actor, site, options.answers)
        records = visible_sites(actor, load_directory(session))
    seen = {record.code: record.id for record in records}
    checker = RowChecker(app.catalog, seen, only_site=site, through=app.month())

    def read_spreadsheet(path: Path, reading: Reading) -> None:
        spreadsheets.read(path, checker, reading, app.month())

    return read_files(paths, checker, read_spreadsheet, only_site=site is not None, progress=progress)


def _store(app: Application, actor: Actor, reading: Reading, options: Options) -> ImportOutcome:
    outcome: list[ImportOutcome] = []
    try:
        with unit_of_work(app.engine) as session:
            outcome.append(_Job(session, app, actor, options, reading).run())
            if options.dry_run:
                raise _Undone
    except _Undone:
        pass
    return outcome[0]


def _blocked(reading: Reading, blocked: ReportBlocked) -> ImportOutcome:
    file = reading.checked[0].file
    reading.problems.add(*blocking_problems(blocked.checks, file))
    return ImportOutcome(reading.files, reading.rows, 0, 0, reading.rows, False, reading.problems.told())


class _Job:
    """One import inside its transaction."""

    def __init__(
        self, session: Session, app: Application, actor: Actor, options: Options, reading: Reading
    ) -> None:
        self._session = session
        self._app = app
        self._actor = actor
        self._options = options
        self._reading = reading
        self._sites = {row.site_id for row in reading.checked}
        lock_sites(session, with_parks(load_directory(session), self._sites))
        # read again, as somebody may have changed a site while we waited for the lock
        self._directory = load_directory(session)
        self._reports: dict[ReportKey, Report] = {}
        self._chains: dict[tuple[int, int], str] = {}

    def run(self) -> ImportOutcome:
        """Plan, and where nothing forbids it write; return what was done."""
        reading, plan = self._reading, self._plan()
        storing = self._options.partial or not plan.problems.any_error
        plan.problems.add(*differences(self._session, self._app.catalog, reading.compared))
        if storing:
            plan.problems.add(*self._write(plan))
        return ImportOutcome(
            files=reading.files,
            rows=reading.rows,
            changed=len(plan.changes),
            unchanged=plan.unchanged,
            refused=reading.refused + plan.refused,
            stored=storing and not self._options.dry_run,
            problems=plan.problems.told(),
            cells=cell_changes(self._directory, plan.changes, reading.checked)
            if self._options.dry_run
            else (),
        )

    def _plan(self) -> Plan:
        rows = self._reading.checked
        if not rows:
            return Plan(self._reading.problems)
        first, last = min(row.last for row in rows), max(row.last for row in rows)
        owners = with_parks(self._directory, self._sites)
        self._reports = load_reports(self._session, owners, first, last)
        planner = Planner(
            self._app.catalog,
            self._actor,
            self._directory,
            # from the first month of a span on: its months say what it is compared with
            stored_figures(self._session, self._sites, min(row.first for row in rows), last),
            self._reports,
            blank_clears=self._options.blank_clears,
        )
        return planner.plan(rows, self._reading.problems)

    def _write(self, plan: Plan) -> list[Problem]:
        """Store the plan with one audit entry per park; return what the checks say of the reports touched."""
        # new cells first, as their facts come back, and in the order of the index, which is quicker to fill
        changes = sorted(plan.changes, key=lambda change: (change.stored is not None, change.key))
        figures = write_figures(self._session, self._actor, changes)
        pairs = [
            (self._chain(change.key[0], change.key[4]), fact)
            for change, fact in zip(changes, figures, strict=True)
        ]
        drafts = begin_reports(self._session, plan.reports, self._reports)
        pairs += [(self._directory.by_id[row.site_id].code, fact_of(row)) for row in drafts]
        pairs += learn(self._session, self._actor, self._directory, self._reading.learned)
        touched = {change.key[0] for change in plan.changes}
        submitted = self._submit(plan) if self._options.submit else []
        pairs += submitted
        pairs += self._batches({chain for chain, _ in pairs}, plan)
        write_entries(self._session, self._actor, "figures.import", grouped(pairs))
        if submitted:
            touched |= {self._directory.by_code[code].id for code, _ in submitted}
            settle(self._session, self._app, self._directory, touched)
        elif touched:
            touch(self._session, self._directory, touched)
        return self._checks(plan)

    def _chain(self, site_id: int, month: int) -> str:
        key = (site_id, month)
        if key not in self._chains:
            self._chains[key] = chain_of(self._directory, self._directory.by_id[site_id], month)
        return self._chains[key]

    def _batches(self, chains: Collection[str], plan: Plan) -> list[tuple[str, Fact]]:
        """Note what was done to each park, in the same entry, so that it can be undone."""
        changed = Counter(self._chain(change.key[0], change.key[4]) for change in plan.changes)
        command = uuid4().hex
        batches = [
            ImportBatch(
                site_id=self._directory.by_code[chain].id,
                command=command,
                files=self._reading.sources,
                figures=changed[chain],
                made_by=self._actor.recorded,
                made_at=now(),
            )
            for chain in sorted(chains)
        ]
        self._session.add_all(batches)
        self._session.flush()
        return [(self._directory.by_id[batch.site_id].code, fact_of(batch)) for batch in batches]

    def _submit(self, plan: Plan) -> list[tuple[str, Fact]]:
        """Submit each report touched that is not under way already, oldest first."""
        keys = [key for key in plan.reports if self._reports[key].state in EDITABLE]
        pairs: list[tuple[str, Fact]] = []
        for key in sorted(keys, key=lambda key: (key[2], key[1], key[0])):
            owner = self._directory.by_id[key[0]]
            facts = submit_report(
                self._session, self._app, self._actor, self._directory, owner, self._reports[key], ""
            )
            pairs += [(owner.code, fact) for fact in facts]
        for site_id, _, month in keys:
            owner = self._directory.by_id[site_id]
            facts = recorded.write(self._session, self._app, owner.code, month, "submitted")
            pairs += [(owner.code, fact) for fact in facts]
        return pairs

    def _checks(self, plan: Plan) -> list[Problem]:
        rows = self._reading.checked
        if not rows:
            return []
        return check_problems(
            self._session, self._app, self._directory, plan.reports, rows_by_figure(rows), rows[0].file
        )
