"""两套计算逐位一致。 The plain rules and the arrays agree on facts at random, digit by digit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spec.conftest import by_arrays
from tests.support.generated_facts import generated
from tracker import reference


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 99_999))
def test_every_row_is_the_same(seed):
    facts = generated(seed)
    assert by_arrays(facts) == reference.rows(facts)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 99_999))
def test_every_row_is_the_same_under_a_named_standard(seed):
    facts = generated(seed)
    asked = {"windows": ["ytd", "year"], "standard": "demanding"}
    assert by_arrays(facts, **asked) == reference.rows(facts, **asked)


@pytest.mark.full
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 9_999_999))
def test_every_row_is_the_same_over_many_cases(seed):
    facts = generated(seed)
    assert by_arrays(facts) == reference.rows(facts)
