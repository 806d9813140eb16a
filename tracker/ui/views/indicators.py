"""评价结论: one park's indicators against their targets, the year so far and the last whole year."""

from collections.abc import Sequence

import streamlit as st

from tracker.catalog.periods import parse_month
from tracker.catalog.results import Finding, Row
from tracker.messages import numbers, word
from tracker.services.application import Application
from tracker.services.judging.evaluation import indicator_rows
from tracker.ui.components.figures import figure
from tracker.ui.components.frame import choose_month, choose_site, heading, month_words, state_line
from tracker.ui.components.marks import verdict_cell
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_MOST_MISSING = 4


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    title, state = st.container(), st.container()
    left, right, _ = st.columns([3, 2, 3])
    with left:
        site = choose_site(app, who, ("park", "enterprise", "region"))
    if site is None:
        with title:
            heading("indicators")
        return
    with right:
        period = choose_month(app)
    with title:
        heading("indicators", str(site["name"]), month_words(period))
    reported = who.role != "officer"
    code = str(site["code"])
    now = indicator_rows(app, who, sites=[code], period=period, reported=reported)
    year = str(parse_month(period) // 12 - 1)
    before = indicator_rows(app, who, sites=[code], windows=["year"], period=year, reported=reported)
    with state:
        state_line(words("ui_view_reported" if reported else "ui_view_working"), words("ui_by_park"))
    st.subheader(words("ui_findings_ytd", month=month_words(period)), anchor=False)
    _judged(app, [row for row in now if row["window"] == "ytd"], "ytd", str(site["name"]))
    st.subheader(words("ui_findings_year", year=year), anchor=False)
    _judged(app, before, "year", str(site["name"]))
    st.subheader(words("ui_findings_windows"), anchor=False)
    _windows(app, now, str(site["name"]))


def _judged(app: Application, rows: Sequence[Row], window: str, site: str) -> None:
    lines = [_line(app, row, finding) for row in rows for finding in row["findings"]]
    if not lines:
        st.caption(words("ui_no_findings"))
        return
    columns = [
        Column(words("ui_indicator"), text=True),
        Column(words("ui_value"), number=True),
        Column(words("ui_unit")),
        Column(words("ui_last_year"), number=True),
        Column(words("ui_change"), number=True),
        Column(words("ui_target")),
        Column(words("ui_verdict")),
        Column(words("ui_remarks"), text=True),
    ]
    title = " · ".join(
        (words("ui_page_indicators"), site, word("window", window, language()), rows[0]["period"])
    )
    table(columns, lines, name=f"judged_{window}", title=title)


def _line(app: Application, row: Row, finding: Finding) -> list[str | Cell]:
    indicator = app.catalog.indicators[row["indicator"]]
    yoy = row["yoy"]
    compared = yoy["value"] if yoy and yoy["value"] is not None else row["value"]
    value = compared if compared is not None else row["partial"]
    baseline = yoy["baseline"] if yoy else None
    if yoy:
        value_text, baseline_text = numbers.beside(value, baseline, indicator.decimals)
    else:
        value_text, baseline_text = numbers.shown(value, indicator.decimals, finding["required"]), ""
    return [
        indicator.names.zh if language() == "zh" else indicator.names.en,
        figure(value_text, row, language()),
        row["unit"],
        baseline_text,
        numbers.change(yoy["change"]) if yoy else "",
        target_text(finding, row, indicator.decimals),
        verdict_cell(finding["status"], language(), provisional=finding["provisional"]),
        remarks(app, row, finding),
    ]


def target_text(finding: Finding, row: Row, decimals: int) -> str:
    """Return what is demanded: a bound, or less than the year before."""
    if finding["comparison"] == "<" and row["yoy"] is not None:
        return words("ui_target_fall")
    if finding["required"] is None:
        return words("ui_target_unknown")
    sign = {">=": "≥", "<=": "≤", "<": "<"}[finding["comparison"]]
    places = 0 if finding["required"] == int(finding["required"]) else decimals
    return f"{sign} {numbers.shown(finding['required'], places)} {row['unit']}"


def remarks(app: Application, row: Row, finding: Finding) -> str:
    """Return why a verdict is what it is: reason, what is missing, notes."""
    lang, parts = language(), []
    if finding["reason"]:
        parts.append(word("reason", finding["reason"], lang))
    if row["missing"]:
        parts.append(missing_text(app, row))
    if row["yoy"] and row["yoy"]["basis"]:
        parts.append(word("basis", row["yoy"]["basis"], lang))
    notes = dict.fromkeys([*row["notes"], *finding["notes"]])
    undeclared = [note for note in notes if note.startswith("undeclared_item:")]
    parts += [word("note", note, lang) for note in notes if note not in undeclared]
    if undeclared:
        parts.append(words("ui_undeclared", count=len(undeclared)))
    return words("ui_semicolon").join(parts)


def missing_text(app: Application, row: Row) -> str:
    """Return the first missing cells by name and month, and how many more there are."""
    items, lang = app.catalog.items, language()
    shown = row["missing"][:_MOST_MISSING]
    by_month: dict[str, list[str]] = {}
    for _, item, month in shown:
        by_month.setdefault(month, []).append(items[item].names.zh if lang == "zh" else items[item].names.en)
    cells = [f"{month} {words('ui_comma').join(names)}" for month, names in by_month.items()]
    more = len(row["missing"]) - len(shown)
    text = words("ui_missing", cells=words("ui_comma").join(cells))
    return text + (words("ui_and_more", count=more) if more > 0 else "")


def _windows(app: Application, rows: Sequence[Row], site: str) -> None:
    by_indicator: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_indicator.setdefault(row["indicator"], {})[row["window"]] = row
    lang = language()
    windows = ("month", "ytd", "rolling12")
    columns = [Column(words("ui_indicator"), text=True), Column(words("ui_unit"))]
    columns += [Column(word("window", window, lang), number=True) for window in windows]
    lines: list[list[str | Cell]] = []
    for code, indicator in app.catalog.indicators.items():
        found = by_indicator.get(code)
        if found:
            unit = next(iter(found.values()))["unit"]
            name = indicator.names.zh if lang == "zh" else indicator.names.en
            cells = [_cell(found.get(window), indicator.decimals) for window in windows]
            lines.append([name, unit, *cells])
    title = " · ".join((words("ui_findings_windows"), site, rows[0]["period"] if rows else ""))
    table(columns, lines, name="windows", title=title)


def _cell(row: Row | None, decimals: int) -> str | Cell:
    if row is None:
        return ""
    value = row["value"] if row["value"] is not None else row["partial"]
    return figure(numbers.shown(value, decimals), row, language())
