"""Flags and the steps taken on them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import one_of

ENDED = ("closed", "cleared")
_LIVE = text("status NOT IN ('closed', 'cleared')")


class Flag(SQLModel, table=True):
    """Something somebody must deal with; at most one live flag per site, rule and subject.

    `message_code` and `params` are turned into a sentence by a face; `previous` names the flag whose cause
    came back; `due` is the day by which the next step is owed, of a waived flag the day its waiver ends.
    """

    __tablename__ = "flag"
    __table_args__ = (
        one_of("axis", "compliance", "data", "receipt"),
        one_of("severity", "red", "orange", "yellow"),
        one_of(
            "status", "open", "explained", "accepted", "rectifying", "to_check", "waived", *ENDED
        ),
        Index(
            "uq_flag_live", "site_id", "rule", "subject",
            unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE,
        ),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    axis: str
    rule: str
    subject: str
    indicator: str | None = None
    item: str | None = None
    period: str
    severity: str
    status: str = "open"
    previous: str | None = Field(default=None, foreign_key="flag.id")
    opened_at: datetime
    due: date | None = None
    message_code: str
    params: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    notes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    evidence: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class FlagEvent(SQLModel, table=True):
    """One step on a flag, by a person or by evaluation; written once."""

    __tablename__ = "flag_event"

    id: int | None = Field(default=None, primary_key=True)
    flag_id: str = Field(foreign_key="flag.id", index=True)
    at: datetime
    actor: str
    step: str
    reason: str = ""
    evidence: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
