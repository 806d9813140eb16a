"""What the history keeps: which tables hold facts, how a fact is named, and what its state is.

A row and its history must give the same state, byte by byte; so both are made here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Float, String, Table, cast, literal
from sqlmodel import SQLModel

from tracker.store import tables
from tracker.store.canonical import canonical, sha256

INSTALLATION = "installation"
"""The chain of what belongs to no park."""

HEADS = "heads"
"""The one kind of fact without a table: the heads of all chains, noted in the installation's chain."""


class Fact(NamedTuple):
    """The complete new state of one fact; `key` names it among its kind."""

    kind: str
    key: str
    state: dict[str, Any]


@dataclass(frozen=True)
class FactTable:
    """A table whose rows are facts.

    `key` are the columns that name a fact; `left_out` are secrets, counters of the running program and what
    the key already says; `digested` columns stand in the state by their SHA-256; `content` names a column of
    bytes and the column of their SHA-256.
    """

    model: type[SQLModel]
    key: tuple[str, ...] = ("id",)
    left_out: frozenset[str] = frozenset()
    digested: frozenset[str] = frozenset()
    content: tuple[str, str] | None = None
    _writers: dict[str, Callable[[Any], object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.table.columns:
            if column.name not in self.left_out:
                self._writers[column.name] = sha256_of if column.name in self.digested else _writer(column)

    @property
    def table(self) -> Table:
        """Return the table itself."""
        table = self.model.__table__  # type: ignore[attr-defined]
        assert isinstance(table, Table)
        return table

    @property
    def kind(self) -> str:
        """Return the kind of fact, which is the table's name."""
        return self.table.name

    def fact(self, values: Mapping[str, Any]) -> Fact:
        """Return the fact a row with these values is; KeyError where a column is not given."""
        state = {name: write(values[name]) for name, write in self._writers.items()}
        return Fact(self.kind, "/".join(str(values[name]) for name in self.key), state)

    def key_expression(self) -> ColumnElement[str]:
        """Return SQL for the key of a row, the same text as `fact` gives."""
        parts = [cast(self.table.c[name], String) for name in self.key]
        expression: ColumnElement[str] = parts[0]
        for part in parts[1:]:
            expression = expression.concat(literal("/")).concat(part)
        return expression


def sha256_of(value: object) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return sha256(canonical(value))


def _writer(column: Column[Any]) -> Callable[[Any], object]:
    return _number if isinstance(column.type, Float) else _plain


def _number(value: float | None) -> float | None:
    # a database may give back 3 for 3.0, and 0.0 for -0.0
    return None if value is None else float(value) + 0.0


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


_OBSERVATION_KEY = ("site_id", "item", "kind", "last", "base")
_OCCASION = ("site_id", "indicator", "window", "period", "occasion", "occasion_key")
_TABLES = (
    FactTable(tables.Installation, left_out=frozenset({"first_code_hash"})),
    FactTable(tables.Account, left_out=frozenset({"password_hash", "failed", "locked_until"})),
    FactTable(tables.Site, left_out=frozenset({"data_version"})),
    FactTable(tables.SiteAttribute),
    FactTable(tables.Declaration),
    FactTable(tables.Adoption),
    FactTable(tables.Observation, key=_OBSERVATION_KEY, left_out=frozenset({"id"})),
    FactTable(tables.Report),
    FactTable(tables.Explanation),
    FactTable(tables.Flag),
    FactTable(tables.FlagEvent),
    FactTable(tables.RecordedFigure, key=_OCCASION, left_out=frozenset({"id"}), digested=frozenset({"row"})),
    FactTable(tables.CatalogAddition),
    FactTable(
        tables.Document, key=("sha256",), left_out=frozenset({"content"}), content=("content", "sha256")
    ),
    FactTable(tables.DocumentLink),
    FactTable(tables.Package, left_out=frozenset({"content"}), content=("content", "content_sha256")),
)
FACT_TABLES: dict[str, FactTable] = {table.kind: table for table in _TABLES}


def fact_of(row: SQLModel) -> Fact:
    """Return the fact a stored row is; a row named by its `id` must have been flushed."""
    table = FACT_TABLES[row.__tablename__]  # type: ignore[index]
    return table.fact({column.name: getattr(row, column.name) for column in table.table.columns})


def fact_from(kind: str, values: Mapping[str, Any]) -> Fact:
    """Return the fact a row of table `kind` with all these column values is, for bulk writes."""
    return FACT_TABLES[kind].fact(values)
