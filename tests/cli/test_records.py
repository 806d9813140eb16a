"""`imports`, `undo` and `form`, as a script speaks to them."""

from collections.abc import Callable

from tests.cli.conftest import Tracker


def test_an_import_is_listed_and_undone_once(
    tracker: Tracker, add_account: Callable[[str, str, str], None]
) -> None:
    tracker.done("site", "add", "--code", "P1", "--name", "示范园区", "--level", "provincial")
    add_account("zhang", "officer", "P1")
    tracker.done("import", tracker.file([("P1", "2024-01", "electricity", "10", "万kWh")], name="一月.csv"))
    (batch,) = tracker.done("imports", "--site", "P1", "--format", "json").json
    assert (batch["files"], batch["figures"], batch["made_by"]) == (["一月.csv"], 1, "operator")
    number = str(batch["id"])
    assert tracker("undo", number).code == 2  # a step needs somebody who takes it
    tracker.done("undo", number, "--as", "zhang", "--reason", "导错文件")
    assert tracker.done("export", "--site", "P1").out.count("\n") == 1
    again = tracker("--lang", "en", "undo", number, "--as", "zhang")
    assert (again.code, "undone by zhang" in again.err) == (1, True)
    assert tracker.done("audit", "verify", "--format", "json").json["holds"]


def test_a_form_is_written_as_a_pdf_and_a_bad_place_is_told(tracker: Tracker) -> None:
    tracker.done("site", "add", "--code", "P1", "--name", "示范园区", "--level", "provincial")
    place = tracker.folder / "表.pdf"
    call = ("form", "--site", "P1", "--period", "2024-01", "--out")
    tracker.done(*call, str(place), "--empty")
    assert place.read_bytes().startswith(b"%PDF")
    assert tracker(*call, str(tracker.folder / "none" / "x.pdf")).code == 1
    assert tracker("form", "--site", "P1", "--period", "2024-01..02", "--out", str(place)).code == 1
