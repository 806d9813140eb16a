"""What stands in the same place on every page: title, state, and the choosers of site and period."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from tracker.catalog.periods import month_text, parse_month
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.style import print_across
from tracker.ui.visit import isolated, literal, words

FIRST_YEAR = 2020

SiteRow = dict[str, str | None]


class UnknownPlace(Exception):
    """The address names a site or month there is none of for this account; its text is what to say."""


def heading(page: str, *places: str) -> None:
    """Draw the one title that says where you are: page · site · period."""
    st.title(literal(" · ".join((words(f"ui_page_{page}"), *map(isolated, places)))), anchor=False)


def state_line(*parts: str) -> None:
    """Draw the page's state in one line under its title."""
    line = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts if part)
    st.html(f'<div class="state">{line}</div>')


def watermark(text: str) -> None:
    """Write a report's state across every printed sheet, so that a draft on paper is known as one."""
    print_across()
    st.html(f'<div class="watermark" aria-hidden="true">{escape(text)}</div>')


def label(site: SiteRow) -> str:
    """Return a site as people look for it: its code and its name."""
    return f"{site['code']} {site['name']}"


def choose_site(app: Application, actor: Actor, kinds: Sequence[str] = ("park",)) -> SiteRow | None:
    """Draw the chooser of a site, kept in the address; None where the actor has none of these kinds.

    `UnknownPlace` where the address names another: one that is out of reach reads as one that is not there.
    """
    sites = [site for site in list_sites(app, actor) if site["kind"] in kinds]
    if not sites:
        st.info(words("ui_no_site"))
        return None
    by_code = {str(site["code"]): site for site in sites}
    code = _choice(words("ui_site"), keys.SITE, list(by_code), lambda code: label(by_code[code]))
    if code is None:
        raise UnknownPlace(words("ui_unknown_site"))
    return by_code[code]


def choose_month(app: Application, *, running: bool = False) -> str:
    """Draw the chooser of a month; the last complete month stands there first.

    The `running` month can be chosen where figures are entered, not where they are judged. `UnknownPlace`
    where the address names a month to come, or what is no month.
    """
    last = app.month() - (not running)
    months = [month_text(month) for month in range(last, FIRST_YEAR * 12 - 1, -1)]
    month = _choice(words("ui_month"), keys.PERIOD, months, month_words, start=int(running))
    if month is None:
        code = "ui_month_to_come" if running else "ui_future_month"
        raise UnknownPlace(_why_no_month(st.query_params.get(keys.PERIOD, ""), last, code))
    return month


def _why_no_month(asked: str, last: int, to_come: str) -> str:
    try:
        month = parse_month(asked)
    except ValueError:
        return words("ui_unknown_month")
    if month > last:
        return words(to_come, month=month_words(asked))
    return words("ui_early_month", month=month_words(month_text(FIRST_YEAR * 12)))


def choose(title: str, name: str, options: Sequence[str], shown: Callable[[str], str]) -> str:
    """Draw a chooser whose choice stands in the address and is remembered from page to page.

    Where the address names what is not among them, the first stands there and a sentence says so.
    """
    known = st.query_params.get(name) in (None, *options)
    chosen = _choice(title, name, options, shown, first_instead=True)
    if not known:
        st.caption(words("ui_unknown_choice", title=title))
    return options[0] if chosen is None else chosen


def _choice(
    title: str,
    name: str,
    options: Sequence[str],
    shown: Callable[[str], str],
    *,
    start: int = 0,
    first_instead: bool = False,
) -> str | None:
    """Draw a chooser; None while the address names none of the options and nothing else was chosen.

    The option at `start` stands there before anything was chosen, on this page or another that has it.
    An address that changed since the last run wins over what stands in the chooser: somebody followed a link
    or went back.
    """
    key, seen = f"choose_{name}", f"seen_{name}"
    asked = st.query_params.get(name)
    if asked is not None and asked != st.session_state.get(seen):
        st.session_state[key] = asked if asked in options else None
    elif key not in st.session_state or (asked is None and st.session_state[key] not in options):
        st.session_state[key] = st.session_state.get(name)
        if st.session_state[key] not in options:
            st.session_state[key] = options[start]
    if st.session_state[key] not in options:
        st.session_state[key] = options[0] if first_instead else None
    # a chooser without a start can be emptied, which only makes sense while nothing is chosen
    first = None if st.session_state[key] is None else 0
    chosen: str | None = st.selectbox(
        title, options, index=first, format_func=shown, key=key, placeholder=words("ui_please_choose")
    )
    if chosen is None:
        st.session_state[seen] = asked
        return None
    st.session_state[name] = st.session_state[seen] = chosen
    if asked != chosen:
        st.query_params[name] = chosen
    return chosen


def month_words(text: str) -> str:
    """Return a month as the page's language writes it: 2024年3月 or 2024-03."""
    month = parse_month(text)
    return words("month_words", year=month // 12, month=month % 12 + 1, text=text)
