"""`tracker trend`: JSON as the contract has it, a table that begins with the sentence, refusals."""

import pytest

from tests.cli.conftest import Tracker

MONTHS = [f"{year}-{month:02d}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]
MONTHS += ["2025-01", "2025-02"]
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


@pytest.fixture
def park(tracker: Tracker) -> Tracker:
    tracker.done("site", "add", "--code", "P1", "--name", "示范园区", "--level", "provincial")
    tracker.bring_in(
        row
        for place, month in enumerate(MONTHS)
        for row in (
            ("P1", month, "electricity", f"{100 * 0.97 ** (place / 12) + place % 5:.6f}", "万kWh"),
            ("P1", month, "value_added_real", "1000", "万元@2020"),
        )
    )
    return tracker


def trend(park: Tracker, *given: str, indicator: str = "energy_intensity"):
    return park("trend", "--site", "P1", "--indicator", indicator, *given)


def test_json_has_every_field_and_nothing_else_is_printed(park: Tracker) -> None:
    answer = trend(park, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert list(answer.json) == FIELDS
    assert answer.json["verdict"] == "declining"
    assert [list(answer.json[part]) for part in ("seasonal_mann_kendall", "slope", "hac")] == [
        ["n", "s", "var_s", "z", "p"],
        ["per_year", "low", "high"],
        ["annual_change", "low", "high", "p"],
    ]
    assert answer.json["forecast"]["year"] == 2025


def test_parts_that_cannot_be_had_are_null(park: Tracker) -> None:
    answer = trend(park, "--format", "json", indicator="wastewater_treatment_rate").json
    assert (answer["seasonal_mann_kendall"], answer["slope"], answer["hac"]) == (None, None, None)
    assert (answer["verdict"], answer["forecast"], answer["remaining"]) == ("too_short", None, None)


def test_it_ends_with_the_month_asked_for(park: Tracker) -> None:
    answer = trend(park, "--format", "json", "--through", "2024-05").json
    assert answer["series"][-1]["period"] == "2024-05"
    assert answer["remaining"]["months"] == 7


@pytest.mark.parametrize(("lang", "word"), [("zh", "呈下降趋势"), ("en", "has been declining")])
def test_a_table_begins_with_the_sentence(park: Tracker, lang: str, word: str) -> None:
    answer = trend(park, "--lang", lang)
    assert answer.code == 0
    assert word in answer.out.splitlines()[0]


def test_reported_figures_are_none_before_the_first_report(park: Tracker) -> None:
    assert trend(park, "--format", "json", "--reported").json["notes"] == ["no_data"]


@pytest.mark.parametrize(
    ("given", "code"),
    [(("--through", "2025-04"), 1), (("--through", "2025"), 2), (("--format", "csv"), 2)],
)
def test_what_cannot_be_asked_is_refused(park: Tracker, given: tuple[str, ...], code: int) -> None:
    answer = trend(park, *given)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err


def test_unknown_names_are_refused(park: Tracker) -> None:
    assert trend(park, indicator="nothing").code == 1
    assert park("trend", "--site", "P9", "--indicator", "energy_total").code == 1
    assert park("trend", "--site", "P1").code == 2
