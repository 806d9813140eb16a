"""Shapes of the demo's monthly series: seasons, festivals, growth, noise, and the rounding officials do.

All series start in January 2020 and run to a fixed horizon before they are cut, so that a later day adds
months and changes none.
"""

from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.floating[Any]]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

FIRST_YEAR = 2020
FEWEST_MONTHS = 34
"""The planted problems reach back three years."""
_HORIZON = 20 * 12

# Month of the Spring Festival, 1 or 2, from 2020; the dip falls on it. Years beyond the table take February.
_FESTIVAL_MONTH = (1, 2, 2, 1, 2, 1, 2, 2, 1, 2)

_SEASONS = {
    "even": (1.0, 1.0, 1.02, 1.0, 1.0, 1.02, 0.99, 0.99, 1.02, 1.0, 1.02, 1.04),
    "smelter": (0.93, 0.9, 0.93, 0.95, 0.99, 1.05, 1.07, 1.08, 1.07, 1.05, 1.0, 0.97),
    "furnace": (0.7, 0.66, 0.7, 0.78, 0.95, 1.25, 1.34, 1.36, 1.32, 1.24, 0.95, 0.77),
}
_RAIN = (0.94, 0.94, 0.95, 0.97, 1.02, 1.12, 1.18, 1.17, 1.09, 1.01, 0.96, 0.94)


def months_through(today: date) -> int:
    """Return how many months from January 2020 are complete on `today`."""
    return (today.year - FIRST_YEAR) * 12 + today.month - 1


def horizon(months: int) -> int:
    """Return the length every series is drawn at before it is cut to `months`."""
    return max(_HORIZON, months)


def generator(seed: int, name: str) -> np.random.Generator:
    """Return the random numbers of one site: its neighbours may come and go without changing them."""
    return np.random.default_rng([seed, crc32(name.encode())])


def season(name: str, length: int) -> Series:
    """Return the yearly course of production, mean 1, with the Spring Festival's dip."""
    yearly = np.resize(np.array(_SEASONS[name]), length)
    for month in range(0, length, 12):
        place = month // 12
        festival = _FESTIVAL_MONTH[place] if place < len(_FESTIVAL_MONTH) else 2
        yearly[month : month + 2] *= (0.93, 0.82) if festival == 2 else (0.83, 0.95)
    return yearly


def rain(length: int) -> Series:
    """Return how much the rainy season (May to October) adds to wastewater."""
    return np.resize(np.array(_RAIN), length)


def growth(rate: float, length: int) -> Series:
    """Return growth by `rate` a year: steps each January with a slow start in 2020."""
    level: Series = np.power(1 + rate, np.arange(length) // 12)
    level[: min(3, length)] *= (0.95, 0.84, 0.93)[: min(3, length)]
    return level


def falling(rate: float, length: int) -> Series:
    """Return an intensity that falls by `rate` a year, month by month."""
    return (1 - rate) ** (np.arange(length) / 12)


def drift(rate: float, start: int, length: int) -> Series:
    """Return 1 before the month `start` and from then on a rise by `rate` a year that begins with a step."""
    since = np.arange(length) - start
    return np.where(since < 0, 1.0, (1 + rate) ** (since // 12 + 1))


def noise(random: np.random.Generator, sigma: float, length: int) -> Series:
    """Return lognormal noise around 1 with relative size `sigma`."""
    return np.exp(random.normal(0.0, sigma, length))


def prices(changes: tuple[float, ...], length: int) -> Series:
    """Return a price index, 1 in 2020; years beyond `changes` repeat its last change."""
    years = length // 12 + 1
    yearly = np.ones(years)
    for year in range(1, years):
        yearly[year] = yearly[year - 1] * (1 + changes[min(year, len(changes)) - 1])
    return np.repeat(yearly, 12)[:length]


def typical(values: Series | Counts) -> float:
    """Return the mean of the months every demo has: units and rounding must not depend on the day."""
    return float(values[:FEWEST_MONTHS].mean())


def decimals_for(size: float, digits: int) -> int:
    """Return the decimals that give a figure of this size about `digits` significant digits, 0 to 4."""
    if size <= 0:
        return 0
    return int(np.clip(digits - 1 - np.floor(np.log10(size)), 0, 4))


def counted(values: Series, decimals: int) -> Counts:
    """Return figures as whole numbers of their last decimal, so that balances hold exactly."""
    return whole(values * 10**decimals)


def whole(values: Series) -> Counts:
    """Return the nearest whole numbers."""
    return np.rint(values).astype(np.int64)
