"""What an evidence package says, as JSON files: figures as typed, sites, reports, rules, results.

The figures are those of the years asked for, of the two before (a rolling window in January has its baseline
there), and what else a result of these years rests on; nothing later is given away.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period, month_text
from tracker.catalog.problems import InputRefusal
from tracker.catalog.results import Row
from tracker.compute import Results, SiteFacts, rows
from tracker.compute.stocks import OLDEST_STOCK
from tracker.messages import sentence
from tracker.reference.verify_archive import Difference
from tracker.reference.verify_data import check_rows, results_of
from tracker.services.directory import SiteRecord
from tracker.services.judging.panels import period_of
from tracker.services.reporting.states import report_period
from tracker.store.tables import Document, DocumentLink, Observation, Report

FORMAT = 1
Json = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What a package is about: a park or region, a standard, and its first and last year."""

    site: str
    standard: str
    first: int
    last: int

    @property
    def years(self) -> str:
        """Return the years as the command line takes them."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Material:
    """What the store holds for a package, and the results computed from all of it."""

    figures: list[Json]
    sites: list[Json]
    reports: list[Json]
    results: list[Row]
    documents: list[Json]


def gather(
    session: Session,
    question: Question,
    family: Sequence[SiteRecord],
    facts: dict[int, SiteFacts],
    results: Results,
) -> Material:
    """Read everything a package may need; figures are the reported ones."""
    found = rows(results, sites=[question.site], standard=question.standard)
    return Material(
        figures=_figures(session, family),
        sites=[_site(site, facts[site.id]) for site in family],
        reports=_reports(session, family),
        results=[row for row in found if question.first <= int(row["period"][:4]) <= question.last],
        documents=_documents(session, family, question),
    )


def data_files(catalog: Catalog, question: Question, material: Material, about: Json) -> dict[str, bytes]:
    """Return the files below data/ by name, without what changes from one building to the next.

    Only the figures the results need are given; where that cannot be told apart, all of them. The results
    are proved by the plain rules first; RuntimeError if those give others, which is a fault of the program.
    """
    needed = _needed(catalog, question, material.figures)
    try:
        return _proved(catalog, question, material, needed, about)
    except Difference:
        return _proved_from_all(catalog, question, material, about)


def _proved_from_all(
    catalog: Catalog, question: Question, material: Material, about: Json
) -> dict[str, bytes]:
    try:
        return _proved(catalog, question, material, material.figures, about)
    except Difference as difference:
        raise RuntimeError(f"plain rules differ: {difference.record()}") from difference


def _proved(
    catalog: Catalog, question: Question, material: Material, figures: list[Json], about: Json
) -> dict[str, bytes]:
    first = min((figure["period"] for figure in figures), default="")
    reports = [
        report for report in material.reports if first[:4] <= report["period"][:4] <= str(question.last)
    ]
    files = {
        "catalog.json": _as_bytes(_rules(catalog, figures)),
        "documents.json": _as_bytes(material.documents),
        "figures.json": _as_bytes(figures),
        "reports.json": _as_bytes(reports),
        "results.json": _as_bytes(material.results),
        "sites.json": _as_bytes(material.sites),
        "README.md": readme(about),
    }
    members = {f"data/{name}": content for name, content in files.items()}
    recomputed = results_of({**members, "data/package.json": package_file(about)})
    check_rows(json.loads(files["results.json"]), recomputed)
    return files


def package_file(about: Json) -> bytes:
    """Return data/package.json, the one file that says which building of the package this is."""
    return _as_bytes(about)


def readme(about: Json) -> bytes:
    """Return the README in both languages; what restrains the package stands above all else."""
    restraints = [name for name in ("demo", "provisional") if about[name]]
    parts = [
        text
        for lang in ("zh", "en")
        for text in (
            sentence("package_title", lang, **about),
            *(sentence(f"package_is_{name}", lang) for name in restraints),
            sentence("package_readme", lang, **about),
        )
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _as_bytes(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _figures(session: Session, family: Sequence[SiteRecord]) -> list[Json]:
    codes = {site.id: site.code for site in family}
    query = select(Observation).where(
        col(Observation.site_id).in_(codes), col(Observation.reported).is_(True)
    )
    figures = [_figure(codes[row.site_id], row) for row in session.exec(query)]
    session.expunge_all()
    return sorted(figures, key=lambda one: (one["site"], one["item"], one["base"] or 0, one["period"]))


def _figure(site: str, row: Observation) -> Json:
    return {
        "site": site,
        "item": row.item,
        "period": period_of(row.kind, row.first, row.last),
        "value": row.reported_value,
        "base": row.base or None,
        "text": row.reported_text,
        "unit": row.reported_unit,
        "source": row.reported_source,
        "reason": row.reported_reason,
        "note": row.reported_note,
    }


def _needed(catalog: Catalog, question: Question, figures: list[Json]) -> list[Json]:
    """Return the figures of the years and their baselines, older stocks, prices for chaining, and firsts.

    An item's first figure says since when it is reported, which decides what an earlier blank means.
    """
    years = (str(question.first - 2), str(question.last))
    oldest_stock = month_text(question.first * 12 - OLDEST_STOCK - 12)
    firsts: set[tuple[str, str, int | None]] = set()
    needed = []
    for figure in sorted(figures, key=lambda one: str(one["period"])):
        name = (figure["site"], figure["item"], figure["base"])
        item = catalog.items.get(figure["item"])
        if item is None or figure["period"][:4] > years[1]:
            continue
        is_first = figure["value"] is not None and name not in firsts
        stock = item.kind == "stock" and figure["period"] >= oldest_stock
        if is_first or stock or item.based or figure["period"][:4] >= years[0]:
            needed.append(figure)
        if is_first:
            firsts.add(name)
    return sorted(needed, key=lambda one: (one["site"], one["item"], one["base"] or 0, one["period"]))


def _site(site: SiteRecord, facts: SiteFacts) -> Json:
    dated = {
        name: [[_month(since), value] for since, value in getattr(facts, name)]
        for name in ("level", "scope", "collect", "parent")
    }
    return {
        "code": facts.code,
        "name": site.at("name"),
        "kind": facts.kind,
        "region": facts.region,
        "from": _month(facts.first),
        "until": _month(facts.until),
        **dated,
        "adopted": [[standard, month_text(since)] for standard, since in facts.adopted],
        "declarations": [
            {
                "item": declaration.subject,
                "from": _month(declaration.since),
                "applicable": declaration.applicable,
                "confirmed": declaration.confirmed,
            }
            for declaration in facts.declarations
        ],
    }


def _month(number: int | None) -> str | None:
    return None if number is None else month_text(number)


def _reports(session: Session, family: Sequence[SiteRecord]) -> list[Json]:
    codes = {site.id: site.code for site in family}
    query = select(Report).where(col(Report.site_id).in_(codes), col(Report.ever_submitted).is_(True))
    reports = [
        {
            "site": codes[row.site_id],
            "period": str(report_period(row.kind, row.month)),
            "state": row.state,
            "version": row.version,
        }
        for row in session.exec(query)
    ]
    return sorted(reports, key=lambda one: (str(one["site"]), str(one["period"])))


def _documents(session: Session, family: Sequence[SiteRecord], question: Question) -> list[Json]:
    """Return the documents that stand for figures and forms of the years; their content is not packed."""
    codes = {site.id: site.code for site in family}
    query = (
        select(DocumentLink, Document.media_type, Document.size)  # not the content
        .join(Document, col(Document.sha256) == col(DocumentLink.sha256))
        .where(
            col(DocumentLink.site_id).in_(codes),
            col(DocumentLink.removed_at).is_(None),
            col(DocumentLink.last).between(question.first * 12, question.last * 12 + 11),
        )
    )
    documents = [
        {
            "site": codes[link.site_id],
            "item": link.item,
            "period": str(Period.over(link.first, link.last)),
            "name": link.name,
            "media_type": media,
            "size": size,
            "sha256": link.sha256,
        }
        for link, media, size in session.exec(query)
    ]
    return sorted(documents, key=lambda one: (one["site"], one["period"], one["item"] or "", one["sha256"]))


def _rules(catalog: Catalog, figures: list[Json]) -> Json:
    """Return the rules to recompute with, how typed units were converted, and what codes are called."""
    conversions: dict[str, Json] = {}
    for item, unit in sorted({(figure["item"], figure["unit"]) for figure in figures}):
        if conversion := _conversion(catalog, item, unit):
            conversions.setdefault(item, {})[unit] = conversion
    named = {"items": catalog.items, "indicators": catalog.indicators, "standards": catalog.standards}
    names = {
        kind: {code: entry.names.model_dump() for code, entry in entries.items()}  # type: ignore[attr-defined]
        for kind, entries in named.items()
    }
    return {"document": catalog.document(), "conversions": conversions, "names": names}


def _conversion(catalog: Catalog, item: str, unit: str) -> Json | None:
    try:
        conversion = catalog.units.item_conversion(catalog.items[item], unit)
    except InputRefusal:
        return None
    return {"multiply": conversion.multiply, "divide": conversion.divide, "base": conversion.base_year}
