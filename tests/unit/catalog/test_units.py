"""Units as documents write them, by the project's own table."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.catalog.problems import UnknownUnit, WrongDimension
from tracker.messages import describe

# spellings seen in published documents, with their factor to a base unit
SEEN = """
吨|kg|1000; 噸|kg|1000; 公斤|kg|1; 万吨|kg|1e7; 亿吨|kg|1e11; T|kg|1000; 10000 tons|kg|1e7; Mt|kg|1e9
m³|m3|1; ㎥|m3|1; cubic metres|m3|1; 亿立方米|m3|1e8; 亿m3|m3|1e8; 100 million cu.m|m3|1e8; 方|m3|1
million litres|m3|1000; L|m3|0.001; MG|m3|3785.411784
万标立方米|Nm3|1e4; Nm³|Nm3|1; sm3|Nm3|1
千瓦小时|J|3.6e6; kW·h|J|3.6e6; 度|J|3.6e6; 万kWh|J|3.6e10; 亿千瓦小时|J|3.6e14; MWh|J|3.6e9; TWh|J|3.6e15
J|J|1; kJ|J|1000; MJ|J|1e6; GJ|J|1e9; 百万千焦|J|1e9; 百亿千焦|J|1e13; kcal|J|4186.8; MMBtu|J|1055055852.62
kWh (Gross CV)|J|3.6e6
吨标煤|tce|1; TCE|tce|1; 万吨标煤|tce|1e4; 亿吨标准煤|tce|1e8; kgce|tce|0.001; 克标准煤|tce|1e-6; 标煤吨|tce|1
吨CO2|tCO2|1; kg CO2e|tCO2|0.001; 吨二氧化碳当量|tCO2|1
元|CNY|1; 万元|CNY|1e4; 亿元|CNY|1e8; 万亿元|CNY|1e12
平方米|m2|1; 万平方米|m2|1e4; 公顷|m2|1e4; 万亩|m2|6666666.666666666666666667
吨标准煤/万元|tce/10k CNY|1; tce/万元|tce/10k CNY|1; 万tce/亿元|tce/10k CNY|1; 千瓦时/万元|kWh/10k CNY|1
立方米/万元|m3/10k CNY|1; t/万元|t/10k CNY|1; 吨/日|t/d|1; MGD|m3/d|3785.411784; kg/d|t/d|0.001
mg/l|g/m3|1; 微克/立方米|g/m3|0.000001; ％|%|1; 百分点|pp|1; 万千瓦|W|1e7; kVarh|kvarh|1; ℃|degC|1
kgce/m³|kgce/m3|1; tC/TJ|tC/TJ|1; m3/亩|m3/ha|15; 立方米/人|m3/person|1
"""
LOST = "104 tn|kg|1e7; 1010 kJ|J|1e13; 104tce|tce|1e4"


def rows(table):
    return [tuple(cell.split("|")) for line in table.split("\n") for cell in line.split("; ") if cell]


def test_the_table_above_is_whole():
    assert len(rows(SEEN) + rows(LOST)) == 78


@pytest.mark.parametrize(("text", "base", "factor"), rows(SEEN))
def test_a_spelling_of_a_document_has_its_factor(catalog, text, base, factor):
    units = catalog.units
    assert units.factor(units.read(text), units.read(base)) == pytest.approx(float(factor), rel=1e-15)


@pytest.mark.parametrize(("text", "base", "factor"), rows(LOST))
def test_a_lost_superscript_is_read_only_on_request(catalog, text, base, factor):
    units = catalog.units
    unit = units.read(text, lost_superscripts=True)
    assert units.factor(unit, units.read(base)) == float(factor)
    with pytest.raises(UnknownUnit) as refused:
        units.read(text)
    assert refused.value.code == "unit_lost_superscript"


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (" 万 kWh ", "万kWh"),
        ("ｋＷｈ", "kWh"),
        ("m^3", "m³"),
        ("tCO₂", "tCO2"),
        ("10⁴ t", "10^4 t"),
        ("吨标煤／万元", "tce/万元"),
        ("kgce/(kW·h)", "kgce/kWh"),
        ("万元@2020", "万元@2020"),
        ("tce/万元＠2020", "tce/万元@2020"),
    ],
)
def test_spellings_come_down_to_one_symbol(catalog, text, symbol):
    assert catalog.units.read(text).symbol == symbol


@pytest.mark.parametrize(
    "text", ["件", "—", "1.0", "", "mu", "kWh/万元/人", "t/", "/t", "t@2020", "万元@20", "x" * 300, "9**9**9"]
)
def test_what_is_no_unit_is_refused(catalog, text):
    with pytest.raises(UnknownUnit) as refused:
        catalog.units.read(text)
    assert refused.value.problem == "unknown_unit"
    assert len(describe(refused.value, "zh")) < 120


@pytest.mark.parametrize(
    ("text", "code"),
    [("ton", "unit_ton"), ("tons", "unit_ton"), ("Nm", "unit_nm"), ("104tn", "unit_lost_superscript")],
)
def test_a_trap_is_refused_with_its_remedy(catalog, text, code):
    with pytest.raises(UnknownUnit) as refused:
        catalog.units.read(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "meant"), [("KwH", "kWh"), ("tec", "tce"), ("千瓦小", "kWh"), ("立方迷", "m³")]
)
def test_a_slip_of_the_pen_is_met_with_a_suggestion(catalog, text, meant):
    with pytest.raises(UnknownUnit) as refused:
        catalog.units.read(text)
    assert (refused.value.code, refused.value.params.get("close")) == ("unknown_unit_close", meant)


@pytest.mark.parametrize(
    ("item", "unit"),
    [
        ("surface_water", "GJ"),
        ("surface_water", "平方米/人"),
        ("surface_water", "m³/万元"),
        ("electricity", "亿m³"),
        ("electricity", "kWh/万元"),
        ("electricity", "万千瓦"),
        ("electricity", "kvarh"),
        ("value_added", "万元@2020"),
        ("value_added_real", "万元"),
        ("value_added_real", ""),
        ("value_added_growth", "百分点"),
        ("other_energy", "GJ"),
        ("raw_coal", "m³"),
    ],
)
def test_a_unit_of_another_quantity_is_refused_for_an_item(catalog, item, unit):
    with pytest.raises(WrongDimension) as refused:
        catalog.units.to_item(catalog.items[item], 1.0, unit)
    assert refused.value.problem == "wrong_dimension"
    assert describe(refused.value, "zh")


@pytest.mark.parametrize(
    ("item", "value", "unit", "canonical"),
    [
        ("electricity", 3.5, "万kWh", (35000.0, None)),
        ("electricity", 3.5, "", (3.5, None)),
        ("surface_water", 2.0, "万吨", (20000.0, None)),
        ("natural_gas", 1.0, "万Nm³", (10732.0, None)),
        ("cod", 1001.0, "kg", (1.001, None)),
        ("value_added", 1.5, "亿元", (15000.0, None)),
        ("value_added_real", 1.5, "亿元@2015", (15000.0, 2015)),
        ("land_area", 1.0, "公顷", (15.0, None)),
        ("heat", 1.0, "百万千焦", (1.0, None)),
    ],
)
def test_a_typed_value_comes_to_the_unit_of_its_item(catalog, item, value, unit, canonical):
    assert catalog.units.to_item(catalog.items[item], value, unit) == canonical


def test_a_wrong_dimension_names_both_in_words(catalog):
    units = catalog.units
    with pytest.raises(WrongDimension) as refused:
        units.factor(units.read("GJ"), units.read("m³"))
    assert describe(refused.value, "zh") == "单位“GJ”表示能量，这里应为体积，如“m³”"
    with pytest.raises(WrongDimension) as refused:
        units.factor(units.read("kWh/万元"), units.read("tce/万元@2020"))
    assert "能量／金额" in describe(refused.value, "zh")
    assert "coal equivalent / money@2020" in describe(refused.value, "en")


def test_price_bases_do_not_mix(catalog):
    units = catalog.units
    with pytest.raises(WrongDimension):
        units.factor(units.read("万元@2015"), units.read("万元@2020"))


def test_factors_are_exact(catalog):
    units = catalog.units
    assert units.read("亩").exact == Fraction(2000, 3)
    assert units.conversion(units.read("kg"), units.read("t"))(1001.0) == 1.001  # × 0.001 gives another
    assert units.factor(units.read("亿元"), units.read("万元")) == 1e4


@given(text=st.text(alphabet="万亿kWhtm³/@2020 元()^*9", max_size=15))
def test_no_text_does_anything_but_give_a_unit_or_a_refusal(catalog, text):
    with contextlib.suppress(UnknownUnit):
        assert catalog.units.read(text).exact > 0
