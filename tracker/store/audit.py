"""One audit entry per action, chained by SHA-256, over the history rows the action made."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from sqlalchemy import Row, func
from sqlmodel import Session, col, select

from tracker.messages import Refusal
from tracker.store.bulk import insert_rows
from tracker.store.canonical import canonical, sha256
from tracker.store.facts import HEADS, INSTALLATION, Fact
from tracker.store.locking import lock_chain
from tracker.store.tables import AuditEntry, History

BEGINNING = "0" * 64
"""The hash before a chain's first entry."""

_HISTORY = History.__table__  # type: ignore[attr-defined]
_HISTORY_COLUMNS = ("fact_kind", "fact_key", "state", "entry_id")
_HEAD = re.compile(r"(.+):([0-9]{1,18}):([0-9a-fA-F]{64})")


class Head(NamedTuple):
    """The newest entry of a chain; its text `chain:sequence:hash` is what is noted outside."""

    chain: str
    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.chain}:{self.sequence}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Read `chain:sequence:hash`; Refusal `head_unreadable` for anything else."""
        match = _HEAD.fullmatch(text.strip())
        if match is None:
            raise Refusal("head_unreadable", text=text)
        return cls(match[1], int(match[2]), match[3].lower())


def record(
    session: Session, *, chain: str, actor: str, action: str, reason: str = "", facts: Sequence[Fact]
) -> AuditEntry:
    """Write the new states of `facts` and the one entry that vouches for them; return the entry.

    `chain` is the code of the park or region the action belongs to (an enterprise's actions are its park's),
    or `installation`. Locks the chain until the transaction ends. The instant is the clock's, wherever the
    calendar was moved to.
    """
    lock_chain(session, chain)
    last = _head_of(session, chain)
    entry = AuditEntry(
        chain=chain,
        sequence=last.sequence + 1,
        at=datetime.now(UTC),
        actor=actor,
        action=action,
        reason=reason,
        digest=digest_of(history_line(*fact) for fact in facts),
        previous=last.hash,
        hash="",
    )
    entry.hash = hash_of(entry)
    session.add(entry)
    session.flush()
    assert entry.id is not None
    insert_rows(session, _HISTORY, _HISTORY_COLUMNS, ((*fact, entry.id) for fact in facts))
    return entry


def history_line(kind: str, key: str, text: str) -> str:
    """Return the canonical JSON of one history row, `text` being the state's canonical JSON."""
    return f'{{"key":{encode_basestring(key)},"kind":{encode_basestring(kind)},"state":{text}}}\n'


def digest_of(lines: Iterable[str]) -> str:
    """Return the SHA-256 over the lines of an entry's history rows in the order they were written."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
    return digest.hexdigest()


def hash_of(entry: AuditEntry | Row[Any]) -> str:
    """Return the SHA-256 over the hash before and the canonical JSON of the entry itself."""
    facts = {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "reason": entry.reason,
        "digest": entry.digest,
    }
    return sha256(entry.previous + canonical(facts))


def heads(session: Session) -> dict[str, Head]:
    """Return the newest entry of every chain, by chain."""
    newest = (
        select(AuditEntry.chain, func.max(AuditEntry.sequence).label("sequence"))
        .group_by(col(AuditEntry.chain))
        .subquery()
    )
    rows = session.exec(
        select(AuditEntry.chain, AuditEntry.sequence, AuditEntry.hash).join(
            newest,
            (col(AuditEntry.chain) == newest.c.chain) & (col(AuditEntry.sequence) == newest.c.sequence),
        )
    )
    return {chain: Head(chain, sequence, digest) for chain, sequence, digest in sorted(rows)}


def note_heads(session: Session, *, actor: str, day: date) -> AuditEntry | None:
    """Note the heads of the parks' chains in the installation's chain; null where none moved since the last.

    A park's newest entries can then not be removed without its being seen.
    """
    state = {head.chain: f"{head.sequence}:{head.hash}" for head in heads(session).values()}
    state.pop(INSTALLATION, None)
    noted = session.exec(
        select(History.state).where(History.fact_kind == HEADS).order_by(col(History.id).desc()).limit(1)
    ).first()
    if not state or noted == canonical(state):
        return None
    facts = [Fact(HEADS, day.isoformat(), canonical(state))]
    return record(session, chain=INSTALLATION, actor=actor, action="audit.heads", facts=facts)


def _head_of(session: Session, chain: str) -> Head:
    newest = session.exec(
        select(AuditEntry.sequence, AuditEntry.hash)
        .where(AuditEntry.chain == chain)
        .order_by(col(AuditEntry.sequence).desc())
        .limit(1)
    ).first()
    return Head(chain, *newest) if newest else Head(chain, 0, BEGINNING)
