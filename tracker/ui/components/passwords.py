"""A new password: made up by the program and shown once, or typed twice."""

import streamlit as st

from tracker.messages import Refusal
from tracker.services.people.accounts import made_up_password
from tracker.ui import keys
from tracker.ui.visit import literal, words

_MADE_UP, _TYPED = "made_up", "typed"


def ask_password(about: str) -> None:
    """Draw the choice between a password made up and one typed; `about` names the form it stands in."""
    how = st.radio(
        words("ui_password"),
        (_MADE_UP, _TYPED),
        format_func=lambda code: words(f"ui_password_{code}"),
        key=_key(about, "how"),
        horizontal=True,
    )
    if how == _TYPED:
        ask_new_password(about)


def ask_new_password(about: str) -> None:
    """Draw the two fields a new password is typed into."""
    left, right = st.columns(2)
    for column, part in ((left, "first"), (right, "again")):
        column.text_input(
            words(f"ui_password_{part}"),
            type="password",
            key=_key(about, part),
            autocomplete="new-password",
            max_chars=200,
        )


def password_given(about: str) -> tuple[str, bool]:
    """Return the password of a form, and whether it was made up; Refusal where the typed ones differ."""
    if st.session_state.get(_key(about, "how"), _TYPED) == _MADE_UP:
        return made_up_password(), True
    return typed_password(about), False


def typed_password(about: str) -> str:
    """Return the password typed twice; Refusal where they differ."""
    first, again = (str(st.session_state.get(_key(about, part)) or "") for part in ("first", "again"))
    if first != again:
        raise Refusal("passwords_differ", place="again")
    return first


def forget_password(about: str) -> None:
    """Empty the fields once the password is set."""
    for part in ("first", "again"):
        st.session_state.pop(_key(about, part), None)


def show_once(name: str, password: str) -> None:
    """Leave a password made up to be told on the next run, and never again."""
    st.session_state[keys.NEW_PASSWORD] = (name, password)


def tell_password() -> None:
    """Tell a password that was made up by the last button."""
    if keys.NEW_PASSWORD not in st.session_state:
        return
    name, password = st.session_state.pop(keys.NEW_PASSWORD)
    with st.container(border=True, key="new_password"):
        st.markdown(literal(words("ui_password_once", name=name)))
        st.code(password, language=None)


def _key(about: str, part: str) -> str:
    return f"password_{about}_{part}"
