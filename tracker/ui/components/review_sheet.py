"""A report's figures to be read, a field for a remark beside each: written here, typed in the browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

_REMARKS = "remarks"


@dataclass(frozen=True)
class SheetRow:
    """One figure: its cells as markup, the first its head; `below` stands under it, over the whole width.

    `name` is what a remark on it is found by; `remark` what was said before, as markup.
    """

    name: str
    label: str
    cells: Sequence[str]
    below: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Sheet:
    """The figures of one site by group (its name and rows); one with a `title` folds away."""

    groups: Sequence[tuple[str, Sequence[SheetRow]]]
    title: str = ""


_FOLDER = Path(__file__).parent
_sheet = st.components.v2.component(
    "tracker_review_sheet",
    css=(_FOLDER / "review_sheet.css").read_text("utf-8"),
    js=(_FOLDER / "review_sheet.js").read_text("utf-8"),
)


def review_sheet(
    sheets: Sequence[Sheet], heads: Sequence[str], *, key: str, title: str, remark: str, writable: bool
) -> None:
    """Draw the sheets; where `writable`, remarks typed are found by `remarks_typed(key)`.

    `remark` heads the column of remarks; a field is called by it and the row's label.
    """
    wide = writable or any(row.remark for sheet in sheets for _, rows in sheet.groups for row in rows)
    columns = [*heads, *([remark] if wide else [])]
    markup = "".join(_table(sheet, columns, remark, wide=wide, writable=writable) for sheet in sheets)
    _sheet(
        data={"markup": markup, "title": title, "name": key},
        key=key,
        default={_REMARKS: {}},
        on_remarks_change=_nothing,
    )


def remarks_typed(key: str) -> dict[str, str]:
    """Return the remarks that stand in the fields now, by the name of their row."""
    state = st.session_state.get(key)
    return dict(state[_REMARKS]) if state else {}


def _nothing() -> None:
    """What was typed is read when the report is decided on."""


def _table(sheet: Sheet, columns: Sequence[str], remark: str, *, wide: bool, writable: bool) -> str:
    heads = "".join(
        f'<th scope="col"{_side(place)}>{escape(text)}</th>' for place, text in enumerate(columns)
    )
    body = "".join(
        f'<tr class="group"><th scope="rowgroup" colspan="{len(columns)}">{escape(name)}</th></tr>'
        + "".join(_row(row, len(columns), remark, wide=wide, writable=writable) for row in rows)
        for name, rows in sheet.groups
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    if not sheet.title:
        return table
    return f"<details><summary>{sheet.title}</summary>{table}</details>"


def _row(row: SheetRow, width: int, remark: str, *, wide: bool, writable: bool) -> str:
    head, *rest = row.cells
    cells = "".join(f"<td{_side(place)}>{cell}</td>" for place, cell in enumerate(rest, start=1))
    if wide:
        field = (
            f'<input data-row="{escape(row.name)}" maxlength="2000" '
            f'aria-label="{escape(remark)} {escape(row.label)}">'
            if writable
            else ""
        )
        cells += f'<td class="remark">{row.remark}{field}</td>'
    below = f'<tr class="below"><td colspan="{width}">{row.below}</td></tr>' if row.below else ""
    return f'<tr{" class=over" if below else ""}><th scope="row">{head}</th>{cells}</tr>{below}'


_UNIT = 2


def _side(place: int) -> str:
    """Numbers stand right; the head, the unit and the remark left."""
    return "" if place in (0, _UNIT) or place > _LAST_NUMBER else ' class="n"'


_LAST_NUMBER = 6
