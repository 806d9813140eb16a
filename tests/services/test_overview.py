"""The overview: what outranks what, who sees whom, what is counted, and that it keeps up with reports."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.services.province import Province
from tracker.catalog.results import Row
from tracker.compute.verdicts import Asked, Verdict
from tracker.messages import Refusal
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.judging.overview import mark_of, overview, quarter_asked, quarters, totals
from tracker.services.judging.overview_cell import overview_cell
from tracker.services.reporting import reports

MARCH = "2024-03"
WHY = "其余各项本月均未发生"
RATE = "wastewater_treatment_rate"


def treated(site: str, amount: int) -> list[str]:
    """A quarter's wastewater of 100 m³ a month, of which so much was treated."""
    return [
        f"{site},2024-{month:02d},wastewater_{what},{value},m³,,,"
        for month in (1, 2, 3)
        for what, value in (("generated", 100), ("treated", amount))
    ]


def report_a_quarter(province: Province) -> None:
    province.bring_in(*treated("P1", 80), *treated("P2", 100))
    for name, site in (("officer", "P1"), ("neighbour", "P2")):
        for month in ("2024-01", "2024-02", MARCH):
            reports.submit(province.app, province.acting(name), site, month, WHY)


@pytest.fixture(scope="module")
def quarter(made_from: Callable[..., Path]) -> Path:
    return made_from(report_a_quarter)


@pytest.fixture
def reported(quarter: Path, copy_of: Callable[[Path], Province]) -> Province:
    """P2 treats all its wastewater, P1 not; both have reported the first quarter."""
    return copy_of(quarter)


def verdict(status: str | None) -> Verdict:
    return Verdict(status, provisional=False, value=1, have=0, need=0, change=None, required=1, reason=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statuses", "mark"),
    [
        (("met", "not_evaluable"), "not_evaluable"),
        (("not_evaluable", "at_risk"), "at_risk"),
        (("at_risk", "not_met", "met"), "not_met"),
        (("met", None), "met"),
        ((None,), "not_evaluable"),
    ],
)
def test_a_park_s_mark_is_its_worst_finding_and_not_evaluable_outranks_met(statuses, mark):
    assert mark_of({str(place): verdict(status) for place, status in enumerate(statuses)})[0] == mark


def test_the_worst_stands_first_and_everybody_is_counted(reported: Province):
    found = overview(reported.app, reported.acting("province"), MARCH)
    assert [(line.code, line.mark) for line in found.parks] == [("P1", "at_risk"), ("P2", "not_evaluable")]
    assert found.parks[1].cells[RATE].status == "met"
    counted = totals(found.parks)
    assert counted.marks == {"not_met": 0, "at_risk": 1, "not_evaluable": 1, "met": 0}
    assert (counted.received, counted.parks) == (2, 2)


def test_a_reviewer_of_a_prefecture_sees_its_parks_alone(reported: Province):
    overview(reported.app, reported.acting("province"), MARCH)
    found = overview(reported.app, reported.acting("kunming"), MARCH)
    assert [line.code for line in found.parks] == ["P1"]


def test_a_report_that_moves_shows_at_once(reported: Province):
    who = reported.acting("province")
    before = overview(reported.app, who, MARCH).parks[0]
    reports.return_(reported.app, who, "P1", MARCH, "污水数据请核对")
    after = overview(reported.app, who, MARCH).parks[0]
    assert (before.report, after.report) == ("submitted", "returned")
    assert (before.late, after.late) == (False, True)


def test_an_edit_under_way_moves_no_verdict_until_it_is_sent(reported: Province):
    who = reported.acting("province")
    reports.return_(reported.app, who, "P1", MARCH, "污水数据请核对")
    for month in ("2024-01", "2024-02"):
        reports.return_(reported.app, who, "P1", month, "污水数据请核对")
    reported.bring_in(*treated("P1", 100))
    assert overview(reported.app, who, MARCH).parks[0].cells[RATE].status == "at_risk"
    for month in ("2024-01", "2024-02", MARCH):
        reports.submit(reported.app, reported.acting("officer"), "P1", month, WHY)
    cells = {line.code: line.cells for line in overview(reported.app, who, MARCH).parks}
    assert cells["P1"][RATE].status == "met"


def test_verdicts_say_what_the_rows_say(reported: Province):
    who = reported.acting("province")
    found = overview(reported.app, who, MARCH, every=True)
    rows = indicator_rows(reported.app, who, windows=["ytd"], period=MARCH, reported=True)
    compared = 0
    for row in rows:
        line = next((line for line in found.parks if line.code == row["site"]), None)
        if line is not None:
            assert told(line.cells[row["indicator"]]) == expected(row)
            compared += 1
    assert compared > 10


def told(cell: Verdict) -> tuple[object, ...]:
    return cell.status, cell.value, cell.reason, cell.provisional


def expected(row: Row) -> tuple[object, ...]:
    finding = row["findings"][0] if row["findings"] else None
    compared = row["yoy"]["value"] if row["yoy"] else None
    value = compared if compared is not None else row["value"]
    return (
        finding["status"] if finding else None,
        value if value is not None else row["partial"],
        finding["reason"] if finding else row["reason"],
        finding["provisional"] if finding else row["provisional"],
    )


def test_quarters_end_with_the_last_that_is_over_and_judge_the_year_in_december(reported: Province):
    strip = quarters(reported.app, reported.acting("province"), "2024-04")
    assert (len(strip.months), strip.months[-1]) == (12, MARCH)
    assert strip.verdicts["P1", MARCH][RATE].status == "at_risk"
    assert quarter_asked(RATE, "2023-12") == Asked(RATE, "year", "2023")
    assert quarter_asked(RATE, "2023-09") == Asked(RATE, "ytd", "2023-09")


def test_the_year_looked_at_is_the_last_that_was_over(reported: Province):
    who = reported.acting("province")
    assert overview(reported.app, who, MARCH, window="year").period == "2023"
    assert overview(reported.app, who, "2023-12", window="year").period == "2023"


def test_a_cell_is_opened_with_its_months_and_its_flag(reported: Province):
    cell = overview_cell(reported.app, reported.acting("province"), "P1", Asked(RATE, "ytd", MARCH), "zh")
    assert cell.finding is not None
    assert cell.finding["status"] == "at_risk"
    assert [step.value for step in cell.year.steps[:3]] == [80.0, 80.0, 80.0]
    assert [(flag["indicator"], flag["severity"]) for flag in cell.flags] == [(RATE, "orange")]


@pytest.mark.parametrize("site", ["P2", "P9"])
def test_a_cell_out_of_reach_is_as_unknown_as_one_that_is_not(reported: Province, site: str):
    with pytest.raises(Refusal) as refused:
        overview_cell(reported.app, reported.acting("kunming"), site, Asked(RATE, "ytd", MARCH), "zh")
    assert (refused.value.code, refused.value.params) == ("unknown_site", {"site": site})


def test_a_report_is_late_from_the_day_after_it_was_due(province: Province):
    found = overview(province.app, province.acting("province"), "2024-04")
    assert province.app.today() == date(2024, 5, 20)
    assert {line.late for line in found.parks} == {True}
