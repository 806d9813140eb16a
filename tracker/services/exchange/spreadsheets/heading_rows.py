"""Finds the rows of headings on a sheet, and what stands over each column through merged cells."""

import re

from tracker.services.exchange.spreadsheets.headings import index_row, plain, role_of
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, read_span
from tracker.services.exchange.spreadsheets.title_spans import spans_in_title
from tracker.services.exchange.spreadsheets.values import filled, heading_text, kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import ORGANISATION, UNIT_LINE
from tracker.services.exchange.spreadsheets.workbooks import Row, Sheet, Value

MAX_HEADINGS = 10


def with_months(row: Row, vocabulary: Vocabulary) -> Row:
    """Return a row of headings with the months it numbers in words: 指标 | 单位 | 1 | 2 | 3, or 2024.1.

    Only months in a row, beside nothing but words for what columns hold; 甲 | 乙 | 1 | 2 numbers the columns.
    """
    at = [
        place for place, value in enumerate(row) if filled(value) and _MONTH_WRITTEN.fullmatch(_short(value))
    ]
    others = [value for place, value in enumerate(row) if filled(value) and place not in at]
    said = [vocabulary.label(value) if isinstance(value, str) else Meaning() for value in others]
    if len(at) < 2 or not said or not all(one.role and one.role != "ignored" for one in said):
        return row
    texts = [_short(row[place]) for place in at]
    years = {text.partition(".")[0] if "." in text else "" for text in texts}
    months = [int(text.rpartition(".")[2]) for text in texts]
    if 9 in months and months[months.index(9) + 1 :][:1] == [1]:
        months[months.index(9) + 1] = 10  # 2024.1 as a number, behind 2024.9
    if len(years) > 1 or months != list(range(months[0], months[0] + len(months))):
        return row
    year = "".join(f"{one}年" for one in years if one)
    written = {place: f"{year}{month}月" for place, month in zip(at, months, strict=True)}
    return [written.get(place, value) for place, value in enumerate(row)]


def _short(value: Value) -> str:
    """Return a number or text as it is shown."""
    return f"{value:.10g}" if type(value) is float else str(value).strip()


_MONTH_WRITTEN = re.compile(r"(?:(?:19|20)\d{2}\.)?(?:0?[1-9]|1[0-2])")


def first_heading(head: list[Row], vocabulary: Vocabulary) -> int | None:
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
    count = sum(map(filled, row))
    return any(
        (place > 0 and (meaning.item is not None or _is_quantity(meaning)))
        or (count > 1 and meaning.role in ("period", "item", "site"))
        or (count > 2 and meaning.role in ("unit", "section"))
        for place, meaning in enumerate(meanings)
    )


def _is_quantity(meaning: Meaning) -> bool:
    """Return whether a heading only says in which unit the figures below are: 排放量(吨)."""
    return bool(meaning.unit) and not meaning.unknown and not meaning.unread


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
        or _is_quantity(meaning)
    )


def heading_rows(
    head: list[Row], first: int, sheet: Sheet, vocabulary: Vocabulary
) -> tuple[int, int, set[int]]:
    """Return the first heading row, the first row of figures, and the rows that only number columns."""
    top = first
    while top > 0 and first - top < MAX_HEADINGS and _heads_below(head, top - 1, sheet, vocabulary):
        top -= 1
    begun = [place for row in head[top : first + 1] for place, value in enumerate(row) if filled(value)]
    label = min(begun, default=0)
    start, index_rows = first + 1, set()
    for place in range(first + 1, min(len(head), first + MAX_HEADINGS)):
        row = head[place]
        if index_row([value for value in row if filled(value)]) and not _goes_on(head, place):
            index_rows.add(place)
        elif not any(filled(value) for value in row):
            continue
        elif not _continues(row, label, place, sheet):
            break
        start = place + 1
    return top, start, index_rows


def _goes_on(head: list[Row], place: int) -> bool:
    """Return whether the row below counts on from this one: month 1, then month 2."""
    first = [next((value for value in row if filled(value)), "") for row in head[place : place + 2]]
    numbers = [value for value in first if isinstance(value, int | float)]
    return len(numbers) == 2 and numbers[1] == numbers[0] + 1


def _heads_below(head: list[Row], place: int, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Return whether a row above the headings is one of them and no title: it heads several columns.

    A name that says nothing beside one time (示例企业 | 2024年3月) is a title in two cells.
    """
    at = [column for column, value in enumerate(head[place]) if filled(value)]
    if not at or any(kind_of(head[place][column]) == "number" for column in at):
        return False
    texts = [plain(str(head[place][column])) for column in at]
    if any(UNIT_LINE.match(text) or ":" in text or _title(text) for text in texts):
        return False
    times = [column for column, text in zip(at, texts, strict=True) if read_span(text) is not None]
    if len(times) == 1 and len(at) > 1 and not _merged_at(sheet, place, times[0] + sheet.left):
        others = [str(head[place][column]) for column in at if column not in times]
        return any(_says_something(vocabulary.label(text)) for text in others)
    return len(at) > 1 or (at[0] > 0 and _merged_at(sheet, place, at[0] + sheet.left))


def _title(text: str) -> bool:
    """Return whether a text is a title by its last character, or names a time among other words."""
    return text.endswith("表") or bool(spans_in_title(text) and read_span(text) is None)


def _merged_at(sheet: Sheet, row: int, column: int) -> bool:
    return any(first == (row, column) for first, _ in sheet.merged)


def _continues(row: Row, label: int, place: int, sheet: Sheet) -> bool:
    """Return whether a row below headings is another line of them: no figure, nothing in the first column.

    Or 单位 is in it, and the units in the others.
    """
    if any(kind_of(value) in ("number", "year") for value in row):
        return False
    return label >= len(row) or not filled(row[label]) or role_of(plain(str(row[label]))) == "unit"


class Headings:
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
