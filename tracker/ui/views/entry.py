"""月度填报: one site's month, field by field, saved as it is typed, with what the checks say beside each."""

from html import escape

import streamlit as st

from tracker.messages import Refusal, numbers, word
from tracker.services.application import SHANGHAI, Application
from tracker.services.entering import entry
from tracker.services.entering.entry import FormView
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import Actor
from tracker.services.reporting import reports
from tracker.services.reporting.submitting import blocks
from tracker.ui import keys
from tracker.ui.components.entry_grid import Edit, edits_of, entry_grid
from tracker.ui.components.figures import figure_markup
from tracker.ui.components.frame import choose_month, choose_site, heading, month_words, state_line, watermark
from tracker.ui.components.marks import mark
from tracker.ui.components.month_form import (
    GAP,
    cell_edit,
    check_text,
    filled,
    form_name,
    gap_text,
    grid_form,
)
from tracker.ui.components.outcome import ask_reason, attempt, reason_given, tell_outcome
from tracker.ui.components.remarks import list_remarks
from tracker.ui.components.tables import list_lines
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, literal, words

_GRID = "entry_grid"
_KEPT = 500


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    left, right, _ = st.columns([3, 2, 3])
    with left:
        site = choose_site(app, who, ("park", "enterprise", "region"))
    if site is None:
        with title:
            heading("entry")
        return
    with right:
        period = choose_month(app)
    view = entry.form(app, who, str(site["code"]), period)
    with title:
        heading("entry", str(site["name"]), month_words(period))
        state_line(*_state(app, view))
        watermark(word("state", view.report.state, language()))
        _notes(view, site)
    done, refused = _answered(view) if view.editable else ([], {})
    relevant = st.toggle(words("ui_only_relevant"), value=True, key="only_relevant")
    grid = grid_form(view, app.catalog, language(), done=done, refused=refused, only_relevant=relevant)
    entry_grid(grid, _GRID, on_edits=_save)
    _affected(app, who, view)
    _checks(view)
    tell_outcome()
    if view.owner == view.site:
        _moves(app, who, view)


def _state(app: Application, view: FormView) -> list[str]:
    report, (known, total) = view.report, filled(view)
    saved = [row.cell.changed_at for _, rows in view.rows for row in rows if row.cell.changed_at]
    parts = [word("state", report.state, language())]
    if saved and view.editable:
        parts.append(words("ui_saved_at", time=max(saved).astimezone(SHANGHAI).strftime("%m-%d %H:%M")))
    if view.editable:
        parts += [_due(app, view), words("ui_filled", filled=known, total=total)]
    return parts


def _due(app: Application, view: FormView) -> str:
    due, days = view.report.due, (view.report.due - app.today()).days
    left = words("ui_days_left", days=days) if days >= 0 else words("ui_days_over", days=-days)
    return words("ui_due", month=due.month, day=due.day, date=due.isoformat(), left=left)


def _notes(view: FormView, site: dict[str, str | None]) -> None:
    if view.report.state == "returned":
        st.warning(literal(words("ui_returned_because", reason=view.report.reason)))
        list_remarks(view.remarks, application().catalog, language(), view.site)
    if not view.report.editable:
        st.caption(words("ui_locked_note"))
    if site["collect"] == "rollup":
        st.caption(words("ui_rolled_up_note"))


def _answered(view: FormView) -> tuple[list[str], dict[str, tuple[Edit, str]]]:
    """Return the edits dealt with, and those of this form that were refused, by row."""
    done: list[str] = st.session_state.get(keys.APPLIED, [])
    refused: dict[str, dict[str, tuple[Edit, str]]] = st.session_state.get(keys.REFUSED, {})
    return done, refused.get(form_name(view), {})


