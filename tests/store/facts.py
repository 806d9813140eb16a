"""Small facts the tests of the store are made of."""

from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from tracker.store.audit import record
from tracker.store.database import unit_of_work
from tracker.store.facts import fact_of
from tracker.store.tables import AuditEntry, Installation, Observation, Site

MARCH = 2024 * 12 + 2


def now() -> datetime:
    return datetime(2024, 4, 1, 8, 30, tzinfo=UTC)


def add_site(session: Session, code: str) -> Site:
    site = Site(code=code, kind="park", region="CN-YN", created_at=now())
    session.add(site)
    session.flush()
    return site


def add_sites(database: Engine, *codes: str) -> None:
    with unit_of_work(database) as session:
        for code in codes:
            add_site(session, code)


def found_installation(database: Engine, *codes: str) -> None:
    """Store an installation and parks, each with its audit entry."""
    with unit_of_work(database) as session:
        installation = Installation(created_at=now())
        session.add(installation)
        session.flush()
        record(session, chain="installation", actor="operator", action="init", facts=[fact_of(installation)])
        for code in codes:
            site = add_site(session, code)
            record(session, chain=code, actor="operator", action="site.add", facts=[fact_of(site)])


def figure(site: Site, value: float | None, *, month: int = MARCH, item: str = "electricity") -> Observation:
    return Observation(
        site_id=site.id,
        item=item,
        kind="month",
        first=month,
        last=month,
        value=value,
        text=str(value),
        unit="kWh",
        changed_by="zhang",
        changed_at=now(),
    )


def save(session: Session, site: Site, row: Observation) -> AuditEntry:
    """Store one figure as a service would."""
    session.add(row)
    session.flush()
    return record(session, chain=site.code, actor=row.changed_by, action="entry.save", facts=[fact_of(row)])
