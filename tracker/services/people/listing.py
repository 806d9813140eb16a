"""Accounts as whoever looks after them sees them, and the scopes that can be given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.services.application import Application, now
from tracker.services.directory import load_directory
from tracker.services.people.accounts import manages
from tracker.services.permissions import PROVINCE, Action, Actor, require_action
from tracker.store.database import read_session
from tracker.store.tables import Account, SignInFailure, WebSession

ScopeKind = Literal["province", "prefecture", "park", "enterprise", "region"]


@dataclass(frozen=True)
class Scope:
    """What an account can be made for: the province, a prefecture of the list, or a site."""

    kind: ScopeKind
    code: str
    name: str = ""


@dataclass(frozen=True)
class AccountRecord:
    """An account without its secrets.

    `locked_until`: when the longest wait after failed attempts ends; `last_sign_in`: null where no session
    of it is kept any more. Both are UTC.
    """

    name: str
    role: str
    scope: Scope
    disabled: bool
    created_at: datetime
    locked_until: datetime | None
    last_sign_in: datetime | None
    own: bool


def account_records(app: Application, actor: Actor) -> list[AccountRecord]:
    """Return the accounts the actor looks after, by name."""
    require_action(actor, Action.ACCOUNTS)
    with read_session(app.engine) as session:
        scopes = {scope.code: scope for scope in _scopes(session, app)}
        may_manage = manages(session, app, actor)
        waits, seen = _waits(session), _last_sign_ins(session)
        rows = session.exec(select(Account).order_by(col(Account.name))).all()
        return [
            AccountRecord(
                row.name,
                row.role,
                scopes.get(row.scope) or Scope("park", row.scope),
                row.disabled,
                row.created_at,
                waits.get(row.name),
                seen.get(row.id or 0),
                row.id == actor.account_id,
            )
            for row in rows
            if may_manage(row.scope)
        ]


def scopes_to_give(app: Application, actor: Actor) -> list[Scope]:
    """Return the scopes the actor may give to an account, the widest first."""
    require_action(actor, Action.ACCOUNTS)
    with read_session(app.engine) as session:
        may_manage = manages(session, app, actor)
        return [scope for scope in _scopes(session, app) if may_manage(scope.code)]


def _scopes(session: Session, app: Application) -> list[Scope]:
    """Return every scope there is; a prefecture's words are the catalog's, a site's name the latest."""
    sites = sorted(load_directory(session).by_code.values(), key=lambda site: site.code)
    return [
        Scope("province", PROVINCE),
        *(Scope("prefecture", code) for code in app.catalog.prefectures),
        *(Scope(_kind(site.kind), site.code, site.at("name") or "") for site in sites),
    ]


def _kind(kind: str) -> ScopeKind:
    return "enterprise" if kind == "enterprise" else "region" if kind == "region" else "park"


def _waits(session: Session) -> dict[str, datetime]:
    query = (
        select(SignInFailure.name, func.max(SignInFailure.locked_until))
        .where(col(SignInFailure.locked_until) > now())
        .group_by(col(SignInFailure.name))
    )
    return {name: until for name, until in session.exec(query).all() if until is not None}


def _last_sign_ins(session: Session) -> dict[int, datetime]:
    query = select(WebSession.account_id, func.max(WebSession.created_at)).group_by(
        col(WebSession.account_id)
    )
    return dict(session.exec(query).all())
