"""The catalog loads whole, with an installation's additions, or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.catalog.small import SMALL, load_changed
from tracker.catalog.additions import Addition, read_additions
from tracker.catalog.loader import load_catalog
from tracker.catalog.locations import schemas_directory
from tracker.catalog.problems import CatalogError

CITATION = {"source": "公告", "confirmation": "confirmed"}
OWN_VALUE = {"factor": "ce_power", "value": 0.1231, "region": "CN-YN", "citation": CITATION}
DEADLINE = {
    "code": "month",
    "names": {"zh": "月报", "en": "month"},
    "month_offset": 1,
    "day": 15,
    "grace_days": 3,
    "citation": CITATION,
}


def with_addition(kind, content):
    return load_catalog(SMALL, [Addition(kind, content, "own.yaml")])


def test_the_schemas_of_a_checkout_lie_beside_the_package():
    assert schemas_directory() == Path(__file__).parents[3] / "schemas"


def test_the_project_catalog_holds_what_the_contract_lists(catalog):
    assert {"energy_total", "water_intensity", "solid_waste_disposal_rate", "co2_per_energy"} <= set(
        catalog.indicators
    )
    assert catalog.items["value_added_real"].based
    assert catalog.compiled["revenue_per_mu"].denominator.stock
    assert len(catalog.digest) == 16


def test_a_folder_without_rules_is_named(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(CatalogError, match=folder.name) as refused:
            load_catalog(folder)
        assert refused.value.code == "catalog_folder_empty"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- 1", "rule_not_a_mapping"),
        ("", "rule_not_a_mapping"),
        ("colours: []", "rule_unknown_kind"),
        ("items: {}", "rule_not_a_list"),
        ("items: [1]", "rule_field_value"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path, text, code):
    (tmp_path / "z.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as refused:
        load_changed(tmp_path, "units.yaml", "", "")
    assert (refused.value.code, refused.value.file) == (code, f"{tmp_path.name}/z.yaml")


def test_an_own_value_replaces_that_of_its_region_and_beginning():
    values = with_addition("factor_value", OWN_VALUE).factors["ce_power"].values
    assert [(v.region, v.value) for v in values] == [("*", 0.1229), ("*", 0.123), ("CN-YN", 0.1231)]


def test_an_own_deadline_replaces_the_one_of_its_code():
    assert with_addition("deadline", DEADLINE).deadlines["month"].day == 15


def test_a_confirmation_may_state_the_value():
    content = {"standard": "plan", "target": "low", "value": 0.4, "citation": {**CITATION, "clause": "表1"}}
    target = with_addition("confirmation", content).standards["plan"].targets[1]
    assert (target.value, target.citation.clause, target.clause) == (0.4, "表1", "第三章")


def pack(formula):
    indicator = {
        "code": "own", "names": {"zh": "自", "en": "own"}, "unit": "tce", "kind": "total", "formula": formula,
        "definition": {"zh": "自", "en": "own"}, "citation": CITATION,
    }  # fmt: skip
    target = {
        "code": "t",
        "indicator": "own",
        "kind": "at_most",
        "value": 5,
        "clause": "1",
        "citation": CITATION,
    }
    standard = {
        "code": "own-pack",
        "names": {"zh": "自", "en": "own"},
        "applies": "adopted",
        "targets": [target],
        "citation": CITATION,
    }
    return {"indicators": [indicator], "standards": [standard]}


def test_a_pack_needs_no_code():
    catalog = with_addition("pack", pack("energy - power * ce_power"))
    assert [term.item for term in catalog.compiled["own"].numerator.terms] == ["coal", "power", "power"]
    assert catalog.standards["own-pack"].targets[0].value == 5.0


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("pack", pack("9**9**9"), "formula_power"),
        ("pack", pack("+".join(["coal*ce_coal"] * 150)), "formula_too_many_parts"),
        ("pack", pack("+".join("a" * 1000)), "formula_too_many_parts"),
        ("pack", pack("energi"), "formula_unknown_name"),
        ("pack", {"units": []}, "rule_unknown_kind"),
        ("pack", {"base": ["x = [y]"]}, "rule_unknown_kind"),
        ("pack", {"items": [{"code": "coal"}]}, "rule_field_missing"),
        ("factor_value", {**OWN_VALUE, "factor": "ce_cole"}, "rule_reference"),
        ("factor_value", {**OWN_VALUE, "from": "2024-01"}, "factor_overlap"),
        ("factor_value", {**OWN_VALUE, "value": "0.1"}, "rule_field_value"),
        ("confirmation", {"standard": "plan", "target": "lo", "citation": CITATION}, "rule_reference"),
        ("confirmation", {"standard": "plon", "target": "low", "citation": CITATION}, "rule_reference"),
    ],
)
def test_an_addition_is_proved_like_a_file(kind, content, code):
    with pytest.raises(CatalogError) as refused:
        with_addition(kind, content)
    assert (refused.value.code, refused.value.file) == (code, "own.yaml")


def test_additions_are_read_one_by_one_with_their_lines(tmp_path):
    path = tmp_path / "own.yaml"
    value = (
        "  - {factor: ce_power, value: 0.1, region: CN-SC, citation: {source: a, confirmation: confirmed}}\n"
    )
    path.write_text("factor_values:\n" + value + value.replace("ce_power", "ce_cole"), encoding="utf-8")
    first, second = read_additions(path)
    assert (first.kind, first.content["region"]) == ("factor_value", "CN-SC")
    with pytest.raises(CatalogError) as refused:
        load_catalog(SMALL, [first, second])
    assert (refused.value.file, refused.value.line) == ("own.yaml", 3)


def test_a_file_of_several_kinds_is_a_pack(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("groups:\n  - {code: extra, names: {zh: 另, en: extra}}\nitems: []\n", encoding="utf-8")
    (addition,) = read_additions(path)
    assert addition.kind == "pack"
    assert "extra" in load_catalog(SMALL, [addition]).groups


def test_a_file_that_is_no_addition_is_refused(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("units: []\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="rule_unknown_kind"):
        read_additions(path)


def test_loading_imports_nothing_heavy():
    heavy = ["pandas", "statsmodels", "streamlit", "sqlalchemy", "sqlmodel", "altair"]
    code = f"import sys, tracker.catalog.loader; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
