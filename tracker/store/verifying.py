"""Walking the audit chains, and holding the tables against their history.

Everything is read as a stream in one snapshot of the database, so memory stays small with any history.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, tuple_
from sqlmodel import Session

from tracker.store.audit import BEGINNING, Head, hash_of, heads, history_line
from tracker.store.facts import FACT_TABLES, HEADS, FactTable
from tracker.store.tables import AuditEntry, History

_ENTRIES: Table = AuditEntry.__table__  # type: ignore[attr-defined]
_HISTORY: Table = History.__table__  # type: ignore[attr-defined]
_STREAMED = {"yield_per": 1_000}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Problem:
    """The first thing that does not hold: a message's code and what it names."""

    code: str
    params: dict[str, Any]


@dataclass(frozen=True)
class AuditState:
    """What an audit found; `heads` are the newest entries as `sequence:hash`, by chain."""

    holds: bool
    entries: int
    heads: dict[str, str]
    first_problem: Problem | None


def verify(session: Session, noted: Sequence[Head] = (), progress: Progress | None = None) -> AuditState:
    """Walk every chain, then hold every fact against the newest state its history has.

    Found are entries altered, removed from within or inserted; history added or taken away; facts altered,
    removed or inserted in their tables; contents that are not what was stored. That a chain's *newest*
    entries were removed, together with their history and facts, only a head `noted` outside (or, for a park,
    in the installation's chain) can show. Needs a session that sees one state throughout.
    `progress` is told how many entries and facts are done, and of how many.
    """
    found = heads(session).values()
    connection = session.connection()
    entries = _count(connection, _ENTRIES)
    total = entries + sum(_count(connection, table.table) for table in FACT_TABLES.values())
    problem = next(_problems(connection, noted, _ticker(total, progress)), None)
    return AuditState(
        holds=problem is None,
        entries=entries,
        heads={head.chain: f"{head.sequence}:{head.hash}" for head in found},
        first_problem=problem,
    )


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _ticker(total: int, progress: Progress | None) -> Callable[[], None]:
    """Return what counts one more entry or fact done, and tells of every five hundredth."""
    done = count(1)

    def tick() -> None:
        number = next(done)
        if progress is not None and number % 500 == 0:
            progress(number, total)

    return tick


def _problems(connection: Connection, noted: Sequence[Head], tick: Callable[[], None]) -> Iterator[Problem]:
    yield from _chain_problems(connection, tick)
    yield from _orphans(connection)
    yield from _missing_heads(connection, noted)
    for states in _noted_within(connection):
        yield from _missing_heads(connection, states)
    for table in FACT_TABLES.values():
        yield from _fact_problems(connection, table, tick)
        yield from _removed_facts(connection, table)
        yield from _content_problems(connection, table)


def _chain_problems(connection: Connection, tick: Callable[[], None]) -> Iterator[Problem]:
    """Hold each entry against the one before it and against its history rows."""
    chain, sequence, previous = "", 0, BEGINNING
    for entry, digest in _entries(connection):
        tick()
        if entry.chain != chain:
            chain, sequence, previous = entry.chain, 0, BEGINNING
        if entry.sequence != sequence + 1:
            yield Problem("audit_entry_removed", {"chain": chain, "sequence": sequence + 1})
        elif entry.previous != previous or entry.hash != hash_of(entry):
            yield Problem("audit_entry_altered", {"chain": chain, "sequence": entry.sequence})
        elif entry.digest != digest:
            yield Problem("audit_history_altered", {"chain": chain, "sequence": entry.sequence})
        sequence, previous = entry.sequence, entry.hash


