"""What stands in the same place on every page: title, state, and the choosers of site and period."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from tracker.catalog.periods import month_text, parse_month
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.visit import literal, words

FIRST_YEAR = 2020

SiteRow = dict[str, str | None]


def heading(page: str, *places: str) -> None:
    """Draw the one title that says where you are: page · site · period."""
    st.title(literal(" · ".join((words(f"ui_page_{page}"), *places))), anchor=False)


def state_line(*parts: str) -> None:
    """Draw the page's state in one line under its title."""
    st.html(f'<div class="state">{escape(" · ".join(part for part in parts if part))}</div>')


def label(site: SiteRow) -> str:
    """Return a site as people look for it: its code and its name."""
    return f"{site['code']} {site['name']}"


def choose_site(app: Application, actor: Actor, kinds: Sequence[str] = ("park",)) -> SiteRow | None:
    """Draw the chooser of a site, kept in the address; None where the actor has none of these kinds."""
    sites = [site for site in list_sites(app, actor) if site["kind"] in kinds]
    if not sites:
        st.info(words("ui_no_site"))
        return None
    by_code = {str(site["code"]): site for site in sites}
    code = choose(words("ui_site"), keys.SITE, list(by_code), lambda code: label(by_code[code]))
    return by_code[code]


def choose_month(app: Application) -> str:
    """Draw the chooser of a month; the last complete month stands there first."""
    last = app.month() - 1
    months = [month_text(month) for month in range(last, FIRST_YEAR * 12 - 1, -1)]
    return choose(words("ui_month"), keys.PERIOD, months, month_words)


def choose(title: str, name: str, options: Sequence[str], shown: Callable[[str], str]) -> str:
    """Draw a chooser whose choice stands in the address and is remembered from page to page."""
    asked = st.query_params.get(name) or st.session_state.get(name)
    start = options.index(asked) if asked in options else 0
    chosen = st.selectbox(title, options, index=start, format_func=shown, key=f"choose_{name}")
    st.session_state[name] = chosen
    if st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    return chosen


def month_words(text: str) -> str:
    """Return a month as the page's language writes it: 2024年3月 or 2024-03."""
    month = parse_month(text)
    return words("ui_month_words", year=month // 12, month=month % 12 + 1, text=text)
