"""预警处置: live flags, the worst first, and the steps the one who looks may take."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.periods import Period, month_text
from tracker.messages import word
from tracker.services.application import SHANGHAI, Application
from tracker.services.flagging import flags as service
from tracker.services.permissions import Actor
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.frame import choose, heading, label
from tracker.ui.components.marks import severity_cell
from tracker.ui.components.outcome import ask_reason, attempt, reason_given, tell_outcome
from tracker.ui.components.tables import Column, link, list_lines, table
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_SEVERITIES = ("red", "orange", "yellow")
_LIVE, _ALL = "live", "all"
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
    names = {str(site["code"]): label(site) for site in list_sites(app, who)}
    found = _chosen(app, who)
    if not found:
        st.info(words("ui_no_flags"))
        return
    _table(found, names)
    steps = _STEPS_OF.get(who.role, ())
    live = [flag for flag in found if flag["status"] not in _ENDED]
    if steps and live:
        _work(app, who, live, names, steps)


def _chosen(app: Application, who: Actor) -> list[dict[str, Any]]:
    """Draw the filters in one row and return the flags they leave, the worst and newest first."""
    columns = st.columns(4)
    with columns[0]:
        status = choose(words("ui_status"), keys.STATUS, _STATUSES, _status_words)
    with columns[1]:
        severities = (_ALL, *_SEVERITIES)
        severity = choose(words("ui_flag_severity"), keys.SEVERITY, severities, _severity_words)
    found = service.list_flags(
        app,
        who,
        status=None if status == _LIVE else status,
        severity=None if severity == _ALL else severity,
        lang=language(),
    )
    years = sorted({flag["period"][:4] for flag in found}, reverse=True)
    with columns[2]:
        year = choose(words("ui_flag_year"), keys.YEAR, [_ALL, *years], _year_words)
    return _worst_newest_first(flag for flag in found if year in (_ALL, flag["period"][:4]))


def _worst_newest_first(flags: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    newest = sorted(sorted(flags, key=lambda flag: str(flag["site"])), key=_last_month, reverse=True)
    return sorted(newest, key=lambda flag: _SEVERITIES.index(flag["severity"]))


def _last_month(flag: dict[str, Any]) -> int:
    return Period.parse(flag["period"]).last


def _status_words(status: str) -> str:
    return words("ui_live_flags") if status == _LIVE else word("flag_status", status, language())


def _severity_words(code: str) -> str:
    return words("ui_all_severities") if code == _ALL else word("severity", code, language())


def _year_words(year: str) -> str:
    return words("ui_all_years") if year == _ALL else year


def _table(found: list[dict[str, Any]], names: dict[str, str]) -> None:
    lang = language()
    heads = ("severity", "site", "period", "message", "status", "since", "due")
    columns = [Column(words(f"ui_flag_{head}"), text=head == "message") for head in heads]
    table(
        columns,
        [
            [
                severity_cell(flag["severity"], lang),
                link(names.get(flag["site"], flag["site"]), _indicators_of(flag)),
                flag["period"],
                flag["message"],
                word("flag_status", flag["status"], lang),
                _day(datetime.fromisoformat(flag["opened_at"])),
                str(flag["due"] or ""),
            ]
            for flag in found
        ],
        name="flags",
        title=words("ui_page_flags"),
    )


def _indicators_of(flag: dict[str, Any]) -> str:
    address = {keys.SITE: flag["site"], keys.PERIOD: month_text(_last_month(flag))}
    return f"/indicators?{urlencode(address)}"


def _day(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).date().isoformat()


def _work(
    app: Application,
    who: Actor,
    live: list[dict[str, Any]],
    names: dict[str, str],
    steps: tuple[str, ...],
) -> None:
    """Draw the form for one flag: its sentence, a reason, and the steps this role has."""
    st.subheader(words("ui_work_flag"), anchor=False)
    by_id = {flag["id"]: flag for flag in live}
    chosen = choose(words("ui_flag"), keys.FLAG, list(by_id), lambda flag: _flag_words(by_id[flag], names))
    _said(app, who, chosen)
    allowed = service.steps_from(by_id[chosen]["status"])
    steps = tuple(step for step in steps if step in allowed)
    if not steps:
        return
    ask_reason(words("ui_reason"), chosen)
    buttons = st.container(horizontal=True)
    for step in steps:
        buttons.button(
            words(f"ui_flag_{step}"),
            key=f"flag_{step}",
            on_click=_take,
            args=(app, who, step, chosen),
            type="primary" if step == steps[0] else "secondary",
        )


def _said(app: Application, who: Actor, flag: str) -> None:
    """List what was said about the flag so far."""
    lines = [
        words(
            "ui_flag_word",
            day=_day(said.at),
            name=said.actor,
            step=word("flag_status", said.step, language()),
            text=said.reason,
        )
        for said in service.words_on(app, who, flag)
    ]
    if lines:
        list_lines(lines)


def _flag_words(flag: dict[str, Any], names: dict[str, str]) -> str:
    return f"{names.get(flag['site'], flag['site'])} · {flag['period']} · {flag['message']}"


def _take(app: Application, who: Actor, step: str, flag: str) -> None:
    reason = reason_given(flag)
    attempt(lambda: _STEPS[step](app, who, flag, reason), f"ui_flag_{step}_done")
