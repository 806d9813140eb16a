"""The layout of a package (BagIt 1.0, RFC 8493) and the hashes that hold it together.

Manifests are rebuilt from the files and compared as bytes, so that a change of a single byte in a manifest is
found as surely as one in a file.
"""

import hashlib

from tracker.reference.verify_archive import Difference
from tracker.reference.verify_signature import PUBLIC_KEY_BYTES, SIGNATURE_BYTES, signature_fits

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = "signature.bin"
PUBLIC_KEY = "public_key.bin"
PAYLOAD = "data/"

_NAMED_NOWHERE = (TAG_MANIFEST, SIGNATURE)
"""A manifest cannot name itself, nor the signature made over it."""


def manifest_of(members: dict[str, bytes], names: list[str]) -> bytes:
    """Return a manifest: hash, two spaces, path; one file a line, by path."""
    lines = [f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(names)]
    return "".join(lines).encode()


def payload_names(members: dict[str, bytes]) -> list[str]:
    """Return the files the manifest names: everything below data/."""
    return [name for name in members if name.startswith(PAYLOAD)]


def tag_names(members: dict[str, bytes]) -> list[str]:
    """Return the files the tag manifest names: all others, the manifest included."""
    return [name for name in members if not name.startswith(PAYLOAD) and name not in _NAMED_NOWHERE]


def check_layout(members: dict[str, bytes]) -> None:
    """Raise Difference unless every file is there, named by its manifest, and has the hash stated there."""
    if members.get("bagit.txt") != DECLARATION:
        raise Difference("bagit.txt", DECLARATION.decode(), members["bagit.txt"].decode("utf-8", "replace"))
    _check_manifest(members, MANIFEST, payload_names(members))
    _check_manifest(members, TAG_MANIFEST, tag_names(members))


def _check_manifest(members: dict[str, bytes], manifest: str, names: list[str]) -> None:
    if manifest not in members:
        raise Difference(manifest, None, "missing_member")
    rebuilt = manifest_of(members, names)
    if members[manifest] != rebuilt:
        raise _first_line_apart(members[manifest], rebuilt, manifest)


def _first_line_apart(stated: bytes, rebuilt: bytes, manifest: str) -> Difference:
    stated_hashes, found_hashes = _hashes(stated), _hashes(rebuilt)
    for name in sorted({*stated_hashes, *found_hashes}):
        if stated_hashes.get(name) != found_hashes.get(name):
            return Difference(name, stated_hashes.get(name), found_hashes.get(name))
    return Difference(manifest, hashlib.sha256(stated).hexdigest(), hashlib.sha256(rebuilt).hexdigest())


def _hashes(manifest: bytes) -> dict[str, str]:
    """Return path → hash of every line that can be read as one."""
    pairs = (line.split("  ", 1) for line in manifest.decode("utf-8", "replace").split("\n") if "  " in line)
    return {name: digest for digest, name in pairs}


def origin_of(members: dict[str, bytes], key: bytes | None) -> str:
    """Return `proved`, `unknown_key` or `not_proved`; Difference if the package is not signed by its own key.

    Only a key the reader brings proves an origin: the one inside a package proves that nothing changed since
    its holder signed.
    """
    own, signature = members.get(PUBLIC_KEY, b""), members.get(SIGNATURE)
    if signature is None:
        raise Difference(SIGNATURE, None, "missing_member")
    if len(own) != PUBLIC_KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        raise Difference(SIGNATURE, [SIGNATURE_BYTES, PUBLIC_KEY_BYTES], [len(signature), len(own)])
    if not signature_fits(own, signature, members[TAG_MANIFEST]):
        raise Difference(SIGNATURE, signature.hex(), "signature_does_not_fit")
    if key is None:
        return "unknown_key"
    return "proved" if key == own else "not_proved"
