"""Finds the table on a sheet: titles above it, its heading rows, and what each column holds; no database."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from tracker.catalog.entries import Form
from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.heading_rows import Headings, first_heading, heading_rows
from tracker.services.exchange.spreadsheets.headings import plain
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, read_span
from tracker.services.exchange.spreadsheets.titles import Titles, as_titles, read_titles
from tracker.services.exchange.spreadsheets.values import filled, kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import Role
from tracker.services.exchange.spreadsheets.workbooks import Row, Sheet, Value, letters

HEAD = 80
"""Rows looked at for a table's beginning."""

SAMPLE = 30


@dataclass(frozen=True)
class Column:
    """A column of a table, `index` counted from the sheet's corner, with its heading as written.

    `role` is None for a column nobody understands; `answered`: a person said what it is, now or before.
    """

    index: int
    heading: str
    meaning: Meaning
    role: Role | None
    answered: bool = False

    @property
    def letters(self) -> str:
        """Return the column's letters, as a spreadsheet shows them."""
        return letters(self.index)


@dataclass(frozen=True)
class Table:
    """A table: headings in rows `first` to before `start` (from 0), figures from `start` on."""

    first: int
    start: int
    columns: tuple[Column, ...]
    titles: Titles
    form: Form | None = None
    sample: tuple[Row, ...] = field(default=(), repr=False)

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
    head = blank + as_titles(list(islice(sheet.rows(), sheet.top, sheet.top + HEAD)), vocabulary)
    first = first_heading(head, vocabulary)
    titles = read_titles(head[:first] if first is not None else head, vocabulary, places)
    form, plainer = form_of(titles.lines), vocabulary
    if form is not None:
        vocabulary = vocabulary.with_form(form)
        first = first_heading(head, vocabulary)
    if first is None:
        return _without_headings(sheet, head, vocabulary, titles, form, places)
    top, start, index_rows = heading_rows(head, first, sheet)
    titles = read_titles(head[:top], vocabulary, places)
    rows = [row for row in range(top, start) if row not in index_rows]
    cells = Headings(sheet, head, rows)
    width = max(map(len, head), default=0)
    sample = [row for row in head[start : start + SAMPLE] if any(filled(v) for v in row)]
    columns = tuple(
        _column(sheet.left + place, cells.parts(place), vocabulary, form, _at(sample, place), places)
        for place in range(width)
    )
    columns = _with_corner(columns, sample, sheet.left, vocabulary)
    columns = _with_values(_with_label(columns, sample, sheet.left), sample, sheet.left)
    if form is not None and form.headings and not any(column.role == "value" for column in columns):
        # only its title speaks of the form
        return find_table(sheet, plainer, places, lambda _: None)
    return Table(top, start, columns, titles, form, tuple(sample[:8]))


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
        _column(sheet.left + place, (), vocabulary, form, _at(sample, place), places)
        for place in range(width)
    ]
    numeric = [p for p in range(width) if any(kind_of(v) == "number" for v in _at(sample, p))]
    if len(numeric) == 1 and columns[numeric[0]].role is None:
        columns[numeric[0]] = replace(columns[numeric[0]], role="value")
    labelled = _with_label(tuple(columns), sample, sheet.left)
    return Table(start, start, labelled, titles, form, tuple(sample[:8]))


def _at(rows: Sequence[Row], place: int) -> list[Value]:
    return [row[place] for row in rows if place < len(row) and filled(row[place])]


def _column(
    index: int,
    parts: tuple[str, ...],
    vocabulary: Vocabulary,
    form: Form | None,
    below: list[Value],
    places: Mapping[str, str],
) -> Column:
    meaning = vocabulary.heading(parts)
    heading = " / ".join(parts)
    if form is not None and form.headings:
        meaning = _of_form(meaning, heading, form)
    role = _role(meaning, below, vocabulary, places)
    return Column(index, heading, meaning, role)


