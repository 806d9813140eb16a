"""Builds the table of units: pint evaluates each definition of `units.yaml` once, when the catalog loads.

The registry starts empty and knows only the SI lines here and the base lines of the file, so pint's own
names (`ton`, `Nm`, `mu`) mean nothing. Fractions keep every factor exact.
"""

import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pint

from tracker.catalog.entries import Dimension, Names, UnitEntry
from tracker.catalog.entry_files import Located
from tracker.catalog.units import Unit, Units, spelling

Quantity = Any
"""A pint quantity with a Fraction as magnitude; pint's own types do not say so."""

_SI = (
    "kilogram = [mass]",
    "meter = [length]",
    "second = [time]",
    "day = 86400 * second",
    "delta_degree_Celsius = [temperature]",
    "joule = kilogram * meter**2 / second**2",
    "watt = joule / second",
)
_NUMBER = r"\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,2})?(?![\w.])"
_NAME = r"[^\W\d]\w*(?:\s*\*\*\s*[1-9](?![\w.]))?"
_EXPRESSION = re.compile(rf"(?:\s*+(?:{_NUMBER}|{_NAME}|(?<!\*)\*(?!\*)|[/()])){{1,30}}+\s*")
"""Numbers, names with a power up to 9, `* / ( )`: what pint may evaluate, so that nothing grows large."""

BASE_LINE = re.compile(r"[^\W\d]\w* = \[\w+\]")
"""A quantity that rests on no other, such as `CNY = [currency]`."""


class UnitProof:
    """One pint quantity per dimension, its base unit; formulas are proved with these."""

    def __init__(self, base_lines: Iterable[str]) -> None:
        self._registry: Any = pint.UnitRegistry(None, non_int_type=Fraction)
        self._bases: dict[str, Quantity] = {}
        for line in (*_SI, *base_lines):
            self._registry.define(line)

    @property
    def one(self) -> Quantity:
        """Return the dimensionless quantity 1."""
        return self._registry.Quantity(Fraction(1))

    def evaluate(self, definition: str) -> Quantity:
        """Return a definition in base units; ValueError where pint can't evaluate it."""
        if not _EXPRESSION.fullmatch(definition):
            raise ValueError(definition)
        try:
            value = self._registry.parse_expression(definition)
            return self._registry.Quantity(value).to_root_units()
        except (pint.PintError, ArithmeticError, SyntaxError, TypeError, tokenize.TokenError) as error:
            raise ValueError(definition) from error

    def settle(self, dimension: str, quantity: Quantity) -> bool:
        """Return whether a unit of `dimension` may measure what `quantity` does; the first one decides."""
        base = self._bases.setdefault(dimension, self._registry.Quantity(Fraction(1), quantity.units))
        return bool(base.dimensionality == quantity.dimensionality)

    def quantity(self, unit: Unit) -> Quantity:
        """Return one of `unit` as a pint quantity; a price base does not change what money is."""
        if unit.dimension in self._bases:
            return unit.exact * self._bases[unit.dimension]
        above, _, below = unit.dimension.partition("/")
        quantity = unit.exact * self._bases[above.partition("@")[0]]
        return quantity / self._bases[below.partition("@")[0]] if below else quantity


def build_units(
    dimensions: Sequence[Located[Dimension]], units: Sequence[Located[UnitEntry]], proof: UnitProof
) -> Units:
    """Return the table of every spelling; CatalogError for a wrong dimension or an ambiguous spelling."""
    names = {dimension.entry.name: dimension.entry.names for dimension in dimensions}
    table: dict[str, Unit] = {}
    lost: dict[str, Unit] = {}
    entries: dict[str, UnitEntry] = {}
    for located in units:
        unit = _unit(located, proof, names)
        for written, meant in _spellings(located.entry, unit):
            if table.setdefault(spelling(written), meant) != meant:
                raise located.error("unit_spelling_twice", "aliases", spelling=written)
            entries.setdefault(meant.symbol, located.entry)
        lost.update({spelling(written): unit for written in located.entry.lost_superscript})
    for located in units:
        _check_usual(located, table)
    usual = {symbol: tuple(table[spelling(one)] for one in entry.usual) for symbol, entry in entries.items()}
    return Units(table, lost, names, usual, {symbol: _spoken(symbol, one) for symbol, one in entries.items()})


def dimension_text(quantity: Quantity) -> str:
    """Return what a quantity measures, such as `[mass] / [currency]`."""
    powers = {name: int(power) for name, power in quantity.dimensionality.items()}
    above = [_power(name, power) for name, power in sorted(powers.items()) if power > 0]
    below = [_power(name, -power) for name, power in sorted(powers.items()) if power < 0]
    return " / ".join([" · ".join(above) or "1", *below])


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


def _unit(located: Located[UnitEntry], proof: UnitProof, names: Mapping[str, Names]) -> Unit:
    entry = located.entry
    if entry.dimension not in names:
        raise located.error("unit_unknown_dimension", "dimension", dimension=entry.dimension)
    try:
        quantity = proof.evaluate(entry.definition)
    except ValueError as error:
        raise located.error("unit_definition", "definition", definition=entry.definition) from error
    if not proof.settle(entry.dimension, quantity):
        raise located.error("unit_wrong_dimension", "definition", unit=entry.code, dimension=entry.dimension)
    return Unit(entry.code, entry.dimension, Fraction(quantity.magnitude))


def _spoken(symbol: str, entry: UnitEntry) -> str:
    """Return a unit's Chinese name without what explains it: 万千瓦时 for 万kWh."""
    return symbol.removesuffix(entry.code) + entry.names.zh.partition("（")[0]


def _check_usual(located: Located[UnitEntry], table: Mapping[str, Unit]) -> None:
    for written in located.entry.usual:
        unit = table.get(spelling(written))
        if unit is None or unit.dimension != located.entry.dimension:
            raise located.error("unit_not_usual", "usual", unit=written)


def _spellings(entry: UnitEntry, unit: Unit) -> Iterator[tuple[str, Unit]]:
    for written in (entry.code, *entry.aliases):
        yield written, unit
        for prefix, multiple in entry.multiples.items():
            exact = unit.exact * Fraction(repr(multiple))
            yield prefix + written, Unit(prefix + entry.code, unit.dimension, exact)
