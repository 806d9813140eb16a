"""The fields of a site's forms: what stands in each, and what it is compared with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row
from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.periods import Period
from tracker.services.directory import SiteRecord
from tracker.services.entering.figures import Key, figures_in_view
from tracker.services.entering.saving import StoredCell, stored_cell
from tracker.services.judging.panels import View
from tracker.store.tables import Declaration, Observation

CellState = Literal["value", "reason", "span", "not_applicable", "blank"]
DEFAULT_BASE = 2020
_UNUSUAL = re.compile(r"[萬億(^]|^[μm]g$|^g$")
"""Units that are read but not offered: traditional and powers of ten in writing, gross values, grams."""


@dataclass(frozen=True)
class FormRow:
    """One field: an item, on a base year where it has one (0: none yet).

    Numbers beside the field are in the item's canonical unit. `ytd` is January to the month where every
    month of it is known, alone, within a cumulative figure or as a blank that counts as none; `units` may be
    typed, the canonical one first; `usual_unit` is the one last typed; `former` the figure of the
    month before as typed, text and unit. `writable` is false where the figure comes from the enterprises.
    """

    item: str
    base: int
    cell: StoredCell
    state: CellState
    units: tuple[str, ...]
    usual_unit: str
    last_month: float | None
    last_year: float | None
    ytd: float | None
    ytd_last_year: float | None
    writable: bool
    former: tuple[str, str] | None = None

    @property
    def key(self) -> str:
        """Return what names the row in its form."""
        return f"{self.item}@{self.base}" if self.base else self.item


Grouped = tuple[tuple[str, tuple[FormRow, ...]], ...]


class Rows:
    """The fields of a site's forms within a year, from its figures of that year and the one before."""

    def __init__(self, session: Session, catalog: Catalog, site: SiteRecord, month: int, view: View) -> None:
        self._catalog = catalog
        self._site = site
        january = month // 12 * 12
        self._stored = figures_in_view(session, site.id, january - 12, january + 11, view)
        self._figures = {key: row for key, row in self._stored.items() if row.present}
        self._of_item: dict[tuple[str, int], list[Key]] = {}
        for key in self._figures:
            self._of_item.setdefault((key[1], key[5]), []).append(key)
        self._declared = _Declared(session, catalog, site, view)
        self._units: dict[tuple[str, int], tuple[str, ...]] = {}

    def by_group(self, span: Period) -> Grouped:
        """Return the rows of a form, those of each group in the catalog's order."""
        away = self._declared.away(span.last)
        grouped: dict[str, list[FormRow]] = {group: [] for group in self._catalog.groups}
        for item in self._catalog.items.values():
            rows = [self._row(item, base, span, item.code in away) for base in self._bases(item)]
            owed = span.kind == "year" or item.frequency == "month"
            grouped[item.group] += [row for row in rows if owed or row.state == "value"]
        return tuple((group, tuple(rows)) for group, rows in grouped.items() if rows)

    def _bases(self, item: Item) -> list[int]:
        """Return the base years a series of the item is on; one not yet begun has a row of its own."""
        if not item.based:
            return [0]
        return sorted({base for code, base in self._of_item if code == item.code}) or [0]

    def _row(self, item: Item, base: int, span: Period, away: bool) -> FormRow:
        row = self._stored.get(self._key(item.code, base, span))
        rolled_up = item.level == "any" and self._site.at("collect", span.last) == "rollup"
        units = self._offered(item, base)
        return FormRow(
            item=item.code,
            base=base,
            cell=stored_cell(row),
            state=self._state(item, base, row, span, away=away),
            units=units,
            usual_unit=self._usual_unit(item, base, span) or units[0],
            last_month=self._value(item.code, base, _earlier(span, 1)),
            last_year=self._value(item.code, base, _earlier(span, 12)),
            ytd=self._year_to_date(item, base, span, span.last),
            ytd_last_year=self._year_to_date(item, base, span, span.last - 12),
            writable=not rolled_up,
            former=self._former(item, base, _earlier(span, 1)),
        )

    def _key(self, item: str, base: int, span: Period) -> Key:
        return (self._site.id, item, span.kind, span.first, span.last, base)

    def _value(self, item: str, base: int, span: Period) -> float | None:
        row = self._figures.get(self._key(item, base, span))
        return None if row is None else row.value

    def _value_or_zero(self, item: str, base: int, span: Period) -> float | None:
        """Return a figure, 0 for a blank whose reason counts as none (停产)."""
        row = self._figures.get(self._key(item, base, span))
        reason = None if row is None or row.reason is None else self._catalog.blank_reasons.get(row.reason)
        if row is not None and row.value is None and reason is not None and reason.counts_as != "missing":
            return 0.0
        return None if row is None else row.value

    def _former(self, item: Item, base: int, span: Period) -> tuple[str, str] | None:
        row = self._figures.get(self._key(item.code, base, span))
        return None if row is None or row.value is None else (row.text, row.unit or item.unit)

    def _year_to_date(self, item: Item, base: int, span: Period, last: int) -> float | None:
        """Return January to a month: the newest cumulative figure and the months after it, all known."""
        if item.kind != "flow" or span.kind == "year":
            return None
        january = last // 12 * 12
        total = 0.0
        for month in range(last, january - 1, -1):
            cumulative = self._value(item.code, base, Period(january, month, "cumulative"))
            if cumulative is not None:
                return total + cumulative
            value = self._value_or_zero(item.code, base, Period.month(month))
            if value is None:
                return None
            total += value
        return total

    def _state(self, item: Item, base: int, row: Row[Any] | None, span: Period, *, away: bool) -> CellState:
        if row is not None and row.present:
            return "reason" if row.value is None else "value"
        if span.kind == "month" and any(
            key[2] == "cumulative" and key[3] <= span.last <= key[4]
            for key in self._of_item.get((item.code, base), ())
        ):
            return "span"
        return "not_applicable" if away else "blank"

    def _usual_unit(self, item: Item, base: int, span: Period) -> str:
        """Return the unit typed last, in months up to this one's year."""
        newest = span.last // 12 * 12 + 11
        keys = (key for key in self._of_item.get((item.code, base), ()) if key[4] <= newest)
        typed = [(key[4], self._figures[key].unit) for key in keys if self._figures[key].unit]
        return max(typed)[1] if typed else ""

    def _offered(self, item: Item, base: int) -> tuple[str, ...]:
        if (item.code, base) not in self._units:
            self._units[item.code, base] = offered_units(self._catalog, item, base)
        return self._units[item.code, base]


