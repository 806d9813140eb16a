"""Who may do what to which site: decided here and nowhere else (design rule 9).

A site outside an actor's scope answers exactly like one that does not exist, so that codes cannot be probed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from tracker.messages import Refusal, WrongUsage
from tracker.services.directory import Directory, SiteRecord, load_directory, load_family
from tracker.services.texts import in_both
from tracker.store.database import read_session
from tracker.store.tables import Account, Site

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
        raise WrongUsage("account_needed", **in_both("action", action.value))
    raise Refusal("not_permitted", name=actor.name, **in_both("action", action.value))


def require(session: Session, actor: Actor, action: Action, code: str, *, month: int | None = None) -> Site:
    """Return the site `code` if the actor may do `action` there; `month` decides whose an enterprise is.

    Without a month an enterprise is its latest park's. Refuses with `unknown_site` outside the scope.
    """
    require_action(actor, action)
    site = session.exec(select(Site).where(Site.code == code)).one_or_none()
    if site is None or not _in_scope(session, actor, site, month):
        raise Refusal("unknown_site", site=code)
    return site


def _in_scope(session: Session, actor: Actor, site: Site, month: int | None) -> bool:
    if actor.scope == PROVINCE:
        return True
    directory = load_family(session, site)
    return covers(actor, directory, directory.by_code[site.code], month)


def sites_in_scope(session: Session, actor: Actor, action: Action) -> list[Site]:
    """Return every site the actor may do `action` at, by code; an enterprise is its latest park's."""
    require_action(actor, action)
    sites = session.exec(select(Site).order_by(col(Site.code))).all()
    if actor.scope == PROVINCE:
        return list(sites)
    directory = load_directory(session, sites)
    return [site for site in sites if covers(actor, directory, directory.by_code[site.code])]


def visible_sites(actor: Actor, directory: Directory) -> list[SiteRecord]:
    """Return the sites that are or ever were in the actor's scope; each month may still be another's."""
    return [
        site
        for site in directory.by_code.values()
        if any(covers(actor, directory, site, month) for month in _turns(site))
    ]


def _turns(site: SiteRecord) -> list[int | None]:
    return [None, *(since for since, _ in site.dated.get("parent", ()) if since is not None)]


def covers(actor: Actor, directory: Directory, site: SiteRecord, month: int | None = None) -> bool:
    """Return whether a site, or the park an enterprise belongs to in a month, lies in the actor's scope."""
    owner = directory.owner(site, month) or site
    return actor.scope in (PROVINCE, site.code, owner.code, owner.prefecture)
