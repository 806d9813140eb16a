"""Multiplies formulas out into sums of coefficient × item × factors, with the unit of every summand.

Only what is linear in items passes, so that every indicator adds up month by month and site by site.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from tracker.catalog.formula import Chain, Choice, FormulaError, Name, Node, Number
from tracker.catalog.unit_table import Quantity, dimension_text

MAX_SUMMANDS = 200


@dataclass(frozen=True)
class Summand:
    """coefficient × item × factors, measured in `quantity`.

    `unscaled` are the factors still in their own unit; the others have their conversion to canonical units
    in `coefficient` already. `item` is None while only numbers and factors have been multiplied.
    """

    coefficient: Fraction
    quantity: Quantity
    item: str | None = None
    factors: tuple[str, ...] = ()
    unscaled: tuple[str, ...] = ()


Resolve = Callable[[str, int], list[Summand]]
"""Returns the summands a name stands for; takes its code and position."""


def expand(node: Node, resolve: Resolve, one: Quantity) -> list[Summand]:
    """Return a formula's summands in formula order; `one` is the dimensionless quantity.

    FormulaError for what is not linear, sums of different dimensions, and more than 200 summands.
    """
    if isinstance(node, Number):
        return [Summand(node.value, one)]
    if isinstance(node, Name):
        return resolve(node.code, node.position)
    if isinstance(node, Choice):
        return [Summand(_choose(node, resolve, one), one)]
    return _chain(node, resolve, one)


def _chain(node: Chain, resolve: Resolve, one: Quantity) -> list[Summand]:
    summands: list[Summand] = []
    for position, (sign, part) in enumerate(node.parts):
        other = expand(part, resolve, one)
        if sign in "+-":
            summands = _add(summands, other, Fraction(1 if sign == "+" else -1), part)
        elif sign == "/":
            summands = _scale(summands, 1 / _divisor(other, part))
        else:
            summands = _multiply(summands, other, part) if position else other
        if len(summands) > MAX_SUMMANDS:
            raise FormulaError("formula_too_many_parts", part.position, limit=MAX_SUMMANDS)
    return summands


def _add(summands: list[Summand], other: list[Summand], sign: Fraction, part: Node) -> list[Summand]:
    for summand in other:
        wanted = (summands or other)[0].quantity
        if summand.quantity.dimensionality != wanted.dimensionality:
            found = dimension_text(summand.quantity)
            raise FormulaError("formula_dimension", part.position, found=found, wanted=dimension_text(wanted))
    return summands + _scale(other, sign)


def _scale(summands: list[Summand], factor: Fraction) -> list[Summand]:
    return [replace(summand, coefficient=summand.coefficient * factor) for summand in summands]


def _multiply(left: list[Summand], right: list[Summand], part: Node) -> list[Summand]:
    if len(left) * len(right) > MAX_SUMMANDS:
        raise FormulaError("formula_too_many_parts", part.position, limit=MAX_SUMMANDS)
    return [_product(one, other, part) for one in left for other in right]


def _product(left: Summand, right: Summand, part: Node) -> Summand:
    if left.item is not None and right.item is not None:
        raise FormulaError("formula_not_linear", part.position, left=left.item, right=right.item)
    return Summand(
        left.coefficient * right.coefficient,
        left.quantity * right.quantity,
        left.item or right.item,
        left.factors + right.factors,
        left.unscaled + right.unscaled,
    )


def _divisor(summands: list[Summand], part: Node) -> Fraction:
    value = _constant(summands, part, "formula_division")
    if value == 0:
        raise FormulaError("formula_division", part.position)
    return value


def _choose(node: Choice, resolve: Resolve, one: Quantity) -> Fraction:
    values = [
        _constant(expand(argument, resolve, one), argument, "formula_choice") for argument in node.arguments
    ]
    return min(values) if node.function == "min" else max(values)


def _constant(summands: list[Summand], part: Node, code: str) -> Fraction:
    if any(summand.item or summand.factors for summand in summands):
        raise FormulaError(code, part.position)
    return sum((summand.coefficient for summand in summands), Fraction(0))
