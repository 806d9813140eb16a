"""Published figures of real regions, brought in with their own units, come out as published.

The larger comparison, whole tables against whole tables, is `make check-published`.
"""

import pytest

from tests.cli.conftest import Tracker


def _year(tracker: Tracker, indicator: str, year: str) -> dict:
    call = ("indicators", "--site", "N", "--indicator", indicator, "--window", "year", "--period", year)
    (row,) = tracker.done(*call, "--format", "json").json
    return row


@pytest.fixture
def nation(tracker: Tracker) -> Tracker:
    tracker.done("site", "add", "--code", "N", "--name", "全国", "--kind", "region", "--region", "CN")
    return tracker


@pytest.mark.parametrize(("year", "published"), [("2020", -0.1), ("2021", -2.7)])
def test_energy_per_value_added_from_energy_and_a_volume_index(
    nation: Tracker, year: str, published: float
) -> None:
    """National energy and GDP index (1978 = 100), National Bureau of Statistics; its communiques' change.

    The communiques were preliminary: a tenth of a point is allowed.
    """
    energy = {"2019": "487488", "2020": "498314", "2021": "525896"}
    index = {"2019": "3923.3", "2020": "4011.2", "2021": "4350.0"}
    rows = [("N", y, "other_energy", quantity, "万吨标准煤") for y, quantity in energy.items()]
    rows += [("N", y, "value_added_real", volume, "亿元@1978") for y, volume in index.items()]
    rows += [("N", y, "electricity", "0", "kWh") for y in energy]
    nation.bring_in(rows)
    yoy = _year(nation, "energy_intensity", year)["yoy"]
    assert yoy["basis"] == "real"
    assert yoy["change"] * 100 == pytest.approx(published, abs=0.1)


def test_energy_per_value_added_of_a_region(nation: Tracker) -> None:
    """An eastern region in 2010: energy over GDP (annex of the 2023 modelling contest, problem D)."""
    nation.bring_in(
        [
            ("N", "2010", "other_energy", "23539.31443129946", "万tce"),
            ("N", "2010", "value_added", "41383.87", "亿元"),
            ("N", "2010", "electricity", "0", "kWh"),
        ]
    )
    assert _year(nation, "energy_intensity", "2010")["value"] == pytest.approx(0.568804, abs=5e-7)


@pytest.mark.parametrize(
    ("item", "quantity", "unit", "published"),
    [
        ("crude_oil", "34035.06", "万吨", 48622.49),
        ("electricity", "22569.1", "亿千瓦小时", 27737.42),
        ("diesel", "1491.37", "万吨", 2173.08),
    ],
)
def test_physical_to_standard_quantity(
    nation: Tracker, item: str, quantity: str, unit: str, published: float
) -> None:
    """Tables 4-1 and 4-2 of the China Energy Statistical Yearbook 2008, in 万吨标准煤, by calorific value."""
    rows = [("N", "2007", item, quantity, unit)]
    if item != "electricity":
        rows.append(("N", "2007", "electricity", "0", "kWh"))
    nation.bring_in(rows)
    assert _year(nation, "energy_total", "2007")["value"] / 1e4 == pytest.approx(published, abs=0.01)


def test_water_per_value_added(nation: Tracker) -> None:
    """China Water Resources Bulletin 2021: 5,920.2 亿立方米, 51.8 m³ per 万元 of GDP (1,143,670 亿元)."""
    nation.bring_in(
        [
            ("N", "2021", "other_fresh_water", "5920.2", "亿立方米"),
            ("N", "2021", "value_added", "1143670", "亿元"),
        ]
    )
    assert _year(nation, "water_intensity", "2021")["value"] == pytest.approx(51.8, abs=0.05)


@pytest.mark.parametrize(
    ("year", "collected", "treated", "published"),
    [("2012", "17080.9", "14489.5", 84.8), ("2015", "19141.9", "18013.0", 94.1)],
)
def test_waste_disposal_rate(
    nation: Tracker, year: str, collected: str, treated: str, published: float
) -> None:
    """Household waste collected and harmlessly treated, 万吨, National Bureau of Statistics."""
    nation.bring_in(
        [
            ("N", year, "solid_waste_generated", collected, "万吨"),
            ("N", year, "solid_waste_disposed", treated, "万吨"),
            ("N", year, "solid_waste_utilized", "0", "万吨"),
        ]
    )
    assert _year(nation, "solid_waste_disposal_rate", year)["value"] == pytest.approx(published, abs=0.05)
