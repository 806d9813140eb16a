"""Texts about the rule files in `schemas/`."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {}
