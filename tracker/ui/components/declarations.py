"""What is declared in an item table, as pages write it, and the buttons that declare and confirm."""

from collections.abc import Sequence

import streamlit as st

from tracker.catalog.periods import month_text
from tracker.messages import Refusal, actor_name
from tracker.services.application import Application
from tracker.services.entering.item_table import ItemTable, WaitingSite
from tracker.services.permissions import Actor
from tracker.services.sites import (
    DeclarationRecord,
    confirm_declarations,
    declare_items,
    unconfirm_declarations,
)
from tracker.ui import keys
from tracker.ui.components.frame import FIRST_YEAR, month_words
from tracker.ui.components.moments import day
from tracker.ui.components.outcome import Outcome, ask_reason, attempt, reason_given
from tracker.ui.opened import application
from tracker.ui.visit import isolated, language, literal, words

SITES_SHOWN = 12
_REASON_SHOWN = 80
_LISTED = 12

# the forms' fields, by which callbacks read what stands in them
_SUBJECTS, _DECLARED_AS, _DECLARED_FROM, _CONFIRMED = "subjects", "declared_as", "declared_from", "confirmed"


def subject_words(app: Application, subject: str) -> str:
    """Return the name of an item or, marked as such, of a group."""
    if subject in app.catalog.items:
        return item_words(app, subject)
    return words("ui_items_group", group=group_words(app, subject))


def item_words(app: Application, code: str) -> str:
    """Return the name of an item; one the catalog no longer has goes by its code."""
    item = app.catalog.items.get(code)
    return code if item is None else item.names.zh if language() == "zh" else item.names.en


def group_words(app: Application, code: str) -> str:
    """Return the name of a group of items."""
    group = app.catalog.groups.get(code)
    return code if group is None else group.names.zh if language() == "zh" else group.names.en


def since_words(since: int | None) -> str:
    """Return from which month on something holds."""
    return words("ui_items_always") if since is None else month_words(month_text(since))


def what_words(line: DeclarationRecord) -> str:
    """Return what a declaration says."""
    return words("ui_items_what_applies" if line.applicable else "ui_items_what_away")


def line_words(line: DeclarationRecord) -> str:
    """Return a declaration in one line: since when what, by whom, when, and why, a long reason clipped."""
    reason = isolated(line.reason) or words("ui_items_no_reason")
    if len(reason) > _REASON_SHOWN:
        reason = f"{reason[:_REASON_SHOWN]}…"
    return words(
        "ui_items_queue_line",
        since=since_words(line.since),
        what=what_words(line),
        name=actor_name(line.made_by, language()),
        day=day(line.made_at),
        reason=reason,
    )


def named(app: Application, codes: Sequence[str]) -> str:
    """Return items by name in one line, the first of many."""
    listed = words("ui_comma").join(item_words(app, code) for code in codes[:_LISTED])
    more = len(codes) - _LISTED
    return listed + (words("ui_and_more", count=more) if more > 0 else "")


def undeclared_box(app: Application, who: Actor, table: ItemTable) -> None:
    """Say which items were never entered nor declared, and offer to declare them all away at once."""
    codes = [line.item for line in table.in_state("undeclared")]
    if not codes:
        return
    with st.container(border=True):
        st.header(words("ui_items_undeclared_title", count=len(codes)), anchor=False)
        st.write(words("ui_items_undeclared_note", items=named(app, codes)))
        if table.may_declare:
            about = f"undeclared_{table.site}"
            left, right = st.columns([4, 2], vertical_alignment="bottom")
            left.text_input(words("ui_items_undeclared_reason"), key=f"{keys.REASON}_{about}", max_chars=1000)
            right.button(
                words("ui_items_declare_all", count=len(codes)),
                key="declare_all",
                on_click=_declare,
                args=(app, who, table.site, codes, False, None, about),
            )


def declare_form(app: Application, who: Actor, table: ItemTable) -> None:
    """Draw the form that declares chosen items or groups, from a month on, with a reason."""
    st.header(words("ui_items_declare_title"), anchor=False)
    st.caption(words("ui_items_declare_note"))
    about = f"declare_{table.site}"
    chooser, kind, since = st.columns([5, 2, 2])
    groups = list(dict.fromkeys(line.group for line in table.lines))
    chooser.multiselect(
        words("ui_items_choose"),
        [*groups, *(line.item for line in table.lines)],
        format_func=lambda subject: subject_words(app, subject),
        placeholder=words("ui_items_choose_hint"),
        key=f"{_SUBJECTS}_{table.site}",
    )
    kind.selectbox(
        words("ui_items_kind"),
        [False, True],
        format_func=lambda yes: words("ui_items_kind_applies" if yes else "ui_items_kind_away"),
        key=_DECLARED_AS,
    )
    months = [month_text(month) for month in range(app.month(), FIRST_YEAR * 12 - 1, -1)]
    since.selectbox(
        words("ui_items_from"),
        [None, *months],
        format_func=lambda month: month_words(month) if month else words("ui_items_always"),
        key=_DECLARED_FROM,
    )
    ask_reason(words("ui_items_reason_needed"), about)
    st.button(
        words("ui_items_declare"),
        type="primary",
        key="declare",
        on_click=_declare_chosen,
        args=(app, who, table.site, about),
    )


