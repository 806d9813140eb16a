"""Checks an evidence package with nothing but the file: layout, hashes, every row recomputed, signature.

`tracker verify` calls it, and every package carries it, together with the plain rules, as `verify.py`. It
runs nothing that a package holds and writes nothing.
"""

import argparse
import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from tracker.reference.verify_archive import Difference, read_members
from tracker.reference.verify_bag import check_layout, origin_of
from tracker.reference.verify_data import (
    CATALOG,
    PACKAGE,
    RESULTS,
    check_figures,
    check_rows,
    fingerprint,
    loaded,
    results_of,
)
from tracker.reference.verify_signature import PUBLIC_KEY_BYTES

VERDICTS = {
    "proved": "已验证：内容自洽，来源已证实。\nVerified: consistent, origin proved.",
    "unknown_key": "内容自洽，来源未证实（未提供公钥）。\nSelf-consistent, origin not proved (no key given).",
    "not_proved": "内容自洽，但不是所给公钥签发。\nSelf-consistent, but not signed by the key given.",
}


def verify(path: Path, *, key: bytes | None = None, known: Collection[str] = ()) -> dict[str, Any]:
    """Return the contract's answer about a package (zip file or unpacked folder).

    `key`: the public key the reader got from the installation by another way. `known`: fingerprints of the
    catalogs the reader knows. Whatever the file holds, the answer names the first difference.
    """
    answer: dict[str, Any] = {
        "consistent": False,
        "origin": "not_proved",
        "rules": "unknown",
        "package": dict.fromkeys(("site", "standard", "years", "revision", "format")),
        "counts": dict.fromkeys(("figures", "indicators", "findings", "files"), 0),
        "first_difference": None,
    }
    try:
        _fill(answer, path, key, known)
    except Difference as difference:
        answer["first_difference"] = difference.record()
    return answer


def _fill(answer: dict[str, Any], path: Path, key: bytes | None, known: Collection[str]) -> None:
    members = read_members(path)
    answer["counts"]["files"] = len(members)
    check_layout(members)
    package = loaded(members, PACKAGE, dict)
    answer["package"] = {name: package.get(name) for name in answer["package"]}
    try:
        _recompute(answer, members)
        document = loaded(members, CATALOG, dict)["document"]
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Difference(RESULTS, None, "cannot_be_recomputed") from error
    answer["origin"] = origin_of(members, key)
    answer["rules"] = "known" if fingerprint(document) in known else "unknown"
    answer["consistent"] = True


def _recompute(answer: dict[str, Any], members: dict[str, bytes]) -> None:
    answer["counts"]["figures"] = check_figures(members)
    stated = loaded(members, RESULTS, list)
    answer["counts"]["indicators"] = len(stated)
    answer["counts"]["findings"] = sum(len(row["findings"]) for row in stated)
    check_rows(stated, results_of(members))


def read_key(path: Path) -> bytes:
    """Return a public key of 32 raw bytes; ValueError if the file is anything else."""
    with path.open("rb") as stream:
        key = stream.read(PUBLIC_KEY_BYTES + 1)
    if len(key) != PUBLIC_KEY_BYTES:
        raise ValueError(path.name)
    return key


def main(arguments: Sequence[str] | None = None, known: Collection[str] = ()) -> int:
    """Check the package named in the arguments, or the folder `verify.py` lies in; return the exit code."""
    parser = argparse.ArgumentParser(prog="verify.py", description=__doc__)
    parser.add_argument("package", nargs="?", type=Path, default=Path(sys.argv[0]).resolve().parent)
    parser.add_argument("--key", type=Path)
    given = parser.parse_args(arguments)
    try:
        key = None if given.key is None else read_key(given.key)
    except (OSError, ValueError):
        parser.error(f"{given.key}: not a public key of {PUBLIC_KEY_BYTES} bytes")
    answer = verify(given.package, key=key, known=known)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    if answer["consistent"]:
        sys.stderr.write(VERDICTS[answer["origin"]] + "\n")
    return 0 if answer["consistent"] and (key is None or answer["origin"] == "proved") else 1
