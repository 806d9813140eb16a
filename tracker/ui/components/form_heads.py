"""打印表头: what printed forms are headed with, and setting it from the document an installation goes by."""

import streamlit as st

from tracker.catalog.entries import FormHead
from tracker.services.application import Application
from tracker.services.form_heads import HeadForm, add_form_head
from tracker.services.permissions import Actor
from tracker.ui.components.confirmations import confirmation_cell
from tracker.ui.components.outcome import attempt
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.components.typed import naming_fields, typed
from tracker.ui.visit import language, words

_HEADS = ("kind", "name", "number", "authority", "approval", "valid_until", "confirmation", "source")
_FIELDS = ("name_zh", "name_en", "number", "approval", "authority_zh", "authority_en", "valid_until")


def form_heads(app: Application, who: Actor) -> None:
    """List the heads in force, and fold away the form that sets one."""
    st.header(words("ui_form_heads"), anchor=False)
    st.caption(words("ui_form_heads_help"))
    table(
        [Column(words(f"ui_head_{head}"), text=head in ("name", "source")) for head in _HEADS],
        [_line(app, head) for head in app.catalog.form_heads.values()],
        name="form_heads",
        title=words("ui_form_heads"),
    )
    _ask(app, who)


def _line(app: Application, head: FormHead) -> list[str | Cell]:
    lang = language()
    authority = "" if head.authority is None else str(getattr(head.authority, lang))
    return [
        _kind(app, head.code),
        typed(str(getattr(head.names, lang))),
        typed(head.number),
        typed(authority),
        typed(head.approval),
        typed(head.valid_until),
        confirmation_cell(head.citation),
        typed(head.citation.source),
    ]


def _kind(app: Application, code: str) -> str:
    return str(getattr(app.catalog.deadlines[code].names, language()))


def _ask(app: Application, who: Actor) -> None:
    heads = app.catalog.form_heads
    left, _ = st.columns([2, 5])
    kind = left.selectbox(
        words("ui_head_kind"), list(heads), format_func=lambda code: _kind(app, code), key="head_kind"
    )
    now = heads[kind]
    stands = {
        "name_zh": now.names.zh,
        "name_en": now.names.en,
        "number": now.number,
        "approval": now.approval,
        "authority_zh": "" if now.authority is None else now.authority.zh,
        "authority_en": "" if now.authority is None else now.authority.en,
        "valid_until": now.valid_until,
    }
    columns = st.columns(2)
    for place, name in enumerate(_FIELDS):
        columns[place % 2].text_input(
            words(f"ui_field_head_{name}"), stands[name], key=f"head_{name}_{kind}", max_chars=200
        )
    columns[1].text_input(
        words("ui_field_source"), key="head_source", max_chars=200, placeholder=words("ui_source_hint")
    )
    st.checkbox(words("ui_checked_original"), key="head_confirmed")
    st.button(words("ui_save_head"), key="add_head", on_click=_store, args=(app, who, kind))


def _store(app: Application, who: Actor, kind: str) -> None:
    kept = st.session_state
    typed_in = {name: str(kept.get(f"head_{name}_{kind}") or "") for name in _FIELDS}
    form = HeadForm(
        kind="year" if kind == "year" else "month",
        source=str(kept.get("head_source") or ""),
        confirmed=bool(kept.get("head_confirmed")),
        **typed_in,
    )
    if attempt(naming_fields(lambda: add_form_head(app, who, form)), "ui_head_saved"):
        st.session_state["head_source"] = ""
        st.session_state["head_confirmed"] = False
