"""The other ways into a form than typing: the year's template, and the page that imports files."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from tracker.documents.template_workbook import template_workbook
from tracker.services.application import Application
from tracker.services.exchange.templates import site_template
from tracker.services.permissions import Action, Actor, may
from tracker.ui import keys
from tracker.ui.components.tables import file_name
from tracker.ui.visit import language, words


def other_ways(app: Application, who: Actor, site: str, period: str) -> None:
    """Draw, for who may enter figures, the button of the template and the link to the import."""
    if not may(who, Action.ENTER):
        return
    with st.container(
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        gap="medium",
        key="other_ways",
    ):
        template_button(app, who, site, int(period[:4]))
        address = f"/importing?{urlencode({keys.SITE: site, keys.PERIOD: period})}"
        text = escape(words("ui_page_importing"))
        st.html(
            f'<span class="back"><a href="{escape(address)}" target="_self">{text}</a></span>',
            width="content",
        )


def template_button(app: Application, who: Actor, site: str, year: int) -> None:
    """Draw the button that hands out a site's template of a year, made when it is asked for."""
    lang = language()
    title = words("ui_template_file", site=site, year=year)
    st.download_button(
        words("ui_template", year=year),
        lambda: template_workbook(site_template(app, who, site, year), lang),
        file_name=file_name(title, "xlsx"),
        key=f"template_{site}_{year}",
        on_click="ignore",
    )
