"""What people typed, in tables and in the places of refusals."""

from collections.abc import Callable
from html import escape

from tracker.messages import Refusal, all_messages
from tracker.ui.components.tables import Cell
from tracker.ui.visit import isolated, words

_SHOWN = 120


def typed(text: str, most: int = _SHOWN) -> Cell:
    """Return a text somebody typed: set apart whatever its direction, one longer than `most` characters
    clipped with the whole in its title."""
    return short(text, text if len(text) <= most else f"{text[:most]}…")


def short(text: str, shown: str) -> Cell:
    """Return a text of which a table shows only so much; the whole is in its title and goes to Excel."""
    plain = escape(isolated(shown))
    if shown == text:
        return Cell(text, f"<bdi>{plain}</bdi>")
    return Cell(text, f'<bdi title="{escape(isolated(text)[:2000])}">{plain}</bdi>')


def naming_fields(action: Callable[[], object], **named: str) -> Callable[[], None]:
    """Return the action with refusals that name a field by the words that stand beside it on the page.

    `named` are the texts of fields that are called otherwise here than on other pages.
    """

    def act() -> None:
        try:
            action()
        except Refusal as refusal:
            code = named.get(refusal.place, f"ui_field_{refusal.place}")
            if code not in all_messages():
                raise
            raise Refusal(refusal.code, place=words(code), **refusal.params) from None

    return act