def _save() -> None:
    """Save what the browser sent and has not been answered; each edit is stored or refused on its own."""
    done: list[str] = st.session_state.setdefault(keys.APPLIED, [])
    known = set(done)
    waiting = [edit for edit in edits_of(_GRID) if edit["id"] not in known]
    for name in dict.fromkeys(edit["form"] for edit in waiting):
        _save_form(name, [edit for edit in waiting if edit["form"] == name])
    done += [edit["id"] for edit in waiting]
    del done[:-_KEPT]


def _save_form(name: str, edits: list[Edit]) -> None:
    site, _, period = name.partition("/")
    refused = st.session_state.setdefault(keys.REFUSED, {}).setdefault(name, {})

    def save() -> None:
        outcome = entry.save(application(), actor(), site, period, [cell_edit(edit) for edit in edits])
        for edit, answer in zip(edits, outcome.answers, strict=True):
            refused.pop(edit["key"], None)
            if answer.refusal is not None:
                refused[edit["key"]] = (edit, words(answer.refusal.code, **answer.refusal.params))

    attempt(save, None)


def _affected(app: Application, who: Actor, view: FormView) -> None:
    """Draw in one line what the month does to the indicators that are judged."""
    rows = indicator_rows(app, who, sites=[view.site], windows=["ytd"], period=view.period)
    lang, parts = language(), []
    for row in rows:
        for finding in row["findings"][:1]:
            indicator = app.catalog.indicators[row["indicator"]]
            value = row["value"] if row["value"] is not None else row["partial"]
            text = numbers.shown(value, indicator.decimals, finding["required"])
            verdict = mark(finding["status"], lang, provisional=finding["provisional"])
            name = escape(getattr(indicator.names, lang))
            parts.append(f"{name} {figure_markup(text, row, lang)} {escape(row['unit'])} {verdict}")
    if parts:
        line = "".join(f"<span>{part}</span>" for part in parts)
        st.html(f'<div class="totals small"><b>{words("ui_affected")}</b> {line}</div>')


def _checks(view: FormView) -> None:
    """List what the checks say that lies between items, or keeps the report from being submitted."""
    lang = language()
    waiting = [check for check in view.checks if blocks(check) or check.item is None]
    if not waiting:
        st.caption(_nothing_waits(view))
        return
    st.subheader(words("ui_open_checks", count=len(waiting)), anchor=False)
    gaps = [check for check in waiting if check.kind == GAP]
    lines = [check_text(check, lang) for check in waiting if check.kind != GAP]
    if gaps:
        lines.append(gap_text(gaps, application().catalog, lang))
    list_lines(lines)


def _nothing_waits(view: FormView) -> str:
    explained = sum(check.explained for check in view.checks)
    if explained:
        return words("ui_checks_explained", count=explained)
    return words("ui_no_checks" if filled(view)[0] else "ui_nothing_entered")


def _moves(app: Application, who: Actor, view: FormView) -> None:
    """Draw the report's moves an officer has: submit while it can be edited, else withdraw."""
    if who.role != "officer":
        return
    if view.editable:
        if any(blocks(check) for check in view.checks):
            ask_reason(words("ui_explain_all"), form_name(view))
        st.button(words("ui_submit"), type="primary", key="submit", on_click=_submit, args=(app, who, view))
    elif view.report.state == "submitted" and view.report.opened_at is None:
        st.button(words("ui_withdraw"), key="withdraw", on_click=_withdraw, args=(app, who, view))


def _submit(app: Application, who: Actor, view: FormView) -> None:
    _save()  # an edit and the button may reach the server together, in either order
    reason = reason_given(form_name(view))

    def submit() -> None:
        _, refused = _answered(view)
        if refused:
            raise Refusal("ui_unsaved_fields", count=len(refused))
        reports.submit(app, who, view.site, view.period, reason)

    attempt(
        submit,
        "ui_submitted",
        period=month_words(view.period),
    )


def _withdraw(app: Application, who: Actor, view: FormView) -> None:
    attempt(
        lambda: reports.withdraw(app, who, view.site, view.period),
        "ui_withdrawn",
        period=month_words(view.period),
    )
