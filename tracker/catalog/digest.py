"""The catalog's digest: the same as long as nothing changed that can change a number or verdict."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.catalog.entries import Citation, Entry, Names

_WORDS = frozenset({"names", "help", "aliases", "lost_superscript", "usual", "clause", "source", "document"})
"""Fields that say how a rule is called, spelled, cited or proved; explanations are left out by their type."""

_LOOKS = frozenset({"form_heads"})
"""Kinds of entry that only say what a printed sheet looks like."""


def digest(entries: Mapping[str, Iterable[Entry]], base: Iterable[str]) -> str:
    """Return the first 16 hex digits of SHA-256 over the canonical JSON of all entries.

    `entries` by kind, in file order; `base` are the base lines of the units.
    """
    facts: dict[str, Any] = {
        kind: [_facts(entry) for entry in listed] for kind, listed in entries.items() if kind not in _LOOKS
    }
    facts["base"] = list(base)
    return _hashed(facts)


def rule_digest(entry: Entry) -> str:
    """Return the first 16 hex digits of SHA-256 over the canonical JSON of one rule, as `digest` takes it."""
    return _hashed(_facts(entry))


def _hashed(facts: Any) -> str:  # noqa: ANN401
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _facts(value: Any) -> Any:  # noqa: ANN401
    """Return a value as JSON, without names, spellings and sources."""
    if isinstance(value, Citation):
        return value.confirmation
    if isinstance(value, Entry):
        return {
            name: _facts(part) for name, part in value if name not in _WORDS and not isinstance(part, Names)
        }
    if isinstance(value, tuple):
        return [_facts(part) for part in value]
    if isinstance(value, dict):
        return {key: _facts(part) for key, part in value.items()}
    return value
