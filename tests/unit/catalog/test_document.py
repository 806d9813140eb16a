"""The plain facts a computation and a package need, and no more."""

import json

import pytest

from tests.unit.catalog.small import load_changed


def test_it_is_plain_json(catalog):
    facts = catalog.document()
    assert json.loads(json.dumps(facts, allow_nan=False)) == facts


def test_an_indicator_is_its_terms(small):
    intensity = small.document()["indicators"]["intensity"]
    assert intensity["numerator"] == [["coal", 1.0, ["ce_coal"]], ["power", 1.0, ["ce_power"]]]
    assert intensity["denominator"] == [["value_added", 1.0, []]]
    assert intensity["priced"] == {"current": "value_added", "real": "value_added_real", "growth": "growth"}
    assert small.document()["indicators"]["energy"]["denominator"] is None


def test_factors_are_canonical_and_dated(small):
    values = small.document()["factors"]["ce_power"]["values"]
    assert values[0] == {
        "value": 0.0001229, "region": "*", "from": "2021-01", "until": "2021-12", "confirmed": True,
    }  # fmt: skip
    assert (values[1]["from"], values[1]["until"]) == ("2022-01", None)


def test_items_keep_the_order_of_the_files(small):
    facts = small.document()
    assert list(facts["items"]) == list(small.items)
    assert facts["groups"] == {
        "consumed": ["coal", "power", "steam"],
        "output": ["value_added", "value_added_real", "growth", "land"],
    }


def test_a_target_by_level_makes_its_indicator_need_one(catalog):
    indicators = catalog.document()["indicators"]
    assert [code for code, facts in indicators.items() if facts["needs_level"]] == ["revenue_per_mu"]


@pytest.mark.parametrize("confirmation", ["confirmed", "unconfirmed"])
def test_targets_say_whether_they_are_confirmed(tmp_path, confirmation):
    catalog = load_changed(
        tmp_path, "standards.yaml", "confirmation: confirmed", f"confirmation: {confirmation}"
    )
    assert catalog.document()["standards"]["plan"]["targets"][0] == {
        "code": "falls", "indicator": "intensity", "kind": "fall", "clause": "第二章", "value": None,
        "by_level": None, "site_kind": "park", "confirmed": confirmation == "confirmed",
    }  # fmt: skip
