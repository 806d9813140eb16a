"""Passwords: what is refused, and how they are kept (argon2id)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.messages import Refusal

MIN_LENGTH = 10
MAX_LENGTH = 200
_COMMON = frozenset(
    {
        "0123456789", "1234567890", "12345678910", "123456789a", "a123456789", "1q2w3e4r5t", "1qaz2wsx3edc",
        "q1w2e3r4t5", "qwertyuiop", "qwerty12345", "qwerty123456", "asdfghjkl;", "asdfghjkl1", "zxcvbnm123",
        "password12", "password123", "password1234", "passw0rd123", "p@ssw0rd123", "admin12345",
        "admin123456", "administrator", "woaini1314", "woaini1314520", "5201314520", "1314520520",
        "abcd123456", "abc1234567", "aa123456789", "qq123456789", "iloveyou123", "letmein123", "welcome123",
        "changeme123"
    }
)  # fmt: skip
_hasher = PasswordHasher()


def checked_password(name: str, password: str) -> str:
    """Return a password that is long enough, not the account's name, and none that everybody tries."""
    folded = password.casefold()
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise Refusal("password_length", place="password", least=MIN_LENGTH, most=MAX_LENGTH)
    if folded == name.casefold() or folded.replace(name.casefold(), "") == "":
        raise Refusal("password_is_name", place="password")
    if folded in _COMMON or len(set(folded)) <= 2:
        raise Refusal("password_common", place="password")
    return password


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _hasher.hash(password.encode("utf-8", "surrogatepass"))


def matches(hashed: str | None, password: str) -> bool:
    """Return whether a password fits; without a hash it takes as long, so that names cannot be probed."""
    try:
        fits = _hasher.verify(hashed or _nobody(), password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
    return fits and hashed is not None


@cache
def _nobody() -> str:
    return hash_password("the password of nobody")
