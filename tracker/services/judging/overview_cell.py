"""One cell of the overview looked at closely: its row, the course of its year, and the flag it raised."""

from dataclasses import dataclass
from typing import Any

from tracker.catalog.results import Finding, Row
from tracker.compute.verdicts import WORST_FIRST, Asked
from tracker.messages import Lang, Refusal
from tracker.services.application import Application
from tracker.services.flagging.flags import list_flags
from tracker.services.judging.indicator_years import IndicatorYear, indicator_year
from tracker.services.permissions import Actor


@dataclass(frozen=True)
class OverviewCell:
    """`finding` is the worst; `flags` are the live ones of the site that speak of the indicator and year."""

    row: Row
    finding: Finding | None
    year: IndicatorYear
    flags: tuple[dict[str, Any], ...]


def overview_cell(app: Application, actor: Actor, site: str, asked: Asked, lang: Lang) -> OverviewCell:
    """Return what stands behind a cell, on reported figures.

    Refuses with `unknown_site`, `unknown_indicator`; and with the latter one that has no such window.
    """

    entry = app.catalog.indicators.get(asked.indicator)
    if entry is None or asked.window not in entry.windows:
        known = [code for code, one in app.catalog.indicators.items() if asked.window in one.windows]
        raise Refusal("unknown_indicator", indicator=asked.indicator, known=", ".join(known))
    year = indicator_year(app, actor, site, asked.indicator, asked.window, asked.period, reported=True)
    row = year.row
    findings = sorted(row["findings"], key=lambda one: WORST_FIRST.index(one["status"]))
    return OverviewCell(
        row=row,
        finding=findings[0] if findings else None,
        year=year,
        flags=tuple(
            flag
            for flag in list_flags(app, actor, site=site, lang=lang)
            if (flag["site"], flag["indicator"], flag["period"][:4])
            == (site, asked.indicator, asked.period[:4])
        ),
    )
