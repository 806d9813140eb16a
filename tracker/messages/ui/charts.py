"""Texts in charts."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {}
