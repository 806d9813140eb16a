"""What the history keeps: which tables hold facts, how a fact is named, and what its state is.

A row and its history must give the same state, byte by byte; so both are made here.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, ColumnElement, Date, Float, Integer, String, Table, cast, literal
from sqlmodel import AutoString, SQLModel, UTCDateTime

from tracker.store import tables
from tracker.store.canonical import canonical, sha256

INSTALLATION = "installation"
"""The chain of what belongs to no park."""

HEADS = "heads"
"""The one kind of fact without a table: the heads of all chains, noted in the installation's chain."""


class Fact(NamedTuple):
    """The complete new state of one fact, as canonical JSON; `key` names it among its kind."""

    kind: str
    key: str
    text: str

    @property
    def state(self) -> dict[str, Any]:
        """Return the state by column name, without what is null, false or empty."""
        state: dict[str, Any] = json.loads(self.text)
        return state


_Member = tuple[str, str, Callable[[Any], str]]
"""A column of a state: its name, its label in JSON and what writes its value."""


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

    @cached_property
    def table(self) -> Table:
        """Return the table itself."""
        table = self.model.__table__  # type: ignore[attr-defined]
        assert isinstance(table, Table)
        return table

    @cached_property
    def kind(self) -> str:
        """Return the kind of fact, which is the table's name."""
        # as plain text: SQLAlchemy's own kind of text takes the driver a third longer to store
        return str(self.table.name)

    @cached_property
    def _members(self) -> list[_Member]:
        """The columns of the state in the order of canonical JSON, each with its name and writer in JSON."""
        kept = [column for column in self.table.columns if column.name not in self.left_out]
        return [
            (column.name, f'"{column.name}":', _digest if column.name in self.digested else _writer(column))
            for column in sorted(kept, key=lambda column: column.name)
        ]

    @cached_property
    def columns(self) -> list[Column[Any]]:
        """Return the columns a fact is made of."""
        wanted = {name for name, _, _ in self._members} | set(self.key)
        return [column for column in self.table.columns if column.name in wanted]

    def facts(self, rows: Sequence[Mapping[str, Any]], filled: Collection[str]) -> list[Fact]:
        """Return what `fact` does of many rows, in all of which only the `filled` columns hold anything."""
        said = [member for member in self._members if member[0] in filled]
        return [self._fact(said, row) for row in rows]

    def fact(self, values: Mapping[str, Any]) -> Fact:
        """Return the fact a row with these values is; KeyError where a column is not given.

        What is null, false or empty text is left out of the state, so that a column a later upgrade adds does
        not change the state of older facts. Written by hand, as an import makes a hundred thousand of them.
        """
        return self._fact(self._members, values)

    def _fact(self, said: Sequence[_Member], values: Mapping[str, Any]) -> Fact:
        members = [
            label + write(value)
            for name, label, write in said
            if (value := values[name]) or (value is not None and value is not False and value != "")
        ]
        key = "/".join([str(values[name]) for name in self.key])
        return Fact(self.kind, key, "{" + ",".join(members) + "}")

    def key_expression(self) -> ColumnElement[str]:
        """Return SQL for the key of a row, the same text as `fact` gives."""
        parts = [cast(self.table.c[name], String) for name in self.key]
        expression: ColumnElement[str] = parts[0]
        for part in parts[1:]:
            expression = expression.concat(literal("/")).concat(part)
        return expression


def _writer(column: Column[Any]) -> Callable[[Any], str]:
    """Return what writes a column's values as canonical JSON."""
    for kind, write in _WRITERS:
        if isinstance(column.type, kind):
            return write
    return canonical


def _number(value: float) -> str:
    # a database may give back 3 for 3.0, and 0.0 for -0.0
    return canonical(number) if (number := float(value) + 0.0) - number else repr(number)


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _digest(value: object) -> str:
    return canonical(sha256(canonical(value)))


@lru_cache(maxsize=16)
def _instant(value: datetime) -> str:
    return canonical(value.astimezone(UTC).isoformat())


def _day(value: date) -> str:
    return canonical(value.isoformat())


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Boolean, _truth),
    (Integer, int.__repr__),
    (Float, _number),
    (UTCDateTime, _instant),
    (Date, _day),
    (String, encode_basestring),
    (AutoString, encode_basestring),
)


_OBSERVATION_KEY = ("site_id", "item", "kind", "last", "base")
_OCCASION = ("site_id", "indicator", "window", "period", "occasion", "occasion_key")
_TABLES = (
    FactTable(tables.Installation, left_out=frozenset({"first_code_hash"})),
    FactTable(tables.Account, left_out=frozenset({"password_hash"})),
    FactTable(tables.Site, left_out=frozenset({"data_version"})),
    FactTable(tables.SiteAttribute),
    FactTable(tables.Declaration),
    FactTable(tables.Adoption),
    FactTable(tables.Observation, key=_OBSERVATION_KEY, left_out=frozenset({"id"})),
    FactTable(tables.Report),
    FactTable(tables.Explanation),
    FactTable(tables.ReportRemark),
    FactTable(tables.CheckResult),
    FactTable(tables.ImportBatch),
    FactTable(tables.ImportMapping),
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
