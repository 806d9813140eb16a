"""Where the running year will end: by plain arithmetic, by its own definition, and with bad input."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tracker.compute.forecast import FORECAST_REASONS, LEVEL, forecast
from tracker.compute.forecast_targets import (
    ASSUMPTION,
    SiteRemaining,
    chance,
    remaining,
    site_forecast,
    site_remaining,
)

YEARS, KNOWN = 5, 6
SEASON = 1 + 0.3 * np.sin(np.arange(12) * np.pi / 6)


def months(sites=4, years=YEARS, noise=0.02, growth=0.0, seed=1):
    draw = np.random.default_rng(seed)
    yearly = np.repeat((1 + growth) ** np.arange(years), 12)
    return 100 * np.tile(SEASON, years) * yearly * np.exp(draw.normal(0, noise, (sites, years * 12)))


def through(series, known=KNOWN):
    seen = series.copy()
    seen[:, len(seen[0]) - 12 + known :] = np.nan
    return seen


def pair(**given):
    below = months(seed=2, growth=0.05, **given)
    return below * 0.5 * months(seed=3, **given) / 100, below


def reason_of(numerator, denominator=None):
    made = forecast(numerator, denominator)
    return [FORECAST_REASONS[number] for number in made.reason]


def clean(made):
    chances = [chance(made, made.value + shift, sign) for shift in (0.0, -1.0) for sign in ("<", ">=")]
    left = remaining(made, made.baseline, "<")
    planes = [made.value, made.low, made.high, made.baseline, left.average, left.denominator]
    return all(np.isfinite(plane).all() for plane in (*planes, *(c.probability for c in chances)))


class TestValue:
    def test_years_without_noise_repeat_their_growth(self):
        total = months(noise=0.0, growth=0.05)
        made = forecast(through(total))
        assert made.value == pytest.approx(total[:, -12:].sum(axis=1), rel=0.005)
        assert (made.low < made.value).all()
        assert (made.value < made.high).all()

    def test_a_year_that_is_over_is_what_it_is(self):
        above, below = pair()
        made = forecast(above, below, scale=100)
        exact = above[:, -12:].sum(axis=1) / below[:, -12:].sum(axis=1) * 100
        assert made.value == pytest.approx(exact, rel=1e-12)
        assert made.low == pytest.approx(exact, rel=1e-12)
        assert made.high == pytest.approx(exact, rel=1e-12)

    def test_the_known_months_stay_what_they_are(self):
        """What is forecast lies between the year's known part and whatever the rest can be."""
        above, below = pair()
        made = forecast(through(above), below)
        known = above[:, -12 : -12 + KNOWN].sum(axis=1) / below[:, -12 : -12 + KNOWN].sum(axis=1)
        assert made.rest.known == pytest.approx(known, rel=1e-12)
        assert made.low.min() > 0

    def test_baseline_is_last_years_ratio(self):
        above, below = pair()
        expected = above[:, -24:-12].sum(axis=1) / below[:, -24:-12].sum(axis=1)
        assert forecast(through(above), below).baseline == pytest.approx(expected, rel=1e-12)

    def test_a_gap_last_year_leaves_no_baseline_and_a_forecast(self):
        total = months()
        total[0, -20] = np.nan
        made = forecast(through(total))
        assert made.baseline[0] == 0
        assert site_forecast(made, 0).baseline is None
        assert (made.reason == 0).all()

    def test_a_site_alone_has_the_provinces_forecast(self):
        above, below = pair(sites=300)
        above[7, 30:33] = np.nan
        above[8, :24] = np.nan
        together = forecast(through(above), below)
        for row in (0, 7, 8, 299):
            alone = forecast(through(above)[row : row + 1], below[row : row + 1])
            assert alone.high[0] == pytest.approx(together.high[row], rel=1e-9)

    def test_units_do_not_matter(self):
        above, below = pair()
        small, large = forecast(through(above), below), forecast(through(above) * 1e6, below)
        assert large.high == pytest.approx(small.high * 1e6, rel=1e-9)

    def test_january_and_february_may_come_as_one_figure(self):
        total = months(noise=0.01)
        as_one = total.copy()
        as_one[:, 1::12] += as_one[:, ::12]
        as_one[:, ::12] = 0
        assert forecast(through(as_one)).high == pytest.approx(forecast(through(total)).high, rel=1e-9)

    def test_a_month_lacking_this_year_is_one_of_those_to_come(self):
        total = months()
        seen = through(total)
        seen[:, -10] = np.nan
        made = forecast(seen)
        assert made.rest.months.tolist() == [7] * 4
        assert made.value == pytest.approx(total[:, -12:].sum(axis=1), rel=0.05)

    def test_a_rate_stays_below_its_largest(self):
        below = months(seed=4)
        above = np.minimum(below, below * months(seed=5, noise=0.05) / np.tile(SEASON, YEARS) / 100)
        free = forecast(through(above), below, scale=100)
        made = forecast(through(above), below, scale=100, largest=100)
        assert (made.rest.year(np.full(4, 50.0)) <= 100).all()
        assert (free.rest.year(np.full(4, 50.0)) > 100).all()


