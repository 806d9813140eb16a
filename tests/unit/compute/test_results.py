"""What is evaluated: only the families asked for, without a warning, and never a NaN."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from tests.spec.support import case, figures, site
from tests.support.engines import by_arrays
from tests.support.generated_facts import generated
from tracker.compute import evaluate, from_facts, results, rows

TODAY = date(2026, 11, 22)


def results_of(facts):
    catalog = SimpleNamespace(document=lambda: facts["catalog"], digest="0" * 16)
    return evaluate(from_facts(catalog, facts), TODAY)


def three_parks():
    facts = case("item | 2024-01\n tap_water | 1", *(site(code) for code in ("P1", "P2", "P3")))
    facts["observations"] += figures("item | 2024-01\n tap_water | 1", "P3")
    return facts


def test_one_park_is_computed_without_the_others():
    found = results_of(three_parks())
    rows(found, sites=["P2"], period="2024-01")
    assert list(found.made) == [(1, 2)]


def test_parks_are_packed_into_blocks(monkeypatch):
    monkeypatch.setattr(results, "SITES_AT_ONCE", 2)
    blocks = list(results_of(three_parks()).blocks())
    assert [(block.first, block.last) for block in blocks] == [(0, 2), (2, 3)]


def test_only_what_is_asked_for_is_computed():
    found = results_of(three_parks())
    rows(found, indicators=["fresh_water"], windows=["month"], period="2024-01")
    (block,) = found.made.values()
    levels = [key for key in block.made if isinstance(key, tuple) and key[0] == "level"]
    assert levels == [("level", "fresh_water", "month")]


def test_an_unknown_site_or_indicator_is_a_key_error():
    found = results_of(three_parks())
    with pytest.raises(KeyError):
        rows(found, sites=["nowhere"])
    with pytest.raises(KeyError):
        rows(found, indicators=["nothing"])


@pytest.mark.parametrize("seed", range(6))
def test_nothing_divides_by_zero_or_makes_a_nan_on_the_way(seed):
    with np.errstate(all="raise", under="ignore"):
        found = by_arrays(generated(seed), indicators=["energy_intensity", "solid_waste_disposal_rate"])
    numbers = [row[name] for row in found for name in ("value", "partial")]
    assert not any(number != number for number in numbers if number is not None)
