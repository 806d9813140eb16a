"""A figure as every page shows it: one over fewer months than its window has looks like it, and says so."""

from html import escape

from tracker.catalog.results import Row
from tracker.messages import Lang, sentence
from tracker.ui.components.tables import Markup


def figure(text: str, row: Row, lang: Lang) -> Markup:
    """Return the markup of a row's figure, written as `text`; a partial one is gray, its months beside it."""
    have, need = row["coverage"]
    if row["value"] is not None or not 0 < have < need:
        return Markup(escape(text))
    months = escape(sentence("ui_of_months", lang, have=have, need=need))
    return Markup(f'<span class="context">{escape(text)}<small class="months">{months}</small></span>')
