"""What a page reads pasted blocks by: the names and headings the import of spreadsheets knows."""

from collections.abc import Iterable
from typing import TypedDict

from tracker.catalog.catalog import Catalog
from tracker.catalog.numbers import BLANK_MARKS
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary
from tracker.services.exchange.spreadsheets.words import (
    BEFORE,
    CUMULATIVE_WORDS,
    LAST_YEAR,
    MONTH_WORDS,
    OTHER_WORDS,
    QUANTITY,
    ROLES,
    TOTALS,
    TRADITIONAL,
)


class PasteWords(TypedDict):
    """Words as they are looked up, not as they are shown.

    `names`: what else the items on the form are called, by code. `headings`: what a column's heading says it
    holds: `month`, `value`, `unit`, `name`, `other` (another span or measure of the item) or `aside`.
    `last_year` and `other` are patterns of headings of something else, `quantity` one of what may end any.
    `reasons` and `marks` stand where a number would. `traditional`: characters, and what is read for them.
    """

    names: dict[str, list[str]]
    headings: dict[str, str]
    last_year: str
    other: str
    quantity: str
    reasons: list[str]
    marks: list[str]
    traditional: list[str]


def paste_words(catalog: Catalog, keys: Iterable[str]) -> PasteWords:
    """Return the words for a form with rows of these keys; a name of two items is of none."""
    items = dict.fromkeys(key.partition("@")[0] for key in keys)
    vocabulary = Vocabulary(catalog)
    names = {
        code: [name for name in _names(catalog, code) if vocabulary.item(name) == (code, "")]
        for code in items
    }
    reasons = catalog.blank_reasons.items()
    return PasteWords(
        names=names,
        headings=_headings(),
        last_year=f"{LAST_YEAR.pattern}|{BEFORE.pattern}",
        other=OTHER_WORDS.pattern,
        quantity=QUANTITY.pattern,
        reasons=[word for code, reason in reasons for word in (code, reason.names.zh, reason.names.en)],
        marks=sorted(BLANK_MARKS - {""}),
        traditional=["".join(map(chr, TRADITIONAL)), "".join(map(chr, TRADITIONAL.values()))],
    )


def _names(catalog: Catalog, code: str) -> tuple[str, ...]:
    item = catalog.items[code]
    return (code, item.names.zh, item.names.en, *item.aliases)


def _headings() -> dict[str, str]:
    roles = {"value": "value", "unit": "unit", "item": "name"}
    said = {word: roles.get(role, "aside") for word, role in ROLES.items()}
    said |= dict.fromkeys((*CUMULATIVE_WORDS, *TOTALS), "other")
    return said | dict.fromkeys(MONTH_WORDS, "month")
