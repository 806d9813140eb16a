"""A second province, made to be hard on the checks: heavy tails, steps to a new level, young series."""

import numpy as np

MONTHS = 72
ITEMS = (
    "value_added", "gross_output", "revenue", "bituminous", "coke", "diesel", "natural_gas", "heat",
    "electricity", "surface_water", "groundwater", "tap_water", "wastewater_generated", "wastewater_treated",
    "wastewater_reused", "wastewater_discharged", "solid_waste_generated", "solid_waste_utilized",
    "solid_waste_disposed", "hazardous_waste_generated", "hazardous_waste_sent_out", "cod",
    "ammonia_nitrogen", "nox",
)  # fmt: skip
_DEGREES = 3
_STEPS_A_YEAR = 0.15


def rough_site(random: np.random.Generator) -> dict[str, np.ndarray]:
    """Return a site's monthly figures by item, NaN before an item begins.

    Around a common course of production (seasonal, growing, at times shut for a month) each item has a season
    of its own, steps by a half or a third now and then, and noise with the tails of Student's t at 3 degrees.
    """
    course = _season(random, 0.15) + random.normal(0.03, 0.05) * np.arange(MONTHS) / 12
    course += _heavy(random, random.uniform(0.02, 0.06)) + _shut(random)
    return {item: np.exp(random.normal(8, 3) + _item(random, course)) for item in ITEMS}


def _item(random: np.random.Generator, course: np.ndarray) -> np.ndarray:
    noise = np.exp(random.normal(np.log(0.05), 0.6))
    own = _season(random, random.choice([0.05, 0.15, 0.5])) + _heavy(random, noise)
    series = random.choice([1.0, 1.0, 0.5]) * course + own + _steps(random)
    if random.uniform() < 0.1:  # one series in ten begins late
        series[: random.integers(6, MONTHS - 6)] = np.nan
    return series


def _season(random: np.random.Generator, size: float) -> np.ndarray:
    wave = size * np.sin(2 * np.pi * (np.arange(12) / 12 + random.uniform()))
    return np.resize(wave + random.normal(0, size / 3, 12), MONTHS)


def _heavy(random: np.random.Generator, scale: float) -> np.ndarray:
    return scale * random.standard_t(_DEGREES, MONTHS)


def _steps(random: np.random.Generator) -> np.ndarray:
    happens = random.uniform(size=MONTHS) < _STEPS_A_YEAR / 12
    return np.cumsum(np.where(happens, random.normal(0, 0.4, MONTHS), 0.0))


def _shut(random: np.random.Generator) -> np.ndarray:
    """An overhaul now and then that halves production for a month or two."""
    days = np.zeros(MONTHS)
    for month in np.flatnonzero(random.uniform(size=MONTHS) < 0.02):
        days[month : month + random.integers(1, 3)] = np.log(random.uniform(0.3, 0.7))
    return days
