"""What a button did, told on the run after it: writes happen in callbacks, with no drawing among them."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import streamlit as st

from tracker.messages import Refusal
from tracker.ui import keys
from tracker.ui.visit import literal, refusal_text, words


class Outcome(NamedTuple):
    """A sentence to tell, and whether it went well."""

    kind: Literal["done", "refused"]
    text: str


def ask_reason(label: str, about: str) -> None:
    """Draw a field for a reason; `about` names what it is for, so that each has its own."""
    st.text_area(label, key=f"{keys.REASON}_{about}", max_chars=10_000, height=90)


def reason_given(about: str) -> str:
    """Return what stands in the field now, for a callback: its button was drawn before it was typed."""
    return str(st.session_state.get(f"{keys.REASON}_{about}") or "")


def empty_reason(about: str) -> None:
    """Empty the field, for a callback that has stored what stood there."""
    st.session_state[f"{keys.REASON}_{about}"] = ""


def attempt(action: Callable[[], object], done: str | None, **params: object) -> bool:
    """Do one write and leave what came of it for the next run; returns whether it was done.

    Without `done` only a refusal is told: the page shows by itself what was stored.
    """
    try:
        action()
    except Refusal as refusal:
        st.session_state[keys.OUTCOME] = Outcome("refused", refusal_text(refusal))
        return False
    if done is not None:
        st.session_state[keys.OUTCOME] = Outcome("done", words(done, **params))
    return True


def tell_outcome() -> None:
    """Tell what the last button did, once.

    Its place is kept free where there is nothing to tell: a sentence that came between would move what is
    below, and a field is then drawn anew, without what is being typed into it.
    """
    place = st.empty()
    outcome = st.session_state.pop(keys.OUTCOME, None)
    if outcome is not None:
        (place.success if outcome.kind == "done" else place.error)(literal(outcome.text))


def tell_failure(error: Exception) -> None:
    """Tell why a page could not be drawn; what failed inside is for the log."""
    st.error(literal(refusal_text(error)) if isinstance(error, Refusal) else words("ui_failed"))
