"""Whether a rule was checked against its original, as shape and word, and who added it here."""

from html import escape

from tracker.catalog.entries import Citation
from tracker.messages import actor_name
from tracker.services.additions import AdditionRecord
from tracker.ui.components.moments import day
from tracker.ui.components.tables import Cell
from tracker.ui.visit import language, words


def confirmation_cell(citation: Citation) -> Cell:
    """Return the state of confirmation of a rule."""
    text = words(f"ui_{citation.confirmation}")
    look = "context" if citation.confirmation == "confirmed" else "mark at_risk"
    return Cell(text, f'<span class="{look}">{escape(text)}</span>')


def made_cell(own: AdditionRecord | None) -> Cell:
    """Return who added a rule to this installation and when; the program's own files are gray."""
    if own is None:
        text = words("ui_of_program")
        return Cell(text, f'<span class="context">{escape(text)}</span>')
    who = words("ui_made_by", name=actor_name(own.made_by, language()), day=day(own.made_at))
    text = f"{words('ui_of_installation')} {who}"
    by = f'<small class="context">{escape(who)}</small>'
    return Cell(text, f'<span class="mark">{escape(words("ui_of_installation"))}</span> {by}')
