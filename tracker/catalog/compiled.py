"""What formulas become once proved: sums of item × constant × factors, in canonical units.

Everything that computes (reference, arrays, packages) works from these and never reads a formula.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Term:
    """One summand: the item's value × `constant` × the canonical value of each factor, in this order."""

    item: str
    constant: float
    factors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompiledSide:
    """The numerator or denominator of an indicator: terms added in formula order.

    All terms are in one unit, that of the first. `stock`: every item is a stock, else every item is a flow.
    """

    terms: tuple[Term, ...]
    stock: bool = False


@dataclass(frozen=True)
class CompiledIndicator:
    """An indicator ready to compute: numerator ÷ denominator × `scale`; a total is numerator × `scale`."""

    code: str
    kind: Literal["total", "ratio"]
    numerator: CompiledSide
    denominator: CompiledSide | None
    scale: float


@dataclass(frozen=True)
class CompiledCheck:
    """Both sides of a balance, in one unit; items may be flows and stocks."""

    left: CompiledSide
    right: CompiledSide


@dataclass(frozen=True)
class FactorInForce:
    """One value of a factor in canonical units; `first` and `last` are month numbers, None means open."""

    value: float
    region: str
    first: int | None
    last: int | None
    confirmed: bool
