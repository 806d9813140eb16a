"""What drove a change, as sentence, waterfall and tables: of one site, or of many together."""

from collections.abc import Mapping, Sequence

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.catalog.results import Window
from tracker.charts.waterfall import Step, Waterfall, waterfall_chart
from tracker.compute.decomposition import Contribution, Decomposition, Part
from tracker.compute.drivers import Drivers
from tracker.messages import numbers, sentence, word
from tracker.services.judging.drivers import Driven
from tracker.ui.components.indicator_words import name_of, span_words
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.visit import language, words

_LARGE = 10_000
_NOTHING = 1e-9
"""Less than this share of the total is what rounding left of no effect."""


def span_of(driven: Driven) -> str:
    """Return the months explained as the page writes them."""
    return span_words(_window(driven.period), driven.period)


def _window(period: str) -> Window:
    return "year" if Period.parse(period).kind == "year" else "ytd"


def quantity_of(catalog: Catalog, driven: Driven) -> str:
    """Return the name of what is explained."""
    return name_of(catalog.indicators[driven.quantity])


def decimals_of(catalog: Catalog, driven: Driven, found: Decomposition) -> int:
    """Return the decimals of amounts: none for large ones, whose exact figures Excel has."""
    then, now = _ends(found)
    return 0 if max(abs(then), abs(now)) >= _LARGE else catalog.indicators[driven.quantity].decimals


def why_not(catalog: Catalog, driven: Driven) -> str:
    """Return in words why a change is not explained."""
    reason = word("reason", driven.drivers.reason or "no_data", language())
    return words("ui_why_none", quantity=quantity_of(catalog, driven), span=span_of(driven), reason=reason)


def why(catalog: Catalog, driven: Driven, found: Decomposition) -> str:
    """Return the change and its parts in one sentence, the largest part first."""
    then, now = _ends(found)
    total = max(abs(then), abs(now))
    decimals = decimals_of(catalog, driven, found)
    parts = sorted(_told(found.parts, total, decimals), key=lambda part: -abs(part.value))
    told = [
        words(
            "ui_why_part_up" if part.value > 0 else "ui_why_part_down",
            effect=word("effect", part.effect, language()),
            value=numbers.shown(abs(part.value), decimals),
        )
        for part in parts
        if part.value
    ]
    before, after = numbers.beside(then, now, decimals)
    return words(
        "ui_why_up" if now > then else "ui_why_down",
        quantity=quantity_of(catalog, driven),
        unit=driven.unit,
        then=before,
        now=after,
        change=numbers.ratio_change(now, then) or f"+{numbers.shown(now - then, decimals)}",
        parts=sentence("waterfall_join", language()).join(told) or sentence("waterfall_none", language()),
    )


def _ends(found: Decomposition) -> tuple[float, float]:
    return found.then or 0.0, found.now or 0.0


def _told(parts: Sequence[Part], total: float, decimals: int | None = None) -> list[Part]:
    """Return the parts without what rounding left of none; with `decimals`, without what is written as 0."""
    least = max(_NOTHING * total, 0.0 if decimals is None else 0.5 * 10.0**-decimals)
    return [Part(part.effect, part.value if abs(part.value) > least else 0.0) for part in parts]


def draw_waterfall(catalog: Catalog, driven: Driven, found: Decomposition) -> None:
    """Draw the change from a year earlier to now."""
    lang, decimals = language(), decimals_of(catalog, driven, found)
    then, now = _ends(found)
    window = _window(driven.period)

    def step(name: str, value: float) -> Step:
        return Step(name, value, numbers.shown(abs(value), decimals))

    drawn = Waterfall(
        sentence("chart_title", lang, indicator=quantity_of(catalog, driven), unit=driven.unit),
        step(span_words(window, driven.against), then),
        tuple(
            step(word("effect", part.effect, lang), part.value)
            for part in _told(found.parts, max(abs(then), abs(now)), decimals)
        ),
        step(span_words(window, driven.period), now),
    )
    # its description says what it shows
    st.altair_chart(waterfall_chart(drawn, lang), theme=None, width="stretch", key="waterfall")


def said_of(driven: Driven) -> list[str]:
    """Return what to know of the explanation: the measure of output, structure left out, doubts."""
    lang, drivers = language(), driven.drivers
    said = [words("ui_why_activity", basis=word("measure", drivers.basis, lang))] if drivers.basis else []
    said += [word("flat", drivers.flat, lang)] if drivers.flat else []
    doubts = [note for note in drivers.notes if note not in ("estimated", "unconfirmed")]
    said += [word("note", note, lang) for note in doubts]
    said += [words("ui_why_one_estimate")] if len(doubts) < len(drivers.notes) else []
    return said


def draw_parts(catalog: Catalog, driven: Driven, found: Decomposition, title: str) -> None:
    """Draw the table of effects."""
    lang, decimals = language(), decimals_of(catalog, driven, found)
    then, now = _ends(found)
    columns = [
        Column(words("ui_why_effect")),
        Column(words("ui_why_part"), number=True, unit=driven.unit),
        Column(words("ui_why_share"), number=True),
        Column(words("ui_why_meaning"), text=True),
    ]
    lines: list[list[str | Cell]] = [
        [
            word("effect", part.effect, lang),
            signed(part.value, decimals),
            numbers.change(part.value / then) if then > 0 else "",
            word("effect_help", part.effect, lang),
        ]
        for part in _told(found.parts, max(abs(then), abs(now)))
    ]
    whole = numbers.change((now - then) / then) if then > 0 else ""
    lines.append([words("ui_why_total"), signed(now - then, decimals), whole, ""])
    table(columns, lines, name="why", title=title)


def draw_contributions(
    catalog: Catalog,
    driven: Driven,
    found: Decomposition,
    parts: Sequence[Contribution],
    names: Mapping[str, str],
    head: str,
    title: str,
) -> None:
    """Draw members or carriers with their parts, the largest change first; `head` heads their names."""
    lang, decimals = language(), decimals_of(catalog, driven, found)
    effects = [part.effect for part in parts[0].parts] if parts else []
    columns = [
        Column(head, text=True),
        Column(words("ui_why_then"), number=True, unit=driven.unit),
        Column(words("ui_why_now"), number=True, unit=driven.unit),
        Column(words("ui_why_changed"), number=True),
        *(Column(word("effect", effect, lang), number=True) for effect in effects),
    ]
    lines: list[list[str | Cell]] = []
    for one in sorted(parts, key=lambda one: -abs(one.now - one.then)):
        told = _told(one.parts, max(abs(one.then), abs(one.now)))
        lines.append(
            [
                names.get(one.code, one.code),
                Cell(numbers.shown(one.then, decimals), value=one.then),
                Cell(numbers.shown(one.now, decimals), value=one.now),
                signed(one.now - one.then, decimals),
                *(signed(part.value, decimals) for part in told),
            ]
        )
    table(columns, lines, name=f"why_{head}", title=title)


def signed(value: float, decimals: int) -> Cell:
    """Return an amount with its sign, the number itself for Excel."""
    text = numbers.shown(value, decimals)
    written = value > 0 and any(digit in "123456789" for digit in text)
    return Cell(f"+{text}" if written else text, value=value)


def why_title(catalog: Catalog, driven: Driven, *more: str) -> str:
    """Return what names a workbook of the explanation."""
    return " · ".join((words("ui_why"), quantity_of(catalog, driven), span_of(driven), *more))


def explained(drivers: Drivers) -> Decomposition | None:
    """Return the parts of a change where there are some."""
    found = drivers.decomposition
    return found if found is not None and found.parts else None
