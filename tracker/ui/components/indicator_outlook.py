"""全年预测 and 统计检验 of an indicator: how its year is expected to end, and the tests behind its trend."""

from html import escape

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import month_text
from tracker.catalog.results import Finding, Row
from tracker.messages import numbers, word
from tracker.services.application import Application
from tracker.services.judging.aims import SiteAim
from tracker.services.judging.outlook_texts import (
    decided_says,
    forecast_says,
    left_says,
    p_words,
    trend_says,
    yearly,
)
from tracker.services.judging.outlooks import Outlook, outlook
from tracker.services.permissions import Actor
from tracker.ui.components.indicator_words import name_of
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.visit import language, literal, words

_DOUBTFUL = frozenset(("estimated", "prices_estimated", "no_comparable_price"))


def ahead_of(app: Application, who: Actor, row: Row, *, reported: bool) -> Outlook:
    """Return what lies ahead in a row's year: from its last month with a figure, December at most."""
    site, indicator, year = row["site"], row["indicator"], int(row["period"][:4])
    found = outlook(app, who, site, indicator, reported=reported)
    if found.through is None or found.through // 12 <= year:
        return found
    return outlook(app, who, site, indicator, through=month_text(year * 12 + 11), reported=reported)


def draw_ahead(catalog: Catalog, found: Outlook, aim: SiteAim | None) -> None:
    """Draw how the year is expected to end, what is left, and the trend so far, a line each."""
    indicator, lang = catalog.indicators[found.indicator], language()
    left = left_says(found, indicator, aim, lang, assumed=True)
    lines = (forecast_says(found, indicator, aim, lang), left, trend_says(found, indicator, lang))
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    st.html(f'<section class="ahead" aria-label="{escape(words("ui_ahead"))}">{said}</section>')


def ahead_in_words(catalog: Catalog, found: Outlook, aim: SiteAim | None) -> str:
    """Return the same for who cannot see the chart."""
    about = found, catalog.indicators[found.indicator], aim, language()
    return " ".join(filter(None, (forecast_says(*about), left_says(*about))))


def draw_tests(app: Application, who: Actor, found: Outlook, site: str, *, reported: bool) -> None:
    """Draw the tests, folded; those of the numerator too where value added is an estimate."""
    catalog = app.catalog
    verdict = word("verdict", found.tests["verdict"], language())
    with st.expander(words("ui_tests_of", verdict=verdict)):
        _tests(catalog, found, site)
        numerator = (catalog.indicators[found.indicator].numerator or "").strip()
        if _DOUBTFUL & set(found.notes) and numerator in catalog.indicators:
            name = name_of(catalog.indicators[numerator])
            st.markdown(literal(words("ui_tests_estimated", numerator=name)))
            through = None if found.through is None else month_text(found.through)
            _tests(
                catalog,
                outlook(app, who, found.site, numerator, through=through, reported=reported),
                site,
            )


def _tests(catalog: Catalog, found: Outlook, site: str) -> None:
    indicator, deciding = catalog.indicators[found.indicator], found.deciding
    said = trend_says(found, indicator, language()) or words("trend_no_comparable_price")
    st.markdown(literal(f"{said} {decided_says(found, language())}" if deciding["n"] else said))
    if not deciding["n"]:
        return
    columns = [
        Column(words("ui_test"), text=True),
        Column("n", number=True),
        Column(words("ui_test_change"), number=True),
        Column(words("ui_test_interval"), number=True),
        Column(words("ui_test_p"), number=True),
        Column(words("ui_test_about")),
    ]
    title = " · ".join((words("ui_tests"), name_of(indicator), site))
    table(columns, _lines(found), name=f"tests_{found.indicator}", title=title)


def _lines(found: Outlook) -> list[list[str | Cell]]:
    deciding, tests, n = found.deciding, found.tests, found.deciding["n"]
    phi = deciding["autocorrelation"]
    first = word("test", deciding["test"], language()) + words("ui_test_decides")
    about = "" if phi is None else words("ui_test_phi", phi=numbers.shown(phi, 2))
    return [
        _line(found, first, n, deciding, "change", about),
        _line(found, words("test_hac"), n, tests["hac"], "annual_change", "", relative=True),
        _line(found, words("test_slope"), n, tests["slope"], "per_year", "", relative=False),
        _kendall(tests["seasonal_mann_kendall"]),
    ]


def _line(
    found: Outlook,
    name: str,
    n: int,
    test: dict[str, float | None] | None,
    change: str,
    about: str,
    *,
    relative: bool | None = None,
) -> list[str | Cell]:
    if test is None or test[change] is None:
        return [name, str(n), "", "", "", words("ui_test_none")]
    low, high = (yearly(found, test[end], relative=relative) for end in ("low", "high"))
    return [
        name,
        Cell(str(n), value=n),
        Cell(yearly(found, test[change], relative=relative), value=test[change]),
        words("ui_test_between", low=low, high=high) if low and high else "",
        _p_cell(test.get("p")),
        about,
    ]


def _kendall(test: dict[str, float | None] | None) -> list[str | Cell]:
    name = words("test_seasonal_mann_kendall")
    if test is None or test["n"] is None:
        return [name, "", "", "", "", words("ui_test_none")]
    s, z = numbers.shown(test["s"], 0), test["z"]
    about = words("ui_test_s_only", s=s) if z is None else words("ui_test_s", s=s, z=numbers.shown(z, 2))
    return [name, Cell(f"{test['n']:.0f}", value=test["n"]), "", "", _p_cell(test["p"]), about]


def _p_cell(p: float | None) -> Cell:
    return Cell("" if p is None else p_words(p).removeprefix("p = ").removeprefix("p "), value=p)


def finding_of(row: Row) -> Finding | None:
    """Return the finding a page speaks of."""
    return row["findings"][0] if row["findings"] else None
