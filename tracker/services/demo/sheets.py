"""The invented figures of one site of the demo, family by family, as officials would type them.

Everything follows from value added at the prices of 2020 and the mix of industries. Figures are kept as whole
numbers of the last typed decimal, so that the balances of wastewater and waste hold exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tracker.services.demo import shapes
from tracker.services.demo.files import Profile
from tracker.services.demo.shapes import Counts, Flags, Series, typical, whole

_REBASED_FROM = (2025 - shapes.FIRST_YEAR) * 12
_ENERGY_UNITS = {
    "electricity": ("万kWh", 1e4, "kWh", 1e5),
    "natural_gas": ("万m³", 1e4, "m³", 2e5),
    "coke_oven_gas": ("万m³", 1e4, "m³", 2e5),
    "heat": ("GJ", 1.0, "GJ", 0.0),
    "other_energy": ("tce", 1.0, "tce", 0.0),
}
_SOURCES = {"electricity": "bill", "natural_gas": "bill", "heat": "bill", "coke_oven_gas": "meter"}
_POLLUTANTS_PER_WATER = {
    "cod": 38e-6,
    "ammonia_nitrogen": 2.6e-6,
    "total_nitrogen": 11e-6,
    "total_phosphorus": 0.3e-6,
}
_POLLUTANTS_PER_TCE = {"nox": 9e-4, "so2": 7e-4, "particulate": 2.4e-4}
_TCE = {
    "anthracite": 0.9, "bituminous": 0.75, "washed_coal": 0.9, "coke": 0.97, "petroleum_coke": 1.09,
    "fuel_oil": 1.43, "diesel": 1.46, "natural_gas": 0.0012, "coke_oven_gas": 0.0006, "other_energy": 1.0,
}  # fmt: skip


@dataclass
class Column:
    """One item's monthly figures: whole numbers of the last decimal of `unit`, and where they stand."""

    item: str
    unit: str
    decimals: int
    counts: Counts
    source: str
    filled: Flags
    joined: bool = False


@dataclass
class Annual:
    """One figure of a whole year, as typed."""

    item: str
    year: int
    text: str
    unit: str


@dataclass
class Sheet:
    """All figures of one site."""

    months: int
    columns: dict[str, Column] = field(default_factory=dict)
    annual: list[Annual] = field(default_factory=list)

    def add(self, item: str, values: Series, unit: str, digits: int, source: str) -> Column:
        """Add an item with about so many significant digits."""
        decimals = shapes.decimals_for(typical(values), digits)
        return self.put(item, shapes.counted(values[: self.months], decimals), decimals, unit, source)

    def put(self, item: str, counts: Counts, decimals: int, unit: str, source: str) -> Column:
        """Add an item whose counts are already decided."""
        filled = np.ones(len(counts), dtype=bool)
        self.columns[item] = Column(item, unit, decimals, counts, source, filled)
        return self.columns[item]


@dataclass(frozen=True)
class Plan:
    """What decides a site's figures; `scale`, `energy` and `water` carry planted drifts."""

    code: str
    value_added: float
    growth: float
    price: str
    mix: dict[str, float]
    scale: Series
    energy: Series
    water: Series
    profiles: dict[str, Profile]

    def mean(self, read: Callable[[Profile], float]) -> float:
        """Return a figure of the profiles weighted by the mix."""
        return sum(share * read(self.profiles[name]) for name, share in self.mix.items())

    def rate(self, group: str, name: str) -> float:
        """Return what one 万元 takes or leaves behind of one thing of a profile's group."""
        return self.mean(lambda profile: profile.part(group, name))

    def share(self, group: str, whole: str, name: str) -> float:
        """Return a share of the group's `whole`, weighted by how much of it each industry has."""
        total = self.rate(group, whole)
        part = self.mean(lambda profile: profile.part(group, whole) * profile.part(group, name))
        return part / total if total else 0.0


def production(plan: Plan, random: np.random.Generator, length: int) -> Series:
    """Return value added a month at the prices of 2020, in 万元."""
    course = np.zeros(length)
    for name, share in plan.mix.items():
        course += share * shapes.season(plan.profiles[name].season, length)
    level = shapes.growth(plan.growth, length) * shapes.noise(random, 0.015, length)
    return plan.value_added / 12 * course * level * plan.scale


