"""Seasonal Mann-Kendall and Theil-Sen: the library's figures to 1e-9, published ones to their last digit."""

import numpy as np
import pymannkendall
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tracker.compute.trends import seasonal_kendall

NAN = np.nan
VALUES = st.one_of(st.just(NAN), st.integers(-4, 4).map(float), st.floats(-1e9, 1e9))
SHAPES = st.tuples(st.integers(1, 3), st.sampled_from([24, 36, 72]))

# US EPA (2009), Unified Guidance, EPA 530/R-09-007, example 14-10: three years, unadjusted; the results as
# EnvStats 3.1.0 prints them (manual of kendallSeasonalTrendTest)
EPA = """1.99 2.10 2.12 2.12 2.11 2.15 2.19 2.18 2.16 2.08 2.05 2.08
         2.01 2.10 2.17 2.13 2.13 2.18 2.25 2.24 2.22 2.13 2.08 2.16
         2.15 2.17 2.27 2.23 2.24 2.26 2.31 2.32 2.28 2.22 2.19 2.22"""

# phosphorus at Guelph 1972 to 1977, mg/l, four months missing (data GuelphP of the R package Kendall 2.2.1)
GUELPH = """.47 .51 .35 .19 .33 nan .365 .65 .825 1.0 .385 .9 .295 .14 .22 .2 .14 .4 nan .495 1.1 .59 .27 .3
            nan .065 .24 .058 .079 .065 .12 .091 .058 .12 .12 .11 .46 .15 .086 .028 nan .11 .36 .18 .065 .13
            .12 .19 .15 .107 .047 .055 .08 .071 .121 .108 .169 .066 .079 .104
            .157 .14 .07 .056 .042 .116 .106 .094 .097 .05 .079 .114"""


def row(text):
    return np.array([[float(word) for word in text.split()]])


def assert_as_the_library(series):
    test, slope = seasonal_kendall(series)
    for site, values in enumerate(series):
        expected = pymannkendall.seasonal_test(values, period=12)
        assert (test.s[site], test.n[site]) == (expected.s, np.count_nonzero(~np.isnan(values)))
        assert test.var_s[site] == pytest.approx(expected.var_s, rel=1e-9)
        assert slope.per_year[site] == pytest.approx(expected.slope, rel=1e-9, abs=1e-9)
        if expected.var_s:
            assert test.z[site] == pytest.approx(expected.z, rel=1e-9, abs=1e-9)
            assert test.p[site] == pytest.approx(expected.p, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("missing", [0.0, 0.15])
@pytest.mark.parametrize("digits", [1, 9])
def test_complete_gappy_and_tied_series_are_the_librarys(missing, digits):
    random = np.random.default_rng(4)
    series = np.round(np.exp(random.normal(0, 0.2, (20, 72))), digits)
    series[random.random(series.shape) < missing] = NAN
    assert_as_the_library(series)


@settings(max_examples=60, deadline=None)
@given(arrays.arrays(np.float64, SHAPES, elements=VALUES))
def test_generated_series_are_counted_pair_by_pair(series):
    test, _ = seasonal_kendall(series)
    for site, values in enumerate(series):
        years = values.reshape(-1, 12)
        pairs = [(a, b) for b in range(len(years)) for a in range(b)]
        assert test.s[site] == sum(np.nansum(np.sign(years[b] - years[a])) for a, b in pairs)
        ties = [np.unique(month[~np.isnan(month)], return_counts=True)[1] for month in years.T]
        counts = [(t.sum(), t) for t in ties]
        expected = sum(n * (n - 1) * (2 * n + 5) - (t * (t - 1) * (2 * t + 5)).sum() for n, t in counts) / 18
        assert test.var_s[site] == pytest.approx(expected, rel=1e-12)


def test_the_agencys_worked_example():
    test, slope = seasonal_kendall(row(EPA))
    assert (test.n[0], test.z[0], test.p[0]) == pytest.approx((36, 5.1849514, 2.160712e-07), abs=5e-8)
    found = slope.per_year[0], slope.low[0], slope.high[0]
    assert found == pytest.approx((0.06, 0.05786914, 0.07213086), abs=5e-9)


def test_a_published_series_with_gaps():
    assert_as_the_library(row(GUELPH))
    test, slope = seasonal_kendall(row(GUELPH))
    assert test.n[0] == 68
    assert slope.low[0] < slope.per_year[0] < slope.high[0] < 0


def test_rising_by_one_a_month_for_thirty_years():
    """Asserted so in the test suite of pyMannKendall."""
    test, slope = seasonal_kendall(np.arange(360.0)[None])
    assert (test.s[0], slope.per_year[0], slope.low[0], slope.high[0]) == (5220, 12, 12, 12)


def test_without_a_pair_there_is_neither_z_nor_slope():
    series = np.full((2, 36), NAN)
    series[1, 5] = 3.0
    test, slope = seasonal_kendall(series)
    assert test.n.tolist() == [0, 1]
    assert test.var_s.tolist() == [0, 0]
    assert np.isnan([test.z, test.p, slope.per_year, slope.low, slope.high]).all()


def test_two_years_of_one_month_have_a_slope_without_limits():
    series = np.full((1, 36), NAN)
    series[0, [2, 26]] = 1.0, 5.0
    _, slope = seasonal_kendall(series)
    assert slope.per_year[0] == 2.0
    assert np.isnan([slope.low[0], slope.high[0]]).all()


def test_many_sites_are_each_tested_for_themselves():
    series = np.exp(np.random.default_rng(5).normal(0, 0.1, (600, 36)))
    together, _ = seasonal_kendall(series)
    for site in (0, 255, 256, 599):
        alone, _ = seasonal_kendall(series[[site]])
        assert (alone.s[0], alone.p[0]) == (together.s[site], together.p[site])
