"""Lines between the rows of a table that say something of all rows below them: a group, a time, a unit."""

from collections.abc import Mapping, Sequence

from tracker.catalog.numbers import BLANK_MARKS
from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.headings import measure_of, name_of, plain
from tracker.services.exchange.spreadsheets.several import NAMING
from tracker.services.exchange.spreadsheets.spans import NO_SPAN
from tracker.services.exchange.spreadsheets.titles import site_said, unit_said
from tracker.services.exchange.spreadsheets.values import filled, heading_text
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary
from tracker.services.exchange.spreadsheets.words import NUMBERED, PREVIOUS, Measure, other_word
from tracker.services.exchange.spreadsheets.workbooks import Row


def section_measure(name: str) -> Measure | None:
    """Return what span of things a line between rows asks for: 二、上年同期, 累计; `other` for 上月."""
    return measure_of(name) or ("other" if PREVIOUS.match(name) else None)


class Sections:
    """What stands above the row last taken in: `name` of its group, its `span`, `measure`, `unit` and `site`.

    A line without figures says it: alone in its row a group (三、危险废物), a time (2025年), a site (as it is
    written where it is not known) or 单位：吨. A
    month in a column of months is a row nobody has filled in. A column of groups (类别) says it too, for the
    rows in which it is left blank as well.
    """

    def __init__(
        self, columns: Sequence[Column], left: int, vocabulary: Vocabulary, places: Mapping[str, str]
    ) -> None:
        self._vocabulary, self._places = vocabulary, places
        self._groups = [column.index - left for column in columns if column.role == "section"]
        self._times = any(column.role in ("period", "year", "month") for column in columns)
        self._items = any(column.role == "item" for column in columns)
        self._beside = [c.index - left for c in columns if c.role in ("ignored", "unit", "code")]
        self._labels = [column.index - left for column in columns if column.role in NAMING]
        self._line_unit = ""
        self._outer = False
        self.name, self.span, self.unit, self.site = "", NO_SPAN, "", ""
        self.measure: Measure | None = None

    def take(self, row: Row, *, figures: bool) -> None:
        """Take in a row; `figures`: it holds some."""
        for place in self._groups:
            if place < len(row) and filled(row[place]):
                self.begin(heading_text(row[place]))
        if figures:
            return
        texts = [
            (place, heading_text(value))
            for place, value in enumerate(row)
            if filled(value) and place not in self._beside and value not in BLANK_MARKS
        ]
        if said := next((unit for _, text in texts if (unit := unit_said(text, self._vocabulary))), ""):
            self._line_unit = self.unit = said
        elif len(texts) == 1:
            self._take_line(*texts[0])

    def _take_line(self, place: int, text: str) -> None:
        meaning = self._vocabulary.label(name_of(text))
        if site := site_said(text, self._places):
            self.site, self.name = site, ""
        elif meaning.span != NO_SPAN:
            if meaning.span.year is not None or not self._times:
                self.span = meaning.span.within(self.span)
        elif section_measure(name_of(text)) or (
            self._items
            and place in (0, *self._labels)
            and meaning.item is None
            and meaning.measure in (None, "other")
        ):
            self.begin(text)

    def begin(self, text: str) -> None:
        """Take in a group, its name or what it covers; one of lower rank below 二、产品产量 leaves that."""
        name = plain(text)
        if measure := section_measure(name_of(text)):
            self.measure = measure
            return
        if self._outer and not NUMBERED.match(name):
            return
        if NUMBERED.match(name):
            self.measure = None
        self._outer = bool(NUMBERED.match(name) and other_word(name))
        self.name = name
        self.unit = self._vocabulary.label(text).unit or self._line_unit
