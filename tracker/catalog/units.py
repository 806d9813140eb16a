"""Units as people write them: looked up in the alias table of `schemas/units.yaml`, never parsed by pint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from tracker.catalog.entries import Item, Names
from tracker.catalog.problems import UnknownUnit, WrongDimension
from tracker.catalog.text_forms import half_width

MONEY = "money"
_BASE_YEAR = re.compile(r"(.+)@((?:19|20)\d\d)")
_CHARACTERS = str.maketrans({"㎡": "m²", "㎥": "m³", "㎢": "km²", "₂": "2", "\u03bc": "\u00b5"})
_SQUARE_OR_CUBE = re.compile(r"(?<=[A-Za-z])(?:\^(?=[23])|([²³]))")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_MAX_LENGTH = 60
_AMBIGUOUS = {"ton": "unit_ton", "tons": "unit_ton", "Nm": "unit_nm", "nm": "unit_nm"}
_EXACT = 2**53


@dataclass(frozen=True)
class Unit:
    """A unit that was read.

    `symbol` is the canonical spelling; `dimension` the quantity (`mass`, `mass/money`, `money@2020`);
    `exact` how many base units of that dimension (kg, m³, J, tce, 元) one of it is; `base_year` the price
    base of money.
    """

    symbol: str
    dimension: str
    exact: Fraction
    base_year: int | None = None

    @property
    def factor(self) -> float:
        """Return the exact factor as a float."""
        return float(self.exact)


@dataclass(frozen=True)
class Conversion:
    """A number in one unit becomes one in another by × `multiply` ÷ `divide`.

    Kept apart because dividing by 1000 rounds once, multiplying by 0.001 twice.
    """

    multiply: float
    divide: float
    base_year: int | None = None

    @classmethod
    def of(cls, factor: Fraction, base_year: int | None = None) -> "Conversion":
        """Return the conversion that multiplies by an exact factor."""
        if factor.numerator < _EXACT and factor.denominator < _EXACT:
            return cls(float(factor.numerator), float(factor.denominator), base_year)
        return cls(float(factor), 1.0, base_year)

    def __call__(self, value: float) -> float:
        """Return the converted number."""
        return value * self.multiply / self.divide

    def back(self, value: float) -> float:
        """Return a converted number as it was before."""
        return value * self.divide / self.multiply


def spelling(text: str) -> str:
    """Return a unit's spelling without what does not distinguish it: blanks, widths, m³ or m^3 for m3.

    A power of ten keeps its superscript: 10⁴ must not become 104.
    """
    plain = "".join(half_width(text).split()).translate(_CHARACTERS)
    return _SQUARE_OR_CUBE.sub(lambda match: {"²": "2", "³": "3"}.get(match[1] or "", ""), plain)


class Units:
    """All units of the catalog; reading is a table look-up, so what a user types reaches no parser.

    `table` and `lost` map normalised spellings (multiples included) to units; `lost` holds those whose
    superscript is gone. `dimensions` names each quantity; `usual` are, by symbol, the units
    people report in what is measured in it, `spoken` Chinese names.
    """

    def __init__(
        self,
        table: Mapping[str, Unit],
        lost: Mapping[str, Unit],
        dimensions: Mapping[str, Names],
        usual: Mapping[str, tuple[Unit, ...]],
        spoken: Mapping[str, str],
    ) -> None:
        self._table = table
        self._lost = lost
        self._dimensions = dimensions
        self._usual = usual
        self._spoken = spoken
        self._by_dimension: dict[str, tuple[Unit, ...]] = {}

    def read(self, text: str, *, lost_superscripts: bool = False) -> Unit:
        """Return the unit written as `text`: a listed spelling, or the quotient of two.

        Money may name its price base (`万元@2020`). UnknownUnit says what else was meant, where that can
        be guessed. `lost_superscripts` also reads `104 tn` as 10⁴ t, which only `convert` may do.
        """
        written = spelling(text)
        if len(written) > _MAX_LENGTH:
            raise UnknownUnit("unknown_unit", unit=text[:_MAX_LENGTH] + "…")
        if written in _AMBIGUOUS:
            raise UnknownUnit(_AMBIGUOUS[written], unit=text.strip())
        if unit := self._simple(written) or self._quotient(written):
            return unit
        if lost_superscripts and written in self._lost:
            return self._lost[written]
        raise self._unknown(text.strip(), written)

    def knows(self, text: str) -> bool:
        """Return whether `read` takes a text for a unit, without looking for what else was meant."""
        written = spelling(text)
        if len(written) > _MAX_LENGTH or written in _AMBIGUOUS:
            return False
        return (self._simple(written) or self._quotient(written)) is not None

    def _simple(self, written: str) -> Unit | None:
        return self._table.get(written) or self._based(written)

    def _based(self, written: str) -> Unit | None:
        match = _BASE_YEAR.fullmatch(written)
        unit = self._table.get(match[1]) if match else None
        if match is None or unit is None or unit.dimension != MONEY:
            return None
        year = match[2]
        return Unit(f"{unit.symbol}@{year}", f"{MONEY}@{year}", unit.exact, int(year))

    def _quotient(self, written: str) -> Unit | None:
        above, _, below = written.partition("/")
        if match := _BRACKETED.fullmatch(below):
            below = match[1]
        top, bottom = self._simple(above), self._simple(below)
        if top is None or bottom is None or "/" in top.dimension + bottom.dimension:
            return None
        return Unit(
            f"{top.symbol}/{bottom.symbol}",
            f"{top.dimension}/{bottom.dimension}",
            top.exact / bottom.exact,
            top.base_year or bottom.base_year,
        )

    def _unknown(self, text: str, written: str) -> UnknownUnit:
        if written in self._lost:
            return UnknownUnit("unit_lost_superscript", unit=text, meant=self._lost[written].symbol)
        folded = {known.casefold(): known for known in self._table}
        close = get_close_matches(written.casefold(), folded, n=5, cutoff=0.66)
        if not close:
            return UnknownUnit("unknown_unit", unit=text)
        best = max(close, key=lambda known: sorted(known) == sorted(written.casefold()))
        return UnknownUnit("unknown_unit_close", unit=text, close=self._table[folded[best]].symbol)

    def conversion(self, source: Unit, target: Unit) -> Conversion:
        """Return how a number in `source` becomes one in `target`; WrongDimension names both."""
        if source.dimension != target.dimension:
            raise self._wrong_dimension(source, target)
        return Conversion.of(source.exact / target.exact, source.base_year)

    def factor(self, source: Unit, target: Unit) -> float:
        """Return what a number in `source` is multiplied by to be in `target`; WrongDimension names both."""
        if source.dimension != target.dimension:
            raise self._wrong_dimension(source, target)
        return float(source.exact / target.exact)

    def of_dimension(self, dimension: str) -> tuple[Unit, ...]:
        """Return every listed unit of a dimension, smallest first."""
        if dimension not in self._by_dimension:
            units = {unit.symbol: unit for unit in self._table.values() if unit.dimension == dimension}
            self._by_dimension[dimension] = tuple(sorted(units.values(), key=lambda unit: unit.exact))
        return self._by_dimension[dimension]

    def spoken(self, unit: str) -> str:
        """Return a unit's Chinese name (吨 for t, 万元 for 万元@2020), the unit itself where it has none."""
        symbol = self.read(unit.partition("@")[0]).symbol
        return self._spoken.get(symbol, symbol)

    def usual(self, item: Item) -> tuple[Unit, ...]:
        """Return the units people report an item in, its own first, those of another dimension last."""
        own = self.read(item.unit)
        units = [own, *self._usual.get(own.symbol, ())]
        for accepted in item.also_accepts:
            listed = self.read(accepted.unit)
            more = self._usual.get(listed.symbol, ())
            units += [listed, *(unit for unit in more if unit.symbol.endswith(listed.symbol))]
        return tuple(dict.fromkeys(units))

    def dimension_names(self, dimension: str) -> Names:
        """Return what a dimension is called; quotients and price bases are put together from their parts."""
        if dimension in self._dimensions:
            return self._dimensions[dimension]
        parts = [part.partition("@") for part in dimension.split("/")]
        named = [(self._dimensions[code], at + year) for code, at, year in parts]
        return Names(
            zh="／".join(names.zh + base for names, base in named),
            en=" / ".join(names.en + base for names, base in named),
        )

    def _wrong_dimension(self, source: Unit, target: Unit) -> WrongDimension:
        found, wanted = self.dimension_names(source.dimension), self.dimension_names(target.dimension)
        return WrongDimension(
            "wrong_dimension",
            unit=source.symbol,
            found_zh=found.zh,
            found_en=found.en,
            wanted=target.symbol,
            wanted_zh=wanted.zh,
            wanted_en=wanted.en,
        )

    def item_conversion(self, item: Item, unit: str) -> Conversion:
        """Return how a number typed in `unit` becomes one in the item's canonical unit.

        A blank unit is the canonical one, except for an item on a price base, whose unit must name it.
        Units of another dimension are taken only where the item lists them. The conversion carries the
        base year. UnknownUnit and WrongDimension say what to write instead.
        """
        source = self.read(unit) if unit.strip() else self.read(item.unit)
        canonical = self.read(item.unit)
        if item.based and source.dimension == canonical.dimension:
            raise WrongDimension("unit_needs_base_year", unit=source.symbol, example=f"{item.unit}@2020")
        if not item.based and source.dimension.startswith(f"{canonical.dimension}@"):
            raise WrongDimension("unit_has_base_year", unit=source.symbol, wanted=item.unit)
        if item.based and source.base_year is not None:
            canonical = self.read(f"{item.unit}@{source.base_year}")
        for accepted in item.also_accepts:
            listed = self.read(accepted.unit)
            if listed.dimension == source.dimension:
                return Conversion.of(source.exact / listed.exact * Fraction(repr(accepted.factor)))
        return self.conversion(source, canonical)

    def to_item(self, item: Item, value: float, unit: str) -> tuple[float, int | None]:
        """Return a typed value in the item's canonical unit, and the base year its unit named."""
        conversion = self.item_conversion(item, unit)
        return conversion(value), conversion.base_year