class TestBand:
    @pytest.mark.parametrize("noise", [0.01, 0.05, 0.2])
    def test_holds_about_four_years_in_five_whatever_the_noise(self, noise):
        """Six in a hundred of slack: on noise without any course the band is known to be a little narrow."""
        total = months(sites=1_500, noise=noise)
        made = forecast(through(total))
        inside = (made.low <= total[:, -12:].sum(axis=1)) & (total[:, -12:].sum(axis=1) <= made.high)
        assert inside.mean() == pytest.approx(LEVEL, abs=0.06)

    def test_is_wider_for_a_short_history(self):
        total = months(sites=200, years=7)
        wide, narrow = (forecast(through(total[:, -12 * years :])) for years in (3, 7))
        assert np.quantile(wide.high - wide.low, 0.9) > 1.2 * np.quantile(narrow.high - narrow.low, 0.9)

    def test_is_wider_for_a_gappy_history(self):
        total = months(sites=200)
        gappy = total.copy()
        gappy[:, [3, 8, 9, 16, 20, 21, 28, 33, 34, 40]] = np.nan
        wide, narrow = forecast(through(gappy)), forecast(through(total))
        assert np.median(wide.high - wide.low) > 1.05 * np.median(narrow.high - narrow.low)

    def test_narrows_as_the_year_goes_on(self):
        total = months(sites=200)
        made = [forecast(through(total, known)) for known in (3, 6, 9, 11)]
        widths = [float(np.median(f.high - f.low)) for f in made]
        assert widths == sorted(widths, reverse=True)

    def test_a_slip_of_the_unit_two_years_ago_costs_little(self):
        total = months(sites=50)
        slipped = total.copy()
        slipped[:, -30] *= 1_000
        made = forecast(through(slipped))
        assert made.value == pytest.approx(forecast(through(total)).value, rel=0.05)


class TestChance:
    def test_is_even_at_the_middle_and_a_tenth_at_the_bands_end(self):
        above, below = pair()
        made = forecast(through(above), below)
        assert chance(made, made.value, "<").probability == pytest.approx(0.5, abs=1e-6)
        assert chance(made, made.low, "<=").probability == pytest.approx(0.1, abs=1e-6)
        assert chance(made, made.high, ">=").probability == pytest.approx(0.1, abs=1e-6)

    def test_is_one_or_none_when_the_year_is_over(self):
        made = forecast(months())
        assert chance(made, made.value, "<").probability.tolist() == [0.0] * 4
        assert chance(made, made.value, "<=").probability.tolist() == [1.0] * 4
        assert chance(made, made.value, ">=").probability.tolist() == [1.0] * 4

    def test_without_a_target_is_not_known(self):
        made = forecast(through(months()))
        found = chance(made, np.full(4, np.nan), "<")
        assert not found.known.any()
        assert site_forecast(made, 0, found).probability_met is None

    def test_a_rate_that_was_always_whole_stays_so(self):
        below = months()
        made = forecast(through(below), below, scale=100, largest=100)
        assert chance(made, np.full(4, 100.0), ">=").probability.tolist() == [1.0] * 4

    def test_a_rate_that_fell_short_once_cannot_be_whole_any_more(self):
        below = months()
        above = below.copy()
        above[:, -10] *= 0.9
        made = forecast(through(above), below, scale=100, largest=100)
        assert chance(made, np.full(4, 100.0), ">=").probability.tolist() == [0.0] * 4
        assert remaining(made, np.full(4, 100.0), ">=").never.all()