def _entries(connection: Connection) -> Iterator[tuple[Row[Any], str]]:
    """Return each entry, chain by chain, with the digest of the history rows it has now."""
    rows = connection.execute(
        select(_ENTRIES, _HISTORY.c.fact_kind, _HISTORY.c.fact_key, _HISTORY.c.state)
        .outerjoin(_HISTORY, _HISTORY.c.entry_id == _ENTRIES.c.id)
        .order_by(_ENTRIES.c.chain, _ENTRIES.c.sequence, _HISTORY.c.id)
        .execution_options(**_STREAMED)
    )
    for _, group in groupby(rows, key=attrgetter("id")):
        digest = hashlib.sha256()
        for row in group:
            if row.fact_kind is not None:
                digest.update(history_line(row.fact_kind, row.fact_key, row.state).encode())
        yield row, digest.hexdigest()


def _orphans(connection: Connection) -> Iterator[Problem]:
    """History rows whose entry is gone."""
    orphan = connection.execute(
        select(_HISTORY.c.fact_kind, _HISTORY.c.fact_key)
        .where(_HISTORY.c.entry_id.not_in(select(_ENTRIES.c.id)))
        .order_by(_HISTORY.c.id)
        .limit(1)
    ).first()
    if orphan is not None:
        yield Problem("audit_history_orphan", {"kind": orphan.fact_kind, "key": orphan.fact_key})


def _noted_within(connection: Connection) -> Iterator[list[Head]]:
    """The heads of the parks' chains each daily run noted."""
    states = connection.execute(
        select(_HISTORY.c.state).where(_HISTORY.c.fact_kind == HEADS).execution_options(**_STREAMED)
    )
    for text in states.scalars():
        yield [Head.parse(f"{chain}:{head}") for chain, head in json.loads(text).items()]


def _missing_heads(connection: Connection, noted: Sequence[Head]) -> Iterator[Problem]:
    place = tuple_(_ENTRIES.c.chain, _ENTRIES.c.sequence)
    for start in range(0, len(noted), 200):
        asked = noted[start : start + 200]
        rows = connection.execute(
            select(_ENTRIES.c.chain, _ENTRIES.c.sequence, _ENTRIES.c.hash).where(
                place.in_([(head.chain, head.sequence) for head in asked])
            )
        )
        standing = {Head(*row) for row in rows}
        for head in asked:
            if head not in standing:
                yield Problem("audit_head_missing", {"chain": head.chain, "sequence": head.sequence})


def _fact_problems(connection: Connection, table: FactTable, tick: Callable[[], None]) -> Iterator[Problem]:
    """Rows whose state is not the newest of their history, and rows that have no history."""
    newest = (
        select(_HISTORY.c.state)
        .where(_HISTORY.c.fact_kind == table.kind, _HISTORY.c.fact_key == table.key_expression())
        .order_by(_HISTORY.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(*table.columns, newest.label("newest_state")).execution_options(**_STREAMED)
    )
    for row in rows.mappings():
        tick()
        fact = table.fact(dict(row))
        if row["newest_state"] is None:
            yield Problem("audit_fact_inserted", {"kind": fact.kind, "key": fact.key})
        elif row["newest_state"] != fact.text:
            yield Problem("audit_fact_altered", {"kind": fact.kind, "key": fact.key})


def _removed_facts(connection: Connection, table: FactTable) -> Iterator[Problem]:
    gone = connection.execute(
        select(_HISTORY.c.fact_key)
        .where(
            _HISTORY.c.fact_kind == table.kind,
            _HISTORY.c.fact_key.not_in(select(table.key_expression())),
        )
        .order_by(_HISTORY.c.id)
        .limit(1)
    ).scalar()
    if gone is not None:
        yield Problem("audit_fact_removed", {"kind": table.kind, "key": gone})


def _content_problems(connection: Connection, table: FactTable) -> Iterator[Problem]:
    """Stored files that no longer have the SHA-256 they were stored with."""
    if table.content is None:
        return
    content, digest = (table.table.c[name] for name in table.content)
    rows = connection.execute(select(table.key_expression(), content, digest).execution_options(yield_per=1))
    for key, stored, expected in rows:
        if hashlib.sha256(stored).hexdigest() != expected:
            yield Problem("audit_fact_altered", {"kind": table.kind, "key": key})
