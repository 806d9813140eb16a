"""Which item a heading or label means: exact names and aliases of the catalog, and what else it might be."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import Literal

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Form
from tracker.catalog.problems import InputRefusal
from tracker.services.exchange.spreadsheets.headings import (
    Label,
    measure_of,
    name_of,
    parts_in_brackets,
    plain,
    read_label,
    role_of,
    span_of,
)
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, Span
from tracker.services.exchange.spreadsheets.words import (
    A_TIME_OF,
    NEUTRAL,
    OF_A_TIME,
    OTHER_WORDS,
    UNIT_TWICE,
    Measure,
    Role,
    made_word,
    other_word,
)

Confidence = Literal["certain", "likely", "none"]

_SEPARATORS = re.compile(r"[_:/、,.;·\-—'\"“”]")
_CLOSE = 0.75
_SHOWN = 3


@dataclass(frozen=True)
class Meaning:
    """What one heading (with what stands above it) or one label means.

    `likely` items are those it might be; one that is `certain` is `item`. `unit` is as written, `form_unit`
    the one a known form prints. `unknown`: nothing in it is understood. `unread` are the names in it that
    are nobody's. `scale` is 万 where the heading counts ten thousands of a unit written elsewhere.
    """

    item: str | None = None
    confidence: Confidence = "none"
    likely: tuple[str, ...] = ()
    unit: str = ""
    form_unit: str = ""
    role: Role | None = None
    measure: Measure | None = None
    span: Span = NO_SPAN
    unknown: bool = False
    unread: tuple[str, ...] = ()
    scale: str = ""


class Vocabulary:
    """The names of a catalog's items, those of a known form first where one is given."""

    def __init__(self, catalog: Catalog, form: Form | None = None) -> None:
        self._catalog = catalog
        self._form: dict[str, tuple[str, str]] = {}
        if form is not None:
            self._form = {
                _key(name): (field.item, field.unit) for field in form.fields for name in field.names
            }
        self._names = _names(catalog)
        groups = [name for group in catalog.groups.values() for name in (group.names.zh, group.names.en)]
        self._neutral = NEUTRAL | {name_of(name) for name in groups}
        self.is_unit = cache(catalog.units.knows)
        self.label = cache(self._label)
        self.heading = cache(self._heading)
        self.below = cache(self._below)
        self.unit = cache(self._unit)

    def _unit(self, text: str) -> str:
        """Return a unit as written, once where it is given in two spellings: 吨（t）."""
        both = UNIT_TWICE.fullmatch(plain(text))
        if self.is_unit(text) or both is None or not all(map(self.is_unit, both.groups())):
            return text
        return both[1]

    def writes_unit(self, text: str) -> bool:
        """Return whether a text is a unit, be it in two spellings."""
        return bool(self.is_unit(self.unit(text)))

    def with_form(self, form: Form) -> "Vocabulary":
        """Return the same catalog's names with a form's fields before them."""
        return Vocabulary(self._catalog, form)

    def fits(self, item: str, unit: str) -> InputRefusal | None:
        """Return why an item cannot be given in a unit, None where it can."""
        try:
            self._catalog.units.item_conversion(self._catalog.items[item], unit)
        except InputRefusal as refusal:
            return refusal
        return None

    def same_unit(self, item: str, unit: str, other: str) -> bool:
        """Return whether two units of an item are one, however they are written."""
        known, units = self._catalog.items[item], self._catalog.units
        try:
            return units.item_conversion(known, unit) == units.item_conversion(known, other)
        except InputRefusal:
            return False

    def _below(self, section: str, label: str) -> Meaning:
        """Return what a label means below a section: 产生量 below 危险废物 is what both together name."""
        alone = self.label(label)
        if not section:
            return alone
        parts = [read_label(part, self.is_unit) for part in (section, label)]
        names = [_without_unit(part) for part in parts if part.names]
        found = self.item("".join(names)) if len(names) == 2 else None
        if found is None:
            other = other_word(section) or (self.is_discharged(alone.item) and made_word(section))
            return replace(alone, item=None, confidence="none", measure="other") if other else alone
        unit = parts[1].unit or parts[0].unit
        return Meaning(found[0], "certain", unit=unit, form_unit=found[1], span=alone.span)

    def group_of(self, label: str) -> str:
        """Return the name of the group of the item that a label names all by itself, blank without one."""
        item = self.label(label).item
        return "" if item is None else self._catalog.groups[self._catalog.items[item].group].names.zh

    def is_discharged(self, item: str | None) -> bool:
        """Return whether an item is a pollutant discharged, not what arises of it."""
        return item is not None and self._catalog.items[item].group == "pollutants"

    def knows_source(self, text: str) -> bool:
        """Return whether a text is a source of figures, by code or name."""
        sources = self._catalog.sources.items()
        return any(text in (code, one.names.zh, one.names.en) for code, one in sources)

    def _label(self, text: str) -> Meaning:
        """Return what the label of a row means."""
        return self.heading((text,))

    def _heading(self, parts: tuple[str, ...]) -> Meaning:
        """Return what a column means by its heading and those above it, from top to bottom."""
        found = _Parts(self, [read_label(part, self.is_unit) for part in parts if part.strip()])
        return found.meaning()

    def item(self, name: str) -> tuple[str, str] | None:
        """Return the item of exactly this name and the unit its form gives it, else None."""
        key = _key(name)
        if key in self._form:
            return self._form[key]
        return (self._names[key], "") if self._names.get(key) else None

    def neutral(self, name: str) -> bool:
        """Return whether a heading only says what kind of things stands below it."""
        return name in self._neutral

    def suggestions(self, meaning: Meaning) -> tuple[str, ...]:
        """Return the items a heading might mean, else those whose names and units are most like it."""
        if meaning.likely or meaning.item:
            return meaning.likely
        close = [
            near for name in meaning.unread for near in get_close_matches(_key(name), self._names, 5, _CLOSE)
        ]
        items = dict.fromkeys(item for near in close if (item := self._names[near]))
        fitting = [item for item in items if not meaning.unit or self.fits(item, meaning.unit) is None]
        return tuple(fitting[:_SHOWN])


