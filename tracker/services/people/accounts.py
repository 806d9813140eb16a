"""Accounts: made, listed, disabled, their passwords and the one-time code of a first start."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable

from sqlalchemy import delete
from sqlmodel import Session, col, select

from tracker.messages import Refusal, WrongUsage
from tracker.services.application import Application, now
from tracker.services.directory import load_directory
from tracker.services.people.passwords import checked_password, hash_password
from tracker.services.people.signing_in import actor_of as actor_of
from tracker.services.people.signing_in import confirm_password, hash_of_token
from tracker.services.people.signing_in import sign_in as sign_in
from tracker.services.people.signing_in import sign_out as sign_out
from tracker.services.permissions import (
    OPERATOR,
    PROVINCE,
    Action,
    Actor,
    Role,
    covers,
    require_action,
)
from tracker.services.site_forms import prefecture_of
from tracker.services.texts import in_both
from tracker.store.audit import record
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import INSTALLATION, fact_of
from tracker.store.tables import Account, Installation, SignInFailure, WebSession

_NAME = re.compile(r"\w[\w.@-]{0,63}")
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_GROUPS, _GROUP_LENGTH = 5, 4


def add_account(app: Application, actor: Actor, *, name: str, role: str, scope: str, password: str) -> None:
    """Add an account; refuses a taken or odd name, an unknown role or scope, and a weak password."""
    require_action(actor, Action.ACCOUNTS)
    _checked_name(name)
    if role not in list(Role):
        raise Refusal("not_a_choice", place="role", value=role, choices=", ".join(Role))
    hashed = hash_password(checked_password(name, password))
    with unit_of_work(app.engine) as session:
        scope = _checked_scope(session, app, actor, scope)
        if _find(session, name) is not None:
            raise Refusal("account_exists", place="name", name=name)
        account = Account(name=name, role=role, scope=scope, password_hash=hashed, created_at=now())
        session.add(account)
        _write(session, actor, "account.add", account)


def list_accounts(app: Application, actor: Actor) -> list[dict[str, str | bool]]:
    """Return the accounts the actor looks after, by name; the keys are the options of `user add`."""
    require_action(actor, Action.ACCOUNTS)
    with read_session(app.engine) as session:
        may_manage = manages(session, app, actor)
        rows = session.exec(select(Account)).all()
        return [
            {"name": row.name, "role": row.role, "scope": row.scope, "disabled": row.disabled}
            for row in sorted(rows, key=lambda row: row.name)
            if may_manage(row.scope)
        ]


def disable_account(app: Application, actor: Actor, name: str) -> None:
    """Disable an account and end its sessions; refuses one's own and the province's last administrator."""
    with unit_of_work(app.engine) as session:
        account = _managed(session, app, actor, name)
        if account.disabled:
            return
        if _is_last_administrator(session, account):
            raise Refusal("last_administrator", name=name)
        if account.id == actor.account_id:
            raise Refusal("own_account", name=name)
        account.disabled = True
        _end_sessions(session, account)
        _write(session, actor, "account.disable", account)


def set_password(app: Application, actor: Actor, name: str, password: str) -> None:
    """Set an account's password and end its sessions; refuses a weak one."""
    require_action(actor, Action.ACCOUNTS)
    hashed = hash_password(checked_password(name, password))
    with unit_of_work(app.engine) as session:
        account = _managed(session, app, actor, name)
        account.password_hash = hashed
        _end_sessions(session, account)
        _write(session, actor, "account.password", account)


def enable_account(app: Application, actor: Actor, name: str) -> None:
    """Let a disabled account sign in again, with the password it had."""
    with unit_of_work(app.engine) as session:
        account = _managed(session, app, actor, name)
        if account.disabled:
            account.disabled = False
            _write(session, actor, "account.enable", account)


def unlock_account(app: Application, actor: Actor, name: str) -> None:
    """Forget an account's failed attempts to sign in, so that it need not wait."""
    with unit_of_work(app.engine) as session:
        account = _managed(session, app, actor, name)
        session.execute(delete(SignInFailure).where(col(SignInFailure.name) == name))
        _write(session, actor, "account.unlock", account)


def change_password(app: Application, actor: Actor, current: str, password: str, token: str = "") -> None:
    """Change the actor's own password, whatever the role; of its sessions only the one of `token` goes on.

    Wrong current passwords are counted as failures to sign in, so that an open session is no way to guess.
    """
    if actor.account_id is None:
        raise WrongUsage("account_needed", **in_both("action", Action.READ.value))
    confirm_password(app, actor.name, current)
    if password == current:
        raise Refusal("password_unchanged", place="password")
    hashed = hash_password(checked_password(actor.name, password))
    with unit_of_work(app.engine) as session:
        account = session.get_one(Account, actor.account_id)
        account.password_hash = hashed
        _end_sessions(session, account, but=token)
        _write(session, actor, "account.password", account)


