"""Turns the fields of one row, as people typed them, into a checked figure or into what is wrong with them.

Every look-up is remembered by its text, so that a long file asks for each site, period, item and unit once.
"""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import BlankReason, Item, SourceKind
from tracker.catalog.numbers import is_blank, read_number
from tracker.catalog.periods import Period, month_text
from tracker.catalog.problems import InputRefusal
from tracker.catalog.text_forms import half_width, unescaped
from tracker.catalog.units import Conversion
from tracker.services.texts import NOTE_LENGTH, clean

LARGEST, SMALLEST = 1e18, 1e-18
"""Between these magnitudes (or 0) lies a figure in its item's unit, so that sums and ratios stay finite."""

FIRST_YEAR = 1900
_SHOWN = 60

FIELDS = ("site", "period", "item", "value", "unit", "source", "reason", "note")
"""The columns of the long CSV in the order `RowChecker.check` takes them."""


class Fault(NamedTuple):
    """What is wrong with one field: the contract's code, the sentence's code and its parameters."""

    column: str
    code: str
    message: str
    params: Mapping[str, object]


class CheckedRow(NamedTuple):
    """A row that can be a figure; `value` is in the item's canonical unit, None for a blank.

    `base` is the base year of the unit (0: none), `first` and `last` are month numbers. `sheet` and `column`
    (letters) name the cell of a spreadsheet. `in_cell`: the reason was written in the figure's own cell.
    """

    file: str
    row: int
    site_id: int
    item: str
    kind: str
    first: int
    last: int
    base: int
    value: float | None
    text: str
    unit: str
    source: str | None
    reason: str | None
    note: str
    sheet: str | None = None
    column: str | None = None
    in_cell: bool = False

    @property
    def period(self) -> str:
        """Return the period as the contract writes it."""
        return str(Period(self.first, self.last, self.kind))  # type: ignore[arg-type]


Found = TypeVar("Found")


class RowChecker:
    """Checks rows against the catalog and the sites the actor may see.

    `sites` are ids by code; `only_site` is the one site asked for, which a blank site column means; a period
    that ends after the month number `through` lies in the future.
    """

    def __init__(
        self, catalog: Catalog, sites: Mapping[str, int], *, only_site: str | None, through: int
    ) -> None:
        self._catalog = catalog
        self._site_ids = sites
        self._only_site = only_site
        self._through = through
        self._sites: dict[str, int | Fault] = {}
        self._periods: dict[str, Period | Fault] = {}
        self._items: dict[str, Item | Fault] = {}
        self._conversions: dict[tuple[str, str], Conversion | Fault] = {}
        self._units: dict[str, str] = {}
        self._sources: dict[str, str | Fault | None] = {}
        self._reasons: dict[str, str | Fault | None] = {}

    def cell(self, text: str) -> tuple[str, str]:
        """Return what a cell for a figure holds: a figure's text, or the code of the reason there is none.

        A form has one cell where a long CSV has two columns, so that a reason's word stands where the figure
        would: its code or its name in either language.
        """
        reason = self._reason_word(text)
        return ("", reason) if reason else (text, "")

    def _reason_word(self, text: str) -> str:
        found = _cached(self._reasons, text, self._reason)
        return found if isinstance(found, str) else ""

    def check(
        self,
        file: str,
        row: int,
        fields: Sequence[str],
        sheet: str | None = None,
        column: str | None = None,
        number: float | None = None,
    ) -> CheckedRow | list[Fault]:
        """Return the checked row, or everything that is wrong with it; `fields` stand as in `FIELDS`.

        `number` is the value where a spreadsheet has it as a number; it need not be read from its text.
        """
        site_text, period_text, item_text, text, unit, source_text, reason_text, note = fields
        site = _cached(self._sites, site_text, self._site)
        period = _cached(self._periods, period_text, self._period)
        item = _cached(self._items, item_text, self._item)
        source = _cached(self._sources, source_text, self._source)
        reason = _cached(self._reasons, reason_text, self._reason)
        text = text.strip()
        value, base = (None, 0) if isinstance(item, Fault) else self._value(item, text, unit, number)
        if (
            isinstance(site, Fault)
            or isinstance(period, Fault)
            or isinstance(item, Fault)
            or isinstance(source, Fault)
            or isinstance(reason, Fault)
            or isinstance(value, Fault)
            or len(note) > NOTE_LENGTH
        ):
            found = (site, period, item, value, source, reason, _note(note))
            return [fault for fault in found if isinstance(fault, Fault)]
        kind, first = period.kind, period.first
        if item.kind == "rate" and kind == "cumulative":
            # a rate is January to that month either way (contract §2), so the two spellings are one cell
            kind, first = "month", period.last
        unit, note = _cached(self._units, unit, _written), clean(unescaped(note)) if note else ""
        return CheckedRow(
            file, row, site, item.code, kind, first, period.last,
            base, value, text, unit, source, reason, note, sheet, column,
        )  # fmt: skip

    def _value(
        self, item: Item, text: str, unit: str, number: float | None
    ) -> tuple[float | Fault | None, int]:
        """Return the value in the item's unit (None: blank) and the base year of its unit (0: none)."""
        conversion = self._conversions.get((item.code, unit))
        if conversion is None:
            conversion = self._conversions[item.code, unit] = self._conversion(item, unit)
        if isinstance(conversion, Fault):
            return conversion, 0
        base = conversion.base_year or 0
        if number is None and is_blank(text):
            return None, base
        try:
            if number is None:
                number = read_number(text, unescaped(unit.strip()) or item.unit)
            value = conversion(number)
        except InputRefusal as refusal:
            return _fault("value", refusal), base
        return self._within_bounds(item, value, text), base

    def _within_bounds(self, item: Item, value: float, text: str) -> float | Fault:
        if not -LARGEST < value < LARGEST:
            return Fault("value", "not_a_number", "number_too_large", {"text": text})
        if value and abs(value) < SMALLEST:
            return Fault("value", "not_a_number", "number_too_small", {"text": text})
        if value < 0 and item.minimum is not None and item.minimum >= 0:
            params = {"text": text, "item_zh": item.names.zh, "item_en": item.names.en}
            return Fault("value", "negative", "negative", params)
        return value

    def _site(self, text: str) -> int | Fault:
        code = unescaped(text.strip()) or self._only_site or ""
        if self._only_site and code != self._only_site:
            return Fault("site", "other_site", "other_site", {"site": code[:_SHOWN], "only": self._only_site})
        if code in self._site_ids:
            return self._site_ids[code]
        return Fault("site", "unknown_site", "unknown_site", {"site": code[:_SHOWN]})

    def _period(self, text: str) -> Period | Fault:
        written = half_width(text).strip()
        try:
            period = Period.parse(written)
        except ValueError:
            return Fault("period", "bad_period", "bad_period", {"text": written[:_SHOWN]})
        if period.first // 12 < FIRST_YEAR:
            return Fault("period", "bad_period", "bad_period", {"text": written})
        if period.last > self._through:
            params = {"period": str(period), "month": month_text(self._through)}
            return Fault("period", "future_period", "future_period", params)
        return period

    def _item(self, text: str) -> Item | Fault:
        code = unescaped(text.strip())
        if code in self._catalog.items:
            return self._catalog.items[code]
        meant = nearest_item(self._catalog, code[:_SHOWN])
        if meant is None:
            return Fault("item", "unknown_item", "unknown_item", {"item": code[:_SHOWN]})
        return Fault("item", "unknown_item", "unknown_item_close", {"item": code[:_SHOWN], "close": meant})

    def _conversion(self, item: Item, unit: str) -> Conversion | Fault:
        try:
            return self._catalog.units.item_conversion(item, unescaped(unit.strip()))
        except InputRefusal as refusal:
            return _fault("unit", refusal)

    def _source(self, text: str) -> str | Fault | None:
        return _coded("source", text, self._catalog.sources)

    def _reason(self, text: str) -> str | Fault | None:
        return _coded("reason", text, self._catalog.blank_reasons)


