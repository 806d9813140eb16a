"""Flags: raised and cleared by evaluation in the transaction of a write, worked by people step by step."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from tracker.catalog.periods import Period
from tracker.messages import Lang, Refusal, WrongUsage
from tracker.services.application import Application, now
from tracker.services.directory import load_family
from tracker.services.flagging.evaluating import Evaluated, evaluate_flags
from tracker.services.flagging.rules import SEVERITIES
from tracker.services.flagging.texts import as_json
from tracker.services.permissions import Action, Actor, may, require, require_action, sites_in_scope
from tracker.services.texts import REASON_LENGTH, clean, says_enough
from tracker.store.audit import note_heads, record
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import INSTALLATION, fact_of
from tracker.store.locking import lock_sites
from tracker.store.tables import Flag, FlagEvent, Site, SiteAttribute
from tracker.store.tables.flags import ENDED

Progress = Callable[[int, int], None]

EVALUATION = "evaluation"
"""Who the audit names where a write, not a person, changed a flag."""

STATUSES = ("open", "explained", "accepted", "rectifying", "to_check", "waived", *ENDED)


def refresh(session: Session, app: Application, site_ids: Collection[int]) -> None:
    """Bring the flags of these sites' parks up to date, inside the caller's transaction.

    Reports that are late are raised by `evaluate_sites`; here one that came in only clears its flag.
    """
    session.flush()
    for owner in _owners(session, site_ids):
        evaluate_flags(session, app, load_family(session, owner), owner.code, EVALUATION, late=False)


def evaluate_sites(
    app: Application, actor: Actor, codes: Sequence[str] | None, progress: Progress | None = None
) -> Evaluated:
    """Evaluate parks and regions, of an enterprise its parks, by default all in scope; a transaction each.

    Raises what no write triggers: late reports, years that ended, verdicts by a changed catalog. Then notes
    the heads of the parks' audit chains in the installation's.
    """
    require_action(actor, Action.EVALUATE)
    with read_session(app.engine) as session:
        asked = (
            sites_in_scope(session, actor, Action.EVALUATE)
            if codes is None
            else [require(session, actor, Action.EVALUATE, code) for code in codes]
        )
        owners = [owner.code for owner in _owners(session, [site.id or 0 for site in asked])]
    total = Evaluated()
    for done, code in enumerate(owners, start=1):
        total += _evaluate_owner(app, actor, code)
        if progress is not None:
            progress(done, len(owners))
    with unit_of_work(app.engine) as session:
        note_heads(session, actor=actor.recorded, day=app.today())
    return total


def _evaluate_owner(app: Application, actor: Actor, code: str) -> Evaluated:
    with unit_of_work(app.engine) as session:
        directory = load_family(session, session.exec(select(Site).where(Site.code == code)).one())
        lock_sites(session, directory.by_id)
        return evaluate_flags(session, app, directory, code, actor.recorded, late=True)


def _owners(session: Session, site_ids: Collection[int]) -> list[Site]:
    """Return the parks and regions among the sites, and every park an enterprise among them belonged to."""
    sites = session.exec(select(Site).where(col(Site.id).in_(site_ids))).all()
    parents = session.exec(
        select(SiteAttribute.value).where(
            SiteAttribute.name == "parent",
            col(SiteAttribute.site_id).in_([site.id for site in sites if site.kind == "enterprise"]),
        )
    ).all()
    parks = session.exec(select(Site).where(col(Site.code).in_(parents))).all()
    owners = {site.code: site for site in [*sites, *parks] if site.kind != "enterprise"}
    return [owners[code] for code in sorted(owners)]


def list_flags(
    app: Application,
    actor: Actor,
    *,
    site: str | None = None,
    status: str | None = None,
    severity: str | None = None,
    lang: Lang = "zh",
) -> list[dict[str, Any]]:
    """Return the contract's flags of a site (a park with its enterprises) or of all in scope, worst first.

    Live ones unless a status is asked for.
    """
    _require_known(status, severity)
    with read_session(app.engine) as session:
        codes = _sites_shown(session, actor, site)
        query = select(Flag).where(col(Flag.site_id).in_(codes))
        query = query.where(Flag.status == status if status else col(Flag.status).not_in(ENDED))
        if severity:
            query = query.where(Flag.severity == severity)
        found = session.exec(query).all()
    ranked = sorted(
        found, key=lambda flag: (-SEVERITIES.index(flag.severity), codes[flag.site_id], flag.opened_at)
    )
    return [as_json(app.catalog, flag, codes[flag.site_id], lang) for flag in ranked]


def _require_known(status: str | None, severity: str | None) -> None:
    if status is not None and status not in STATUSES:
        raise WrongUsage("unknown_flag_status", status=status, known=", ".join(STATUSES))
    if severity is not None and severity not in SEVERITIES:
        raise WrongUsage("unknown_flag_severity", severity=severity, known=", ".join(SEVERITIES))


def _sites_shown(session: Session, actor: Actor, code: str | None) -> dict[int, str]:
    """Return the sites whose flags are shown, by id: those in scope, or one and a park's enterprises."""
    if code is None:
        return {site.id or 0: site.code for site in sites_in_scope(session, actor, Action.READ)}
    site = require(session, actor, Action.READ, code)
    directory = load_family(session, site)
    family = [
        record for record in directory.by_id.values() if record.code == code or record.kind == "enterprise"
    ]
    return {record.id: record.code for record in family}


