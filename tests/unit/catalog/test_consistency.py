"""What contradicts itself or something else is refused with file and line."""

import pytest

from tests.unit.catalog.small import line_of, load_changed
from tracker.catalog.problems import CatalogError
from tracker.messages import describe

CASES = [
    # file, text, replacement, code
    ("units.yaml", "definition: kilogram,", "definition: joule,", "unit_wrong_dimension"),
    ("units.yaml", "definition: kilogram,", "definition: furlong,", "unit_definition"),
    ("units.yaml", "definition: kilogram,", "definition: 9**9**9,", "unit_definition"),
    ("units.yaml", "definition: kilogram,", "definition: 1e999999999 * kilogram,", "unit_definition"),
    ("units.yaml", "definition: kilogram,", "definition: 1/0 * kilogram,", "unit_definition"),
    ("units.yaml", "dimension: mass, definition: kilogram", "dimension: weight, definition: kilogram",
     "unit_unknown_dimension"),
    ("units.yaml", "definition: kilogram,", "definition: kilogram, aliases: [吨],", "unit_spelling_twice"),
    ("units.yaml", '"tce = [coal_equivalent]"', '"tce = __import__"', "unit_base_line"),
    ("units.yaml", "definition: kilogram,", "definition: kilogram, usual: [kWh],", "unit_not_usual"),
    ("items.yaml", "code: power", "code: coal", "rule_code_twice"),
    ("items.yaml", "code: coal", "code: ce_coal", "rule_code_twice"),
    ("items.yaml", "group: consumed", "group: energie", "rule_reference"),
    ("items.yaml", "unit: t,", "unit: ton,", "unit_ton"),
    ("items.yaml", "unit: t,", "unit: tt,", "unknown_unit_close"),
    ("items.yaml", "unit: t,", "unit: t, together: fuel,", "item_set_of_one"),
    ("items.yaml", "unit: t,", "unit: t, entered_with: fuel,", "item_set_of_one"),
    ("items.yaml", "unit: t,", "unit: t, based: true,", "item_based"),
    ("items.yaml", "unit: t,", "unit: t, maximum: -1,", "item_bounds"),
    ("items.yaml", "unit: t,", "unit: t, kind: sum,", "rule_field_value"),
    ("items.yaml", "unit: t,", "unit: t, colour: red,", "rule_field_unknown"),
    ("items.yaml", "unit: t, blank", "blank", "rule_field_missing"),
    ("items.yaml", "unit: t,", "unit: 5,", "rule_field_value"),
    ("items.yaml", "unit: t,", "unit: t, decimals: '2',", "rule_field_value"),
    ("items.yaml", "confirmation: confirmed", "confirmation: maybe", "rule_field_value"),
    ("items.yaml", "source: a book, ", "", "rule_field_missing"),
    ("factors.yaml", "until: 2021-12", "until: 2020-12", "factor_dates"),
    ("factors.yaml", "from: 2022-01", "from: 2021-12", "factor_overlap"),
    ("factors.yaml", "from: 2022-01, ", "", "factor_overlap"),
    ("factors.yaml", "from: 2022-01", "from: 2022-13", "rule_field_value"),
    ("factors.yaml", ", citation: {source: a book, confirmation: confirmed}}", "}", "rule_field_missing"),
    ("indicators.yaml", "unit: tce/万元", "unit: tce", "indicator_dimension"),
    ("indicators.yaml", "numerator: energy", "formula: energy", "indicator_formulas"),
    ("indicators.yaml", "year_on_year: true", "drawdown: coal", "indicator_drawdown"),
    ("indicators.yaml", "year_on_year: true", "year_on_year: true\n    drawdown: land", "indicator_drawdown"),
    ("indicators.yaml", "year_on_year: true", "drawdown: lard", "rule_reference"),
    ("indicators.yaml", "real: value_added_real", "real: value_added", "indicator_price"),
    ("indicators.yaml", "growth: growth", "growth: coal", "indicator_price"),
    ("indicators.yaml", "growth: growth", "growth: grow", "rule_reference"),
    ("standards.yaml", "indicator: intensity", "indicator: intensivity", "rule_reference"),
    ("standards.yaml", "clause: 第二章, ", "", "rule_field_missing"),
    ("standards.yaml", "clause: 第二章", "clause: ''", "rule_field_value"),
    ("standards.yaml", "indicator: intensity", "indicator: energy", "target_needs_year_on_year"),
    ("standards.yaml", "kind: fall,", "kind: fall, value: 3,", "target_value"),
    ("standards.yaml", "value: 0.5, ", "", "target_value"),
    ("standards.yaml", "kind: at_most, value: 0.5", "kind: fall_by, value: 3", "target_value"),
    ("standards.yaml", "code: low", "code: falls", "rule_code_twice"),
    ("standards.yaml", "from_year: 2021", "from_year: 2021\n    until_year: 2020", "standard_years"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code"), CASES)
def test_a_contradiction_names_its_file_and_line(tmp_path, file, old, new, code):
    with pytest.raises(CatalogError) as refused:
        load_changed(tmp_path, file, old, new)
    error = refused.value
    assert (error.code, error.file.rpartition("/")[2]) == (code, file)
    assert error.line is not None
    assert abs(error.line - line_of(file, old)) <= 1
    assert describe(error, "zh").startswith(f"{error.file}:{error.line}：")
    assert describe(error, "en").startswith(f"{error.file}:{error.line}: ")


def test_an_unconfirmed_target_may_go_without_a_value(tmp_path):
    catalog = load_changed(
        tmp_path,
        "standards.yaml",
        "value: 0.5, clause: 第三章, citation: {source: a book, confirmation: confirmed}",
        "clause: 第三章, citation: {source: a book, confirmation: unconfirmed}",
    )
    assert catalog.document()["standards"]["plan"]["targets"][1]["value"] is None


def test_factor_values_of_other_regions_may_overlap(small):
    assert len(small.factors["ce_power"].values) == 3


CHECK = """
checks:
  - number: A-01
    kind: at_most
    names: {{zh: 甲, en: a}}
    cause: {{zh: 乙, en: b}}
    example: {{zh: 丁, en: d}}
    remedy: {{zh: 丙, en: c}}
    left: {left}
    right: power
    citation: {{source: s, confirmation: confirmed}}
"""


def load_check(folder, left):
    (folder / "checks.yaml").write_text(CHECK.format(left=left), encoding="utf-8")
    return load_changed(folder, "units.yaml", "", "")


def test_the_sides_of_a_check_come_to_one_unit(tmp_path):
    check = load_check(tmp_path, "steam").compiled_checks["A-01"]
    assert check.right.terms[0].constant == 0.0036


@pytest.mark.parametrize(
    ("left", "code"), [("coal", "formula_dimension"), ("cole", "formula_unknown_name"), ("~", "check_sides")]
)
def test_a_check_is_proved_too(tmp_path, left, code):
    with pytest.raises(CatalogError) as refused:
        load_check(tmp_path, left)
    assert refused.value.code == code
