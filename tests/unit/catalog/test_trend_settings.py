"""When a forecast warns: stated, cited, and refused where it contradicts itself."""

import pytest

from tests.unit.catalog.small import SMALL
from tracker.catalog.additions import Addition
from tracker.catalog.loader import load_catalog
from tracker.catalog.problems import CatalogError

SETTING = {
    "code": "forecast",
    "names": {"zh": "预警", "en": "warning"},
    "at_risk_below": 0.4,
    "flag_below": 0.4,
    "clear_from": 0.7,
    "months": 1,
    "of_months": 2,
    "citation": {"source": "本单位规定", "confirmation": "confirmed"},
}


def added(**changed):
    content = {"trend_settings": [{**SETTING, **changed}]}
    return load_catalog(SMALL, [Addition("pack", content, "own.yaml")])


def test_the_project_says_what_it_rests_on(catalog):
    setting = catalog.trend_settings["forecast"]
    assert setting.flag_below <= setting.clear_from
    assert setting.citation.confirmation == "unconfirmed"


def test_an_installation_has_its_own(catalog):
    own = load_catalog(None, [Addition("pack", {"trend_settings": [SETTING]}, "own.yaml")])
    assert own.trend_settings["forecast"].at_risk_below == 0.4
    assert own.digest != catalog.digest


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"clear_from": 0.3}, "trend_setting_order"),
        ({"months": 3}, "trend_setting_order"),
        ({"flag_below": 1.5}, "rule_field_value"),
        ({"months": 0}, "rule_field_value"),
        ({"code": "other"}, "rule_field_value"),
        ({"citation": None}, "rule_field_value"),
    ],
)
def test_what_contradicts_itself_is_refused(changed, code):
    with pytest.raises(CatalogError) as refused:
        added(**changed)
    assert refused.value.code == code
