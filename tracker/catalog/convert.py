"""`convert`: one quantity in another unit, over the coal-equivalent coefficients where energy becomes tce."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from tracker.catalog.catalog import Catalog
from tracker.catalog.numbers import read_number
from tracker.catalog.text_forms import half_width
from tracker.catalog.units import Unit, Units
from tracker.messages import Refusal

ENERGY, COAL = "energy", "coal_equivalent"
ELECTRICITY_COEFFICIENT = "ce_electricity"
COAL_HEATING_VALUE = "coal_equivalent_heating_value"
_QUANTITY = re.compile(r"\s*([-+−]?[\d.,]+(?:[eE][-+]?\d+)?)\s*(\S.*)")


@dataclass(frozen=True)
class Note:
    """Something a conversion rests on, as a message."""

    code: str
    params: dict[str, str]


@dataclass(frozen=True)
class Converted:
    """A number, its unit as it was asked for, and what the conversion rests on."""

    value: float
    unit: str
    notes: tuple[Note, ...]


def convert(catalog: Catalog, quantity: str, wanted: str) -> Converted:
    """Return `quantity` ("3.5 万kWh") in the unit `wanted`.

    Energy and coal equivalent convert by the electricity coefficient for kWh and its multiples, else at
    the heating value of coal equivalent (GB/T 2589). Lost superscripts are read, and said. Refusal for
    what is not a quantity, an unknown unit, or dimensions that do not meet.
    """
    match = _QUANTITY.fullmatch(half_width(quantity))
    if match is None:
        raise Refusal("convert_not_a_quantity", text=quantity)
    notes: list[Note] = []
    value = read_number(match[1])
    source = _read(catalog.units, match[2], notes)
    target = _read(catalog.units, wanted, notes)
    bridge = _bridge(catalog, source, target, notes)
    if bridge is None:
        converted = catalog.units.conversion(source, target)(value)
    else:
        converted = _as_float(Fraction(value) * bridge)
    if not math.isfinite(converted):
        raise Refusal("number_too_large", text=quantity.strip())
    return Converted(converted, wanted, tuple(notes))


def _as_float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _read(units: Units, text: str, notes: list[Note]) -> Unit:
    try:
        return units.read(text)
    except Refusal:
        unit = units.read(text, lost_superscripts=True)
    notes.append(Note("convert_superscript", {"text": text.strip(), "unit": unit.symbol}))
    return unit


def _bridge(catalog: Catalog, source: Unit, target: Unit, notes: list[Note]) -> Fraction | None:
    """Return the exact factor between energy and coal equivalent, or None where neither side asks for it."""
    above, below = _parts(source), _parts(target)
    if {above[0], below[0]} != {ENERGY, COAL} or above[1] != below[1]:
        return None
    energy = source if above[0] == ENERGY else target
    per_energy = _tce_per_energy(catalog, energy, notes)
    tce = catalog.units.read("tce").exact
    if above[0] == ENERGY:
        return source.exact * per_energy * tce / target.exact
    return source.exact / tce / per_energy / target.exact


def _parts(unit: Unit) -> tuple[str, str]:
    above, _, below = unit.dimension.partition("/")
    return above, below


def _tce_per_energy(catalog: Catalog, energy: Unit, notes: list[Note]) -> Fraction:
    """Return tce per base unit of energy, by electricity's coefficient or the heating value; note which."""
    if energy.symbol.partition("/")[0].endswith("Wh"):
        factor = catalog.factors[ELECTRICITY_COEFFICIENT]
        value = Fraction(str(factor.values[0].value))
        notes.append(_coefficient(factor.values[0].value, factor.unit, factor.citation.source))
        kgce, kwh = catalog.units.read("kgce").exact, catalog.units.read("kWh").exact
        return value * kgce / catalog.units.read("tce").exact / kwh
    factor = catalog.factors[COAL_HEATING_VALUE]
    notes.append(_coefficient(factor.values[0].value, factor.unit, factor.citation.source))
    return 1 / (Fraction(str(factor.values[0].value)) * catalog.units.read("GJ").exact)


def _coefficient(value: float, unit: str, source: str) -> Note:
    return Note("convert_coefficient", {"value": f"{value:g}", "unit": unit, "source": source})
