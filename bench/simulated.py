"""Monthly series whose truth is known: a season, a change per year, and noise that may carry over."""

import numpy as np


def simulated(
    sites: int,
    months: int,
    *,
    phi: float = 0.0,
    change: float = 0.0,
    noise: float = 0.15,
    slip: float = 1.0,
    seed: int = 1,
) -> np.ndarray:
    """Return (sites, months) of log-normal noise, AR(1) with φ, around a season of each site's own.

    `change` is per year as a fraction, `noise` the standard deviation of the logarithm; one value of each
    site is `slip` times what it should be.
    """
    random = np.random.default_rng(seed)
    errors = random.standard_normal((months, sites))
    for month in range(1, months):
        errors[month] = phi * errors[month - 1] + np.sqrt(1 - phi * phi) * errors[month]
    season = np.tile(random.normal(0, 0.2, (12, sites)), (-(-months // 12), 1))[:months]
    years = np.arange(months)[:, None] / 12
    series = np.exp(noise * errors + season + np.log1p(change) * years)
    series[random.integers(0, months, sites), np.arange(sites)] *= slip
    return series.T.copy()
