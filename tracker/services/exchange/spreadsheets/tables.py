"""Finds the table on a sheet: titles above it, its heading rows, and what each column holds; no database."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from tracker.catalog.entries import Form
from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.headings import index_row, plain
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, Span, read_span, spans_in_title
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import ORGANISATION, UNIT_LINE, Role
from tracker.services.exchange.spreadsheets.workbooks import Row, Sheet, Value, letters

HEAD = 80
"""Rows looked at for a table's beginning."""

SAMPLE = 30
MAX_HEADINGS = 10
_NUMBER = re.compile(r"[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?%?")


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
class Titles:
    """What the lines above a table say of all of it; `spans` that contradict each other are all there."""

    lines: tuple[str, ...] = ()
    unit: str = ""
    site: str | None = None
    spans: frozenset[Span] = frozenset()


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
    head = list(islice(sheet.rows(), HEAD))
    first = _heading_row(head, vocabulary)
    titles = _titles(head[:first] if first is not None else head, vocabulary, places)
    form = form_of(titles.lines)
    if form is not None:
        vocabulary = vocabulary.with_form(form)
        first = _heading_row(head, vocabulary)
    if first is None:
        return _without_headings(sheet, head, vocabulary, titles, form, places)
    top, start, index_rows = _heading_rows(head, first, sheet)
    titles = _titles(head[:top], vocabulary, places)
    rows = [row for row in range(top, start) if row not in index_rows]
    cells = _Headings(sheet, head, rows)
    width = max(map(len, head), default=0)
    sample = [row for row in head[start : start + SAMPLE] if any(_filled(v) for v in row)]
    columns = tuple(
        _column(sheet.left + place, cells.parts(place), vocabulary, form, _at(sample, place), places)
        for place in range(width)
    )
    columns = _with_label(columns, sample, sheet.left)
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
        if any(isinstance(v, str) and vocabulary.label(v).confidence != "none" for v in row if _filled(v))
        and any(kind_of(value) == "number" for value in row)
    ]
    if not starts or starts[0] == 0:
        return None
    start = starts[0]
    sample = [row for row in head[start : start + SAMPLE] if any(_filled(v) for v in row)]
    titles = _titles(head[:start], vocabulary, places)
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


def _heading_row(head: list[Row], vocabulary: Vocabulary) -> int | None:
    """Return the first row in which two cells or more are headings and none is a figure, else one heading."""
    single = None
    for place, row in enumerate(head):
        tokens, numbers = _tokens(row, vocabulary)
        if tokens >= 2 and not numbers:
            return place
        if single is None and tokens == 1 and not numbers and _lone_heading(row, vocabulary):
            single = place
    return single


def _lone_heading(row: Row, vocabulary: Vocabulary) -> bool:
    """Return whether the only heading of a row heads a column: an item's, or one of times beside others."""
    meanings = [vocabulary.label(value) if isinstance(value, str) else Meaning() for value in row]
    beside = sum(map(_filled, row)) > 1
    return any(
        (meaning.item is not None and place > 0) or (beside and meaning.role in ("period", "item"))
        for place, meaning in enumerate(meanings)
    )


def _tokens(row: Row, vocabulary: Vocabulary) -> tuple[int, int]:
    """Return how many cells of a row may be headings, and how many are figures."""
    tokens = numbers = years = 0
    for value in row:
        kind = kind_of(value)
        if kind == "year":
            years += 1
        elif kind == "number":
            numbers += 1
        elif kind == "date":
            tokens += 1
        elif kind == "text":
            text = plain(str(value))
            if UNIT_LINE.match(text) or ORGANISATION.match(text):
                return 0, 1
            tokens += _says_something(vocabulary.label(str(value)))
    return (tokens + years, numbers) if years != 1 or tokens > 1 else (tokens, numbers + 1)


def _says_something(meaning: Meaning) -> bool:
    return not meaning.unknown and (
        meaning.confidence != "none"
        or meaning.role is not None
        or meaning.measure not in (None, "other")
        or meaning.span != NO_SPAN
    )


def kind_of(value: Value) -> str:
    """Return what a cell holds: `blank`, `number`, `year` (a number that may be one), `date`, `text`."""
    if isinstance(value, bool | time | timedelta):
        return "text"
    if isinstance(value, date | datetime):
        return "date"
    if isinstance(value, float | int):
        return "year" if value == int(value) and 1990 <= value <= 2099 else "number"
    text = half_width(value).strip()
    if not text:
        return "blank"
    if _NUMBER.fullmatch(text):
        return "year" if re.fullmatch(r"(?:199|20\d)\d", text) else "number"
    return "text"


def _filled(value: Value) -> bool:
    return not isinstance(value, str) or bool(value.strip())


def _at(rows: Sequence[Row], place: int) -> list[Value]:
    return [row[place] for row in rows if place < len(row) and _filled(row[place])]


def _heading_rows(head: list[Row], first: int, sheet: Sheet) -> tuple[int, int, set[int]]:
    """Return the first heading row, the first row of figures, and the rows that only number columns."""
    top = first
    while top > 0 and first - top < MAX_HEADINGS and _heads_below(head, top - 1, sheet):
        top -= 1
    label = next((place for place, value in enumerate(head[top]) if _filled(value)), 0)
    start, index_rows = first + 1, set()
    for place in range(first + 1, min(len(head), first + MAX_HEADINGS)):
        row = head[place]
        if index_row([value for value in row if _filled(value)]):
            index_rows.add(place)
        elif not any(_filled(value) for value in row):
            continue
        elif not _continues(row, label, place, sheet):
            break
        start = place + 1
    return top, start, index_rows


