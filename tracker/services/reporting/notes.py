"""Notes beside figures, as explanations: each holds for the figure it was written for."""

import json
from collections.abc import Collection, Mapping
from itertools import dropwhile, takewhile
from typing import NamedTuple

from sqlmodel import Session, col, select

from tracker.services.entering.figures import same_value
from tracker.store.facts import FACT_TABLES
from tracker.store.tables import History

_FACTS = FACT_TABLES["observation"]


class Noted(NamedTuple):
    """A figure's note, and the value it stands beside now."""

    note: str
    value: float | None


def outlived(session: Session, noted: Mapping[str, Noted]) -> Collection[str]:
    """Return the keys (of the figures' facts) whose note was written beside another value than stands there.

    A note stays where a figure is corrected without a word; it then explains what it was written for.
    """
    if not noted:
        return ()
    rows = session.exec(
        select(History.fact_key, History.state)
        .where(History.fact_kind == _FACTS.kind, col(History.fact_key).in_(list(noted)))
        .order_by(col(History.id).desc())
    ).all()
    states: dict[str, list[Noted]] = {key: [] for key in noted}
    for key, text in rows:
        state = json.loads(text)
        states[key].append(Noted(state.get("note", ""), state.get("value")))
    return {key for key, now in noted.items() if not _written_beside(now, states[key])}


def _written_beside(now: Noted, newest_first: list[Noted]) -> bool:
    """Return whether a note came, or came again after another, beside the value that stands there now."""
    later = dropwhile(lambda state: state.note != now.note, newest_first)
    with_note = list(takewhile(lambda state: state.note == now.note, later))
    return not with_note or same_value(with_note[-1].value, now.value)
