"""Looks at a spreadsheet without storing anything: what it is taken to be, and what must still be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from tracker.services.application import Application
from tracker.services.directory import load_directory
from tracker.services.exchange.csv_files import FileRefused
from tracker.services.exchange.long_csv import is_long_csv
from tracker.services.exchange.mappings import places_of, remembered
from tracker.services.exchange.problems import Problem
from tracker.services.exchange.spreadsheets.answers import Answers
from tracker.services.exchange.spreadsheets.cells import SheetReader
from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.filled_template import Origin, is_template, opened_template
from tracker.services.exchange.spreadsheets.labels import text_of
from tracker.services.exchange.spreadsheets.reading import SheetFound, Spreadsheets
from tracker.services.exchange.spreadsheets.tables import Table
from tracker.services.exchange.spreadsheets.vocabulary import Confidence
from tracker.services.exchange.spreadsheets.words import Measure, Role
from tracker.services.exchange.spreadsheets.workbooks import open_sheets
from tracker.services.permissions import Action, Actor, require, require_action, visible_sites
from tracker.store.database import read_session


@dataclass(frozen=True)
class ExaminedColumn:
    """A column with figures or labels: `letters` as the spreadsheet shows it, heading and unit as written.

    `item` is what its figures are of where the column says so (else the rows do); `likely` other items it
    might be, most like first. `period` is the month or year its heading names (`2024-03`, `2024`, `03`).
    `role` is None where nothing is understood; such a column is left out of the import.
    """

    letters: str
    heading: str
    unit: str
    role: Role | None
    item: str | None
    likely: tuple[str, ...]
    measure: Measure | None
    period: str
    confidence: Confidence
    answered: bool


@dataclass(frozen=True)
class ExaminedRow:
    """The first row (from 1) of a label in a table whose rows say which item they are."""

    row: int
    label: str
    unit: str
    item: str | None
    likely: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True)
class ExaminedSheet:
    """One sheet; `kind` is `wide` (items in columns), `tall` (items in rows), `nothing` or `hidden`.

    `headings` are its first and last heading row (from 1), None without any. `site` is a code or empty;
    `form` the code of a known form; `remembered` says that its meaning was taken from an earlier import.
    `questions` must be answered before everything on it can be imported; `notices` say what is left out.
    `sample` are the first rows below the headings, as text, a cell for each of `columns`. `key` is what an
    answer names it by; of several tables on one sheet `part` counts which it is. `month` is the month (1–12)
    it says without a year.
    """

    name: str
    kind: str
    headings: tuple[int, int] | None = None
    site: str = ""
    form: str | None = None
    remembered: bool = False
    columns: tuple[ExaminedColumn, ...] = ()
    rows: tuple[ExaminedRow, ...] = ()
    questions: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    fingerprint: str = ""
    key: str = ""
    part: int = 1
    month: int | None = None


@dataclass(frozen=True)
class Examined:
    """What a file is taken to be. `problem` says why it is refused.

    `long`: a long CSV, `template`: one of ours, with what it says of itself; neither leaves anything to ask.
    """

    file: str
    sheets: tuple[ExaminedSheet, ...] = ()
    long: bool = False
    template: Origin | None = None
    problem: Problem | None = None

    @property
    def certain(self) -> bool:
        """Return whether the file can be imported without asking anything."""
        return self.problem is None and not any(sheet.questions for sheet in self.sheets)


def examine(
    app: Application,
    actor: Actor,
    path: Path,
    *,
    site: str | None = None,
    answers: Answers | None = None,
) -> Examined:
    """Look at a file as `import_files` would with the same `site` and `answers`; nothing is stored.

    Refuses an actor who may not enter figures (of `site`, if one is named), and answers that cannot be.
    """
    file = str(path)
    require_action(actor, Action.ENTER)
    with read_session(app.engine) as session:
        spreadsheets = spreadsheets_for(session, app, actor, site, answers or Answers())
    try:
        if is_long_csv(path):
            return Examined(file, long=True)
        workbook = open_sheets(path)
        if is_template(workbook):
            return Examined(file, template=opened_template(workbook)[0])
        sheets = [_sheet(found) for found in spreadsheets.tables_of(workbook)]
    except FileRefused as refused:
        return Examined(file, problem=refused.problem)
    return Examined(file, tuple(sheets))


def spreadsheets_for(
    session: Session, app: Application, actor: Actor, site: str | None, answers: Answers
) -> Spreadsheets:
    """Return what reads spreadsheets for an actor; refuses a `site` they may not enter figures of."""
    if site is not None:
        require(session, actor, Action.ENTER, site)
    records = visible_sites(actor, load_directory(session))
    return Spreadsheets(app.catalog, places_of(records), remembered(session, records), answers, site)


def _sheet(found: SheetFound) -> ExaminedSheet:
    name = found.sheet.name
    if found.table is None or found.reader is None:
        return ExaminedSheet(name, "hidden" if found.sheet.hidden else "nothing", key=found.sheet.key)
    table, reader = found.table, found.reader
    problems = _read_through(reader)
    shown = [place for place, column in enumerate(table.columns) if column.heading or column.role]
    return ExaminedSheet(
        name=name,
        kind="wide" if table.wide else "tall",
        headings=(table.first + 1, table.start) if table.start > table.first else None,
        site=reader.site,
        form=table.form.code if table.form else None,
        remembered=found.remembered,
        columns=tuple(_column(reader, table.columns[place]) for place in shown),
        rows=_rows(reader, table),
        questions=tuple(problem for problem in problems if problem.severity == "error"),
        notices=tuple(problem for problem in problems if problem.severity == "warning"),
        sample=tuple(
            tuple(text_of(row[place]) if place < len(row) else "" for place in shown) for row in table.sample
        ),
        fingerprint=table.fingerprint,
        key=found.sheet.key,
        part=found.sheet.part,
        month=reader.month_without_year,
    )


def _read_through(reader: SheetReader) -> Sequence[Problem]:
    for _ in reader.cells():
        pass
    return reader.problems


def _column(reader: SheetReader, column: Column) -> ExaminedColumn:
    meaning = column.meaning
    span = meaning.span
    understood = column.role is not None and not meaning.likely
    parts = [f"{span.year}" if span.year else "", f"{span.month:02d}" if span.month else ""]
    return ExaminedColumn(
        letters=column.letters,
        heading=column.heading,
        unit=meaning.unit,
        role=column.role,
        item=meaning.item,
        likely=reader.suggestions(meaning),
        measure=reader.covers(column),
        period="-".join(part for part in parts if part),
        confidence="certain" if column.answered or understood else meaning.confidence,
        answered=column.answered,
    )


def _rows(reader: SheetReader, table: Table) -> tuple[ExaminedRow, ...]:
    if table.wide:
        return ()
    return tuple(
        ExaminedRow(
            number, label, meaning.unit, meaning.item, reader.suggestions(meaning), meaning.confidence
        )
        for label, (number, meaning) in reader.labels_met().items()
    )
