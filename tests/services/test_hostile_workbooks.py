"""Workbooks that must not be opened, or only with care: refused clearly, nothing stored, memory bounded."""

import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.services.province import Province
from tests.services.sheets import bring_in, stored, told, workbook
from tracker.services.exchange.spreadsheets import archive

ROWS = [["2024年"], ["月份", "柴油(吨)", "汽油(吨)"], ["3月", 5, 6]]
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def changed(source: Path, name: str, change: Change, extra: dict[str, bytes] | None = None) -> Path:
    """Write a workbook with one member changed and others added."""
    target = source.with_name("changed.xlsx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, change(content) if member.filename == name else content)
        for added, content in (extra or {}).items():
            new.writestr(added, content)
    return target


def with_rows(rows: bytes) -> Change:
    return lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>")


def same(content: bytes) -> bytes:
    return content


@pytest.fixture
def plain(province: Province) -> Path:
    return workbook(province.folder, {"数据": ROWS})


def refused(province: Province, path: Path) -> str:
    outcome = bring_in(province, path, site="P1", partial=True)
    assert (outcome.stored and bool(province.figures()), outcome.ok) == (False, False)
    (problem,) = [problem for problem in outcome.problems if problem.severity == "error"]
    return problem.message


def test_a_workbook_with_macros(province: Province, plain: Path) -> None:
    path = changed(plain, "", same, {"xl/vbaProject.bin": b"x"})
    assert refused(province, path) == "workbook_macros"


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"},
            "workbook_kind",
        ),
        ({"xl/workbook.bin": b"x"}, "workbook_kind"),
        ({"photo.jpg": b"x"}, "is_archive"),
        ({f"{number}.xml": b"" for number in range(2_100)}, "workbook_members"),
    ],
)
def test_another_kind_of_archive(province: Province, members: dict[str, bytes], message: str) -> None:
    path = province.folder / "archive.xlsx"
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
    assert refused(province, path) == message


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04" + b"\0" * 50, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PK\x03\x04"],
)
def test_a_broken_workbook(province: Province, content: bytes) -> None:
    path = province.folder / "broken.xlsx"
    path.write_bytes(content)
    assert refused(province, path) == "workbook_broken"


def test_a_program_called_a_workbook(province: Province) -> None:
    path = province.folder / "月报.xlsx"
    path.write_bytes(b"MZ\x90\x00" + b"\0" * 2000)
    assert refused(province, path) == "is_another_kind"


@pytest.mark.parametrize(
    "content", [b"<html><body><table>", b"\xef\xbb\xbf\n <!DOCTYPE html>", b"<?xml version='1.0'?>"]
)
def test_a_web_page_called_a_workbook(province: Province, content: bytes) -> None:
    path = province.folder / "月报.xls"
    path.write_bytes(content + b"<tr><td>1</td></tr>" * 20)
    assert refused(province, path) == "is_web_page"


def test_a_cut_workbook(province: Province, plain: Path) -> None:
    plain.write_bytes(plain.read_bytes()[:-300])
    assert refused(province, plain) == "workbook_broken"


def test_a_bomb_is_not_unpacked(province: Province, plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 3_000_000)
    path = changed(plain, "", same, {"xl/more.xml": b"a" * 4_000_000})
    assert refused(province, path) == "workbook_bomb"


