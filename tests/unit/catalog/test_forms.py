"""Known forms: their fields are items in units they can have, and they change no number."""

import pytest

from tracker.catalog.additions import Addition
from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.catalog.problems import CatalogError

FORM = {
    "code": "own_form",
    "names": {"zh": "园区能耗月报", "en": "Energy of the park by month"},
    "number": "园能01表",
    "fields": [{"names": ["用电", "电"], "item": "electricity", "unit": "万千瓦时"}],
    "citation": {"source": "园区通知", "confirmation": "confirmed"},
}


def load(**changed: object) -> Catalog:
    return load_catalog(None, [Addition("pack", {"forms": [{**FORM, **changed}]}, "own.yaml")])


def test_an_installation_has_forms_of_its_own_and_the_digest_stays() -> None:
    own, shipped = load(), load_catalog()
    assert own.forms["own_form"].fields[0].item == "electricity"
    assert {"ji_101", "form_205_1"} <= set(shipped.forms)
    assert own.digest == shipped.digest


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"names": ["用电"], "item": "gold", "unit": "t"}, "rule_reference"),
        ({"names": ["用电"], "item": "electricity", "unit": "t"}, "form_unit"),
        ({"names": ["用电"], "item": "electricity", "unit": "瓶"}, "unknown_unit"),
        ({"names": ["电"], "item": "coke", "unit": "t"}, "form_name_twice"),
    ],
)
def test_a_field_that_cannot_be_is_refused_with_its_place(field: dict[str, object], code: str) -> None:
    with pytest.raises(CatalogError) as refused:
        load(fields=[*FORM["fields"], field])
    assert (refused.value.code, "own.yaml" in refused.value.place) == (code, True)
