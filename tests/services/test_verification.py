"""`tracker verify` as a service: every difference as a sentence, and the key's file."""

import re
import stat
import sys
from pathlib import Path

import pytest

from tracker import reference
from tracker.messages import Refusal, all_messages
from tracker.services.proof.keys import SECRET_FILE, ensure_key, signing_key
from tracker.services.proof.verification import difference_text, verify_package


def codes():
    """The codes the checks of a package give where its structure itself is at fault."""
    sources = Path(reference.__file__).parent.glob("verify_*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    return sorted(set(re.findall(r'Difference\([^()]*?"([a-z]+_[a-z_]+)"', text)))


def test_every_code_of_a_difference_has_a_sentence():
    assert len(codes()) > 15
    assert [code for code in codes() if f"package_{code}" not in all_messages()] == []


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        ({"row": None, "stated": "aa", "recomputed": "bb"}, "与清单不符"),
        ({"row": None, "stated": None, "recomputed": "bb"}, "未列入清单"),
        ({"row": None, "stated": "aa", "recomputed": None}, "不在包内"),
        ({"row": 7, "stated": {"value": 1.0}, "recomputed": {"value": 2.0}}, "第 7 条"),
        ({"row": None, "stated": None, "recomputed": "not_a_zip"}, "不是完整的 zip"),
    ],
)
def test_a_difference_is_told_in_a_sentence_that_names_the_file(difference, words):
    told = difference_text({"file": "data/figures.json", **difference}, "zh")
    assert words in told
    assert "data/figures.json" in told


def test_a_file_that_is_not_there_is_an_answer(tmp_path):
    answer = verify_package(tmp_path / "none.zip")
    assert not answer["consistent"]
    assert answer["package"]["site"] is None


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    public = ensure_key(tmp_path / "keys")
    first = signing_key(tmp_path / "keys").public_key
    assert ensure_key(tmp_path / "keys").read_bytes() == first == public.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "keys" / SECRET_FILE).stat().st_mode) == 0o600


def test_a_damaged_key_is_named(tmp_path):
    ensure_key(tmp_path)
    (tmp_path / SECRET_FILE).write_bytes(b"short")
    with pytest.raises(Refusal) as refused:
        signing_key(tmp_path)
    assert refused.value.code == "key_damaged"
