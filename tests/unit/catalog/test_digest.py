"""The digest changes with what can change a number or verdict, and with nothing else."""

import pytest

from tests.unit.catalog.small import SMALL, load_changed
from tracker.catalog.loader import load_catalog


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("items.yaml", "zh: 煤", "zh: 原煤"),
        ("items.yaml", "unit: t,", "unit: t, aliases: [煤炭],"),
        ("items.yaml", "unit: t,", "unit: t, help: {zh: 说明, en: help},"),
        ("items.yaml", "source: a book", "source: another, clause: 表1"),
        ("factors.yaml", "source: a book", "source: another"),
        ("indicators.yaml", "definition: {zh: 合计", "definition: {zh: 总和"),
        ("standards.yaml", "clause: 第二章", "clause: 第二章第一节"),
        ("units.yaml", "aliases: [吨]", "aliases: [吨, 公吨]"),
        ("units.yaml", "zh: 质量", "zh: 重量"),
        ("groups.yaml", "zh: 能源", "zh: 能源消费"),
        ("items.yaml", "items:", "# a note\nitems:"),
    ],
)
def test_wording_leaves_it_alone(tmp_path, small, file, old, new):
    assert load_changed(tmp_path, file, old, new).digest == small.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("factors.yaml", "0.1229", "0.12291"),
        ("factors.yaml", "until: 2021-12", "until: 2021-11"),
        ("factors.yaml", "confirmation: confirmed", "confirmation: unconfirmed"),
        ("factors.yaml", "purpose: coal_equivalent", "purpose: inventory"),
        ("factors.yaml", "region: CN-YN", "region: CN-SC"),
        ("indicators.yaml", "coal * ce_coal", "2 * coal * ce_coal"),
        ("indicators.yaml", "year_on_year: true", "year_on_year: true\n    bounded: true"),
        ("standards.yaml", "value: 0.5", "value: 0.6"),
        ("standards.yaml", "from_year: 2021", "from_year: 2022"),
        ("standards.yaml", "confirmation: confirmed", "confirmation: unconfirmed"),
        ("items.yaml", "blank: alternative", "blank: required"),
        ("units.yaml", "2000/3", "666.67"),
        ("units.yaml", "{万: 10000}", "{万: 1000}"),
    ],
)
def test_what_counts_changes_it(tmp_path, small, file, old, new):
    assert load_changed(tmp_path, file, old, new).digest != small.digest


def test_it_does_not_depend_on_the_folder(tmp_path, small):
    assert load_changed(tmp_path, "items.yaml", "", "").digest == load_catalog(SMALL).digest == small.digest
