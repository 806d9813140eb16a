"""Facts at random: a park, direct or rolled up, with every kind of figure, gap and declaration.

One seed makes one set of facts, so that a failing case is named by a number.
"""

import random
from typing import Any

from tests.spec.support import applicable, case, months, not_applicable, observation, site

YEARS = (2022, 2023, 2024)
ITEMS = (
    "raw_coal",
    "anthracite",
    "electricity",
    "electricity_exported",
    "green_power",
    "surface_water",
    "tap_water",
    "water_exported",
    "wastewater_generated",
    "wastewater_self_reused",
    "wastewater_treated",
    "solid_waste_generated",
    "solid_waste_utilized",
    "solid_waste_disposed",
    "hazardous_waste_generated",
    "hazardous_waste_sent_out",
    "hazardous_waste_stock_end",
    "value_added",
    "value_added_real@2015",
    "value_added_real@2020",
    "value_added_growth",
    "revenue",
    "land_area",
    "rd_expense_above_scale",
    "revenue_above_scale",
)
UNCOMPARABLE = ("raw_coal", "value_added_real@2015", "value_added_real@2020")
"""Left out in half the cases: coal of no known kind, and the comparable prices that others rank behind."""

NEGATIVE = ("value_added", "value_added_real@2015", "value_added_real@2020", "value_added_growth")
"""A bad month can take more than it gives."""

GROUPS = ("energy", "green_electricity", "water", "wastewater", "solid_waste", "hazardous_waste", "output")
REASONS = ("stopped", "no_longer_used", "not_monitored")
Json = dict[str, Any]


def generated(seed: int) -> Json:
    """The facts of a seed: a park P, in half the cases with enterprises A and B, some of which move to Q."""
    draw = random.Random(seed)
    sites = [some_site(draw, "P", kind="region" if draw.random() < 0.1 else "park")]
    if draw.random() < 0.5:
        sites[0]["collect"] = some_ways(draw)
        sites += [some_site(draw, code, kind="enterprise", parent=some_parent(draw)) for code in "AB"]
        if draw.random() < 0.3:
            sites.append(some_site(draw, "Q", collect=some_ways(draw)))
    sites[0]["adopted"] = draw.choice([[], [("demanding", some_month(draw))]])
    facts = case("item | 2024", *sites, today=draw.choice(["2024-11-22", "2026-11-22"]))
    change_rules(draw, facts["catalog"])
    facts["observations"] = [entry for known in sites for entry in figures_of(draw, known["code"])]
    facts["accepted"] = [entry for entry in facts["accepted"] if draw.random() < draw.choice([1, 1, 0.98])]
    facts["accepted"] += [[code, str(year)] for code in "PQ" for year in YEARS if draw.random() < 0.5]
    return facts


def change_rules(draw: random.Random, catalog: Json) -> None:
    """Add a standard with every kind of target, and make a factor now and then unconfirmed or dated.

    A total that compares with the year before, and one with numbers in its formula, are no park's but may be.
    """
    indicators = catalog["indicators"]
    indicators["fresh_water"]["year_on_year"] = draw.random() < 0.5
    mixed = [["tap_water", 2.5, []], ["electricity", -0.5, ["ce_electricity"]], ["revenue", 0.1, []]]
    indicators["mixed"] = {**indicators["energy_total"], "numerator": mixed, "scale": 3.0}
    catalog["standards"]["demanding"] = {
        "region": draw.choice([None, "CN-YN"]),
        "applies": "adopted",
        "from_year": draw.choice([None, 2023]),
        "until_year": draw.choice([None, 2023]),
        "targets": [some_target(draw, *kind) for kind in DEMANDS],
    }
    for code in ("ce_electricity", "ce_anthracite", "grid_inventory"):
        for value in catalog["factors"][code]["values"]:
            value["confirmed"] = draw.random() < 0.95
            if value["from"] is None and draw.random() < 0.1:
                value["from"] = some_month(draw)


DEMANDS = (
    ("fall_by", "energy_intensity", 0.02),
    ("fall", "water_intensity", None),
    ("fall", "fresh_water", None),
    ("at_most", "mixed", 50.0),
    ("at_most", "fresh_water", 100.0),
    ("at_least", "green_power_share", None),
    ("fact", "energy_total", None),
)


def some_target(draw: random.Random, kind: str, indicator: str, value: float | None) -> Json:
    return {
        "code": indicator,
        "indicator": indicator,
        "kind": kind,
        "clause": "1",
        "value": value,
        "by_level": None,
        "site_kind": "park",
        "confirmed": draw.random() < 0.7,
    }


def some_month(draw: random.Random) -> str:
    return draw.choice(months(f"{YEARS[0]}-01 to {YEARS[-1]}-12"))


