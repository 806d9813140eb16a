"""The history of every fact, and the chained entries that vouch for it."""

from datetime import datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import holds


class AuditEntry(SQLModel, table=True):
    """One action: who, when, what, why, and the digest of the history rows it made.

    `chain` is a park's (or region's) site code or `installation`; sequences run from 1 without a gap, and
    `hash` covers the entry and the hash before it.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("chain", "sequence"),
        holds("sequence", "sequence >= 1"),
        holds("digests", "length(digest) = 64 AND length(previous) = 64 AND length(hash) = 64"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chain: str
    sequence: int
    at: datetime
    actor: str
    action: str
    reason: str = ""
    digest: str
    previous: str
    hash: str


class History(SQLModel, table=True):
    """The complete new state of one fact; `state` is its canonical JSON, kept as the text digests cover."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_fact", "fact_kind", "fact_key", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    fact_kind: str
    fact_key: str
    state: str = Field(sa_column=Column(Text, nullable=False))
    entry_id: int = Field(foreign_key="audit_entry.id", index=True)
