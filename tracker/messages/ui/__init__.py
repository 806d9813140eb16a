"""Texts of the web interface, one module a page."""

from tracker.messages.text import Text
from tracker.messages.ui import (
    administration,
    ahead,
    charts,
    desk,
    drivers,
    entry,
    evidence,
    flags,
    frame,
    importing,
    indicators,
    items,
    overview,
    records,
    reviewing,
    shell,
    signing_in,
    why,
)

_PAGES = (
    administration,
    ahead,
    charts,
    desk,
    drivers,
    entry,
    evidence,
    flags,
    frame,
    importing,
    indicators,
    items,
    overview,
    records,
    reviewing,
    shell,
    signing_in,
    why,
)
MESSAGES: dict[str, Text] = {code: text for page in _PAGES for code, text in page.MESSAGES.items()}