def test_a_bomb_that_states_its_size_is_refused_before_anything_is_unpacked(
    province: Province, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed(plain, "", same, {f"xl/more{place}.xml": b"a" * 40_000_000 for place in range(7)})

    def unpacked(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(archive, "_chunks", unpacked)
    assert refused(province, path) == "workbook_bomb"


def test_a_bomb_that_states_a_small_size_is_noticed(province: Province, plain: Path) -> None:
    path = changed(plain, "", same, {"xl/bomb.xml": b"a" * 5_000_000})
    # both headers now say that a hundred bytes come out
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", 5_000_000), struct.pack("<L", 100)))
    assert refused(province, path) == "workbook_bomb"


def test_a_locked_member(province: Province, plain: Path) -> None:
    content = bytearray(plain.read_bytes())
    for match in re.finditer(b"PK\x01\x02", bytes(content)):
        content[match.start() + 8] |= 1
    plain.write_bytes(content)
    assert refused(province, plain) == "workbook_encrypted"


@pytest.mark.parametrize("far", [b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'])
def test_cells_in_far_corners_are_not_laid_out(province: Province, plain: Path, far: bytes) -> None:
    assert refused(province, changed(plain, SHEET, with_rows(far))) == "sheet_too_wide"


def test_cells_without_references_are_counted_as_wide_as_they_may_be(province: Province, plain: Path) -> None:
    rows = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b'</row><row r="9999"><c><v>1</v></c></row>'
    assert refused(province, changed(plain, SHEET, with_rows(rows))) == "sheet_too_wide"


def test_a_million_formatted_empty_rows_are_no_rows(province: Province, plain: Path) -> None:
    blank = b"".join(b'<row r="%d"><c r="F%d" s="0"/></row>' % (row, row) for row in range(4, 1_048_577, 8))
    outcome = bring_in(province, changed(plain, SHEET, with_rows(blank)), site="P1")
    assert (outcome.changed, outcome.problems) == (2, ())


def test_long_texts_repeated_over_many_cells(
    province: Province, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TEXT", 1_000_000)
    path = workbook(province.folder, {"S": [["字" * 30_000] * 40]})
    assert refused(province, path) == "workbook_texts"


def test_a_photo_in_a_workbook_is_not_looked_at(province: Province, plain: Path) -> None:
    path = changed(plain, "", same, {"xl/media/image1.jpeg": bytes(30_000_000)})
    assert bring_in(province, path, site="P1").changed == 2


def test_a_workbook_larger_than_is_read(province: Province, plain: Path) -> None:
    with plain.open("r+b") as stream:
        stream.truncate(60_000_000)
    assert refused(province, plain) == "too_large"


def test_links_to_other_workbooks_are_named_and_not_followed(province: Province, plain: Path) -> None:
    path = changed(plain, "", same, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    outcome = bring_in(province, path, site="P1")
    assert (told(outcome), outcome.changed) == ([("workbook_links", None, None)], 2)


def test_formulas_in_error_and_never_computed_name_their_cell(province: Province) -> None:
    path = province.folder / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        for place, row in enumerate([*ROWS[:2], ["3月"], ["4月"]]):
            sheet.write_row(place, 0, row)
        sheet.write_formula("B3", "=1/0", value="#DIV/0!")
        sheet.write_formula("C3", "=2+3", value=5)
        sheet.write_formula("B4", "=2+3", value="")
        sheet.write_number("C4", 7)
    outcome = bring_in(province, path, site="P1", partial=True)
    assert told(outcome) == [("cell_error", 3, "B"), ("cell_uncached", 4, "B")]
    assert "B3" in outcome.problems[0].as_json("zh")["message"]
    assert set(stored(province)) == {("gasoline", "2024-03"), ("gasoline", "2024-04")}


def test_a_cell_shown_as_a_percentage_is_not_read_a_hundred_times_too_small(province: Province) -> None:
    path = province.folder / "p.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, percent = book.add_worksheet("S"), book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["2024年"])
        sheet.write_row(1, 0, ["月份", "规上工业增加值增速(%)"])
        sheet.write_row(2, 0, ["3月"])
        sheet.write_number("B3", 0.053, percent)
        sheet.write_row(3, 0, ["4月", 5.3])
    outcome = bring_in(province, path, site="P1", partial=True)
    assert told(outcome) == [("cell_percent", 3, "B")]
    assert stored(province) == {("value_added_growth", "2024-04"): ("5.3", "%")}


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "<script>", "a\u202eb", "数据 'x'"])
def test_a_hostile_sheet_name_is_a_name(province: Province, name: str) -> None:
    safe = name.replace("/", "_").replace("*", "_").replace("'", "_")
    outcome = bring_in(province, workbook(province.folder, {safe: [["姓名"], ["甲"]], "S": ROWS}), site="P1")
    assert outcome.problems[0].as_json("zh")["sheet"].isprintable()
    assert outcome.changed == 2


@pytest.mark.parametrize("name", ["$(reboot).xlsx", "-rf.xlsx", "'; DROP TABLE site; --.xlsx"])
def test_a_hostile_file_name_is_a_name(province: Province, plain: Path, name: str) -> None:
    path = Path(shutil.copyfile(plain, province.folder / name))
    assert bring_in(province, path, site="P1").changed == 2
