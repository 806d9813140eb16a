"""What an import would do, before it is done: figures old → new with their cells, and what is wrong."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.messages import period_words
from tracker.messages.numbers import ratio_change
from tracker.services.application import Application
from tracker.services.exchange.importing import ImportOutcome
from tracker.services.exchange.previewing import CellChange
from tracker.services.exchange.problems import Problem
from tracker.ui.components.import_questions import item_name
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.components.typed import typed
from tracker.ui.visit import language, words

_MOST_SHOWN = 300
_NUMBERS = ("before", "after", "change")


def counts(outcome: ImportOutcome) -> str:
    """Return in one line how many figures are new or changed, stay, and are refused."""
    return words(
        "ui_importing_counts",
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        refused=outcome.refused,
    )


def draw_changes(app: Application, cells: Sequence[CellChange]) -> None:
    """Draw each figure that would change, those that replace another first."""
    if not cells:
        st.caption(words("ui_importing_no_changes"))
        return
    replacing = [cell for cell in cells if cell.old_text]
    adding = [cell for cell in cells if not cell.old_text]
    if replacing:
        st.caption(words("ui_importing_replaces", count=len(replacing)))
    shown = [*replacing, *adding][:_MOST_SHOWN]
    many = len({cell.site for cell in cells}) > 1
    heads = ("place", *(["site"] if many else []), "period_of", "item", *_NUMBERS)
    table(
        [Column(words(f"ui_importing_{head}"), number=head in _NUMBERS) for head in heads],
        [_change(app, cell, many=many) for cell in shown],
        name="import_changes",
        title=words("ui_importing_changes"),
    )
    if len(cells) > len(shown):
        st.caption(words("ui_importing_more_changes", count=len(cells) - len(shown)))


def _change(app: Application, cell: CellChange, *, many: bool) -> list[str | Cell]:
    """Return the line of a figure; `many`: it says of which site."""
    return [
        typed(cell_place(cell.sheet, cell.row, cell.column)),
        *([cell.site] if many else []),
        period_words(cell.period, language()),
        item_name(app.catalog, cell.item),
        _figure(cell.old_text, cell.old_unit),
        _figure(cell.new_text, cell.new_unit),
        ratio_change(cell.new_value, cell.old_value),
    ]


def _figure(text: str, unit: str) -> Cell:
    if not text:
        return Cell("–")
    return Cell(f"{text} {unit}", f'{escape(text)} <span class="unit">{escape(unit)}</span>')


def draw_problems(catalog: Catalog, problems: Sequence[Problem]) -> None:
    """Draw what is refused, then what is only to be looked at, each with its place and remedy.

    Last comes what lies in no cell of the file.
    """
    ordered = sorted(problems, key=lambda one: (one.severity != "error", one.concerns is not None))
    table(
        [
            Column(words("ui_importing_place")),
            Column(words("ui_importing_kind")),
            Column(words("ui_problem"), text=True),
        ],
        [_problem(catalog, problem) for problem in ordered[:_MOST_SHOWN]],
        name="import_problems",
        title=words("ui_importing_problems"),
    )
    if len(ordered) > _MOST_SHOWN:
        st.caption(words("ui_importing_more_problems", count=len(ordered) - _MOST_SHOWN))


def _problem(catalog: Catalog, problem: Problem) -> list[str | Cell]:
    kind = words(f"marked_{problem.severity}")
    look = "mark not_met" if problem.severity == "error" else "mark at_risk"
    return [
        typed(problem.beyond(catalog, language()) or cell_place(problem.sheet, problem.row, problem.column)),
        Cell(kind, f'<span class="{look}">{escape(kind)}</span>'),
        typed(problem.told(catalog, language()), most=400),
    ]


def cell_place(sheet: str | None, row: int | None, column: str | None) -> str:
    """Return a place as a spreadsheet names it: `3月 C12`; in a CSV file its row."""
    if row is None and column is None:
        return sheet or words("ui_importing_whole_file")
    if column is not None and column.isupper():
        cell = f"{column}{row or ''}"
    else:
        cell = words("ui_importing_row", row=row)
    return f"{sheet} {cell}" if sheet else cell
