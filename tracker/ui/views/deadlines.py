"""报送期限: the rules in force, the dates they give, and an installation's own, shown before it is saved."""

from html import escape

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Deadline
from tracker.catalog.periods import month_text
from tracker.messages import Refusal
from tracker.services import rulebook
from tracker.services.additions import AdditionRecord, list_additions
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.reporting.deadlines import DueDate, due_dates, is_announced, is_workday
from tracker.services.rulebook import DeadlineForm
from tracker.ui.components.confirmations import confirmation_cell, made_cell
from tracker.ui.components.form_heads import form_heads
from tracker.ui.components.frame import heading, month_words, state_line
from tracker.ui.components.outcome import attempt, tell_outcome
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.components.typed import naming_fields, typed
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, literal, refusal_text, words

_BEFORE, _MONTHS = 2, 14


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    heading("deadlines")
    state_line(words("ui_deadlines_state"))
    tell_outcome()
    _rules(app, who)
    left, right = st.columns([5, 6], gap="large")
    with left:
        st.header(words("ui_coming_dates"), anchor=False)
        _dates(app, [one for one in _upcoming(app, app.catalog) if one.due >= app.today()])
    with right:
        _ask(app, who)
    form_heads(app, who)


def _upcoming(app: Application, catalog: Catalog) -> list[DueDate]:
    return due_dates(catalog, app.month() - _BEFORE, _MONTHS)


def _rules(app: Application, who: Actor) -> None:
    own = {
        entry["code"]: record
        for record in reversed(list_additions(app, who))
        for entry in rulebook.entries_of(record, "deadline")
    }
    heads = ("kind", "due", "grace", "confirmation", "source", "clause", "made")
    table(
        [Column(words(f"ui_deadline_{head}"), text=head == "source") for head in heads],
        [_rule(deadline, own.get(code)) for code, deadline in app.catalog.deadlines.items()],
        name="deadlines",
        title=words("ui_page_deadlines"),
    )


def _rule(deadline: Deadline, own: AdditionRecord | None) -> list[str | Cell]:
    return [
        str(getattr(deadline.names, language())),
        _due_words(deadline),
        words("ui_days", days=deadline.grace_days),
        confirmation_cell(deadline.citation),
        typed(deadline.citation.source),
        typed(deadline.citation.clause or ""),
        made_cell(own),
    ]


def _due_words(deadline: Deadline) -> str:
    day = due_words(deadline.code, deadline.month_offset, deadline.day)
    return day if deadline.holidays is None else words("ui_due_moving", day=day)


def due_words(kind: str, months: int, day: int) -> str:
    """Return a deadline as officials say it: 次月10日前."""
    span = 12 if kind == "year" else 1
    which = "same" if months == 0 else "next" if months <= span else "later"
    shown = months - 12 if kind == "year" and months > 12 else months
    return words(f"ui_due_{kind}_{which}", months=shown, day=day)


def _dates(app: Application, found: list[DueDate]) -> None:
    heads = ("report", "due_day", "weekday", "late_from")
    table(
        [Column(words(f"ui_deadline_{head}")) for head in heads],
        [[_report_words(one), _due_day(app, one), _weekday(one), one.late_from.isoformat()] for one in found],
        name="due_dates",
        title=words("ui_coming_dates"),
    )
    if any(_is_open(app, one) for one in found):
        st.caption(words("ui_holidays_open"))


def _due_day(app: Application, one: DueDate) -> Cell:
    day = one.due.isoformat()
    if not _is_open(app, one):
        return Cell(day)
    said = words("ui_due_open")
    return Cell(f"{day} {said}", f'{day} <span class="context">{escape(said)}</span>')


def _is_open(app: Application, one: DueDate) -> bool:
    """Tell whether a day may yet move: over holidays that are not known."""
    return app.catalog.deadlines[one.kind].holidays is not None and not is_announced(one.due)


