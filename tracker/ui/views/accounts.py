"""账号与权限: who has an account for what; made, disabled and enabled, given a new password, unlocked."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from tracker.messages import Refusal, word
from tracker.services.application import Application
from tracker.services.people import accounts as service
from tracker.services.people.listing import AccountRecord, Scope, account_records, scopes_to_give
from tracker.services.permissions import Actor, Role
from tracker.ui import keys
from tracker.ui.components.frame import choose, heading, state_line
from tracker.ui.components.moments import day, minute
from tracker.ui.components.outcome import attempt, tell_outcome
from tracker.ui.components.passwords import (
    ask_password,
    forget_password,
    password_given,
    show_once,
    tell_password,
)
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.components.typed import naming_fields
from tracker.ui.opened import application
from tracker.ui.visit import actor, isolated, language, words

_ALL = "all"
_STATES = ("active", "disabled", "locked")
_SCOPES_OF = {
    "officer": ("park", "enterprise", "region"),
    "reviewer": ("province", "prefecture"),
    "administrator": ("province", "prefecture"),
    "auditor": ("province", "prefecture", "park", "enterprise", "region"),
}
"""What each role is made for; the service takes any scope, the form offers what makes sense."""

_FIELDS = {"name": "ui_account_name_field", "scope": "ui_account_scope_field"}


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    heading("accounts")
    records = account_records(app, who)
    counts = {state: sum(_state(record) == state for record in records) for state in _STATES}
    state_line(*(words(f"ui_accounts_{state}", count=counts[state]) for state in _STATES if counts[state]))
    tell_outcome()
    tell_password()
    _table(app, _filtered(records))
    left, right = st.columns(2, gap="large")
    with left:
        _manage(app, who, records)
    with right:
        _add(app, who)


def _state(record: AccountRecord) -> str:
    return "disabled" if record.disabled else "locked" if record.locked_until else "active"


def _filtered(records: Sequence[AccountRecord]) -> list[AccountRecord]:
    """Draw the filters in one row and return what they leave."""
    columns = st.columns([2, 2, 4])
    with columns[0]:
        role = choose(words("ui_role"), keys.ROLE, (_ALL, *Role), _all_or("role"))
    with columns[1]:
        state = choose(words("ui_status"), keys.STATUS, (_ALL, *_STATES), _all_or("account_state"))
    return [record for record in records if role in (_ALL, record.role) and state in (_ALL, _state(record))]


def _all_or(kind: str) -> Callable[[str], str]:
    return lambda code: words("ui_all") if code == _ALL else word(kind, code, language())


def scope_words(app: Application, scope: Scope) -> str:
    """Return a scope in words: 全省, a prefecture by its name, a site by code and name."""
    if scope.kind == "province":
        return words("ui_scope_province")
    if scope.kind == "prefecture":
        return str(getattr(app.catalog.prefectures[scope.code].names, language()))
    return isolated(f"{scope.code} {scope.name}".strip())


def _table(app: Application, records: Sequence[AccountRecord]) -> None:
    heads = ("name", "role", "scope", "state", "locked", "last", "created")
    if not records:
        st.info(words("ui_no_accounts"))
        return
    table(
        [Column(words(f"ui_accounts_head_{head}")) for head in heads],
        [
            [
                link(record.name, f"/accounts?{urlencode({keys.ACCOUNT: record.name})}"),
                word("role", record.role, language()),
                scope_words(app, record.scope),
                _state_cell(record),
                minute(record.locked_until),
                minute(record.last_sign_in),
                day(record.created_at),
            ]
            for record in records
        ],
        name="accounts",
        title=words("ui_page_accounts"),
    )


def _state_cell(record: AccountRecord) -> Cell:
    state = _state(record)
    text = word("account_state", state, language())
    looks = {"active": "context", "disabled": "mark not_evaluable", "locked": "mark at_risk"}
    return Cell(text, f'<span class="{looks[state]}">{text}</span>')


def _manage(app: Application, who: Actor, records: Sequence[AccountRecord]) -> None:
    """Draw what can be done with one account."""
    st.header(words("ui_manage_account"), anchor=False)
    by_name = {record.name: record for record in records}
    name = choose(words("ui_account"), keys.ACCOUNT, list(by_name), lambda name: name)
    record = by_name[name]
    role = word("role", record.role, language())
    state_line(role, scope_words(app, record.scope), word("account_state", _state(record), language()))
    if record.own:
        st.caption(words("ui_own_account"))
        st.html(f'<div class="back"><a href="/password" target="_self">{words("ui_page_password")}</a></div>')
        return
    ask_password(f"of_{name}")
    buttons = st.container(horizontal=True)
    _button(buttons, "new_password", _set_password, app, who, name)
    if record.disabled:
        _button(buttons, "enable", _do, app, who, name, service.enable_account, "ui_account_enabled")
    else:
        _button(buttons, "disable", _do, app, who, name, service.disable_account, "ui_account_disabled")
    if record.locked_until:
        _button(buttons, "unlock", _do, app, who, name, service.unlock_account, "ui_account_unlocked")


def _button(
    place: "st.delta_generator.DeltaGenerator", name: str, act: Callable[..., None], *args: object
) -> None:
    place.button(words(f"ui_account_{name}"), key=f"account_{name}", on_click=act, args=args)


def _do(
    app: Application, who: Actor, name: str, act: Callable[[Application, Actor, str], None], done: str
) -> None:
    attempt(lambda: act(app, who, name), done, name=name)


def _set_password(app: Application, who: Actor, name: str) -> None:
    about = f"of_{name}"

    def write() -> None:
        password, made_up = password_given(about)
        service.set_password(app, who, name, password)
        if made_up:
            show_once(name, password)

    if attempt(naming_fields(write, **_FIELDS), "ui_password_set", name=name):
        forget_password(about)


def _add(app: Application, who: Actor) -> None:
    """Draw the form for a new account."""
    st.header(words("ui_add_account"), anchor=False)
    scopes = scopes_to_give(app, who)
    left, right = st.columns(2)
    left.text_input(words("ui_account_name_field"), key="add_name", max_chars=64)
    with right:
        role = st.selectbox(
            words("ui_role"),
            list(Role),
            format_func=lambda code: word("role", code, language()),
            key="add_role",
        )
    given = {scope.kind for scope in scopes}
    kinds = [kind for kind in _SCOPES_OF[role or Role.OFFICER] if kind in given]
    with left:
        kind = st.selectbox(
            words("ui_scope_kind"),
            kinds,
            format_func=lambda code: words(f"ui_scope_{code}"),
            key="add_scope_kind",
            placeholder=words("ui_no_choice"),
        )
    with right:
        named = {scope.code: scope for scope in scopes if scope.kind == kind}
        st.selectbox(
            words("ui_account_scope_field"),
            list(named),
            format_func=lambda code: scope_words(app, named[code]),
            index=0 if len(named) == 1 else None,
            key="add_scope",
            placeholder=words("ui_choose" if named else "ui_no_choice"),
        )
    ask_password("new")
    st.button(words("ui_add_account"), key="add_account", type="primary", on_click=_store, args=(app, who))


def _store(app: Application, who: Actor) -> None:
    name = str(st.session_state.get("add_name") or "").strip()

    def write() -> None:
        role, scope = st.session_state.get("add_role"), st.session_state.get("add_scope")
        if role is None or scope is None:
            raise Refusal("unknown_scope", place="scope", scope="")
        password, made_up = password_given("new")
        service.add_account(app, who, name=name, role=role, scope=scope, password=password)
        if made_up:
            show_once(name, password)

    if attempt(naming_fields(write, **_FIELDS), "ui_account_added", name=name):
        st.session_state["add_name"] = ""
        forget_password("new")
