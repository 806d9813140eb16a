"""One flag with everything that happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from tracker.messages import Lang, Refusal
from tracker.services.application import Application
from tracker.services.flagging.texts import as_json
from tracker.services.permissions import Action, Actor, sites_in_scope
from tracker.store.database import read_session
from tracker.store.tables import Flag, FlagEvent


@dataclass(frozen=True)
class Step:
    """What happened to a flag.

    `step` is `opened`, `updated`, `cleared`, `gone`, or the state a person led it to; `figures` are what the
    flag rested on from then on, where evaluation did it.
    """

    at: datetime
    actor: str
    step: str
    reason: str
    figures: Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """A flag in the contract's form, with its steps, oldest first."""

    flag: dict[str, Any]
    steps: tuple[Step, ...]


def story(app: Application, actor: Actor, flag_id: str, lang: Lang = "zh") -> Story:
    """Return a flag with its steps; one outside the actor's scope answers like one that does not exist."""
    with read_session(app.engine) as session:
        codes = {site.id: site.code for site in sites_in_scope(session, actor, Action.READ)}
        flag = session.get(Flag, flag_id)
        if flag is None or flag.site_id not in codes:
            raise Refusal("unknown_flag", flag=flag_id)
        events = session.exec(
            select(FlagEvent)
            .where(FlagEvent.flag_id == flag_id)
            .order_by(col(FlagEvent.at), col(FlagEvent.id))
        ).all()
        steps = [
            Step(event.at, event.actor, event.step, event.reason, event.evidence.get("after") or {})
            for event in events
        ]
        return Story(as_json(app.catalog, flag, codes[flag.site_id], lang), tuple(steps))
