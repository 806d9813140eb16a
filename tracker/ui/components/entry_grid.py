"""The month's form as one table of ordinary inputs, in plain JavaScript without a build step.

Rows and edits are plain records; what they mean is the page's business. An edit stays with the browser until
the page names its id as done, so that a slow answer loses none.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypedDict

import streamlit as st

EDITS = "edits"


class Message(TypedDict):
    """A remark beside a field; `unit` and `action` offer a unit to change to."""

    level: str
    text: str
    unit: str
    action: str


class Row(TypedDict):
    """One field of the form with what stands around it, all as texts ready to be shown."""

    key: str
    group: str
    name: str
    help: str
    required: bool
    missing: bool
    readonly: bool
    value: str
    unit: str
    units: list[str]
    source: str
    reason: str
    note: str
    version: int
    refused: bool
    last_month: str
    last_year: str
    ytd: str
    change: str
    echo: str
    messages: list[Message]


class Group(TypedDict):
    """A group of rows, with how many are filled in."""

    code: str
    name: str
    counts: str
    trouble: bool


class Edit(TypedDict):
    """What somebody put into a field, over the version of the figure they saw."""

    id: str
    form: str
    key: str
    value: str
    unit: str
    source: str
    reason: str
    note: str
    version: int


class Form(TypedDict):
    """All the grid draws; `done` names the edits that have been dealt with."""

    form: str
    readonly: bool
    groups: list[Group]
    rows: list[Row]
    sources: dict[str, str]
    reasons: dict[str, str]
    labels: dict[str, Any]
    done: list[str]


_FOLDER = Path(__file__).parent
_grid = st.components.v2.component(
    "tracker_entry_grid",
    css=(_FOLDER / "entry_grid.css").read_text("utf-8"),
    js=(_FOLDER / "entry_grid.js").read_text("utf-8"),
)


def entry_grid(form: Form, key: str, on_edits: Callable[[], None]) -> None:
    """Draw the form; `on_edits` is called when there are edits, found by `edits_of(key)`."""
    _grid(data=form, key=key, default={EDITS: []}, on_edits_change=on_edits)


def edits_of(key: str) -> Sequence[Edit]:
    """Return the edits the browser has not been told are done."""
    state = st.session_state.get(key)
    return state[EDITS] if state else []
