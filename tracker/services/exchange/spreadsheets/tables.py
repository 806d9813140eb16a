"""Finds the table on a sheet: titles above it, its heading rows, and what each column holds; no database."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from tracker.catalog.entries import Form
from tracker.services.exchange.spreadsheets.columns import Column, cells_at, read_column
from tracker.services.exchange.spreadsheets.columns_together import TIMES, seen_together, with_label
from tracker.services.exchange.spreadsheets.heading_rows import (
    Headings,
    first_heading,
    heading_rows,
    with_months,
)
from tracker.services.exchange.spreadsheets.headings import plain
from tracker.services.exchange.spreadsheets.spans import NO_SPAN
from tracker.services.exchange.spreadsheets.title_items import with_item_of_title
from tracker.services.exchange.spreadsheets.titles import Titles, as_titles, read_titles
from tracker.services.exchange.spreadsheets.values import filled, kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary
from tracker.services.exchange.spreadsheets.workbooks import Row, Sheet, Value

HEAD = 80
"""Rows looked at for a table's beginning."""

SAMPLE = 30


@dataclass(frozen=True)
class Table:
    """A table: headings in rows `first` to before `start` (from 0), figures from `start` on.

    `dated` are the years of the cells that are dates among its headings and first rows.
    """

    first: int
    start: int
    columns: tuple[Column, ...]
    titles: Titles
    form: Form | None = None
    sample: tuple[Row, ...] = field(default=(), repr=False)
    dated: frozenset[int] = frozenset()

    @property
    def fingerprint(self) -> str:
        """Return what tells this table's headings from others', whatever month they name."""
        shown = [_timeless(column) for column in self.columns]
        return hashlib.sha256("\n".join(shown).encode()).hexdigest()

    @property
    def wide(self) -> bool:
        """Return whether columns, not rows, say which item a figure is of."""
        return any(column.meaning.item or column.meaning.confidence == "likely" for column in self.columns)


def _timeless(column: Column) -> str:
    return plain("#" if column.meaning.span != NO_SPAN else column.heading)


def find_table(
    sheet: Sheet,
    vocabulary: Vocabulary,
    places: Mapping[str, str],
    form_of: Callable[[Sequence[str]], Form | None],
) -> Table | None:
    """Return the table of a sheet, None where no heading and no label is understood.

    `places` are the codes of sites by code and name; `form_of` tells a known form by the lines above.
    """
    blank: list[Row] = [[] for _ in range(sheet.top)]
    rows = [with_months(row, vocabulary) for row in islice(sheet.rows(), sheet.top, sheet.top + HEAD)]
    head = blank + as_titles(rows, vocabulary, places)
    first = first_heading(head, vocabulary)
    titles = read_titles(head[:first] if first is not None else head, vocabulary, places)
    form, plainer = form_of(titles.lines), vocabulary
    if form is not None:
        vocabulary = vocabulary.with_form(form)
        first = first_heading(head, vocabulary)
    if first is None:
        return _without_headings(sheet, head, vocabulary, titles, form, places)
    top, start, index_rows = heading_rows(head, first, sheet, vocabulary)
    titles = read_titles(head[:top], vocabulary, places)
    cells = Headings(sheet, head, [row for row in range(top, start) if row not in index_rows])
    width = max(map(len, head), default=0)
    sample = [row for row in head[start : start + SAMPLE] if any(filled(v) for v in row)]
    columns = tuple(
        read_column(sheet.left + place, cells.parts(place), vocabulary, form, cells_at(sample, place), places)
        for place in range(width)
    )
    columns = seen_together(columns, sample, sheet.left, vocabulary, (*titles.lines, sheet.name))
    columns = with_item_of_title(columns, (*titles.lines, sheet.name), vocabulary, places)
    if form is not None and form.headings and not any(column.role == "value" for column in columns):
        # only its title speaks of the form
        return find_table(sheet, plainer, places, lambda _: None)
    times = [column.index - sheet.left for column in columns if column.role in TIMES]
    dates = [value for row in head[top:start] for value in row]
    dates += [value for place in times for value in cells_at(sample, place)]
    return Table(top, start, columns, titles, form, tuple(sample[:8]), _years(dates))


def _years(values: Sequence[Value]) -> frozenset[int]:
    return frozenset(value.year for value in values if isinstance(value, date | datetime))


def _without_headings(
    sheet: Sheet,
    head: list[Row],
    vocabulary: Vocabulary,
    titles: Titles,
    form: Form | None,
    places: Mapping[str, str],
) -> Table | None:
    """Return a table of bare lines such as 用电量(万千瓦时) | 123 below a title; labels say everything."""
    starts = [
        place
        for place, row in enumerate(head)
        if any(isinstance(v, str) and vocabulary.label(v).confidence != "none" for v in row if filled(v))
        and any(kind_of(value) == "number" for value in row)
    ]
    if not starts or starts[0] == 0:
        return None
    start = starts[0]
    sample = [row for row in head[start : start + SAMPLE] if any(filled(v) for v in row)]
    titles = read_titles(head[:start], vocabulary, places)
    width = max(map(len, sample))
    columns = [
        read_column(sheet.left + place, (), vocabulary, form, cells_at(sample, place), places)
        for place in range(width)
    ]
    numeric = [p for p in range(width) if any(kind_of(v) == "number" for v in cells_at(sample, p))]
    if len(numeric) == 1 and columns[numeric[0]].role is None:
        columns[numeric[0]] = replace(columns[numeric[0]], role="value")
    labelled = with_label(tuple(columns), sample, sheet.left)
    return Table(start, start, labelled, titles, form, tuple(sample[:8]))
