"""`tracker verify`: a package checked with nothing but the file, against the rules this program knows."""

from pathlib import Path
from typing import Any

from tracker.catalog.loader import load_catalog
from tracker.messages import Lang, Refusal, all_messages, sentence
from tracker.reference.verify import read_key, verify
from tracker.reference.verify_data import fingerprint


def verify_package(path: Path, *, key: Path | None = None) -> dict[str, Any]:
    """Return the contract's answer about a package; needs no database and no account.

    `key`: a file with the public key (32 raw bytes) of the installation the package should come from; a file
    that is none is refused with `not_a_key`. An unreadable package is an answer, not a refusal.
    """
    try:
        public_key = None if key is None else read_key(key)
    except (OSError, ValueError) as error:
        raise Refusal("not_a_key", path=key) from error
    return verify(path, key=public_key, known=[fingerprint(load_catalog().document())])


def difference_text(difference: dict[str, Any], lang: Lang) -> str:
    """Return the first difference of an answer as a sentence."""
    found, stated = difference["recomputed"], difference["stated"]
    code = f"package_{found}"
    if not isinstance(found, str) or code not in all_messages():
        code = "package_changed" if difference["row"] is None else "package_row_differs"
        if difference["row"] is None and (stated is None or found is None):
            code = "package_not_named" if stated is None else "package_gone"
    return sentence(code, lang, **difference)
