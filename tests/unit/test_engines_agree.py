"""The plain rules and the arrays give the same rows for facts at random, digit by digit."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.engines import by_arrays, by_reference
from tests.support.generated_facts import generated
from tracker.compute import results

FEW = settings(max_examples=25, deadline=None, derandomize=True)
MORE = settings(FEW, max_examples=100)
MANY = settings(max_examples=3000, deadline=None)
seeds = st.integers(0, 9_999_999)
INDICATORS = (
    ("energy_intensity", "mixed"),
    ("fresh_water", "solid_waste_disposal_rate"),
    ("wastewater_treatment_rate", "wastewater_central_rate", "revenue_per_mu"),
    ("water_intensity", "rd_ratio", "leading_share"),
    ("co2_total", "green_power_share"),
    ("co2_intensity",),
    ("energy_total", "co2_per_energy"),
)
asked = st.sampled_from(INDICATORS)
PERIODS = ("2020-11", "2021", "2021-06", "2022-12", "2023", "2024-02", "2024", "2025-05", "2027-12", "2028")
standards = st.sampled_from([None, "demanding", "yunnan-parks-14fyp"])


def in_print(rows):
    """Rows as text: tells 0.0 from -0.0 and 1 from 1.0, and refuses what is no JSON."""
    return [json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows]


def agree(facts, **wanted):
    assert in_print(by_arrays(facts, **wanted)) == in_print(by_reference(facts, **wanted))


def all_periods(seed, indicators):
    agree(generated(seed), indicators=indicators)


def a_named_period(seed, indicators, period, standard):
    agree(generated(seed), indicators=indicators, period=period, standard=standard)


def one_site_with_and_without_the_others(seed, indicators, site):
    facts = generated(seed)
    if site in {known["code"] for known in facts["sites"]}:
        agree(facts, sites=[site], indicators=indicators, windows=["ytd", "year"])


def families_one_by_one_and_together(seed):
    facts = generated(seed)
    together = by_arrays(facts, indicators=["water_intensity", "solid_waste_disposal_rate"])
    usual, results.SITES_AT_ONCE = results.SITES_AT_ONCE, 1
    try:
        apart = by_arrays(facts, indicators=["water_intensity", "solid_waste_disposal_rate"])
    finally:
        results.SITES_AT_ONCE = usual
    assert in_print(apart) == in_print(together)


CHECKS = {
    all_periods: given(seeds, asked),
    a_named_period: given(seeds, asked, st.sampled_from(PERIODS), standards),
    one_site_with_and_without_the_others: given(seeds, asked, st.sampled_from("PAB")),
    families_one_by_one_and_together: given(seeds),
}
"""What holds of the rows, and the facts it is tried on."""


@pytest.mark.parametrize("examples", [FEW, pytest.param(MORE, marks=pytest.mark.full)], ids=["few", "more"])
@pytest.mark.parametrize("check", CHECKS)
def test_rows_are_the_same(check, examples):
    examples(CHECKS[check](check))()


@pytest.mark.full
@MANY
@given(seeds, standards)
def test_all_rows_are_the_same_over_many_facts(seed, standard):
    agree(generated(seed), standard=standard)
