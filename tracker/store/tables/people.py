"""Accounts and the sessions they are signed in with."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import holds, one_of


class Account(SQLModel, table=True):
    """Somebody who signs in; `scope` is a site code, a prefecture or `province`."""

    __tablename__ = "account"
    __table_args__ = (one_of("role", "officer", "reviewer", "administrator", "auditor"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    password_hash: str
    role: str
    scope: str
    disabled: bool = False
    created_at: datetime


class SignInFailure(SQLModel, table=True):
    """Failed sign-ins with one account name from one source since the last that succeeded from there.

    Keyed by both, so that a stranger who guesses at an account does not lock its owner out. The name need
    not exist, or an answer would tell. Rows are working state, no facts of the history.
    """

    __tablename__ = "sign_in_failure"
    __table_args__ = (UniqueConstraint("name", "source"), holds("failed", "failed >= 1"))

    id: int | None = Field(default=None, primary_key=True)
    name: str
    source: str
    failed: int
    locked_until: datetime | None = None


class WebSession(SQLModel, table=True):
    """A signed-in browser, known by the hash of its token alone."""

    __tablename__ = "web_session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    expires_at: datetime
