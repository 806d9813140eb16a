"""A finding as shape, word and color, so that it reads in gray print and to the color-blind."""

from html import escape

from tracker.messages import Lang, sentence, word


def mark(status: str, lang: Lang, *, provisional: bool = False) -> str:
    """Return the markup of a verdict."""
    small = f"<small>{escape(sentence('status_provisional', lang))}</small>" if provisional else ""
    return f'<span class="mark {status}">{escape(word("status", status, lang))}{small}</span>'


def severity_mark(code: str, lang: Lang) -> str:
    """Return the markup of a flag's severity."""
    return f'<span class="severity {code}">{escape(word("severity", code, lang))}</span>'
