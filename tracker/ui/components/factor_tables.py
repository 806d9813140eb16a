"""Every value of every factor, unconfirmed and own ones first, with the indicators it takes part in."""

from collections.abc import Sequence

import streamlit as st

from tracker.catalog.entries import FactorValue
from tracker.services.application import Application
from tracker.services.rulebook import FactorLine
from tracker.ui import keys
from tracker.ui.components.confirmations import confirmation_cell, made_cell
from tracker.ui.components.frame import choose
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.components.typed import short, typed
from tracker.ui.visit import language, words

_ALL = "all"
_PURPOSES = ("coal_equivalent", "inventory", "zero_carbon_park")
ANYWHERE = "*"
_SOURCE_SHOWN = 20


def factor_table(app: Application, lines: Sequence[FactorLine]) -> None:
    """Draw the filters in one row and the values they leave."""
    columns = st.columns([2, 2, 4])
    with columns[0]:
        purpose = choose(words("ui_rule_purpose"), keys.PURPOSE, (_ALL, *_PURPOSES), purpose_words)
    regions = sorted({line.value.region for line in lines if line.value})
    with columns[1]:
        region = choose(words("ui_rule_region"), keys.REGION, (_ALL, *regions), region_words)
    shown = [
        line
        for line in lines
        if purpose in (_ALL, line.factor.purpose)
        and (region == _ALL or (line.value is not None and line.value.region == region))
    ]
    heads = (
        "confirmation",
        "made",
        "factor",
        "value",
        "unit",
        "region",
        "years",
        "purpose",
        "source",
        "used_by",
    )
    table(
        [Column(words(f"ui_rule_{head}"), number=head == "value", text=head == "factor") for head in heads],
        [_line(app, line) for line in shown],
        name="factors",
        title=words("ui_factors_title"),
    )


def _line(app: Application, line: FactorLine) -> list[str | Cell]:
    value, citation = line.value, line.citation
    used = [str(getattr(app.catalog.indicators[code].names, language())) for code in line.used_by]
    return [
        confirmation_cell(citation),
        made_cell(line.own),
        str(getattr(line.factor.names, language())),
        Cell(words("ui_no_value")) if value is None else Cell(f"{value.value:.10g}", value=value.value),
        line.factor.unit,
        "" if value is None else region_words(value.region),
        "" if value is None else span_words(value),
        purpose_words(line.factor.purpose),
        typed(" · ".join(part for part in (citation.source, citation.clause) if part), _SOURCE_SHOWN),
        _used(used),
    ]


def _used(names: Sequence[str]) -> Cell:
    """Return the indicators a factor takes part in: the first, and how many there are."""
    text = words("ui_comma").join(names)
    return short(
        text, text if len(names) < 2 else words("ui_used_by_several", first=names[0], count=len(names))
    )


def purpose_words(code: str) -> str:
    """Return what a factor is for."""
    return words("ui_all") if code == _ALL else words(f"ui_purpose_{code}")


def region_words(code: str) -> str:
    """Return where a value holds; a region other than the country is its code."""
    named = {_ALL: "ui_all", ANYWHERE: "ui_region_any", "CN": "ui_region_country"}
    return words(named[code]) if code in named else code


def span_words(value: FactorValue) -> str:
    """Return the months a value holds for; whole years are years."""
    if value.from_ is None and value.until is None:
        return words("ui_every_period")
    first, last = value.from_ or "", value.until or ""
    if first.endswith("-01") and last.endswith("-12"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    return f"{first} – {last}".strip()
