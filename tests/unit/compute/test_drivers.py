"""What drove a site or several, from figures as entered: on which basis, and what cannot be explained."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests.spec.support import case, figures, not_applicable, site
from tracker.catalog.periods import parse_month
from tracker.compute import evaluate, from_facts
from tracker.compute.activity import Ends
from tracker.compute.drivers import drivers_of, joint_drivers

AWAY = not_applicable("energy", "water", "green_electricity", "output")
YEARS = Ends("year", parse_month("2023-12"), parse_month("2024-12"))
MONTHS = "2023-01 to 2023-12 | 2024-01 to 2024-12"


def results(table, *sites, more=(), **said):
    facts = case(f"item | {MONTHS}\n{table}", *(sites or (park(),)), **said)
    for code, lines in more:
        facts["observations"] += figures(f"item | {MONTHS}\n{lines}", code)
    catalog = SimpleNamespace(document=lambda: facts["catalog"], digest="0" * 16)
    return evaluate(from_facts(catalog, facts), date(2026, 11, 22))


def park(code="P", **known):
    return site(code, **{"declarations": AWAY, **known})


def rolled_up(*enterprises):
    members = [park(code, kind="enterprise", **{"parent": "P", **known}) for code, known in enterprises]
    return [park(collect=[(None, "rollup")]), *members]


def parts(found):
    assert found.decomposition is not None, found.reason
    return {part.effect: part.value for part in found.decomposition.parts}


def change(found):
    return found.decomposition.now - found.decomposition.then


REAL = "value_added_real@2020 | 10 | 12"
COAL = "other_energy | 5 | 5"


def test_energy_by_value_added_at_comparable_prices():
    found = drivers_of(results(f"{COAL}\n{REAL}\nvalue_added | 10 | 30"), "P", "energy_total", YEARS)
    assert found.basis == "real"
    assert found.flat == "direct"
    assert parts(found)["activity"] == -parts(found)["intensity"] == pytest.approx(60 * 0.1823215568)


@pytest.mark.parametrize(
    ("lines", "basis", "grown"),
    [
        (REAL, "real", 1.2),
        ("value_added | 10 | 12\nvalue_added_growth | . | 5", "growth", 1.05),
        ("value_added_real@2020 | ~10 | ~12\nvalue_added_growth | . | 5", "growth", 1.05),
        ("value_added_real@2020 | ~10 | ~12", "real", 1.2),
        ("value_added | 10 | 12\ngross_output | 30 | 60", "current", 1.2),
        ("value_added | 10 | 12\nvalue_added_growth | . | -100", "current", 1.2),
        ("gross_output | 30 | 60", "gross_output", 2.0),
    ],
)
def test_what_activity_is_measured_by(lines, basis, grown):
    found = drivers_of(results(f"other_energy | 5 | {5 * grown}\n{lines}"), "P", "energy_total", YEARS)
    assert found.basis == basis
    assert parts(found)["intensity"] == pytest.approx(0, abs=1e-9)
    assert ("estimated" in found.notes) == (basis == "real" and "~" in lines)


def test_a_changed_base_year_is_linked_through_a_year_known_on_both():
    facts = case(
        "item | 2022-01 to 2022-12 | 2023-01 to 2023-12 | 2024-01 to 2024-12\n"
        "other_energy | . | 5 | 6\nvalue_added_real@2015 | 8 | 10 | .\nvalue_added_real@2020 | 16 | . | 24",
        park(),
    )
    catalog = SimpleNamespace(document=lambda: facts["catalog"], digest="0" * 16)
    found = drivers_of(evaluate(from_facts(catalog, facts), date(2026, 1, 1)), "P", "energy_total", YEARS)
    assert found.basis == "chained"
    assert parts(found)["intensity"] == pytest.approx(0, abs=1e-9)


def test_water_has_activity_and_intensity_only():
    found = drivers_of(results(f"tap_water | 100 | 110\n{REAL}"), "P", "fresh_water", YEARS)
    assert list(parts(found)) == ["activity", "intensity"]
    assert sum(parts(found).values()) == pytest.approx(120)


def test_emission_by_carriers_with_own_renewable_power_in_the_factor_of_electricity():
    lines = f"diesel | 10 | 5\nelectricity | 1000000 | 1000000\nrenewable_self_use | 0 | 400000\n{REAL}"
    found = drivers_of(results(lines), "P", "co2_total", YEARS)
    assert [carrier.code for carrier in found.decomposition.carriers] == ["diesel", "electricity"]
    assert list(parts(found)) == ["activity", "intensity", "mix", "factor"]
    assert parts(found)["factor"] < 0
    assert sum(parts(found).values()) == pytest.approx(change(found), rel=1e-12)


def test_electricity_passed_on_is_net_of_electricity():
    lines = f"electricity | 1000000 | 1000000\nelectricity_exported | 200000 | 300000\n{REAL}"
    found = drivers_of(results(lines), "P", "co2_total", YEARS)
    assert [carrier.code for carrier in found.decomposition.carriers] == ["electricity"]


TWO = [("A", {}), ("B", {})]


def test_a_rolled_up_park_is_explained_between_its_enterprises():
    found = drivers_of(
        results(
            "", *rolled_up(*TWO), more=[("A", f"{COAL}\n{REAL}"), ("B", "other_energy | 1 | 2\n" + REAL)]
        ),
        "P",
        "energy_total",
        YEARS,
    )
    assert found.flat is None
    assert list(parts(found)) == ["activity", "structure", "intensity"]
    assert [(one.code, one.now - one.then) for one in found.decomposition.members] == [("A", 0), ("B", 12)]


def test_an_enterprise_that_closed_is_structure():
    closed = [("A", {}), ("B", {"until": "2023-12"})]
    found = drivers_of(
        results(
            "",
            *rolled_up(*closed),
            more=[("A", f"{COAL}\n{REAL}"), ("B", "other_energy|1|.\nvalue_added_real@2020|2|.")],
        ),
        "P",
        "energy_total",
        YEARS,
    )
    of_b = {part.effect: part.value for part in found.decomposition.members[1].parts}
    assert of_b == {"activity": 0, "structure": -12, "intensity": 0}


def test_an_enterprise_that_moved_to_another_park_leaves_no_structure():
    moved = [("A", {}), ("C", {}), ("B", {"parent": [(None, "P"), ("2024-07", "Q")]})]
    sites = [*rolled_up(*moved), park("Q", collect=[(None, "rollup")])]
    lines = f"{COAL}\n{REAL}"
    found = drivers_of(
        results("", *sites, more=[(code, lines) for code in "ABC"]), "P", "energy_total", YEARS
    )
    assert found.flat == "members_moved"
    assert found.decomposition.now == 150


def test_enterprises_with_current_prices_share_the_growth_stated_for_their_park():
    lines = "other_energy | 5 | 6\nvalue_added | 10 | 30"
    found = drivers_of(
        results("value_added_growth | . | 20", *rolled_up(*TWO), more=[("A", lines), ("B", lines)]),
        "P",
        "energy_total",
        YEARS,
    )
    assert (found.basis, found.flat, found.notes) == ("growth", None, ("current_shares",))
    assert parts(found)["intensity"] == pytest.approx(0, abs=1e-9)
    assert parts(found)["structure"] == pytest.approx(0, abs=1e-9)


UNKNOWN_OUTPUT = {"declarations": not_applicable("energy", "water", "green_electricity")}


def test_without_an_enterprises_output_there_is_no_structure():
    sites = rolled_up(("A", {}), ("B", UNKNOWN_OUTPUT))
    stated = "value_added_growth | . | 20"
    found = drivers_of(
        results(stated, *sites, more=[("A", f"{COAL}\n{REAL}"), ("B", COAL)]), "P", "energy_total", YEARS
    )
    assert (found.basis, found.flat) == ("growth", "members_without_activity")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (f"other_energy | 5 | .\n{REAL}", "no_data"),
        (f"other_energy | 5 | .\ndiesel | 1 | 1\n{REAL}", "incomplete"),
        (COAL, "no_activity"),
        (f"other_energy | 5 | 5\nenergy_exported | 0 | 7\n{REAL}", "negative_net"),
        (f"{COAL}\nvalue_added_real@2020 | 10 | -2", "activity_not_positive"),
        (f"raw_coal | 5 | 5\n{REAL}", "coal_kind_unknown"),
    ],
)
def test_what_is_not_explained_says_why(lines, reason):
    quantity = "co2_total" if "raw_coal" in lines else "energy_total"
    found = drivers_of(results(lines), "P", quantity, YEARS)
    assert (found.reason, found.decomposition) == (reason, None)


@pytest.mark.parametrize(
    "changed", [{"scope": [("2024-05", "above_scale")]}, {"collect": [("2024-05", "rollup")]}]
)
def test_a_change_of_scope_in_the_middle_is_not_explained(changed):
    found = drivers_of(results(f"{COAL}\n{REAL}", park(**changed)), "P", "energy_total", YEARS)
    assert found.reason == "scope_changed"


def test_emission_is_not_explained_where_the_energy_is_not_known():
    """What is given away in tce has no emission of its own, but the shares of carriers need it."""
    found = drivers_of(results(f"diesel | 9 | 9\nenergy_exported | 1 | .\n{REAL}"), "P", "co2_total", YEARS)
    assert found.reason == "incomplete"


@pytest.mark.parametrize(("accepted", "provisional"), [((), True), (("2018-01 to 2027-12",), False)])
def test_what_rests_on_reports_not_accepted_is_provisional(accepted, provisional):
    found = drivers_of(results(f"{COAL}\n{REAL}", accepted=accepted), "P", "energy_total", YEARS)
    assert found.provisional is provisional


def test_stated_growth_speaks_of_one_year_only():
    two_years = Ends("year", parse_month("2022-12"), parse_month("2024-12"))
    facts = case(
        "item | 2022-01 to 2022-12 | 2024-01 to 2024-12\n"
        "other_energy | 5 | 6\nvalue_added | 10 | 15\nvalue_added_growth | . | 20",
        park(),
    )
    catalog = SimpleNamespace(document=lambda: facts["catalog"], digest="0" * 16)
    found = drivers_of(evaluate(from_facts(catalog, facts), date(2026, 1, 1)), "P", "energy_total", two_years)
    assert found.basis == "current"


def test_january_alone_is_not_compared():
    january = Ends("ytd", parse_month("2023-01"), parse_month("2024-01"))
    assert drivers_of(results(f"{COAL}\n{REAL}"), "P", "energy_total", january).reason == "january_february"


def test_the_same_months_of_two_years():
    may = Ends("ytd", parse_month("2023-05"), parse_month("2024-05"))
    found = drivers_of(results(f"other_energy | 5 | 6\n{REAL}"), "P", "energy_total", may)
    assert (found.decomposition.then, found.decomposition.now) == (25, 30)


def test_a_jump_of_a_thousand_million_times_still_adds_up():
    found = drivers_of(results(f"other_energy | 5 | 5e9\n{REAL}"), "P", "energy_total", YEARS)
    assert sum(parts(found).values()) == pytest.approx(change(found), rel=1e-12)


PARKS = [park("P1"), park("P2"), park("P3")]


def province(one, two, three, quantity="energy_total"):
    found = results(one, *PARKS, more=[("P2", two), ("P3", three)])
    return joint_drivers(found, ["P1", "P2", "P3"], quantity, YEARS)


def test_parks_together_are_explained_between_and_within():
    found = province(f"{COAL}\n{REAL}", f"other_energy|5|4\n{REAL}", f"{COAL}\nvalue_added_real@2020|10|40")
    assert (found.basis, found.left_out) == ("real", ())
    assert [one.code for one in found.decomposition.members] == ["P1", "P2", "P3"]
    assert sum(parts(found).values()) == pytest.approx(change(found)) == pytest.approx(-12)


def test_each_parks_own_comparable_growth_counts_from_one_years_prices():
    current = "value_added | 10 | 99"
    found = province(
        f"{COAL}\n{REAL}\n{current}",
        f"{COAL}\n{current}\nvalue_added_growth | . | 20",
        f"{COAL}\n{REAL}\n{current}",
    )
    assert found.basis == "mixed"
    assert parts(found)["structure"] == pytest.approx(0, abs=1e-9)
    assert parts(found)["activity"] == pytest.approx(180 * 0.1823215568)


def test_a_park_that_cannot_be_compared_is_left_out_with_its_reason():
    found = province(f"{COAL}\n{REAL}", f"{COAL}\nvalue_added|10|12", f"other_energy | 5 | .\n{REAL}")
    assert found.left_out == (("P2", "no_comparable_price"), ("P3", "no_data"))
    assert found.decomposition.then == 60


def test_without_any_park_to_compare_there_is_no_explanation():
    found = province(COAL, COAL, COAL)
    assert (found.reason, found.decomposition) == ("no_data", None)
    assert {reason for _, reason in found.left_out} == {"no_activity"}


def test_parks_mostly_known_at_current_prices_are_taken_at_these():
    current = f"{COAL}\nvalue_added | 10 | 12"
    found = province(f"{current}\n{REAL}", current, current)
    assert (found.basis, found.left_out) == ("current", ())


def test_growth_without_value_added_says_nothing_of_a_parks_share():
    both = f"{COAL}\n{REAL}\nvalue_added | 10 | 12"
    found = province(both, both, f"{COAL}\nvalue_added_growth | . | 20")
    assert found.left_out == (("P3", "no_comparable_price"),)
