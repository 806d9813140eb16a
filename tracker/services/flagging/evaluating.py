"""Evaluates the flags of one park or region: what there is to say is held against what is stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlmodel import Session, col, select

from tracker.catalog.periods import Period
from tracker.services.application import Application, now
from tracker.services.directory import Directory
from tracker.services.flagging import causes
from tracker.services.flagging.causes import Scene
from tracker.services.flagging.foresight import FORESEEN, foresee, was_corrected
from tracker.services.flagging.rules import (
    CHECK_RULE,
    DUMPED_RULE,
    MISSING_RULE,
    Cause,
    Gone,
    Key,
    change_for,
    evidence_of,
    status_after,
)
from tracker.services.judging.panels import family_of, session_results
from tracker.store.audit import record
from tracker.store.facts import fact_of
from tracker.store.tables import Flag, FlagEvent, Report
from tracker.store.tables.flags import ENDED


@dataclass(frozen=True)
class Evaluated:
    """How many flags an evaluation opened, brought up to date, and cleared."""

    opened: int = 0
    updated: int = 0
    cleared: int = 0

    def __add__(self, other: "Evaluated") -> "Evaluated":
        return Evaluated(
            self.opened + other.opened, self.updated + other.updated, self.cleared + other.cleared
        )


def evaluate_flags(
    session: Session, app: Application, directory: Directory, code: str, by: str, *, late: bool
) -> Evaluated:
    """Settle every flag of one park or region and write the audit entry, if anything changed.

    `late`: also raise flags by forecast and for reports that are overdue; else what came in only clears its
    flag.
    """
    scene = _scene(session, app, directory, code)
    desk = _Desk(session, scene, by)
    for key, verdict in _verdicts(scene, desk, late=late):
        desk.settle(key, verdict)
    session.flush()
    if desk.changed:
        facts = [fact_of(row) for row in desk.changed]
        record(session, chain=code, actor=by, action="flags.evaluate", facts=facts)
    return desk.outcome


def _scene(session: Session, app: Application, directory: Directory, code: str) -> Scene:
    owner = directory.by_code[code]
    family = family_of(directory, [owner])
    panel, results = session_results(session, app, family, "reported")
    received = session.exec(
        select(Report.kind, Report.month).where(
            Report.site_id == owner.id, col(Report.ever_submitted).is_(True)
        )
    )
    return Scene(
        session=session,
        catalog=app.catalog,
        directory=directory,
        owner=owner,
        members=tuple(site for site in family if site is owner or site.kind == "enterprise"),
        received=frozenset((kind, month) for kind, month in received),
        panel=panel,
        results=results,
        today=app.today(),
    )


def _verdicts(scene: Scene, desk: "_Desk", *, late: bool) -> Iterator[tuple[Key, Cause | Gone]]:
    """Yield what is to be said of each name: a cause, or that it is gone; of the rest nothing is known."""
    live = desk.live
    for key, found in causes.judged(scene).items():
        if isinstance(found, Cause):
            yield key, found
            continue
        foreseen = foresee(scene, key, found, live.get(key), desk.ended.get(key), late=late)
        if isinstance(foreseen, Cause):
            yield key, foreseen
        elif foreseen == "met":
            yield key, _met(scene, live.get(key), key, found.figures)
    yield from _all_or_gone(scene, live, DUMPED_RULE, causes.dumped(scene), Gone("correction"))
    yield from _all_or_gone(scene, live, CHECK_RULE, causes.doubted(scene), Gone("correction"))
    missing = causes.overdue(scene)
    if not late:
        missing = [cause for cause in missing if cause.key in live]
    yield from _all_or_gone(scene, live, MISSING_RULE, missing, Gone("received"))


def _met(scene: Scene, live: Flag | None, key: Key, after: dict[str, Any]) -> Gone:
    if live is None or live.indicator is None:
        return Gone("correction", after)
    if live.message_code == FORESEEN:
        return Gone("correction" if was_corrected(scene, key, live) else "improvement", after)
    return causes.what_cleared(scene, live.indicator, key, live.evidence, after)


def _all_or_gone(
    scene: Scene, live: Mapping[Key, Flag], rule: str, found: Iterable[Cause], gone: Gone
) -> Iterator[tuple[Key, Cause | Gone]]:
    """Yield every cause of a kind of rule, and for each flag of that kind without one that it is gone."""
    by_key = {cause.key: cause for cause in found}
    yield from by_key.items()
    for key, flag in live.items():
        if key[1].startswith(rule) and key not in by_key and _is_ours(scene, key[0], flag.period):
            yield key, gone


def _is_ours(scene: Scene, site: str, period: str) -> bool:
    """Return whether a flag's month belongs to this park: an enterprise may have moved since."""
    owner = scene.directory.owner(scene.directory.by_code[site], Period.parse(period).last)
    return owner == scene.owner


