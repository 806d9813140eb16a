"""没有这个页面: where every address leads under which a role has nothing, forbidden and unknown alike."""

import streamlit as st

from tracker.ui.components.frame import heading
from tracker.ui.visit import words


def show() -> None:
    """Draw the page."""
    heading("not_found")
    st.info(words("ui_not_found"))
