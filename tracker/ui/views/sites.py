"""园区与企业: the list, a site with everything that ever held for it, changes from a month on, new ones."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from tracker.messages import word
from tracker.services.application import Application
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.frame import SiteRow, choose, heading, state_line
from tracker.ui.components.outcome import tell_outcome
from tracker.ui.components.site_forms import ask_file, ask_site
from tracker.ui.components.site_page import one_site
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.components.typed import typed
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_ALL = "all"
_KINDS = ("park", "enterprise", "region")


def show() -> None:
    """Draw the list, or the site the address names."""
    app, who = application(), actor()
    if code := st.query_params.get(keys.SITE):
        one_site(app, who, code)
        return
    heading("sites")
    listed = list_sites(app, who)
    counts = {kind: sum(site["kind"] == kind for site in listed) for kind in _KINDS}
    state_line(*(words(f"ui_sites_{kind}", count=counts[kind]) for kind in _KINDS if counts[kind]))
    tell_outcome()
    shown, new, file = st.tabs([words("ui_sites_list"), words("ui_add_site"), words("ui_import_sites")])
    with shown:
        _table(app, _filtered(app, listed))
    with new:
        ask_site(app, who, [site for site in listed if site["kind"] == "park"])
    with file:
        ask_file(app, who)


def _filtered(app: Application, listed: Sequence[SiteRow]) -> list[SiteRow]:
    """Draw the filters in one row and return what they leave."""
    columns = st.columns([2, 2, 4])
    with columns[0]:
        kind = choose(words("ui_kind"), keys.KIND, (_ALL, *_KINDS), _kind_words)
    with columns[1]:
        places = (_ALL, *app.catalog.prefectures)
        place = choose(words("ui_prefecture"), keys.PREFECTURE, places, lambda code: prefecture(app, code))
    with columns[2]:
        part = st.text_input(words("ui_find_site"), key="find_site", max_chars=100).strip().casefold()
    prefecture_of = {site["code"]: site["prefecture"] for site in listed}
    return [
        site
        for site in listed
        if kind in (_ALL, site["kind"])
        and place in (_ALL, site["prefecture"] or prefecture_of.get(site["parent"]))
        and part in f"{site['code']} {site['name']}".casefold()
    ]


def _kind_words(code: str) -> str:
    return words("ui_all") if code == _ALL else word("kind", code, language())


def prefecture(app: Application, code: str | None) -> str:
    """Return a prefecture's name; blank for none."""
    if code == _ALL:
        return words("ui_all")
    known = app.catalog.prefectures.get(code or "")
    return "" if known is None else str(getattr(known.names, language()))


def _table(app: Application, listed: Sequence[SiteRow]) -> None:
    if not listed:
        st.info(words("ui_no_sites_listed"))
        return
    heads = ("code", "name", "kind", "parent", "level", "prefecture", "scope", "collect", "from", "until")
    table(
        [Column(words(f"ui_field_{head}")) for head in heads],
        [_line(app, site) for site in listed],
        name="sites",
        title=words("ui_page_sites"),
    )


def _line(app: Application, site: SiteRow) -> list[str | Cell]:
    def of(kind: str) -> str:
        code = site[kind]
        return word(kind, code, language()) if code else ""

    code = str(site["code"])
    parent = site["parent"]
    return [
        link(code, f"/sites?{urlencode({keys.SITE: code})}"),
        typed(str(site["name"])),
        of("kind"),
        link(parent, f"/sites?{urlencode({keys.SITE: parent})}") if parent else "",
        of("level"),
        prefecture(app, site["prefecture"]),
        of("scope"),
        of("collect") if site["kind"] == "park" else "",
        site["from"] or "",
        site["until"] or "",
    ]
