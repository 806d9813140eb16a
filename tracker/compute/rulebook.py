"""The rules the engine works from, read from the catalog's JSON document.

The document is what packages carry too, so the engine needs nothing of a catalog that a package lacks.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.catalog.compiled import FactorInForce, Term
from tracker.catalog.periods import parse_month
from tracker.catalog.results import Window
from tracker.compute.arrays import COAL_UNKNOWN, FACTOR_MISSING

if TYPE_CHECKING:
    from tracker.catalog.catalog import Catalog


class Terms(tuple[Term, ...]):
    """The terms of a side, in formula order; hashed once, as flows and sums are remembered under them."""

    def __hash__(self) -> int:
        known = self.__dict__.get("hash")
        if known is None:
            known = self.__dict__["hash"] = super().__hash__()
        return int(known)


@dataclass(frozen=True)
class ItemRule:
    """How the blanks and levels of an item count; see `tracker.catalog.entries.Item`."""

    code: str
    kind: str
    at_park: bool
    required: bool
    together: str | None
    entered_with: str | None
    group: str
    based: bool


@dataclass(frozen=True)
class FactorRule:
    """A factor's values in canonical units; `missing_mark` is set where a figure meets none of them."""

    values: tuple[FactorInForce, ...]
    carry_forward: bool
    missing_mark: int


@dataclass(frozen=True)
class PriceRule:
    """The items a priced indicator may divide by, and the rate that stands in for prices."""

    current: str
    real: str
    growth: str


@dataclass(frozen=True)
class IndicatorRule:
    """numerator ÷ denominator × scale; without a denominator, a total."""

    code: str
    unit: str
    windows: tuple[Window, ...]
    numerator: Terms
    denominator: Terms | None
    scale: float
    price: PriceRule | None
    year_on_year: bool
    bounded: bool
    drawdown: str | None
    reading: int | None


@dataclass(frozen=True)
class TargetRule:
    """What a standard demands of one indicator; see `tracker.catalog.entries.Target`."""

    standard: str
    code: str
    indicator: str
    kind: str
    clause: str
    value: float | None
    by_level: Mapping[str, float] | None
    site_kind: str
    confirmed: bool


@dataclass(frozen=True)
class StandardRule:
    """Where and when a set of targets holds."""

    code: str
    region: str | None
    always: bool
    from_year: int | None
    until_year: int | None
    targets: tuple[TargetRule, ...]


@dataclass(frozen=True)
class Rulebook:
    """Everything of a catalog that can change a number or a verdict, and the catalog's digest."""

    items: dict[str, ItemRule]
    factors: dict[str, FactorRule]
    indicators: dict[str, IndicatorRule]
    standards: dict[str, StandardRule]
    blank_reasons: tuple[str, ...]
    blanks_count_as: tuple[str, ...]
    digest: str

    @classmethod
    def from_document(cls, document: Mapping[str, Any], digest: str) -> "Rulebook":
        """Read the catalog's JSON document."""
        sides: dict[Terms, Terms] = {}
        return cls(
            items={code: _item(code, entry) for code, entry in document["items"].items()},
            factors={code: _factor(entry) for code, entry in document["factors"].items()},
            indicators={
                code: _indicator(code, entry, sides) for code, entry in document["indicators"].items()
            },
            standards={code: _standard(code, entry) for code, entry in document["standards"].items()},
            blank_reasons=tuple(document["blank_reasons"]),
            blanks_count_as=tuple(document["blank_reasons"].values()),
            digest=digest,
        )

    def items_with(self, field: str, value: str) -> tuple[ItemRule, ...]:
        """Return the items whose `together`, `entered_with` or `group` is `value`, in catalog order."""
        return tuple(item for item in self.items.values() if getattr(item, field) == value)


_READ: "OrderedDict[int, tuple[Catalog, Rulebook]]" = OrderedDict()
_MOST_READ = 4
"""A process works with one catalog; tests with a few."""


def rulebook_of(catalog: "Catalog") -> Rulebook:
    """Return the rules of a catalog, read once: reading takes longer than computing a park."""
    found = _READ.get(id(catalog))
    if found is None or found[0] is not catalog:
        found = (catalog, Rulebook.from_document(catalog.document(), catalog.digest))
        _READ[id(catalog)] = found
        while len(_READ) > _MOST_READ:
            _READ.popitem(last=False)
    return found[1]


def _item(code: str, entry: Mapping[str, Any]) -> ItemRule:
    return ItemRule(
        code=code,
        kind=entry["kind"],
        at_park=entry["level"] == "park",
        required=entry["blank"] == "required",
        together=entry["together"],
        entered_with=entry["entered_with"],
        group=entry["group"],
        based=entry["based"],
    )


def _factor(entry: Mapping[str, Any]) -> FactorRule:
    mark = COAL_UNKNOWN if entry["missing_reason"] == "coal_kind_unknown" else FACTOR_MISSING
    return FactorRule(tuple(_factor_value(value) for value in entry["values"]), entry["carry_forward"], mark)


def _factor_value(entry: Mapping[str, Any]) -> FactorInForce:
    first, last = (None if entry[end] is None else parse_month(entry[end]) for end in ("from", "until"))
    return FactorInForce(entry["value"], entry["region"], first, last, entry["confirmed"])


def _indicator(code: str, entry: Mapping[str, Any], sides: dict[Terms, Terms]) -> IndicatorRule:
    denominator = entry["denominator"]
    return IndicatorRule(
        code=code,
        unit=entry["unit"],
        windows=tuple(entry["windows"]),
        numerator=_terms(entry["numerator"], sides),
        denominator=None if denominator is None else _terms(denominator, sides),
        scale=entry["scale"],
        price=None if entry["priced"] is None else PriceRule(**entry["priced"]),
        year_on_year=entry["year_on_year"],
        bounded=entry["bounded"],
        drawdown=entry["drawdown"],
        reading=entry["reading"],
    )


def _terms(entries: list[list[Any]], sides: dict[Terms, Terms]) -> Terms:
    """Read a side; equal sides of several indicators are one, so that what is remembered is found fast."""
    terms = Terms(Term(item, constant, tuple(factors)) for item, constant, factors in entries)
    return sides.setdefault(terms, terms)


def _standard(code: str, entry: Mapping[str, Any]) -> StandardRule:
    fields = ("code", "indicator", "kind", "clause", "value", "by_level", "site_kind", "confirmed")
    targets = (
        TargetRule(standard=code, **{name: target[name] for name in fields}) for target in entry["targets"]
    )
    return StandardRule(
        code=code,
        region=entry["region"],
        always=entry["applies"] == "always",
        from_year=entry["from_year"],
        until_year=entry["until_year"],
        targets=tuple(targets),
    )
