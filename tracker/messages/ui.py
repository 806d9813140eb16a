"""Texts of this area; see the module name."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {}
