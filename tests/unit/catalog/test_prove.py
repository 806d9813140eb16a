"""Formulas are proved when the catalog loads, and become terms in canonical units."""

import pytest

from tests.unit.catalog.small import line_of, load_changed
from tracker.catalog.compiled import Term
from tracker.catalog.problems import CatalogError

FORMULA = "coal * ce_coal + power * ce_power"


def terms(folder, formula):
    catalog = load_changed(folder, "indicators.yaml", FORMULA, formula)
    return list(catalog.compiled["energy"].numerator.terms)


def test_a_total_is_its_terms_in_formula_order(small):
    assert small.compiled["energy"].numerator.terms == (
        Term("coal", 1.0, ("ce_coal",)),
        Term("power", 1.0, ("ce_power",)),
    )


def test_a_ratio_expands_the_total_inside(small):
    intensity = small.compiled["intensity"]
    assert intensity.numerator.terms == small.compiled["energy"].numerator.terms
    assert intensity.denominator is not None
    assert intensity.denominator.terms == (Term("value_added", 1.0),)
    assert intensity.scale == 1.0


def test_factors_take_the_conversion_and_keep_their_digits(small):
    assert [value.value for value in small.factor_values["ce_power"]] == [0.0001229, 0.000123, 0.0002]
    assert small.factor_values["ce_coal"][0].value == 0.7143
    assert small.factor_scales == {"ce_coal": 1.0, "ce_power": 0.001}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("-power * ce_power", [Term("power", -1.0, ("ce_power",))]),
        ("power * (ce_power - 0.1 * ce_power)",
         [Term("power", 1.0, ("ce_power",)), Term("power", -0.1, ("ce_power",))]),
        ("2 * (power - power / 4) * ce_power",
         [Term("power", 2.0, ("ce_power",)), Term("power", -0.5, ("ce_power",))]),
        ("power * ce_power * min(2, max(3, 1) / 2)", [Term("power", 1.5, ("ce_power",))]),
        # the factor is canonical for kWh by its first use, so a later use on GJ carries the rest
        ("power * ce_power + steam * ce_power",
         [Term("power", 1.0, ("ce_power",)), Term("steam", 1e9 / 3.6e6, ("ce_power",))]),
    ],
)  # fmt: skip
def test_linear_formulas_multiply_out(tmp_path, formula, expected):
    assert terms(tmp_path, formula) == expected


def test_of_two_new_factors_the_last_takes_the_conversion(tmp_path):
    change = "coal * ce_coal + power * ce_ratio * ce_power"
    (tmp_path / "more.yaml").write_text(
        "factors:\n  - {code: ce_ratio, names: {zh: 比, en: ratio}, purpose: inventory, unit: kWh/kWh,"
        " citation: {source: s, confirmation: confirmed}}\n",
        encoding="utf-8",
    )
    catalog = load_changed(tmp_path, "indicators.yaml", FORMULA, change)
    assert catalog.compiled["energy"].numerator.terms[1] == Term("power", 1.0, ("ce_ratio", "ce_power"))
    assert catalog.factor_scales["ce_ratio"] == 1.0


def test_percent_and_other_units_scale_the_ratio(tmp_path):
    catalog = load_changed(tmp_path, "indicators.yaml", "unit: tce/万元", "unit: kgce/元")
    assert catalog.compiled["intensity"].scale == 0.1


def test_the_project_catalog_has_no_stray_constants(catalog):
    sides = [i.numerator for i in catalog.compiled.values()]
    assert {abs(term.constant) for side in sides for term in side.terms} == {1.0}


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("coal * ce_coal + power", "formula_dimension"),
        ("power", "formula_dimension"),
        ("coal * ce_power", "formula_dimension"),
        ("coal * power", "formula_not_linear"),
        ("energy", "formula_cycle"),
        ("intensity", "formula_ratio_inside"),
        ("coal * ce_cole", "formula_unknown_name"),
        ("coal * ce_coal / ce_coal", "formula_division"),
        ("coal * ce_coal / 0", "formula_division"),
        ("coal / coal", "formula_division"),
        ("coal * max(ce_coal, 1)", "formula_choice"),
        ("ce_coal", "formula_without_item"),
        ("(5)", "formula_without_item"),
        ("coal * ce_coal + 5", "formula_dimension"),
        ("land", "formula_dimension"),
        ("9**9**9", "formula_power"),
        ("coal * 1e99 * 1e99", "formula_dimension"),
        ("coal * ce_coal * 1e99", "formula_number"),
        ("(" + "+".join(["coal"] * 99) + ")*(" + "+".join(["ce_coal"] * 99) + ")", "formula_too_many_parts"),
        ("coal * ce_coal" + " + coal" * 1000, "formula_too_long"),
    ],
)
def test_a_formula_that_does_not_hold_names_file_and_line(tmp_path, formula, code):
    with pytest.raises(CatalogError) as refused:
        load_changed(tmp_path, "indicators.yaml", FORMULA, formula)
    assert refused.value.code == code
    assert refused.value.file.endswith("/indicators.yaml")
    assert refused.value.line == line_of("indicators.yaml", "formula:")


@pytest.mark.parametrize(("kind", "code"), [("stock", "formula_mixed"), ("rate", "formula_rate")])
def test_flows_stocks_and_rates_do_not_mix(tmp_path, kind, code):
    with pytest.raises(CatalogError) as refused:
        load_changed(tmp_path, "items.yaml", "unit: t, blank: alternative", f"unit: t, kind: {kind}")
    assert refused.value.code == code


def totals(formulas):
    entry = (
        "  - {{code: t{n}, names: {{zh: 总, en: total}}, unit: tce, kind: total, formula: {formula},"
        " definition: {{zh: 总, en: total}}, citation: {{source: s, confirmation: confirmed}}}}\n"
    )
    listed = "".join(entry.format(n=n, formula=formula) for n, formula in enumerate(formulas))
    return "indicators:\n" + listed


@pytest.mark.parametrize(
    ("formulas", "code"),
    [
        ([*(f"t{n + 1}" for n in range(30)), "energy"], "formula_nested"),
        (["energy", *(f"t{n} + t{n}" for n in range(18))], "formula_too_many_parts"),
        (["t1", "t2", "t0"], "formula_cycle"),
    ],
)
def test_totals_of_totals_stay_bounded(tmp_path, formulas, code):
    (tmp_path / "a_totals.yaml").write_text(totals(formulas), encoding="utf-8")
    with pytest.raises(CatalogError) as refused:
        load_changed(tmp_path, "units.yaml", "", "")
    assert refused.value.code == code


def test_a_cycle_names_its_way_round(tmp_path):
    (tmp_path / "a_totals.yaml").write_text(totals(["t1", "t0"]), encoding="utf-8")
    with pytest.raises(CatalogError) as refused:
        load_changed(tmp_path, "units.yaml", "", "")
    assert refused.value.params["way"] == "t0 → t1 → t0"
