"""Files that are no tables, and how a table may be written (issue, Bad input)."""

from pathlib import Path

import pytest

from tests.services.province import HEADER, Province
from tracker.messages import sentence
from tracker.services.exchange.csv_files import MAX_BYTES
from tracker.services.exchange.importing import ImportOutcome, import_files
from tracker.services.permissions import OPERATOR

ROW = "P1,2024-03,electricity,5,kWh,,,"


def bring_in(province: Province, content: bytes, **options: object) -> ImportOutcome:
    path = province.folder / "sent.csv"
    path.write_bytes(content)
    return import_files(province.app, OPERATOR, [path], **options)  # type: ignore[arg-type]


UNREADABLE = [
    (b"", "empty", None),
    (b"\xef\xbb\xbf\r\n", "empty", None),
    (b"PK\x03\x04\x14\x00", "not_a_table", None),
    (b"\x7fELF\x02\x01\x00\x00", "not_a_table", None),
    (b"\xff\xfes\x00i\x00", "encoding", None),
    (b"site,period,item,value,unit\n\xff\xff\xff\n", "encoding", None),
    (ROW.encode(), "not_a_table", 1),
    (b"site,period,item,value\nP1,2024-03,electricity,5\n", "not_a_table", 1),
    (b"site,period,item,value,unit,unit\n", "not_a_table", 1),
    (HEADER.encode() + b'\nP1,2024-03,"electricity,5,kWh\n', "not_a_table", 2),
]


@pytest.mark.parametrize(("content", "code", "row"), UNREADABLE)
def test_a_file_that_is_no_table_is_refused_whole(
    province: Province, content: bytes, code: str, row: int | None
) -> None:
    outcome = bring_in(province, content)
    (problem,) = outcome.problems
    assert (problem.code, problem.row, problem.severity) == (code, row, "error")
    assert not outcome.stored
    assert problem.as_json("zh")["message"] != problem.as_json("en")["message"]


def test_a_folder_and_a_missing_file_are_named(province: Province) -> None:
    missing = province.folder / "nowhere.csv"
    outcome = import_files(province.app, OPERATOR, [province.folder, missing])
    assert [(problem.file, problem.code) for problem in outcome.problems] == [
        (str(province.folder), "not_a_table"),
        (str(missing), "not_a_table"),
    ]


def test_a_file_too_large_is_refused_before_it_is_read(province: Province) -> None:
    resource = pytest.importorskip("resource")  # Windows has none
    path = province.folder / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (problem,) = import_files(province.app, OPERATOR, [path]).problems
    assert problem.code == "too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MAX_BYTES // 1024


def test_a_file_in_gb18030_is_read(province: Province) -> None:
    outcome = bring_in(province, f"{HEADER}\n{ROW}电表读数\n".encode("gb18030"))
    (figure,) = province.figures().values()
    assert (outcome.changed, figure.note) == (1, "电表读数")


def test_columns_stand_in_any_order_and_unknown_ones_are_named(province: Province) -> None:
    outcome = bring_in(
        province, "﻿Unit,value,item,period,site,电话\nkWh,5,electricity,2024-03,P1,0\n".encode()
    )
    assert outcome.changed == 1
    assert [(problem.code, problem.column) for problem in outcome.problems] == [("unknown_column", "电话")]


def test_with_a_site_named_its_column_may_be_left_out(province: Province) -> None:
    outcome = bring_in(province, b"period,item,value,unit\n2024-03,electricity,5,kWh\n", site="P1")
    assert outcome.changed == 1


def test_blank_rows_are_no_rows_and_keep_their_numbers(province: Province) -> None:
    outcome = bring_in(province, f"{HEADER}\r\n\r\n,,,,,,,\r\n{ROW}\r\nP1,2024-03,gold,5,t,,,\r\n".encode())
    assert outcome.rows == 2
    assert [problem.row for problem in outcome.problems] == [5]


@pytest.mark.parametrize("row", ["P1,2024-03,electricity,1,204,kWh,,,电表", "P1,2024-03,electricity"])
def test_a_row_with_too_many_or_too_few_cells_is_refused(province: Province, row: str) -> None:
    outcome = bring_in(province, f"{HEADER}\n{row}\n".encode())
    (problem,) = outcome.problems
    assert (problem.code, problem.row, outcome.refused) == ("not_a_table", 2, 1)


def test_a_header_without_rows_is_only_a_warning(province: Province) -> None:
    outcome = bring_in(province, HEADER.encode())
    assert [(problem.code, problem.severity) for problem in outcome.problems] == [("empty", "warning")]
    assert outcome.stored


def test_one_bad_file_keeps_the_others_from_being_stored(province: Province, tmp_path: Path) -> None:
    good = province.file(ROW)
    outcome = import_files(province.app, OPERATOR, [good, tmp_path / "nowhere.csv"])
    assert (outcome.changed, outcome.stored) == (1, False)
    assert import_files(province.app, OPERATOR, [good, tmp_path / "nowhere.csv"], partial=True).stored


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"MZ\x90\x00\x03" + bytes(400), "可执行程序"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400), "图片"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj\n" * 40, " PDF 文档"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(400), "压缩文件"),
    ],
)
def test_a_file_renamed_to_a_workbook_is_named_for_what_it_is(
    province: Province, content: bytes, kind: str
) -> None:
    path = province.folder / "月报.xlsx"
    path.write_bytes(content)
    (problem,) = import_files(province.app, OPERATOR, [path], site="P1").problems
    assert f"文件内容是{kind}，不是表格" in sentence(problem.message, "zh", **problem.params)
    assert problem.code == "not_a_table"
