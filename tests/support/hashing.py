"""Passwords hashed with little work, so that signing in again and again does not take a test run's time.

What the program itself takes for a hash, `tests/services/test_accounts.py` holds it to.
"""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from tracker.services.people import passwords


@pytest.fixture(scope="session", autouse=True)
def program_hasher() -> Iterator[PasswordHasher]:
    """Put a cheap hasher in the place of the program's; gives the program's own."""
    own = passwords._hasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield own
