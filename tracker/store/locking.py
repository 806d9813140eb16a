"""Row locks that put the writers of one park in a queue on PostgreSQL; SQLite has one writer anyway.

Order, so that nobody waits in a circle: sites by id, then the installation.
"""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from tracker.store.facts import INSTALLATION
from tracker.store.tables import Installation, Site


def lock_sites(session: Session, site_ids: Iterable[int]) -> list[Site]:
    """Lock sites until the transaction ends and return them as stored now, by id."""
    chosen = (
        select(Site)
        .where(col(Site.id).in_(sorted(set(site_ids))))
        .order_by(col(Site.id))
        # rows that refer to a site may be inserted meanwhile: only other writers of the park wait
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return list(session.exec(chosen).all())


def lock_site(session: Session, site_id: int) -> Site:
    """Lock one site until the transaction ends and return it as stored now; LookupError if there is none."""
    found = lock_sites(session, [site_id])
    if not found:
        raise LookupError(f"site {site_id}")
    return found[0]


def lock_chain(session: Session, chain: str) -> None:
    """Lock an audit chain until the transaction ends; LookupError for one that nothing stands for."""
    if chain == INSTALLATION:
        found = session.exec(select(Installation.id).with_for_update(key_share=True)).first()
    else:
        found = session.exec(
            select(Site.id).where(Site.code == chain).with_for_update(key_share=True)
        ).first()
    if found is None:
        raise LookupError(f"chain {chain}")
