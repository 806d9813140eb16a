"""Texts of 工作台."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {}
