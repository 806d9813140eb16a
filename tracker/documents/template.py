"""A year's workbook made for one site: its items down, months across, only cells that take a figure open.

What it was made for and with (site, year, which row is which item, what stood in each cell) lies in a hidden
sheet, so that it is brought back without a question however its rows were sorted, hidden or filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.catalog.entries import Item, Names
from tracker.catalog.periods import Period
from tracker.messages import Lang, sentence
from tracker.messages.text import MONTHS

HIDDEN = "_tracker"
"""The hidden sheet: rows of a name and its values, then one row for each row of the entry sheet."""
SIGN = "green-park-tracker template"
VERSION = 1
ROWS = "rows"
"""After the row of this name come the rows of the entry sheet: label, item, base, unit, what stood in it."""


@dataclass(frozen=True)
class TemplateCell:
    """What stands in a cell: a number in the row's unit, or the reason of a blank; `open` takes a figure."""

    value: float | None = None
    reason: str | None = None
    open: bool = False


@dataclass(frozen=True)
class TemplateRow:
    """An item in one unit; `apart` where it holds only figures typed in another unit than the item's row.

    `base` is the base year of an item on one (else 0); `before` are last year's figures, in this row's unit.
    """

    item: Item
    group: Names
    base: int
    unit: str
    units: tuple[str, ...]
    apart: bool
    cells: tuple[TemplateCell, ...]
    before: tuple[float | None, ...]


@dataclass(frozen=True)
class Template:
    """A site's year; `reasons` are what may be written instead of a number, by code."""

    site: str
    name: str
    year: int
    columns: tuple[Period, ...]
    rows: tuple[TemplateRow, ...]
    reasons: Mapping[str, Names]


def period_head(period: Period, lang: Lang) -> str:
    """Return what stands over a column: a month, January to a month, or the year as a whole."""
    month = period.last % 12 + 1
    return sentence(f"template_head_{period.kind}", lang, month=month, name=MONTHS[month - 1])


def row_label(row: TemplateRow, lang: Lang) -> str:
    """Return what a row is called, different for every row of a template."""
    label = named(row.item.names, lang)
    if row.base:
        label = sentence("template_base", lang, item=label, year=row.base)
    return sentence("template_apart", lang, item=label, unit=row.unit) if row.apart else label


def named(names: Names, lang: Lang) -> str:
    """Return a name in a language."""
    return names.zh if lang == "zh" else names.en
