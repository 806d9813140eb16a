"""Which units are offered to be chosen, and which a slipped figure is mended to."""

import pytest

from tracker.catalog.loader import load_catalog
from tracker.services.entering.rows import offered_units
from tracker.services.entering.unit_fit import fitting_unit

CATALOG = load_catalog()


@pytest.mark.parametrize(
    ("item", "first"),
    [
        ("coke", ("t", "万t", "kg")),
        ("tap_water", ("m³", "万m³", "亿m³", "t", "万t")),
        ("natural_gas", ("m³", "万m³", "亿m³", "Nm³", "万Nm³")),
        ("heat", ("GJ", "万GJ")),
        ("value_added_real", ("万元@2020", "亿元@2020")),
    ],
)
def test_units_people_report_in_are_offered_first_and_every_other_after_them(item, first):
    offered = offered_units(CATALOG, CATALOG.items[item], 0)
    assert offered[: len(first)] == first
    assert len(set(offered)) == len(offered) > len(first)


@pytest.mark.parametrize(
    ("item", "value", "unit", "usual", "fits"),
    [
        ("electricity", 395_000 * 1e4, "万kWh", 400_000, "kWh"),
        ("heat", 1_000, "GJ", 4_187, None),  # Gcal would fit
        ("other_energy", 3, "tce", 3e6, None),  # 百万tce would
        ("tap_water", 52, "m³", 50_000, None),  # 千m³ and ML would
        ("coke", 1_200, "t", 1.2, "kg"),
    ],
)
def test_a_slip_is_mended_only_to_a_unit_people_report_the_item_in(item, value, unit, usual, fits):
    assert fitting_unit(CATALOG, CATALOG.items[item], value, unit, usual) == fits
