"""Texts of 全省总览."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {}
