"""Sites and what holds for them from a month on: names, parents, item table, adopted standards."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import holds, one_of


class Site(SQLModel, table=True):
    """A park, an enterprise or a region; months are month numbers, null is open.

    `data_version` grows with every change that can move a number of this site, so that a process knows which
    figures to read again; it is no fact of the history.
    """

    __tablename__ = "site"
    __table_args__ = (
        one_of("kind", "park", "enterprise", "region"),
        holds("code", "code <> '' AND code <> 'installation'"),
        holds("span", "active_from IS NULL OR active_until IS NULL OR active_from <= active_until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    kind: str
    region: str
    prefecture: str | None = None
    active_from: int | None = None
    active_until: int | None = None
    created_at: datetime
    data_version: int = 0


class SiteAttribute(SQLModel, table=True):
    """One attribute of a site from a month on (null: always); of two for one month the later made holds."""

    __tablename__ = "site_attribute"
    __table_args__ = (
        one_of("name", "name", "parent", "level", "scope", "collect"),
        holds("level_value", "name <> 'level' OR value IN ('national', 'provincial')"),
        holds("scope_value", "name <> 'scope' OR value IN ('all', 'above_scale')"),
        holds("collect_value", "name <> 'collect' OR value IN ('direct', 'rollup')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    name: str
    value: str
    from_month: int | None = None
    made_at: datetime


class Declaration(SQLModel, table=True):
    """A line of the item table: `subject` (an item or a group) does or does not apply from a month on."""

    __tablename__ = "declaration"
    __table_args__ = (holds("confirmation", "(confirmed_by IS NULL) = (confirmed_at IS NULL)"),)

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    subject: str
    applicable: bool
    from_month: int | None = None
    reason: str = ""
    made_by: str
    made_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None


class Adoption(SQLModel, table=True):
    """A standard a site follows from a month on."""

    __tablename__ = "adoption"
    __table_args__ = (UniqueConstraint("site_id", "standard", "from_month"),)

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    standard: str
    from_month: int
