"""The history of one figure: every state it had, who brought it there, and under which audit entry."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.periods import Period
from tracker.messages import Refusal
from tracker.services.application import Application
from tracker.services.directory import load_family
from tracker.services.entering.figures import figures_in_view
from tracker.services.judging.evaluation import view_of
from tracker.services.judging.panels import View
from tracker.services.permissions import Action, Actor, require
from tracker.store.database import read_session
from tracker.store.facts import FACT_TABLES
from tracker.store.tables import AuditEntry, History, Observation

_FACTS = FACT_TABLES["observation"]


@dataclass(frozen=True)
class Figure:
    """A figure as typed and in the item's canonical unit; its null value is an explained blank."""

    value: float | None
    text: str
    unit: str
    source: str | None
    blank_reason: str | None
    note: str


@dataclass(frozen=True)
class FigureState:
    """What stood after one action; `working` and `reported` are None where that view has no figure.

    `actor` did what `action` says (an action of the audit) for `reason`; `typed_by` last changed the working
    figure. `chain` and `sequence` name the audit entry. `base` is the base year of comparable prices, else 0.
    """

    at: datetime
    actor: str
    action: str
    reason: str
    chain: str
    sequence: int
    base: int
    working: Figure | None
    reported: Figure | None
    typed_by: str


@dataclass(frozen=True)
class FigureHistory:
    """A figure of an item, on every base year it has: the states newest first.

    `owner` is the park or region whose report it belongs to. `view` is what the actor is shown: of reported
    figures only the states in which what was reported changed, so that no edit under way leaks. `working`
    and `reported` are by base year what stands there now.
    """

    site: str
    owner: str
    item: str
    period: Period
    view: View
    working: Mapping[int, Figure]
    reported: Mapping[int, Figure]
    states: tuple[FigureState, ...]


def figure_history(app: Application, actor: Actor, site: str, item: str, period: str) -> FigureHistory:
    """Return the history of a site's figure of an item (`value_added_real@2020`: on that base year alone).

    Empty where nothing was ever entered. Refuses an unknown site, also one that is out of the actor's scope
    in that month, an unknown item, and what is no period.
    """
    span = _period(period)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site, month=span.last)
        known, base = _item(app.catalog, item)
        if known.kind == "rate" and span.kind == "cumulative":
            span = Period.month(span.last)  # one cell under either spelling
        directory = load_family(session, found)
        record = directory.by_code[site]
        view = view_of(actor, reported=False)
        return FigureHistory(
            site=site,
            owner=(directory.owner(record, span.last) or record).code,
            item=known.code,
            period=span,
            view=view,
            working=_current(session, record.id, known.code, span, base, "working")
            if view == "working"
            else {},
            reported=_current(session, record.id, known.code, span, base, "reported"),
            states=_states(session, record.id, known, span, base, view),
        )


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise Refusal("bad_period", place="period", text=text) from None


def _item(catalog: Catalog, text: str) -> tuple[Item, int | None]:
    """Return the item a text names, and the base year it may name (None: every one)."""
    code, _, base = text.partition("@")
    item = catalog.items.get(code)
    if item is None or (base and not (item.based and base.isdecimal())):
        raise Refusal("unknown_item", place="item", item=text)
    return item, int(base) if base else None


def _current(
    session: Session, site_id: int, item: str, span: Period, base: int | None, view: View
) -> dict[int, Figure]:
    rows = figures_in_view(session, site_id, span.last, span.last, view)
    return {
        key[5]: Figure(row.value, row.text, row.unit, row.source, row.reason, row.note)
        for key, row in sorted(rows.items())
        if key[1:5] == (item, span.kind, span.first, span.last) and base in (None, key[5]) and row.present
    }


def _states(
    session: Session, site_id: int, item: Item, span: Period, base: int | None, view: View
) -> tuple[FigureState, ...]:
    """Return the states of the figure on every base year asked for, newest first."""
    query = (
        select(_FACTS.key_expression().label("key"), Observation.base)
        .where(Observation.site_id == site_id, Observation.item == item.code, Observation.kind == span.kind)
        .where(Observation.last == span.last)
    )
    keys = {key: of for key, of in session.exec(query) if base in (None, of)}
    rows = session.exec(
        select(History.fact_key, History.state, AuditEntry)
        .join(AuditEntry, col(AuditEntry.id) == col(History.entry_id))
        .where(History.fact_kind == _FACTS.kind, col(History.fact_key).in_(keys))
        .order_by(col(History.id))
    ).all()
    states = [_state(keys[key], json.loads(text), entry) for key, text, entry in rows]
    shown = states if view == "working" else list(_reported_only(states))
    return tuple(reversed(shown))


def _state(base: int, state: Mapping[str, Any], entry: AuditEntry) -> FigureState:
    return FigureState(
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        reason=entry.reason,
        chain=entry.chain,
        sequence=entry.sequence,
        base=base,
        working=_figure(state, "") if state.get("present") else None,
        reported=_figure(state, "reported_") if state.get("reported") else None,
        typed_by=state["changed_by"],
    )


def _figure(state: Mapping[str, Any], view: str) -> Figure:
    """Return the figure of one view; what is null or empty stands in no state."""
    return Figure(
        state.get(f"{view}value"),
        state.get(f"{view}text", ""),
        state.get(f"{view}unit", ""),
        state.get(f"{view}source"),
        state.get(f"{view}reason"),
        state.get(f"{view}note", ""),
    )


def _reported_only(states: list[FigureState]) -> Iterator[FigureState]:
    """Keep the states in which what was reported changed, without what is being worked on."""
    before: dict[int, Figure | None] = {}
    for state in states:
        if state.reported != before.get(state.base):
            before[state.base] = state.reported
            yield replace(state, working=None)
