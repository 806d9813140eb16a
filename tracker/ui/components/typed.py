"""What people typed, in tables and in the places of refusals."""

from collections.abc import Callable
from html import escape

from tracker.messages import Refusal, all_messages
from tracker.ui.components.tables import Cell
from tracker.ui.visit import isolated, words

_SHOWN = 120


def typed(text: str) -> Cell:
    """Return a text somebody typed: set apart whatever its direction, a long one clipped with the whole in
    its title."""
    plain = isolated(text)
    if len(plain) <= _SHOWN:
        return Cell(text, f"<bdi>{escape(plain)}</bdi>")
    return Cell(text, f'<bdi title="{escape(plain[:2000])}">{escape(plain[:_SHOWN])}…</bdi>')


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
