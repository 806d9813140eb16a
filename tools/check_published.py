"""Bring published figures in through the command line, evaluate them and print each difference.

The folder of published figures is not part of the project; where it is absent, nothing is compared and that
is said. Each comparison names its source folder, what was compared, and the tolerance its rounding allows.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_FOLDER = Path("../shared/data")
LAST_DAY = "2026-06-30"


@dataclass(frozen=True)
class Comparison:
    """One computed figure beside the published one, and half the last printed digit as tolerance."""

    folder: str
    what: str
    computed: float | None
    published: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        """Tell whether the difference is within the tolerance."""
        return self.computed is not None and abs(self.computed - self.published) <= self.tolerance


class Installation:
    """A scratch installation that is only spoken to through the command line."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = f"sqlite:///{folder / 'published.db'}"
        self.call("init")

    def call(self, *arguments: str) -> str:
        """Run one command and return what it printed; a refusal ends the comparison with its message."""
        command = [sys.executable, "-m", "tracker", "--db", self._database, "--today", LAST_DAY, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def site(self, code: str) -> None:
        """Add a region of its own to hold one table's figures."""
        self.call("site", "add", "--code", code, "--name", code, "--kind", "region", "--region", "CN")

    def bring_in(self, rows: Iterable[tuple[str, str, str, str, str]]) -> None:
        """Import rows (site, period, item, value, unit) as they are printed in the source."""
        path = self._folder / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("site", "period", "item", "value", "unit"))
            writer.writerows(rows)
        self.call("import", str(path), "--format", "json")

    def years(self, indicator: str) -> dict[tuple[str, str], dict[str, Any]]:
        """Return an indicator's rows of all sites by site and year."""
        answer = self.call("indicators", "--indicator", indicator, "--window", "year", "--format", "json")
        return {(row["site"], row["period"]): row for row in json.loads(answer)}

    def sites(self, codes: Sequence[str]) -> None:
        """Add many regions at once."""
        path = self._folder / "sites.csv"
        lines = ["code,name,kind,region", *(f"{code},{code},region,CN" for code in codes)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        self.call("site", "import", str(path))


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def energy_and_volume_index(folder: Path, tracker: Installation) -> Iterator[Comparison]:
    """03: change of energy per value added from total energy and an index of volume."""
    name = "03_nbs_energy_intensity_2015_2024"
    rows = _table(folder / name / "data.csv")
    tracker.site("N03")
    index = "国内生产总值指数(1978年=100)"
    lines = [
        ("N03", row["year"], "other_energy", row["能源消费总量(万吨标准煤)"], "万吨标准煤") for row in rows
    ]
    lines += [("N03", r["year"], "value_added_real", r[index], "亿元@1978") for r in rows if r[index]]
    lines += [("N03", row["year"], "electricity", "0", "kWh") for row in rows]
    tracker.bring_in(lines)
    years = tracker.years("energy_intensity")
    published = json.loads((folder / name / "expected.json").read_text("utf-8"))
    for year, entry in published["published_unit_gdp_energy_change_pct"].items():
        change = years["N03", year]["yoy"]["change"]
        # preliminary communiques against the revised series: a tenth of a point beside half a printed digit
        computed = None if change is None else change * 100
        yield Comparison(name, f"{year} change of energy per value added, %", computed, entry["value"], 0.1)


def region_energy(folder: Path, tracker: Installation) -> Iterator[Comparison]:
    """04: energy of industry from its carriers, and energy per 10,000 CNY."""
    name = "04_region_energy_co2_2010_2020"
    carriers = ("ind_coal", "ind_oil", "ind_gas", "ind_heat", "ind_electricity", "ind_other")
    rows = _table(folder / name / "energy_gdp.csv")
    tracker.site("R04")
    lines = [("R04", row["year"], "other_energy", row["energy_total_10k_tce"], "万tce") for row in rows]
    lines += [("R04", r["year"], "value_added_real", r["gdp_100M_cny"], "亿元@2010") for r in rows]
    lines += [("R04", row["year"], "electricity", "0", "kWh") for row in rows]
    tracker.bring_in(lines)
    years = tracker.years("energy_intensity")
    for row in rows:
        published = float(row["energy_total_10k_tce"]) / float(row["gdp_100M_cny"])
        what = f"{row['year']} tce per 10,000 CNY"
        yield Comparison(name, what, years["R04", row["year"]]["value"], published, published * 1e-9)
        parts = sum(float(row[carrier]) for carrier in carriers)
        yield Comparison(
            name, f"{row['year']} industry from carriers", parts, float(row["energy_industry"]), 1e-6
        )


CARRIERS_2007 = {
    "洗精煤": ("washed_coal", "万吨"),
    "焦炭": ("coke", "万吨"),
    "原油": ("crude_oil", "万吨"),
    "汽油": ("gasoline", "万吨"),
    "煤油": ("kerosene", "万吨"),
    "柴油": ("diesel", "万吨"),
    "燃料油": ("fuel_oil", "万吨"),
    "液化石油气": ("lpg", "万吨"),
    "热力": ("heat", "百亿千焦"),
    "电力": ("electricity", "亿千瓦小时"),
}


def national_balance(folder: Path, tracker: Installation) -> Iterator[Comparison]:
    """06: physical quantity to standard quantity, one carrier and row of the balance at a time."""
    name = "06_cesy2008_national_balance_2007"
    physical = _table(folder / name / "data.csv")
    standard = _table(folder / name / "expected.csv")
    pairs = list(_positive_pairs(physical, standard))
    tracker.sites([site for site, *_ in pairs])
    lines = []
    for site, carrier, quantity, _, _ in pairs:
        item, unit = CARRIERS_2007[carrier]
        lines.append((site, "2007", item, quantity, unit))
        if item != "electricity":
            lines.append((site, "2007", "electricity", "0", "kWh"))
    tracker.bring_in(lines)
    years = tracker.years("energy_total")
    for site, carrier, _, stated, row in pairs:
        value = years[site, "2007"]["value"]
        computed = None if value is None else value / 1e4
        # coefficients of the yearbook are printed to four digits
        yield Comparison(name, f"{row} {carrier}, 10,000 tce", computed, stated, abs(stated) * 5e-4 + 0.005)


def _positive_pairs(
    physical: list[dict[str, str]], standard: list[dict[str, str]]
) -> Iterator[tuple[str, str, str, float, str]]:
    number = 0
    for left, right in zip(physical, standard, strict=True):
        quantity, stated = left["physical_quantity"], right["standard_quantity_10k_tce"]
        if left["carrier"] in CARRIERS_2007 and quantity and stated and float(quantity) > 0 < float(stated):
            number += 1
            yield f"B{number:03d}", left["carrier"], quantity, float(stated), left["row_label"]


def water_intensity(folder: Path, tracker: Installation) -> Iterator[Comparison]:
    """12: water per 10,000 CNY of the nation in 2021."""
    name = "12_cn_water_intensity"
    row = next(r for r in _table(folder / name / "data.csv") if r["total_use_1e8_m3"])
    tracker.site("N12")
    tracker.bring_in(
        [
            ("N12", row["year"], "other_fresh_water", row["total_use_1e8_m3"], "亿立方米"),
            ("N12", row["year"], "value_added", row["gdp_1e8_cny_current"], "亿元"),
        ]
    )
    value = tracker.years("water_intensity")["N12", row["year"]]["value"]
    published = float(row["water_per_10k_gdp_m3_published"])
    yield Comparison(name, f"{row['year']} m³ per 10,000 CNY", value, published, 0.05)


def waste_disposal(folder: Path, tracker: Installation) -> Iterator[Comparison]:
    """17: disposal rate of household waste, by the rule for general solid waste."""
    name = "17_nbs_household_waste_disposal_rate"
    inputs = _table(folder / name / "data.csv")
    published = {
        r["year_as_printed"]: r["生活垃圾无害化处理率(%)"] for r in _table(folder / name / "expected.csv")
    }
    tracker.site("N17")
    lines = []
    for row in inputs:
        made, treated = row["生活垃圾清运量(万吨)"], row["生活垃圾无害化处理量(万吨)"]
        if made and treated:
            year = row["year_as_printed"].removesuffix("年")
            lines.append(("N17", year, "solid_waste_generated", made, "万吨"))
            lines.append(("N17", year, "solid_waste_disposed", treated, "万吨"))
            lines.append(("N17", year, "solid_waste_utilized", "0", "万吨"))
    tracker.bring_in(lines)
    for (site, year), row in tracker.years("solid_waste_disposal_rate").items():
        if site == "N17" and (stated := published.get(f"{year}年")):
            yield Comparison(name, f"{year} disposal rate, %", row["value"], float(stated), 0.05 + 1e-9)


COMPARISONS: tuple[Callable[[Path, Installation], Iterator[Comparison]], ...] = (
    energy_and_volume_index,
    region_energy,
    national_balance,
    water_intensity,
    waste_disposal,
)


def main(arguments: list[str]) -> int:
    """Run all comparisons and print every difference; known errors of a source are differences too."""
    folder = Path(arguments[0]) if arguments else DEFAULT_FOLDER
    if not folder.is_dir():
        print(f"{folder}: no published figures here; nothing compared")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        tracker = Installation(Path(scratch))
        found = [item for compare in COMPARISONS for item in compare(folder, tracker)]
    for item in found:
        if not item.agrees:
            print(f"{item.folder}: {item.what}: computed {item.computed}, published {item.published}")
    agreeing = sum(item.agrees for item in found)
    print(f"{agreeing} of {len(found)} published figures agree")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
