"""A finding as shape, word and color, so that it reads in gray print and to the color-blind."""

from html import escape

from tracker.messages import Lang, sentence, word
from tracker.ui.components.tables import Cell


def mark(status: str, lang: Lang, *, provisional: bool = False) -> str:
    """Return the markup of a verdict."""
    small = f"<small>{escape(sentence('status_provisional', lang))}</small>" if provisional else ""
    return f'<span class="mark {status}">{escape(word("status", status, lang))}{small}</span>'


def severity_mark(code: str, lang: Lang) -> str:
    """Return the markup of a flag's severity."""
    return f'<span class="severity {code}">{escape(word("severity", code, lang))}</span>'


def verdict_cell(status: str, lang: Lang, *, provisional: bool = False) -> Cell:
    """Return a verdict to stand in a table."""
    small = f" ({sentence('status_provisional', lang)})" if provisional else ""
    return Cell(word("status", status, lang) + small, mark(status, lang, provisional=provisional))


def severity_cell(code: str, lang: Lang) -> Cell:
    """Return a flag's severity to stand in a table."""
    return Cell(word("severity", code, lang), severity_mark(code, lang))
