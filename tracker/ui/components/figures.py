"""A figure as every page shows it: one over fewer months than its window has looks like it, and says so."""

from html import escape

from tracker.catalog.results import Row
from tracker.messages import Lang, sentence
from tracker.ui.components.tables import Cell


def figure(text: str, row: Row, lang: Lang) -> Cell:
    """Return a row's figure, written as `text`; a partial one is gray, its months beside it."""
    have, need = row["coverage"]
    if row["value"] is not None or not 0 < have < need:
        return Cell(text, value=row["value"] if text else None)
    months = sentence("ui_of_months", lang, have=have, need=need)
    markup = f'<span class="context">{escape(text)}<small class="months">{escape(months)}</small></span>'
    return Cell(f"{text} ({months})", markup)


def figure_markup(text: str, row: Row, lang: Lang) -> str:
    """Return the same as markup, to stand within a line."""
    cell = figure(text, row, lang)
    return cell.markup or escape(cell.text)
