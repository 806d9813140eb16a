"""Verdicts and records: one for every series, whatever was entered, and never a NaN in what is shown."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from bench.simulated import simulated
from tracker.compute.trends import VERDICTS, deciding_record, trend_record, trends_of

NAN = np.nan
MONTHS = np.arange(48)
NOISY = simulated(1, 48, noise=0.05, seed=3)[0]
EXTREME = st.one_of(st.just(NAN), st.sampled_from([0.0, -1.0, 1.0, 1e9, 1e-9, np.inf, 1e200]), st.floats())

BAD = {
    "all missing": (np.full(48, NAN), "too_short", "too_short"),
    "one value": (np.where(MONTHS == 7, 3.0, NAN), "too_short", "too_short"),
    "23 months": (np.where(MONTHS < 23, NOISY, NAN), "too_short", "too_short"),
    "24 months": (np.where(MONTHS < 24, NOISY, NAN), "no_trend", None),
    "24 months, every other one": (np.where(MONTHS % 2 == 0, NOISY, NAN), "no_trend", None),
    "constant": (np.full(36, 7.3), "no_trend", "constant"),  # whose mean is off by a rounding
    "only zeros": (np.zeros(48), "no_trend", "constant"),
    "the same year again": (np.tile(NOISY[:12], 4), "no_trend", "constant"),
    "zeros among values": (np.where(MONTHS % 7 == 0, 0.0, NOISY), "no_trend", None),
    "net values below 0": (NOISY - 1.0, "no_trend", None),
    "one value 10^9 too large": (np.where(MONTHS == 30, NOISY * 1e9, NOISY), "no_trend", None),
    "10^9 from some month on": (np.where(MONTHS >= 30, NOISY * 1e9, NOISY), "rising", None),
    "stopped for good": (np.where(MONTHS < 36, NOISY, 0.0), "declining", None),
    "infinite": (np.where(MONTHS == 3, np.inf, NOISY), "no_trend", None),
}


@pytest.mark.parametrize(("series", "verdict", "reason"), BAD.values(), ids=BAD.keys())
def test_every_series_has_a_verdict_and_where_nothing_was_tested_a_reason(series, verdict, reason):
    trend = trends_of(series[None])
    assert trend_record(trend, 0)["verdict"] == verdict
    found = deciding_record(trend, 0)
    assert found["reason"] == reason
    assert (found["p"] is None) == (reason is not None)


@pytest.mark.parametrize(("change", "verdict"), [(-0.05, "declining"), (0.0, "no_trend"), (0.05, "rising")])
def test_the_sign_of_a_clear_change_is_the_verdict(change, verdict):
    trend = trends_of(simulated(1, 72, change=change, noise=0.03, seed=4))
    assert trend_record(trend, 0)["verdict"] == verdict


def test_the_records_hold_what_the_contract_names():
    series = simulated(2, 72, change=-0.04, noise=0.05, seed=5)
    trend = trends_of(series)
    record = trend_record(trend, 1)
    assert list(record) == ["seasonal_mann_kendall", "slope", "hac", "verdict", "verdict_test"]
    assert list(record["seasonal_mann_kendall"]) == ["n", "s", "var_s", "z", "p"]
    assert record["seasonal_mann_kendall"]["n"] == 72
    assert list(record["slope"]) == ["per_year", "low", "high"]
    assert list(record["hac"]) == ["annual_change", "low", "high", "p"]
    assert record["hac"]["annual_change"] == pytest.approx(-0.04, abs=0.01)
    assert record["verdict_test"] == "ar1_regression"
    decided = deciding_record(trend, 1)
    assert (decided["n"], decided["scale"], decided["reason"]) == (72, "relative", None)
    assert decided["low"] < decided["change"] < decided["high"] < 0
    assert decided["change"] == pytest.approx(-0.04, abs=0.01)


def test_what_cannot_be_had_is_null_as_a_whole():
    trend = trends_of(np.stack([np.full(48, NAN), np.zeros(48)]))
    empty, zeros = trend_record(trend, 0), trend_record(trend, 1)
    assert (empty["seasonal_mann_kendall"], empty["slope"], empty["hac"]) == (None, None, None)
    assert zeros["seasonal_mann_kendall"] == {"n": 48, "s": 0.0, "var_s": 0.0, "z": None, "p": None}
    assert zeros["slope"] == {"per_year": 0.0, "low": 0.0, "high": 0.0}
    assert zeros["hac"] is None


@settings(max_examples=60, deadline=None)
@given(arrays.arrays(np.float64, st.tuples(st.integers(1, 3), st.sampled_from([12, 36])), elements=EXTREME))
def test_no_input_makes_a_warning_or_anything_json_does_not_know(series):
    trend = trends_of(series)
    for site in range(len(series)):
        record = {**trend_record(trend, site), **deciding_record(trend, site)}
        assert record["verdict"] in VERDICTS
        json.dumps(record, allow_nan=False)


def test_a_province_without_a_site_is_no_error():
    assert trends_of(np.zeros((0, 24))).verdict.shape == (0,)


def test_a_site_is_judged_the_same_alone_and_in_a_province():
    series = simulated(400, 48, phi=0.3, seed=6)
    series[::3, 5:9] = NAN
    together = trends_of(series)
    for site in (0, 1, 300, 399):
        assert trends_of(series[[site]]).deciding.p[0] == pytest.approx(together.deciding.p[site], rel=1e-6)
