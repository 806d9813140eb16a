"""修改密码: every account changes its own; opened by the link beside who is signed in."""

import streamlit as st

from tracker.services.application import Application
from tracker.services.people.accounts import change_password
from tracker.services.people.passwords import MIN_LENGTH
from tracker.services.permissions import Actor
from tracker.ui.components.frame import heading, state_line
from tracker.ui.components.outcome import attempt, tell_outcome
from tracker.ui.components.passwords import ask_new_password, forget_password, typed_password
from tracker.ui.components.typed import naming_fields
from tracker.ui.opened import application
from tracker.ui.visit import actor, session_token, words

_CURRENT = "current_password"


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    heading("password")
    state_line(who.name)
    tell_outcome()
    middle, _ = st.columns(2)
    with middle:
        st.text_input(
            words("ui_field_current"), type="password", key=_CURRENT, autocomplete="current-password"
        )
        ask_new_password("own")
        st.caption(words("ui_password_rules", least=MIN_LENGTH))
        st.button(
            words("ui_page_password"),
            key="change_password",
            type="primary",
            on_click=_change,
            args=(app, who, session_token()),
        )


def _change(app: Application, who: Actor, token: str) -> None:
    current = str(st.session_state.get(_CURRENT) or "")
    if attempt(
        naming_fields(lambda: change_password(app, who, current, typed_password("own"), token)),
        "ui_password_changed",
    ):
        st.session_state[_CURRENT] = ""
        forget_password("own")
