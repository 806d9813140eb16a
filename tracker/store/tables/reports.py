"""Reports, their states, and the explanations checks asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import finite, holds, one_of


class Report(SQLModel, table=True):
    """A park's or region's figures of one month or year, with its state.

    `month` is the month number; of an annual report its December. `version` grows with every move, and a
    decision names the version it was made on. `opened` is a reviewer's first look, which ends withdrawing.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("site_id", "kind", "month"),
        one_of("kind", "month", "year"),
        one_of("state", "draft", "submitted", "accepted", "returned", "withdrawn", "reopened"),
        holds("december", "kind = 'month' OR month % 12 = 11"),
        holds("version", "version >= 1"),
        holds("submission", "(submitted_by IS NULL) = (submitted_at IS NULL)"),
        holds("decision", "(decided_by IS NULL) = (decided_at IS NULL)"),
        holds("opening", "(opened_by IS NULL) = (opened_at IS NULL)"),
        holds("ever", "ever_submitted OR state = 'draft'"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id")
    kind: str
    month: int
    state: str = "draft"
    version: int = 1
    ever_submitted: bool = False
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    opened_by: str | None = None
    opened_at: datetime | None = None
    reason: str = ""


class Explanation(SQLModel, table=True):
    """Why a figure a check stumbled over stands all the same, and who released it.

    `value_seen` is the figure explained; a figure changed since needs a new explanation. `month` is the month
    number of the report's (last) month.
    """

    __tablename__ = "explanation"
    __table_args__ = (
        holds("release", "(released_by IS NULL) = (released_at IS NULL)"),
        *finite("value_seen"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    item: str | None = None
    check_number: str
    month: int
    text: str
    made_by: str
    made_at: datetime
    value_seen: float | None = None
    released_by: str | None = None
    released_at: datetime | None = None


class ReportRemark(SQLModel, table=True):
    """What a reviewer said of one figure when returning a report; written once.

    `version` is the report's after that return, so that each round keeps its own; `base` is the base year of
    a figure at comparable prices (else 0).
    """

    __tablename__ = "report_remark"
    __table_args__ = (
        UniqueConstraint("report_id", "version", "site_id", "item", "base"),
        holds("version", "version >= 1"),
        holds("base", "base >= 0"),
        holds("text", "length(text) > 0"),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id")
    version: int
    site_id: int = Field(foreign_key="site.id")
    item: str
    base: int = 0
    text: str
    made_by: str
    made_at: datetime


class CheckResult(SQLModel, table=True):
    """What a check found in a report when it was submitted; written once.

    `version` is the report's after that submission; `rule` the first 16 hex digits of the SHA-256 of the
    rule as it was then. `message_code` and `params` make the sentence; `explanation` is what was said of it.
    """

    __tablename__ = "check_result"
    __table_args__ = (
        holds("version", "version >= 1"),
        holds("rule", "length(rule) = 16"),
        *finite("value"),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    version: int
    site_id: int = Field(foreign_key="site.id")
    check_number: str
    rule: str
    item: str | None = None
    value: float | None = None
    message_code: str
    params: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    explanation: str | None = None
