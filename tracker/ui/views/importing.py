"""数据导入: a file becomes figures in four steps on one page, nothing stored before the last."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from tracker.services.application import Application
from tracker.services.exchange.examining import Examined
from tracker.services.exchange.importing import ImportOutcome, import_files
from tracker.services.exchange.marking import marked_file
from tracker.services.exchange.previewing import CellChange
from tracker.services.exchange.spreadsheets.answers import Answers
from tracker.services.permissions import Actor
from tracker.ui import keys
from tracker.ui.components.frame import choose_month, choose_site, heading, month_words, state_line
from tracker.ui.components.import_file import (
    Taken,
    ask_for_file,
    forget,
    looked_at,
    tried,
)
from tracker.ui.components.import_preview import counts, draw_changes, draw_problems
from tracker.ui.components.import_questions import ask_about
from tracker.ui.components.imports import import_records
from tracker.ui.components.other_ways import template_button
from tracker.ui.components.outcome import Outcome, attempt, tell_outcome
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, literal, words


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    left, right, _ = st.columns([3, 2, 3])
    with left:
        site = choose_site(app, who, ("park", "enterprise", "region"))
    if site is None:
        with title:
            heading("importing")
        return
    with right:
        period = choose_month(app, running=True)
    code = str(site["code"])
    with title:
        heading("importing", str(site["name"]), month_words(period))
        state_line(words("ui_importing_state"))
        tell_outcome()
        _lead_on(code)
    taken = _first_step(app, who, code, period)
    if taken is not None:
        _next_steps(app, who, taken, code, period)
    import_records(app, who, site)


def _lead_on(site: str) -> None:
    """After an import, lead to the form of its newest month."""
    period = st.session_state.pop(keys.IMPORT_DONE, None)
    if period is not None:
        address = f"/entry?{urlencode({keys.SITE: site, keys.PERIOD: period})}"
        text = words("ui_importing_to_form", month=month_words(period))
        st.html(f'<a class="button" href="{escape(address)}" target="_self">{escape(text)}</a>')


def _first_step(app: Application, who: Actor, site: str, period: str) -> Taken | None:
    st.header(words("ui_importing_step_file"), anchor=False)
    taken = ask_for_file(words("ui_importing_file"))
    st.caption(words("ui_importing_file_hint"))
    if taken is None:
        template_button(app, who, site, int(period[:4]))
    return taken


def _next_steps(app: Application, who: Actor, taken: Taken, site: str, period: str) -> None:
    examined = looked_at(app, who, taken, site)
    st.header(words("ui_importing_step_meaning"), anchor=False)
    answers = Answers()
    if examined.problem is not None:
        st.error(words("ui_importing_unreadable"))
    elif examined.long:
        st.caption(words("ui_importing_long"))
    elif examined.template is not None:
        st.caption(
            literal(words("ui_importing_template", site=examined.template.site, year=examined.template.year))
        )
    else:
        answers = ask_about(app, taken.number, examined, period)
    outcome = tried(app, who, taken, _only_site(examined, site), answers)
    st.header(words("ui_importing_step_preview"), anchor=False)
    _preview(app, taken, outcome)
    if outcome.rows:
        st.header(words("ui_importing_step_store"), anchor=False)
        _store(app, who, taken, _only_site(examined, site), answers, outcome)


def _only_site(examined: Examined, site: str) -> str | None:
    """Return the site chosen on the page, unless the file has a column that says the site of each row."""
    named = any(column.role == "site" for sheet in examined.sheets for column in sheet.columns)
    return None if named or examined.long else site


def _preview(app: Application, taken: Taken, outcome: ImportOutcome) -> None:
    st.markdown(counts(outcome))
    if outcome.problems:
        draw_problems(app.catalog, outcome.problems)
        _offer_marked(app, taken, outcome)
    draw_changes(app, outcome.cells)


def _offer_marked(app: Application, taken: Taken, outcome: ImportOutcome) -> None:
    """Offer the file with each problem in its cell; a file that cannot be opened has no cells to mark."""
    if not outcome.rows and all(problem.row is None for problem in outcome.problems):
        return
    lang = language()

    def marked() -> bytes:
        with taken.path() as path:
            return marked_file(app.catalog, path, outcome.problems, lang)

    name = words("ui_importing_marked_name", name=taken.name.rpartition(".")[0])
    st.download_button(
        words("ui_importing_marked"), marked, file_name=f"{name}.xlsx", key="marked", on_click="ignore"
    )


def _store(
    app: Application,
    who: Actor,
    taken: Taken,
    site: str | None,
    answers: Answers,
    outcome: ImportOutcome,
) -> None:
    """Draw the button that imports all, or only what nothing is wrong with."""
    given = (app, who, taken, site, answers, outcome.cells)
    if outcome.ok:
        text = words("ui_importing_store", count=outcome.changed)
        st.button(
            text,
            key="import",
            type="primary",
            disabled=not outcome.changed,
            on_click=_import,
            args=(*given, False),
        )
        return
    st.caption(words("ui_importing_refused_first"))
    if outcome.changed:
        text = words("ui_importing_store_rest", count=outcome.changed)
        st.button(text, key="import_rest", on_click=_import, args=(*given, True))


def _import(
    app: Application,
    who: Actor,
    taken: Taken,
    site: str | None,
    answers: Answers,
    cells: Sequence[CellChange],
    partial: bool,
) -> None:
    """Store what was looked at; what changed meanwhile in the database is refused as the services say."""

    def store() -> None:
        with taken.path() as path:
            outcome = import_files(app, who, [path], site=site, partial=partial, answers=answers)
        _tell(outcome, cells)

    attempt(store, None)


def _tell(outcome: ImportOutcome, cells: Sequence[CellChange]) -> None:
    """Leave for the next run what came of it; a file that was stored is let go."""
    if not outcome.stored:
        st.session_state.pop(keys.IMPORT_TRIED, None)
        st.session_state[keys.OUTCOME] = Outcome("refused", words("ui_importing_changed_meanwhile"))
        return
    months = [cell.period for cell in cells if len(cell.period) == len("2024-03")]
    st.session_state[keys.IMPORT_DONE] = max(months, default=None)
    st.session_state[keys.OUTCOME] = Outcome("done", words("ui_importing_done", changed=outcome.changed))
    forget()
