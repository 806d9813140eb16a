"""The plain signature check against the vectors of RFC 8032 (section 7.1) and the library that signs."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tracker.reference.verify_signature import signature_fits

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_published_vectors_fit(key, message, signature):
    assert signature_fits(bytes.fromhex(key), bytes.fromhex(signature), bytes.fromhex(message))


def signed(message: bytes) -> tuple[bytes, bytes]:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    return key.public_key().public_bytes_raw(), key.sign(message)


def test_what_the_library_signs_fits():
    public, signature = signed("园区佐证材料".encode())
    assert signature_fits(public, signature, "园区佐证材料".encode())


@pytest.mark.parametrize("position", range(0, 64, 7))
def test_a_changed_signature_does_not_fit(position):
    public, signature = signed(b"manifest")
    changed = bytearray(signature)
    changed[position] ^= 1
    assert not signature_fits(public, bytes(changed), b"manifest")


def test_another_message_or_another_key_does_not_fit():
    public, signature = signed(b"manifest")
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    assert not signature_fits(public, signature, b"manifest ")
    assert not signature_fits(other, signature, b"manifest")


def test_a_scalar_above_the_order_is_no_second_signature():
    public, signature = signed(b"manifest")
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(signature[32:], "little") + order
    assert not signature_fits(public, signature[:32] + scalar.to_bytes(32, "little"), b"manifest")


@pytest.mark.parametrize("key", [b"", bytes(31), b"\xff" * 32, b"\x02" + bytes(31)])
def test_what_is_no_key_never_fits(key):
    assert not signature_fits(key, bytes(64), b"manifest")
