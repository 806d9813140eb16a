"""佐证材料导出: build an evidence package of one park over a span of years and take it away."""

import streamlit as st

from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.proof.evidence import build_package
from tracker.ui import keys
from tracker.ui.components.frame import FIRST_YEAR, choose_site, heading
from tracker.ui.components.outcome import attempt, tell_outcome
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title = st.container()
    left, middle, right, last = st.columns([6, 7, 2, 2])
    with left:
        site = choose_site(app, who)
    if site is None:
        with title:
            heading("evidence")
        return
    with title:
        heading("evidence", str(site["name"]))
        tell_outcome()
    with middle:
        st.selectbox(
            words("ui_standard"),
            list(app.catalog.standards),
            format_func=_standard_words,
            key=keys.PACKAGE_STANDARD,
        )
    years = [str(year) for year in range(FIRST_YEAR, app.month() // 12 + 1)]
    with right:
        start = str(
            st.selectbox(words("ui_first_year"), years, index=len(years) - 4, key=keys.PACKAGE_FIRST_YEAR)
        )
    with last:
        ends = years[years.index(start) :]
        st.selectbox(words("ui_last_year_of"), ends, index=max(len(ends) - 2, 0), key=keys.PACKAGE_LAST_YEAR)
    st.caption(words("ui_package_holds"))
    st.button(words("ui_build_package"), on_click=_build, args=(app, who), type="primary")
    _offer(str(site["code"]))


def _standard_words(code: str) -> str:
    names = application().catalog.standards[code].names
    return names.zh if language() == "zh" else names.en


def _build(app: Application, who: Actor) -> None:
    """Build what stands in the choosers now: one may have changed together with the click."""
    site = str(st.session_state[f"choose_{keys.SITE}"])
    standard = str(st.session_state[keys.PACKAGE_STANDARD])
    first = st.session_state[keys.PACKAGE_FIRST_YEAR]
    last = max(first, st.session_state[keys.PACKAGE_LAST_YEAR])
    years = first if first == last else f"{first}-{last}"

    def build() -> None:
        package = build_package(app, who, site=site, standard=standard, years=years)
        name = f"{site}_{standard}_{years}_r{package.revision}.zip"
        st.session_state[keys.PACKAGE] = (site, name, package.content)

    attempt(build, "ui_package_built")


def _offer(site: str) -> None:
    """Offer the package just built; one of another park is let go."""
    built = st.session_state.get(keys.PACKAGE)
    if built is None:
        return
    if built[0] != site:
        del st.session_state[keys.PACKAGE]
        return
    _, name, content = built
    st.download_button(
        words("ui_download", name=name), content, file_name=name, mime="application/zip", on_click="ignore"
    )
