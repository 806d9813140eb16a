"""The manual says what the screens say: its words, its pictures and its pages are theirs."""

import re
from pathlib import Path

import pytest

from tests.support import rules
from tests.support.pictures import FIRST_START, FOLDER, PROVINCE
from tracker.messages import all_messages, sentence
from tracker.ui.roles import HIDDEN_OF, PAGES_OF

MANUAL = FOLDER.parent
PAGES = sorted(MANUAL.glob("*.md"))
READER = {"officer": "officer.md", "reviewer": "reviewer.md", "administrator": "administrator.md"}


def _words_of_screens() -> set[str]:
    """What a screen can say in Chinese; what is put into a text stands as "…"."""
    catalog = rules.catalog()
    named = (*catalog.blank_reasons.values(), *catalog.sources.values(), *catalog.groups.values())
    words = {re.sub(r"\{.*?\}+", "…", text.zh) for text in all_messages().values()}
    return words | {entry.names.zh for entry in named} | {"⋯"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_word_in_corner_brackets_stands_on_a_screen(page: Path) -> None:
    quoted = set(re.findall("「(.*?)」", page.read_text("utf-8"))) - {""}
    assert quoted
    assert sorted(quoted - _words_of_screens()) == []


def test_every_picture_is_shown_and_every_one_shown_is_taken() -> None:
    shown = {name for page in PAGES for name in re.findall(r"\(images/(.*?)\)", page.read_text("utf-8"))}
    assert shown == {f"{name}.png" for name in (*PROVINCE, *FIRST_START)}
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept == shown | {name.replace(".png", ".txt") for name in shown}


def test_the_pictures_together_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 2_500_000


@pytest.mark.parametrize("role", READER)
def test_every_page_of_the_menu_is_told_of(role: str) -> None:
    told = (MANUAL / READER[role]).read_text("utf-8")
    missing = [name for name in PAGES_OF[role] if f"「{sentence(f'ui_page_{name}', 'zh')}」" not in told]
    assert missing == []


def test_every_hidden_page_is_told_of() -> None:
    told = "".join(page.read_text("utf-8") for page in PAGES)
    hidden = {name for names in HIDDEN_OF.values() for name in names}
    assert [name for name in hidden if f"「{sentence(f'ui_page_{name}', 'zh')}」" not in told] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if link and not (page.parent / link).exists()] == []