def _report_words(one: DueDate) -> str:
    if one.kind == "year":
        return words("ui_annual_report", year=one.month // 12)
    return words("ui_monthly_report", month=month_words(month_text(one.month)))


def _weekday(one: DueDate) -> Cell:
    text = words(f"ui_weekday_{one.due.isoweekday()}")
    return Cell(text, "" if is_workday(one.due) else f'<span class="mark at_risk">▲ {text}</span>')


def _ask(app: Application, who: Actor) -> None:
    """Draw the form for a deadline with what it would change."""
    st.header(words("ui_set_deadline"), anchor=False)
    deadlines = app.catalog.deadlines
    left, middle, right, last = st.columns([3, 2, 2, 2])
    with left:
        kind = st.selectbox(
            words("ui_deadline_kind"),
            list(deadlines),
            format_func=lambda code: str(getattr(deadlines[code].names, language())),
            key="deadline_kind",
        )
    now = deadlines[kind]
    for column, name, start, least, most in (
        (middle, "months", now.month_offset, 0, rulebook.MOST_MONTHS),
        (right, "day", now.day, 1, rulebook.MOST_DAYS),
        (last, "grace", now.grace_days, 0, rulebook.MOST_GRACE),
    ):
        column.number_input(words(f"ui_field_{name}"), least, most, start, key=f"deadline_{name}_{kind}")
    st.checkbox(words("ui_field_moves"), now.holidays is not None, key=f"deadline_moves_{kind}")
    st.text_input(
        words("ui_field_source"), key="deadline_source", max_chars=200, placeholder=words("ui_source_hint")
    )
    left, right = st.columns([5, 4], vertical_alignment="bottom")
    left.text_input(words("ui_field_clause"), key="deadline_clause", max_chars=200)
    right.checkbox(words("ui_checked_original"), key="deadline_confirmed")
    form = _form(kind)
    _preview(app, form)
    st.button(
        words("ui_save_deadline"), key="add_deadline", type="primary", on_click=_store, args=(app, who, kind)
    )


def _form(kind: str) -> DeadlineForm:
    kept = st.session_state
    return DeadlineForm(
        kind="year" if kind == "year" else "month",
        month_offset=int(kept.get(f"deadline_months_{kind}") or 0),
        day=int(kept.get(f"deadline_day_{kind}") or 0),
        grace_days=int(kept.get(f"deadline_grace_{kind}") or 0),
        source=str(kept.get("deadline_source") or ""),
        clause=str(kept.get("deadline_clause") or ""),
        confirmed=bool(kept.get("deadline_confirmed")),
        moves=bool(kept.get(f"deadline_moves_{kind}")),
    )


def _preview(app: Application, form: DeadlineForm) -> None:
    """Tell which dates would move, before anything is saved."""
    now = app.catalog.deadlines[form.kind]
    stands = (now.month_offset, now.day, now.grace_days, now.holidays is not None)
    if stands == (form.month_offset, form.day, form.grace_days, form.moves):
        st.caption(words("ui_no_date_moves"))
        return
    try:
        after = rulebook.with_deadline(app, form)
    except Refusal as refusal:
        st.caption(literal(refusal_text(refusal)))
        return
    pairs = zip(_of(app, app.catalog, form), _of(app, after, form), strict=True)
    moved = [
        (before, then)
        for before, then in pairs
        if before != then and max(before.late_from, then.late_from) > app.today()
    ]
    heads = ("report", "before", "after", "weekday", "late_from")
    st.markdown(words("ui_dates_that_move", count=len(moved)))
    table(
        [Column(words(f"ui_deadline_{head}")) for head in heads],
        [
            [
                _report_words(then),
                before.due.isoformat(),
                then.due.isoformat(),
                _weekday(then),
                then.late_from.isoformat(),
            ]
            for before, then in moved
        ],
        name="moved_dates",
        title=words("ui_set_deadline"),
    )


def _of(app: Application, catalog: Catalog, form: DeadlineForm) -> list[DueDate]:
    found = [one for one in _upcoming(app, catalog) if one.kind == form.kind]
    return sorted(found, key=lambda one: one.month)


def _store(app: Application, who: Actor, kind: str) -> None:
    form = _form(kind)
    if attempt(naming_fields(lambda: rulebook.add_deadline(app, who, form)), "ui_deadline_saved"):
        st.session_state["deadline_source"] = st.session_state["deadline_clause"] = ""
        st.session_state["deadline_confirmed"] = False
