"""An installation's own rules: proved with all others, stored as audited rows, merged when it opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from tracker.catalog.additions import Addition, read_additions
from tracker.catalog.loader import load_catalog
from tracker.services.application import Application, now, stored_additions
from tracker.services.permissions import Action, Actor, require_action
from tracker.store.audit import record
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import INSTALLATION, fact_of
from tracker.store.locking import lock_chain
from tracker.store.tables import CatalogAddition


@dataclass(frozen=True)
class AdditionRecord:
    """An addition as it was stored; `source` names the file or document it came from."""

    id: int
    kind: str
    content: Mapping[str, Any]
    made_by: str
    made_at: datetime
    source: str


def add(app: Application, actor: Actor, path: Path) -> str:
    """Add the factors, confirmations, deadlines or pack of a file; return the digest of the new catalog.

    Nothing is stored unless the whole catalog holds with them; CatalogError names file and line of what does
    not. They count from the next time the installation is opened, in a running server from the next page;
    `evaluate` then brings flags up to date.
    """
    require_action(actor, Action.CATALOG)
    return store(app, actor, read_additions(path), path.name)


def store(app: Application, actor: Actor, additions: Sequence[Addition], reason: str) -> str:
    """Store additions as `add` does, under one audit entry with this reason."""
    require_action(actor, Action.CATALOG)
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
            reason=reason,
            facts=[fact_of(row) for row in rows],
        )
    return proved.digest


def list_additions(app: Application, actor: Actor) -> list[AdditionRecord]:
    """Return the installation's own rules, the newest first."""
    require_action(actor, Action.CATALOG)
    with read_session(app.engine) as session:
        rows = session.exec(select(CatalogAddition).order_by(col(CatalogAddition.id).desc())).all()
        return [
            AdditionRecord(row.id or 0, row.kind, row.content, row.made_by, row.made_at, row.source)
            for row in rows
        ]
