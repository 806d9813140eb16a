"""Forecasts rest on the very sums the engine judges, and no facts make them fail: facts at random."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.generated_facts import generated
from tracker import compute
from tracker.catalog.periods import month_number, month_text
from tracker.compute.monthly import monthly_of
from tracker.compute.prospects import fan_of, prospects_of
from tracker.compute.trends import trends_of

SOME = settings(max_examples=60, deadline=None, derandomize=True)
INDICATORS = (
    "energy_intensity",
    "water_intensity",
    "energy_total",
    "wastewater_treatment_rate",
    "solid_waste_disposal_rate",
    "co2_intensity",
    "revenue_per_mu",
    "leading_share",
)
seeds = st.integers(0, 9_999_999)
months = st.integers(month_number(2021, 12), month_number(2025, 2))


def results_of(seed):
    facts = generated(seed)
    catalog = SimpleNamespace(document=lambda: facts["catalog"], digest=facts["digest"])
    return compute.evaluate(compute.from_facts(catalog, facts), date.fromisoformat(facts["today"]))


@SOME
@given(seeds, st.sampled_from(INDICATORS), months)
def test_any_facts_get_numbers_or_a_reason(seed, indicator, month):
    results = results_of(seed)
    pairs = [(site.code, month) for site in results.panel.sites]
    made = prospects_of(results, results.panel.rules.indicators[indicator], pairs, "demanding")
    assert trends_of(made.monthly.value).verdict.shape == (len(pairs),)
    for row, reason in enumerate(made.forecast.reason):
        assert np.isfinite([made.forecast.value[row], made.forecast.low[row], made.forecast.high[row]]).all()
        points = fan_of(made, row)
        assert not points or not reason
        for point in points:
            assert point.low <= point.value <= point.high
        for aim in made.aims:
            assert 0 <= aim.chance.probability[row] <= 1


@SOME
@given(seeds, st.sampled_from(INDICATORS[:6]), months)
def test_the_year_so_far_is_the_engines(seed, indicator, month):
    results = results_of(seed)
    alike = [site for site in results.panel.sites if site.kind != "enterprise" and not site.collect]
    sites = [site.code for site in alike]
    if not sites:
        return
    made = prospects_of(results, results.panel.rules.indicators[indicator], [(site, month) for site in sites])
    rows = compute.rows(results, indicators=[indicator], windows=["ytd"], period=month_text(month))
    by_site = {row["site"]: row for row in rows}
    rest, known = made.forecast.rest, 12 - made.forecast.rest.months
    for place, site in enumerate(sites):
        expected = comparable(by_site[site])
        if expected is not None and known[place] == month % 12 + 1 != 12:
            times = known[place] if made.monthly.denominator is None else 1
            assert rest.known[place] * rest.unit * times == pytest.approx(expected, rel=1e-9, abs=1e-9)


def comparable(row):
    """Return the figure of a row at the prices its change is judged on; None where there are none."""
    yoy = row["yoy"]
    if yoy is None:
        return row["value"] if row["price"] is None else None
    return yoy["value"] if yoy["basis"] in ("real", "growth", "estimated") else None


@SOME
@given(seeds, st.sampled_from(INDICATORS), months)
def test_a_site_is_the_same_with_and_without_others_and_other_months(seed, indicator, month):
    results = results_of(seed)
    rule = results.panel.rules.indicators[indicator]
    pairs = [(site.code, month - back) for site in results.panel.sites for back in (0, 5, 13)]
    together = monthly_of(results, rule, pairs)
    for place, pair in enumerate(pairs):
        alone = monthly_of(results, rule, [pair])
        for name in ("value", "numerator", "denominator"):
            one, all_ = getattr(alone, name), getattr(together, name)
            if one is not None:
                width = min(one.shape[1], all_.shape[1])
                np.testing.assert_array_equal(one[0, -width:], all_[place, -width:])
