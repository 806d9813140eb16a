"""What the labels of a row say: its site, month, item and unit, or that it only repeats other rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.headings import PART_OF, name_of, plain
from tracker.services.exchange.spreadsheets.sections import Sections
from tracker.services.exchange.spreadsheets.several import NAMING
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, Span, read_span
from tracker.services.exchange.spreadsheets.values import filled
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary
from tracker.services.exchange.spreadsheets.words import (
    EXAMPLE,
    NUMBERED,
    TOTAL_OF,
    TOTALS,
    Measure,
    other_word,
)
from tracker.services.exchange.spreadsheets.workbooks import Row, Sheet, Value

_EARLY, _LATE = 6, 9
"""From after September to no later than June a year has gone by, in whatever order months are listed."""

_BESIDE = frozenset(("unit", "note", "source", "reason"))
_MOST_COVERED = 500_000
_BRACKETS = re.compile(r"\([^()]*\)")
_STATE = re.compile(r"\((?:[^()]*(?:停产|检修|关停|在建|新增|试生产)[^()]*)\)|[*①-⑳]$")
"""What is said of an enterprise behind its name; （本部） is a part of one."""
_DAY = re.compile(r"(?:(?:(?:19|20)\d{2}年)?\d{1,2}月)?\d{1,2}[日号]")
_DAYS, _LAST_DAY = frozenset(("日期", "日", "date")), 31
_DITTO = frozenset(("〃", "″", "同上"))


def rolls_over(months: Sequence[int]) -> bool:
    """Return whether months without a year begin late in one and go on in January: 11, 12, 1."""
    if not months or months[0] == 1:
        return False
    return any(before > _LATE and after <= _EARLY for before, after in pairwise(months))


class RowKind(NamedTuple):
    """What the labels of a row say, as far as it decides what its figures are.

    `section` is what stands above the label where that does not say by itself which item it is; `unit_above`
    and `measure_above` are those of its section. `units` are units by the index of the column of figures they
    are written beside, where a row has several.
    """

    label: str = ""
    span: Span = NO_SPAN
    unit: str = ""
    measure: Measure | None = None
    section: str = ""
    unit_above: str = ""
    units: tuple[tuple[int, str], ...] = ()
    measure_above: Measure | None = None

    @property
    def name(self) -> str:
        """Return what the row is asked about by: its label, with its section before it where that counts."""
        return f"{self.section} / {self.label}" if self.section else self.label


NO_LABELS = RowKind()


@dataclass
class RowLabels:
    """The labels of one row.

    `skipped`: a total. `day`: the letters of a column that says a day of the month, `rolls_over` of one whose
    months go on in another year. `unknown`: the name that is not understood, a blank where there is none
    though other rows have one. `year_above`: its year is written in a row above. `bad_period`: text and
    column letters of what should be a month and is none.
    """

    kind: RowKind = NO_LABELS
    site: str = ""
    source: str = ""
    reason: str = ""
    note: str = ""
    skipped: bool = False
    unknown: str = ""
    bad_period: tuple[str, str] | None = None
    named: bool = False
    year_above: bool = False
    rolls_over: str | None = None
    day: str | None = None

    @property
    def texts(self) -> tuple[str, str, str]:
        """Return source, reason and note, as the long CSV has them."""
        return self.source, self.reason, self.note


class LabelReader:
    """Reads the labels of one table's rows; `answered` are labels somebody said the meaning of.

    `of_one_month`: the title names it, so that bare numbers below 日期 are its days.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        vocabulary: Vocabulary,
        places: Mapping[str, str],
        answered: frozenset[str],
        *,
        of_one_month: bool = False,
    ) -> None:
        self._columns = [column for column in columns if column.role in NAMING | _BESIDE]
        self._named = any(column.role in NAMING for column in self._columns)
        self._left = sheet.left
        self._vocabulary, self._places, self._answered = vocabulary, places, answered
        self._of_one_month = of_one_month
        self._covered = _covered(sheet, {column.index for column in self._columns})
        self._above: Row = []
        times = [column.role for column in self._columns if column.role in NAMING]
        self._of_months_alone = bool(times) and set(times) <= {"period", "month"}
        self._times_alone = set(times) <= {"period", "month", "year"}
        self._month_before = 0
        self._days = self._total_unasked = False
        self._year_written: int | None = None
        self._months: list[int] = []
        self._above_said: dict[int, Value] = {}
        self._sections = Sections(columns, sheet.left, vocabulary, places)
        self._unit_beside = _units_beside(columns)
        self.unit_letters = next((column.letters for column in columns if column.role == "unit"), None)
        self.letters = next((column.letters for column in columns if column.role == "item"), None)

    def read(self, number: int, row: Row, *, figures: bool) -> RowLabels:
        """Return what the labels of row `number` (from 1) say; `figures`: it holds some."""
        if self._covered:
            row = self._filled_down(number, row)
        self._sections.take(row, figures=figures)
        found = RowLabels()
        first = next((value for value in row if filled(value)), "")
        found.skipped = isinstance(first, str) and bool(EXAMPLE.search(plain(first)))
        for column in self._columns:
            value = _in(row, column.index - self._left)
            if filled(value) and value not in _DITTO:
                self._take(found, column, value)
        if isinstance(first, str) and not found.kind.label and _is_total_beside(first):
            found.skipped = True  # 合计 in a column of numbers or groups, beside no name
        if self._unit_beside:
            found.kind = found.kind._replace(units=self._units(row))
        if figures:
            self._take_above(found, row)
        if found.kind.label:
            self._take_part(found, figures=figures)
            self._take_label(found, found.kind.label)
        above = self._sections
        found.site = found.site or above.site
        span = found.kind.span.within(above.span)
        found.kind = found.kind._replace(span=span, unit_above=above.unit, measure_above=above.measure)
        if self._named and not found.named:
            found.unknown = " "
        if found.kind.measure == "cumulative" and not span.month and self._month_before:
            found.skipped |= self._of_months_alone  # 累计 below the months of a year adds them up
        self._notice_new_year(found)
        return found

    def _notice_new_year(self, found: RowLabels) -> None:
        """Ask of which year a month is that comes after a later one whose year alone is written."""
        month, before = found.kind.span.month, self._month_before
        self._month_before = month or before
        if found.year_above and self._times_alone and month and before > _LATE and month <= _EARLY:
            found.rolls_over = next(column.letters for column in self._columns if column.role == "year")
            self._month_before = before

    def _take(self, found: RowLabels, column: Column, value: Value) -> None:
        role, text = column.role, text_of(value).strip()
        if role == "source" and not self._vocabulary.knows_source(text):
            found.note = "；".join(filter(None, (found.note, f"{column.heading}：{text}")))
        elif role == "note":
            found.note = "；".join(filter(None, (found.note, text_of(value))))
        elif role == "source" or role == "reason":
            setattr(found, role, text_of(value))
        elif role == "unit":
            found.kind = found.kind._replace(unit=self._vocabulary.unit(text))
        elif isinstance(value, str) and _is_total(text):
            found.skipped = True
        elif role == "site":
            found.site = self._places.get(text) or self._places.get(_STATE.sub("", plain(text)), text)
            found.named = True
        elif role == "item":
            found.named = True
            if found.kind.label:
                self._take_second(found, text)
            else:
                found.kind = found.kind._replace(label=text)
        else:
            self._take_time(found, column, value)

    def _take_second(self, found: RowLabels, text: str) -> None:
        """Take in a second name: a translation of the first, or what of it the row is (柴油 | 期末库存)."""
        label = found.kind.label
        first, second = self._vocabulary.label(label), self._vocabulary.label(text)
        joined = self._vocabulary.below(label, text)
        if text.isascii() or (second.item is not None and second.item == first.item) or label in self._places:
            return
        if joined.item is not None and joined.item != first.item:
            found.kind = found.kind._replace(label=text, section=label)
        elif second.measure is not None or other_word(plain(text)):
            found.kind = found.kind._replace(measure=second.measure or "other")
        elif second.unknown or second.unread:
            found.unknown = f"{label} / {text}"

    def _take_time(self, found: RowLabels, column: Column, value: Value) -> None:
        found.named = True
        if self._is_day(column, value):
            found.day = column.letters
            self._days = True
            return
        span, measure = read_span(value, dates=True), None
        if span is None:
            measure = self._vocabulary.label(text_of(value)).measure
            if measure is not None and self._days:
                found.skipped = True  # 累计 below the days of a month is their sum
            if measure is None:
                found.bad_period = (text_of(value), column.letters)
        span = self._in_its_year(found, column, span or NO_SPAN)
        found.kind = found.kind._replace(
            span=span.within(found.kind.span), measure=measure or found.kind.measure
        )

    def _in_its_year(self, found: RowLabels, column: Column, span: Span) -> Span:
        """Return a month with the year that was written last in its column, which goes on below it.

        Where months alone tell rows apart and begin late in a year, a January after them is of which year
        nobody said.
        """
        month = span.month
        if column.role == "year" or month is None:
            return span
        if span.year is not None:
            self._year_written = span.year
        elif self._year_written is not None and found.kind.span.year is None:
            span = span._replace(year=self._year_written)
        elif self._of_months_alone and self._sections.span.year is None:
            self._months.append(month)
            if rolls_over(self._months):
                found.rolls_over = column.letters
        return span

    def _is_day(self, column: Column, value: Value) -> bool:
        """Return whether a time is a day of a month, which is not reported: 3月1日, or 1 below 日期."""
        text = plain(text_of(value))
        if _DAY.fullmatch(text):
            return True
        bare = text.isdigit() and int(text) <= _LAST_DAY
        return bare and self._of_one_month and plain(column.heading).casefold() in _DAYS

    def _units(self, row: Row) -> tuple[tuple[int, str], ...]:
        """Return the units of a row by the columns of figures they stand beside."""
        places = ((value, unit - self._left) for value, unit in self._unit_beside.items())
        read = self._vocabulary.unit
        return tuple((value, read(text_of(row[at]).strip())) for value, at in places if at < len(row))

    def _take_above(self, found: RowLabels, row: Row) -> None:
        """Take site, item, year or month from the row above where it is written once for several rows."""
        for column in self._columns:
            if column.role not in ("period", "year", "month", "site", "item"):
                continue
            value = _in(row, column.index - self._left)
            if filled(value) and value not in _DITTO:
                self._above_said[column.index] = value
            elif (found.named or column.role == "item") and column.index in self._above_said:
                self._take(found, column, self._above_said[column.index])
                found.year_above |= column.role == "year"

    def _take_part(self, found: RowLabels, *, figures: bool) -> None:
        """Read 其中：自来水 as 自来水 below a total nobody asks for (用水总量): then it repeats nothing."""
        label = found.kind.label
        if match := PART_OF.match(plain(label)):
            if self._total_unasked:
                found.kind = found.kind._replace(label=plain(label)[match.end() :].lstrip(":"))
        elif figures:
            meaning = self._vocabulary.label(label)
            self._total_unasked = meaning.item is None and meaning.confidence == "none"

    def _take_label(self, found: RowLabels, label: str) -> None:
        section, group = self._sections.name, self._vocabulary.group_of(label)
        if section and group and self._vocabulary.neutral(name_of(section)) and name_of(section) != group:
            self._sections.begin(group)  # 危险废物产生量 below 一般工业固体废物
            section = group
        meaning = self._vocabulary.below(section, label)
        if section and (meaning.item is None or meaning.item != self._vocabulary.label(label).item):
            found.kind = found.kind._replace(section=section)
        elif found.kind.section:  # of two columns of names
            meaning = self._vocabulary.below(found.kind.section, label)
        if {plain(label), plain(found.kind.name)} & self._answered:
            return
        if label in self._places:
            found.site = found.site or self._places[label]
            return
        found.kind = found.kind._replace(
            span=meaning.span.within(found.kind.span), measure=meaning.measure or found.kind.measure
        )
        says = meaning.confidence != "none" or meaning.measure or meaning.span != NO_SPAN
        if not says:
            found.unknown = label
        if meaning.item is None and (
            NUMBERED.match(plain(label)) or self._vocabulary.neutral(name_of(label))
        ):
            self._sections.begin(label)  # 二、产品产量 or 危险废物 with a total of its own

    def are_apart(self, top: int, bottom: int) -> bool:
        """Return whether rows from `top` (from 0) on have labels of their own, rather than merged ones."""
        naming = [column.index for column in self._columns if column.role in NAMING]
        return any(
            (row, index) not in self._covered for row in range(top + 1, bottom + 1) for index in naming
        )

    def _filled_down(self, number: int, row: Row) -> Row:
        """Return a row with the labels of cells merged with those above it."""
        filled = list(row)
        for column in self._columns:
            place = column.index - self._left
            if (number - 1, column.index) in self._covered and place < min(len(filled), len(self._above)):
                filled[place] = self._above[place]
        self._above = filled
        return filled


