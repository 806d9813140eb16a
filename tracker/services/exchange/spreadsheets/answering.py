"""Puts what a person said of a table in the place of what was guessed."""

from dataclasses import replace

from tracker.catalog.catalog import Catalog
from tracker.messages import Refusal
from tracker.services.exchange.spreadsheets.answers import ColumnAnswer, SheetAnswer
from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.spans import Span, stated_span
from tracker.services.exchange.spreadsheets.tables import Table


def with_answer(table: Table, answer: SheetAnswer, catalog: Catalog) -> Table:
    """Return the table as a person said it is; Refusal for an item or period that does not exist."""
    items = [said.item for said in answer.columns.values()] + [said.item for said in answer.rows.values()]
    for item in items:
        if item is not None and item not in catalog.items:
            raise Refusal("unknown_item", place=item, item=item)
    if answer.period is not None:
        _span(answer.period)
    columns = tuple(
        _answered(column, answer.columns[column.letters]) if column.letters in answer.columns else column
        for column in table.columns
    )
    return replace(table, columns=columns)


def _answered(column: Column, said: ColumnAnswer) -> Column:
    meaning = column.meaning
    if said.item is not None:
        meaning = replace(meaning, item=said.item, confidence="certain", likely=(), role=None)
        if meaning.measure == "other":
            meaning = replace(meaning, measure=None)
    elif said.role is not None:
        meaning = replace(meaning, item=None, confidence="none", likely=(), measure=None)
    if said.unit is not None:
        meaning = replace(meaning, unit=said.unit)
    if said.measure is not None:
        meaning = replace(meaning, measure=said.measure)
    if said.period is not None:
        meaning = replace(meaning, span=_span(said.period))
    role = "value" if said.item is not None else said.role or column.role
    if said.measure is not None and said.role is None:
        role = "value"
    return replace(column, meaning=meaning, role=role, answered=True)


def _span(text: str) -> Span:
    try:
        return stated_span(text)
    except ValueError:
        raise Refusal("bad_period", place="period", text=text[:60]) from None
