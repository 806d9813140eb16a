"""Each kind of check on small series a reader can follow; months count from January 2022."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.rules import catalog
from tracker.catalog.periods import month_number, month_text
from tracker.compute.checked import Problem, SiteSeries, Spans, ToDate
from tracker.compute.checks import problems_of
from tracker.compute.history import slip_of, surprises, surprises_at

START = 2022 * 12


def series(months: int = 12, missing: dict | None = None, annual: dict | None = None, **values) -> SiteSeries:
    laid_out = {name.replace("__", "@"): np.array(listed, float) for name, listed in values.items()}
    return SiteSeries(
        site="P1",
        kind="park",
        first=START,
        values={
            name: np.pad(v, (0, months - len(v)), constant_values=np.nan) for name, v in laid_out.items()
        },
        nothing={name: np.zeros(months, bool) for name in laid_out},
        missing=missing or {},
        annual=annual or {},
    )


def found(number: str, given: SiteSeries) -> list[tuple[str | None, str]]:
    problems = problems_of(catalog(), given)
    return [(p.item, month_text(p.month)) for p in problems if p.number == number]


def problem(number: str, given: SiteSeries):
    return next(p for p in problems_of(catalog(), given) if p.number == number)


def test_a_part_larger_than_the_whole_is_logically_impossible():
    given = series(green_power=[10, 30], renewable_self_use=[5, 5], electricity=[15, 30])
    assert found("A-01", given) == [(None, "2022-02")]
    assert problem("A-01", given).params == {"left": 35.0, "right": 30.0}
    assert problem("A-01", given).value == 5.0


def test_a_balance_says_nothing_while_an_item_of_it_is_unknown():
    assert found("A-01", series(green_power=[30], renewable_self_use=[np.nan], electricity=[10])) == []


def test_what_does_not_apply_counts_as_nothing_in_a_balance():
    given = series(green_power=[30], renewable_self_use=[np.nan], electricity=[10])
    given.nothing["renewable_self_use"][:] = True
    assert found("A-01", given) == [(None, "2022-01")]


def solid_waste(**changed):
    items = {
        "solid_waste_generated": [100, 100, 100],
        "solid_waste_utilized": [60, 60, 60],
        "solid_waste_utilized_stock": [0, 0, 0],
        "solid_waste_stored": [20, -20, 10],
        "solid_waste_disposed": [20, 60, 30],
        "solid_waste_disposed_stock": [0, 0, 0],
        "solid_waste_dumped": [0, 0, 0],
    }
    return series(**{**items, **changed})


def test_the_waste_balance_is_drawn_from_january_to_the_month():
    assert found("B-02", solid_waste()) == []
    assert found("B-02", solid_waste(solid_waste_disposed=[20, 50, 30])) == [
        (None, "2022-02"),
        (None, "2022-03"),
    ]


def test_a_month_may_take_from_storage_but_january_to_the_month_may_not():
    assert found("A-06", solid_waste()) == []
    taken = solid_waste(solid_waste_stored=[20, -30, 40])
    assert found("A-06", taken) == [("solid_waste_stored", "2022-02")]


def test_more_wastewater_treated_than_was_due_wants_an_explanation():
    given = series(
        wastewater_treated=[900, 1200],
        wastewater_generated=[1000, 1150],
        wastewater_special=[100, 0],
        wastewater_self_reused=[0, 0],
    )
    assert found("C-01", given) == [(None, "2022-02")]


def test_a_gap_names_the_item_and_month():
    missing = {"electricity": np.array([False, True, True] + [False] * 9), "cod": np.ones(12, bool)}
    assert found("C-02", series(missing=missing, electricity=[1])) == [
        ("electricity", "2022-02"),
        ("electricity", "2022-03"),
    ]


def test_a_jump_is_three_times_or_a_third_of_what_is_usual():
    usual = [100, 110, 90, 100]
    assert found("C-03", series(electricity=[*usual, 301])) == [("electricity", "2022-05")]
    assert found("C-03", series(electricity=[*usual, 33])) == [("electricity", "2022-05")]
    assert found("C-03", series(electricity=[*usual, 299])) == []
    assert problem("C-03", series(electricity=[*usual, 400])).params == {"usual": 100.0, "times": 4.0}


def test_with_less_than_four_months_nothing_is_expected():
    assert found("C-03", series(electricity=[100, 110, 90, 1000])) == []


def test_the_same_month_of_earlier_years_says_more_than_the_months_before():
    winter = [1000 if month % 12 in (0, 11) else 100 for month in range(25)]
    assert found("C-03", series(48, natural_gas=winter))[-1:] != [("natural_gas", "2024-01")]
    assert ("natural_gas", "2023-01") not in found("C-03", series(48, natural_gas=[1000] * 12 + winter))


def test_a_unit_slip_is_said_once_and_not_as_a_jump_too():
    given = series(electricity=[100, 110, 90, 100, 1_050_000])
    assert found("B-04", given) == [("electricity", "2022-05")]
    assert problem("B-04", given).params["power"] == 4
    assert found("C-03", given) == []


def test_a_slip_is_named_by_the_middle_of_what_was_foretold():
    """By what came nearest, the large months before, ten thousand times would pass for a thousand times."""
    seasons = np.tile([100.0] * 6 + [600.0] * 6, 4) * np.resize([0.9, 1.0, 1.1], 48)
    given = series(48, electricity=[*seasons[:36], seasons[36] * 1e4])
    (slip,) = (p for p in problems_of(catalog(), given) if (p.number, p.month) == ("B-04", START + 36))
    assert slip.params["power"] == 4


@pytest.mark.parametrize(
    ("off", "power"),
    [
        (3, 3),
        (-3, -3),
        (4.28, 4),
        (6.04, 6),
        (1.18, 1),
        (-0.85, -1),
        (0.7, 0),
        (2, 2),
        (-5.1, -5),
        (2.4, 0),
        (0.5, 0),
        (0, 0),
    ],
)
def test_a_slip_is_near_a_power_of_ten_between_units_people_mix_up(off, power):
    assert slip_of(off) == power


def test_asked_of_one_month_the_checks_find_in_it_what_they_find_in_all():
    draw = np.random.default_rng(1)
    power, water = 10 ** draw.normal(3, 0.02, 40), 10 ** draw.normal(3, 0.02, 40)
    power[[9, 30]] *= 4, 0.1
    water[[15, 39]] *= 1e3, 1e-4
    given = series(40, electricity=power, tap_water=water)
    every = problems_of(catalog(), given)
    assert {p.kind for p in every} == {"jump", "unit_slip", "digit_slip"}
    for month in range(START, START + 40):
        asked = problems_of(catalog(), replace(given, asked=month))
        assert [p for p in asked if p.month == month] == [p for p in every if p.month == month]


def test_a_meter_that_stands_still_for_three_months_is_frozen():
    given = series(electricity=[100, 100, 100, 100, 101, 0, 0, 0])
    assert found("C-04", given) == [("electricity", "2022-03"), ("electricity", "2022-04")]


def test_an_annual_figure_may_differ_from_its_months_by_one_percent():
    months = [100.0] * 12
    assert found("C-05", series(electricity=months, annual={"electricity": {2022: 1211.0}})) == []
    given = series(electricity=months, annual={"electricity": {2022: 1220.0}})
    assert found("C-05", given) == [("electricity", "2022-12")]
    assert problem("C-05", given).annual


def test_an_annual_figure_is_not_compared_with_eleven_months():
    assert found("C-05", series(electricity=[100.0] * 11, annual={"electricity": {2022: 9.0}})) == []


def test_two_growth_rates_may_differ_by_one_point():
    levels = [100.0] * 12 + [110.0, 110.0]
    given = series(24, value_added_real__2020=levels, value_added_growth=[np.nan] * 12 + [10.9, 11.1])
    assert found("C-06", given) == [("value_added_growth", "2023-02")]


def test_a_month_below_zero_is_an_adjustment_and_only_a_hint():
    given = series(electricity=[100, -5])
    assert found("D-01", given) == [("electricity", "2022-02")]
    assert found("D-01", solid_waste()) == []


def test_a_figure_beyond_what_the_item_can_be():
    most = catalog().items["electricity"].maximum
    assert found("B-01", series(electricity=[most, most * 1.01])) == [("electricity", "2022-02")]


def test_what_is_expected_never_rests_on_the_month_itself():
    off = surprises(np.array([[1.0, 1, 1, 1, 50, 1]])).off[0]
    assert off[4] == pytest.approx(np.log10(50))
    assert off[5] == 0  # nor is one odd month followed by another


def test_a_noisy_item_needs_more_to_be_remarkable_than_a_steady_one():
    draw = np.random.default_rng(2)
    noisy = 10 ** draw.normal(3, 0.3, 40)
    steady = 10 ** draw.normal(3, 0.02, 40)
    noisy[39] = steady[39] = 3500
    assert found("C-03", series(40, electricity=steady))[-1:] == [("electricity", "2025-04")]
    assert found("C-03", series(40, electricity=noisy)) == []


def test_a_noisy_season_excuses_only_itself():
    draw = np.random.default_rng(3)
    winter = np.isin(np.arange(72) % 12, (0, 1, 11))
    heat = 10 ** np.where(winter, draw.normal(3, 1, 72), draw.normal(3, 0.03, 72))
    july, january = heat.copy(), heat.copy()
    july[66] *= 10
    january[60] = 10 * np.median(heat[:60])
    assert ("heat", "2027-07") in found("C-07", series(72, heat=july))
    assert not [month for _, month in found("C-07", series(72, heat=january)) if month == "2027-01"]


def test_a_slip_is_named_by_what_the_month_was_in_other_years_too():
    heat = np.tile([1.0] * 10 + [100, 100], 5)
    heat[58] *= 1000  # the month before was summer: against it the first of winter is 100,000 times too large
    seen = surprises(heat[None])
    assert slip_of(float(seen.middle[0, 58]), float(seen.scale[0, 58])) == 3


def rain(years=8):
    """Eight years of an item whose dry months are a thousandth of its wet ones, and never twice alike."""
    draw = np.random.default_rng(11)
    wet = np.isin(np.arange(12 * years) % 12, (5, 6, 7))
    return 10 ** np.where(wet, draw.normal(4, 0.15, 12 * years), draw.normal(1, 0.7, 12 * years))


def slips_of(column, times):
    figures = rain()
    figures[column] = times * np.median(figures[column % 12 : column : 12])
    given = series(96, other_unconventional_water=figures)
    return problems_of(catalog(), replace(given, asked=START + column))


@pytest.mark.parametrize(("times", "power"), [(10, 1), (1e-1, -1), (1e3, 3), (1e-3, -3), (1e4, 4)])
def test_what_scatters_is_judged_by_what_its_month_was(times, power):
    (slip,) = slips_of(90, times)
    assert (slip.kind, slip.params["power"]) == ("digit_slip" if abs(power) == 1 else "unit_slip", power)
    assert slip.params["usual"] == pytest.approx(1e4, rel=1)


@pytest.mark.parametrize("times", [0.6, 1, 1.7])
def test_a_wet_month_is_no_surprise_of_what_scatters(times):
    assert slips_of(90, times) == []


def test_a_month_that_was_at_times_dry_and_at_times_wet_excuses_both():
    figures = rain()
    figures[9::24], figures[21::24] = 10, 10_000
    for times in (1, 1000):
        figures[93] = 10 * times
        assert found("B-04", series(96, other_unconventional_water=figures))[-1:] != [
            ("unconventional_water", "2029-10")
        ]


def test_what_scatters_may_be_a_few_times_its_usual():
    assert [p.kind for p in slips_of(90, 40)] == ["digit_slip"]
    assert slips_of(90, 2.5) == []


def test_one_month_is_as_surprising_alone_as_among_all():
    draw = np.random.default_rng(5)
    values = 10 ** draw.normal(3, 0.4, (6, 120))
    values[draw.random(values.shape) < 0.1] = np.nan
    every = surprises(values)
    for column in (0, 5, 40, 75, 119):
        alone = surprises_at(values, column)
        for part in ("off", "middle", "scale", "most", "known"):
            np.testing.assert_array_equal(getattr(alone, part)[:, column], getattr(every, part)[:, column])


def test_growth_and_a_step_are_expected_once_they_are_known():
    grows = 100 * 1.05 ** np.arange(40)
    steps = np.where(np.arange(40) < 20, 100.0, 250.0)
    assert [
        p.kind for p in problems_of(catalog(), series(40, electricity=grows, tap_water=grows[::-1]))
    ] == []
    kinds = {p.kind for p in problems_of(catalog(), series(40, wastewater_reused=steps))}
    assert kinds == set()


def test_what_all_items_share_is_no_surprise_of_each():
    items = ("electricity", "tap_water", "heat", "natural_gas", "wastewater_generated")
    overhaul = [100.0, 101, 99, 100, 100, 30]
    given = series(6, **dict.fromkeys(items, overhaul))
    assert found("C-03", given) == []
    assert found("C-03", series(6, electricity=overhaul)) == [("electricity", "2022-06")]


def test_ten_times_is_a_slipped_digit_and_fifteen_times_too():
    assert found("C-07", series(electricity=[100, 110, 90, 100, 1030])) == [("electricity", "2022-05")]
    assert problem("C-07", series(electricity=[100, 110, 90, 100, 10])).params["power"] == -1
    areas = {"land_area": {2021: 3000.0, 2022: 200.0}}
    given = series(24, land_area=[], annual=areas)
    assert problem("C-07", given).annual


@pytest.mark.parametrize("item", ["gasoline", "hazardous_waste_generated", "cod", "electricity"])
@pytest.mark.parametrize(
    ("times", "number", "power"),
    [(100, "C-07", 2), (0.01, "C-07", -2), (1e5, "B-04", 5), (50, "C-03", None), (0.03, "C-03", None)],
)
def test_no_item_may_be_fifty_or_a_hundred_times_the_usual_unsaid(item, times, number, power):
    given = series(**{item: [1, 1.1, 0.9, 1, times]})
    told = [(p.number, p.params.get("power")) for p in problems_of(catalog(), given)]
    assert told == [(number, power)]


def test_a_rare_power_is_named_only_where_no_usual_one_fits():
    assert (slip_of(4.5), slip_of(4.7), slip_of(4.9)) == (4, 0, 5)
    assert slip_of(2.15, scale=0.25) == 3
    assert slip_of(2.15, scale=0.0) == 2


def test_a_stock_may_be_emptied():
    given = series(hazardous_waste_stock_end=[100, 110, 90, 100, 3])
    assert problems_of(catalog(), given) == []


def test_two_months_are_enough_to_tell_a_thousandfold():
    assert found("B-04", series(electricity=[100, 110, 105_000])) == [("electricity", "2022-03")]
    assert found("C-07", series(electricity=[100, 110, 1050])) == []


def test_a_cumulative_figure_of_several_months_is_compared_by_the_month():
    given = series(12, electricity=[*[100] * 6, np.nan, np.nan])
    span = Spans(
        np.array([*[np.nan] * 7, 200_000.0, *[np.nan] * 4]),
        np.array([0] * 6 + [1, 0] + [0] * 4),
        np.array([0] * 6 + [0, 1] + [0] * 4),
    )
    both = with_spans(given, electricity=span)
    assert problem("B-04", both).params["usual"] == 200.0
    assert found("B-04", both) == [("electricity", "2022-08")]


FIVE = ("electricity", "tap_water", "heat", "natural_gas", "coke")


def test_a_form_that_repeats_last_month_is_told_as_a_whole():
    months = {item: [100.0 + place, 107, 107] for place, item in enumerate(FIVE)}
    assert found("C-08", series(**months)) == [(None, "2022-03")]
    months["coke"][2] = 108
    assert found("C-08", series(**months)) == []


@pytest.mark.parametrize(("beside", "told"), [(False, ["2022-02"]), (True, [])])
def test_a_form_of_figures_to_date_alone_is_told_when_it_repeats_last_years(beside, told):
    """Beside months of their own the months are compared: a site that stands still adds nothing to date."""
    years = {
        item: {column: ToDate(100.0 + place + 7 * (column % 12), beside) for column in (1, 2, 13)}
        for place, item in enumerate(FIVE)
    }
    given = replace(series(14, **{item: [np.nan] for item in FIVE}), to_date=years)
    assert [p.params["same_as"] for p in told_copied(given)] == told
    years["coke"][13] = ToDate(1.0, beside)
    assert told_copied(given) == []


def test_an_annual_report_that_repeats_last_years_is_told():
    years = {item: {2021: 90.0, 2022: 100.0 + place, 2023: 100.0 + place} for place, item in enumerate(FIVE)}
    given = series(36, **{item: [] for item in FIVE}, annual=years)
    (told,) = told_copied(given)
    assert (told.month, told.annual, told.params) == (
        month_number(2023, 12), True, {"count": 5, "back": 12, "same_as": "2022"},
    )  # fmt: skip
    assert told_copied(replace(given, asked=month_number(2023, 12))) == [told]
    years["coke"][2023] = 108
    assert told_copied(given) == []


@pytest.mark.parametrize(("back", "told"), [(12, "2022-02"), (7, "2022-07"), (13, None)])
def test_a_form_that_repeats_a_month_of_the_last_twelve_is_told_with_that_month(back, told):
    months = {item: [100.0 + place * 50 + month for month in range(14)] for place, item in enumerate(FIVE)}
    for figures in months.values():
        figures[13] = figures[13 - back]
    given = series(14, **months, cod=[*[np.nan] * 13, 5])
    assert [p.params.get("same_as") for p in told_copied(given)] == ([told] if told else [])
    assert told_copied(replace(given, asked=START + 13)) == told_copied(given)
    months["coke"][13] += 1
    assert told_copied(series(14, **months)) == []


def test_of_several_equal_months_the_nearest_is_named_and_a_zero_that_differs_counts():
    months = {item: [100.0 + place] * 3 for place, item in enumerate(FIVE)}
    assert [p.params["same_as"] for p in told_copied(series(**months))] == ["2022-01", "2022-02"]
    assert told_copied(series(**months, cod=[0, 3, 0]))[0].params["back"] == 2


def told_copied(given: SiteSeries) -> list[Problem]:
    return [p for p in problems_of(catalog(), given) if p.number == "C-08"]


def test_energy_up_and_production_down_further_than_ever():
    made, used = [100.0] * 12 + [99, 60], [100.0] * 12 + [101, 130]
    given = series(24, electricity=used, value_added_real__2020=made)
    assert found("C-09", given) == [("electricity", "2023-02")]
    assert found("C-09", series(24, electricity=used, value_added_real__2020=used)) == []


def test_what_was_reported_a_year_ago_and_is_blank_now():
    blank = np.zeros(24, bool)
    blank[12:] = True
    given = series(24, nox=[1.0] * 12, electricity=[*range(100, 113)], missing={"nox": blank})
    assert found("C-10", given) == [("nox", "2023-01")]  # later months are not begun


def test_no_more_is_transformed_and_recovered_than_went_in():
    given = series(energy_transformed_out=[60, 60], energy_recovered=[0, 0], other_energy=[100, 50])
    assert found("C-11", given) == [(None, "2022-02")]


def test_a_total_is_not_entered_beside_its_parts():
    kinds = {"anthracite": [120, 120, 0, 0], "bituminous": [200, 200, 0, 0]}
    assert found("C-14", series(raw_coal=[320, 319, 0, 320], **kinds)) == [(None, "2022-01")]
    assert found("C-14", series(raw_coal=[320, 320], anthracite=[120, 120])) == []
    assert found("C-15", series(other_fresh_water=[5, 5], tap_water=[5, 4])) == [(None, "2022-01")]


def test_zero_after_a_year_of_figures_is_told():
    used = [*range(100, 112), 0, 0]
    assert found("C-16", series(14, electricity=used)) == [("electricity", "2023-01")]
    assert problem("C-16", series(14, electricity=used)).params == {"usual": 105.5}
    assert found("C-16", series(14, electricity=used[1:])) == []  # eleven months are no year
    assert found("C-16", series(14, electricity=[0, *used[1:]])) == []  # it was zero before
    assert found("C-16", series(14, hazardous_waste_stock_end=used)) == []  # a stock is emptied


def test_exactly_hundred_percent_is_told_once_a_year():
    given = series(26, wastewater_treated=[7.0] * 26, wastewater_generated=[7.0] * 26)
    assert found("D-02", given) == [("wastewater_treated", "2022-12"), ("wastewater_treated", "2023-12")]


def test_a_cumulative_figure_beside_its_months():
    given = replace(
        series(electricity=[100, 100, 100]), to_date={"electricity": {2: ToDate(330.0, beside_months=True)}}
    )
    assert found("C-12", given) == [("electricity", "2022-03")]


def spanning(length: int, quantity: float, months: int = 12) -> Spans:
    """A figure of the first `length` months."""
    standing = np.full(months, np.nan)
    standing[length - 1] = quantity
    lag = np.pad(np.arange(length), (0, months - length))
    lead = np.pad(np.arange(length)[::-1], (0, months - length))
    return Spans(standing, lead, lag)


def with_spans(given: SiteSeries, **spans: Spans) -> SiteSeries:
    return replace(given, spans=spans)


def test_a_cumulative_figure_is_held_against_the_same_months_of_the_whole():
    first_two = [np.nan, np.nan, 10]
    given = series(green_power=[*first_two[:2], 5], renewable_self_use=[0, 0, 0], electricity=first_two)
    both = with_spans(given, green_power=spanning(2, 31), electricity=spanning(2, 30))
    assert found("A-01", both) == [(None, "2022-02")]
    assert problem("A-01", both).params == {"left": 31.0, "right": 30.0}
    months = series(green_power=[np.nan, np.nan], renewable_self_use=[0, 0], electricity=[15, 15])
    assert found("A-01", with_spans(months, green_power=spanning(2, 31))) == [(None, "2022-02")]
    assert found("A-01", with_spans(months, green_power=spanning(2, 30))) == []


def test_annual_figures_are_held_against_each_other():
    given = series(
        green_power=[], electricity=[], annual={"green_power": {2022: 31.0}, "electricity": {2022: 30.0}}
    )
    assert found("A-01", given) == [(None, "2022-12")]
    assert problem("A-01", given).annual


def test_a_balance_from_january_goes_through_a_cumulative_figure():
    given = solid_waste(solid_waste_generated=[np.nan, np.nan, 100])
    assert found("B-02", with_spans(given, solid_waste_generated=spanning(2, 200))) == []
    assert found("B-02", with_spans(given, solid_waste_generated=spanning(2, 250))) == [
        (None, "2022-02"),
        (None, "2022-03"),
    ]


def test_an_annual_figure_is_held_against_months_and_cumulative_figures():
    given = series(electricity=[np.nan, np.nan] + [100.0] * 10, annual={"electricity": {2022: 1300.0}})
    assert found("C-05", with_spans(given, electricity=spanning(2, 200))) == [("electricity", "2022-12")]
    assert found("C-05", with_spans(given, electricity=spanning(2, 300))) == []


def test_growth_is_compared_over_cumulative_figures_too():
    levels = [np.nan, np.nan]
    given = series(24, value_added_real__2020=levels, value_added_growth=[np.nan] * 13 + [8])
    spans = spanning(2, 200, 24)
    spans.quantity[13], spans.lag[13], spans.lead[12] = 220, 1, 1
    assert found("C-06", with_spans(given, **{"value_added_real@2020": spans})) == [
        ("value_added_growth", "2023-02")
    ]


def test_a_cumulative_or_annual_figure_may_be_beyond_any_size():
    most = catalog().items["electricity"].maximum
    given = series(electricity=[np.nan, np.nan], annual={"electricity": {2022: most * 2}})
    beyond = with_spans(given, electricity=spanning(2, most * 1.01))
    assert found("B-01", beyond) == [("electricity", "2022-02"), ("electricity", "2022-12")]