def _declare_chosen(app: Application, who: Actor, site: str, about: str) -> None:
    """Declare what stands in the form now: its button was drawn before it was filled in."""
    state = st.session_state
    _declare(app, who, site, state[f"{_SUBJECTS}_{site}"], state[_DECLARED_AS], state[_DECLARED_FROM], about)
    if state[keys.OUTCOME].kind == "done":
        state[f"{_SUBJECTS}_{site}"] = []


def _declare(
    app: Application,
    who: Actor,
    site: str,
    subjects: Sequence[str],
    applies: bool,
    since: str | None,
    about: str,
) -> None:
    reason, overridden = reason_given(about), list[DeclarationRecord]()

    def declare() -> None:
        if not subjects:
            raise Refusal("ui_items_none_chosen")
        if not reason.strip():
            raise Refusal("reason_needed")
        said = {"applicable" if applies else "not_applicable": subjects}
        overridden.extend(declare_items(app, who, site, since=since, reason=reason, **said))

    if not attempt(declare, "ui_items_declared", count=len(subjects)):
        return
    st.session_state[f"{keys.REASON}_{about}"] = ""
    if overridden:
        text = words("ui_items_override_told", lines=words("ui_semicolon").join(map(_overridden, overridden)))
        done: Outcome = st.session_state[keys.OUTCOME]
        st.session_state[keys.OUTCOME] = done._replace(text=f"{done.text} {text}")


def _overridden(line: DeclarationRecord) -> str:
    return words(
        "ui_items_override_line",
        subject=subject_words(application(), line.subject),
        month=since_words(line.since),
        what=what_words(line),
    )


def confirm_queue(app: Application, who: Actor, waiting: Sequence[WaitingSite]) -> None:
    """Draw what waits for a reviewer, by site, with a button a line and one for all of a site."""
    count = sum(len(site.declarations) for site in waiting)
    if not count:
        st.caption(words("ui_items_queue_empty"))
        return
    st.header(words("ui_items_queue", count=count), anchor=False)
    for site in waiting[:SITES_SHOWN]:
        with st.container(border=True, gap=None):
            _confirm_site(app, who, site)
    if len(waiting) > SITES_SHOWN:
        st.caption(words("ui_items_queue_more", count=len(waiting) - SITES_SHOWN))


def _confirm_site(app: Application, who: Actor, site: WaitingSite) -> None:
    head, action = st.columns([6, 2], vertical_alignment="center")
    count = len(site.declarations)
    named_site = f"{site.site} {isolated(site.name)}"
    head.markdown(f"**{literal(words('ui_items_queue_site', site=named_site, count=count))}**")
    ids = [line.id for line in site.declarations]
    if count > 1:
        action.button(
            words("ui_items_confirm_all", count=count),
            key=f"confirm_all_{site.site}",
            on_click=_confirm,
            args=(app, who, site.site, ids),
        )
    for line in site.declarations:
        text, button = st.columns([6, 2], vertical_alignment="center")
        subject = subject_words(app, line.subject)
        text.markdown(f"{literal(subject)} · {literal(line_words(line))}")
        button.button(
            words("ui_items_confirm", subject=subject),
            key=f"confirm_{line.id}",
            on_click=_confirm,
            args=(app, who, site.site, [line.id]),
        )


def _confirm(app: Application, who: Actor, site: str, ids: Sequence[int]) -> None:
    def confirm() -> None:
        if not confirm_declarations(app, who, site, ids):
            raise Refusal("ui_items_confirm_gone")

    attempt(confirm, "ui_items_confirm_done")


def unconfirm_form(app: Application, who: Actor, table: ItemTable) -> None:
    """Draw the form that takes back confirmations, with a reason."""
    confirmed = {line.id: line for line in reversed(table.declarations) if line.confirmed_by is not None}
    if not confirmed:
        return
    about = f"unconfirm_{table.site}"
    with st.expander(words("ui_items_unconfirm_title")):
        st.multiselect(
            words("ui_items_unconfirm_which"),
            list(confirmed),
            format_func=lambda id: (
                f"{subject_words(app, confirmed[id].subject)} · {line_words(confirmed[id])}"
            ),
            placeholder=words("ui_items_choose_hint"),
            key=f"{_CONFIRMED}_{table.site}",
        )
        ask_reason(words("ui_items_reason_needed"), about)
        st.button(
            words("ui_items_unconfirm"),
            key="unconfirm",
            on_click=_unconfirm,
            args=(app, who, table.site, about),
        )


def _unconfirm(app: Application, who: Actor, site: str, about: str) -> None:
    ids: list[int] = st.session_state[f"{_CONFIRMED}_{site}"]

    def unconfirm() -> None:
        if not ids:
            raise Refusal("ui_items_none_chosen")
        unconfirm_declarations(app, who, site, ids, reason_given(about))

    if attempt(unconfirm, "ui_items_unconfirm_done"):
        st.session_state[f"{keys.REASON}_{about}"] = ""
        st.session_state[f"{_CONFIRMED}_{site}"] = []
