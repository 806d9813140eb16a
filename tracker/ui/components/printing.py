"""打印表 and 空白表: a form as a PDF, made when it is asked for."""

import streamlit as st

from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.reporting.printing import printed_form
from tracker.ui.components.tables import file_name
from tracker.ui.visit import language, words


def offer_printing(app: Application, who: Actor, site: str, period: str) -> None:
    """Draw the buttons that hand out the form of a month or year, filled and empty."""
    lang = language()
    with st.container(horizontal=True):
        for name, empty in (("filled", False), ("empty", True)):
            text = words(f"ui_print_{name}")

            def pdf(empty: bool = empty) -> bytes:
                return printed_form(app, who, site, period, lang, empty=empty)

            st.download_button(
                text,
                pdf,
                file_name=file_name(f"{text} · {site} · {period}", "pdf"),
                mime="application/pdf",
                key=f"print_{name}",
                on_click="ignore",
            )
