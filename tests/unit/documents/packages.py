"""A small evidence package for tests: one invented park over two years, built as the service builds it."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.support.rules import catalog
from tracker.documents.package import package_bytes
from tracker.documents.verifier import verifier_source
from tracker.reference.rows import rows
from tracker.reference.verify_bag import (
    MANIFEST,
    SIGNATURE,
    TAG_MANIFEST,
    manifest_of,
    payload_names,
    tag_names,
)
from tracker.reference.verify_data import facts_of, fingerprint

BASE = "P1_yunnan-parks-14fyp_2023-2024_r1"


class Key:
    """A signing key made from one repeated byte."""

    def __init__(self, byte: int = 7) -> None:
        self._secret = Ed25519PrivateKey.from_private_bytes(bytes([byte]) * 32)
        self.public_key = self._secret.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._secret.sign(message)


def figure(item: str, period: str, text: str, unit: str, value: float, base: int | None = None) -> dict:
    return {
        "site": "P1",
        "item": item,
        "period": period,
        "value": value,
        "base": base,
        "text": text,
        "unit": unit,
        "source": "meter",
        "reason": None,
        "note": "",
    }


def figures() -> list[dict]:
    listed = []
    for year, energy in ((2023, "100"), (2024, "90")):
        for month in range(1, 13):
            period = f"{year}-{month:02d}"
            listed.append(figure("electricity", period, energy, "万kWh", float(energy) * 1e4))
            listed.append(figure("value_added_real", period, "1,000.0", "万元@2020", 1000.0, 2020))
            listed.append(figure("tap_water", period, "5000", "m³", 5000.0))
    return listed


@cache
def catalog_facts() -> dict:
    return catalog().document()


def known() -> list[str]:
    return [fingerprint(catalog_facts())]


def data_files() -> dict[str, bytes]:
    site = {
        "code": "P1",
        "name": "示例园区",
        "kind": "park",
        "region": "CN-YN",
        "from": None,
        "until": None,
        "level": [],
        "scope": [],
        "collect": [],
        "parent": [],
        "adopted": [],
        "declarations": [],
    }
    package = {
        "format": 1,
        "site": "P1",
        "standard": "yunnan-parks-14fyp",
        "years": "2023-2024",
        "revision": 1,
        "today": "2025-06-30",
        "catalog": "0123456789abcdef",
    }
    conversions = {
        "electricity": {"万kWh": {"multiply": 10000.0, "divide": 1.0, "base": None}},
        "value_added_real": {"万元@2020": {"multiply": 1.0, "divide": 1.0, "base": 2020}},
        "tap_water": {"m³": {"multiply": 1.0, "divide": 1.0, "base": None}},
    }
    reports = [{"site": "P1", "period": f"2023-{month:02d}", "state": "accepted"} for month in range(1, 13)]
    files = {
        "package.json": package,
        "catalog.json": {"document": catalog_facts(), "conversions": conversions},
        "sites.json": [site],
        "figures.json": figures(),
        "reports.json": reports,
    }
    data = {name: as_json(content) for name, content in files.items()}
    facts = facts_of({f"data/{name}": content for name, content in data.items()})
    data["results.json"] = as_json(rows(facts, sites=["P1"], standard=package["standard"]))
    return data


def as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


@cache
def package() -> bytes:
    info = {"External-Identifier": BASE}
    return package_bytes(BASE, data_files(), info, verifier_source(known()), Key())


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def changed(change: dict[str, bytes | None], *, rebuilt: bool = False, key: Key | None = None) -> bytes:
    """Return the package with files replaced, added or (None) removed; manifests rebuilt, signed anew."""
    files = {name.removeprefix(f"{BASE}/"): content for name, content in members(package()).items()}
    files |= {name: content for name, content in change.items() if content is not None}
    for name in [name for name, content in change.items() if content is None]:
        del files[name]
    if rebuilt:
        files[MANIFEST] = manifest_of(files, payload_names(files))
        files[TAG_MANIFEST] = manifest_of(files, tag_names(files))
    if key is not None:
        files[SIGNATURE] = key.sign(files[TAG_MANIFEST])
    return zipped({f"{BASE}/{name}": content for name, content in files.items()})


def stored(folder: Path, content: bytes) -> Path:
    path = folder / "package.zip"
    path.write_bytes(content)
    return path