def _heads_below(head: list[Row], place: int, sheet: Sheet) -> bool:
    """Return whether a row above the headings is one of them and no title: it heads several columns."""
    filled = [column for column, value in enumerate(head[place]) if _filled(value)]
    if not filled or any(kind_of(head[place][column]) == "number" for column in filled):
        return False
    texts = [plain(str(head[place][column])) for column in filled]
    if any(UNIT_LINE.match(text) or ":" in text for text in texts):
        return False
    return len(filled) > 1 or (filled[0] > 0 and _merged_at(sheet, place, filled[0] + sheet.left))


def _merged_at(sheet: Sheet, row: int, column: int) -> bool:
    return any(first == (row, column) for first, _ in sheet.merged)


def _continues(row: Row, label: int, place: int, sheet: Sheet) -> bool:
    """Return whether a row below headings is another line of them: nothing in the first column, no figure."""
    if any(kind_of(value) in ("number", "year") for value in row):
        return False
    return label >= len(row) or not _filled(row[label])


class _Headings:
    """The heading cells of a table, with what stands above each column through merged cells."""

    def __init__(self, sheet: Sheet, head: list[Row], rows: list[int]) -> None:
        self._head, self._rows = head, rows
        self._from: dict[tuple[int, int], tuple[int, int]] = {}
        for (top, left), (bottom, right) in sheet.merged:
            for row in range(max(top, rows[0] if rows else 0), min(bottom, rows[-1] if rows else -1) + 1):
                for column in range(left - sheet.left, min(right - sheet.left, 2000) + 1):
                    self._from[row, column] = (top, left - sheet.left)

    def parts(self, place: int) -> tuple[str, ...]:
        """Return the texts over a column from top to bottom, each once."""
        return tuple(dict.fromkeys(text for row in self._rows if (text := self._text(row, place))))

    def _text(self, row: int, place: int) -> str:
        source = self._from.get((row, place))
        text = self._cell(*source) if source else self._cell(row, place)
        if text or self._from or row != self._rows[0] or len(self._rows) == 1:
            return text
        # a file without merged cells: what stands to the left goes on over what stands below
        below = any(self._cell(other, place) for other in self._rows[1:])
        left = [self._cell(row, other) for other in range(place)]
        return next((text for text in reversed(left) if text), "") if below else ""

    def _cell(self, row: int, place: int) -> str:
        value = self._head[row][place] if row < len(self._head) and 0 <= place < len(self._head[row]) else ""
        return heading_text(value)


def heading_text(value: Value) -> str:
    """Return a heading as text; months and years that are dates or numbers as 2024年3月 and 2024年."""
    if isinstance(value, date | datetime):
        return f"{value.year}年{value.month}月"
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return f"{int(value)}年" if kind_of(value) == "year" else f"{value:g}"
    text = " ".join(str(value).split())
    return f"{text}年" if kind_of(text) == "year" else text


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


def _with_label(columns: tuple[Column, ...], sample: list[Row], left: int) -> tuple[Column, ...]:
    """Return the columns with the first of texts as labels, where no heading or content said so.

    Rows that somebody named in words are not all the same thing: their names must be understood.
    """
    if any(column.role in ("item", "period", "site") for column in columns):
        return columns
    for place, column in enumerate(columns):
        below = _at(sample, column.index - left)
        if column.role is None and below and all(kind_of(value) == "text" for value in below):
            return (*columns[:place], replace(column, role="item"), *columns[place + 1 :])
    return columns


def _titles(rows: Sequence[Row], vocabulary: Vocabulary, places: Mapping[str, str]) -> Titles:
    lines = [_line(row) for row in rows]
    texts = [text for line in lines for text in line]
    plains = [plain(text) for text in texts]
    units = [
        unit for text in plains if (match := UNIT_LINE.match(text)) for unit in [_unit(match[1], vocabulary)]
    ]
    spans = [span for line in lines for span in _spans(line)]
    return Titles(
        tuple(texts),
        next((unit for unit in units if unit), ""),
        _site(plains, places),
        frozenset(_most_precise(spans)),
    )


def _line(row: Row) -> list[str]:
    return [heading_text(value) for value in row if _filled(value) and heading_text(value)]


def _spans(line: list[str]) -> Iterator[Span]:
    if not any(re.search("日期|时间", text) for text in line):
        for text in line:
            yield from spans_in_title(text)


def _most_precise(spans: Sequence[Span]) -> set[Span]:
    """Return the spans without those that another one says more exactly: 2024年 beside 2024年3月."""
    every = set(spans)
    return {
        span
        for span in every
        if span.month is not None or not any(o.month is not None and o.year == span.year for o in every)
    }


def _unit(text: str, vocabulary: Vocabulary) -> str:
    """Return the unit of a line 单位：万吨标准煤 (10 000 tce): the first spelling that is one."""
    whole = text.strip("()")
    tried = [whole, re.sub(r"\([^()]*\)?$", "", text), *re.findall(r"\(([^()]*)\)", text)]
    return next((spelling for spelling in tried if vocabulary.is_unit(spelling)), "")


def _site(lines: Sequence[str], places: Mapping[str, str]) -> str | None:
    """Return the site a title names: after 填报单位：, or the only one whose name stands in it."""
    known = {plain(name): code for name, code in places.items()}
    for line in lines:
        if (match := ORGANISATION.match(line)) and match[1] in known:
            return known[match[1]]
    named = {code for name, code in known.items() if len(name) > 2 and any(name in line for line in lines)}
    return named.pop() if len(named) == 1 else None
