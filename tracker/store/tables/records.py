"""What is kept as it was: recorded figures, packages, documents, and the installation's own rules."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import finite, holds, one_of

DOCUMENT_LIMIT = 20 * 1024 * 1024


class RecordedFigure(SQLModel, table=True):
    """An indicator's row as computed on an occasion; written once and never changed.

    `occasion_key` names the occasion among its kind (report and version, year, package); `row` is the whole
    computed row, `catalog` the digest of the rules it was computed with.
    """

    __tablename__ = "recorded_figure"
    __table_args__ = (
        UniqueConstraint(
            "site_id", "indicator", "window", "period", "occasion", "occasion_key",
            name="uq_recorded_figure_once",
        ),
        one_of("window", "month", "ytd", "rolling12", "year"),
        one_of("occasion", "submitted", "accepted", "package", "published"),
        *finite("value"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id")
    indicator: str
    window: str
    period: str
    occasion: str
    occasion_key: str
    at: datetime
    value: float | None = None
    row: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    catalog: str


class Package(SQLModel, table=True):
    """An evidence package as it was handed out."""

    __tablename__ = "package"
    __table_args__ = (
        UniqueConstraint("site_id", "standard", "years", "revision"),
        holds("revision", "revision >= 1"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id")
    standard: str
    years: str
    revision: int
    content_sha256: str
    content: bytes
    built_at: datetime


class Document(SQLModel, table=True):
    """A file somebody attached, kept once by its SHA-256 (hex)."""

    __tablename__ = "document"
    __table_args__ = (
        holds("sha256", "length(sha256) = 64"),
        holds("size", f"size BETWEEN 0 AND {DOCUMENT_LIMIT} AND length(content) = size"),
    )

    sha256: str = Field(primary_key=True)
    name: str
    media_type: str
    size: int
    content: bytes


class DocumentLink(SQLModel, table=True):
    """What a document proves: a site's item over a span of months (null item: the whole form).

    `name` is the file's at this place (null: the document's own). A link is never deleted: a removed one
    says when, by whom and why.
    """

    __tablename__ = "document_link"
    __table_args__ = (holds("span", "first <= last"),)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(foreign_key="document.sha256", index=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    item: str | None = None
    first: int
    last: int
    removed_at: datetime | None = None
    name: str | None = None
    added_by: str | None = None
    added_at: datetime | None = None
    removed_by: str | None = None
    removal_reason: str | None = None


class CatalogAddition(SQLModel, table=True):
    """A rule of this installation, shaped like an entry of `schemas/`; `source` says where it comes from."""

    __tablename__ = "catalog_addition"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    made_by: str
    made_at: datetime
    source: str
