"""What one column of a table holds, by its heading, else by what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.catalog.entries import Form
from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.headings import measure_of, plain, role_of
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, read_span
from tracker.services.exchange.spreadsheets.titles import site_said
from tracker.services.exchange.spreadsheets.values import filled, kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import COMPANY, OTHER_DATES, OTHER_PARTY, Role
from tracker.services.exchange.spreadsheets.workbooks import Row, Value, letters


@dataclass(frozen=True)
class Column:
    """A column of a table, `index` counted from the sheet's corner, with its heading as written.

    `role` is None for a column nobody understands; `answered`: a person said what it is, now or before.
    `site` is the code of the site whose name stands over it.
    """

    index: int
    heading: str
    meaning: Meaning
    role: Role | None
    answered: bool = False
    site: str = ""

    @property
    def letters(self) -> str:
        """Return the column's letters, as a spreadsheet shows them."""
        return letters(self.index)

    @property
    def quantity(self) -> str:
        """Return the nearest of the texts over the column: 产生量, what of a row's label it holds."""
        return self.heading.rpartition(" / ")[2]


def cells_at(rows: Sequence[Row], place: int) -> list[Value]:
    """Return what stands in a column of some rows, blanks left out."""
    return [row[place] for row in rows if place < len(row) and filled(row[place])]


def read_column(
    index: int,
    parts: tuple[str, ...],
    vocabulary: Vocabulary,
    form: Form | None,
    below: list[Value],
    places: Mapping[str, str],
) -> Column:
    """Return a column by the texts over it from top to bottom and the cells `below`."""
    site = next((code for part in parts if (code := site_said(part, places))), "")
    known = site if site in places.values() else ""
    meaning = vocabulary.heading(tuple(part for part in parts if not site_said(part, places)) or parts)
    heading = " / ".join(parts)
    if form is not None and form.headings:
        meaning = _of_form(meaning, heading, form)
    role = _role(meaning, below, vocabulary, places)
    if known and role is None and sum(map(is_number, below)) * 2 > len(below):
        role = "value"
    if site and not known and role == "value":  # a company that nobody registered
        role, meaning = None, replace(meaning, measure="other")
    return Column(index, heading, meaning, role, site=known)


def _of_form(meaning: Meaning, heading: str, form: Form) -> Meaning:
    """Return what a column of a known form means: its figures are taken from certain headings alone."""
    written = plain(re.sub(r"\([^()]*\)", "", half_width(heading))).split("/")
    measures = [measure for part in written if (measure := measure_of(part))]
    parts = [
        part for part in written if not measure_of(part) and not read_span(part) and role_of(part) is None
    ]
    if "/".join(parts) in {plain(known) for known in form.headings}:
        measure = measures[0] if measures else None
        return Meaning(role="value", unit=meaning.unit, measure=measure, span=meaning.span)
    if meaning.role in (None, "value"):
        return replace(meaning, role=None, item=None, confidence="none", measure="other")
    return meaning


def _role(
    meaning: Meaning, below: list[Value], vocabulary: Vocabulary, places: Mapping[str, str]
) -> Role | None:
    """Return what a column holds, by its heading, else by what stands in it."""
    if meaning.item or meaning.confidence == "likely":
        return "value"
    if any(OTHER_DATES.search(name) for name in meaning.unread):
        return "ignored"
    texts = [str(value).strip() for value in below if kind_of(value) == "text"]
    if meaning.role == "unit" and texts and not mostly(texts, vocabulary.writes_unit):
        companies = mostly(texts, lambda text: text in places or bool(COMPANY.search(text)))
        return "site" if companies else "unit"
    if meaning.role in ("year", "month", "period") or (meaning.role and meaning.role != "code"):
        return meaning.role
    if meaning.measure is not None:
        return "value" if meaning.measure != "other" else None
    if meaning.span != NO_SPAN:
        return "value"
    if meaning.role == "code":
        return "item" if mostly(texts, lambda text: vocabulary.label(text).item == text) else "code"
    return _role_by_content(meaning, below, texts, vocabulary, places)


def _role_by_content(
    meaning: Meaning, below: list[Value], texts: list[str], vocabulary: Vocabulary, places: Mapping[str, str]
) -> Role | None:
    if _hold_times(meaning, below):
        return "period"
    if not texts or len(texts) * 2 < len(below):
        return None
    if mostly(texts, lambda text: text in places):
        return None if any(OTHER_PARTY.search(name) for name in meaning.unread) else "site"
    if mostly(texts, vocabulary.writes_unit):
        return "unit"
    if any(vocabulary.label(text).item for text in texts):
        return "item"
    return None


def _hold_times(meaning: Meaning, below: list[Value]) -> bool:
    """Return whether a column without a word for it holds times: no bare numbers below a heading of its own.

    表号 2001 is no year, and 缴费日期 not the month that was paid for.
    """
    headed = bool(meaning.unread)
    dated = [
        value
        for value in below
        if kind_of(value) == "date" or (read_span(value) is not None and not (headed and is_number(value)))
    ]
    return len(dated) * 2 > len(below)


def is_number(value: Value) -> bool:
    """Return whether a cell holds a number, be it one like a year."""
    return kind_of(value) in ("number", "year")


def mostly(texts: list[str], holds: Callable[[str], bool]) -> bool:
    """Return whether something holds of more than half of some texts."""
    return bool(texts) and sum(map(holds, texts)) * 2 > len(texts)
