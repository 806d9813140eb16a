"""An evidence package as bytes: a BagIt bag in a zip, signed, the same bytes for the same content.

The layout is what `tracker.reference.verify_bag` checks; both share its names.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Protocol

from tracker.reference.verify_bag import (
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    PUBLIC_KEY,
    SIGNATURE,
    TAG_MANIFEST,
    manifest_of,
    payload_names,
    tag_names,
)

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can state; members carry no other, so that equal content gives equal bytes."""
_ORDINARY_FILE = 0o100644 << 16


class Signer(Protocol):
    """Whoever holds an installation's key."""

    @property
    def public_key(self) -> bytes:
        """Return the 32 raw bytes of the public key."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature (64 bytes) of a message."""


def package_bytes(
    base: str,
    data: Mapping[str, bytes],
    info: Mapping[str, str],
    verifier: bytes,
    signer: Signer,
) -> bytes:
    """Return the zip of a bag in the folder `base`.

    `data`: payload files by their name below data/. `info`: the lines of bag-info.txt. `verifier`: the
    source of verify.py. The signature covers the raw bytes of the tag manifest, and through it every file.
    """
    members = {f"{PAYLOAD}{name}": content for name, content in data.items()}
    members["bagit.txt"] = DECLARATION
    members["bag-info.txt"] = _info_lines(info, data)
    members["verify.py"] = verifier
    members[PUBLIC_KEY] = signer.public_key
    members[MANIFEST] = manifest_of(members, payload_names(members))
    members[TAG_MANIFEST] = manifest_of(members, tag_names(members))
    members[SIGNATURE] = signer.sign(members[TAG_MANIFEST])
    return _zip({f"{base}/{name}": content for name, content in members.items()})


def _info_lines(info: Mapping[str, str], data: Mapping[str, bytes]) -> bytes:
    size = sum(len(content) for content in data.values())
    lines = {**info, "Payload-Oxum": f"{size}.{len(data)}"}
    return "".join(f"{label}: {value}\n" for label, value in lines.items()).encode()


def _zip(members: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _ORDINARY_FILE
            archive.writestr(entry, members[name])
    return whole.getvalue()
