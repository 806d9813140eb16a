"""开始使用: the walk from an empty installation to the first park and the people who work with it."""

from collections.abc import Callable
from html import escape

import streamlit as st

from tracker.messages import word
from tracker.services.application import Application
from tracker.services.people import accounts as people
from tracker.services.permissions import PROVINCE, Actor, Role
from tracker.services.site_forms import CHOICES
from tracker.services.sites import SiteForm, add_site, list_sites
from tracker.ui import keys
from tracker.ui.components.frame import SiteRow, heading, label
from tracker.ui.components.outcome import attempt, tell_outcome
from tracker.ui.components.passwords import (
    ask_password,
    forget_password,
    password_given,
    show_once,
    tell_password,
)
from tracker.ui.components.typed import naming_fields
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_STEPS = ("park", "officer", "reviewer")
_DONE, _SKIPPED, _NOW, _LATER = "done", "skipped", "now", "later"


def show() -> None:
    """Draw the page: where the walk stands, and the form of the step that is next."""
    app, who = application(), actor()
    heading("first_steps")
    park = _first_park(app, who)
    states = _states(app, who, park)
    _way(states)
    tell_outcome()
    tell_password()
    now = next((step for step in _STEPS if states[step] == _NOW), None)
    if now is None:
        _finished()
        return
    st.header(words(f"ui_first_{now}"), anchor=False)
    st.caption(words(f"ui_first_{now}_help"))
    if now == "park":
        _ask_park(app, who)
    else:
        _ask_account(app, who, now, park)


def _first_park(app: Application, who: Actor) -> SiteRow | None:
    return next((site for site in list_sites(app, who) if site["kind"] == "park"), None)


def _states(app: Application, who: Actor, park: SiteRow | None) -> dict[str, str]:
    """Tell of each step whether it is done, by what is stored; an officer needs a park to belong to."""
    roles = {str(row["role"]) for row in people.list_accounts(app, who)}
    skipped = st.session_state.setdefault(keys.SKIPPED_STEPS, [])
    states = {}
    for step in _STEPS:
        done = park is not None if step == "park" else step in roles
        left_out = step in skipped or (step == "officer" and park is None and "park" in skipped)
        states[step] = _DONE if done else _SKIPPED if left_out else _LATER
    for step in _STEPS:
        if states[step] == _LATER:
            states[step] = _NOW
            break
    return states


def _way(states: dict[str, str]) -> None:
    """Draw the steps in a row of sentences, each with its state in words."""
    lines = [(words("ui_first_administrator"), _DONE)]
    lines += [(words(f"ui_first_{step}"), states[step]) for step in _STEPS]
    items = "".join(
        f"<li{' aria-current=step' if state == _NOW else ''}>"
        f'{escape(text)} <span class="context">{escape(words(f"ui_first_is_{state}"))}</span></li>'
        for text, state in lines
    )
    st.html(f'<ol class="lines">{items}</ol>')


def _finished() -> None:
    st.success(words("ui_first_finished"))
    links = "".join(
        f'<li><a href="/{name}" target="_self">{escape(words(f"ui_page_{name}"))}</a>'
        f' <span class="context">{escape(words(f"ui_first_to_{name}"))}</span></li>'
        for name in ("sites", "accounts", "deadlines", "rules")
    )
    st.html(f'<ul class="lines">{links}</ul>')


def _ask_park(app: Application, who: Actor) -> None:
    lang = language()
    left, right = st.columns(2)
    left.text_input(words("ui_field_code"), key="first_code", max_chars=40, placeholder="YN01")
    left.text_input(words("ui_field_name"), key="first_name", max_chars=100)
    _choose(left, "level", CHOICES["level"], lambda code: word("level", code, lang), index=None)
    places = {code: str(getattr(one.names, lang)) for code, one in app.catalog.prefectures.items()}
    _choose(right, "prefecture", tuple(places), lambda code: places[code], index=None)
    _choose(right, "collect", CHOICES["collect"], lambda code: word("collect", code, lang), index=0)
    hint = words("ui_month_hint", blank=words("ui_from_first_figure"))
    right.text_input(words("ui_field_from"), key="first_from", max_chars=7, placeholder=hint)
    _buttons("park", _store_park, app, who)


def _choose(
    column: st.delta_generator.DeltaGenerator,
    name: str,
    codes: tuple[str, ...],
    shown: Callable[[str], str],
    *,
    index: int | None,
) -> None:
    title, hint = words(f"ui_field_{name}"), words("ui_please_choose")
    column.selectbox(title, codes, index=index, format_func=shown, key=f"first_{name}", placeholder=hint)


def _ask_account(app: Application, who: Actor, role: str, park: SiteRow | None) -> None:
    of = label(park) if role == Role.OFFICER and park else words("ui_scope_province")
    left, right = st.columns(2)
    left.text_input(words("ui_account_name_field"), key=f"first_{role}_name", max_chars=64)
    right.text_input(words("ui_account_scope_field"), value=of, disabled=True, key=f"first_{role}_scope")
    ask_password(f"first_{role}")
    scope = str(park["code"]) if role == Role.OFFICER and park else PROVINCE
    _buttons(role, _store_account, app, who, role, scope)


def _buttons(step: str, action: Callable[..., None], *args: object) -> None:
    row = st.container(horizontal=True)
    row.button(
        words(f"ui_first_store_{step}"), key=f"store_{step}", type="primary", on_click=action, args=args
    )
    row.button(words("ui_first_skip"), key=f"skip_{step}", on_click=_skip, args=(step,))


def _skip(step: str) -> None:
    st.session_state[keys.SKIPPED_STEPS] = [*st.session_state.get(keys.SKIPPED_STEPS, []), step]


def _given(name: str) -> str | None:
    return str(st.session_state.get(f"first_{name}") or "").strip() or None


def _store_park(app: Application, who: Actor) -> None:
    form = SiteForm(
        code=_given("code") or "",
        name=_given("name") or "",
        level=_given("level"),
        prefecture=_given("prefecture"),
        collect=_given("collect") or "direct",
        since=_given("from"),
    )
    attempt(naming_fields(lambda: add_site(app, who, form)), "ui_site_added", site=f"{form.code} {form.name}")


def _store_account(app: Application, who: Actor, role: str, scope: str) -> None:
    name, about = _given(f"{role}_name") or "", f"first_{role}"

    def write() -> None:
        password, made_up = password_given(about)
        people.add_account(app, who, name=name, role=role, scope=scope, password=password)
        if made_up:
            show_once(name, password)

    if attempt(naming_fields(write), "ui_account_added", name=name):
        forget_password(about)
