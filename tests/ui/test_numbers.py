"""Numbers on screen: never rounded across a threshold, signs and thousands as officials write them."""

import pytest

from tracker.messages import sentence
from tracker.messages.numbers import against, beside, change, plain, shown


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


@pytest.mark.parametrize(
    ("value", "required", "decimals", "texts"),
    [
        (58.7154932133, 100.0, 2, ("58.72", "100")),
        (99.9964, 100.0, 2, ("99.996", "100")),
        (5.30914, 5.29347, 2, ("5.31", "5.29")),
        (398.0068, 400.5, 2, ("398.01", "400.50")),
    ],
)
def test_a_figure_stands_beside_what_is_demanded_of_it(value, required, decimals, texts):
    assert against(value, required, decimals) == texts


@pytest.mark.parametrize(
    ("value", "significant", "text"),
    [(9.137e11, 10, "913,700,000,000"), (81_950_000.0, 6, "81,950,000"), (-0.25, 7, "−0.25"), (0.0, 7, "0")],
)
def test_a_plain_number_has_no_exponent(value, significant, text):
    assert plain(value, significant) == text


def test_sentences_have_no_exponents():
    said = sentence(
        "check_growth_differs", "en", month="2024-03", value=8.195e7, computed=-1e12, remedy_en=""
    )
    assert "81,950,000 %" in said
    assert "−1,000,000,000,000 %" in said
