"""A package as built: valid for other validators, equal bytes for equal content, able to check itself."""

import json
import subprocess
import sys
import zipfile

import bagit
import pytest

from tests.unit.documents.packages import BASE, Key, data_files, known, members, package, stored
from tracker.documents.package import package_bytes
from tracker.documents.verifier import verifier_source


@pytest.fixture
def unpacked(tmp_path):
    with zipfile.ZipFile(stored(tmp_path, package())) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked" / BASE


def run(*command, folder):
    done = subprocess.run(
        [sys.executable, "-I", *command], capture_output=True, cwd=folder, check=False, encoding="utf-8"
    )
    return done, json.loads(done.stdout or "null")


def test_it_is_a_valid_bag(unpacked):
    bagit.Bag(str(unpacked)).validate()


def test_equal_content_gives_equal_bytes():
    again = package_bytes(BASE, data_files(), {"External-Identifier": BASE}, verifier_source(known()), Key())
    assert again == package()


def test_signature_and_key_are_raw_files_of_64_and_32_bytes():
    files = members(package())
    assert len(files[f"{BASE}/signature.bin"]) == 64
    assert len(files[f"{BASE}/public_key.bin"]) == 32


def test_its_own_verifier_checks_the_folder_it_lies_in(unpacked):
    done, answer = run("verify.py", folder=unpacked)
    assert done.returncode == 0, done.stderr
    assert answer["consistent"]
    assert (answer["origin"], answer["rules"]) == ("unknown_key", "known")
    assert "来源未证实" in done.stderr


def test_its_own_verifier_checks_a_zip_with_a_key_and_leaves_nothing_behind(unpacked, tmp_path):
    (tmp_path / "alone").mkdir()
    script = tmp_path / "alone" / "verify.py"
    script.write_bytes((unpacked / "verify.py").read_bytes())
    key = str(unpacked / "public_key.bin")
    done, answer = run("verify.py", str(tmp_path / "package.zip"), "--key", key, folder=script.parent)
    assert done.returncode == 0, done.stderr
    assert answer["origin"] == "proved"
    assert list(script.parent.iterdir()) == [script]


def test_its_own_verifier_finds_a_changed_figure(unpacked):
    figures = unpacked / "data" / "figures.json"
    figures.write_bytes(figures.read_bytes().replace(b"1000.0", b"1001.0", 1))
    done, answer = run("verify.py", folder=unpacked)
    assert done.returncode == 1
    assert answer["first_difference"]["file"] == "data/figures.json"


def test_its_own_verifier_names_a_key_it_cannot_read(unpacked):
    done, _ = run("verify.py", "--key", "bagit.txt", folder=unpacked)
    assert done.returncode == 2
    assert "bagit.txt" in done.stderr
    assert "Traceback" not in done.stderr
