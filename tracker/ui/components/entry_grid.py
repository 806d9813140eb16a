"""The fields of a form as one table of ordinary inputs, in plain JavaScript without a build step.

All the grid draws is one record of texts; what they mean is made elsewhere. What somebody types goes to the
server by itself (`tracker.ui.edits`) and stays with the browser until it is answered, so that neither a slow
answer nor a lost connection loses any.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypedDict

import streamlit as st

from tracker.ui.components.paste_words import PasteWords

SUBMIT = "submit"


class Message(TypedDict):
    """A remark beside a field with a case like it; `unit` and `action` offer a unit to change to."""

    level: str
    text: str
    example: str
    unit: str
    action: str


class Cell(TypedDict):
    """One field: what stands there as typed, over which version it may be changed, and what is said of it."""

    value: str
    unit: str
    source: str
    reason: str
    note: str
    version: int
    readonly: bool
    echo: str
    history: str
    messages: list[Message]


class Carry(TypedDict):
    """What last month had: the unit, and of a stock its figure as typed; empty where it had none."""

    unit: str
    value: str


class Row(TypedDict):
    """A row of fields, one for each month shown, with what stands around them in a month's form."""

    key: str
    group: str
    name: str
    help: str
    required: bool
    missing: bool
    unit: str
    units: list[str]
    cells: list[Cell]
    context: list[str]
    carry: Carry


class Group(TypedDict):
    """A group of rows: how many fields are filled in, and how many are to be looked at or block."""

    code: str
    name: str
    counts: str
    doubts: int
    blocks: int


class Month(TypedDict):
    """A column of fields: `form` names site and month in an edit, `state` is the report's."""

    form: str
    name: str
    state: str
    readonly: bool


class Indicator(TypedDict):
    """What the form does to one indicator that is judged; `value` is written with its unit."""

    name: str
    value: str
    status: str
    verdict: str


class Line(TypedDict):
    """A check to deal with; `form` and `key` name the field it speaks of, empty where it is none.

    `elsewhere` is the address of the page where a figure without a field is corrected, else blank.
    """

    text: str
    example: str
    form: str
    key: str
    elsewhere: str


class Form(TypedDict):
    """All the grid draws. `stamp` orders what was drawn of the same form: an older one is not shown again."""

    account: str
    site: str
    period: str
    view: Literal["month", "year"]
    relevant: bool
    lang: str
    stamp: float
    months: list[Month]
    groups: list[Group]
    rows: list[Row]
    sources: dict[str, str]
    reasons: dict[str, str]
    state: str
    affected: list[Indicator]
    checks: list[Line]
    checked: str
    submit: bool
    explain: bool
    labels: dict[str, Any]


_FOLDER = Path(__file__).parent
_PARTS = ("edits", "grid", "steps", "paste")
_grid = st.components.v2.component(
    "tracker_entry_grid",
    css=(_FOLDER / "entry_grid.css").read_text("utf-8"),
    js="\n".join((_FOLDER / f"entry_{name}.js").read_text("utf-8") for name in _PARTS),
)


def entry_grid(
    form: Form, key: str, *, words: PasteWords, on_submit: Callable[[], None] | None = None
) -> None:
    """Draw the form; `on_submit` is called when its report is to be submitted.

    `words` are what pasted blocks are read by; the answers to edits come without.
    """
    _grid(data={**form, "words": words}, key=key, on_submit_change=on_submit or _nothing)


def submission(key: str) -> str | None:
    """Return the explanation the report is to be submitted with, within the call that says it is."""
    state = st.session_state.get(key)
    asked = state[SUBMIT] if state else None
    return None if asked is None else str(asked.get("reason", ""))


def _nothing() -> None:
    """The grid is only read."""
