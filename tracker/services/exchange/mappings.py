"""What spreadsheets of a site were said to mean, remembered with the import that used it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from tracker.services.application import now
from tracker.services.changes import chain_of
from tracker.services.directory import Directory, SiteRecord
from tracker.services.exchange.readings import Learned
from tracker.services.permissions import Actor
from tracker.store.facts import Fact, fact_of
from tracker.store.tables import ImportMapping


def places_of(records: Iterable[SiteRecord]) -> dict[str, str]:
    """Return the sites' codes by code and by name; a name that two have stands for neither."""
    named: dict[str, str] = {}
    codes: dict[str, str] = {}
    for record in records:
        codes[record.code] = record.code
        name = record.at("name") or record.code
        named[name] = "" if name in named else record.code
    return {name: code for name, code in named.items() if code} | codes


def remembered(session: Session, records: Sequence[SiteRecord]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the mappings of the sites, by site code and fingerprint."""
    codes = {record.id: record.code for record in records}
    query = select(ImportMapping).where(col(ImportMapping.site_id).in_(list(codes)))
    return {(codes[row.site_id], row.fingerprint): row.mapping for row in session.exec(query)}


def learn(
    session: Session, actor: Actor, directory: Directory, learned: Sequence[Learned]
) -> list[tuple[str, Fact]]:
    """Remember what was said, in place of what was said before; return the new facts by their chain."""
    wanted = {(site, said.fingerprint): said.mapping for said in learned for site in said.sites}
    changed = []
    for (site_id, fingerprint), mapping in sorted(wanted.items(), key=lambda pair: pair[0]):
        query = select(ImportMapping).where(
            ImportMapping.site_id == site_id, ImportMapping.fingerprint == fingerprint
        )
        row = session.exec(query).one_or_none()
        if row is None:
            row = ImportMapping(
                site_id=site_id, fingerprint=fingerprint, mapping={}, made_by="", made_at=now()
            )
        if row.mapping != mapping:
            row.mapping, row.made_by, row.made_at = mapping, actor.recorded, now()
            session.add(row)
            changed.append(row)
    session.flush()
    return [(chain_of(directory, directory.by_id[row.site_id]), fact_of(row)) for row in changed]
