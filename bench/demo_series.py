"""Monthly series of the demo province for any seed, through the engine and without a database."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from tracker.catalog.catalog import Catalog
from tracker.compute import Panel, evaluate, from_facts
from tracker.compute.flows import flow_of
from tracker.compute.price import series_terms
from tracker.compute.windows import shut_months
from tracker.services.demo.province import DemoRow, DemoSite, Province, generate

TODAY = date(2026, 11, 22)
FIRST_YEAR, LAST_YEAR = 2020, 2025
ENERGY, WATER = "energy_intensity", "water_intensity"


@dataclass(frozen=True)
class Pair:
    """The two sides of an intensity (sites × months of the years that are over, NaN where not known)."""

    indicator: str
    sites: tuple[str, ...]
    numerator: np.ndarray
    denominator: np.ndarray


def pairs(catalog: Catalog, seed: int, indicators: tuple[str, ...] = (ENERGY, WATER)) -> list[Pair]:
    """Generate a province and return the sides of its indicators."""
    panel = panel_of(catalog, generate(TODAY, seed))
    return [_pair(panel, code) for code in indicators]


def panel_of(catalog: Catalog, province: Province) -> Panel:
    """Lay a generated province out as the engine takes it."""
    facts = {
        "sites": [_site(catalog, province, site) for site in province.sites],
        "observations": [_observation(catalog, row) for row in province.rows],
        "accepted": [],
    }
    return from_facts(catalog, facts)


def _pair(panel: Panel, indicator: str) -> Pair:
    (block,) = evaluate(panel, TODAY).blocks()
    rule = block.rules.indicators[indicator]
    numerator, *prices = (
        _known(flow_of(block, terms), on_base=place > 1)
        for place, terms in enumerate([rule.numerator, *series_terms(block, rule)])
    )
    over = slice(FIRST_YEAR * 12 - panel.start, (LAST_YEAR + 1) * 12 - panel.start)
    sites = tuple(site.code for site in block.sites)
    return Pair(indicator, sites, numerator[:, over], _longest(prices)[:, over])


def _known(flow, *, on_base: bool) -> np.ndarray:
    """A flow by month; inside a span the months before its last hold 0, and the last the whole."""
    return np.where(shut_months(flow, on_base), np.nan, flow.value)


def _longest(prices: list[np.ndarray]) -> np.ndarray:
    """Each site's value added at the price it is known at for most months, comparable before current."""
    held = np.stack([(~np.isnan(price)).sum(axis=1) for price in (*prices[1:], prices[0])])
    return np.choose(held.argmax(axis=0)[:, None], [*prices[1:], prices[0]])


def _site(catalog: Catalog, province: Province, site: DemoSite) -> dict:
    away = [group for group in catalog.groups if group not in ("output", *site.undeclared)]
    lines = [{"item": group, "from": None, "applicable": False, "confirmed": True} for group in away]
    lines += [
        {"item": taken.item, "from": taken.from_month, "applicable": True, "confirmed": True}
        for taken in province.declarations
        if taken.site == site.code
    ]
    dated = {"level": site.level, "collect": site.collect, "parent": site.parent}
    return {
        "code": site.code,
        "kind": site.kind,
        "region": "CN-YN",
        "from": site.active_from,
        "until": site.active_until,
        "declarations": lines,
        **{name: [[None, value]] for name, value in dated.items() if value is not None},
    }


def _observation(catalog: Catalog, row: DemoRow) -> dict:
    convert = catalog.units.item_conversion(catalog.items[row.item], row.unit)
    return {
        "site": row.site,
        "item": row.item,
        "period": row.period,
        "value": convert(float(row.value)),
        "base": convert.base_year,
        "estimated": False,
        "reason": None,
    }
