"""What is done once a day by one process of all that serve an installation."""

import os
import socket
from datetime import datetime, timedelta

from sqlmodel import Session

from tracker.services.application import SHANGHAI, Application, now
from tracker.services.judging.evaluation import evaluate
from tracker.services.permissions import OPERATOR
from tracker.store.audit import note_heads
from tracker.store.database import unit_of_work
from tracker.store.tables import Lease

LEASE = "daily"
LONGEST_RUN = timedelta(hours=1)
"""After which another process may take over what one began and did not end."""


def run_daily(app: Application) -> bool:
    """Evaluate everything and note the heads of the chains, unless it was or is being done today.

    Deadlines that passed and years that ended raise their flags here, not on anybody's page.
    """
    if not _taken(app):
        return False
    evaluate(app, OPERATOR)
    with unit_of_work(app.engine) as session:
        note_heads(session, actor=OPERATOR.name, day=app.today())
        _keep(session, _next_midnight())
    return True


def _taken(app: Application) -> bool:
    """Take the lease for the longest a run may last; False where it is held, or the day's run is done."""
    with unit_of_work(app.engine) as session:
        lease = session.get(Lease, LEASE, with_for_update=True)
        if lease is not None and lease.until > now():
            return False
        _keep(session, now() + LONGEST_RUN)
        return True


def _keep(session: Session, until: datetime) -> None:
    session.merge(Lease(name=LEASE, holder=f"{socket.gethostname()}:{os.getpid()}", until=until))


def _next_midnight() -> datetime:
    tomorrow = now().astimezone(SHANGHAI) + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
