"""Texts of the administrator's pages."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {}
