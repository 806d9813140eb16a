"""Accounts: passwords, signing in and being locked out, the first start."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher, Type
from sqlmodel import select

from tests.services.province import Province
from tracker.messages import Refusal
from tracker.services.people import accounts, signing_in
from tracker.services.permissions import OPERATOR
from tracker.store.database import read_session, unit_of_work
from tracker.store.tables import Account, History, WebSession

PASSWORD = "苍山洱海 2024 lake"


@pytest.fixture
def known(province: Province) -> Province:
    accounts.add_account(province.app, OPERATOR, name="白洁", role="officer", scope="P1", password=PASSWORD)
    return province


def refusal_of(province: Province, name: str, password: str, source: str = "10.0.0.1") -> str:
    with pytest.raises(Refusal) as refused:
        accounts.sign_in(province.app, name, password, source)
    return refused.value.code


def test_a_session_belongs_to_whoever_signed_in(known: Province) -> None:
    token = accounts.sign_in(known.app, "白洁", PASSWORD, "10.0.0.1")
    actor = accounts.actor_of(known.app, token)
    assert actor is not None
    assert (actor.name, actor.role, actor.scope, actor.operator) == ("白洁", "officer", "P1", False)
    accounts.sign_out(known.app, token)
    assert accounts.actor_of(known.app, token) is None


def test_neither_password_nor_token_is_stored_in_clear(known: Province) -> None:
    token = accounts.sign_in(known.app, "白洁", PASSWORD, "10.0.0.1")
    with read_session(known.app.engine) as session:
        hashed = session.exec(select(Account.password_hash).where(Account.name == "白洁")).one()
        kept = session.exec(select(WebSession.token_hash)).one()
        states = session.exec(select(History.state).where(History.fact_kind == "account")).all()
    assert hashed.startswith("$argon2id$")
    assert token not in kept
    assert not any("argon2" in state for state in states)


def test_a_hash_costs_what_rfc_9106_asks_for(program_hasher: PasswordHasher) -> None:
    assert program_hasher.type is Type.ID
    assert program_hasher.memory_cost >= 64 * 1024  # kibibytes
    assert program_hasher.time_cost >= 3


def test_a_session_ends_with_its_time(known: Province) -> None:
    token = accounts.sign_in(known.app, "白洁", PASSWORD, "10.0.0.1")
    with unit_of_work(known.app.engine) as session:
        kept = session.exec(select(WebSession)).one()
        kept.expires_at = kept.created_at - timedelta(seconds=1)
    assert accounts.actor_of(known.app, token) is None


def test_disabling_and_a_new_password_end_sessions(known: Province) -> None:
    token = accounts.sign_in(known.app, "白洁", PASSWORD, "10.0.0.1")
    accounts.set_password(known.app, OPERATOR, "白洁", PASSWORD + "s")
    assert accounts.actor_of(known.app, token) is None
    token = accounts.sign_in(known.app, "白洁", PASSWORD + "s", "10.0.0.1")
    accounts.disable_account(known.app, OPERATOR, "白洁")
    assert accounts.actor_of(known.app, token) is None
    assert refusal_of(known, "白洁", PASSWORD + "s") == "sign_in_failed"


def test_failures_lock_the_source_out_for_growing_times_and_nobody_else(known: Province) -> None:
    codes = [refusal_of(known, "白洁", "wrong password", "10.6.6.6") for _ in range(6)]
    assert codes == ["sign_in_failed"] * 5 + ["sign_in_locked"]
    assert refusal_of(known, "白洁", PASSWORD, "10.6.6.6") == "sign_in_locked"
    assert accounts.sign_in(known.app, "白洁", PASSWORD, "10.0.0.1")


def test_the_delay_doubles_up_to_an_hour() -> None:
    seconds = [signing_in.delay_after(failed).total_seconds() for failed in (4, 5, 6, 7, 30)]
    assert seconds == [0, 30, 60, 120, 3600]


def test_an_unknown_name_is_answered_like_a_wrong_password(known: Province) -> None:
    assert refusal_of(known, "nobody", PASSWORD) == refusal_of(known, "白洁", "wrong password")


WEAK = [
    ("lake2024", "password_length"),
    ("administrator", "password_common"),
    ("aaaaaaaaaaaa", "password_common"),
    ("zhang.san.lake", "password_is_name"),
]


@pytest.mark.parametrize(("password", "code"), WEAK)
def test_a_weak_password_is_refused(province: Province, password: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        accounts.add_account(
            province.app, OPERATOR, name="zhang.san.lake", role="auditor", scope="P1", password=password
        )
    assert refused.value.code == code


ODD = [
    ({"name": "a b"}, "bad_account_name"),
    ({"name": "operator"}, "bad_account_name"),
    ({"name": "officer"}, "account_exists"),
    ({"role": "king"}, "not_a_choice"),
    ({"scope": "P9"}, "unknown_scope"),
]


@pytest.mark.parametrize(("given", "code"), ODD)
def test_an_account_that_cannot_be_is_refused(province: Province, given: dict[str, str], code: str) -> None:
    form = {"name": "new", "role": "auditor", "scope": "kunming", "password": PASSWORD} | given
    with pytest.raises(Refusal) as refused:
        accounts.add_account(province.app, OPERATOR, **form)
    assert refused.value.code == code


def test_the_last_administrator_of_the_province_stays(province: Province) -> None:
    with pytest.raises(Refusal) as refused:
        accounts.disable_account(province.app, OPERATOR, "admin")
    assert refused.value.code == "last_administrator"


def test_an_administrator_of_a_prefecture_cannot_reach_beyond_it(province: Province) -> None:
    accounts.add_account(
        province.app, OPERATOR, name="local", role="administrator", scope="kunming", password=PASSWORD
    )
    local = province.acting("local")
    names = [account["name"] for account in accounts.list_accounts(province.app, local)]
    assert names == ["firm", "kunming", "local", "officer"]
    with pytest.raises(Refusal):
        accounts.set_password(province.app, local, "admin", PASSWORD)
    with pytest.raises(Refusal):
        accounts.add_account(
            province.app, local, name="more", role="administrator", scope="province", password=PASSWORD
        )


@pytest.mark.parametrize("name", ["officer", "kunming", "auditor"])
def test_only_administrators_manage_accounts(province: Province, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        accounts.list_accounts(province.app, province.acting(name))
    assert refused.value.code == "not_permitted"


def test_the_first_start_is_claimed_once_with_the_code(province: Province) -> None:
    with unit_of_work(province.app.engine) as session:
        for account in session.exec(select(Account)):
            session.delete(account)
    code = accounts.first_start_code(province.app)
    assert accounts.awaits_first_start(province.app)
    with pytest.raises(Refusal) as wrong:
        accounts.claim_first_start(province.app, "ABCD-EFGH", "first", PASSWORD)
    assert wrong.value.code == "first_code_wrong"
    accounts.claim_first_start(province.app, code.lower(), "first", PASSWORD)
    with pytest.raises(Refusal) as again:
        accounts.claim_first_start(province.app, code, "second", PASSWORD)
    assert again.value.code == "already_claimed"
    assert accounts.sign_in(province.app, "first", PASSWORD, "10.0.0.1")


def test_a_prefecture_is_written_as_code_or_name(province: Province) -> None:
    accounts.add_account(
        province.app, OPERATOR, name="west", role="reviewer", scope="昆明市", password=PASSWORD
    )
    listed = accounts.list_accounts(province.app, OPERATOR)
    assert [account["scope"] for account in listed if account["name"] == "west"] == ["kunming"]
