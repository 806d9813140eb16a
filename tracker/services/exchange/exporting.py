"""Figures as long CSV, as they were typed: what comes out can be imported again and changes nothing."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from tracker.catalog.periods import Period
from tracker.catalog.text_forms import escaped
from tracker.messages import Refusal
from tracker.services.application import Application
from tracker.services.judging.evaluation import view_of
from tracker.services.judging.panels import View
from tracker.services.permissions import Action, Actor, require, sites_in_scope
from tracker.store.database import read_session
from tracker.store.tables import Observation


def export_observations(
    app: Application, actor: Actor, *, sites: Sequence[str] | None = None, period: str | None = None
) -> Iterator[dict[str, str]]:
    """Return every figure of the sites (all in scope by default) as rows of the long CSV, by site and month.

    `period` is a month, a year or two of them with `..` between; a figure belongs to its last month.
    Explained blanks come along. Whoever does not enter figures gets them as last submitted. Text a
    spreadsheet would take for a formula gets an apostrophe, numbers never.
    """
    first, last = _span(period)
    with read_session(app.engine) as session:
        codes = _codes(session, actor, sites)
    return _rows(app, codes, first, last, view_of(actor, reported=False))


def _codes(session: Session, actor: Actor, sites: Sequence[str] | None) -> dict[int, str]:
    if sites:
        chosen = [require(session, actor, Action.EXPORT, code) for code in dict.fromkeys(sites)]
    else:
        chosen = sites_in_scope(session, actor, Action.EXPORT)
    return {site.id: site.code for site in chosen if site.id is not None}


def _rows(
    app: Application, codes: dict[int, str], first: int, last: int, view: View
) -> Iterator[dict[str, str]]:
    places = {item: place for place, item in enumerate(app.catalog.items)}
    with read_session(app.engine) as session:
        for site_id in sorted(codes, key=lambda site_id: codes[site_id]):
            query = select(Observation).where(
                Observation.site_id == site_id,
                col(Observation.present if view == "working" else Observation.reported).is_(True),
                col(Observation.last).between(first, last),
            )
            found = session.exec(query).all()
            for row in sorted(
                found, key=lambda row: (row.last, row.first, places.get(row.item, len(places)), row.base)
            ):
                yield _row(codes[site_id], row, "" if view == "working" else "reported_")
            session.expunge_all()


def _row(site: str, row: Observation, prefix: str) -> dict[str, str]:
    text, unit, source, reason, note = (
        getattr(row, prefix + name) or "" for name in ("text", "unit", "source", "reason", "note")
    )
    return {
        "site": site,
        "period": str(Period(row.first, row.last, row.kind)),  # type: ignore[arg-type]
        "item": row.item,
        "value": text,
        "unit": escaped(unit),
        "source": source,
        "reason": reason,
        "note": escaped(note),
    }


def _span(text: str | None) -> tuple[int, int]:
    """Return the first and last month number of `A..B`, each a month or a year; everything without a text."""
    if text is None:
        return 0, 10**6
    try:
        whole = _periods(text)
    except ValueError:
        raise Refusal("bad_span", place="period", text=text) from None
    if whole[-1].last < whole[0].first:
        raise Refusal("bad_span", place="period", text=text)
    return whole[0].first, whole[-1].last


def _periods(text: str) -> list[Period]:
    try:
        return [Period.parse(text)]
    except ValueError:
        start, dots, end = text.partition("..")
        if not dots:
            raise
        return [Period.parse(start), Period.parse(end)]
