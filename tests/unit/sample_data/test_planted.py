"""Each planted problem stands in the figures where `planted.yaml` says."""

from collections import defaultdict
from datetime import date
from functools import cache

import pytest

from tracker.services.demo.files import read_planted
from tracker.services.demo.province import Province, ResolvedProblem, generate

WANTED = {
    "gap",
    "factor",
    "frozen",
    "rain_inflow",
    "drift",
    "stored_then_used",
    "stock_worked_off",
    "scope_change",
    "dumped",
    "late_report",
}


@cache
def province() -> Province:
    return generate(date(2026, 11, 22))


@cache
def problems() -> dict[str, ResolvedProblem]:
    return {problem.entry.code: problem for problem in province().planted}


@cache
def figures() -> dict[tuple[str, str], dict[str, float]]:
    """Every figure, by site and item, and then by month."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in province().rows:
        found[row.site, row.item][row.period] = float(row.value)
    return found


def values(code: str, item: str) -> list[float | None]:
    problem = problems()[code]
    return [figures()[problem.entry.site, item].get(month) for month in problem.months]


def test_every_kind_the_demo_promises_is_planted():
    assert {entry.kind for entry in read_planted()} >= WANTED
    assert len(problems()) == len(read_planted())


def test_every_problem_names_its_rule_or_that_there_is_none():
    assert {entry.code for entry in read_planted() if entry.found_by.rule == "none"} == {
        "stored_then_used",
        "old_stock",
    }


def test_all_planted_months_are_complete():
    assert all("2020-01" <= month <= "2026-10" for p in problems().values() for month in p.months)


@pytest.mark.parametrize("code", ["gap_electricity", "gap_water"])
def test_a_gap_has_no_figure(code):
    for item in problems()[code].entry.items:
        assert set(values(code, item)) == {None}


@pytest.mark.parametrize(("code", "item"), [("slip_gas", "natural_gas"), ("slip_electricity", "electricity")])
def test_a_unit_slip_stands_far_from_the_months_around_it(code, item):
    problem = problems()[code]
    usual = sorted(figures()[problem.entry.site, item].values())[
        len(figures()[problem.entry.site, item]) // 2
    ]
    assert values(code, item)[0] > 500 * usual


def test_a_frozen_meter_repeats_its_figure():
    assert len(set(values("frozen_meter", "tap_water"))) == 1


def test_rain_makes_treated_exceed_generated():
    pairs = zip(
        values("rain_inflow", "wastewater_treated"),
        values("rain_inflow", "wastewater_generated"),
        strict=True,
    )
    assert all(treated > generated for treated, generated in pairs)


def test_stored_waste_is_used_within_the_year():
    stored = values("stored_then_used", "solid_waste_stored")
    assert min(stored[:3]) > 0 > max(stored[3:])
    assert sum(figures()["YN17", "solid_waste_stored"][f"2025-{m:02d}"] for m in range(1, 13)) >= 0


def test_old_stock_shrinks_by_what_is_used_of_it():
    stock = figures()["YN28", "solid_waste_stock_end"]
    used = values("old_stock", "solid_waste_utilized_stock")
    assert stock["2026-01"] - stock["2026-09"] == pytest.approx(sum(used))


def test_the_scope_changes_at_a_dated_month():
    (site,) = [site for site in province().sites if site.code == "YN25"]
    assert site.scope == ((None, "above_scale"), ("2026-01", "all"))


def test_flattering_prices_leave_no_comparable_figure():
    items = {row.item for row in province().rows if row.site == "YN19"}
    assert "value_added" in items
    assert not {"value_added_real", "value_added_growth"} & items


def test_an_amount_was_dumped_in_one_month_only():
    dumped = figures()["YN36", "solid_waste_dumped"]
    assert [month for month, amount in dumped.items() if amount] == ["2026-05"]


def test_the_late_report_is_still_a_draft():
    (state,) = [r.state for r in province().reports if (r.site, r.period) == ("YN29", "2026-09")]
    assert state == "draft"
