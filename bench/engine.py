"""The engine on a million site-months against `bench.floor`: values, reasons, changes and verdicts.

Parks report what they use: electricity and a few fuels, the rest declared 不涉及; one figure in a hundred is
lacking. The engine finds states, coverage, reasons, year on year and findings; the floor is given the same
figures with every gap filled, and only adds and divides. Both go through blocks of as many sites.
"""

import sys
import time
from collections.abc import Iterator
from datetime import date

import numpy as np

from bench.floor import Floor
from bench.measure import compare
from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.compute import Declaration, Observations, Panel, SiteFacts, build_panel, evaluate
from tracker.compute.cells import cells_of
from tracker.compute.factors import factor_of
from tracker.compute.findings import findings_over
from tracker.compute.levels import level_over
from tracker.compute.results import SITES_AT_ONCE
from tracker.compute.rulebook import IndicatorRule
from tracker.compute.stocks import standing_of
from tracker.compute.year_on_year import change_over

BOUND = 4.0
FIRST_YEAR, YEARS = 2020, 6
SITES = 13_889
GAPS = 0.01
BASE = 2020
TODAY = date(2026, 11, 22)
ALWAYS = (
    "electricity",
    "tap_water",
    "wastewater_generated",
    "wastewater_treated",
    "solid_waste_generated",
    "solid_waste_utilized",
    "solid_waste_disposed",
    "hazardous_waste_generated",
    "hazardous_waste_sent_out",
    "hazardous_waste_stock_end",
    "value_added",
    "value_added_real",
    "revenue",
    "leading_revenue",
    "rd_expense_above_scale",
    "revenue_above_scale",
    "land_area",
)
GROUPS = ("energy", "green_electricity", "water", "wastewater", "solid_waste", "hazardous_waste")
FUELS_USED = 0.2


def facts(catalog: Catalog, sites: int, gaps: float) -> tuple[list[SiteFacts], Observations]:
    """Parks with monthly figures of all years, item after item."""
    draw = np.random.default_rng(7)
    away = tuple(Declaration(group, None, applicable=False, confirmed=True) for group in GROUPS)
    level = ((None, "provincial"),)
    parks = [
        SiteFacts(f"P{row:05d}", "park", "CN-YN", level=level, declarations=away) for row in range(sites)
    ]
    columns = list(_columns(catalog, draw, sites, gaps))
    names = Observations.__dataclass_fields__
    joined = {name: np.concatenate([part[name] for part in columns]) for name in names}
    return parks, Observations(**joined)


def _columns(catalog: Catalog, draw: np.random.Generator, sites: int, gaps: float) -> Iterator[dict]:
    months = np.arange(FIRST_YEAR * 12, (FIRST_YEAR + YEARS) * 12, dtype=np.int32)
    for place, (code, item) in enumerate(catalog.items.items()):
        if item.group == "energy" and code not in ALWAYS:
            users = np.flatnonzero(draw.random(sites) < FUELS_USED)
        elif code in ALWAYS:
            users = np.arange(sites)
        else:
            continue
        site = np.repeat(users.astype(np.int32), len(months))
        month = np.tile(months, len(users))
        value = draw.uniform(50, 150, len(site))
        value[draw.random(len(site)) < gaps] = np.nan
        yield {
            "site": site,
            "item": np.full(len(site), place, np.int32),
            "kind": np.zeros(len(site), np.int8),
            "first": month,
            "last": month,
            "value": value,
            "base": np.full(len(site), BASE if item.based else 0, np.int16),
            "estimated": np.zeros(len(site), np.bool_),
            "reason": np.full(len(site), -1, np.int16),
        }


def panel_of(catalog: Catalog, sites: int, gaps: float = GAPS) -> Panel:
    """A panel with its cells decided, as a process keeps it."""
    parks, typed = facts(catalog, sites, gaps)
    panel = build_panel(catalog, parks, typed, {(park.code, "2020") for park in parks})
    compute(panel)
    return panel


def compute(panel: Panel) -> int:
    """Everything the engine knows of every indicator, window and month; block after block."""
    verdicts = 0
    results = evaluate(panel, TODAY)
    for block in results.blocks():
        verdicts += compute_block(block)
        results.made.clear()
    return verdicts


def compute_block(block) -> int:
    verdicts = 0
    for rule in block.rules.indicators.values():
        for window in rule.windows:
            level_over(block, rule, window)
            if rule.year_on_year:
                change_over(block, rule, window)
            verdicts += sum(found.status.size for found in findings_over(block, rule, window))
    return verdicts


def floor_of(panel: Panel) -> Floor:
    """The floor's planes: the panel's figures, gaps filled."""
    rules = panel.rules
    values = {}
    for code, item in rules.items.items():
        if item.kind == "flow":
            values[code] = np.array(cells_of(panel, code, BASE if item.based else 0).value)
        elif item.kind == "stock":
            values[code] = np.array(standing_of(panel, code).value[:, -panel.months :])
    for code in ALWAYS:
        values[code][values[code] == 0] = 100.0
    factors = {code: _factor(panel, code) for code in rules.factors}
    return Floor(
        values, factors, frozenset(code for code, item in rules.items.items() if item.kind == "stock")
    )


def _factor(panel: Panel, code: str) -> float | np.ndarray:
    found = factor_of(panel, code, "CN-YN")
    return found.value[0] if found.constant is None else found.constant


def check_same_figures(catalog: Catalog) -> None:
    """The floor's figures are the engine's, to the last digit, where nothing is missing."""
    panel = panel_of(catalog, 50, gaps=0.0)
    floor = floor_of(panel).figures(list(panel.rules.indicators.values()))
    (block,) = evaluate(panel, TODAY).blocks()
    for (code, window), expected in floor.items():
        level = level_over(block, panel.rules.indicators[code], window)
        known = level.reason == 0
        assert np.array_equal(level.value[known], expected[known]), (code, window)


def figures_in_blocks(floor: Floor, rules: list[IndicatorRule]) -> None:
    """The floor over blocks of as many sites as the engine takes at once, so that both stay in the cache."""
    sites = len(next(iter(floor.values.values())))
    for first in range(0, sites, SITES_AT_ONCE):
        floor.rows(slice(first, first + SITES_AT_ONCE)).figures(rules)


def milliseconds(run, rounds: int = 9) -> float:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[rounds // 2] * 1e3


def main() -> int:
    catalog = load_catalog()
    check_same_figures(catalog)
    for sites in (150, 1):
        small = panel_of(catalog, sites)
        taken = milliseconds(lambda panel=small: compute(panel))
        print(f"everything for {sites} sites × {small.months} months: {taken:.1f} ms")
    panel = panel_of(catalog, SITES)
    floor = floor_of(panel)
    rules = list(panel.rules.indicators.values())
    print(f"{panel.shape[0] * panel.shape[1]:,} site-months, {len(rules)} indicators, all windows")
    name = "engine on 10^6 site-months against bare NumPy"
    ratio = compare(name, lambda: compute(panel), lambda: figures_in_blocks(floor, rules), bound=BOUND)
    return 0 if ratio.report() else 1


if __name__ == "__main__":
    sys.exit(main())
