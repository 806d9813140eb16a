"""The installation's signing key: made once by `init`, in a file of its own, outside database and backups.

Whoever has the file can sign in the installation's name; it is readable by its owner alone where the system
knows such rights (on Windows the folder's own rights hold).
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tracker.messages import Refusal

SECRET_FILE = "signing_key.bin"  # noqa: S105 - a file name
PUBLIC_FILE = "public_key.bin"
_SECRET_BYTES = 32


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 key pair; `public_key` are the 32 raw bytes packages carry and readers keep."""

    _secret: Ed25519PrivateKey
    public_key: bytes

    def sign(self, message: bytes) -> bytes:
        """Return the 64 raw bytes of the message's signature."""
        return self._secret.sign(message)


def ensure_key(directory: Path) -> Path:
    """Make the key unless there is one; return the path of the public key, which is free to hand out."""
    directory.mkdir(parents=True, exist_ok=True)
    secret = directory / SECRET_FILE
    if not secret.exists():
        _write_secret(secret, Ed25519PrivateKey.generate().private_bytes_raw())
    public = directory / PUBLIC_FILE
    public.write_bytes(signing_key(directory).public_key)
    return public


def signing_key(directory: Path) -> SigningKey:
    """Return the installation's key; Refusal `key_missing` or `key_damaged` names the file."""
    path = directory / SECRET_FILE
    try:
        secret = path.read_bytes()
    except OSError as error:
        raise Refusal("key_missing", path=path) from error
    if len(secret) != _SECRET_BYTES:
        raise Refusal("key_damaged", path=path)
    key = Ed25519PrivateKey.from_private_bytes(secret)
    return SigningKey(key, key.public_key().public_bytes_raw())


def _write_secret(path: Path, secret: bytes) -> None:
    """Create the file with its owner's rights from the first byte on; never overwrite one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        stream.write(secret)
