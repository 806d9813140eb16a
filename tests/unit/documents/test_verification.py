"""What `verify` says of packages that were cut, changed, rebuilt, signed by others, or made to do harm."""

import io
import json
import stat
import zipfile

import pytest

from tests.unit.documents.packages import BASE, Key, as_json, changed, known, members, package, stored, zipped
from tracker.reference import verify_archive
from tracker.reference.verify import verify

NAMES = sorted(members(package()))


def answer_to(tmp_path, content, **given):
    return verify(stored(tmp_path, content), known=known(), **given)


def difference(tmp_path, content, **given):
    answer = answer_to(tmp_path, content, **given)
    assert not answer["consistent"]
    assert answer["origin"] == "not_proved"
    return answer["first_difference"]


def with_figure(change):
    figures = json.loads(members(package())[f"{BASE}/data/figures.json"])
    change(figures)
    return {"data/figures.json": as_json(figures)}


def test_an_untouched_package_is_consistent_and_counted(tmp_path):
    answer = answer_to(tmp_path, package())
    assert answer["consistent"]
    assert answer["first_difference"] is None
    assert answer["package"] == {
        "site": "P1",
        "standard": "yunnan-parks-14fyp",
        "years": "2023-2024",
        "revision": 1,
        "format": 1,
    }
    assert answer["counts"]["figures"] == 72
    assert answer["counts"]["files"] == len(NAMES)
    assert answer["counts"]["indicators"] > answer["counts"]["findings"] > 0


def test_only_the_key_the_reader_brings_proves_the_origin(tmp_path):
    assert answer_to(tmp_path, package())["origin"] == "unknown_key"
    assert answer_to(tmp_path, package(), key=Key().public_key)["origin"] == "proved"
    assert answer_to(tmp_path, package(), key=Key(9).public_key)["origin"] == "not_proved"


def test_rules_nobody_here_knows_are_called_unknown(tmp_path):
    assert answer_to(tmp_path, package())["rules"] == "known"
    assert verify(stored(tmp_path, package()))["rules"] == "unknown"


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_byte_in_any_file_is_found(tmp_path, name):
    files = members(package())
    for position in {0, len(files[name]) // 2, len(files[name]) - 1}:
        content = bytearray(files[name])
        content[position] ^= 1
        assert difference(tmp_path, zipped({**files, name: bytes(content)})) is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_removed_file_is_found(tmp_path, name):
    files = members(package())
    del files[name]
    assert difference(tmp_path, zipped(files)) is not None


def test_a_figure_changed_in_place_is_named_by_its_file_and_hashes(tmp_path):
    found = difference(tmp_path, changed(with_figure(lambda figures: figures.pop())))
    assert found["file"] == "data/figures.json"
    assert found["stated"] != found["recomputed"]
    assert len(found["stated"]) == len(found["recomputed"]) == 64


def test_a_figure_that_its_typed_text_does_not_give_is_named_by_row(tmp_path):
    change = with_figure(lambda figures: figures[3].update(value=900000.0))
    found = difference(tmp_path, changed(change, rebuilt=True, key=Key()))
    assert found == {"file": "data/figures.json", "row": 4, "stated": 900000.0, "recomputed": 1000000.0}


def test_a_figure_changed_with_its_text_shows_in_the_results(tmp_path):
    change = with_figure(lambda figures: figures[0].update(value=500000.0, text="50"))
    found = difference(tmp_path, changed(change, rebuilt=True, key=Key()))
    assert (found["file"], found["row"]) == ("data/results.json", found["row"])
    assert set(found["stated"]) == set(found["recomputed"]) != set()


def test_a_changed_verdict_is_found_by_recomputation(tmp_path):
    results = json.loads(members(package())[f"{BASE}/data/results.json"])
    row = next(n for n, row in enumerate(results) if row["findings"])
    results[row]["findings"][0]["status"] = "exempt"
    found = difference(tmp_path, changed({"data/results.json": as_json(results)}, rebuilt=True, key=Key()))
    assert (found["file"], found["row"]) == ("data/results.json", row + 1)
    assert set(found["stated"]) == {"findings"}


def test_a_row_left_out_of_the_results_is_found(tmp_path):
    results = json.loads(members(package())[f"{BASE}/data/results.json"])
    found = difference(
        tmp_path, changed({"data/results.json": as_json(results[:-1])}, rebuilt=True, key=Key())
    )
    assert (found["row"], found["stated"]) == (len(results), None)


def test_an_edited_factor_changes_the_results(tmp_path):
    catalog = json.loads(members(package())[f"{BASE}/data/catalog.json"])
    catalog["document"]["factors"]["ce_electricity"]["values"][0]["value"] *= 0.5
    found = difference(tmp_path, changed({"data/catalog.json": as_json(catalog)}, rebuilt=True, key=Key()))
    assert found["file"] == "data/results.json"


def test_manifests_rebuilt_without_the_key_do_not_fit_the_signature(tmp_path):
    found = difference(tmp_path, changed({"data/README.md": b"more"}, rebuilt=True))
    assert (found["file"], found["recomputed"]) == ("signature.bin", "signature_does_not_fit")


def test_a_package_without_its_signature_is_inconsistent(tmp_path):
    found = difference(tmp_path, changed({"signature.bin": None}))
    assert (found["file"], found["recomputed"]) == ("signature.bin", "missing_member")


def test_a_file_that_no_manifest_names_is_found(tmp_path):
    for name in ("data/more.csv", "more.txt"):
        found = difference(tmp_path, changed({name: b"x"}))
        assert (found["file"], found["stated"]) == (name, None)


def test_a_manifest_is_compared_as_bytes(tmp_path):
    manifest = members(package())[f"{BASE}/manifest-sha256.txt"]
    found = difference(tmp_path, changed({"manifest-sha256.txt": manifest.replace(b"\n", b"\r\n")}))
    assert found["file"] is not None


def test_a_package_signed_by_another_key_keeps_to_itself_but_proves_nothing(tmp_path):
    other = Key(9)
    content = changed({"public_key.bin": other.public_key}, rebuilt=True, key=other)
    assert answer_to(tmp_path, content)["origin"] == "unknown_key"
    assert answer_to(tmp_path, content, key=Key().public_key)["origin"] == "not_proved"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_one_clear_answer(tmp_path, share):
    found = difference(tmp_path, package()[: int(len(package()) * share)])
    assert found["recomputed"] in ("not_a_zip", "unreadable", "overlapping_members")


def test_what_is_no_file_at_all_is_one_clear_answer(tmp_path):
    assert verify(tmp_path / "none.zip")["first_difference"]["recomputed"] == "no_such_file"
    assert verify(tmp_path)["first_difference"]["recomputed"] == "not_a_package"


def raw_zip(*entries):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, content)
    return whole.getvalue()


