"""The demo province: deterministic, believable by industry, and balanced wherever nothing is planted."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from tracker.messages import Refusal
from tracker.services.demo.files import read_parks, read_profiles
from tracker.services.demo.province import Province, generate

TODAY = date(2026, 11, 22)
LAST = "2026-10"
SCALE = {"万kWh": 1e4, "万m³": 1e4, "万吨": 1e4}


@pytest.fixture(scope="module")
def province() -> Province:
    return generate(TODAY)


@pytest.fixture(scope="module")
def figures(province: Province) -> dict[tuple[str, str], dict[str, float]]:
    """(site, item) → period → figure in the item's own unit; base years apart."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in province.rows:
        base = row.unit.partition("@")[2]
        item = f"{row.item}@{base}" if base else row.item
        found[row.site, item][row.period] = float(row.value) * SCALE.get(row.unit, 1.0)
    return found


def year(figures: dict, site: str, item: str, of: int) -> float:
    return sum(v for period, v in figures.get((site, item), {}).items() if period[:5] == f"{of}-")


def planted_months(province: Province, site: str) -> set[str]:
    return {month for problem in province.planted if problem.entry.site == site for month in problem.months}


def test_the_same_seed_and_day_give_the_same_province(province):
    assert generate(TODAY) == province


def test_another_seed_gives_other_figures(province):
    assert generate(TODAY, seed=1).rows != province.rows


def test_a_later_day_adds_months_and_changes_none(province):
    later = {(r.site, r.period, r.item, r.unit): r.value for r in generate(date(2026, 12, 5)).rows}
    assert all(
        later[r.site, r.period, r.item, r.unit] == r.value
        for r in province.rows
        if r.period not in (LAST,) and not planted_months(province, r.site)
    )


def test_a_day_too_early_for_the_planted_problems_is_refused():
    with pytest.raises(Refusal, match="demo_too_early"):
        generate(date(2021, 3, 1))


def test_it_runs_from_2020_to_the_last_complete_month(province):
    months = {row.period for row in province.rows if len(row.period) == 7}
    assert (min(months), max(months), len(months)) == ("2020-01", LAST, 82)


def test_all_parks_are_there_and_some_are_rolled_up(province):
    parks = [site for site in province.sites if site.kind == "park"]
    rolled = {site.code for site in parks if site.collect == "rollup"}
    assert len(parks) == 44
    assert {site.parent for site in province.sites if site.kind == "enterprise"} == rolled
    assert not any(r.site in rolled and r.item == "electricity" for r in province.rows)


@pytest.mark.parametrize(
    ("site", "low", "high"),
    [
        ("YN31", 1e9, 2e10),  # aluminium
        ("YN34", 5e8, 5e9),  # silicon
        ("YN17", 2e9, 2e10),  # steel and petrochemicals
        ("YN37", 1e7, 1e8),  # medicine and tea
        ("YN40", 3e7, 5e8),  # data centres
    ],
)
def test_electricity_is_what_the_industry_takes(figures, site, low, high):
    assert low < year(figures, site, "electricity", 2024) < high


def test_aluminium_takes_far_more_power_for_its_value_than_medicine(figures):
    def intensity(site: str) -> float:
        return year(figures, site, "electricity", 2023) / year(figures, site, "value_added", 2023)

    assert intensity("YN31") > 30 * intensity("YN37")


def test_every_industry_of_a_park_has_a_profile_and_shares_add_up():
    profiles = read_profiles()
    for park in read_parks():
        assert set(park.mix) <= set(profiles)
        assert sum(park.mix.values()) == pytest.approx(1.0)


def test_furnaces_run_on_the_rainy_season(figures):
    power = figures["YN34", "electricity"]
    assert power["2024-08"] > 1.5 * power["2024-02"]


def test_most_parks_take_less_power_for_their_value_each_year(figures):
    def intensity(site: str, of: int) -> float:
        return year(figures, site, "electricity", of) / year(figures, site, "value_added_real@2020", of)

    parks = [p.code for p in read_parks() if p.price in ("real", "both") and p.collect == "direct"]
    falls = [intensity(site, of) < intensity(site, of - 1) for site in parks for of in range(2021, 2026)]
    assert 0.8 < sum(falls) / len(falls) < 1


def test_wastewater_due_is_exactly_treated_where_nothing_is_planted(province, figures):
    for (site, item), treated in figures.items():
        if item != "wastewater_treated" or planted_months(province, site):
            continue
        for period, value in treated.items():
            parts = ("wastewater_special", "wastewater_self_reused")
            due = figures[site, "wastewater_generated"][period] - sum(
                figures.get((site, part), {}).get(period, 0.0) for part in parts
            )
            assert value == pytest.approx(due, rel=1e-12)


SOLID = ("generated", "utilized", "utilized_stock", "disposed", "stored", "dumped")


def test_general_waste_is_accounted_for_at_every_site_and_month(province, figures):
    for site in {row.site for row in province.rows if row.item == "solid_waste_generated"}:
        parts = {name: figures.get((site, f"solid_waste_{name}"), {}) for name in SOLID}
        parts["generated"].pop(LAST, None)  # some reports of the newest month are half filled in
        for period, made in parts["generated"].items():
            at = {name: values.get(period, 0.0) for name, values in parts.items()}
            where = at["utilized"] - at["utilized_stock"] + at["disposed"] + at["stored"] + at["dumped"]
            assert made == pytest.approx(where, abs=1e-6), (site, period)


def test_hazardous_stock_follows_what_comes_and_goes(figures):
    for (site, item), stock in figures.items():
        if item != "hazardous_waste_stock_end":
            continue
        months = sorted(stock)[:-1]
        for before, month in pairwise(months):
            gone = figures[site, "hazardous_waste_sent_out"][month] + figures.get(
                (site, "hazardous_waste_utilized"), {}
            ).get(month, 0.0)
            made = figures[site, "hazardous_waste_generated"][month]
            assert stock[month] - stock[before] == pytest.approx(made - gone, abs=1e-6)


def test_figures_have_few_significant_digits(province):
    slips = {problem.entry.site for problem in province.planted if problem.entry.kind == "factor"}
    bills = [row.value for row in province.rows if row.source == "bill" and row.site not in slips]
    assert max(len(value.replace(".", "").lstrip("0")) for value in bills) <= 6


def test_reports_are_accepted_through_the_month_before_last_and_the_newest_partly_in(province):
    late = {p.entry.site for p in province.planted if p.entry.kind == "late_report"}
    older = {r.state for r in province.reports if r.period < LAST and r.site not in late}
    newest = {r.state for r in province.reports if r.period == LAST}
    assert older == {"accepted"}
    assert newest == {"accepted", "submitted", "returned", "draft"}


def test_january_and_february_come_together_where_statistics_give_them_so(province):
    periods = {r.period for r in province.rows if r.site == "YN05" and r.item == "value_added"}
    assert "2024-01..02" in periods
    assert not {"2024-01", "2024-02"} & periods
