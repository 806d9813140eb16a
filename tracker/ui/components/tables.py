"""One HTML table for everything that is only read: it prints, can be selected, and is read aloud."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Column:
    """A head, and whether numbers or running text stand below it; `unit` is set small beside it."""

    head: str
    number: bool = False
    text: bool = False
    unit: str = ""


class Markup(str):
    """A cell that is markup already; every other cell is escaped."""

    __slots__ = ()


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, caption: str = "") -> None:
    """Draw a table; the first cell of a row is its head."""
    head = "".join(_head(column) for column in columns)
    body = "".join(_row(columns, row) for row in rows)
    name = f' aria-label="{escape(caption)}"' if caption else ""
    st.html(
        f'<div class="sheet" tabindex="0"><table{name}><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def list_lines(lines: Iterable[str]) -> None:
    """Draw sentences one under the other, with points."""
    points = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<ul class="lines">{points}</ul>')


def link(text: str, address: str) -> Markup:
    """Return a link within the interface."""
    return Markup(f'<a href="{escape(address)}">{_cell(text)}</a>')


def _head(column: Column) -> str:
    unit = f' <span class="unit">{escape(column.unit)}</span>' if column.unit else ""
    return f'<th scope="col"{_side(column)}>{escape(column.head)}{unit}</th>'


def _row(columns: Sequence[Column], row: Sequence[str]) -> str:
    first, *rest = zip(columns, row, strict=True)
    head = f'<th scope="row"{_side(first[0])}>{_cell(first[1])}</th>'
    return f"<tr>{head}" + "".join(f"<td{_side(c)}>{_cell(text)}</td>" for c, text in rest) + "</tr>"


def _side(column: Column) -> str:
    return ' class="n"' if column.number else ' class="wrap"' if column.text else ""


def _cell(text: str) -> str:
    return text if isinstance(text, Markup) else escape(text)
