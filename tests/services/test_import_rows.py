"""What one row of a long CSV may say, and what is said of one that can't be a figure (issue, Bad input)."""

import pytest

from tests.services.province import Province

TAKEN = [
    ("P1,2024-03,electricity,395.5,万kWh", 3_955_000.0),
    ("P1,2024-03,electricity,1.204,", 1.204),
    ("P1,2024-03,surface_water,１，２０４．５,m³", 1204.5),
    ('P1,2024-03,surface_water,"1,204.5",立方米', 1204.5),
    ("P1,2024-03,surface_water,5,t", 5.0),
    ("P1,2024-01..03,electricity,0,kWh", 0.0),
    ("P1,2023,value_added_real,12.5,亿元@2020", 125_000.0),
    ("P1,2024-03,value_added_growth,-3.1,%", -3.1),
    ("P1,2024-03,solid_waste_stored,-4,t", -4.0),
]


@pytest.mark.parametrize(("row", "value"), TAKEN)
def test_a_figure_is_kept_as_typed_and_in_the_canonical_unit(
    province: Province, row: str, value: float
) -> None:
    outcome = province.bring_in(row + ",,,")
    (figure,) = province.figures().values()
    assert (outcome.changed, outcome.refused, outcome.stored) == (1, 0, True)
    assert figure.value == pytest.approx(value, rel=1e-12)
    assert figure.text in row
    assert figure.unit in row


REFUSED = [
    ("P1,2024-03,surface_water,5,GJ", "unit", "wrong_dimension"),
    ("P1,2024-03,gold,5,t", "item", "unknown_item"),
    ("P9,2024-03,electricity,5,kWh", "site", "unknown_site"),
    ("P1,2024-03,electricity,5,flops", "unit", "unknown_unit"),
    ("P1,2024-03,raw_coal,5,ton", "unit", "unknown_unit"),
    ("P1,2024-03,natural_gas,5,Nm", "unit", "unknown_unit"),
    ("P1,2024-03,raw_coal,5,104tn", "unit", "unknown_unit"),
    ("P1,2024-13,electricity,5,kWh", "period", "bad_period"),
    ("P1,2024-02..03,electricity,5,kWh", "period", "bad_period"),
    ("P1,March,electricity,5,kWh", "period", "bad_period"),
    ("P1,0001-01,electricity,5,kWh", "period", "bad_period"),
    ("P1,2024-06,electricity,5,kWh", "period", "future_period"),
    ("P1,2024,electricity,5,kWh", "period", "future_period"),
    ("P1,2024-03,electricity,NaN,kWh", "value", "not_a_number"),
    ("P1,2024-03,electricity,inf,kWh", "value", "not_a_number"),
    ("P1,2024-03,electricity,1e400,kWh", "value", "not_a_number"),
    ("P1,2024-03,electricity,1e303,万kWh", "value", "not_a_number"),
    ("P1,2024-03,electricity,1e18,kWh", "value", "not_a_number"),
    ("P1,2024-03,electricity,1e-19,kWh", "value", "not_a_number"),
    ("P1,2024-03,value_added_growth,−3.1,%", "value", "not_a_number"),
    ("P1,2024-03,electricity,未监测,kWh", "value", "not_a_number"),
    ("P1,2024-03,electricity,-5,kWh", "value", "negative"),
    ("P1,2024-03,value_added_real,5,万元", "unit", "wrong_dimension"),
    ("P1,2024-03,value_added_real,5,", "unit", "wrong_dimension"),
    ("P1,2024-03,electricity,5,kWh,hearsay", "source", "unknown_source"),
    ("P1,2024-03,electricity,,kWh,,because", "reason", "unknown_reason"),
]


@pytest.mark.parametrize(("row", "column", "code"), REFUSED)
def test_what_cannot_be_a_figure_is_refused_with_its_place(
    province: Province, row: str, column: str, code: str
) -> None:
    outcome = province.bring_in("P1,2024-03,coke,7,t,,,", row + "," * (7 - row.count(",")))
    (problem,) = outcome.problems
    assert (problem.row, problem.column, problem.code) == (3, column, code)
    assert (outcome.refused, outcome.changed, outcome.stored) == (1, 1, False)
    assert province.figures() == {}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_refusal_is_a_sentence_in_both_languages(province: Province, lang: str) -> None:
    rows = [row + "," * (7 - row.count(",")) for row, _, _ in REFUSED]
    answer = province.bring_in(*rows).as_json(lang)  # type: ignore[arg-type]
    assert answer["refused"] == len(REFUSED)
    assert all(len(problem["message"]) > 4 for problem in answer["problems"])


def test_all_that_is_wrong_with_a_row_is_said_at_once(province: Province) -> None:
    outcome = province.bring_in("P9,2024-13,gold,5,t,,,")
    assert [problem.column for problem in outcome.problems] == ["site", "period", "item"]
    assert outcome.refused == 1


def test_a_mistyped_item_is_answered_with_the_likely_one(province: Province) -> None:
    (problem,) = province.bring_in("P1,2024-03,electrcity,5,kWh,,,").problems
    assert problem.params["close"] == "electricity"


def test_a_growth_rate_is_one_cell_as_month_and_as_cumulative(province: Province) -> None:
    outcome = province.bring_in(
        "P1,2024-03,value_added_growth,5.1,%,,,", "P1,2024-01..03,value_added_growth,5.2,%,,,"
    )
    assert {problem.code for problem in outcome.problems} == {"conflict"}
