"""What the rule files say, held against where the numbers come from."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from frictionless import Resource, Schema

from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog

SCHEMAS = Path(__file__).parents[3] / "schemas"
PRODUCT = re.compile(r"([\d.]+) GJ/\S+ × ([\d.]+) tC/GJ × (\d+)% × 44/12")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(SCHEMAS)


@pytest.mark.parametrize(
    ("written", "factor", "unit"),
    [
        ("噸", 1, "t"),
        ("10000 tons", 1e4, "t"),
        ("亿m3", 1e8, "m³"),
        ("方", 1, "m³"),
        ("million litres", 1000, "m³"),
        ("万标立方米", 1e4, "Nm³"),
        ("度", 1, "kWh"),
        ("亿千瓦小时", 1e8, "kWh"),
        ("百万千焦", 1, "GJ"),
        ("百亿千焦", 1e4, "GJ"),
        ("kcal", 4.1868e-6, "GJ"),
        ("标煤吨", 1, "tce"),
        ("克标准煤", 1e-6, "tce"),
        ("吨二氧化碳当量", 1, "tCO2"),
        ("万亿元", 1e8, "万元"),
        ("平方公里", 1500, "亩"),
        ("公顷", 15, "亩"),
        ("万tce/亿元", 1, "tce/万元"),
        ("m3/亩", 15, "m³/ha"),
        ("MGD", 3785.411784, "m³/d"),
    ],
)
def test_spellings_found_in_documents_have_their_factor(
    catalog: Catalog, written: str, factor: float, unit: str
) -> None:
    units = catalog.units
    assert units.factor(units.read(written), units.read(unit)) == pytest.approx(factor, rel=1e-12)


def test_a_fuel_factor_is_the_product_its_clause_states(catalog: Catalog) -> None:
    checked = 0
    for code, factor in catalog.factors.items():
        for value in factor.values:
            stated = PRODUCT.search(value.citation.clause or "")
            if stated:
                ncv, carbon, oxidized = (Fraction(number) for number in stated.groups())
                assert value.value == float(ncv * carbon * oxidized / 100 * 44 / 12), code
                checked += 1
    assert checked == 17


def test_gas_typed_at_normal_conditions_gets_the_factor_of_normal_conditions(catalog: Catalog) -> None:
    to_cubic_metres = catalog.items["natural_gas"].also_accepts[0].factor
    back = catalog.factors["normal_volume"].values[0].value
    assert to_cubic_metres * back == pytest.approx(1, rel=1e-15)


def test_no_province_borrows_a_grid_factor(catalog: Catalog) -> None:
    regions = {value.region for value in catalog.factors["grid_inventory"].values}
    assert len(regions) == 31
    assert "*" not in regions
    assert "CN-XZ" not in regions


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ('YN01,2024-03,diesel,"1,234",吨\nYN01,2024-01..03,revenue,１２．５,亿元\nYN01,2024,coke,,\n', []),
        ("YN01,2024-13,electricity,1,kWh\n", ["period"]),
        (",2024-02..03,Electricity,1,kWh\n", ["site", "period", "item"]),
    ],
)
def test_the_table_schema_reads_the_long_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, wrong: list[str]
) -> None:
    (tmp_path / "figures.csv").write_text("site,period,item,value,unit\n" + rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    descriptor = json.loads((SCHEMAS / "tables" / "long_csv.schema.json").read_text(encoding="utf-8"))
    report = Resource(path="figures.csv", schema=Schema.from_descriptor(descriptor)).validate()
    assert [name for [name] in report.flatten(["fieldName"])] == wrong