class _Desk:
    """Applies verdicts to the stored flags of one park or region."""

    def __init__(self, session: Session, scene: Scene, by: str) -> None:
        self.session = session
        self.ids = {site.code: site.id for site in scene.members}
        self.by = by
        self.live: dict[Key, Flag] = {}
        self.ended: dict[Key, Flag] = {}
        self.changed: list[Flag | FlagEvent] = []
        self.outcome = Evaluated()
        codes = {site.id: site.code for site in scene.members}
        stored = select(Flag).where(col(Flag.site_id).in_(codes)).order_by(col(Flag.opened_at))
        for flag in session.exec(stored):
            shelf = self.ended if flag.status in ENDED else self.live
            shelf[codes[flag.site_id], flag.rule, flag.subject] = flag

    def settle(self, key: Key, verdict: Cause | Gone) -> None:
        live, last = self.live.get(key), self.ended.get(key)
        change = change_for(live, last, verdict)
        if change == "opened" and isinstance(verdict, Cause):
            self._open(verdict, last)
        elif change == "updated" and isinstance(verdict, Cause) and live is not None:
            self._update(live, verdict)
        elif change == "cleared" and isinstance(verdict, Gone) and live is not None:
            self._clear(live, verdict)
        elif change == "gone" and last is not None:
            last.evidence = {**last.evidence, "gone": True}
            self._write(last, "gone")

    def _open(self, cause: Cause, previous: Flag | None) -> None:
        flag = Flag(
            id=str(uuid4()),
            site_id=self.ids[cause.site],
            axis=cause.axis,
            rule=cause.rule,
            subject=cause.subject,
            indicator=cause.indicator,
            item=cause.item,
            period=cause.period,
            severity=cause.severity,
            status=cause.status,
            previous=None if previous is None else previous.id,
            opened_at=now(),
            due=cause.due,
            message_code=cause.message,
            params=cause.params,
            notes=cause.notes,
            evidence=evidence_of(cause),
        )
        self.session.add(flag)
        self.session.flush()
        self.live[cause.key] = flag
        self._write(flag, "opened", after=cause.evidence)
        self.outcome += Evaluated(opened=1)

    def _update(self, flag: Flag, cause: Cause) -> None:
        before = _told(flag)
        flag.status = status_after(flag, cause)
        flag.period, flag.severity, flag.message_code = cause.period, cause.severity, cause.message
        flag.params, flag.notes, flag.due = cause.params, cause.notes, cause.due
        flag.evidence = evidence_of(cause)
        self._write(flag, "updated", before=before, after=_told(flag))
        self.outcome += Evaluated(updated=1)

    def _clear(self, flag: Flag, gone: Gone) -> None:
        before = _told(flag)
        flag.status = "cleared"
        flag.evidence = {
            **flag.evidence,
            "cleared_by": gone.cleared_by,
            "before": before,
            "after": dict(gone.after),
        }
        self._write(flag, "cleared", before=before, after=dict(gone.after))
        self.outcome += Evaluated(cleared=1)

    def _write(self, flag: Flag, step: str, **evidence: dict[str, Any]) -> None:
        event = FlagEvent(flag_id=flag.id, at=now(), actor=self.by, step=step, evidence=evidence)
        self.session.add(event)
        self.changed += [flag, event]


def _told(flag: Flag) -> dict[str, Any]:
    """Return what a flag says at this moment, for the event that changes it."""
    return {"severity": flag.severity, "period": flag.period, "status": flag.status, **flag.evidence}
