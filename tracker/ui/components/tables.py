"""One HTML table for all that is only read: it prints, can be selected, is read aloud, goes to Excel."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from tracker.documents.workbook import table_workbook
from tracker.ui.components.style import print_across
from tracker.ui.visit import words

_PORTRAIT = 7
"""So many columns are printed upright, more across."""
_LONG, _SHORT = 300, 120
_NAME_LENGTH = 80
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s_]+')


@dataclass(frozen=True)
class Column:
    """A head, and whether numbers or running text stand below it; `unit` is set small beside it."""

    head: str
    number: bool = False
    text: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: the screen shows `markup` where there is some, Excel takes `value` where there is one."""

    text: str
    markup: str = ""
    value: float | None = None


Table = tuple[Sequence[Column], Iterable[Sequence[Cell]]]
"""A table with its heads."""


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | Cell]],
    *,
    name: str,
    title: str,
    below: Sequence[str] = (),
) -> None:
    """Draw a table with its way to Excel; the first cell of a row is its head.

    `name` is the table's own on its page; `title` names the workbook and tells a screen reader what this is.
    `below` are sentences, one for each row, that stand under it across the whole table.
    """
    lines = [[_as_cell(cell) for cell in row] for row in rows]
    head = "".join(_head(column) for column in columns)
    said = below or [""] * len(lines)
    body = "".join(
        _row(columns, line) + _across(columns, text) for line, text in zip(lines, said, strict=True)
    )
    if len(columns) > _PORTRAIT:
        print_across()
    st.html(
        f'<div class="sheet" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    to_excel(columns, lines, name=name, title=title)


def to_excel(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, name: str, title: str) -> None:
    """Draw the button that hands out a table as a workbook."""
    offer_excel(lambda: (columns, rows), name=name, title=title)


def offer_excel(made: Callable[[], Table], *, name: str, title: str) -> None:
    """Draw the button that hands out a workbook of the table `made` returns when it is asked for."""

    def workbook() -> bytes:
        columns, rows = made()
        heads = [f"{column.head} ({column.unit})" if column.unit else column.head for column in columns]
        return table_workbook(title, heads, [[_plain(cell) for cell in row] for row in rows])

    st.download_button(
        words("ui_to_excel"),
        workbook,
        file_name=file_name(title, "xlsx"),
        key=f"excel_{name}",
        type="tertiary",
        on_click="ignore",
    )


def file_name(title: str, kind: str) -> str:
    """Return a name every system takes for a file titled so, whatever people typed into the title."""
    told = "".join(sign for sign in title.replace(" · ", "_") if sign.isprintable() or sign.isspace())
    plain = _NOT_IN_FILE_NAMES.sub("_", told).strip("._")
    return f"{plain[:_NAME_LENGTH] or 'table'}.{kind}"


def list_lines(lines: Iterable[str]) -> None:
    """Draw sentences one under the other, with points."""
    points = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<ul class="lines">{points}</ul>')


def link(text: str, address: str) -> Cell:
    """Return a link within the interface."""
    return Cell(text, f'<a href="{escape(address)}" target="_self">{escape(text)}</a>')


def _as_cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def _plain(cell: Cell) -> str | float:
    return cell.text if cell.value is None else cell.value


def _head(column: Column) -> str:
    unit = f' <span class="unit">{escape(column.unit)}</span>' if column.unit else ""
    return f'<th scope="col"{_side(column)}>{escape(column.head)}{unit}</th>'


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    first, *rest = zip(columns, row, strict=True)
    head = f'<th scope="row"{_side(first[0])}>{_shown(first[1])}</th>'
    return f"<tr>{head}" + "".join(f"<td{_side(c)}>{_shown(cell)}</td>" for c, cell in rest) + "</tr>"


def _across(columns: Sequence[Column], text: str) -> str:
    return f'<tr class="below"><td colspan="{len(columns)}">{escape(text)}</td></tr>' if text else ""


def _side(column: Column) -> str:
    return ' class="n"' if column.number else ' class="wrap"' if column.text else ""


def _shown(cell: Cell) -> str:
    """Return a cell's markup; a text of many lines is cut and opens by itself."""
    if cell.markup:
        return cell.markup
    text = escape(cell.text)
    if len(cell.text) <= _LONG:
        return f'<bdi title="{text}">{text}</bdi>' if len(cell.text) > _SHORT // 4 else text
    short = escape(cell.text[:_SHORT])
    return f'<details class="long"><summary><bdi>{short}…</bdi></summary><bdi>{text}</bdi></details>'
