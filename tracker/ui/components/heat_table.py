"""A table of verdicts that opens on a cell: one HTML table with a little plain JavaScript around it.

The table is written here, so that it prints, is read aloud and can be searched; the browser folds groups,
walks with the arrow keys and tells which cell was asked for. All texts given are markup, escaped by then.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypedDict

import streamlit as st

CELL, CLOSED = "cell", "closed"


@dataclass(frozen=True)
class Group:
    """Rows under a head of their own that folds them away; without a head they just stand there.

    The first cell of a row is its head.
    """

    rows: Sequence[Sequence[str]]
    code: str = ""
    head: str = ""
    summary: str = ""


class Labels(TypedDict):
    """What a screen reader calls the table, and the button that folds all groups or unfolds them."""

    table: str
    fold: str
    unfold: str


_FOLDER = Path(__file__).parent
_heat = st.components.v2.component(
    "tracker_heat_table",
    css=(_FOLDER / "heat_table.css").read_text("utf-8"),
    js=(_FOLDER / "heat_table.js").read_text("utf-8"),
)


def heat_table(
    markup: str,
    labels: Labels,
    *,
    key: str,
    opened: str,
    on_cell: Callable[[], None],
    on_close: Callable[[], None],
) -> None:
    """Draw a table made by `heat_markup`; `opened` is the cell whose panel is open, Esc asks to close it.

    `on_cell` is called when a cell was asked for, found by `cell_asked(key)`.
    """
    data = {"markup": markup, "labels": labels, "opened": opened, "name": key}
    _heat(data=data, key=key, on_cell_change=on_cell, on_closed_change=on_close)


def cell_asked(key: str) -> str:
    """Return the name of the cell that was asked for."""
    state = st.session_state.get(key)
    return str(state[CELL] or "") if state else ""


def heat_markup(heads: Sequence[str], groups: Iterable[Group]) -> str:
    """Return the table: heads, then group after group."""
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    bodies = "".join(_body(group, len(heads)) for group in groups)
    return f"<table><thead><tr>{head}</tr></thead>{bodies}</table>"


def verdict_button(
    name: str, status: str, word: str, figure: str, hint: str = "", *, leads_to: bool = False
) -> str:
    """Return a cell's content: the mark, its figure beside it; `name` is what `cell_asked` gives.

    `leads_to`: it is not the named cell itself, but opens that.
    """
    title = f' title="{escape(hint)}"' if hint else ""
    return (
        f'<button type="button" tabindex="-1" class="{status}" '
        f'data-{"opens" if leads_to else "cell"}="{escape(name)}"{title}><b>{word}</b>{figure}</button>'
    )


def _body(group: Group, width: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in group.rows
    )
    if not group.head:
        return f"<tbody>{rows}</tbody>"
    fold = f'<button type="button" tabindex="-1" class="fold" aria-expanded="true">{group.head}</button>'
    return (
        f'<tbody data-group="{escape(group.code)}"><tr class="group"><th scope="rowgroup">{fold}</th>'
        f'<td colspan="{width - 1}"><div>{group.summary}</div></td></tr>{rows}</tbody>'
    )
