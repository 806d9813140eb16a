"""The script Streamlit runs for every page: who is signed in, which pages they have, the frame around."""

from html import escape
from importlib import import_module
from urllib.parse import quote

import streamlit as st

from tracker.messages import word
from tracker.services.installation import is_demo
from tracker.services.permissions import Actor
from tracker.ui.components.frame import UnknownPlace, heading
from tracker.ui.components.style import draw_style
from tracker.ui.opened import application
from tracker.ui.roles import menu_of, pages_of
from tracker.ui.visit import current_actor, here, language, literal, words


def main() -> None:
    """Draw the page asked for, or say that the session is over."""
    st.set_page_config(page_title=words("ui_title"), layout="wide", initial_sidebar_state=210)
    draw_style(words("ui_title"))
    actor = current_actor()
    if actor is None:
        st.navigation([st.Page(_signed_out, title=words("ui_signed_out_title"))], position="hidden").run()
        return
    page = st.navigation(_pages(actor), expanded=True)
    st.set_page_config(page_title=f"{page.title} · {words('ui_title')}")
    _who(actor)
    top = st.container()
    try:
        page.run()
    except UnknownPlace as unknown:
        with top:
            heading(page.url_path)
        st.info(literal(str(unknown)))


def _pages(actor: Actor) -> list[st.Page]:
    """Return the pages of a role; the address without a page leads on to the first of them."""
    menu = menu_of(application(), actor)
    pages = {
        name: st.Page(
            import_module(f"tracker.ui.views.{name}").show,
            title=words(f"ui_page_{name}"),
            url_path=name,
            visibility="visible" if name in menu else "hidden",
        )
        for name in dict.fromkeys((*menu, *pages_of(actor.role)))
    }

    # Streamlit gives the default page no address of its own, and links to it would not be found; a browser
    # is led on before it comes here, so that the first page needs no second run
    def start() -> None:
        st.switch_page(pages[menu[0]])

    return [st.Page(start, title=words("ui_title"), default=True, visibility="hidden"), *pages.values()]


def _who(actor: Actor) -> None:
    lang = language()
    other = "en" if lang == "zh" else "zh"
    way = f"/language/{other}?next={quote(here(), safe='')}"
    name = escape(f"{actor.name} · {word('role', actor.role, lang)}")
    demo = f"<div>{words('ui_demo_figures')}</div>" if is_demo(application()) else ""
    st.sidebar.html(
        f'<div class="who"><div>{name}</div>{demo}'
        f'<div><a href="{way}">{words("ui_other_language")}</a></div>'
        f'<a href="/password" target="_self">{words("ui_page_password")}</a>'
        f' · <a href="/sign-out">{words("ui_sign_out")}</a></div>'
    )


def _signed_out() -> None:
    st.title(words("ui_signed_out_title"))
    st.html(f'<p>{words("ui_signed_out")}</p><p><a href="/sign-in">{words("ui_sign_in")}</a></p>')


main()
