"""One site as its administrator sees it: everything that ever held, its enterprises, and changes."""

from collections.abc import Iterator
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.periods import month_text
from tracker.messages import Refusal, word
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.site_views import AttributeLine, SiteView, site_view
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.frame import UnknownPlace, heading, label, state_line
from tracker.ui.components.moments import day
from tracker.ui.components.outcome import tell_outcome
from tracker.ui.components.site_forms import ask_change
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.components.typed import typed
from tracker.ui.visit import language, words


def one_site(app: Application, who: Actor, code: str) -> None:
    """Draw the site of the address; one that is out of reach reads as one that is not there."""
    try:
        view = site_view(app, who, code)
    except Refusal:
        st.html(f'<div class="back"><a href="/sites" target="_self">{words("ui_all_sites")}</a></div>')
        raise UnknownPlace(words("ui_unknown_site")) from None
    listed = {str(site["code"]): site for site in list_sites(app, who)}
    site = listed[code]
    heading("sites", label(site))
    state_line(*_state(app, view))
    tell_outcome()
    item_table = f"/items?{urlencode({keys.SITE: code})}"
    st.html(
        f'<div class="back"><a href="/sites" target="_self">{words("ui_all_sites")}</a>'
        f' · <a href="{item_table}" target="_self">{words("ui_page_items")}</a></div>'
    )
    _history(view, listed_names={code: label(one) for code, one in listed.items()})
    if view.site.kind == "park":
        _enterprises(view)
    ask_change(app, who, site, [one for one in listed.values() if one["kind"] == "park"])


def _state(app: Application, view: SiteView) -> Iterator[str]:
    site, lang = view.site, language()
    yield word("kind", site.kind, lang)
    if site.prefecture:
        yield getattr(app.catalog.prefectures[site.prefecture].names, lang)
    yield site.region
    yield words(
        "ui_span", since=_month(site.active_from, "ui_from_first_figure"), until=_end(site.active_until)
    )
    yield words("ui_created_on", day=day(view.created_at))


def _month(number: int | None, blank: str) -> str:
    return words(blank) if number is None else month_text(number)


def _end(number: int | None) -> str:
    return _month(number, "ui_open_end")


def _history(view: SiteView, listed_names: dict[str, str]) -> None:
    """Draw everything that ever held for the site, attribute by attribute, the newest first."""
    st.header(words("ui_site_history"), anchor=False)
    heads = ("attribute", "value", "since", "until", "holds", "made_at")
    table(
        [Column(words(f"ui_line_{head}"), text=head == "value") for head in heads],
        [
            [
                words(f"ui_field_{line.name}"),
                _value(line, listed_names),
                _month(line.since, "ui_always"),
                "" if line.replaced else _end(line.until),
                _holds(line),
                day(line.made_at),
            ]
            for line in view.lines
        ],
        name="site_history",
        title=f"{words('ui_site_history')} · {view.site.code}",
    )


def _value(line: AttributeLine, names: dict[str, str]) -> str | Cell:
    if line.name == "name":
        return typed(line.value)
    if line.name == "parent":
        return link(names.get(line.value, line.value), f"/sites?{urlencode({keys.SITE: line.value})}")
    return word(line.name, line.value, language())


def _holds(line: AttributeLine) -> Cell:
    code = "replaced" if line.replaced else "ended" if line.until is not None else "last"
    text = words(f"ui_line_{code}")
    return Cell(text, f'<span class="{"mark" if code == "last" else "context"}">{text}</span>')


def _enterprises(view: SiteView) -> None:
    st.header(words("ui_enterprises_of_park", count=len(view.enterprises)), anchor=False)
    if not view.enterprises:
        st.caption(words("ui_no_enterprises"))
        return
    heads = ("code", "name", "in_park_since", "in_park_until", "from", "until")
    table(
        [Column(words(f"ui_field_{head}")) for head in heads],
        [
            [
                link(one.code, f"/sites?{urlencode({keys.SITE: one.code})}"),
                typed(one.name),
                _month(one.since, "ui_always"),
                "" if one.until is None else month_text(one.until),
                "" if one.active_from is None else month_text(one.active_from),
                "" if one.active_until is None else month_text(one.active_until),
            ]
            for one in view.enterprises
        ],
        name="enterprises",
        title=words("ui_enterprises_title", site=view.site.code),
    )
