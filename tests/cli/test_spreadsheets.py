"""`tracker import` of a spreadsheet: without asking where all is certain, else it says what is missing."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.conftest import Tracker


@pytest.fixture
def park(tracker: Tracker) -> Tracker:
    tracker.done("site", "add", "--code", "P1", "--name", "示范园区")
    return tracker


def sheet(folder: Path, *rows: list[object]) -> str:
    path = folder / "月报.xlsx"
    with xlsxwriter.Workbook(path) as book:
        made = book.add_worksheet("数据")
        for place, row in enumerate(rows):
            made.write_row(place, 0, row)
    return str(path)


def test_a_certain_spreadsheet_is_imported_and_comes_out_again(park: Tracker, tmp_path: Path) -> None:
    path = sheet(tmp_path, ["2024年"], ["月份", "用电量(万千瓦时)"], ["3月", 1234.5])
    answer = park.done("import", path, "--site", "P1", "--format", "json").json
    assert answer == {
        "files": 1, "rows": 1, "accepted": 1, "changed": 1, "unchanged": 0, "refused": 0,
        "stored": True, "problems": [],
    }  # fmt: skip
    exported = tmp_path / "out.csv"
    park.done("export", "--site", "P1", "--out", str(exported))
    assert "P1,2024-03,electricity,1234.5,万千瓦时" in exported.read_text("utf-8-sig")
    assert park.done("import", str(exported), "--format", "json").json["unchanged"] == 1


def test_an_unclear_one_says_what_where_and_takes_the_answer_from_a_file(
    park: Tracker, tmp_path: Path
) -> None:
    path = sheet(tmp_path, ["2024年"], ["月份", "用电量（全厂）(kWh)"], ["3月", 5])
    answer = park("import", path, "--site", "P1", "--format", "json")
    (problem,) = answer.json["problems"]
    assert (answer.code, answer.json["stored"]) == (1, False)
    assert [problem[name] for name in ("sheet", "row", "column", "code")] == ["数据", 2, "B", "unknown_item"]
    assert "electricity" in problem["message"]

    said = tmp_path / "map.json"
    said.write_text(json.dumps({"sheets": {"数据": {"columns": {"B": {"item": "electricity"}}}}}), "utf-8")
    assert (
        park.done("import", path, "--site", "P1", "--map", str(said), "--format", "json").json["changed"] == 1
    )
    assert park.done("import", path, "--site", "P1", "--format", "json").json["unchanged"] == 1


@pytest.mark.parametrize("content", ["{", '{"sheets": 5}', None])
def test_a_file_of_answers_that_is_none_is_refused_in_one_sentence(
    park: Tracker, tmp_path: Path, content: str | None
) -> None:
    said = tmp_path / "map.json"
    if content is not None:
        said.write_text(content)
    answer = park("import", "x.xlsx", "--map", str(said))
    assert (answer.code, len(answer.err.strip().splitlines()), "Traceback" in answer.err) == (1, 1, False)
