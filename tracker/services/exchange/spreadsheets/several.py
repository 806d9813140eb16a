"""Several tables on one sheet: where the next one below begins, and which stand beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.spans import NO_SPAN
from tracker.services.exchange.spreadsheets.tables import Table
from tracker.services.exchange.spreadsheets.values import kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary
from tracker.services.exchange.spreadsheets.workbooks import Row

NAMING = frozenset(("item", "period", "year", "month", "site"))
"""What columns hold that say which figure a row is of."""


def has_figure(row: Row) -> bool:
    """Return whether a cell of the row is a number that is no year."""
    return any(value != "" and kind_of(value) == "number" for value in row)


def is_of_table(row: Row, left: int, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Return whether a row without figures is one of the table's: an item where items are named, or a month.

    A month with its year, or below items, is rather the title of what follows.
    """
    for column in columns:
        place = column.index - left
        if place >= len(row) or kind_of(row[place]) != "text":
            continue
        meaning = vocabulary.label(str(row[place]))
        if column.role == "item" and meaning.item:
            return True
        if column.role in ("period", "month") and meaning.span.month and meaning.span.year is None:
            return True
    return False


def heads_a_table(row: Row, left: int, above: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Return whether a row without figures, below the columns `above`, is the headings of another table.

    It is where it names two items or more over other columns than those above with labels, or where two of
    its cells or more say what a column is (指标, 单位, 本月, 2024年). One item beside its unit is a row that
    nobody has filled in.
    """
    labelled = {column.index - left for column in above if column.role in NAMING}
    items, roles, times = set(), 0, 0
    for place, value in enumerate(row):
        kind = kind_of(value)
        if kind in ("year", "date"):
            times += 1
        elif kind == "text":
            meaning = vocabulary.label(str(value))
            roles += meaning.role is not None or meaning.measure not in (None, "other")
            times += meaning.item is None and meaning.span != NO_SPAN
            if meaning.item is not None and place not in labelled:
                items.add(meaning.item)
    return len(items) >= 2 or (roles >= 1 and roles + times + len(items) >= 2)


def beside_each_other(table: Table) -> Iterator[Table]:
    """Yield the tables that stand beside each other below one row of headings, most often only the one.

    Another one begins with the second column that names what a first one, left of figures, has named, where
    figures follow it too.
    """
    begun: list[Column] = []
    for place, column in enumerate(table.columns):
        follows = any(one.role == "value" for one in table.columns[place:])
        if column.role in NAMING and follows and _named_and_filled(begun, column):
            yield _cut(table, begun)
            begun = []
        begun.append(column)
    yield _cut(table, begun)


def _named_and_filled(begun: Sequence[Column], column: Column) -> bool:
    named = next((place for place, one in enumerate(begun) if one.role == column.role), None)
    return named is not None and any(one.role == "value" for one in begun[named:])


def _cut(table: Table, columns: Sequence[Column]) -> Table:
    first = columns[0].index - table.columns[0].index
    sample = tuple(row[first : first + len(columns)] for row in table.sample)
    return replace(table, columns=tuple(columns), sample=sample)
