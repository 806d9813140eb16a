"""Finds the table on a sheet: titles above it, its heading rows, and what each column holds; no database."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from tracker.catalog.entries import Form
from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.heading_rows import Headings, first_heading, heading_rows
from tracker.services.exchange.spreadsheets.headings import measure_of, plain
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, read_span
from tracker.services.exchange.spreadsheets.titles import Titles, as_titles, read_titles
from tracker.services.exchange.spreadsheets.values import filled, kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import (
    COMPANY,
    DIFFERENCE,
    NEWEST,
    OTHER_DATES,
    PREVIOUS,
    TOTALS,
    Role,
)
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
    columns = _of_one_kind(_with_corner(columns, sample, sheet.left, vocabulary))
    columns = _with_groups(_without_readings(columns), sample, sheet.left, vocabulary)
    columns = _without_totals(columns)
    columns = _with_values(_with_label(columns, sample, sheet.left), sample, sheet.left)
    if form is not None and form.headings and not any(column.role == "value" for column in columns):
        # only its title speaks of the form
        return find_table(sheet, plainer, places, lambda _: None)
    times = [column.index - sheet.left for column in columns if column.role in _TIMES]
    dates = [value for row in head[top:start] for value in row]
    dates += [value for place in times for value in _at(sample, place)]
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
    parts = [part for part in written.split("/") if measure_of(part) is None and read_span(part) is None]
    if "/".join(parts) in {plain(known) for known in form.headings}:
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
        companies = _mostly(texts, lambda text: text in places or bool(COMPANY.search(text)))
        return "site" if companies else "unit"
    if meaning.role in ("year", "month", "period") or (meaning.role and meaning.role != "code"):
        return meaning.role
    if meaning.measure is not None:
        return "value" if meaning.measure != "other" else None
    if meaning.span != NO_SPAN:
        return "value"
    if meaning.role == "code":
        return "item" if _mostly(texts, lambda text: vocabulary.label(text).item == text) else "code"
    return _role_by_content(meaning, below, texts, vocabulary, places)


def _role_by_content(
    meaning: Meaning, below: list[Value], texts: list[str], vocabulary: Vocabulary, places: Mapping[str, str]
) -> Role | None:
    if _hold_times(meaning, below):
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


def _hold_times(meaning: Meaning, below: list[Value]) -> bool:
    """Return whether a column without a word for it holds times: no bare numbers below a heading of its own.

    表号 2001 is no year, and 缴费日期 not the month that was paid for.
    """
    if any(OTHER_DATES.search(name) for name in meaning.unread):
        return False
    headed = bool(meaning.unread)
    dated = [
        value
        for value in below
        if kind_of(value) == "date" or (read_span(value) is not None and not (headed and _is_number(value)))
    ]
    return len(dated) * 2 > len(below)


def _is_number(value: Value) -> bool:
    return kind_of(value) in ("number", "year")


def _mostly(texts: list[str], holds: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(holds, texts)) * 2 > len(texts)


_TIMES: frozenset[Role | None] = frozenset(("period", "year", "month"))


def _of_one_kind(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns, those only taken for times or sites by what stands in them without that role.

    Where a heading says of another column that it holds the times or the sites, that one does.
    """
    times = any(column.role in _TIMES and column.meaning.role in _TIMES for column in columns)
    sites = any(column.role == "site" == column.meaning.role for column in columns)
    companies = any(column.role == "site" and "企业" in column.heading for column in columns)

    def stands(column: Column) -> bool:
        if companies and column.role == "site" and "园区" in column.heading:
            return False
        if not column.meaning.unread:
            return True
        return not ((times and column.role in _TIMES) or (sites and column.role == "site"))

    return tuple(column if stands(column) else replace(column, role=None) for column in columns)


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


def _without_readings(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns, of 上期, 本期 and 用量 the last alone being taken: a meter was read."""
    names = [plain(column.heading.rpartition("/")[2]) for column in columns]
    if not (any(map(PREVIOUS.match, names)) and any(map(NEWEST.match, names))):
        return columns
    used = [
        bool(DIFFERENCE.match(name)) or column.meaning.item is not None
        for name, column in zip(names, columns, strict=True)
    ]
    if not any(used):
        return columns

    def without(column: Column, name: str, *, difference: bool) -> Column:
        if NEWEST.match(name) or PREVIOUS.match(name):
            return replace(column, role=None, meaning=replace(column.meaning, role=None, measure="other"))
        return replace(column, role="value") if difference else column

    return tuple(
        without(column, name, difference=difference)
        for column, name, difference in zip(columns, names, used, strict=True)
    )


def _without_totals(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns, beside several months without 累计 and 1—12月, which only add them up.

    And beside 合计 of an item without the parts it adds up (峰, 平, 谷).
    """
    months = [
        column for column in columns if column.meaning.span.month and not column.meaning.span.cumulative
    ]
    whole = {_above(column) for column in columns if column.role == "value" and _is_total(column)}

    def adds_up(column: Column) -> bool:
        if len(months) < 2 or column.role != "value":
            return False
        span = column.meaning.span
        whole_year = span.cumulative and span.month == _DECEMBER
        return whole_year or (
            not span.month and (column.meaning.measure == "cumulative" or _is_total(column))
        )

    def stands(column: Column) -> bool:
        part = column.meaning.confidence == "likely" and _above(column) in whole
        return not part and not adds_up(column)

    def without(column: Column) -> Column:
        return replace(
            column, role=None, meaning=replace(column.meaning, confidence="none", likely=(), measure="other")
        )

    return tuple(column if stands(column) else without(column) for column in columns)


_DECEMBER = 12


def _above(column: Column) -> str:
    return column.heading.rpartition(" / ")[0]


def _is_total(column: Column) -> bool:
    return plain(column.heading.rpartition("/")[2]) in TOTALS and bool(_above(column))


def _with_groups(
    columns: tuple[Column, ...], sample: list[Row], left: int, vocabulary: Vocabulary
) -> tuple[Column, ...]:
    """Return the columns, the first of two of names as groups (用水 | 自来水) unless it names items."""
    named = [place for place, column in enumerate(columns) if column.role == "item"]
    if len(named) < 2:
        return columns
    first = columns[named[0]]
    texts = [str(value) for value in _at(sample, first.index - left) if kind_of(value) == "text"]
    beside = [str(value) for value in _at(sample, columns[named[1]].index - left)]
    if (
        not texts
        or _mostly(texts, lambda text: bool(vocabulary.label(text).item))
        or not any(map(_chinese, beside))
    ):
        return columns
    return (*columns[: named[0]], replace(first, role="section"), *columns[named[0] + 1 :])


def _chinese(text: str) -> bool:
    return not text.isascii()


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