def made_up_password() -> str:
    """Return a new password of four groups of four that are easy to read out: 80 bits of chance."""
    groups = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups).lower()


def first_start_code(app: Application) -> str:
    """Return a new one-time code for the first sign-in, of which only the hash is kept.

    A new code takes the place of an older one. Refused once there is an account.
    """
    groups = (
        "".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_CODE_GROUPS)
    )
    code = "-".join(groups)
    with unit_of_work(app.engine) as session:
        installation = _unclaimed(session)
        installation.first_code_hash = _hash_of(code)
        session.add(installation)
    return code


def claim_first_start(app: Application, code: str, name: str, password: str) -> None:
    """Make the first administrator with the one-time code, which is used up by it."""
    _checked_name(name)
    hashed = hash_password(checked_password(name, password))
    with unit_of_work(app.engine) as session:
        installation = _unclaimed(session)
        expected = installation.first_code_hash or ""
        if not hmac.compare_digest(expected, _hash_of(code)):
            raise Refusal("first_code_wrong")
        installation.first_code_hash = None
        account = Account(
            name=name,
            role=Role.ADMINISTRATOR.value,
            scope=PROVINCE,
            password_hash=hashed,
            created_at=now(),
        )
        session.add_all([installation, account])
        _write(session, OPERATOR, "account.first", account)


def awaits_first_start(app: Application) -> bool:
    """Return whether the installation has no account yet, so that the first code must be asked for."""
    with read_session(app.engine) as session:
        return session.exec(select(Account.id).limit(1)).first() is None


def _unclaimed(session: Session) -> Installation:
    installation = session.get(Installation, 1, with_for_update=True)
    if installation is None or session.exec(select(Account.id).limit(1)).first() is not None:
        raise Refusal("already_claimed")
    return installation


def _hash_of(code: str) -> str:
    letters = "".join(sign for sign in code.upper() if sign in _CODE_LETTERS)
    return hashlib.sha256(letters.encode()).hexdigest()


def _checked_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name.casefold() == OPERATOR.name:
        raise Refusal("bad_account_name", place="name", name=name[:64])


def _checked_scope(session: Session, app: Application, actor: Actor, given: str) -> str:
    """Return a scope's code, a prefecture's also by its name; refuse unknown ones and those of others."""
    scope = prefecture_of(app.catalog, given) or given
    known = scope == PROVINCE or scope in app.catalog.prefectures
    if not known and scope not in load_directory(session).by_code:
        raise Refusal("unknown_scope", place="scope", scope=scope)
    if not manages(session, app, actor)(scope):
        raise Refusal("not_permitted", name=actor.name, **in_both("action", Action.ACCOUNTS.value))
    return scope


def manages(session: Session, app: Application, actor: Actor) -> Callable[[str], bool]:
    """Return a test for the scopes of the accounts the actor looks after: within its own scope."""
    directory = load_directory(session)

    def within(scope: str) -> bool:
        if actor.scope in (PROVINCE, scope):
            return True
        site = directory.by_code.get(scope)
        return site is not None and covers(actor, directory, site)

    return within


def _managed(session: Session, app: Application, actor: Actor, name: str) -> Account:
    require_action(actor, Action.ACCOUNTS)
    account = _find(session, name)
    if account is None or not manages(session, app, actor)(account.scope):
        raise Refusal("unknown_account", place="name", name=name)
    return account


def _find(session: Session, name: str) -> Account | None:
    return session.exec(select(Account).where(Account.name == name)).one_or_none()


def _is_last_administrator(session: Session, account: Account) -> bool:
    if account.role != Role.ADMINISTRATOR or account.scope != PROVINCE or account.disabled:
        return False
    others = select(Account.id).where(
        Account.role == Role.ADMINISTRATOR.value,
        Account.scope == PROVINCE,
        col(Account.disabled).is_(False),
        Account.id != account.id,
    )
    return session.exec(others).first() is None


def _end_sessions(session: Session, account: Account, but: str = "") -> None:
    kept = hash_of_token(but)
    session.execute(
        delete(WebSession).where(col(WebSession.account_id) == account.id, col(WebSession.token_hash) != kept)
    )


def _write(session: Session, actor: Actor, action: str, account: Account) -> None:
    session.flush()
    record(
        session, chain=INSTALLATION, actor=actor.recorded, action=action, reason="", facts=[fact_of(account)]
    )
