"""A figure as every page shows it: one over fewer months than its window has looks like it, and says so."""

from html import escape

from tracker.catalog.results import Row
from tracker.messages import Lang, sentence
from tracker.ui.components.tables import Cell


def figure(text: str, row: Row, lang: Lang) -> Cell:
    """Return a row's figure, written as `text`; a partial one is gray, its months beside it."""
    months = _months(row, lang)
    if not months:
        return Cell(text, value=row["value"] if text else None)
    return Cell(f"{text} ({months})", _gray(escape(text), months))


def figure_markup(text: str, row: Row, lang: Lang) -> str:
    """Return the same with its unit as markup, to stand within a line."""
    shown = f'{escape(text)} <span class="unit">{escape(row["unit"])}</span>'
    months = _months(row, lang)
    return _gray(shown, months) if months else shown


def _months(row: Row, lang: Lang) -> str:
    have, need = row["coverage"]
    whole = row["value"] is not None or not 0 < have < need
    return "" if whole else sentence("ui_of_months", lang, have=have, need=need)


def _gray(markup: str, months: str) -> str:
    return f'<span class="context">{markup}<small class="months">{escape(months)}</small></span>'
