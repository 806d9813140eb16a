"""填报值历史: every state one figure had, who brought it there, and the audit entry that vouches for it."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.periods import Period, month_text
from tracker.messages import Refusal, actor_name, all_messages, numbers
from tracker.services.application import Application
from tracker.services.entering.history import Figure, FigureHistory, FigureState, figure_history
from tracker.services.permissions import Actor
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.correction import ask_correction
from tracker.ui.components.declarations import item_words
from tracker.ui.components.documents import documents_of_figure
from tracker.ui.components.frame import UnknownPlace, heading, month_words, state_line
from tracker.ui.components.moments import minute
from tracker.ui.components.outcome import tell_outcome
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.components.typed import typed
from tracker.ui.opened import application
from tracker.ui.roles import PAGES_OF
from tracker.ui.visit import actor, language, words

_DIGITS = 12
_WAY_BACK = ("entry", "reports")


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    found = _found(app, who)
    names = {str(site["code"]): str(site["name"]) for site in list_sites(app, who)}
    place = names.get(found.site, found.site)
    heading("history", place, item_words(app, found.item), _period_words(found.period))
    view = "ui_view_working" if found.view == "working" else "ui_view_reported"
    state_line(words(view), words("ui_history_states_count", count=len(found.states)))
    _way_back(who, found)
    tell_outcome()
    _what_stood(app, found, place)
    ask_correction(app, who, found)
    documents_of_figure(app, who, found.site, found.item, str(found.period))


def _what_stood(app: Application, found: FigureHistory, place: str) -> None:
    """Draw what stands there now and every state before it."""
    if not found.states:
        st.info(words("ui_history_empty" if found.view == "working" else "ui_history_not_reported"))
        return
    title = " · ".join((words("ui_page_history"), place, item_words(app, found.item), str(found.period)))
    _now(app, found, title)
    _states(app, found, title)


def _found(app: Application, who: Actor) -> FigureHistory:
    """Return the history the address names; whatever is out of reach reads as what is not there."""
    asked = [st.query_params.get(name, "") for name in (keys.SITE, keys.ITEM, keys.PERIOD)]
    try:
        return figure_history(app, who, *asked)
    except Refusal as refusal:
        raise UnknownPlace(words("ui_history_unknown")) from refusal


def _period_words(period: Period) -> str:
    year, month = period.last // 12, period.last % 12 + 1
    if period.kind == "month":
        return month_words(str(period))
    code = "ui_history_year" if period.kind == "year" else "ui_history_months"
    return words(code, year=year, **({} if period.kind == "year" else {"month": month}))


def _way_back(who: Actor, found: FigureHistory) -> None:
    """Link to the page of the role on which the figure stands."""
    page = next((page for page in _WAY_BACK if page in PAGES_OF[who.role]), None)
    if page is None:
        return
    site = found.site if page == "entry" else found.owner
    address = urlencode({keys.SITE: site, keys.PERIOD: month_text(found.period.last)})
    back = link(words("ui_history_back", page=words(f"ui_page_{page}")), f"/{page}?{address}")
    st.html(f'<p class="who">{back.markup}</p>')


def _now(app: Application, found: FigureHistory, title: str) -> None:
    """Draw what stands there now, as typed and in the canonical unit, in the views there are."""
    st.header(words("ui_history_now"), anchor=False)
    views: list[tuple[str, Mapping[int, Figure]]] = [("ui_history_reported", found.reported)]
    if found.view == "working":
        views.insert(0, ("ui_history_working", found.working))
    none = words("ui_history_none")
    rows = [
        [words(view), *_figure(app, figure, none)]
        for view, figures in views
        for figure in (figures.values() or (None,))
    ]
    heads = ("view", "typed", "value", "source", "why")
    table(_columns(app, found, heads), rows, name="now", title=title)


def _states(app: Application, found: FigureHistory, title: str) -> None:
    st.header(words("ui_history_states"), anchor=False)
    both = ("reported",) if found.view == "working" else ()
    heads = ("at", "did", "actor", "typed", "value", "source", *both, "why", "entry")
    rows = [_state(app, found, state) for state in found.states]
    table(_columns(app, found, heads), rows, name="states", title=title)


def _columns(app: Application, found: FigureHistory, heads: tuple[str, ...]) -> list[Column]:
    unit = app.catalog.items[found.item].unit
    return [
        Column(
            words(f"ui_history_{head}"),
            number=head == "value",
            text=head == "why",
            unit=unit if head == "value" else "",
        )
        for head in heads
    ]


def _state(app: Application, found: FigureHistory, state: FigureState) -> list[str | Cell]:
    shown = state.working if found.view == "working" else state.reported
    cleared, none = words("ui_history_cleared"), words("ui_history_none")
    reported = [_typed(state.reported, none)] if found.view == "working" else []
    *figure, why = _figure(app, shown, cleared)
    remarks = [why.text if isinstance(why, Cell) else why, state.reason]
    return [
        minute(state.at),
        _did(state.action),
        _by(state),
        *figure,
        *reported,
        typed(words("ui_semicolon").join(part for part in remarks if part)),
        f"{state.chain} #{state.sequence}",
    ]


def _by(state: FigureState) -> str:
    """Return who acted, and who had typed the figure where that was somebody else."""
    lang = language()
    actor, typist = actor_name(state.actor, lang), actor_name(state.typed_by, lang)
    return actor if actor == typist else words("ui_history_typed_by", actor=actor, typist=typist)


def _did(action: str) -> str:
    code = f"ui_did_{action.replace('.', '_')}"
    return words(code) if code in all_messages() else action


def _figure(app: Application, figure: Figure | None, none: str) -> list[str | Cell]:
    """Return a figure as typed, in the canonical unit, its source, and why it is blank."""
    if figure is None:
        return [none, "", "", ""]
    source = app.catalog.sources.get(figure.source or "")
    reason = app.catalog.blank_reasons.get(figure.blank_reason or "")
    zh = language() == "zh"
    named = [(entry.names.zh if zh else entry.names.en) if entry else "" for entry in (source, reason)]
    value = "" if figure.value is None else numbers.plain(figure.value, _DIGITS)
    why = words("ui_semicolon").join(part for part in (named[1], figure.note) if part)
    return [_typed(figure, none), Cell(value, value=figure.value), named[0], typed(why)]


def _typed(figure: Figure | None, none: str) -> Cell:
    if figure is None:
        return Cell(none)
    if figure.value is None:
        return Cell(words("ui_history_blank"))
    return typed(f"{figure.text} {figure.unit}")
