"""Sites as services need them: with what holds for them from month to month, and whose report is whose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import or_
from sqlmodel import Session, col, select

from tracker.store.tables import Site, SiteAttribute

Dated = tuple[tuple[int | None, str], ...]
"""Values of one attribute in the order in which they take over; each holds from its month (None: always)."""


def value_at(dated: Dated, month: int | None) -> str | None:
    """Return the value that holds in `month`; without a month the one that holds last."""
    held = [value for since, value in dated if month is None or since is None or since <= month]
    return held[-1] if held else None


@dataclass(frozen=True)
class SiteRecord:
    """A site with its dated attributes (name, parent, level, scope, collect); months are month numbers."""

    id: int
    code: str
    kind: str
    region: str
    prefecture: str | None
    active_from: int | None
    active_until: int | None
    dated: Mapping[str, Dated] = field(default_factory=dict)

    def at(self, attribute: str, month: int | None = None) -> str | None:
        """Return what holds for an attribute in a month, or last of all."""
        return value_at(self.dated.get(attribute, ()), month)

    def active(self, month: int) -> bool:
        """Return whether the site exists in a month; an open end counts."""
        begun = self.active_from is None or self.active_from <= month
        return begun and (self.active_until is None or month <= self.active_until)


class Directory:
    """Sites by code and by id."""

    def __init__(self, sites: Iterable[SiteRecord]) -> None:
        self.by_code = {site.code: site for site in sites}
        self.by_id = {site.id: site for site in self.by_code.values()}

    def add(self, site: Site, attributes: Iterable[SiteAttribute]) -> None:
        """Take in a site that was stored after the others were read."""
        record = _record(site, _dated(attributes)[site.id or 0])
        self.by_code[record.code] = self.by_id[record.id] = record

    def owner(self, site: SiteRecord, month: int | None) -> SiteRecord | None:
        """Return the park or region whose report holds the site's figures of a month (None: the latest).

        An enterprise's month before its first park belongs to that first park.
        """
        if site.kind != "enterprise":
            return site
        parents = site.dated.get("parent", ())
        code = value_at(parents, month) or (parents[0][1] if parents else None)
        return self.by_code.get(code) if code else None

    def covered(self, owner: SiteRecord, month: int) -> list[SiteRecord]:
        """Return whose figures of a month belong to the owner's report: itself, then its enterprises."""
        enterprises = [
            site
            for site in self.by_code.values()
            if site.kind == "enterprise" and self.owner(site, month) == owner
        ]
        return [owner, *sorted(enterprises, key=lambda site: site.code)]


def load_directory(session: Session, sites: Iterable[Site] | None = None) -> Directory:
    """Return the given sites (all by default) with their attributes."""
    rows = session.exec(select(Site)).all() if sites is None else list(sites)
    query = select(SiteAttribute).order_by(col(SiteAttribute.id))
    if sites is not None:
        query = query.where(col(SiteAttribute.site_id).in_([row.id for row in rows]))
    dated = _dated(session.exec(query).all())
    return Directory(_record(row, dated[row.id or 0]) for row in rows)


def load_family(session: Session, site: Site) -> Directory:
    """Return a site with its parks and, of a park, its enterprises, past ones included."""
    links = session.exec(
        select(SiteAttribute).where(
            SiteAttribute.name == "parent",
            or_(col(SiteAttribute.site_id) == site.id, col(SiteAttribute.value) == site.code),
        )
    ).all()
    ids = {link.site_id for link in links} | {site.id}
    parks = {link.value for link in links if link.site_id == site.id}
    rows = session.exec(select(Site).where(or_(col(Site.id).in_(ids), col(Site.code).in_(parks)))).all()
    return load_directory(session, rows)


def _dated(attributes: Iterable[SiteAttribute]) -> defaultdict[int, dict[str, Dated]]:
    grouped: defaultdict[int, dict[str, Dated]] = defaultdict(dict)
    for row in sorted(attributes, key=lambda row: -1 if row.from_month is None else row.from_month):
        of_site = grouped[row.site_id]
        of_site[row.name] = (*of_site.get(row.name, ()), (row.from_month, row.value))
    return grouped


def _record(site: Site, dated: Mapping[str, Dated]) -> SiteRecord:
    assert site.id is not None
    return SiteRecord(
        site.id,
        site.code,
        site.kind,
        site.region,
        site.prefecture,
        site.active_from,
        site.active_until,
        dated,
    )
