"""Every page of every role under axe: nothing that keeps people with a screen reader or a keyboard out."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import MONTH, PARK
from tests.support.pictures import DRAWN
from tracker.ui.roles import PAGES_OF, pages_of

pytestmark = pytest.mark.browser

STREAMLITS_OWN: dict[tuple[str, str], str] = {}
"""What Streamlit draws and we cannot change: rule and part of its selector, and why it is let pass."""

PLACE = f"?site={PARK}&period={MONTH}"
NEEDED = {"history": f"{PLACE}&item=electricity", "not_found": ""}


def settle(page: Page) -> None:
    """Wait until the page is drawn and nothing on it fades any more: half faded, a text has less contrast."""
    page.wait_for_selector(DRAWN)
    page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")


def findings(page: Page) -> list[str]:
    """What axe calls serious or critical: rule, selector, markup."""
    options = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{violation['id']} {node['target']} {node['html'][:160]}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
        if not any(
            rule == violation["id"] and part in str(node["target"]) + node["html"]
            for rule, part in STREAMLITS_OWN
        )
    ]


FIRST_OF = {name: role for role in reversed(PAGES_OF) for name in pages_of(role)}
"""The first role that has a page."""


def faults(page: Page, served: str, names: list[str]) -> list[str]:
    """Open pages one after the other and tell what is wrong with each."""
    told = []
    for name in names:
        page.goto(f"{served}/{name}{NEEDED.get(name, PLACE)}")
        page.get_by_role("heading", level=1).wait_for()
        settle(page)
        told += [f"{name}: {line}" for line in findings(page)]
        levels = page.locator("h1,h2,h3,h4").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
        if levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels)):
            told.append(f"{name}: headings {levels}")
    return told


@pytest.mark.parametrize("role", PAGES_OF)
def test_axe_finds_nothing_serious_on_a_page_and_headings_stand_in_order(visit, served, role):
    assert not faults(visit(role), served, [name for name in pages_of(role) if FIRST_OF[name] == role])


@pytest.mark.full
@pytest.mark.parametrize("role", PAGES_OF)
def test_axe_finds_nothing_serious_on_a_page_others_have_as_well(visit, served, role):
    assert not faults(visit(role), served, [name for name in pages_of(role) if FIRST_OF[name] != role])


@pytest.mark.parametrize(
    "address",
    [
        f"indicators{PLACE}&indicator=energy_intensity&window=ytd",
        f"overview{PLACE}&indicator=energy_intensity&course=courses",
        f"overview?period={MONTH}&view=drivers",
    ],
)
def test_axe_finds_nothing_serious_in_what_lies_ahead_and_why(visit, address):
    page = visit("reviewer", address)
    settle(page)
    assert not findings(page)
