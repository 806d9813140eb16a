"""Where an indicator is going, asked of a service: what it rests on, who may ask, what bad figures do."""

import json
import shutil
import warnings
from datetime import date
from itertools import pairwise

import pytest

from tests.support.parks import OFFICER, OPERATOR, REVIEWER, house, reopened
from tracker.compute.forecast import FORECAST_REASONS
from tracker.compute.trends import VERDICTS
from tracker.messages import Refusal, WrongUsage, numbers, word
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.judging.outlook_texts import sentences
from tracker.services.judging.outlooks import outlook, outlooks
from tracker.services.sites import SiteChange, set_site
from tracker.store.database import make_engine

TODAY = date(2025, 8, 20)
MONTHS = [f"{year}-{month:02d}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]
MONTHS += [f"2025-{month:02d}" for month in range(1, 8)]
FIELDS = [
    "site",
    "indicator",
    "unit",
    "series",
    "yoy",
    "seasonal_mann_kendall",
    "slope",
    "hac",
    "verdict",
    "verdict_test",
    "forecast",
    "remaining",
    "notes",
]


def wave(place):
    """A season and something like noise, the same every time."""
    return 1 + 0.1 * ((place * 7) % 12 / 11 - 0.5) + 0.02 * ((place * place * 5) % 13 / 12 - 0.5)


def falling(site, item, unit, start=100.0, rate=0.97, months=MONTHS):
    return [
        f"{site},{month},{item},{start * rate ** (place / 12) * wave(place):.9g},{unit}"
        for place, month in enumerate(months)
    ]


def level(site, item, value, unit, months=MONTHS):
    return [f"{site},{month},{item},{value},{unit}" for month in months]


@pytest.fixture(scope="module")
def prepared(sqlite_shape, tmp_path_factory):
    """P1 by comparable prices, P2 by stated growth, P3 without figures; declared away is all but energy."""
    folder = tmp_path_factory.mktemp("prepared")
    path = shutil.copyfile(sqlite_shape, folder / "tracker.db")
    engine = make_engine(f"sqlite:///{path}")
    place = house(engine, folder, TODAY)
    for code in ("P1", "P2", "P3"):
        place.site(code, since="2021-01")
    place.figures(falling("P1", "electricity", "万kWh") + level("P1", "value_added_real", 1000, "万元@2020"))
    place.figures(
        falling("P2", "electricity", "万kWh")
        + level("P2", "value_added", 1000, "万元")
        + level("P2", "value_added_growth", 5, "%")
    )
    engine.dispose()
    return path


@pytest.fixture
def park(prepared, tmp_path):
    engine = make_engine(f"sqlite:///{shutil.copyfile(prepared, tmp_path / 'tracker.db')}")
    yield reopened(engine, tmp_path, TODAY)
    engine.dispose()


def ask(park, site="P1", indicator="energy_intensity", actor=OPERATOR, **given):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = outlook(park.app, actor, site, indicator, **given)
    text = json.dumps(found.as_json(), allow_nan=False)
    assert sentences(park.app.catalog, found, "zh")
    assert sentences(park.app.catalog, found, "en")
    assert "nan" not in " ".join(sentences(park.app.catalog, found, "en")).lower()
    return found, json.loads(text)


def row_of(park, window, period, site="P1", indicator="energy_intensity"):
    (row,) = indicator_rows(
        park.app, OPERATOR, sites=[site], indicators=[indicator], windows=[window], period=period
    )
    return row


def test_the_answer_has_the_contracts_fields(park):
    _, answer = ask(park)
    assert list(answer) == FIELDS
    assert list(answer["forecast"]) == [
        "year",
        "value",
        "low",
        "high",
        "level",
        "baseline",
        "probability_met",
    ]
    assert list(answer["remaining"]) == ["months", "max_average", "unit", "assumed_denominator"]
    assert answer["series"][0]["period"] == "2021-01"
    assert answer["series"][-1]["period"] == "2025-07"


def test_a_fall_of_three_percent_is_found_forecast_and_likely_to_go_on(park):
    found, answer = ask(park)
    assert answer["verdict"] == "declining"
    assert found.deciding["change"] == pytest.approx(-0.03, abs=0.01)
    made = answer["forecast"]
    assert (made["year"], made["level"]) == (2025, 0.8)
    assert made["low"] < made["value"] < made["high"] < made["baseline"]
    assert made["probability_met"] > 0.8


def test_the_baseline_is_the_engines_figure_of_last_year(park):
    for site in ("P1", "P2"):
        _, answer = ask(park, site=site)
        year = row_of(park, "year", "2024", site)
        assert answer["forecast"]["baseline"] == pytest.approx(year["value"])


def test_months_are_those_of_the_engine(park):
    _, answer = ask(park)
    month = row_of(park, "month", "2025-06")
    assert answer["series"][-2]["value"] == pytest.approx(month["value"])
    assert answer["yoy"][-2] == {"period": "2025-06", "change": pytest.approx(month["yoy"]["change"])}


def test_january_and_february_have_no_change_alone(park):
    _, answer = ask(park)
    changes = {entry["period"]: entry["change"] for entry in answer["yoy"]}
    assert (changes["2025-01"], changes["2025-02"]) == (None, None)
    assert changes["2025-03"] is not None


def test_by_stated_growth_the_fall_is_that_of_the_year_so_far(park):
    found, answer = ask(park, site="P2")
    assert "prices_growth" in answer["notes"]
    year_to_date = row_of(park, "ytd", "2025-07", "P2")
    assert year_to_date["yoy"]["basis"] == "growth"
    last = found.fan[0]
    assert last.low <= last.value <= last.high
    assert answer["forecast"]["value"] / answer["forecast"]["baseline"] == pytest.approx(
        1 + year_to_date["yoy"]["change"], abs=0.02
    )


def test_averaging_just_what_is_left_ends_the_year_at_last_years_figure(park):
    found, answer = ask(park)
    left = answer["remaining"]
    assert (left["months"], left["unit"]) == (5, "tce/万元")
    assert left["assumed_denominator"]["value"] == pytest.approx(5000)
    so_far = row_of(park, "ytd", "2025-07")["value"]
    year = (so_far * 7000 + left["max_average"] * 5000) / 12000
    assert year == pytest.approx(answer["forecast"]["baseline"], rel=1e-6)
    assert found.recent[0] == 5


def test_the_fan_goes_from_the_year_so_far_to_the_forecast(park):
    found, answer = ask(park)
    assert [point.month % 12 + 1 for point in found.fan] == [8, 9, 10, 11, 12]
    end, made = found.fan[-1], answer["forecast"]
    assert (end.value, end.low, end.high) == pytest.approx((made["value"], made["low"], made["high"]))
    widths = [point.high - point.low for point in found.fan]
    assert all(before < after for before, after in pairwise(widths))


def test_the_fan_follows_the_season_of_last_year(park):
    park.site("P4", since="2021-01")
    season = [100, 90, 80, 70, 60, 50, 40, 50, 70, 120, 200, 300]
    park.figures(
        [f"P4,{month},electricity,{season[place % 12]},万kWh" for place, month in enumerate(MONTHS)]
        + level("P4", "value_added_real", 1000, "万元@2020")
    )
    for indicator in ("energy_total", "energy_intensity"):
        found, _ = ask(park, site="P4", indicator=indicator)
        for point in found.fan:
            before = row_of(park, "ytd", f"2024-{point.month % 12 + 1:02d}", "P4", indicator)["value"]
            assert point.value == pytest.approx(before, rel=1e-3)


def test_every_reason_and_verdict_has_its_words():
    for lang in ("zh", "en"):
        for reason in filter(None, FORECAST_REASONS):
            assert word("forecast_reason", reason, lang)
        assert all(word("verdict", verdict, lang) for verdict in VERDICTS)


def test_a_quantity_adds_up_through_the_year(park):
    found, answer = ask(park, indicator="energy_total")
    assert found.fan[-1].value == pytest.approx(answer["forecast"]["value"])
    assert found.fan[0].value > row_of(park, "ytd", "2025-07", indicator="energy_total")["value"]
    assert answer["forecast"]["probability_met"] is None
    assert answer["remaining"] is None


def test_a_year_that_is_over_is_told_beside_the_one_before(park):
    found, answer = ask(park, through="2024-12")
    said = sentences(park.app.catalog, found, "zh")[1]
    assert said.startswith("2024 年全年 ")
    assert numbers.shown(answer["forecast"]["baseline"], 4) in said.partition("上年")[2]


def test_an_earlier_month_sees_what_was_known_then(park):
    _, answer = ask(park, through="2023-05")
    assert answer["series"][-1]["period"] == "2023-05"
    assert answer["forecast"]["year"] == 2023
    _, whole = ask(park, through="2024-12")
    assert whole["forecast"]["low"] == whole["forecast"]["high"] == whole["forecast"]["value"]
    assert whole["remaining"] is None


def test_too_short_a_series_is_said_to_be(park):
    _, answer = ask(park, through="2022-06")
    assert answer["verdict"] == "too_short"
    assert answer["forecast"] is None
    assert {"no_test:too_short", "no_forecast:too_short"} <= set(answer["notes"])


def test_a_site_without_figures_has_none_to_show(park):
    found, answer = ask(park, site="P3")
    assert (answer["series"], answer["yoy"], answer["verdict"]) == ([], [], "too_short")
    assert (answer["forecast"], answer["remaining"], answer["notes"]) == (None, None, ["no_data"])
    assert found.through is None


def test_current_prices_alone_are_not_followed(park):
    park.site("P4", since="2021-01")
    park.figures(falling("P4", "electricity", "万kWh") + level("P4", "value_added", 1000, "万元"))
    found, answer = ask(park, site="P4")
    assert "no_comparable_price" in answer["notes"]
    assert (answer["verdict"], answer["forecast"]) == ("too_short", None)
    assert "现价" in sentences(park.app.catalog, found, "zh")[-1]


def rate(park, generated, treated, months=MONTHS, code="P4"):
    park.site(code, since="2021-01")
    park.figures(
        level(code, "wastewater_generated", generated, "m³", months)
        + level(code, "wastewater_treated", treated, "m³", months)
    )
    return ask(park, site=code, indicator="wastewater_treatment_rate")


def test_a_rate_that_stands_at_its_bound_is_a_stated_case(park):
    found, answer = rate(park, 100, 100)
    assert answer["verdict"] == "no_trend"
    assert {"no_test:constant", "stands_at_bound", "at_least"} <= set(answer["notes"])
    assert answer["forecast"]["probability_met"] == 1.0
    assert "没有波动" in sentences(park.app.catalog, found, "zh")[1]


def test_a_rate_that_lost_a_month_cannot_be_met_any_more(park):
    found, answer = rate(park, 100, 90)
    assert "cannot_be_met" in answer["notes"]
    assert answer["forecast"]["probability_met"] == 0.0
    assert sentences(park.app.catalog, found, "zh")[-1] == "余下 5 个月无论怎样，都已不能达到全年目标。"


def test_a_change_of_base_is_linked(park):
    park.site("P4", since="2021-01")
    both, after = MONTHS[24:36], MONTHS[36:]
    park.figures(
        falling("P4", "electricity", "万kWh")
        + level("P4", "value_added_real", 1000, "万元@2020", MONTHS[:36])
        + level("P4", "value_added_real", 1100, "万元@2023", both + after)
    )
    _, linked = ask(park, site="P4")
    _, plain = ask(park)
    months = zip(linked["series"], plain["series"], strict=True)
    assert all(one["value"] == pytest.approx(other["value"] / 1.1) for one, other in months)
    assert linked["verdict"] == "declining"


def test_a_change_of_the_way_of_collecting_leaves_the_months_that_have_only_the_other(park):
    park.site("E4", kind="enterprise", parent="P1", since="2021-01")
    park.figures(
        falling("E4", "electricity", "万kWh", months=MONTHS[24:])
        + level("E4", "value_added_real", 1000, "万元@2020", MONTHS[24:])
    )
    set_site(park.app, OPERATOR, SiteChange("P1", collect="rollup", since="2024-01"))
    _, answer = ask(park, indicator="energy_total")
    values = {entry["period"]: entry["value"] for entry in answer["series"]}
    assert values["2022-06"] is None
    assert values["2023-06"] is not None
    assert answer["seasonal_mann_kendall"]["n"] == 31


def test_other_scope_is_left_out(park):
    set_site(park.app, OPERATOR, SiteChange("P1", scope="above_scale", since="2023-01"))
    _, answer = ask(park)
    assert "scope_changed" in answer["notes"]
    assert {entry["value"] for entry in answer["series"] if entry["period"] < "2023"} == {None}
    assert answer["seasonal_mann_kendall"]["n"] == 31


BAD = {
    "constant": ["100"] * 55,
    "zeros": ["0"] * 55,
    "zeros_between": ["0" if place % 3 else "100" for place in range(55)],
    "one_value": ["100"] + [""] * 54,
    "every_other": ["100" if place % 2 else "" for place in range(55)],
    "jump": ["100"] * 40 + ["100000000000"] * 15,
    "tiny": ["0.000000001"] * 40 + ["1000000000"] * 15,
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("indicator", ["energy_intensity", "energy_total"])
def test_bad_figures_get_a_verdict_or_a_reason(park, kind, indicator):
    park.site("P4", since="2021-01")
    park.figures(
        [f"P4,{month},electricity,{value},kWh" for month, value in zip(MONTHS, BAD[kind], strict=True)]
        + level("P4", "value_added_real", 1000, "万元@2020")
    )
    _, answer = ask(park, site="P4", indicator=indicator)
    reasons = [note for note in answer["notes"] if note.startswith("no_forecast:")]
    assert (answer["forecast"] is None) == bool(reasons)
    assert answer["verdict"] in ("declining", "no_trend", "rising", "too_short")
    if kind == "one_value":
        assert (answer["verdict"], answer["forecast"]) == ("too_short", None)


@pytest.mark.parametrize("output", ["0", "-50"])
def test_value_added_at_or_below_zero_leaves_a_reason(park, output):
    park.site("P4", since="2021-01")
    park.figures(falling("P4", "electricity", "万kWh") + level("P4", "value_added_real", output, "万元@2020"))
    _, answer = ask(park, site="P4")
    assert (answer["verdict"], answer["forecast"]) == ("too_short", None)
    assert "no_forecast:denominator_not_positive" in answer["notes"]


def test_more_given_away_than_used_is_a_negative_total_with_a_verdict(park):
    park.site("P4", since="2021-01")
    park.figures(
        level("P4", "electricity", 100, "kWh") + falling("P4", "electricity_exported", "kWh", start=300.0)
    )
    _, answer = ask(park, site="P4", indicator="energy_total")
    assert answer["hac"] is None
    assert answer["verdict"] == "rising"
    assert "no_forecast:numerator_not_positive" in answer["notes"]


def test_months_inside_a_span_are_not_tested_but_count_in_the_forecast(park):
    park.site("P4", since="2021-01")
    single = [month for month in MONTHS if month[5:] not in ("01", "02")]
    spans = [f"P4,{year}-01..02,electricity,200,万kWh" for year in range(2021, 2026)]
    park.figures(
        level("P4", "electricity", 100, "万kWh", single)
        + spans
        + level("P4", "value_added_real", 1000, "万元@2020")
    )
    _, answer = ask(park, site="P4")
    assert answer["seasonal_mann_kendall"]["n"] == 45
    assert answer["forecast"]["value"] == pytest.approx(answer["series"][-1]["value"])


def test_a_span_of_an_earlier_year_that_reaches_beyond_the_months_known_is_not_split(park):
    park.site("P4", since="2021-01")
    quarters = [f"P4,{year}-01..03,electricity,300,kWh" for year in (2022, 2023, 2024)]
    single = [month for month in MONTHS[:50] if month[:4] in ("2021", "2025") or month[5:] > "03"]
    park.figures(level("P4", "electricity", 100, "kWh", single) + quarters)
    _, answer = ask(park, site="P4", indicator="energy_total", through="2025-02")
    assert answer["forecast"]["value"] == pytest.approx(12 * answer["series"][-1]["value"])


def test_the_bureau_sees_reported_figures_only(park):
    _, answer = ask(park, actor=REVIEWER)
    assert answer["notes"] == ["no_data"]
    _, own = ask(park, actor=OFFICER)
    assert own["series"]


def test_who_and_what_is_not_known_is_refused(park):
    with pytest.raises(Refusal) as site:
        ask(park, site="P2", actor=OFFICER)
    with pytest.raises(Refusal) as indicator:
        ask(park, indicator="nothing")
    with pytest.raises(Refusal) as future:
        ask(park, through="2025-09")
    with pytest.raises(WrongUsage):
        ask(park, through="2025")
    codes = [refused.value.code for refused in (site, indicator, future)]
    assert codes == ["unknown_site", "unknown_indicator", "future_period"]


def test_a_province_at_once_says_the_same_in_short(park):
    found = outlooks(park.app, OPERATOR, ["energy_intensity", "energy_total"])
    assert set(found) == {
        (site, code) for site in ("P1", "P2") for code in ("energy_intensity", "energy_total")
    }
    for (site, code), brief in found.items():
        one, answer = ask(park, site=site, indicator=code)
        made = answer["forecast"]
        assert brief.verdict == answer["verdict"]
        assert (brief.value, brief.low, brief.high) == pytest.approx(
            (made["value"], made["low"], made["high"])
        )
        assert brief.probability == pytest.approx(made["probability_met"])
        assert brief.series == pytest.approx([value for _, value in one.series[-24:]])


def test_what_was_computed_is_kept_until_a_figure_moves(park):
    first = outlooks(park.app, OPERATOR, ["energy_total"])
    assert outlooks(park.app, OPERATOR, ["energy_total"])["P1", "energy_total"] is first["P1", "energy_total"]
    park.figures(["P1,2025-07,electricity,500,万kWh"])
    moved = outlooks(park.app, OPERATOR, ["energy_total"])
    assert moved["P1", "energy_total"].value > first["P1", "energy_total"].value
