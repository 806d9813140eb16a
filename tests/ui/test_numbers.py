"""Numbers on screen: never rounded across a threshold, signs and thousands as officials write them."""

import pytest

from tracker.ui.components.numbers import beside, change, shown


@pytest.mark.parametrize(
    ("value", "decimals", "threshold", "text"),
    [
        (99.996, 2, 100.0, "99.996"),
        (99.99999, 2, 100.0, "99.99999"),
        (100.0, 2, 100.0, "100.00"),
        (100.0 * (1 - 1e-10), 2, 100.0, "100.00"),  # met, as the tolerance says
        (0.41239, 3, 0.41241, "0.41239"),
        (0.4119, 3, 0.419, "0.412"),
        (1204567.5, 1, None, "1,204,567.5"),
        (-3.25, 1, None, "−3.2"),
        (-0.001, 1, None, "0.0"),
        (None, 2, None, "–"),
    ],
)
def test_a_value_never_looks_equal_to_a_threshold_it_is_not(value, decimals, threshold, text):
    assert shown(value, decimals, threshold) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(-0.0312, "−3.1%"), (0.042, "+4.2%"), (0.0, "+0.0%"), (-0.0001, "−0.01%"), (None, "–")],
)
def test_a_change_is_signed_and_a_tiny_one_keeps_its_sign(fraction, text):
    assert change(fraction) == text


def test_two_compared_figures_have_the_decimals_that_tell_them_apart():
    assert beside(0.41239, 0.41241, 3) == ("0.41239", "0.41241")
    assert beside(0.4, None, 3) == ("0.400", "–")
