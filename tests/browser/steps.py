"""What somebody does on any page, as the journeys say it."""

from playwright.sync_api import Locator, Page, expect

from tests.support.pictures import DRAWN


def field(page: Page, item: str) -> Locator:
    return page.locator(f"input.value[aria-label='{item}']")


def enter(page: Page, item: str, value: str) -> None:
    field(page, item).fill(value)
    field(page, item).press("Enter")


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).locator("visible=true").fill(text)


def open_page(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    page.get_by_role("heading", level=1, name=name).wait_for()


def choose(page: Page, label: str, option: str) -> None:
    """Type what is looked for, as a long list draws only its first options."""
    page.get_by_label(label).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option).first.click()


def press(page: Page, name: str, told: str, seconds: int = 30) -> None:
    """Press a button and see what is told of it, and the page drawn.

    What is told stands above forms that are still those of before: typed there, a text would go with them.
    """
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_test_id("stAlert").filter(has_text=told)).to_be_visible(timeout=seconds * 1000)
    page.wait_for_selector(DRAWN)


def sheet(page: Page, address: str, site: str, month: str) -> None:
    """Open the form of a month."""
    page.goto(f"{address}/entry?site={site}&period={month}")
    page.locator("input.value").first.wait_for()


def paste(place: Locator, text: str) -> None:
    """Paste a block copied from a spreadsheet, as the browser hands it to a page."""
    place.focus()
    place.page.evaluate(_PASTE, [place.element_handle(), text])


_PASTE = """([input, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
