"""Units as people write them: looked up in the alias table of `schemas/units.yaml`, never parsed by pint."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit that was read: `factor` is how many of the dimension's base unit one of it is.

    `dimension` names the quantity (`mass`, `mass/money`, `money@2020`); `symbol` is the canonical spelling;
    `base_year` is the price base of money.
    """

    symbol: str
    dimension: str
    factor: float
    base_year: int | None = None


class Units:
    """All units of the catalog."""

    def read(self, text: str, *, lost_superscripts: bool = False) -> Unit:
        """Return the unit written as `text`."""
        raise NotImplementedError

    def factor(self, source: Unit, target: Unit) -> float:
        """Return what a number in `source` is multiplied by to be in `target`."""
        raise NotImplementedError