def reason_beside(catalog: Catalog, row: CheckedRow) -> dict[str, object] | None:
    """Return what to say of a reason for a blank beside a figure; only a zero may say why it is one."""
    if row.value is None or row.reason is None:
        return None
    entry = catalog.blank_reasons[row.reason]
    if row.value == 0 and entry.counts_as == "zero":
        return None
    return {"text": row.text, "reason_zh": entry.names.zh, "reason_en": entry.names.en}


def nearest_item(catalog: Catalog, text: str) -> str | None:
    """Return the code of the item whose code, name or alias is most like `text`, where one is."""
    names = {
        name.casefold(): item.code
        for item in catalog.items.values()
        for name in (item.code, item.names.zh, item.names.en, *item.aliases)
    }
    close = get_close_matches(text.casefold(), names, n=1, cutoff=0.7)
    return names[close[0]] if close else None


def _written(text: str) -> str:
    return unescaped(text).strip()


def _cached(cache: dict[str, Found], text: str, find: Callable[[str], Found]) -> Found:
    if text in cache:
        return cache[text]
    found = cache[text] = find(text)
    return found


def _coded(
    column: str, text: str, entries: Mapping[str, SourceKind] | Mapping[str, BlankReason]
) -> str | Fault | None:
    """Return the code a source or reason is written as: the code itself or its name in either language."""
    written = unescaped(text.strip())
    if not written:
        return None
    for code, entry in entries.items():
        if written in (code, entry.names.zh, entry.names.en):
            return code
    params = {
        "text": written[:_SHOWN],
        "known_zh": "、".join(entry.names.zh for entry in entries.values()),
        "known_en": ", ".join(entries),
    }
    return Fault(column, f"unknown_{column}", f"unknown_{column}", params)


def _note(note: str) -> Fault | None:
    if len(note) <= NOTE_LENGTH:
        return None
    return Fault("note", "too_large", "note_too_long", {"limit": NOTE_LENGTH})


def _fault(column: str, refusal: InputRefusal) -> Fault:
    return Fault(column, refusal.problem, refusal.code, refusal.params)
