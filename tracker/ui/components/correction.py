"""Correcting a figure of January to a month, which the forms of months and years have no field for."""

from uuid import uuid4

import streamlit as st

from tracker.services.application import Application
from tracker.services.entering.entry import CellEdit
from tracker.services.entering.history import Figure, FigureHistory
from tracker.services.entering.saving import correct
from tracker.services.permissions import Action, Actor, may
from tracker.ui.components.outcome import attempt
from tracker.ui.visit import words


def ask_correction(app: Application, who: Actor, found: FigureHistory) -> None:
    """Draw a field and a button for each base year a cumulative figure stands on, for who enters figures."""
    if found.period.kind != "cumulative" or found.view != "working" or not may(who, Action.ENTER):
        return
    for base, figure in found.working.items():
        _ask(app, who, found, base, figure)


def _ask(app: Application, who: Actor, found: FigureHistory, base: int, figure: Figure) -> None:
    about = f"correct_{found.site}_{found.item}_{found.period}_{base}"
    st.header(words("ui_correct"), anchor=False)
    st.caption(words("ui_correct_help"))
    unit = figure.unit or app.catalog.items[found.item].unit
    label = words("ui_correct_value", unit=unit)
    st.columns(3)[0].text_input(label, value=figure.text, key=about, max_chars=100)
    st.button(
        words("ui_correct_store"),
        key=f"{about}_store",
        on_click=_store,
        args=(app, who, found, base, figure, about),
    )


def _store(app: Application, who: Actor, found: FigureHistory, base: int, figure: Figure, about: str) -> None:
    text = str(st.session_state.get(about) or "").strip()
    kept = ("", "", "") if not text else (figure.source or "", figure.blank_reason or "", figure.note)
    edit = CellEdit(uuid4().hex, found.item, text, figure.unit, 0, base, *kept)
    seen = (figure.text, figure.unit)
    done = "ui_corrected" if text else "ui_correct_cleared"
    attempt(lambda: correct(app, who, found.site, found.period, edit, seen), done)