class _Parts:
    """The parts of one heading, sorted by what they say."""

    def __init__(self, vocabulary: Vocabulary, labels: Sequence[Label]) -> None:
        self._vocabulary = vocabulary
        self._labels = [label for label in labels if label.names]
        self._units = [label.unit for label in labels if label.unit]
        self._scale = next((label.scale for label in labels if label.scale), "")
        self._role: Role | None = None
        self._measure: Measure | None = None
        self._span = NO_SPAN
        self._items: dict[str, str] = {}
        self._unknown: list[Label] = []
        self._neutral = 0
        self._naming: list[Label] = []
        for label in self._labels:
            self._sort(label)

    def _sort(self, label: Label) -> None:
        names = label.names[: label.full]
        item = next(filter(None, map(self._vocabulary.item, names)), None)
        if item is not None:
            self._items[item[0]] = item[1]
            self._naming.append(label)
        elif any(self._takes_item_of_a_time(name) for name in names) or self._takes_time(label):
            pass
        elif roles := [held for name in names if (held := role_of(name))]:
            # 单位 below another heading begins a row of units
            self._role = self._role if self._role and roles[0] == "unit" else roles[0]
        elif any(map(self._vocabulary.neutral, names)):
            self._neutral += 1
            self._naming.append(label)
        else:
            self._unknown.append(label)
            self._naming.append(label)

    def _takes_time(self, label: Label) -> bool:
        """Take in what is covered, 3月（本月） in both its parts; return whether the label says that."""
        said = [plain(label.text), *label.names[: label.full]]
        inside = parts_in_brackets(label.text)
        if all(self._vocabulary.is_unit(part) or span_of(part) or measure_of(part) for part in inside):
            said += [*label.names, *inside]  # not 4月（预计）
        span = next((found for text in said if (found := span_of(text)) is not None), None)
        measure = next((asked for text in said if (asked := measure_of(text))), None)
        if span is not None:
            self._span = span.within(self._span)
        if measure is not None and not (span is not None and span.cumulative):
            self._add_measure(measure)
        return span is not None or measure is not None

    def _takes_item_of_a_time(self, name: str) -> bool:
        """Take in 本月用电量 or 2024年3月用电量: an item and what is covered; return whether it is that."""
        match = OF_A_TIME.match(name) or A_TIME_OF.match(name)
        item = match and self._vocabulary.item(match["name"])
        if not match or not item:
            return False
        self._items[item[0]] = item[1]
        if (span := span_of(match["said"])) is not None:
            self._span = span.within(self._span)
        elif (measure := measure_of(match["said"])) is not None:
            self._add_measure(measure)
        return True

    def _add_measure(self, measure: Measure) -> None:
        both = {self._measure, measure}
        if both == {"cumulative", "last_year"}:
            self._measure = "last_year_cumulative"
        elif both == {"month", "last_year"}:
            self._measure = "last_year_month"
        elif self._measure != "other":
            self._measure = measure

    def meaning(self) -> Meaning:
        units = [unit for unit in self._units if self._vocabulary.is_unit(unit)] or self._units
        unit = units[-1] if units else ""
        item, confidence, likely = self._item()
        given = self._items.get(item or "", "")
        measure = self._measure
        if item is None and (self._of_other() or (measure is not None and self._ends_unknown())):
            measure = "other"
        unread = tuple(label.names[-1] for label in self._unknown)
        nothing = not (item or likely or self._role or measure or self._span != NO_SPAN or self._neutral)
        role = self._role if item is None else None
        if role in ("period", "month", "year") and self._span.month is not None:
            role = None  # 月份 over 1月, 2月
        return Meaning(
            item, confidence, likely, unit, given, role, measure, self._span, nothing, unread, self._scale
        )

    def _item(self) -> tuple[str | None, Confidence, tuple[str, ...]]:
        joined = self._joined()
        if joined is not None:
            return joined, "certain", ()
        unknown = [label for label in self._unknown if not self._translates(label)]
        other = self._measure == "other" or self._of_other()
        if len(self._items) == 1 and not unknown and not other:
            return next(iter(self._items)), "certain", ()
        if self._items:
            return None, "none" if other else "likely", tuple(self._items)
        if any(label.part_of for label in unknown) or other:
            return None, "none", ()
        barer = [self._vocabulary.item(label.names[-1]) for label in unknown]
        if found := dict.fromkeys(item[0] for item in barer if item is not None):
            return None, "likely", tuple(found)
        return None, "none", ()

    def _of_other(self) -> bool:
        """Return whether a part speaks of something else than what items are."""
        if any(OTHER_WORDS.search(label.names[0]) for label in self._unknown):
            return True
        discharged = any(self._vocabulary.is_discharged(item) for item in self._items)
        return discharged and any("产生" in label.names[0] for label in self._unknown)

    def _ends_unknown(self) -> bool:
        """Return whether what stands below 本月 is known by nobody: 二车间 is a part of it."""
        last = self._labels[-1]
        return last in self._unknown and not self._translates(last)

    def _joined(self) -> str | None:
        """Return the item that all parts together name, in either order: 一般工业固体废物 over 产生量."""
        if len(self._naming) < 2:
            return None
        for names in ([x.names[0] for x in self._naming], [_without_unit(x) for x in self._naming]):
            found = self._vocabulary.item("".join(names)) or self._vocabulary.item("".join(reversed(names)))
            if found:
                return found[0]
        return None

    def _translates(self, label: Label) -> bool:
        """Return whether a part is the English line below a Chinese heading."""
        return label.text.isascii() and any(not other.text.isascii() for other in self._labels)


def _without_unit(label: Label) -> str:
    return label.names[1] if label.unit and len(label.names) > 1 else label.names[0]


def _names(catalog: Catalog) -> Mapping[str, str]:
    """Return the items by their names; a name of two items is of none."""
    names: dict[str, str] = {}
    for item in catalog.items.values():
        for name in (item.code, item.names.zh, item.names.en, *item.aliases):
            key = _key(name)
            names[key] = item.code if names.get(key, item.code) == item.code else ""
    return names


def _key(name: str) -> str:
    return _SEPARATORS.sub("", name_of(name))


def form_of(catalog: Catalog, titles: Sequence[str]) -> Form | None:
    """Return the form that the lines above a table name by number or title."""
    lines = [plain(line) for line in titles]
    for form in catalog.forms.values():
        marks = [plain(mark) for mark in (form.number, form.names.zh)]
        if any(mark in line for mark in marks for line in lines):
            return form
    return None
