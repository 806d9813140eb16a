"""One cell of the overview looked at closely: its row, the months before it, and the flag it raised."""

from dataclasses import dataclass
from typing import Any

from tracker.catalog.results import Finding, Row
from tracker.compute.verdicts import WORST_FIRST, Asked
from tracker.messages import Lang, Refusal
from tracker.services.application import Application
from tracker.services.flagging.flags import list_flags
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import Actor


@dataclass(frozen=True)
class OverviewCell:
    """`history` are the rows of the same window, oldest first: of a year so far its months and last year's.

    `finding` is the worst; `flags` are the live ones of the site that speak of the indicator and year.
    """

    row: Row
    finding: Finding | None
    history: tuple[Row, ...]
    flags: tuple[dict[str, Any], ...]


def overview_cell(app: Application, actor: Actor, site: str, asked: Asked, lang: Lang) -> OverviewCell:
    """Return what stands behind a cell, on reported figures.

    Refuses with `unknown_site`, `unknown_indicator`; and with the latter one that has no such window.
    """

    def of_period(period: str | None) -> list[Row]:
        return indicator_rows(
            app,
            actor,
            sites=[site],
            indicators=[asked.indicator],
            windows=[asked.window],
            period=period,
            reported=True,
        )

    found = of_period(asked.period)
    if not found:
        known = [code for code, one in app.catalog.indicators.items() if asked.window in one.windows]
        raise Refusal("unknown_indicator", indicator=asked.indicator, known=", ".join(known))
    row, history = found[0], of_period(None)
    findings = sorted(row["findings"], key=lambda one: WORST_FIRST.index(one["status"]))
    return OverviewCell(
        row=row,
        finding=findings[0] if findings else None,
        history=tuple(one for one in history if _comparable(one["period"], asked)),
        flags=tuple(
            flag
            for flag in list_flags(app, actor, site=site, lang=lang)
            if (flag["site"], flag["indicator"], flag["period"][:4])
            == (site, asked.indicator, asked.period[:4])
        ),
    )


def _comparable(period: str, asked: Asked) -> bool:
    """Say whether a period of the window belongs into a short history that ends with the one asked for."""
    if period > asked.period:
        return False
    return asked.window == "year" or int(period[:4]) >= int(asked.period[:4]) - 1