FILE, LINK = stat.S_IFREG | 0o644, stat.S_IFLNK | 0o777
HOSTILE = {
    "bad_name": [("../../outside.txt", b"x", FILE)],
    "link": [("a/data/link", b"/etc/hosts", LINK)],
    "expands_too_much": [("a/bagit.txt", bytes(3 * 2**20), FILE)],
    "duplicate_member": [("a/bagit.txt", b"x", FILE), ("a/BagIt.txt", b"y", FILE)],
    "outside_the_bag": [("a/bagit.txt", b"x", FILE), ("b.txt", b"y", FILE)],
    "not_a_package": [("a/readme.txt", b"x", FILE)],
}


@pytest.mark.parametrize("code", HOSTILE)
def test_a_zip_made_to_do_harm_is_refused_before_it_can(tmp_path, code):
    assert difference(tmp_path, raw_zip(*HOSTILE[code]))["recomputed"] == code
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]


@pytest.mark.parametrize("name", ["/etc/x", "a\\..\\x", "C:x", "a//b", "a/./b", "a\x01b"])
def test_names_that_mean_another_place_somewhere_are_refused(tmp_path, name):
    assert difference(tmp_path, raw_zip((name, b"x", FILE)))["recomputed"] == "bad_name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused(tmp_path):
    content = raw_zip(("a/bagit.txt", b"x", FILE), ("a/bagit.txt", b"y", FILE))
    assert difference(tmp_path, content)["recomputed"] == "duplicate_member"


def test_too_many_or_too_large_members_are_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(verify_archive, "MOST_MEMBERS", 5)
    assert difference(tmp_path, package())["recomputed"] == "too_many_members"
    monkeypatch.setattr(verify_archive, "MOST_MEMBERS", 5000)
    monkeypatch.setattr(verify_archive, "MOST_BYTES", 1000)
    assert difference(tmp_path, package())["recomputed"] == "too_large"


BROKEN_DATA = {
    "data/package.json": [b"[]", b"{", b'{"years":"2023-2024","site":"P9","standard":"x","today":"y"}'],
    "data/figures.json": [b"[1]", b"[{}]", b"[" * 100_000, b'[{"value":NaN}]', b"\xff"],
    "data/sites.json": [b"[]", b'[{"code":1}]'],
    "data/reports.json": [b'[{"state":"accepted"}]'],
    "data/catalog.json": [b"{}", b'{"document":{},"conversions":{}}'],
    "data/results.json": [b"{}", b"[1]", b"[]"],
}


@pytest.mark.parametrize(("name", "content"), [(n, c) for n, cs in BROKEN_DATA.items() for c in cs])
def test_data_that_is_not_data_is_one_clear_answer(tmp_path, name, content):
    assert difference(tmp_path, changed({name: content}, rebuilt=True, key=Key()))["file"].startswith("data/")


@pytest.mark.parametrize("period", ["2024-13", "20240", "2024-01..01", 5, "9999-01"])
def test_periods_that_would_make_endless_work_are_refused(tmp_path, period):
    change = with_figure(lambda figures: figures[0].update(period=period))
    assert difference(tmp_path, changed(change, rebuilt=True, key=Key()))["file"] == "data/figures.json"


@pytest.mark.parametrize("position", range(11, 66_000, 1999))
def test_no_changed_byte_of_the_zip_itself_goes_past_unseen_or_breaks_the_check(tmp_path, position):
    content = bytearray(package())
    content[position % len(content)] ^= 0x41
    answer = answer_to(tmp_path, bytes(content))
    assert answer["consistent"] == (answer["first_difference"] is None)
    if answer["consistent"]:  # a byte of the zip's own book-keeping, not of any file
        assert members(bytes(content)) == members(package())
