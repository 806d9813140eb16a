"""Sums and unions over windows: every end at once, the same numbers as month after month."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tracker.catalog.results import WINDOWS
from tracker.compute.reductions import earlier, sums, unions, window_bounds

SHAPES = st.tuples(st.integers(1, 3), st.sampled_from([12, 24, 36]))
QUICK = settings(max_examples=40, deadline=None)


def one_by_one(window, months):
    first, last = window_bounds(window, months)
    return [
        (end, range(a, b + 1))
        for end, (a, b) in enumerate(zip(first.tolist(), last.tolist(), strict=True))
        if a >= 0
    ]


@QUICK
@given(arrays.arrays(np.float64, SHAPES, elements=st.floats(-1e6, 1e6)), st.sampled_from(WINDOWS))
def test_sums_are_those_of_adding_oldest_to_newest(plane, window):
    found = sums(plane + 0.0, window)
    for row, figures in enumerate(plane.tolist()):
        for end, months in one_by_one(window, len(figures)):
            total = 0.0
            for month in months:
                total += figures[month]
            assert found[row, end] == total


@QUICK
@given(arrays.arrays(np.uint8, SHAPES, elements=st.sampled_from([0, 1, 2, 64])), st.sampled_from(WINDOWS))
def test_unions_hold_the_bits_of_every_month_and_of_no_other_site(plane, window):
    found = unions(plane, window)
    for row in range(len(plane)):
        first, last = window_bounds(window, plane.shape[1])
        for end, (a, b) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
            assert found[row, end] == np.bitwise_or.reduce(plane[row, max(a, 0) : b + 1])


@pytest.mark.parametrize(("window", "back"), [("month", 12), ("ytd", 12), ("rolling12", 12), ("year", 1)])
def test_a_year_earlier_is_unknown_before_the_panel(window, back):
    plane = np.arange(24.0).reshape(1, 24)
    found = earlier(plane, window, -1.0)
    assert (found[0, :back] == -1).all()
    assert (found[0, back:] == plane[0, :-back]).all()
