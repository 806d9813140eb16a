"""Which unit would bring a figure back to what is usual: the likely one where a unit was mixed up."""

import math

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.problems import InputRefusal
from tracker.catalog.units import Unit

_ROUNDING = 1e-9
_NEAR = 0.3
"""How near to the usual size, in powers of ten, a unit has to bring a figure."""


def fitting_unit(catalog: Catalog, item: Item, value: float, unit: str, usual: float) -> str | None:
    """Return the unit people report the item in under which the typed number would be about as usual.

    None where none does: nobody is offered 百万kcal for a slip between kWh and 万kWh.
    `value` and `usual` are in the item's canonical unit, `unit` is the one it was typed in.
    """
    try:
        typed = catalog.units.read(unit or item.unit)
    except InputRefusal:
        return None
    usual_units = [one for one in catalog.units.usual(item) if one.dimension == typed.dimension]
    others = [one for one in usual_units if one.exact != typed.exact]
    if value <= 0 or usual <= 0 or not others:
        return None
    closest = min(others, key=lambda other: _distance(value, usual, typed, other))
    return closest.symbol if _distance(value, usual, typed, closest) <= _NEAR else None


def apart_by_tens(catalog: Catalog, one: str, other: str) -> bool:
    """Return whether two units differ by a power of ten, so that a slipped digit looks the same."""
    power = math.log10(catalog.units.read(one).factor / catalog.units.read(other).factor)
    return abs(power - round(power)) < _ROUNDING


def _distance(value: float, usual: float, typed: Unit, other: Unit) -> float:
    return abs(math.log10(value / usual) + math.log10(other.factor) - math.log10(typed.factor))
