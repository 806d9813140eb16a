"""预警处置: live flags, the worst first, and the steps the one who looks may take."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from tracker.messages import word
from tracker.services.application import Application
from tracker.services.flagging import flags as service
from tracker.services.permissions import Actor
from tracker.ui import keys
from tracker.ui.components.frame import choose, heading
from tracker.ui.components.marks import severity
from tracker.ui.components.outcome import ask_reason, attempt, reason_given, tell_outcome
from tracker.ui.components.tables import Column, Markup, table
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_SEVERITIES = ("red", "orange", "yellow")
_LIVE = "live"
_STATUSES = (_LIVE, "open", "explained", "accepted", "closed", "cleared")
_STEPS: dict[str, Callable[[Application, Actor, str, str], object]] = {
    "explain": service.explain,
    "accept": service.accept_explanation,
    "close": service.close,
}
_STEPS_OF = {"officer": ("explain",), "reviewer": ("accept", "close")}
_ENDED = ("closed", "cleared")


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    heading("flags")
    tell_outcome()
    left, _ = st.columns([2, 6])
    with left:
        status = choose(words("ui_status"), keys.STATUS, _STATUSES, _status_words)
    wanted = None if status == _LIVE else status
    found = service.list_flags(app, who, status=wanted, lang=language())
    found.sort(key=lambda flag: (_SEVERITIES.index(flag["severity"]), flag["site"], flag["period"]))
    if not found:
        st.info(words("ui_no_flags"))
        return
    _table(found)
    steps = _STEPS_OF.get(who.role, ())
    live = [flag for flag in found if flag["status"] not in _ENDED]
    if steps and live:
        _work(app, who, live, steps)


def _status_words(status: str) -> str:
    return words("ui_live_flags") if status == _LIVE else word("flag_status", status, language())


def _table(found: list[dict[str, Any]]) -> None:
    lang = language()
    heads = ("severity", "site", "period", "message", "status", "since", "due")
    columns = [Column(words(f"ui_flag_{head}"), text=head == "message") for head in heads]
    table(
        columns,
        [
            [
                Markup(severity(flag["severity"], lang)),
                flag["site"],
                flag["period"],
                flag["message"],
                word("flag_status", flag["status"], lang),
                str(flag["opened_at"])[:10],
                str(flag["due"] or "")[:10],
            ]
            for flag in found
        ],
    )


def _work(app: Application, who: Actor, live: list[dict[str, Any]], steps: tuple[str, ...]) -> None:
    """Draw the form for one flag: its sentence, a reason, and the steps this role has."""
    st.subheader(words("ui_work_flag"), anchor=False)
    by_id = {flag["id"]: flag for flag in live}
    chosen = choose(words("ui_flag"), keys.FLAG, list(by_id), lambda flag: _flag_words(by_id[flag]))
    ask_reason(words("ui_reason"), chosen)
    for column, step in zip(st.columns([1] * len(steps) + [6 - len(steps)]), steps, strict=False):
        column.button(
            words(f"ui_flag_{step}"),
            key=f"flag_{step}",
            on_click=_take,
            args=(app, who, step, chosen),
            type="primary" if step == steps[0] else "secondary",
        )


def _flag_words(flag: dict[str, Any]) -> str:
    return f"{flag['site']} · {flag['period']} · {flag['message']}"


def _take(app: Application, who: Actor, step: str, flag: str) -> None:
    reason = reason_given(flag)
    attempt(lambda: _STEPS[step](app, who, flag, reason), f"ui_flag_{step}_done")
