"""Database addresses: `sqlite:///path` and `postgresql://…`, and how a message names them."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from tracker.messages import Refusal


@dataclass(frozen=True)
class Address:
    """Where a database is; `path` is its absolute file for SQLite, else null."""

    url: URL
    path: Path | None

    @property
    def shown(self) -> str:
        """Return what a message names: the file, or the URL without its password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)

    @property
    def key(self) -> str:
        """Return a name under which equal addresses of one process meet."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=False)


def read_address(url: str) -> Address:
    """Return the address `url` names; Refusal `database_url` for anything but the two kinds of database.

    A relative SQLite path is below the working folder.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise Refusal("database_url", database=url) from None
    kind = parsed.drivername.partition("+")[0]
    if kind == "sqlite" and parsed.database and parsed.database != ":memory:":
        return Address(parsed, Path(parsed.database).absolute())
    if kind in ("postgresql", "postgres") and parsed.database:
        return Address(parsed.set(drivername="postgresql+psycopg"), None)
    raise Refusal("database_url", database=parsed.render_as_string(hide_password=True))
