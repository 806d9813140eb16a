"""A queue one picks from; each entry is a real link, to be opened in a new tab or sent on as well."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

_PICKED = "picked"


@dataclass(frozen=True)
class Entry:
    """One entry: what the address says of it, its first line and the lines below, as markup."""

    address: str
    first: str
    lines: tuple[str, ...] = ()


_FOLDER = Path(__file__).parent
_list = st.components.v2.component(
    "tracker_pick_list",
    css=(_FOLDER / "pick_list.css").read_text("utf-8"),
    js=(_FOLDER / "pick_list.js").read_text("utf-8"),
)


def pick_list(entries: Iterable[Entry], *, name: str, title: str, chosen: str) -> None:
    """Draw a queue; the entry picked is put into the address under `name`, where the page finds it.

    `title` tells a screen reader what this is; `chosen` is marked as the one that stands open.
    """
    key = f"pick_{name}"
    kept = {part: value for part, value in st.query_params.to_dict().items() if part != name}
    items = "".join(_markup(entry, {**kept, name: entry.address}) for entry in entries)
    markup = f'<nav aria-label="{escape(title)}"><ol>{items}</ol></nav>'

    def picked() -> None:
        st.query_params[name] = str(st.session_state[key][_PICKED])

    _list(data={"markup": markup, "chosen": chosen}, key=key, on_picked_change=picked)


def _markup(entry: Entry, query: dict[str, str]) -> str:
    lines = "".join(f"<small>{line}</small>" for line in entry.lines)
    address, name = escape(f"?{urlencode(query)}"), escape(entry.address)
    link = f'<a href="{address}" target="_self" data-name="{name}"><span>{entry.first}</span>{lines}</a>'
    return f"<li>{link}</li>"
