"""What the columns of a table hold, seen together: times, sites, names and figures each in their place."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.services.exchange.spreadsheets.columns import Column, cells_at, is_number, mostly
from tracker.services.exchange.spreadsheets.headings import plain
from tracker.services.exchange.spreadsheets.spans import read_span
from tracker.services.exchange.spreadsheets.values import kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import (
    COMPARED,
    METER,
    NEWEST,
    OTHER_WORDS,
    PREVIOUS,
    READ_OUT,
    TOTALS,
    USED,
    Role,
)
from tracker.services.exchange.spreadsheets.workbooks import Row, Value

Columns = tuple[Column, ...]


def seen_together(
    columns: Columns, sample: list[Row], left: int, vocabulary: Vocabulary, titles: Sequence[str]
) -> Columns:
    """Return the columns of a table with what each holds beside the others; `sample` are its first rows."""
    columns = _of_one_kind(_with_corner(columns, sample, left, vocabulary))
    columns = _with_groups(_without_readings(columns, sample, left, titles), sample, left, vocabulary)
    columns = with_label(_without_totals(columns), sample, left)
    return _with_values(_with_quantities(columns, sample, left, vocabulary), sample, left)


TIMES: frozenset[Role | None] = frozenset(("period", "year", "month"))


def _of_one_kind(columns: Columns) -> Columns:
    """Return the columns, those only taken for times or sites by what stands in them without that role.

    Where a heading says of another column that it holds the times or the sites, that one does.
    """
    times = any(column.role in TIMES and column.meaning.role in TIMES for column in columns)
    sites = any(column.role == "site" == column.meaning.role for column in columns)
    companies = any(column.role == "site" and "企业" in column.heading for column in columns)

    def stands(column: Column) -> bool:
        if companies and column.role == "site" and "园区" in column.heading:
            return False
        if not column.meaning.unread:
            return True
        return not ((times and column.role in TIMES) or (sites and column.role == "site"))

    return tuple(column if stands(column) else replace(column, role=None) for column in columns)


def _with_corner(columns: Columns, sample: list[Row], left: int, vocabulary: Vocabulary) -> Columns:
    """Return the columns with 月份 over names of items as their labels: it speaks of the months beside it."""
    for place, column in enumerate(columns):
        below = [str(value) for value in cells_at(sample, column.index - left)]
        if column.role not in ("period", "month") or any(read_span(plain(text)) for text in below):
            continue
        if any(vocabulary.label(text).item for text in below):
            return (*columns[:place], replace(column, role="item"), *columns[place + 1 :])
    return columns


def _without_readings(columns: Columns, sample: list[Row], left: int, titles: Sequence[str]) -> Columns:
    """Return the columns, of 上期, 本期 and 用量 the last alone being taken: a meter was read.

    差额 between 上月 and 本月 was used only where headings or `titles` speak of a meter; elsewhere two months
    are compared. Below a title 抄表记录 they are readings even where nothing says what was used.
    """
    names = [plain(column.heading.rpartition("/")[2]) for column in columns]
    before = [place for place, name in enumerate(names) if PREVIOUS.match(name)]
    now = [place for place, name in enumerate(names) if NEWEST.match(name)]
    if not before or not now:
        return columns
    others = [place for place in range(len(columns)) if place not in (*before, *now)]
    numbers = [[_number(row, column.index - left) for row in sample] for column in columns]
    apart = [
        None if old is None or new is None else new - old
        for old, new in zip(numbers[before[0]], numbers[now[0]], strict=True)
    ]
    used = [place for place in others if USED.match(names[place])]
    apart_alone = [place for place in others if _equal(numbers[place], apart)]
    read_out = any(READ_OUT.search(plain(line)) for line in titles)
    if read_out or any(METER.search(name) for name in names):
        used = used or [place for place in apart_alone if not OTHER_WORDS.search(names[place])]
        used = used or [place for place in others if columns[place].meaning.item is not None]
    else:
        used = used or [place for place in apart_alone if not COMPARED.match(names[place])]
    if not used and not read_out:
        return columns

    def without(place: int, column: Column) -> Column:
        if place in before or place in now:
            meaning = replace(column.meaning, role=None, item=None, confidence="none", measure="other")
            return replace(column, role=None, meaning=meaning)
        return replace(column, role="value") if place in used else column

    return tuple(without(place, column) for place, column in enumerate(columns))


def _number(row: Row, place: int) -> float | None:
    value = row[place] if place < len(row) else ""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _equal(numbers: Sequence[float | None], others: Sequence[float | None]) -> bool:
    both = [(a, b) for a, b in zip(numbers, others, strict=True) if a is not None and b is not None]
    return bool(both) and all(abs(a - b) <= _ROUNDING * max(abs(a), abs(b)) for a, b in both)


def _without_totals(columns: Columns) -> Columns:
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
_ROUNDING = 1e-6


def _above(column: Column) -> str:
    return column.heading.rpartition(" / ")[0]


def _is_total(column: Column) -> bool:
    return plain(column.heading.rpartition("/")[2]) in TOTALS and bool(_above(column))


def _with_groups(columns: Columns, sample: list[Row], left: int, vocabulary: Vocabulary) -> Columns:
    """Return the columns, the first of two of names as groups (用水 | 自来水) unless it names items."""
    named = [place for place, column in enumerate(columns) if column.role == "item"]
    if len(named) < 2:
        return columns
    first = columns[named[0]]
    texts = [str(value) for value in cells_at(sample, first.index - left) if kind_of(value) == "text"]
    beside = [str(value) for value in cells_at(sample, columns[named[1]].index - left)]
    if (
        not texts
        or mostly(texts, lambda text: bool(vocabulary.label(text).item))
        or not any(map(_chinese, beside))
    ):
        return columns
    return (*columns[: named[0]], replace(first, role="section"), *columns[named[0] + 1 :])


def _chinese(text: str) -> bool:
    return not text.isascii()


def with_label(columns: Columns, sample: list[Row], left: int) -> Columns:
    """Return the columns with the first of texts as labels, where no heading or content said so.

    Rows that somebody named in words are not all the same thing: their names must be understood.
    """
    if not any(column.role == "item" or column.meaning.item for column in columns):
        columns = tuple(replace(one, role="item") if one.role == "section" else one for one in columns)
    if any(column.role in ("item", "period", "site") for column in columns):
        return columns
    for place, column in enumerate(columns):
        below = cells_at(sample, column.index - left)
        if column.role is None and below and all(kind_of(value) == "text" for value in below):
            return (*columns[:place], replace(column, role="item"), *columns[place + 1 :])
    return columns


def _with_quantities(columns: Columns, sample: list[Row], left: int, vocabulary: Vocabulary) -> Columns:
    """Return the columns, those of figures that name an item together with rows' labels as such.

    危险废物 beside 产生量 | 处置量 | 贮存量.
    """
    named = next((column for column in columns if column.role == "item"), None)
    if named is None:
        return columns
    labels = [str(value) for value in cells_at(sample, named.index - left) if kind_of(value) == "text"]

    def with_quantity(column: Column) -> Column:
        if column.role is not None or column.meaning.measure is not None or not column.meaning.unread:
            return column
        names = any(vocabulary.below(label, column.quantity).item for label in labels)
        figures = _mostly_numbers(cells_at(sample, column.index - left))
        return replace(column, role="value") if names and figures else column

    return tuple(map(with_quantity, columns))


def _with_values(columns: Columns, sample: list[Row], left: int) -> Columns:
    """Return the columns, the only one of figures below 消费量, 用量 or the like being the rows' figures."""
    if any(column.role == "value" for column in columns):
        return columns
    plain_ones = [
        place
        for place, column in enumerate(columns)
        if column.role is None
        and column.meaning == replace(Meaning(), unit=column.meaning.unit)
        and column.heading
        and _mostly_numbers(cells_at(sample, column.index - left))
    ]
    if len(plain_ones) != 1:
        return columns
    (place,) = plain_ones
    return (*columns[:place], replace(columns[place], role="value"), *columns[place + 1 :])


def _mostly_numbers(below: Sequence[Value]) -> bool:
    return sum(map(is_number, below)) * 2 > len(below)
