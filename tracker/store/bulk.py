"""Writing many rows at once, past the unit of work's bookkeeping of single rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, UTCDateTime

from tracker.store.facts import FACT_TABLES, Fact
from tracker.store.tables import Observation

Row = TypeVar("Row")
_BATCH = 5_000
_FIGURES = FACT_TABLES["observation"]


def insert_observations(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """Store new figures, each a mapping by column name; return their facts for the audit entry.

    What is not given takes the table's default. IntegrityError where one is stored already or cannot be,
    ValueError for NaN and infinities.
    """
    given = frozenset().union(*rows, _ALWAYS)
    complete = [{**_DEFAULTS, **row} for row in rows]
    facts = _FIGURES.facts(complete, given)
    insert_rows(session, _FIGURES.table, _COLUMNS, map(itemgetter(*_COLUMNS), complete))
    return facts


def update_observations(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """Store changed figures, each a mapping with every column and its `id`; return their facts."""
    table = _FIGURES.table
    changed: dict[str, Any] = {name: bindparam(name) for name in _COLUMNS}
    statement = update(table).where(table.c.id == bindparam("figure")).values(changed)
    connection = session.connection()
    for batch in _batches(rows):
        connection.execute(statement, [{**row, "figure": row["id"]} for row in batch])
    return [_FIGURES.fact(row) for row in rows]


def insert_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows of `columns`, given in their order, as fast as the engine takes them."""
    session.flush()
    connection = session.connection()
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f'COPY "{table.name}" ({names}) FROM STDIN', rows)
        return
    marks = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
    for batch in _batches(_prepared(connection, table, columns, rows)):
        connection.exec_driver_sql(statement, batch)


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Stream rows to PostgreSQL, a fifth of the time of single inserts; errors as SQLAlchemy names them."""
    import psycopg  # not needed, nor loaded, where the database is a file

    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error, dialect=connection.dialect
        ) from error


def _prepared(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> Iterable[tuple[Any, ...]]:
    """Give instants the form the column's type would, once for each that occurs."""
    places = [i for i, name in enumerate(columns) if isinstance(table.c[name].type, UTCDateTime)]
    write = lru_cache(UTCDateTime().dialect_impl(connection.dialect).bind_processor(connection.dialect))
    for place in places:
        rows = _replaced(rows, place, write)
    return rows


def _replaced(
    rows: Iterable[tuple[Any, ...]], place: int, write: Callable[[Any], object]
) -> Iterator[tuple[Any, ...]]:
    return ((*row[:place], write(row[place]), *row[place + 1 :]) for row in rows)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


_COLUMNS = tuple(name for name in Observation.model_fields if name != "id")
_DEFAULTS = {
    name: field.default for name, field in Observation.model_fields.items() if not field.is_required()
}
_ALWAYS = frozenset(
    name
    for name, value in _DEFAULTS.items()
    if value or (value is not None and value is not False and value != "")
)
"""What is in the state of every figure, given or not."""
