"""An installation's own rules: proved with all others, stored as audited rows, merged when it opens."""

from pathlib import Path

from tracker.catalog.additions import read_additions
from tracker.catalog.loader import load_catalog
from tracker.services.application import Application, now, stored_additions
from tracker.services.permissions import Action, Actor, require_action
from tracker.store.audit import record
from tracker.store.database import unit_of_work
from tracker.store.facts import INSTALLATION, fact_of
from tracker.store.locking import lock_chain
from tracker.store.tables import CatalogAddition


def add(app: Application, actor: Actor, path: Path) -> str:
    """Add the factors, confirmations, deadlines or pack of a file; return the digest of the new catalog.

    Nothing is stored unless the whole catalog holds with them; CatalogError names file and line of what does
    not. They count from the next time the installation is opened; `evaluate` then brings flags up to date.
    """
    require_action(actor, Action.CATALOG)
    additions = read_additions(path)
    with unit_of_work(app.engine) as session:
        lock_chain(session, INSTALLATION)
        proved = load_catalog(additions=[*stored_additions(app.engine), *additions])
        rows = [
            CatalogAddition(
                kind=addition.kind,
                content=addition.content,
                made_by=actor.recorded,
                made_at=now(),
                source=addition.source,
            )
            for addition in additions
        ]
        session.add_all(rows)
        session.flush()
        record(
            session,
            chain=INSTALLATION,
            actor=actor.recorded,
            action="catalog.add",
            reason=path.name,
            facts=[fact_of(row) for row in rows],
        )
    return proved.digest
