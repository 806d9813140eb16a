"""Proves every formula and compiles it to terms in canonical units.

A factor's canonical unit is the one its first use needs, in file order, so that in nearly every term the
constant is the number written in the formula: 0.1229 kgce/kWh becomes 0.0001229 where kWh shall give tce.
A later use that needs another unit carries the difference in its term's constant.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from tracker.catalog.compiled import CompiledCheck, CompiledIndicator, CompiledSide, FactorInForce, Term
from tracker.catalog.entries import Check, Factor, Indicator, Item
from tracker.catalog.entry_files import Located
from tracker.catalog.expand import Summand, expand
from tracker.catalog.formula import FormulaError, parse_formula
from tracker.catalog.periods import parse_month
from tracker.catalog.problems import CatalogError, InputRefusal
from tracker.catalog.unit_table import Quantity, UnitProof, dimension_text
from tracker.catalog.units import Unit, Units

MAX_NESTING = 20
_LARGEST = 10**30


@dataclass(frozen=True)
class Side:
    """A proved sum: exact summands, all measured in `quantity`."""

    summands: tuple[Summand, ...]
    quantity: Quantity
    stock: bool


def read_unit(units: Units, located: "Located[Any]", text: str, *field: str | int) -> Unit:
    """Return the unit written in a field of an entry; CatalogError names its line."""
    try:
        return units.read(text)
    except InputRefusal as refusal:
        raise located.error(refusal.code, *field, **refusal.params) from refusal


def formula_error(located: "Located[Any]", field: str, error: FormulaError) -> CatalogError:
    """Return a formula's error at the line of the formula."""
    return located.error(error.code, field, position=error.position, **error.params)


def compiled_side(side: Side) -> CompiledSide:
    """Return a proved sum as terms with float constants."""
    terms = (Term(s.item or "", float(s.coefficient), s.factors) for s in side.summands)
    return CompiledSide(tuple(terms), side.stock)


def _ratio(quantity: Quantity, target: Quantity) -> Fraction | None:
    """Return how many `target` make `quantity`, or None where their dimensions differ."""
    ratio = (quantity / target).to_root_units()
    return Fraction(ratio.magnitude) if ratio.dimensionless else None


