"""The audit trail, for whoever may read it: walked, held against the tables; its heads, to note outside."""

from typing import Any

from sqlmodel import Session

from tracker.services.application import Application
from tracker.services.permissions import PROVINCE, Action, Actor, sites_in_scope
from tracker.store import audit as chains
from tracker.store.audit import Head
from tracker.store.database import read_session
from tracker.store.verifying import verify


def verify_chains(app: Application, actor: Actor, *, head: str | None = None) -> dict[str, Any]:
    """Return the contract's answer: whether every chain and every fact under it is as it was written.

    `head` is one noted earlier, as `heads` gives it: only it can show that the newest entries were removed.
    Refuses one that cannot be read.
    """
    noted = [] if head is None else [Head.parse(head)]
    with read_session(app.engine) as session:
        shown = _chains_shown(session, actor)
        state = verify(session, noted)
    problem = state.first_problem
    return {
        "holds": state.holds,
        "entries": state.entries,
        "heads": {chain: newest for chain, newest in state.heads.items() if shown is None or chain in shown},
        "first_problem": None if problem is None else {"code": problem.code, **problem.params},
    }


def heads(app: Application, actor: Actor) -> dict[str, str]:
    """Return the newest entry of each chain in the actor's scope as `sequence:hash`, by chain."""
    with read_session(app.engine) as session:
        shown = _chains_shown(session, actor)
        newest = chains.heads(session)
    return {
        chain: f"{head.sequence}:{head.hash}"
        for chain, head in newest.items()
        if shown is None or chain in shown
    }


def _chains_shown(session: Session, actor: Actor) -> set[str] | None:
    """Return the chains an actor may see; None for all, the installation's included."""
    sites = sites_in_scope(session, actor, Action.AUDIT)
    return None if actor.scope == PROVINCE else {site.code for site in sites}
