"""Every page of every role under axe: nothing that keeps people with a screen reader or a keyboard out."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import MONTH, PARK
from tracker.ui.roles import PAGES_OF, pages_of

pytestmark = pytest.mark.browser

STREAMLITS_OWN: dict[tuple[str, str], str] = {}
"""What Streamlit draws and we cannot change: rule and part of its selector, and why it is let pass."""

PLACE = f"?site={PARK}&period={MONTH}"
NEEDED = {"history": f"{PLACE}&item=electricity", "not_found": ""}
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'


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


@pytest.mark.parametrize("role", PAGES_OF)
def test_axe_finds_nothing_serious_on_any_page_and_headings_stand_in_order(visit, served, role):
    page = visit(role)
    found = {}
    for name in pages_of(role):
        page.goto(f"{served}/{name}{NEEDED.get(name, PLACE)}")
        page.get_by_role("heading", level=1).wait_for()
        settle(page)
        found[name] = findings(page)
        levels = page.locator("h1,h2,h3,h4").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
        assert levels[0] == 1, (name, levels)
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
    told = [f"{name}: {line}" for name, lines in found.items() for line in lines]
    assert not told, "\n".join(told)


@pytest.mark.parametrize(
    "address",
    [
        f"indicators{PLACE}&indicator=energy_intensity&window=ytd",
        f"overview{PLACE}&indicator=energy_intensity&course=courses",
        f"overview?period={MONTH}&view=drivers",
    ],
)
def test_axe_finds_nothing_serious_in_what_lies_ahead_and_why(visit, served, address):
    page = visit("reviewer")
    page.goto(f"{served}/{address}")
    page.get_by_role("heading", level=1).wait_for()
    settle(page)
    assert not findings(page)