@dataclass
class Prover:
    """Compiles the formulas of one catalog; `scales` collects each factor's way to its canonical unit."""

    units: Units
    proof: UnitProof
    items: Mapping[str, Located[Item]]
    factors: Mapping[str, Located[Factor]]
    indicators: Mapping[str, Located[Indicator]]
    scales: dict[str, Fraction] = field(default_factory=dict)
    totals: dict[str, Side] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)

    def indicator(self, code: str) -> CompiledIndicator:
        """Return an indicator compiled; CatalogError names the file and line of a formula that fails."""
        located = self.indicators[code]
        unit = self.quantity(located, located.entry.unit, "unit")
        if located.entry.kind == "total":
            side = self.total(code)
            return CompiledIndicator(code, "total", compiled_side(side), None, 1.0)
        above = self.side(located, "numerator", located.entry.numerator or "")
        below = self.side(located, "denominator", located.entry.denominator or "")
        scale = _ratio(above.quantity / below.quantity, unit)
        if scale is None:
            raise located.error(
                "indicator_dimension",
                "unit",
                unit=located.entry.unit,
                found=dimension_text(above.quantity / below.quantity),
                wanted=dimension_text(unit),
            )
        if located.entry.drawdown is not None:
            self.check_drawdown(located, below)
        return CompiledIndicator(code, "ratio", compiled_side(above), compiled_side(below), float(scale))

    def check_drawdown(self, located: Located[Indicator], below: Side) -> None:
        """The stock's fall is added to the denominator as it stands, so both must be in one unit."""
        stock = self.item_quantity(located.entry.drawdown or "")
        if _ratio(stock, below.quantity) != 1:
            raise located.error("indicator_drawdown", "drawdown", indicator=located.code)

    def total(self, code: str) -> Side:
        """Return a total's sum in the total's unit, proving it when it is first asked for."""
        if code not in self.totals:
            located = self.indicators[code]
            unit = self.quantity(located, located.entry.unit, "unit")
            self.opened.append(code)
            self.totals[code] = self.side(located, "formula", located.entry.formula or "", unit)
            self.opened.pop()
        return self.totals[code]

    def side(
        self, located: Located[Indicator], name: str, formula: str, unit: Quantity | None = None
    ) -> Side:
        """Return the sum of a formula in `unit` (that of its first summand when None)."""
        try:
            side = self.sum(formula, unit)
            return replace(side, stock=self.all_stocks(side))
        except FormulaError as error:
            raise formula_error(located, name, error) from error

    def sum(self, formula: str, unit: Quantity | None) -> Side:
        """Return the summands of a formula, each converted to one unit."""
        summands = expand(parse_formula(formula), self.resolve, self.proof.one)
        for summand in summands:
            if summand.item is None:
                raise FormulaError("formula_without_item", 1)
        target = summands[0].quantity if unit is None else unit
        settled = tuple(self.settle(summand, target) for summand in summands)
        if any(abs(summand.coefficient) > _LARGEST for summand in settled):
            raise FormulaError("formula_number", 1)
        return Side(settled, target, stock=False)

    def resolve(self, code: str, position: int) -> list[Summand]:
        """Return what a name in a formula stands for."""
        if code in self.items:
            return [Summand(Fraction(1), self.item_quantity(code), item=code)]
        if code in self.factors:
            located = self.factors[code]
            quantity = self.quantity(located, located.entry.unit, "unit")
            return [Summand(Fraction(1), quantity, factors=(code,), unscaled=(code,))]
        if code not in self.indicators:
            raise FormulaError("formula_unknown_name", position, name=code)
        if self.indicators[code].entry.kind != "total":
            raise FormulaError("formula_ratio_inside", position, name=code)
        if code in self.opened:
            raise FormulaError("formula_cycle", position, way=" → ".join((*self.opened, code)))
        if len(self.opened) >= MAX_NESTING:
            raise FormulaError("formula_nested", position, limit=MAX_NESTING)
        return list(self.total(code).summands)

    def settle(self, summand: Summand, target: Quantity) -> Summand:
        """Return a summand in the target unit, its factors in canonical units.

        Of several factors not used before, the last takes the conversion.
        """
        needed = _ratio(summand.quantity, target)
        if needed is None:
            found, wanted = dimension_text(summand.quantity), dimension_text(target)
            raise FormulaError("formula_dimension", 1, found=found, wanted=wanted)
        new = [factor for factor in summand.unscaled if factor not in self.scales]
        for factor in new:
            self.scales[factor] = Fraction(1)
        done = math.prod((self.scales[factor] for factor in summand.unscaled), start=Fraction(1))
        if new and summand.unscaled.count(new[-1]) == 1:
            self.scales[new[-1]], done = needed / done, needed
        return replace(summand, coefficient=summand.coefficient * needed / done, quantity=target, unscaled=())

    def all_stocks(self, side: Side) -> bool:
        """Return whether a side is all stocks; FormulaError where stocks and flows mix or for a rate."""
        kinds = {self.items[summand.item].entry.kind for summand in side.summands if summand.item}
        if "rate" in kinds:
            raise FormulaError("formula_rate", 1)
        if len(kinds) > 1:
            raise FormulaError("formula_mixed", 1)
        return kinds == {"stock"}

    def check(self, located: Located[Check]) -> CompiledCheck:
        """Return both sides of a check in the unit of its left side."""
        name = "left"
        try:
            left = self.sum(located.entry.left or "", None)
            name = "right"
            right = self.sum(located.entry.right or "", left.quantity)
        except FormulaError as error:
            raise formula_error(located, name, error) from error
        return CompiledCheck(compiled_side(left), compiled_side(right))

    def item_quantity(self, code: str) -> Quantity:
        """Return one canonical unit of an item."""
        located = self.items[code]
        return self.quantity(located, located.entry.unit, "unit")

    def quantity(
        self, located: Located[Item] | Located[Factor] | Located[Indicator], unit: str, name: str
    ) -> Quantity:
        """Return one of a unit named in an entry."""
        return self.proof.quantity(read_unit(self.units, located, unit, name))

    def in_force(self, code: str) -> tuple[FactorInForce, ...]:
        """Return a factor's values in its canonical unit."""
        scale = self.scales.get(code, Fraction(1))
        return tuple(
            FactorInForce(
                float(Fraction(repr(value.value)) * scale),
                value.region,
                None if value.from_ is None else parse_month(value.from_),
                None if value.until is None else parse_month(value.until),
                value.citation.confirmation == "confirmed",
            )
            for value in self.factors[code].entry.values
        )
