"""佐证材料: what is attached to a figure or a form; attaching, downloading, and removing with a reason."""

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO

import streamlit as st

from tracker.catalog.entries import Item
from tracker.messages import actor_name
from tracker.services.application import Application
from tracker.services.documents import DOCUMENT_LIMIT, Attached, attach, documents, remove
from tracker.services.permissions import Action, Actor, may
from tracker.ui import keys
from tracker.ui.components.moments import minute
from tracker.ui.components.outcome import Outcome, ask_reason, attempt, empty_reason, reason_given
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.components.typed import typed
from tracker.ui.components.uploads import choose_upload, too_large
from tracker.ui.visit import isolated, language, words

_HEADS = ("name", "of", "size", "by", "at", "state")
_MOST_MEGABYTES = DOCUMENT_LIMIT // 2**20
_WHOLE = ""
"""The choice of attaching to the form as a whole."""
_TURN = "document_turn"
"""How many documents were attached in this session."""


def documents_of_form(app: Application, who: Actor, site: str, period: str) -> None:
    """Fold away the documents of a form of a month; whoever enters figures attaches and removes here."""
    found = documents(app, who, site, period)
    title = words("ui_documents_count", count=len(_standing(found)))
    with st.expander(title, expanded=bool(st.session_state.get(_TURN))):
        st.caption(words("ui_documents_hint", needed=_needed(app), limit=_MOST_MEGABYTES))
        _list(app, found, f"{site} {period}")
        if may(who, Action.ENTER):
            _ask(app, who, site, period, (_WHOLE, *app.catalog.items))
            _ask_removal(app, who, found)


def documents_of_figure(app: Application, who: Actor, site: str, item: str, period: str) -> None:
    """List the documents of one figure; whoever enters figures attaches and removes here."""
    found = documents(app, who, site, period, item)
    st.header(words("ui_documents"), anchor=False)
    if not found:
        st.caption(words("ui_no_documents"))
    _list(app, found, f"{site} {item} {period}")
    if may(who, Action.ENTER):
        _ask(app, who, site, period, (item,))
        _ask_removal(app, who, found)


def documents_of_report(app: Application, who: Actor, sites: Iterable[str], period: str) -> None:
    """List the documents of a report under review, the park's and its enterprises'."""
    found = [one for site in sites for one in documents(app, who, site, period)]
    if found:
        with st.expander(words("ui_documents_count", count=len(_standing(found)))):
            _list(app, found, period)


def _standing(found: Sequence[Attached]) -> list[Attached]:
    return [one for one in found if one.removed_at is None]


def _needed(app: Application) -> str:
    needs = [item for item in app.catalog.items.values() if item.document is not None]
    zh = language() == "zh"
    named = [
        f"{_called(item)}（{item.document.names.zh}）"
        if zh
        else f"{_called(item)} ({item.document.names.en})"
        for item in needs
        if item.document is not None
    ]
    return words("ui_semicolon").join(named)


def _called(item: Item) -> str:
    return str(getattr(item.names, language()))


def _list(app: Application, found: Sequence[Attached], title: str) -> None:
    if not found:
        return
    table(
        [Column(words(f"ui_document_{head}"), text=head in ("name", "state")) for head in _HEADS],
        [_line(app, one) for one in found],
        name="documents",
        title=f"{words('ui_documents')} · {title}",
    )


def _line(app: Application, one: Attached) -> list[str | Cell]:
    lang = language()
    link = f'<a href="/documents/{one.id}" download>{escape(isolated(one.name))}</a>'
    removed = ""
    if one.removed_at is not None:
        link = f'<s class="context">{escape(isolated(one.name))}</s>'
        by, at = actor_name(one.removed_by or "", lang), minute(one.removed_at)
        removed = words("ui_document_gone", name=by, at=at, reason=one.removal_reason)
    return [
        Cell(one.name, link),
        f"{one.site} · {_place(app, one.item)}",
        words("ui_document_kb", size=max(1, round(one.size / 1024))),
        actor_name(one.added_by, lang),
        minute(one.added_at),
        typed(removed),
    ]


def _place(app: Application, item: str | None) -> str:
    if item is None:
        return words("ui_document_whole")
    known = app.catalog.items.get(item)
    return item if known is None else _called(known)


def _ask(app: Application, who: Actor, site: str, period: str, items: tuple[str, ...]) -> None:
    """Draw the field for a new document; it empties itself once the file is stored."""
    turn = int(st.session_state.get(_TURN) or 0)
    left, right = st.columns([5, 4], vertical_alignment="bottom")
    key = f"document_{turn}"
    with left:
        upload = choose_upload(words("ui_document_choose"), key, _MOST_MEGABYTES)
    with right:
        item = items[0]
        if len(items) > 1:
            item = st.selectbox(
                words("ui_document_place"),
                items,
                format_func=lambda code: _place(app, code or None),
                key="document_item",
            )
        st.button(
            words("ui_document_attach"),
            key="attach_document",
            on_click=_attach,
            args=(app, who, site, period, item or None, key, turn),
            disabled=upload is not None and too_large(upload, _MOST_MEGABYTES),
        )


def _attach(
    app: Application, who: Actor, site: str, period: str, item: str | None, key: str, turn: int
) -> None:
    file = st.session_state.get(key)
    if file is None:
        # also where the server did not take the file: it is larger still
        st.session_state[keys.OUTCOME] = Outcome("refused", words("ui_upload_none", limit=_MOST_MEGABYTES))
        return

    def store() -> None:
        attach(app, who, site, period, item, file.name, BytesIO(file.getbuffer()))

    if attempt(store, "ui_document_attached", name=file.name):
        st.session_state[_TURN] = turn + 1


def _ask_removal(app: Application, who: Actor, found: Sequence[Attached]) -> None:
    by_id = {one.id: one for one in _standing(found)}
    if not by_id:
        return
    chosen = st.selectbox(
        words("ui_document_to_remove"),
        list(by_id),
        index=None,
        format_func=lambda number: f"{isolated(by_id[number].name)} · {_place(app, by_id[number].item)}",
        key="remove_document_choice",
        placeholder=words("ui_please_choose"),
    )
    if chosen is None:
        return
    about = f"document_{chosen}"
    ask_reason(words("ui_document_why"), about)
    st.button(
        words("ui_document_remove"), key="remove_document", on_click=_remove, args=(app, who, chosen, about)
    )


def _remove(app: Application, who: Actor, link: int, about: str) -> None:
    if attempt(lambda: remove(app, who, link, reason_given(about)), "ui_document_removed"):
        empty_reason(about)
