"""Figures that need a document and have none: the one check compute, which sees figures alone, can't make."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.compute.checks import Problem
from tracker.services.directory import Directory
from tracker.services.entering.figures import figures_in_view
from tracker.services.judging.panels import View
from tracker.store.tables import DocumentLink


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
    needs = {code: item.document for code, item in catalog.items.items() if item.document is not None}
    if number is None or not needs or not periods:
        return []
    annual = any(period.kind == "year" for period in periods)
    months = {period.last for period in periods}
    found = []
    for code in sites:
        site_id = directory.by_code[code].id
        rows = figures_in_view(session, site_id, min(months), max(months), view)
        proved = _proved(session, site_id, needs)
        for (_, item, kind, first, last, _), row in rows.items():
            owed = row.present and row.value and item in needs and last in months
            if not owed or (kind == "year") != annual or _covered(proved, item, first, last):
                continue
            names = needs[item].names
            params = {"document_zh": names.zh, "document_en": names.en}
            found.append(Problem(number, "document", code, item, last, row.value, params, annual))
    return found


def _proved(session: Session, site_id: int, items: Collection[str]) -> list[tuple[str | None, int, int]]:
    """Return the items and spans a site has documents for."""
    query = select(DocumentLink.item, DocumentLink.first, DocumentLink.last).where(
        DocumentLink.site_id == site_id,
        col(DocumentLink.item).in_(items),
        col(DocumentLink.removed_at).is_(None),
    )
    return list(session.exec(query))


def _covered(proved: Collection[tuple[str | None, int, int]], item: str, first: int, last: int) -> bool:
    return any(of == item and begin <= first and last <= end for of, begin, end in proved)
