"""Making an installation: database, signing key, demo or first-start code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import select

from tracker.messages import Refusal
from tracker.services.application import Application, now, open_application
from tracker.services.demo.loading import load_demo
from tracker.services.people.accounts import first_start_code
from tracker.services.permissions import OPERATOR
from tracker.services.proof.keys import ensure_key
from tracker.store.address import read_address
from tracker.store.audit import record
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import INSTALLATION, fact_of
from tracker.store.migrating import require_current, upgrade
from tracker.store.tables import Account, Installation, Site

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Initialized:
    """What `init` made: the passwords and the code are shown once and kept nowhere in clear."""

    database: str
    backup: Path | None
    passwords: tuple[tuple[str, str, str], ...]
    first_code: str | None


def initialize(
    url: str, *, demo: bool = False, today: date | None = None, progress: Progress | None = None
) -> Initialized:
    """Create the database at `url` or bring it to the newest migration; fill a new one with the demo.

    Without demo, an installation that has no account yet gets a one-time code for its first sign-in.
    Refusal `demo_needs_new_database` where there are sites or accounts already, or `init` ran without demo.
    """
    backup = upgrade(url).backup
    app = open_application(url, today=today)
    ensure_key(app.key_directory)
    empty = _is_empty(app)
    if demo and not (empty and _is_new(app)):
        raise Refusal("demo_needs_new_database", database=read_address(url).shown)
    if demo:
        _mark(app, demo=True)
        passwords = tuple(load_demo(app, progress=progress))
        return Initialized(read_address(url).shown, backup, passwords, None)
    _mark(app, demo=False)
    code = first_start_code(app) if empty else None
    return Initialized(read_address(url).shown, backup, (), code)


def require_installation(url: str) -> None:
    """Refuse, before serving, a database that is missing, older or newer."""
    require_current(url)


def is_demo(app: Application) -> bool:
    """Tell whether the installation was made as a demo; it stays one for ever."""
    with read_session(app.engine) as session:
        row = session.get(Installation, 1)
        return row is not None and row.demo


def has_parks(app: Application) -> bool:
    """Tell whether there is a park yet; without one nothing can be entered, and the first steps are due."""
    with read_session(app.engine) as session:
        return session.exec(select(Site.id).where(Site.kind == "park").limit(1)).first() is not None


def _is_new(app: Application) -> bool:
    """Tell whether nobody set this installation up yet, or a demo was begun and broken off."""
    with read_session(app.engine) as session:
        row = session.get(Installation, 1)
        return row is None or row.demo


def _is_empty(app: Application) -> bool:
    with read_session(app.engine) as session:
        return (
            session.exec(select(Account.id)).first() is None and session.exec(select(Site.id)).first() is None
        )


def _mark(app: Application, *, demo: bool) -> None:
    """Write the installation's own fact, the first of the audit trail, unless it is there."""
    with unit_of_work(app.engine) as session:
        if session.get(Installation, 1) is not None:
            return
        row = Installation(id=1, created_at=now(), demo=demo)
        session.add(row)
        session.flush()
        actor = OPERATOR.recorded
        record(session, chain=INSTALLATION, actor=actor, action="installation.init", facts=[fact_of(row)])