def _of_form(meaning: Meaning, heading: str, form: Form) -> Meaning:
    """Return what a column of a known form means: its figures are taken from certain headings alone."""
    written = plain(re.sub(r"\([^()]*\)", "", half_width(heading)))
    if written in {plain(known) for known in form.headings}:
        return Meaning(role="value", unit=meaning.unit, span=meaning.span)
    if meaning.role in (None, "value"):
        return replace(meaning, role=None, item=None, confidence="none", measure="other")
    return meaning


def _role(
    meaning: Meaning, below: list[Value], vocabulary: Vocabulary, places: Mapping[str, str]
) -> Role | None:
    """Return what a column holds, by its heading, else by what stands in it."""
    if meaning.item or meaning.confidence == "likely":
        return "value"
    texts = [str(value).strip() for value in below if kind_of(value) == "text"]
    if meaning.role == "unit" and texts and not _mostly(texts, vocabulary.is_unit):
        return "site" if _mostly(texts, lambda text: text in places) else "unit"
    if meaning.role in ("year", "month", "period") or (meaning.role and meaning.role != "code"):
        return meaning.role
    if meaning.measure is not None:
        return "value" if meaning.measure != "other" else None
    if meaning.span != NO_SPAN:
        return "value"
    if meaning.role == "code":
        return "item" if _mostly(texts, lambda text: vocabulary.label(text).item == text) else "code"
    return _role_by_content(below, texts, vocabulary, places)


def _role_by_content(
    below: list[Value], texts: list[str], vocabulary: Vocabulary, places: Mapping[str, str]
) -> Role | None:
    dated = [value for value in below if kind_of(value) == "date" or read_span(value) is not None]
    if dated and len(dated) * 2 > len(below):
        return "period"
    if not texts or len(texts) * 2 < len(below):
        return None
    if _mostly(texts, lambda text: text in places):
        return "site"
    if _mostly(texts, vocabulary.is_unit):
        return "unit"
    if any(vocabulary.label(text).item for text in texts):
        return "item"
    return None


def _mostly(texts: list[str], holds: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(holds, texts)) * 2 > len(texts)


def _with_corner(
    columns: tuple[Column, ...], sample: list[Row], left: int, vocabulary: Vocabulary
) -> tuple[Column, ...]:
    """Return the columns with 月份 over names of items as their labels: it speaks of the months beside it."""
    for place, column in enumerate(columns):
        below = [str(value) for value in _at(sample, column.index - left)]
        if column.role not in ("period", "month") or any(read_span(plain(text)) for text in below):
            continue
        if any(vocabulary.label(text).item for text in below):
            return (*columns[:place], replace(column, role="item"), *columns[place + 1 :])
    return columns


def _with_label(columns: tuple[Column, ...], sample: list[Row], left: int) -> tuple[Column, ...]:
    """Return the columns with the first of texts as labels, where no heading or content said so.

    Rows that somebody named in words are not all the same thing: their names must be understood.
    """
    if not any(column.role == "item" or column.meaning.item for column in columns):
        columns = tuple(replace(one, role="item") if one.role == "section" else one for one in columns)
    if any(column.role in ("item", "period", "site") for column in columns):
        return columns
    for place, column in enumerate(columns):
        below = _at(sample, column.index - left)
        if column.role is None and below and all(kind_of(value) == "text" for value in below):
            return (*columns[:place], replace(column, role="item"), *columns[place + 1 :])
    return columns


def _with_values(columns: tuple[Column, ...], sample: list[Row], left: int) -> tuple[Column, ...]:
    """Return the columns, the only one of figures below 消费量, 用量 or the like being the rows' figures."""
    if any(column.role == "value" for column in columns):
        return columns
    plain_ones = [
        place
        for place, column in enumerate(columns)
        if column.role is None
        and column.meaning == replace(Meaning(), unit=column.meaning.unit)
        and column.heading
        and _mostly_numbers(_at(sample, column.index - left))
    ]
    if len(plain_ones) != 1:
        return columns
    (place,) = plain_ones
    return (*columns[:place], replace(columns[place], role="value"), *columns[place + 1 :])


def _mostly_numbers(below: list[Value]) -> bool:
    return bool(below) and sum(kind_of(value) in ("number", "year") for value in below) * 2 > len(below)
