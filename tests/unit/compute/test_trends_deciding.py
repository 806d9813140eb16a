"""The test that decides: against plain matrices, and by how often it is wrong where the truth is known."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import t as student

from bench.simulated import simulated
from tracker.compute.trends import REASONS, trends_of

NAN = np.nan


class Plain:
    """One series by whole matrices: restricted likelihood, and the second order by plain differences."""

    def __init__(self, values):
        there = ~np.isnan(values)
        self.time = np.flatnonzero(there)
        month = self.time % 12
        effects = [month == each for each in np.unique(month)]
        self.design = np.column_stack([*effects, self.time / 12]).astype(float)
        self.value = np.log(values[there])
        self.free = len(self.value) - self.design.shape[1]

    def correlation(self, phi):
        apart = np.abs(np.subtract.outer(self.time, self.time))
        return np.float64(phi) ** apart

    def fit(self, phi):
        """Return the slope, its variance for errors of variance 1, the errors' variance, the likelihood."""
        inverse = np.linalg.inv(self.correlation(phi))
        normal = self.design.T @ inverse @ self.design
        effects = np.linalg.solve(normal, self.design.T @ inverse @ self.value)
        off = self.value - self.design @ effects
        scatter = off @ inverse @ off / self.free
        sizes = np.linalg.slogdet(self.correlation(phi))[1] + np.linalg.slogdet(normal)[1]
        likelihood = -(sizes + self.free * np.log(scatter)) / 2
        return effects[-1], np.linalg.inv(normal)[-1, -1], scatter, likelihood

    def phi(self):
        low = minimize_scalar(lambda phi: -self.fit(phi)[3], bounds=(-0.9, 0.6), options={"xatol": 1e-10})
        return low.x

    def information(self, phi, step=1e-5):
        """Return the expected restricted information on (log variance, φ)."""
        inverse = np.linalg.inv(self.correlation(phi))
        normal = self.design.T @ inverse @ self.design
        left = inverse @ self.design @ np.linalg.inv(normal) @ self.design.T @ inverse
        change = (self.correlation(phi + step) - self.correlation(phi - step)) / (2 * step)
        turned = (inverse - left) @ change
        across = np.trace(turned) / 2
        return np.array([[self.free / 2, across], [across, np.trace(turned @ turned) / 2]])

    def answer(self):
        """Return φ, slope, standard error and degrees of freedom."""
        phi, step = self.phi(), 1e-3
        below, here, above = (self.fit(phi + side) for side in (-step, 0, step))
        slope, spread, scatter, _ = here
        slant = (above[1] - below[1]) / (2 * step) / spread
        bend = (above[1] - 2 * spread + below[1]) / step**2 / spread
        unknown = np.linalg.inv(self.information(phi))
        bias = bend * unknown[1, 1] / 2 + slant * unknown[0, 1]
        wander = self.wander(phi) * unknown[1, 1] / spread
        gradient = np.array([1.0, slant])
        freedom = 2 / (gradient @ unknown @ gradient)
        return phi, slope, np.sqrt(scatter * spread * (np.exp(-bias) + wander)), freedom

    def wander(self, phi, step=1e-5):
        """Return how much a slope's weights, changing with φ, let it vary: for errors of variance 1."""
        weights = [self.weights(phi + side) for side in (-step, step)]
        change = (weights[1] - weights[0]) / (2 * step)
        return change @ self.correlation(phi) @ change

    def weights(self, phi):
        inverse = np.linalg.inv(self.correlation(phi))
        return np.linalg.solve(self.design.T @ inverse @ self.design, self.design.T @ inverse)[-1]


@pytest.mark.parametrize(("months", "missing"), [(24, 0.0), (36, 0.0), (72, 0.0), (48, 0.2), (120, 0.5)])
@pytest.mark.parametrize("phi", [-0.4, 0.0, 0.4])
def test_the_arrays_do_what_the_formulas_say(months, missing, phi):
    series = simulated(4, months, phi=phi, change=-0.03, seed=3)
    series[np.random.default_rng(6).random(series.shape) < missing] = NAN
    test = trends_of(series).deciding
    for site, values in enumerate(series):
        ours = [each[site] for each in (test.phi, test.slope, test.error, test.freedom)]
        expected = Plain(values).answer()
        assert ours == pytest.approx(expected, rel=2e-3, abs=2e-3)
        assert test.p[site] == pytest.approx(2 * student.sf(abs(ours[1]) / ours[2], ours[3]), rel=1e-9)


@pytest.mark.parametrize(("months", "missing"), [(36, 0.0), (48, 0.0), (72, 0.0), (72, 0.2)])
@pytest.mark.parametrize(("phi", "most"), [(0.0, 0.055), (0.3, 0.075)])
def test_a_trend_is_seldom_found_where_there_is_none(months, missing, phi, most):
    series = simulated(2000, months, phi=phi, seed=months)
    series[np.random.default_rng(7).random(series.shape) < missing] = NAN
    found = rejected(series)
    error = np.sqrt(0.05 * 0.95 / 2000)
    assert found <= most + 2 * error
    assert phi > 0 or found >= 0.04 - 2 * error


def test_a_fall_by_three_percent_a_year_is_found_more_often_the_longer_the_series():
    powers = [rejected(simulated(500, months, change=-0.03, seed=9)) for months in (36, 48, 72)]
    assert powers == sorted(powers)
    assert powers[-1] > 0.7


def rejected(series):
    return np.mean(trends_of(series).deciding.p < 0.05)


def test_a_movement_that_lasts_is_the_series_and_not_noise():
    """Seen as noise that never fades, no smooth fall could ever be told from it."""
    falling = 100.0 - np.arange(48)
    stopped = np.where(np.arange(48) < 36, simulated(1, 48)[0], 0.0)
    test = trends_of(np.stack([falling, stopped]))
    assert test.deciding.phi.max() <= 0.6
    assert test.verdict.tolist() == [1, 1]


def test_values_that_have_no_logarithm_are_tested_as_they_are():
    series = simulated(1, 72, change=-0.1, seed=2)
    series = np.concatenate([series, series - 1.0])
    trend = trends_of(series)
    assert trend.logs.tolist() == [True, False]
    assert [REASONS[number] for number in trend.hac.reason] == ["", "not_positive"]
    assert trend.verdict.tolist() == [1, 1]
