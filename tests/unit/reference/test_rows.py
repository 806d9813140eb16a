"""What holds of every row, whatever the facts."""

import copy
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spec.support import case, site
from tests.support.generated_facts import generated
from tracker.reference import rows

INDICATORS = (
    ("energy_intensity", "fresh_water"),
    ("solid_waste_disposal_rate", "green_power_share"),
    ("wastewater_treatment_rate", "revenue_per_mu"),
    ("co2_total", "water_intensity"),
)
SOME_CASES = settings(max_examples=12, deadline=None)
seeds = st.integers(0, 9999)
asked = st.sampled_from(INDICATORS)


@SOME_CASES
@given(seeds, asked)
def test_there_is_a_value_or_a_reason(seed, indicators):
    for row in rows(generated(seed), indicators=indicators):
        assert (row["value"] is None) == (row["reason"] is not None)
        have, need = row["coverage"]
        assert 0 <= have <= need
        if row["value"] is not None:
            assert (have, row["missing"], row["partial"]) == (need, [], None)
        if have == need:
            assert row["partial"] is None


@SOME_CASES
@given(seeds, asked)
def test_a_comparison_is_whole_or_has_a_reason(seed, indicators):
    for row in rows(generated(seed), indicators=indicators):
        if row["yoy"] is not None:
            reason, *rest = (row["yoy"][name] for name in ("reason", "change", "value", "baseline", "basis"))
            assert all((entry is None) == (reason is not None) for entry in rest)


@SOME_CASES
@given(seeds, asked)
def test_a_finding_is_judged_or_has_a_reason(seed, indicators):
    for row in rows(generated(seed), indicators=indicators, windows=["ytd", "year"]):
        for finding in row["findings"]:
            assert (finding["status"] == "not_evaluable") == (finding["reason"] is not None)
            assert not (finding["status"] == "not_met" and row["window"] == "ytd")
            if finding["status"] == "not_met":
                assert not {"estimated", "unconfirmed"} & set(finding["notes"])


@SOME_CASES
@given(seeds, asked)
def test_the_order_of_the_figures_does_not_matter(seed, indicators):
    facts = generated(seed)
    shuffled = copy.deepcopy(facts)
    random.Random(seed).shuffle(shuffled["observations"])
    random.Random(seed).shuffle(shuffled["sites"])
    assert rows(facts, indicators=indicators) == rows(shuffled, indicators=indicators)


@SOME_CASES
@given(seeds, asked)
def test_rows_are_plain_json_and_leave_the_facts_alone(seed, indicators):
    facts = generated(seed)
    before = copy.deepcopy(facts)
    found = rows(facts, indicators=indicators, windows=["year"])
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert facts == before


def test_an_unknown_name_is_a_key_error():
    facts = case("item | 2024-01\n tap_water | 1", site())
    with pytest.raises(KeyError):
        rows(facts, sites=["Q"], period="2024")
    with pytest.raises(KeyError):
        rows(facts, indicators=["nothing"], period="2024")
