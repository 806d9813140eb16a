"""What every change to figures or sites ends with: an audit entry per chain, and flags brought up to date."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import update
from sqlmodel import Session, col

from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord
from tracker.services.flagging import flags
from tracker.services.permissions import Actor
from tracker.store.audit import record
from tracker.store.facts import INSTALLATION, Fact
from tracker.store.tables import Site


def chain_of(directory: Directory, site: SiteRecord, month: int | None = None) -> str:
    """Return the audit chain a site's facts belong to: its park's or region's, else the installation's."""
    owner = directory.owner(site, month)
    return INSTALLATION if owner is None else owner.code


def write_entries(
    session: Session, actor: Actor, action: str, facts: Mapping[str, Sequence[Fact]], reason: str = ""
) -> None:
    """Write one audit entry per chain; sites are locked by now, and the installation's chain comes last."""
    for chain in sorted(facts, key=lambda chain: (chain == INSTALLATION, chain)):
        if facts[chain]:
            record(
                session,
                chain=chain,
                actor=actor.recorded,
                action=action,
                reason=reason,
                facts=facts[chain],
            )


def grouped(pairs: Iterable[tuple[str, Fact]]) -> dict[str, list[Fact]]:
    """Return facts by their chain, in the order given."""
    by_chain: defaultdict[str, list[Fact]] = defaultdict(list)
    for chain, fact in pairs:
        by_chain[chain].append(fact)
    return dict(by_chain)


def touch(session: Session, directory: Directory, site_ids: Collection[int]) -> None:
    """Have every process read these sites and their parks anew.

    Enough where only working figures changed: flags rest on reported ones, so that a draft moves none.
    """
    touched = with_parks(directory, site_ids)
    session.flush()
    session.execute(update(Site).where(col(Site.id).in_(touched)).values(data_version=Site.data_version + 1))


def settle(session: Session, app: Application, directory: Directory, site_ids: Collection[int]) -> None:
    """Touch these sites and bring the flags of their parks up to date: for what can move reported figures."""
    touch(session, directory, site_ids)
    flags.refresh(session, app, with_parks(directory, site_ids))


def with_parks(directory: Directory, site_ids: Collection[int]) -> list[int]:
    """Return the sites and every park an enterprise among them ever belonged to, by id."""
    touched = set(site_ids)
    for site_id in site_ids:
        for _, code in directory.by_id[site_id].dated.get("parent", ()):
            if code in directory.by_code:
                touched.add(directory.by_code[code].id)
    return sorted(touched)
