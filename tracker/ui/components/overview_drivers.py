"""Who drives a province: what changed its energy, water or carbon dioxide, and which parks did."""

from collections.abc import Mapping

import streamlit as st

from tracker.charts.contributions import Contributor, contributions_chart
from tracker.compute.decomposition import Decomposition
from tracker.compute.drivers import QUANTITIES
from tracker.messages import numbers, sentence, word
from tracker.services.application import Application
from tracker.services.judging.drivers import Driven, province_drivers
from tracker.services.judging.indicator_years import earlier_period
from tracker.services.permissions import Actor
from tracker.ui import keys
from tracker.ui.components.driver_parts import (
    decimals_of,
    draw_contributions,
    draw_waterfall,
    explained,
    quantity_of,
    said_of,
    span_of,
    why,
    why_not,
    why_title,
)
from tracker.ui.components.frame import choose
from tracker.ui.components.indicator_words import name_of
from tracker.ui.components.tables import Column, table
from tracker.ui.visit import language, literal, words


def choose_quantity(app: Application) -> str:
    """Draw the chooser of what is explained, kept in the address."""
    names = app.catalog.indicators
    return choose(words("ui_why_quantity"), keys.OF, QUANTITIES, lambda code: name_of(names[code]))


def draw_province(app: Application, who: Actor, quantity: str, period: str, names: Mapping[str, str]) -> None:
    """Draw what changed the sum of the parks in reach, and the parks that added and took most."""
    driven = province_drivers(app, who, quantity, period, earlier_period(period), reported=True)
    found = explained(driven.drivers)
    st.header(f"{words('ui_why')} · {span_of(driven)}", anchor=False)
    if found is None:
        st.info(literal(why_not(app.catalog, driven)))
    else:
        st.markdown(literal(why(app.catalog, driven, found)))
        draw_waterfall(app.catalog, driven, found)
        st.caption(literal(" ".join(said_of(driven))))
        _parks(app, driven, found, names)
        st.subheader(words("ui_why_by_park"), anchor=False)
        title = why_title(app.catalog, driven, words("ui_why_by_park"))
        draw_contributions(app.catalog, driven, found, found.members, names, words("ui_park"), title)
    _left_out(driven, names)


def _parks(app: Application, driven: Driven, found: Decomposition, names: Mapping[str, str]) -> None:
    decimals = decimals_of(app.catalog, driven, found)
    parts = [
        Contributor(names.get(one.code, one.code), change, numbers.shown(abs(change), decimals))
        for one in found.members
        if (change := one.now - one.then)
    ]
    lang = language()
    title = sentence("chart_title", lang, indicator=quantity_of(app.catalog, driven), unit=driven.unit)
    st.subheader(words("ui_why_parks"), anchor=False)
    st.altair_chart(contributions_chart(parts, title, lang), theme=None, width="stretch", key="parks")


def _left_out(driven: Driven, names: Mapping[str, str]) -> None:
    left_out = driven.drivers.left_out
    if not left_out:
        return
    with st.expander(words("ui_why_left_out", count=len(left_out))):
        lines = [[names.get(code, code), word("reason", reason, language())] for code, reason in left_out]
        columns = [Column(words("ui_park"), text=True), Column(words("ui_why_because"), text=True)]
        table(columns, lines, name="left_out", title=words("ui_why_left_out", count=len(left_out)))
