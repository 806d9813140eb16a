"""变化原因: what drove the quantity behind an indicator, against the same months a year before."""

from collections.abc import Mapping

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.catalog.results import Row
from tracker.compute.drivers import QUANTITIES
from tracker.services.application import Application
from tracker.services.judging.drivers import drivers
from tracker.services.judging.indicator_years import earlier_period
from tracker.services.permissions import Actor
from tracker.ui.components.driver_parts import (
    draw_contributions,
    draw_parts,
    draw_waterfall,
    explained,
    said_of,
    span_of,
    why,
    why_not,
    why_title,
)
from tracker.ui.components.indicator_words import name_of
from tracker.ui.visit import literal, words


def quantity_behind(catalog: Catalog, indicator: str) -> str | None:
    """Return the total that can be decomposed: the indicator itself, or what its numerator is."""
    if indicator in QUANTITIES:
        return indicator
    numerator = (catalog.indicators[indicator].numerator or "").strip()
    return numerator if numerator in QUANTITIES else None


def draw_drivers(app: Application, who: Actor, row: Row, names: Mapping[str, str], *, reported: bool) -> None:
    """Draw the section, or say why there is none; nothing for an indicator without such a quantity.

    Windows other than the year are explained from January on, as only whole spans of two years compare.
    """
    quantity, period = quantity_behind(app.catalog, row["indicator"]), row["period"]
    if quantity is None:
        return
    driven = drivers(app, who, row["site"], quantity, period, earlier_period(period), reported=reported)
    st.header(f"{words('ui_why')} · {span_of(driven)}", anchor=False)
    found = explained(driven.drivers)
    if found is None:
        st.caption(literal(why_not(app.catalog, driven)))
        return
    st.markdown(literal(why(app.catalog, driven, found)))
    draw_waterfall(app.catalog, driven, found)
    st.caption(literal(" ".join(said_of(driven))))
    site = names.get(row["site"], row["site"])
    with st.expander(words("ui_why_table")):
        draw_parts(app.catalog, driven, found, why_title(app.catalog, driven, site))
        carriers = {code: name_of(item) for code, item in app.catalog.items.items()}
        for parts, head, by, called in (
            (found.members if len(found.members) > 1 else (), "ui_why_enterprise", "by_enterprise", names),
            (found.carriers, "ui_why_carrier", "by_carrier", carriers),
        ):
            if parts:
                title = words(f"ui_why_{by}")
                st.subheader(title, anchor=False)
                named = why_title(app.catalog, driven, site, title)
                draw_contributions(app.catalog, driven, found, parts, called, words(head), named)
