"""Texts of 填报项目表 and of a figure's history."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {}
