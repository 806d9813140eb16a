"""填报项目表: which items a site enters and which do not apply, since when, why, and who confirmed it."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.periods import Period
from tracker.messages import actor_name
from tracker.services.application import Application
from tracker.services.entering.item_table import ItemLine, ItemTable, item_table, waiting_declarations
from tracker.services.sites import DeclarationRecord
from tracker.ui import keys
from tracker.ui.components.declarations import (
    confirm_queue,
    declare_form,
    group_words,
    item_words,
    since_words,
    subject_words,
    unconfirm_form,
    undeclared_box,
    what_words,
)
from tracker.ui.components.frame import choose_site, heading, state_line
from tracker.ui.components.moments import day
from tracker.ui.components.month_form import owed
from tracker.ui.components.outcome import tell_outcome
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.components.typed import typed
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_MARKS = {"applies": "", "not_applicable": "not_evaluable", "undeclared": "at_risk"}


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    queue = st.container()
    left, _ = st.columns([3, 5])
    with left:
        site = choose_site(app, who, ("park", "enterprise", "region"))
    if site is None:
        with title:
            heading("items")
        return
    found = item_table(app, who, str(site["code"]))
    with title:
        heading("items", str(site["name"]))
        state_line(*_counts(found))
        tell_outcome()
    if found.may_confirm:
        with queue:
            confirm_queue(app, who, waiting_declarations(app, who))
    if found.by_enterprises:
        st.caption(words("ui_items_by_enterprises"))
    undeclared_box(app, who, found)
    _lines(app, found, str(site["name"]))
    if found.may_declare:
        declare_form(app, who, found)
    if found.declarations:
        _record(app, found, str(site["name"]))
    if found.may_confirm:
        unconfirm_form(app, who, found)


def _counts(found: ItemTable) -> list[str]:
    applies, away = len(found.in_state("applies")), len(found.in_state("not_applicable"))
    parts = [words("ui_items_counts", applies=applies, away=away)]
    if undeclared := found.in_state("undeclared"):
        parts.append(words("ui_items_undeclared_count", count=len(undeclared)))
    if waiting := found.waiting():
        parts.append(words("ui_items_waiting_count", count=len(waiting)))
    return parts


def _lines(app: Application, found: ItemTable, name: str) -> None:
    """Draw the table itself, each group under a line of its own."""
    heads = ("item", "state", "since", "reason", "declared_by", "confirmation", "first", "last", "remarks")
    columns = [
        Column(words(f"ui_items_{head}"), text=head in ("item", "reason", "remarks")) for head in heads
    ]
    rows: list[list[str | Cell]] = []
    for group in dict.fromkeys(line.group for line in found.lines):
        members = [line for line in found.lines if line.group == group]
        rows.append([_group(app, group, members), *[""] * (len(heads) - 1)])
        rows += [_line(app, found.site, line) for line in members]
    table(columns, rows, name="items", title=" · ".join((words("ui_page_items"), name)))


def _group(app: Application, group: str, members: list[ItemLine]) -> Cell:
    name = group_words(app, group)
    applies = sum(line.state == "applies" for line in members)
    counted = words("ui_items_group_counts", applies=applies, total=len(members))
    return Cell(name, f'<b>{escape(name)}</b> <span class="context">{escape(counted)}</span>')


def _line(app: Application, site: str, line: ItemLine) -> list[str | Cell]:
    said = line.declared
    never = words("ui_items_never")
    first, last = Cell(never, f'<span class="context">{escape(never)}</span>'), Cell("")
    if line.entered is not None:
        first, last = (_figure(site, line.item, period) for period in line.entered)
    return [
        item_words(app, line.item),
        _state(app, line),
        "" if line.state == "undeclared" else since_words(line.since),
        typed(said.reason) if said else "",
        actor_name(said.made_by, language()) if said else "",
        _confirmation(said) if said else "",
        first,
        last,
        words("ui_semicolon").join(_remarks(app, line)),
    ]


def _state(app: Application, line: ItemLine) -> Cell:
    required = owed(app.catalog.items[line.item]) and line.declared is None
    text = words("ui_items_required" if required else f"ui_items_{line.state}")
    return Cell(text, f'<span class="mark {_MARKS[line.state]}">{escape(text)}</span>')


def _confirmation(line: DeclarationRecord) -> Cell:
    if line.confirmed_by is None:
        text = words("ui_items_to_confirm")
        return Cell(text, f'<span class="mark at_risk">{escape(text)}</span>')
    return Cell(words("ui_items_confirmed", name=actor_name(line.confirmed_by, language())))


def _figure(site: str, item: str, period: Period) -> Cell:
    address = {keys.SITE: site, keys.ITEM: item, keys.PERIOD: str(period)}
    return link(str(period), f"/history?{urlencode(address)}")


def _remarks(app: Application, line: ItemLine) -> list[str]:
    remarks = []
    if line.declared is not None and line.declared.subject != line.item:
        remarks.append(words("ui_items_by_group", group=group_words(app, line.declared.subject)))
    if line.coming is not None:
        code = "ui_items_coming_applies" if line.coming.applicable else "ui_items_coming_away"
        remarks.append(words(code, month=since_words(line.coming.since)))
    if line.entered_all_the_same:
        remarks.append(words("ui_items_entered_all_the_same"))
    if line.unsaid_before is not None:
        remarks.append(words("ui_items_unsaid_before", month=since_words(line.unsaid_before)))
    if line.overridden is not None:
        said = {"month": since_words(line.overridden.since), "what": what_words(line.overridden)}
        remarks.append(words("ui_items_overridden", **said))
    return remarks


def _record(app: Application, found: ItemTable, name: str) -> None:
    """Draw every declaration ever made, the newest first."""
    columns = [
        Column(words("ui_items_record_subject"), text=True),
        Column(words("ui_items_record_what")),
        Column(words("ui_items_since")),
        Column(words("ui_items_reason"), text=True),
        Column(words("ui_items_declared_by")),
        Column(words("ui_items_record_day")),
        Column(words("ui_items_confirmation")),
        Column(words("ui_items_record_confirmed_day")),
    ]
    title = words("ui_items_record", count=len(found.declarations))
    st.header(title, anchor=False)
    rows: list[list[str | Cell]] = [
        [
            subject_words(app, line.subject),
            what_words(line),
            since_words(line.since),
            typed(line.reason),
            actor_name(line.made_by, language()),
            day(line.made_at),
            _confirmation(line),
            day(line.confirmed_at) if line.confirmed_at else "",
        ]
        for line in reversed(found.declarations)
    ]
    table(columns, rows, name="declarations", title=f"{title} · {name}")
