"""Recorded figures: an indicator's rows as they stood on an occasion, written once and never changed.

What a screen computes today may differ from what was submitted then; both can be shown (design rule 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlmodel import Session, col, func, select

from tracker.catalog.periods import month_text
from tracker.catalog.results import Row
from tracker.compute import rows
from tracker.services.application import Application, now
from tracker.services.directory import load_family
from tracker.services.judging.panels import family_of, session_results
from tracker.services.permissions import Action, Actor, require
from tracker.store.database import read_session
from tracker.store.facts import Fact, fact_of
from tracker.store.tables import RecordedFigure, Site

EQUAL = 1e-9
"""Figures closer than this part of each other are the same, as the verdicts have it."""


@dataclass(frozen=True)
class Recorded:
    """A figure as it stood on an occasion; `value` None where it could not be had then."""

    period: str
    occasion: str
    at: datetime
    value: float | None

    def differs(self, current: Row) -> bool:
        """Say whether the figure computed today is another."""
        now, then = current["value"], self.value
        if now is None or then is None:
            return (now is None) != (then is None)
        return abs(now - then) > EQUAL * max(abs(now), abs(then))


def recorded_figures(
    app: Application, actor: Actor, site: str, indicator: str, window: str
) -> dict[str, Recorded]:
    """Return the last figure recorded for each period of a site in the actor's scope.

    Of a period submitted and accepted that is the accepted one, unless it was submitted again since.
    """
    with read_session(app.engine) as session:
        owner = require(session, actor, Action.READ, site)
        query = (
            select(
                RecordedFigure.period,
                RecordedFigure.occasion,
                RecordedFigure.at,
                RecordedFigure.value,
            )
            .where(
                RecordedFigure.site_id == owner.id,
                RecordedFigure.indicator == indicator,
                RecordedFigure.window == window,
            )
            .order_by(col(RecordedFigure.id))
        )
        return {found[0]: Recorded(*found) for found in session.exec(query)}


def write(session: Session, app: Application, site: str, month: int, occasion: str) -> list[Fact]:
    """Record every indicator of a park or region over the windows ending in a month; return the new facts.

    Rests on the reported figures as this session sees them. `occasion` is `submitted` or `accepted`; a month
    submitted again is recorded again, under the next number.
    """
    owner = session.exec(select(Site).where(Site.code == site)).one()
    directory = load_family(session, owner)
    family = family_of(directory, [directory.by_code[site]])
    _, results = session_results(session, app, family, "reported")
    ending = rows(results, sites=[site], period=month_text(month))
    if month % 12 == 11:
        ending += rows(results, sites=[site], period=str(month // 12))
    return record_rows(session, owner, ending, occasion, _next_key(session, owner, month, occasion))


def record_rows(session: Session, site: Site, figures: Sequence[Row], occasion: str, key: str) -> list[Fact]:
    """Write rows of one site as recorded figures of an occasion; return the new facts."""
    at = now()
    recorded = [_figure(site, row, occasion, key, at) for row in figures]
    session.add_all(recorded)
    session.flush()
    return [fact_of(figure) for figure in recorded]


def _figure(site: Site, row: Row, occasion: str, key: str, at: datetime) -> RecordedFigure:
    assert site.id is not None
    return RecordedFigure(
        site_id=site.id,
        indicator=row["indicator"],
        window=row["window"],
        period=row["period"],
        occasion=occasion,
        occasion_key=key,
        at=at,
        value=row["value"],
        row=cast("dict[str, object]", row),
        catalog=row["catalog"],
    )


def _next_key(session: Session, site: Site, month: int, occasion: str) -> str:
    """Return the key of the next recording of a month on this kind of occasion: `2024-03#2` is the second."""
    text = month_text(month)
    written = session.exec(
        select(func.count(func.distinct(RecordedFigure.occasion_key))).where(
            RecordedFigure.site_id == site.id,
            RecordedFigure.occasion == occasion,
            col(RecordedFigure.occasion_key).startswith(f"{text}#"),
        )
    ).one()
    return f"{text}#{written + 1}"