def some_ways(draw: random.Random) -> list[tuple[str | None, str]]:
    """Ways of collecting: rolled up for ever, from a month on, or back and forth."""
    first, second = sorted([some_month(draw), some_month(draw)])
    return draw.choice(
        [
            [(None, "rollup")],
            [(None, "rollup")],
            [(first, "rollup")],
            [(None, "rollup"), (first, "direct")],
            [(first, "rollup"), (second, "direct")],
        ]
    )


def some_parent(draw: random.Random) -> list[tuple[str | None, str]]:
    moved = [(None, "P"), (some_month(draw), "Q")]
    return draw.choice([[(None, "P")], [(None, "P")], [(None, "P")], [(some_month(draw), "P")], moved])


def some_site(draw: random.Random, code: str, **known: Any) -> Json:
    first, second = sorted([some_month(draw), some_month(draw)])
    return site(
        code,
        declarations=some_declarations(draw),
        level=draw.choice([None, "national", "provincial", [(some_month(draw), "national")]]),
        scope=draw.choice([[], [], [], [(first, "above_scale")], [(first, "above_scale"), (second, "all")]]),
        region=draw.choice(["CN-YN", "CN-YN", "CN-YN", "CN-SC"]),
        until=some_month(draw) if draw.random() < 0.1 else None,
        **{"from": draw.choice([some_month(draw), "2021-01"]) if draw.random() < 0.2 else None},
        **known,
    )


def some_declarations(draw: random.Random) -> list[Json]:
    declared = not_applicable(*GROUPS[:-1], confirmed=draw.random() < 0.8) if draw.random() < 0.8 else []
    for _ in range(draw.randrange(3)):
        declare = draw.choice([not_applicable, applicable])
        subject = draw.choice(GROUPS) if draw.random() < 0.3 else draw.choice(ITEMS).partition("@")[0]
        since = draw.choice([None, some_month(draw)])
        declared += declare(subject, since=since, confirmed=draw.random() < 0.8)
    return declared


def figures_of(draw: random.Random, code: str) -> list[Json]:
    entered, whole = draw.choice([(0.4, 0.5), (0.8, 0.9), (0.95, 0.97), (0.95, 1.0)])
    new_base, estimated = draw.choice([2022, 2023, 2024]), draw.random() < 0.1
    found: list[Json] = []
    for item in ITEMS:
        if draw.random() < entered and item not in draw.choice([(), UNCOMPARABLE]):
            for year in YEARS:
                habit = full_months if draw.random() < whole else draw.choice(HABITS)
                if ("@2015" not in item or year <= new_base) and ("@2020" not in item or year >= new_base):
                    found += habit(draw, code, item, year)
    for entry in found:
        entry["estimated"] |= estimated and entry["base"] is not None and entry["value"] is not None
    return found


def figure(draw: random.Random, code: str, item: str, period: str) -> Json:
    number = round(draw.uniform(0, 20), draw.randrange(4)) * (10 if len(period) == 4 else 1)
    if item in NEGATIVE and draw.random() < 0.02:
        number = -number
    text = str(0 if draw.random() < 0.03 else number)
    return observation(code, item, period, "~" + text if draw.random() < 0.0005 else text)


def full_months(draw: random.Random, code: str, item: str, year: int) -> list[Json]:
    return [figure(draw, code, item, month) for month in months(f"{year}-01 to {year}-12")]


def gappy_months(draw: random.Random, code: str, item: str, year: int) -> list[Json]:
    found = []
    for entry in full_months(draw, code, item, year):
        kept = draw.random()
        if kept < 0.9:
            found.append(entry)
        elif kept < 0.95:
            found.append(observation(code, item, entry["period"], f"({draw.choice(REASONS)})"))
    return found


def cumulatives(draw: random.Random, code: str, item: str, year: int) -> list[Json]:
    total, found = 0.0, []
    for month in range(2, 13):
        total += draw.uniform(0, 20)
        if draw.random() < 0.8:
            found.append(observation(code, item, f"{year}-01..{month:02d}", str(round(total, 2))))
    return found


def annual_only(draw: random.Random, code: str, item: str, year: int) -> list[Json]:
    return [figure(draw, code, item, str(year))]


def everything(draw: random.Random, code: str, item: str, year: int) -> list[Json]:
    """Months, cumulative figures and an annual one side by side, each now and then a blank with a reason."""
    found = [entry for entry in gappy_months(draw, code, item, year) if draw.random() < 0.8]
    found += [entry for entry in cumulatives(draw, code, item, year) if draw.random() < 0.3]
    found += annual_only(draw, code, item, year)[: draw.randrange(2)]
    if draw.random() < 0.2:
        found = [entry for entry in found if entry["period"] != str(year)]
        found.append(observation(code, item, str(year), f"({draw.choice(REASONS)})"))
    return found


HABITS = (gappy_months, gappy_months, cumulatives, cumulatives, annual_only, everything)
