"""月度填报: a site's month, or all months of its year, saved as it is typed, with what the checks say."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker.catalog.periods import parse_month
from tracker.messages import word
from tracker.services.application import Application
from tracker.services.entering import entry
from tracker.services.entering.entry import FormView
from tracker.services.permissions import Actor
from tracker.services.reporting import reports
from tracker.ui import keys
from tracker.ui.components.documents import documents_of_form
from tracker.ui.components.entry_grid import Form, entry_grid, submission
from tracker.ui.components.form_tables import month_table, year_table
from tracker.ui.components.frame import (
    FIRST_YEAR,
    choose,
    choose_month,
    choose_site,
    heading,
    month_words,
    state_line,
    watermark,
)
from tracker.ui.components.imports import import_records
from tracker.ui.components.moments import time_left
from tracker.ui.components.other_ways import other_ways
from tracker.ui.components.outcome import attempt, tell_outcome
from tracker.ui.components.paste_words import PasteWords, paste_words
from tracker.ui.components.printing import offer_printing
from tracker.ui.components.remarks import list_remarks
from tracker.ui.components.style import print_across
from tracker.ui.components.tables import Table, offer_excel
from tracker.ui.edits import month_of, year_of
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, literal, words

_GRID = "entry_grid"
_VIEWS = ("month", "year")


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    left, middle, right, last = st.columns([3, 2, 2, 3], vertical_alignment="bottom")
    with left:
        site = choose_site(app, who, ("park", "enterprise", "region"))
    if site is None:
        with title:
            heading("entry")
        return
    with right:
        view = _choose_view()
    with last:
        relevant = st.toggle(words("ui_only_own"), value=True, key="only_relevant")
    with middle:
        period = choose_month(app, running=True) if view == "month" else _choose_year(app)
    draw = _month if view == "month" else _year
    draw(app, who, site, period, title, relevant=relevant)


def _choose_view() -> str:
    """Draw the choice between a month and the whole year, kept in the address."""
    asked = st.query_params.get(keys.VIEW)
    chosen = st.segmented_control(
        words("ui_entry_view"),
        _VIEWS,
        default=asked if asked in _VIEWS else _VIEWS[0],
        format_func=lambda view: words(f"ui_entry_{view}"),
        required=True,
        key="choose_view",
    )
    if (asked or _VIEWS[0]) != chosen:
        st.query_params[keys.VIEW] = chosen
    return str(chosen)


def _choose_year(app: Application) -> str:
    """Draw the chooser of a year; that of the month looked at before stands there first."""
    years = [str(year) for year in range(app.month() // 12, FIRST_YEAR - 1, -1)]
    month = str(st.session_state.get(keys.PERIOD) or st.query_params.get(keys.PERIOD) or "")
    if keys.YEAR not in st.query_params and month[:4] in years:
        st.query_params[keys.YEAR] = month[:4]
    return choose(words("ui_year"), keys.YEAR, years, str)


def _month(
    app: Application,
    who: Actor,
    site: dict[str, str | None],
    period: str,
    title: DeltaGenerator,
    *,
    relevant: bool,
) -> None:
    form, view = month_of(app, who, str(site["code"]), period, language(), relevant=relevant)
    with title:
        state = word("state", view.report.state, language())
        with _beside_other_ways(app, who, view.site, period):
            heading("entry", str(site["name"]), month_words(period))
            state_line(state, _due(app, view) if view.editable else "")
        watermark(state)
        if view.editable and not app.is_over(parse_month(period)):
            st.caption(words("ui_running_note", month=month_words(period)))
        _notes(view, site)
        tell_outcome()
    entry_grid(form, _GRID, words=_words(app, form), on_submit=lambda: _submit(app, who, view))
    lang = language()

    def saved() -> Table:
        stored = entry.form(app, who, view.site, period)  # the grid saves without drawing the page anew
        return month_table(stored, app.catalog, lang, only_relevant=relevant)

    offer_excel(saved, name="entry", title=_title(site, month_words(period)))
    if view.owner == view.site and who.role == "officer":
        _withdrawal(app, who, view)
    offer_printing(app, who, str(site["code"]), period)
    documents_of_form(app, who, str(site["code"]), period)
    import_records(app, who, site)


def _words(app: Application, form: Form) -> PasteWords:
    return paste_words(app.catalog, (row["key"] for row in form["rows"]))


def _year(
    app: Application,
    who: Actor,
    site: dict[str, str | None],
    year: str,
    title: DeltaGenerator,
    *,
    relevant: bool,
) -> None:
    with title:
        with _beside_other_ways(app, who, str(site["code"]), f"{year}-01"):
            heading("entry", str(site["name"]), words("ui_whole_year", year=year))
        if site["collect"] == "rollup":
            st.caption(words("ui_rolled_up_note"))
    print_across()
    code, lang = str(site["code"]), language()
    form = year_of(app, who, code, int(year), lang, relevant=relevant)
    entry_grid(form, _GRID, words=_words(app, form))

    def saved() -> Table:
        stored = entry.year_forms(app, who, code, int(year))
        return year_table(stored, app.catalog, lang, only_relevant=relevant)

    offer_excel(saved, name="entry_year", title=_title(site, words("ui_whole_year", year=year)))
    if int(year) < app.month() // 12:
        offer_printing(app, who, code, year)


def _beside_other_ways(app: Application, who: Actor, site: str, period: str) -> DeltaGenerator:
    """Draw the ways into the form other than typing at the right; return the place left of them."""
    left, right = st.columns([7, 3], vertical_alignment="bottom")
    with right:
        other_ways(app, who, site, period)
    return left


def _title(site: dict[str, str | None], period: str) -> str:
    return " · ".join((words("ui_page_entry"), str(site["name"]), period))


def _due(app: Application, view: FormView) -> str:
    due = view.report.due
    left = time_left(due, app.today())
    return words("ui_due", month=due.month, day=due.day, date=due.isoformat(), left=left)


def _notes(view: FormView, site: dict[str, str | None]) -> None:
    if view.report.state == "returned":
        st.warning(literal(words("ui_returned_because", reason=view.report.reason)))
        list_remarks(view.remarks, application().catalog, language(), view.site)
    if not view.report.editable:
        st.caption(words("ui_locked_note"))
    if site["collect"] == "rollup":
        st.caption(words("ui_rolled_up_note"))


def _submit(app: Application, who: Actor, view: FormView) -> None:
    """Submit the report; the grid asks for it once all that was typed is stored."""
    reason = submission(_GRID)
    if reason is not None:
        attempt(
            lambda: reports.submit(app, who, view.site, view.period, reason),
            "ui_submitted",
            period=month_words(view.period),
        )


def _withdrawal(app: Application, who: Actor, view: FormView) -> None:
    """Offer to take a submitted report back, until a reviewer has opened it."""
    if view.report.state == "submitted" and view.report.opened_at is None:
        st.button(words("ui_withdraw"), key="withdraw", on_click=_withdraw, args=(app, who, view))


def _withdraw(app: Application, who: Actor, view: FormView) -> None:
    attempt(
        lambda: reports.withdraw(app, who, view.site, view.period),
        "ui_withdrawn",
        period=month_words(view.period),
    )
