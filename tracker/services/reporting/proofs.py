"""Figures that need a document and have none: the one check compute, which sees figures alone, can't make."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.compute.checks import Problem
from tracker.services.directory import Directory
from tracker.services.judging.panels import View
from tracker.store.tables import DocumentLink, Observation

_Place = tuple[int, str]
"""Site id and item."""


def missing_documents(
    session: Session,
    catalog: Catalog,
    directory: Directory,
    view: View,
    sites: Collection[str],
    periods: Sequence[Period],
) -> list[Problem]:
    """Return the figures of these sites' reports that need a document and have none; zero needs none.

    A document counts whose months hold the figure's. Nothing where no check of the kind is in force.
    """
    number = next((check.number for check in catalog.checks.values() if check.kind == "document"), None)
    needs = {code: item.document.names for code, item in catalog.items.items() if item.document is not None}
    if number is None or not needs or not periods:
        return []
    annual = any(period.kind == "year" for period in periods)
    ids = [directory.by_code[code].id for code in sites]
    figures = _figures(session, view, ids, list(needs), {period.last for period in periods}, annual=annual)
    proved = _proved(session, ids, list(needs)) if figures else {}
    return [
        Problem(
            number,
            "document",
            directory.by_id[site_id].code,
            item,
            last,
            value,
            {"document_zh": needs[item].zh, "document_en": needs[item].en},
            annual,
        )
        for site_id, item, first, last, value in figures
        if not any(begin <= first and last <= end for begin, end in proved.get((site_id, item), ()))
    ]


def _figures(
    session: Session,
    view: View,
    sites: Collection[int],
    items: Collection[str],
    months: Collection[int],
    *,
    annual: bool,
) -> list[tuple[int, str, int, int, float]]:
    """Return site id, item, first and last month and value of the figures other than zero."""
    value = Observation.value if view == "working" else Observation.reported_value
    query = select(  # type: ignore[call-overload]
        Observation.site_id, Observation.item, Observation.first, Observation.last, value
    ).where(
        col(Observation.site_id).in_(sites),
        col(Observation.item).in_(items),
        col(Observation.last).in_(months),
        (Observation.kind == "year") if annual else (Observation.kind != "year"),
        value != 0,
    )
    return list(session.exec(query))


def _proved(
    session: Session, sites: Collection[int], items: Collection[str]
) -> dict[_Place, list[tuple[int, int]]]:
    """Return the spans of months documents stand for, by site and item."""
    query = select(DocumentLink.site_id, DocumentLink.item, DocumentLink.first, DocumentLink.last).where(
        col(DocumentLink.site_id).in_(sites),
        col(DocumentLink.item).in_(items),
        col(DocumentLink.removed_at).is_(None),
    )
    proved: defaultdict[_Place, list[tuple[int, int]]] = defaultdict(list)
    for site_id, item, first, last in session.exec(query):
        proved[site_id, item or ""].append((first, last))
    return proved
