"""One way of writing JSON, so that equal facts have equal bytes and digests."""

import hashlib
import json

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical(value: object) -> str:
    """Return JSON with sorted keys, no spaces and text as it is; ValueError for NaN and infinities."""
    return _ENCODER.encode(value)


def sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()