def offered_units(catalog: Catalog, item: Item, base: int) -> tuple[str, ...]:
    """Return the units an item may be typed in: its own, those people report it in, then all others."""
    units = catalog.units
    canonical = units.read(item.unit)
    known = units.of_dimension(canonical.dimension)
    for accepted in item.also_accepts:
        known += units.of_dimension(units.read(accepted.unit).dimension)
    usual = [unit.symbol for unit in units.usual(item)]
    others = [unit.symbol for unit in known if not _UNUSUAL.search(unit.symbol)]
    own = [symbol for symbol in others if symbol.endswith(canonical.symbol)]
    ending = f"@{base or DEFAULT_BASE}" if item.based else ""
    return tuple(f"{symbol}{ending}" for symbol in dict.fromkeys([*usual, *own, *others]))


def _earlier(span: Period, months: int) -> Period:
    """Return the period of a form so many months before; of a year the year before in any case."""
    return Period.year(span.first // 12 - 1) if span.kind == "year" else Period.month(span.last - months)


class _Declared:
    """What a site declared not to apply to it."""

    def __init__(self, session: Session, catalog: Catalog, site: SiteRecord, view: View) -> None:
        query = select(Declaration).where(Declaration.site_id == site.id).order_by(col(Declaration.id))
        self._made = session.exec(query).all()
        self._items = catalog.items.values()
        self._entered = _ever_entered(session, site, view) if self._made else set()

    def away(self, month: int) -> set[str]:
        """Return the items declared not to apply in a month; a group covers those of it never entered."""
        away: dict[str, bool] = {}
        for row in self._made:
            if row.from_month is None or row.from_month <= month:
                away |= dict.fromkeys(self._covered(row), not row.applicable)
        return {item for item, declared in away.items() if declared}

    def _covered(self, row: Declaration) -> Iterable[str]:
        for item in self._items:
            if row.subject == item.code or (row.subject == item.group and item.code not in self._entered):
                yield item.code


def _ever_entered(session: Session, site: SiteRecord, view: View) -> set[str]:
    there, value = (
        (Observation.present, Observation.value)
        if view == "working"
        else (Observation.reported, Observation.reported_value)
    )
    query = select(Observation.item).where(Observation.site_id == site.id, there, col(value).is_not(None))
    return set(session.exec(query.distinct()).all())
