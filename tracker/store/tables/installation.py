"""The installation itself, and the leases its recurring work runs under."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from tracker.store.tables.base import holds


class Installation(SQLModel, table=True):
    """The one row that says what this database is; `demo` is set at its creation and never taken back.

    `first_code_hash` is the hash of the one-time code of a first start without demo, null once it is used.
    """

    __tablename__ = "installation"
    __table_args__ = (holds("single", "id = 1"),)

    id: int = Field(default=1, primary_key=True)
    created_at: datetime
    demo: bool = False
    first_code_hash: str | None = None


class Lease(SQLModel, table=True):
    """Who runs a recurring piece of work until when, so that of several processes one does it."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    holder: str
    until: datetime
