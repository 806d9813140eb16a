"""Log-linear regression with HAC errors: what statsmodels gives, to 1e-9."""

import numpy as np
import pytest
import statsmodels.api as sm

from tracker.compute.trends import REASONS, robust_trend

NAN = np.nan


def series_of(sites, months, *, missing=0.0, seed=1):
    random = np.random.default_rng(seed)
    series = np.exp(random.normal(0, 0.1, (sites, months)) - 0.03 * np.arange(months) / 12)
    series[random.random(series.shape) < missing] = NAN
    return series


def by_statsmodels(values):
    """Fit the months that are there, in their order, with an effect for each calendar month that occurs."""
    there = ~np.isnan(values)
    n, month = np.count_nonzero(there), np.arange(len(values)) % 12
    effects = [month == each for each in np.unique(month[there])[1:]]
    design = np.column_stack([np.ones(len(values)), np.arange(len(values)) / 12, *effects]).astype(float)
    options = {"maxlags": int(4 * (n / 100) ** (2 / 9)), "use_correction": True}
    model = sm.OLS(np.log(values[there]), design[there])
    return model.fit(cov_type="HAC", cov_kwds=options, use_t=True)


def assert_as_statsmodels(series):
    found = robust_trend(series)
    assert not found.reason.any()
    for site, values in enumerate(series):
        fit = by_statsmodels(values)
        expected = [*np.expm1([fit.params[1], *fit.conf_int()[1]]), fit.pvalues[1]]
        ours = [each[site] for each in (found.annual_change, found.low, found.high, found.p)]
        assert ours == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("months", [24, 36, 72, 240])
def test_complete_series(months):
    assert_as_statsmodels(series_of(8, months))


def test_over_a_gap_the_months_on_both_sides_are_neighbours():
    assert_as_statsmodels(series_of(12, 72, missing=0.2))


def test_a_calendar_month_that_never_occurs_has_no_effect():
    series = series_of(3, 72)
    series[:, 6::12] = NAN
    assert_as_statsmodels(series)


def test_sites_of_different_length_side_by_side():
    series = series_of(300, 72)
    series[::2, :36] = NAN
    found = robust_trend(series)
    for site in (0, 1, 298, 299):
        assert found.p[site] == pytest.approx(by_statsmodels(series[site]).pvalues[1], rel=1e-9)


@pytest.mark.parametrize(
    ("months", "value", "reason"),
    [
        (slice(0, 13), NAN, "too_short"),
        (slice(5, 6), 0.0, "not_positive"),
        (slice(5, 6), -2.0, "not_positive"),
        (slice(0, 36), 7.0, "constant"),
        (slice(0, 36), 0.0, "not_positive"),
    ],
)
def test_what_has_no_logarithm_or_nothing_to_tell_is_not_had(months, value, reason):
    series = series_of(1, 36)
    series[0, months] = value
    found = robust_trend(series)
    assert REASONS[found.reason[0]] == reason
    assert np.isnan([found.annual_change, found.low, found.high, found.p]).all()


def test_a_fall_without_any_noise_is_certain():
    months = np.arange(48)
    series = np.exp(-0.05 * months / 12 + np.cos(months % 12))[None]
    found = robust_trend(series)
    assert (found.annual_change[0], found.high[0]) == pytest.approx((np.expm1(-0.05),) * 2)
    assert found.p[0] == 0