@dataclass(frozen=True)
class _Step:
    """A step a person takes: who may, from which states, where it leads, whether it has to be explained."""

    action: str
    permission: Action
    starts: tuple[str, ...]
    leads_to: str
    explained: bool


TURNS = {"open": Action.EXPLAIN, "explained": Action.REVIEW}
"""What whoever owes the next step is permitted; in every other state a flag waits for its cause to go."""

_LIVE = tuple(status for status in STATUSES if status not in ENDED)
_EXPLAIN = _Step("explain", Action.EXPLAIN, ("open", "explained"), "explained", explained=True)
_ACCEPT = _Step("accept", Action.REVIEW, ("explained",), "accepted", explained=False)
_CLOSE = _Step("close", Action.REVIEW, _LIVE, "closed", explained=True)


_STEPS = (_EXPLAIN, _ACCEPT, _CLOSE)


def steps_for(actor: Actor, status: str) -> tuple[str, ...]:
    """Return the steps a flag in a state allows somebody of the actor's role."""
    return tuple(step.action for step in _STEPS if status in step.starts and may(actor, step.permission))


def is_turn_of(actor: Actor, status: str) -> bool:
    """Return whether the actor's role owes the next step: the park while open, the bureau once explained."""
    owed = TURNS.get(status)
    return owed is not None and may(actor, owed)


def explain(app: Application, actor: Actor, flag: str, reason: str) -> None:
    """Say why a flag stands; asks for a reason of six characters. A new word replaces the one before."""
    _take(app, actor, flag, reason, _EXPLAIN)


def accept_explanation(app: Application, actor: Actor, flag: str, reason: str = "") -> None:
    """Accept what was said about a flag; it lives on until its cause is gone or it is closed."""
    _take(app, actor, flag, reason, _ACCEPT)


def close(app: Application, actor: Actor, flag: str, reason: str) -> None:
    """Close a flag (销号), with a reason of at least six characters."""
    _take(app, actor, flag, reason, _CLOSE)


def _take(app: Application, actor: Actor, flag_id: str, reason: str, step: _Step) -> None:
    """Take one step in one transaction with one audit entry; refuses what the flag's state does not allow."""
    require_action(actor, step.permission)
    text = clean(reason)
    if step.explained and not says_enough(text):
        raise Refusal("flag_reason_needed", place="reason", least=REASON_LENGTH)
    with unit_of_work(app.engine) as session:
        flag, chain = _locked(session, actor, step, flag_id)
        if flag.status not in step.starts:
            raise Refusal("flag_step_too_late", place=flag_id, status=flag.status, step=step.action)
        event = FlagEvent(
            flag_id=flag.id,
            at=now(),
            actor=actor.recorded,
            step=step.leads_to,
            reason=text,
            evidence={"before": flag.status},
        )
        flag.status = step.leads_to
        session.add(event)
        session.flush()
        record(
            session,
            chain=chain,
            actor=actor.recorded,
            action=f"flag.{step.action}",
            reason=text,
            facts=[fact_of(flag), fact_of(event)],
        )


def _locked(session: Session, actor: Actor, step: _Step, flag_id: str) -> tuple[Flag, str]:
    """Return a flag as stored now, its site locked, and the audit chain its steps belong to.

    A flag outside the actor's scope answers like one that does not exist.
    """
    flag = session.get(Flag, flag_id)
    if flag is None:
        raise Refusal("unknown_flag", flag=flag_id)
    site = session.get_one(Site, flag.site_id)
    month = Period.parse(flag.period).last
    try:
        require(session, actor, step.permission, site.code, month=month)
    except Refusal as refusal:
        raise Refusal("unknown_flag", flag=flag_id) from refusal
    lock_sites(session, [flag.site_id])
    session.refresh(flag)
    directory = load_family(session, site)
    owner = directory.owner(directory.by_code[site.code], month)
    return flag, INSTALLATION if owner is None else owner.code
