"""Who may do what to which site: decided here and nowhere else (design rule 9).

A site outside an actor's scope answers exactly like one that does not exist, so that codes cannot be probed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from tracker.messages import Refusal, WrongUsage
from tracker.store.database import read_session
from tracker.store.tables import Account, Site, SiteAttribute

if TYPE_CHECKING:
    from tracker.services.application import Application

PROVINCE = "province"
"""The scope that covers every site of the installation."""


class Action(StrEnum):
    """What somebody wants to do; each service function asks for exactly one."""

    READ = "read"
    ENTER = "enter"
    DECLARE = "declare"
    SUBMIT = "submit"
    EXPLAIN = "explain"
    REVIEW = "review"
    EXPORT = "export"
    EVALUATE = "evaluate"
    EVIDENCE = "evidence"
    SITES = "sites"
    ACCOUNTS = "accounts"
    CATALOG = "catalog"
    AUDIT = "audit"


class Role(StrEnum):
    """The four roles of accounts (contract, Roles)."""

    OFFICER = "officer"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


ALLOWED: Mapping[str, frozenset[Action]] = {
    Role.OFFICER: frozenset(
        {
            Action.READ,
            Action.ENTER,
            Action.DECLARE,
            Action.SUBMIT,
            Action.EXPLAIN,
            Action.EXPORT,
            Action.EVIDENCE,
        }
    ),
    Role.REVIEWER: frozenset(
        {Action.READ, Action.REVIEW, Action.EXPORT, Action.EVALUATE, Action.EVIDENCE, Action.AUDIT}
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Action.READ,
            Action.SITES,
            Action.ACCOUNTS,
            Action.CATALOG,
            Action.EVALUATE,
            Action.EXPORT,
            Action.AUDIT,
        }
    ),
    Role.AUDITOR: frozenset({Action.READ, Action.EXPORT, Action.AUDIT}),
}
"""What each role may do within its scope; whatever is not listed is refused."""

OPERATOR_MAY = frozenset(
    {
        Action.READ,
        Action.ENTER,
        Action.DECLARE,
        Action.EXPORT,
        Action.EVALUATE,
        Action.EVIDENCE,
        Action.SITES,
        Action.ACCOUNTS,
        Action.AUDIT,
    }
)
"""What whoever can open the database may do without naming an account (contract, Who acts)."""


@dataclass(frozen=True)
class Actor:
    """Who acts. `operator`: through the command line, by somebody who can open the database."""

    name: str
    role: str
    scope: str
    account_id: int | None = None
    operator: bool = False

    @property
    def recorded(self) -> str:
        """Return the name the audit keeps: `USER via operator` where the operator acts for an account."""
        return f"{self.name} via operator" if self.operator and self.account_id is not None else self.name


OPERATOR = Actor(name="operator", role="operator", scope=PROVINCE, operator=True)


def acting_as(app: "Application", name: str) -> Actor:
    """Return the operator acting as an account, with exactly its permission; refuses unknown and disabled."""
    with read_session(app.engine) as session:
        account = session.exec(select(Account).where(Account.name == name)).one_or_none()
    if account is None or account.disabled:
        raise Refusal("unknown_account", name=name)
    return Actor(account.name, account.role, account.scope, account.id, operator=True)


def may(actor: Actor, action: Action) -> bool:
    """Return whether the actor's role includes the action, whatever the site."""
    return action in (OPERATOR_MAY if actor.account_id is None else ALLOWED.get(actor.role, frozenset()))


def require_action(actor: Actor, action: Action) -> None:
    """Refuse an action the actor's role does not include; a step that needs an account is wrong usage."""
    if may(actor, action):
        return
    if actor.account_id is None:
        raise WrongUsage("account_needed", action=action.value)
    raise Refusal("not_permitted", name=actor.name, action=action.value)


def require(session: Session, actor: Actor, action: Action, code: str, *, month: int | None = None) -> Site:
    """Return the site `code` if the actor may do `action` there; `month` decides whose an enterprise is.

    Without a month an enterprise is its latest park's. Refuses with `unknown_site` outside the scope.
    """
    require_action(actor, action)
    site = session.exec(select(Site).where(Site.code == code)).one_or_none()
    if site is None or not _covers(session, actor.scope, site, month):
        raise Refusal("unknown_site", site=code)
    return site


def sites_in_scope(session: Session, actor: Actor, action: Action) -> list[Site]:
    """Return every site the actor may do `action` at, by code."""
    require_action(actor, action)
    sites = session.exec(select(Site).order_by(col(Site.code))).all()
    if actor.scope == PROVINCE:
        return list(sites)
    parents = latest_parents(session)
    by_code = {site.code: site for site in sites}
    return [site for site in sites if _within(actor.scope, site, by_code.get(parents.get(_id(site), "")))]


def latest_parents(session: Session) -> dict[int, str]:
    """Return the code of the park each enterprise belongs to now, by the enterprise's id."""
    rows = session.exec(
        select(SiteAttribute).where(SiteAttribute.name == "parent").order_by(col(SiteAttribute.id))
    ).all()
    rows = sorted(rows, key=lambda row: -1 if row.from_month is None else row.from_month)
    return {row.site_id: row.value for row in rows}


def _covers(session: Session, scope: str, site: Site, month: int | None) -> bool:
    if scope == PROVINCE or site.kind != "enterprise":
        return _within(scope, site, None)
    code = _parent_at(session, site, month)
    parent = session.exec(select(Site).where(Site.code == code)).one_or_none() if code else None
    return _within(scope, site, parent)


def _within(scope: str, site: Site, parent: Site | None) -> bool:
    holders = (site, parent) if parent is not None else (site,)
    return scope == PROVINCE or any(scope in (holder.code, holder.prefecture) for holder in holders)


def _parent_at(session: Session, site: Site, month: int | None) -> str | None:
    rows = session.exec(
        select(SiteAttribute)
        .where(SiteAttribute.site_id == _id(site), SiteAttribute.name == "parent")
        .order_by(col(SiteAttribute.id))
    ).all()
    held = [row for row in rows if month is None or row.from_month is None or row.from_month <= month]
    held.sort(key=lambda row: -1 if row.from_month is None else row.from_month)
    return held[-1].value if held else None


def _id(site: Site) -> int:
    assert site.id is not None
    return site.id
