"""Tests for a trend that might have decided, on complete series, to be held against the one that does."""

from collections.abc import Callable
from functools import cache

import numpy as np
from scipy.special import ndtr, stdtr

from tracker.compute.trends import autoregression, robust
from tracker.compute.trends.kendall import seasonal_kendall
from tracker.compute.trends.lines import Line, line_of

CORRELATIONS = np.linspace(0, 0.9, 19)


def candidates(series: np.ndarray) -> dict[str, np.ndarray]:
    """Return the p of every candidate, each (sites,); the last one decides."""
    line = line_of(series)
    deciding = autoregression.of_line(line)
    slopes, errors = deciding.slope, autoregression_error(line)
    return {
        "OLS, t": by_t(line.slope, ols_error(line), line.freedom),
        "seasonal Mann-Kendall (contract)": seasonal_kendall(series)[0].p,
        "seasonal MK, covariances of months (Hirsch & Slack)": by_kendall(series, hirsch_slack),
        "seasonal MK, variance under AR(1)": by_kendall(
            series, lambda each: ar1_variance(each, deciding.phi)
        ),
        "log-linear HAC (contract)": robust.of_line(line).p,
        "log-linear HAC, equal-weighted cosines, their t": equal_cosines(line),
        "log-linear AR(1), Cochrane-Orcutt, t": cochrane_orcutt(series, line),
        "log-linear AR(1), REML, t with n - k": by_t(slopes, errors, line.freedom),
        "log-linear AR(1), REML, second order (decides)": deciding.p,
    }


def by_t(slope: np.ndarray, error: np.ndarray, freedom: np.ndarray) -> np.ndarray:
    return 2 * stdtr(freedom, -np.abs(slope) / error)


def ols_error(line: Line) -> np.ndarray:
    return np.sqrt((line.residual**2).sum(axis=1) / line.freedom / line.spread)


def autoregression_error(line: Line) -> np.ndarray:
    """The standard error as if φ were known."""
    rows = autoregression._rows(line, line.residual)
    fit = autoregression._fit(rows, autoregression._likeliest(rows))
    return np.sqrt(fit.scatter * fit.spread)


def by_kendall(series: np.ndarray, variance: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """The seasonal S with another variance of it."""
    s = seasonal_kendall(series)[0].s
    known = variance(series)  # that of Hirsch & Slack can be 0 in few years: then nothing is found
    z = np.divide(s - np.sign(s), np.sqrt(known), out=np.zeros_like(s), where=known > 0)
    return 2 * ndtr(-np.abs(z))


def hirsch_slack(series: np.ndarray) -> np.ndarray:
    """Hirsch & Slack (1984), Water Resources Research 20(6): covariances of months by Dietz & Killeen.

    Σ over pairs of months of [K + 4 Σ R R − n(n + 1)²]/3, summed before multiplied.
    """
    by_year = series.reshape(len(series), -1, 12)
    n = by_year.shape[1]
    signs = np.sign(by_year[:, :, None] - by_year[:, None])  # later above earlier, (sites, years, years, 12)
    ranks = ((n + 1 + signs.sum(axis=2)) / 2).sum(axis=2)
    together = (signs.sum(axis=3) ** 2).sum(axis=(1, 2)) / 2
    return (together + 4 * (ranks**2).sum(axis=1) - 144 * n * (n + 1) ** 2) / 3


def ar1_variance(series: np.ndarray, phi: np.ndarray) -> np.ndarray:
    """The variance of S for Gaussian AR(1) errors (after Hamed 2009), φ as estimated and not below 0."""
    known = np.array([_variance(series.shape[1], phi) for phi in CORRELATIONS])
    return np.interp(np.maximum(phi, 0.0), CORRELATIONS, known)


@cache
def _variance(months: int, phi: float) -> float:
    """Σ over pairs of pairs of E[sign sign] = (2/π) arcsin of their differences' correlation."""
    later, earlier = np.triu_indices(months // 12, 1)[::-1]
    a, b = (np.add.outer(12 * each, np.arange(12)).ravel() for each in (later, earlier))

    def correlation(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return phi ** np.abs(one[:, None] - other).astype(float)

    shared = correlation(a, a) - correlation(a, b) - correlation(b, a) + correlation(b, b)
    size = np.sqrt(np.diag(shared))
    return float(2 / np.pi * np.arcsin(np.clip(shared / np.outer(size, size), -1, 1)).sum())


def equal_cosines(line: Line) -> np.ndarray:
    """Lazarus et al. (2018), Journal of Business & Economic Statistics 36(4): B = 0.4 n^(2/3), t with B."""
    scores = line.years * line.residual
    n = scores.shape[1]
    waves = int(0.4 * n ** (2 / 3))
    cosines = np.cos(np.pi * np.outer(np.arange(1, waves + 1), np.arange(n) + 0.5) / n)
    variance = 2 * ((scores @ cosines.T) ** 2).mean(axis=1) * n / line.freedom
    return by_t(line.slope, np.sqrt(variance) / line.spread, np.full(len(scores), float(waves)))


def cochrane_orcutt(series: np.ndarray, line: Line) -> np.ndarray:
    """φ by the correlation of residuals, then least squares on what it leaves; one round."""
    off = line.residual
    phi = (off[:, 1:] * off[:, :-1]).sum(axis=1) / (off**2).sum(axis=1)
    left = np.full_like(series, np.nan)
    left[:, 1:] = series[:, 1:] / series[:, :-1] ** phi[:, None]
    again = line_of(left)
    return by_t(again.slope, ols_error(again), again.freedom)