@lru_cache(maxsize=1024)
def _is_total(text: str) -> bool:
    """Return whether a label repeats what other rows say: 合计, 合计（万kWh）, 最大值."""
    return _BRACKETS.sub("", plain(text)).casefold().strip(":") in TOTALS


def _is_total_beside(text: str) -> bool:
    return _is_total(text) or (read_span(text) is None and bool(TOTAL_OF.search(plain(text))))


def _in(row: Row, place: int) -> Value:
    return row[place] if place < len(row) else ""


def _units_beside(columns: Sequence[Column]) -> dict[int, int]:
    """Return the column of units beside each column of figures, where there are several: right, else left."""
    units = [column.index for column in columns if column.role == "unit"]
    if len(units) < 2:
        return {}
    beside = {}
    values = [column.index for column in columns if column.role == "value"]
    for value, following in pairwise([*values, columns[-1].index + 1]):
        right = [unit for unit in units if value < unit < following]
        left = [unit for unit in units if unit < value]
        if right or left:
            beside[value] = right[0] if right else left[-1]
    return beside


def text_of(value: Value) -> str:
    """Return a cell as text: whole numbers without decimals, dates as 2024-03-05."""
    if type(value) is float:
        return repr(value).removesuffix(".0")
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _covered(sheet: Sheet, columns: set[int]) -> set[tuple[int, int]]:
    """Return the cells of the label columns that are merged with one above them."""
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged:
        for column in columns:
            if left <= column <= right and len(covered) + bottom - top < _MOST_COVERED:
                covered.update((row, column) for row in range(top + 1, bottom + 1))
    return covered
