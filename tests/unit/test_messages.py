"""Every text exists in both languages with the same parameters, and every code raised has one."""

import re
import string
from pathlib import Path

import pytest

from tracker.messages import all_messages, sentence
from tracker.messages.text import Text

SOURCE = Path(__file__).parents[2] / "tracker"


def _parameters(text: str) -> set[str]:
    """Names come as a pair of parameters, `…_zh` and `…_en`, of which each language shows one."""
    return {re.sub("_(zh|en)$", "", name) for _, name, _, _ in string.Formatter().parse(text) if name}


DATES = {"ui_due", "month_words", "ui_month_short", "template_head_month", "template_head_cumulative"}
"""Texts around a date, which each language writes from parts of its own."""

OTHER_LANGUAGE = "ui_other_language"
"""The one text that is in the other language: the way to it."""


@pytest.mark.parametrize(("code", "text"), sorted(all_messages().items()))
def test_both_languages_say_the_same(code: str, text: Text) -> None:
    assert text.zh.strip()
    assert text.en.strip()
    assert code in DATES or _parameters(text.zh) == _parameters(text.en)
    assert code == OTHER_LANGUAGE or not re.search(
        r"[\u4e00-\u9fff]", re.sub(r"['\"“(].*?[kt³].*?['\"”)]|3\.5 万kWh", "", text.en)
    ), code


def test_no_code_is_told_twice() -> None:
    from tracker import messages

    counted: dict[str, int] = {}
    for area in messages._AREAS:
        for code in area.MESSAGES:
            counted[code] = counted.get(code, 0) + 1
    assert [code for code, times in counted.items() if times > 1] == []


def test_every_refusal_has_its_text() -> None:
    known = all_messages()
    raised = re.compile(r"(?:Refusal|WrongUsage)\(\s*\"([a-z_0-9]+)\"")
    found = {code for path in SOURCE.rglob("*.py") for code in raised.findall(path.read_text("utf-8"))}
    assert found
    assert sorted(found - known.keys()) == []


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2026-01..10", "2026年1—10月", "Jan–Oct 2026"),
        ("2026-10", "2026年10月", "2026-10"),
        ("2026", "2026年", "2026"),
        ("2026-13", "2026-13", "2026-13"),
        ("全年", "全年", "全年"),
    ],
)
def test_a_sentence_names_its_period_as_people_write_it(period, zh, en):
    said = {"item": "汽油", "period": period, "other": "C4"}
    assert f"汽油 {zh}与 " in sentence("duplicate", "zh", **said)
    assert f" {en} " in sentence("duplicate", "en", **said)
    assert f"“{period}”" in sentence("wrong_period", "zh", period=period)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "Import 0 figures"), (1, "Import 1 figure"), (2, "Import 2 figures")]
)
def test_english_counts_one_thing_as_one(count: int, said: str) -> None:
    assert sentence("ui_importing_store", "en", count=count) == said
    assert sentence("ui_importing_store", "zh", count=count) == f"导入 {count} 个填报值"


def test_no_english_text_counts_things_by_a_plural_alone() -> None:
    """What people see most: a number right before a plural that should follow it."""
    counts = "count|figures|rows|months|days|changed|entries"
    counted = re.compile(rf"\{{({counts})\}} (?:of class |more )?[a-z]+s\b")
    several = {"check_copied", "check_copied_earlier"}
    found = {code for code, text in all_messages().items() if counted.search(text.en)} - several
    assert found == set()
