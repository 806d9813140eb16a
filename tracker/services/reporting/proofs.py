"""Figures that need a document and have none: the one check compute, which sees figures alone, can't make."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.compute.checked import Problem
from tracker.compute.panel import YEAR, Panel
from tracker.services.directory import Directory
from tracker.store.tables import DocumentLink

_Place = tuple[int, str]
"""Site id and item."""


def missing_documents(
    session: Session,
    catalog: Catalog,
    directory: Directory,
    panel: Panel,
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
    months = {period.last for period in periods}
    figures = [
        figure
        for item in needs
        for figure in _figures(panel, item, annual=annual)
        if figure.site in sites and figure.last in months
    ]
    ids = [directory.by_code[code].id for code in sites]
    proved = _proved(session, ids, list(needs)) if figures else {}
    return [
        Problem(
            number,
            "document",
            figure.site,
            figure.item,
            figure.last,
            figure.value,
            {"document_zh": needs[figure.item].zh, "document_en": needs[figure.item].en},
            annual,
        )
        for figure in figures
        if not any(
            begin <= figure.first and figure.last <= end
            for begin, end in proved.get((directory.by_code[figure.site].id, figure.item), ())
        )
    ]


class _Figure(NamedTuple):
    site: str
    item: str
    first: int
    last: int
    value: float


def _figures(panel: Panel, item: str, *, annual: bool) -> list[_Figure]:
    """Return an item's figures other than zero: those of years, or those of months and spans."""
    typed = panel.typed(item)
    if typed is None:
        return []
    here = typed.take(((typed.kind == YEAR) == annual) & (typed.value != 0) & ~np.isnan(typed.value))
    return [
        _Figure(panel.sites[site].code, item, first, last, value)
        for site, first, last, value in zip(
            *(part.tolist() for part in (here.site, here.first, here.last, here.value)), strict=True
        )
    ]


_DOCUMENTS = select(DocumentLink.site_id, DocumentLink.item, DocumentLink.first, DocumentLink.last).where(
    col(DocumentLink.site_id).in_(bindparam("sites", expanding=True)),
    col(DocumentLink.item).in_(bindparam("items", expanding=True)),
    col(DocumentLink.removed_at).is_(None),
)


def _proved(
    session: Session, sites: Collection[int], items: Collection[str]
) -> dict[_Place, list[tuple[int, int]]]:
    """Return the spans of months documents stand for, by site and item."""
    proved: defaultdict[_Place, list[tuple[int, int]]] = defaultdict(list)
    asked = {"sites": list(sites), "items": list(items)}
    for site_id, item, first, last in session.execute(_DOCUMENTS, asked):
        proved[site_id, item or ""].append((first, last))
    return proved