def build(plan: Plan, seed: int, months: int) -> Sheet:
    """Return all figures of a site that enters its own, through `months` months."""
    random, length = shapes.generator(seed, plan.code), shapes.horizon(months)
    sheet = Sheet(months)
    made = production(plan, random, length)
    _output(sheet, plan, random, made)
    tce = _energy(sheet, plan, random, made)
    discharged = _water(sheet, plan, random, made)
    _solid_waste(sheet, plan, random, made)
    _hazardous_waste(sheet, plan, random, made)
    _pollutants(sheet, random, tce, discharged)
    _pollutants_of_solvents(sheet, plan, made)
    _annual(sheet, plan, random)
    return sheet


def _output(sheet: Sheet, plan: Plan, random: np.random.Generator, made: Series) -> None:
    length = len(made)
    index = np.zeros(length)
    for name, share in plan.mix.items():
        index += share * shapes.prices(plan.profiles[name].prices, length)
    current = made * index
    sheet.add("value_added", current, "万元", 5, "statistics")
    if plan.price in ("real", "both", "estimated", "rebased"):
        source = "estimate" if plan.price == "estimated" else "statistics"
        sheet.add("value_added_real", made, "万元@2020", 5, source)
    if plan.price == "rebased" and sheet.months > _REBASED_FROM:
        rebased = sheet.add(
            "value_added_real@2025", made * index[_REBASED_FROM], "万元@2025", 5, "statistics"
        )
        rebased.filled[:_REBASED_FROM] = False
        sheet.columns["value_added_real"].filled[_REBASED_FROM + 12 :] = False
    if plan.price in ("growth", "both"):
        _growth_rate(sheet, made)
    revenue = current * plan.mean(lambda p: p.revenue) * shapes.noise(random, 0.01, length)
    sheet.add("gross_output", revenue * 1.03, "万元", 5, "statistics")
    sheet.add("revenue", revenue, "万元", 5, "statistics")
    if plan.price == "growth":
        for item in ("value_added", "gross_output", "revenue"):
            sheet.columns[item].joined = True


def _growth_rate(sheet: Sheet, made: Series) -> None:
    """Add growth at comparable prices, January to the month; statistics publish none for January alone."""
    rate = growth_rate(made[: sheet.months])
    column = sheet.put("value_added_growth", shapes.counted(rate, 1), 1, "%", "statistics")
    column.filled = (np.arange(sheet.months) >= 12) & (np.arange(sheet.months) % 12 > 0)


def growth_rate(made: Series) -> Series:
    """Return the growth of January to each month over the same months a year before, in %; 0 in 2020."""
    so_far = np.array([made[month - month % 12 : month + 1].sum() for month in range(len(made))])
    rate = np.zeros(len(made))
    rate[12:] = (so_far[12:] / so_far[:-12] - 1) * 100
    return rate


def _energy(sheet: Sheet, plan: Plan, random: np.random.Generator, made: Series) -> Series:
    length = len(made)
    trend = shapes.falling(random.uniform(0.003, 0.045), length) * plan.energy
    names = {name for profile in plan.mix for name in plan.profiles[profile].consumes}
    burned: Series = np.zeros(length)
    for item in sorted(names):
        need = plan.rate("consumes", item)
        used = made * need * trend * shapes.noise(random, 0.012, length)
        burned = burned + used * _TCE.get(item, 0.0)
        large, per, small, bound = _ENERGY_UNITS.get(item, ("吨", 1.0, "吨", 0.0))
        wide = typical(used) >= bound
        source = _SOURCES.get(item, "report")
        sheet.add(item, used / per if wide else used, large if wide else small, 4, source)
    _green_power(sheet, plan, random)
    return burned