class TestRemaining:
    def test_at_the_average_the_year_comes_to_lie_on_the_target(self):
        above, below = pair()
        made = forecast(through(above), below)
        left = remaining(made, made.baseline, "<")
        known = above[:, -12 : -12 + KNOWN].sum(axis=1), below[:, -12 : -12 + KNOWN].sum(axis=1)
        year = (known[0] + left.average * left.denominator) / (known[1] + left.denominator)
        assert year == pytest.approx(made.baseline, rel=1e-8)

    def test_the_denominator_grows_as_so_far(self):
        above, below = pair()
        left = remaining(forecast(through(above), below), np.ones(4), "<=")
        growth = below[:, -12 : -12 + KNOWN].sum(axis=1) / below[:, -24 : -24 + KNOWN].sum(axis=1)
        assert left.denominator == pytest.approx(below[:, -24 + KNOWN : -12].sum(axis=1) * growth, rel=1e-12)

    def test_agrees_with_the_chance(self):
        """The target is as likely as the remaining months are to stay at its average."""
        made = forecast(through(months(sites=50)))
        left, found = remaining(made, made.baseline, "<"), chance(made, made.baseline, "<")
        likely = left.average * 12 > (np.exp(made.rest.centre) - made.rest.start) * 12
        assert ((found.probability > 0.5) == likely).all()

    def test_says_when_only_negative_figures_would_do(self):
        total = months()
        made = forecast(through(total))
        spent = total[:, -12 : -12 + KNOWN].sum(axis=1)
        left = remaining(made, spent * 0.9, "<=")
        assert left.never.all()
        assert (left.average < 0).all()
        assert chance(made, spent * 0.9, "<=").probability.tolist() == [0.0] * 4
        assert site_remaining(left, 0).outcome == "never"

    def test_says_when_nothing_can_undo_it(self):
        total = months()
        made = forecast(through(total))
        left = remaining(made, total[:, -12 : -12 + KNOWN].sum(axis=1) * 0.9, ">=")
        assert left.surely.all()
        below = months()
        rate = forecast(through(below), below, scale=100, largest=100)
        assert remaining(rate, np.full(4, 100.0), "<=").surely.all()

    def test_needs_no_forecast(self):
        made = forecast(through(months(years=2)))
        assert [FORECAST_REASONS[number] for number in made.reason] == ["too_short"] * 4
        left = site_remaining(remaining(made, made.baseline, "<"), 0)
        assert isinstance(left, SiteRemaining)
        assert (left.months, left.method, left.outcome) == (6, ASSUMPTION, "open")

    def test_there_is_none_of_a_year_that_is_over(self):
        made = forecast(months())
        assert site_remaining(remaining(made, made.baseline, "<"), 0) is None


ODD = {
    "all missing": (np.full((1, 60), np.nan), "no_data"),
    "one value": (np.where(np.arange(60) == 50, 7.0, np.nan)[None], "year_just_begun"),
    "nothing but zeros": (through(np.zeros((1, 60))), "numerator_not_positive"),
    "net values below zero": (through(-months(1)), "numerator_not_positive"),
    "one earlier year": (through(months(1, years=2)), "too_short"),
    "a first year": (through(months(1, years=1)), "too_short"),
    "no month of a first year": (through(months(1, years=1), 0), "no_data"),
    "a year just begun": (through(months(1), 1), "year_just_begun"),
    "no month yet": (through(months(1), 0), "year_just_begun"),
    "a last year of gaps": (
        through(np.where((np.arange(60) >= 36) & (np.arange(60) < 44), np.nan, months(1))),
        "incomplete",
    ),
    "another scope since last year": (through(np.where(np.arange(60) < 36, np.nan, months(1))), "too_short"),
    "noise without end": (through(np.exp(np.random.default_rng(3).normal(0, 9, (1, 60)))), "too_uncertain"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_series_are_refused_with_their_reason(name):
    series, reason = ODD[name]
    assert reason_of(series) == [reason]
    assert clean(forecast(series))
    stated = site_forecast(forecast(series), 0)
    assert (stated.value, stated.low, stated.high, stated.reason) == (None, None, None, reason)


def test_value_added_not_above_zero_is_refused():
    above, below = pair()
    for worse in (0.0, -1.0):
        assert reason_of(through(above), below * worse) == ["denominator_not_positive"] * 4
    assert clean(forecast(through(above), below * 0))


def test_a_constant_series_goes_on_for_certain():
    made = forecast(through(np.full((1, 60), 5.0)))
    assert (made.low[0], made.value[0], made.high[0]) == pytest.approx((60, 60, 60))
    assert chance(made, np.array([60.0]), "<").probability[0] == 0
    assert chance(made, np.array([60.0]), "<=").probability[0] == 1


@pytest.mark.parametrize("month", [5, 30, 41, 50])
def test_a_jump_of_a_milliard_gives_an_answer_without_a_warning(month):
    total = through(months())
    total[:, month] *= 1e9
    made = forecast(total)
    assert clean(made)
    if month < 36:
        assert made.value == pytest.approx(forecast(through(months())).value, rel=0.1)


FIGURES = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -1.0, 1.0, 100.0, 1e9, 1e-9, np.nan]),
    st.floats(50, 150),
)


@settings(max_examples=150, deadline=None)
@given(arrays.arrays(np.float64, st.sampled_from([(2, 12), (2, 24), (3, 48)]), elements=FIGURES), st.data())
def test_whatever_is_given_there_is_no_nan_and_no_warning(above, data):
    below = data.draw(arrays.arrays(np.float64, above.shape, elements=FIGURES))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for made in (forecast(above), forecast(above, below, scale=100, largest=100)):
            assert clean(made)
            assert ((made.low <= made.value) & (made.value <= made.high)).all()


def test_no_sites_give_no_forecasts():
    assert forecast(np.zeros((0, 36))).value.shape == (0,)
