"""The audit trail, for whoever may read it: walked, held against the tables; its heads, to note outside."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from tracker.catalog.periods import month_text
from tracker.services.application import SHANGHAI, Application
from tracker.services.permissions import PROVINCE, Action, Actor, sites_in_scope
from tracker.store import audit as chains
from tracker.store.audit import Head
from tracker.store.database import read_session
from tracker.store.facts import INSTALLATION as INSTALLATION
from tracker.store.tables import AuditEntry, History
from tracker.store.verifying import verify

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class EntryRecord:
    """An entry of a chain: who did what when, and over how many facts; `at` is UTC.

    `about` names what the first of its facts speaks of: an account, a site, a document, a period; "" where
    that has no name.
    """

    id: int
    chain: str
    sequence: int
    at: datetime
    actor: str
    action: str
    reason: str
    hash: str
    facts: int
    about: str


@dataclass(frozen=True)
class Asked:
    """Which entries are asked for, blank for all; days are of the program's calendar, both included."""

    chain: str = ""
    actor: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Found:
    """The newest entries asked for, and how many there are of them; and what entries can be asked for."""

    entries: tuple[EntryRecord, ...]
    count: int
    chains: tuple[str, ...]
    actors: tuple[str, ...]
    actions: tuple[str, ...]


def verify_chains(
    app: Application, actor: Actor, *, head: str | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """Return the contract's answer: whether every chain and every fact under it is as it was written.

    `head` is one noted earlier, as `heads` gives it: only it can show that the newest entries were removed.
    Refuses one that cannot be read. `progress` is told how much is done, and of how much.
    """
    noted = [] if head is None else [Head.parse(head)]
    with read_session(app.engine) as session:
        shown = _chains_shown(session, actor)
        state = verify(session, noted, progress)
    problem = state.first_problem
    return {
        "holds": state.holds,
        "entries": state.entries,
        "heads": {chain: newest for chain, newest in state.heads.items() if shown is None or chain in shown},
        "first_problem": None if problem is None else {"code": problem.code, **problem.params},
    }


def heads(app: Application, actor: Actor) -> dict[str, str]:
    """Return the newest entry of each chain in the actor's scope as `sequence:hash`, by chain."""
    with read_session(app.engine) as session:
        shown = _chains_shown(session, actor)
        newest = chains.heads(session)
    return {
        chain: f"{head.sequence}:{head.hash}"
        for chain, head in newest.items()
        if shown is None or chain in shown
    }


def list_entries(app: Application, actor: Actor, asked: Asked, *, most: int = 200) -> Found:
    """Return the newest entries in the actor's scope, at most so many."""
    with read_session(app.engine) as session:
        shown = _chains_shown(session, actor)
        scope = select(AuditEntry)
        if shown is not None:
            scope = scope.where(col(AuditEntry.chain).in_(sorted(shown)))
        names = [_distinct(session, scope, name) for name in ("chain", "actor", "action")]
        query = _narrowed(scope, asked)
        count = session.exec(select(func.count()).select_from(query.subquery())).one()
        rows = session.exec(query.order_by(col(AuditEntry.id).desc()).limit(most)).all()
        facts = _facts(session, [row.id or 0 for row in rows])
        entries = tuple(_entry(row, *facts.get(row.id or 0, (0, ""))) for row in rows)
    return Found(entries, count, *(tuple(listed) for listed in names))


def _distinct(session: Session, scope: SelectOfScalar[AuditEntry], name: str) -> list[str]:
    return sorted(session.execute(select(scope.subquery().c[name]).distinct()).scalars())


def _narrowed(query: SelectOfScalar[AuditEntry], asked: Asked) -> SelectOfScalar[AuditEntry]:
    for name in ("chain", "actor", "action"):
        if value := getattr(asked, name):
            query = query.where(getattr(AuditEntry, name) == value)
    if asked.first is not None:
        query = query.where(AuditEntry.at >= _midnight(asked.first))
    if asked.last is not None:
        query = query.where(AuditEntry.at < _midnight(asked.last + timedelta(days=1)))
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def _facts(session: Session, entries: list[int]) -> dict[int, tuple[int, str]]:
    """Return by entry how many facts it vouches for, and what the first of them speaks of."""
    counted = (
        select(func.min(History.id).label("first"), func.count().label("count"))
        .where(col(History.entry_id).in_(entries))
        .group_by(col(History.entry_id))
        .subquery()
    )
    rows = session.exec(
        select(History.entry_id, counted.c.count, History.fact_kind, History.state).join(
            counted, col(History.id) == counted.c.first
        )
    )
    return {entry: (count, _about(kind, json.loads(state))) for entry, count, kind, state in rows}


_NAMED_BY = {"account": "name", "site": "code", "document": "name", "document_link": "name", "flag": "period"}
_MONTH_OF = {"report": "month", "observation": "last", "explanation": "month"}


def _about(kind: str, state: Mapping[str, Any]) -> str:
    if kind in _MONTH_OF:
        month = int(state[_MONTH_OF[kind]])
        return str(month // 12) if state.get("kind") == "year" else month_text(month)
    return str(state.get(_NAMED_BY.get(kind, ""), ""))


def _entry(row: AuditEntry, facts: int, about: str) -> EntryRecord:
    written = (row.id or 0, row.chain, row.sequence, row.at, row.actor, row.action, row.reason, row.hash)
    return EntryRecord(*written, facts, about)


def _chains_shown(session: Session, actor: Actor) -> set[str] | None:
    """Return the chains an actor may see; None for all, the installation's included."""
    sites = sites_in_scope(session, actor, Action.AUDIT)
    return None if actor.scope == PROVINCE else {site.code for site in sites}