def _green_power(sheet: Sheet, plan: Plan, random: np.random.Generator) -> None:
    """Smelters buy green power from 2022; some others have their own panels from 2021."""
    months = np.arange(sheet.months)
    if plan.mix.get("aluminium", 0) + plan.mix.get("silicon", 0) >= 0.3:
        bought = np.minimum(0.06 + 0.05 * (months // 12 - 2), 0.35) * random.uniform(0.6, 1.2)
        _of_electricity(sheet, "green_power", bought, "bill").filled = months >= 24
    elif random.uniform() < 0.4:
        sunny = 0.03 + 0.012 * np.sin((months % 12 - 1) * np.pi / 6)
        _of_electricity(sheet, "renewable_self_use", sunny, "meter").filled = months >= 12


def _of_electricity(sheet: Sheet, item: str, share: Series, source: str) -> Column:
    power = sheet.columns["electricity"]
    return sheet.put(item, whole(power.counts * share), power.decimals, power.unit, source)


def _water(sheet: Sheet, plan: Plan, random: np.random.Generator, made: Series) -> Series:
    """Add water and wastewater; returns what is discharged, in m³."""
    length = len(made)
    fresh = made * plan.rate("water", "fresh") * plan.water
    fresh = fresh * shapes.falling(random.uniform(0.004, 0.055), length) * shapes.noise(random, 0.015, length)
    wide = typical(fresh) >= 2e5
    unit, per = ("万m³", 1e4) if wide else ("m³", 1.0)
    for item, source in (("surface_water", "meter"), ("groundwater", "meter"), ("tap_water", "bill")):
        part = plan.share("water", "fresh", item)
        if part > 0:
            sheet.add(item, fresh * part * shapes.noise(random, 0.008, length) / per, unit, 4, source)
    recycled = plan.share("water", "fresh", "recycled")
    for year in range(sheet.months // 12):
        reused = fresh[year * 12 : year * 12 + 12].sum() * recycled / 1e4
        sheet.annual.append(Annual("recycled_water", shapes.FIRST_YEAR + year, f"{reused:.1f}", "万m³"))
    return _wastewater(sheet, plan, random, fresh / per, unit) * per


def _wastewater(sheet: Sheet, plan: Plan, random: np.random.Generator, fresh: Series, unit: str) -> Series:
    """Add wastewater in which treated is exactly what is due: generated less special less self-reused."""
    length, months = len(fresh), sheet.months
    made = fresh * plan.rate("wastewater", "share") * shapes.rain(length)
    made = made * shapes.noise(random, 0.012, length)
    decimals = shapes.decimals_for(typical(made), 5)
    generated = shapes.counted(made[:months], decimals)
    due = generated.copy()
    sheet.put("wastewater_generated", generated, decimals, unit, "meter")
    for name in ("special", "self_reused"):
        share = plan.rate("wastewater", name)
        if share > 0:
            part = whole(generated * share)
            due -= part
            sheet.put(f"wastewater_{name}", part, decimals, unit, "meter")
    reused = whole(due * random.uniform(0.1, 0.3))
    sheet.put("wastewater_treated", due, decimals, unit, "online")
    sheet.put("wastewater_reused", reused, decimals, unit, "meter")
    sheet.put("wastewater_discharged", due - reused, decimals, unit, "online")
    inflow = due * random.uniform(1.08, 1.35) * shapes.rain(length)[:months]
    sheet.put("plant_inflow", whole(inflow), decimals, unit, "online")
    discharged: Series = (due - reused) / 10**decimals
    return discharged


def _solid_waste(sheet: Sheet, plan: Plan, random: np.random.Generator, made: Series) -> None:
    rate = plan.rate("solid_waste", "generated")
    waste = made * rate * shapes.noise(random, 0.02, len(made))
    months, wide = sheet.months, typical(waste) >= 1e5
    unit, per = ("万吨", 1e4) if wide else ("吨", 1.0)
    decimals = shapes.decimals_for(typical(waste) / per, 4)
    generated = shapes.counted(waste[:months] / per, decimals)
    share = plan.share("solid_waste", "generated", "utilized")
    utilized = whole(generated * share * shapes.noise(random, 0.01, len(made))[:months])
    utilized = np.minimum(utilized, generated)
    sheet.put("solid_waste_generated", generated, decimals, unit, "report")
    sheet.put("solid_waste_utilized", utilized, decimals, unit, "report")
    sheet.put("solid_waste_disposed", generated - utilized, decimals, unit, "report")
    sheet.put("solid_waste_stored", np.zeros(months, dtype=np.int64), decimals, unit, "report")
    stock = int(typical(generated) * random.uniform(2, 6)) if rate > 0.5 else 0
    sheet.put("solid_waste_stock_end", np.full(months, stock), decimals, unit, "report")


def _hazardous_waste(sheet: Sheet, plan: Plan, random: np.random.Generator, made: Series) -> None:
    """Add hazardous waste whose stock ends each month, or a small producer's quarter, where it began."""
    rate = plan.rate("hazardous", "generated")
    if rate == 0:
        return
    months = sheet.months
    waste = (made * rate * shapes.noise(random, 0.03, len(made)))[:months]
    decimals = shapes.decimals_for(typical(waste), 4)
    generated = shapes.counted(waste, decimals)
    share = plan.share("hazardous", "generated", "utilized")
    utilized = whole(generated * share)
    stock = np.full(months, int(typical(generated) * random.uniform(0.5, 1.5)))
    left = generated - utilized
    if typical(waste) < 8:
        left, stock = _quarterly(left, stock)
    sheet.put("hazardous_waste_generated", generated, decimals, "吨", "transfer")
    if share > 0:
        sheet.put("hazardous_waste_utilized", utilized, decimals, "吨", "report")
    sheet.put("hazardous_waste_sent_out", left, decimals, "吨", "transfer")
    sheet.put("hazardous_waste_stock_end", stock, decimals, "吨", "report")


def _quarterly(made: Counts, stock: Counts) -> tuple[Counts, Counts]:
    """Return what is sent out when a lorry comes once a quarter, and the stock in between."""
    quarters = np.concatenate([made, np.zeros(-len(made) % 3, dtype=np.int64)]).reshape(-1, 3)
    so_far = quarters.cumsum(axis=1)
    sent = np.zeros_like(quarters)
    sent[:, 2] = so_far[:, 2]
    waiting = so_far.copy()
    waiting[:, 2] = 0
    return sent.ravel()[: len(made)], stock + waiting.ravel()[: len(made)]


def _pollutants(sheet: Sheet, random: np.random.Generator, tce: Series, discharged: Series) -> None:
    for rates, cause in ((_POLLUTANTS_PER_WATER, discharged), (_POLLUTANTS_PER_TCE, tce)):
        for item, rate in rates.items():
            uneven = shapes.noise(random, 0.04, len(tce))[: sheet.months]
            sheet.add(item, cause[: sheet.months] * rate * uneven, "吨", 3, "online")


def _pollutants_of_solvents(sheet: Sheet, plan: Plan, made: Series) -> None:
    rate = plan.mean(lambda p: p.voc)
    if rate > 0:
        sheet.add("voc", made * rate * shapes.falling(0.04, len(made)), "吨", 3, "report")


def _annual(sheet: Sheet, plan: Plan, random: np.random.Generator) -> None:
    """Add the figures that exist only for whole years, from the revenue already typed."""
    revenue = sheet.columns["revenue"]
    scale = 10**revenue.decimals
    leading = min(0.605 + random.uniform(0, 0.28), 0.85)
    for year in range(sheet.months // 12):
        total = float(revenue.counts[year * 12 : year * 12 + 12].sum()) / scale
        above = total * random.uniform(0.9, 0.96)
        for item, value in (
            ("leading_revenue", total * (leading + random.uniform(-0.01, 0.01))),
            ("revenue_above_scale", above),
            ("rd_expense_above_scale", above * random.uniform(0.012, 0.034)),
        ):
            sheet.annual.append(Annual(item, shapes.FIRST_YEAR + year, f"{value:.0f}", "万元"))


_OF_THE_PARK = ("plant_inflow", "wastewater_reused")


def only_park_level(sheet: Sheet) -> None:
    """Keep of a rolled-up park's figures what it enters for itself: those of its central plant."""
    sheet.columns = {item: sheet.columns[item] for item in _OF_THE_PARK}
    sheet.annual.clear()


def without_park_level(sheet: Sheet) -> None:
    """Take from an enterprise what its park enters; all it has treated leaves it for the central plant."""
    for item in _OF_THE_PARK:
        del sheet.columns[item]
    sheet.columns["wastewater_discharged"].counts = sheet.columns["wastewater_treated"].counts.copy()


def park_level(plan: Plan, seed: int, months: int, land: float, sheet: Sheet) -> None:
    """Add what a park enters for itself even where the rest comes from its enterprises."""
    random = shapes.generator(seed, plan.code + "/park")
    for year in range(months // 12):
        people = plan.value_added * (1 + plan.growth * 0.3) ** year / 32 * random.uniform(0.98, 1.02)
        sheet.annual.append(Annual("land_area", shapes.FIRST_YEAR + year, f"{land:.0f}", "亩"))
        sheet.annual.append(Annual("employees", shapes.FIRST_YEAR + year, f"{people:.0f}", "人"))
