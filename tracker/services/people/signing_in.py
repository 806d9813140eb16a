"""Signing in and out: sessions known by the hash of a token, and a growing delay after failures."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from tracker.messages import Refusal
from tracker.services.application import Application, now
from tracker.services.people.passwords import MAX_LENGTH, matches
from tracker.services.permissions import Actor
from tracker.store.database import read_session, unit_of_work
from tracker.store.tables import Account, SignInFailure, WebSession

SESSION_LENGTH = timedelta(hours=12)
FREE_ATTEMPTS = 5
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
_KEPT = 100
FROM_INSIDE = "signed in"
"""Where an attempt came from that somebody signed in made, to change their own password."""


def sign_in(app: Application, name: str, password: str, source: str) -> str:
    """Return the token of a new session; refuses a wrong name or password without saying which.

    From the fifth failure on, the next attempt with this name from this `source` (the client's address) has
    to wait: 30 seconds, doubling up to an hour. Other sources are free, so nobody can lock an account's
    owner out; a success clears the source.
    """
    name, source = name[:_KEPT], source[:_KEPT]
    with unit_of_work(app.engine) as session:
        # counted before the password is looked at, so that attempts made at once count one by one
        _count_attempt(session, name, source, now())
    with read_session(app.engine) as session:
        account = session.exec(select(Account).where(Account.name == name)).one_or_none()
    known = account is not None and not account.disabled
    fits = matches(account.password_hash if account and known else None, password[: MAX_LENGTH + 1])
    if not fits or account is None or account.id is None:
        raise Refusal("sign_in_failed")
    with unit_of_work(app.engine) as session:
        return _start(session, account.id, name, source)


def confirm_password(app: Application, name: str, password: str) -> None:
    """Refuse a password that is not the account's; failures are counted, and make the next attempt wait."""
    with unit_of_work(app.engine) as session:
        _count_attempt(session, name, FROM_INSIDE, now())
    with read_session(app.engine) as session:
        hashed = session.exec(select(Account.password_hash).where(Account.name == name)).one_or_none()
    if not matches(hashed, password[: MAX_LENGTH + 1]):
        raise Refusal("current_password_wrong", place="current")
    with unit_of_work(app.engine) as session:
        _forget(session, name, FROM_INSIDE)


def _forget(session: Session, name: str, source: str) -> None:
    session.execute(
        delete(SignInFailure).where(col(SignInFailure.name) == name, col(SignInFailure.source) == source)
    )


def _count_attempt(session: Session, name: str, source: str, at: datetime) -> None:
    session.execute(delete(SignInFailure).where(col(SignInFailure.locked_until) < at - FORGOTTEN_AFTER))
    chosen = select(SignInFailure).where(SignInFailure.name == name, SignInFailure.source == source)
    row = session.exec(chosen.with_for_update()).one_or_none()
    if row is None:
        _first_attempt(session, name, source, at)
        return
    if row.locked_until is not None and row.locked_until > at:
        wait = int((row.locked_until - at).total_seconds()) + 1
        raise Refusal("sign_in_locked", seconds=wait)
    row.failed += 1
    row.locked_until = at + delay_after(row.failed)


def _first_attempt(session: Session, name: str, source: str, at: datetime) -> None:
    try:
        with session.begin_nested():
            session.add(SignInFailure(name=name, source=source, failed=1, locked_until=at))
    except IntegrityError:
        # another attempt from here was counted in between
        _count_attempt(session, name, source, at)


def delay_after(failed: int) -> timedelta:
    """Return how long the next attempt has to wait after so many failures in a row."""
    if failed < FREE_ATTEMPTS:
        return timedelta(0)
    doublings = min(failed - FREE_ATTEMPTS, 12)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def _start(session: Session, account_id: int, name: str, source: str) -> str:
    token = secrets.token_urlsafe(32)
    _forget(session, name, source)
    session.execute(delete(WebSession).where(col(WebSession.expires_at) < now()))
    session.add(
        WebSession(
            token_hash=hash_of_token(token),
            account_id=account_id,
            created_at=now(),
            expires_at=now() + SESSION_LENGTH,
        )
    )
    return token


def actor_of(app: Application, token: str) -> Actor | None:
    """Return who a session belongs to; None where it is unknown or over, or the account disabled."""
    query = (
        select(Account)
        .join(WebSession, col(WebSession.account_id) == col(Account.id))
        .where(
            WebSession.token_hash == hash_of_token(token),
            WebSession.expires_at > now(),
            col(Account.disabled).is_(False),
        )
    )
    with read_session(app.engine) as session:
        account = session.exec(query).one_or_none()
    return None if account is None else Actor(account.name, account.role, account.scope, account.id)


def sign_out(app: Application, token: str) -> None:
    """End a session; an unknown token is ignored."""
    with unit_of_work(app.engine) as session:
        session.execute(delete(WebSession).where(col(WebSession.token_hash) == hash_of_token(token)))


def hash_of_token(token: str) -> str:
    """Return what is kept of a session's token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
