"""Imports as actions that can be undone, and how a site's spreadsheets were understood."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import holds


class ImportBatch(SQLModel, table=True):
    """What one import did to one park's (or region's) reports; its audit entry holds the figures it changed.

    `command` is shared by the batches of one import; `files` are their names and SHA-256; `figures` counts
    the cells changed.
    """

    __tablename__ = "import_batch"
    __table_args__ = (
        UniqueConstraint("command", "site_id"),
        holds("figures", "figures >= 0"),
        holds("undoing", "(undone_by IS NULL) = (undone_at IS NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    command: str
    files: list[dict[str, str]] = Field(sa_column=Column(JSON, nullable=False))
    figures: int
    made_by: str
    made_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


class ImportMapping(SQLModel, table=True):
    """What the columns of a spreadsheet mean at a site, remembered from the last time one like it came in.

    `fingerprint` is the SHA-256 of its headers, as far as they tell one spreadsheet from another.
    """

    __tablename__ = "import_mapping"
    __table_args__ = (
        UniqueConstraint("site_id", "fingerprint"),
        holds("fingerprint", "length(fingerprint) = 64"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id")
    fingerprint: str
    mapping: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    made_by: str
    made_at: datetime
