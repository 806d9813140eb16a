"""`template` and `import --marked`: a workbook goes out, comes back, and comes back with its problems."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Tracker


@pytest.fixture
def template(tracker: Tracker) -> Path:
    tracker.done("site", "add", "--code", "P1", "--name", "示范园区")
    path = tracker.folder / "template.xlsx"
    tracker.done("template", "--site", "P1", "--year", "2025", "--out", str(path))
    return path


def fill(path: Path, label: str, head: str, value: object) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = next(place for place in range(8, 100) if sheet.cell(place, 2).value == label)
    column = next(place for place in range(4, 20) if sheet.cell(7, place).value == head)
    sheet.cell(row, column).value = value
    book.save(path)


def test_a_template_comes_back_without_a_question(tracker: Tracker, template: Path) -> None:
    fill(template, "电力", "1月", 39.5)
    first = tracker.done("import", str(template), "--format", "json").json
    assert (first["rows"], first["changed"]) == (1, 1)
    again = tracker.done("import", str(template), "--format", "json").json
    assert (again["changed"], again["unchanged"]) == (0, 1)


def test_a_year_nobody_enters_and_a_place_that_is_none_are_refused(tracker: Tracker, template: Path) -> None:
    for year, out in (("1999", "t.xlsx"), ("2025", "none/t.xlsx")):
        answer = tracker("template", "--site", "P1", "--year", year, "--out", str(tracker.folder / out))
        assert (answer.code, len(answer.err.splitlines())) == (1, 1)
        assert not (tracker.folder / out).exists()


def test_a_refused_file_is_written_with_its_problems(tracker: Tracker, template: Path) -> None:
    fill(template, "电力", "1月", "约40")
    marked = tracker.folder / "marked.xlsx"
    answer = tracker("import", str(template), "--marked", str(marked))
    assert answer.code == 1
    comments = [cell.comment.text for row in load_workbook(marked)["填报"] for cell in row if cell.comment]
    assert comments == ["“约40”不是数，请只填数字，如 1234.5"]
    again = tracker("import", str(marked), "--format", "json")
    assert [problem["code"] for problem in again.json["problems"]] == ["not_a_number"]


def test_nothing_is_marked_where_nothing_is_wrong(tracker: Tracker, template: Path) -> None:
    fill(template, "电力", "1月", 40)
    marked = tracker.folder / "marked.xlsx"
    tracker.done("import", str(template), "--marked", str(marked))
    assert not marked.exists()


def test_one_file_is_marked_at_a_time(tracker: Tracker, template: Path) -> None:
    answer = tracker("import", str(template), str(template), "--marked", str(tracker.folder / "m.xlsx"))
    assert answer.code == 2


def test_a_file_that_cannot_be_opened_is_said_not_to_be_marked(tracker: Tracker) -> None:
    broken = tracker.folder / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    answer = tracker("import", str(broken), "--marked", str(tracker.folder / "m.xlsx"))
    assert answer.code == 1
    assert "不能标注" in answer.err


@pytest.mark.full
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice; as root, make test-full installs it"
)
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_template_saved_by_another_program_is_still_one(
    tracker: Tracker, template: Path, kind: str
) -> None:
    fill(template, "电力", "1月", 39.5)
    saved = tracker.folder / "saved"
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(saved), str(template)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    answer = tracker.done("import", str(saved / f"template.{kind}"), "--format", "json").json
    assert (answer["rows"], answer["changed"]) == (1, 1)
