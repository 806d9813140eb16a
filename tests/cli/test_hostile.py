"""Files made to harm, or merely enormous: one clear message, exit 1, nothing changed, little memory."""

import gzip
import json
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Answer, Tracker
from tracker.catalog.locations import schemas_directory
from tracker.services.exchange.csv_files import MAX_BYTES

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
HEADER = b"site,period,item,value,unit\n"
CITATION = {"source": "公告", "confirmation": "confirmed"}
LITTLE = 16
"""Megabytes a refusal may take beyond what the program has loaded anyway."""


@contextmanager
def within(megabytes: float, seconds: float = 20) -> Iterator[None]:
    """Fail where the block takes more memory at once, or computes longer (traced, all is much slower)."""
    tracemalloc.start()
    started = time.process_time()
    yield
    taken = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < megabytes * MEGABYTE
    assert taken < seconds


@pytest.fixture
def park(tracker: Tracker) -> Tracker:
    tracker.done("site", "add", "--code", "P1", "--name", "示例园区")
    # what is loaded on first use is no matter of the file
    tracker("import", tracker.file([("P1", "2024-01", "coke", "1", "kWh")]))
    return tracker


def refused(answer: Answer, *words: str) -> None:
    """Hold an answer to one message that has these words."""
    (message,) = answer.err.splitlines()
    assert answer.code == 1
    assert all(word in message for word in words), message


def nothing_stored(tracker: Tracker) -> None:
    assert tracker.done("export").out.count("\n") == 1


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def workbook(path: Path) -> Path:
    """A workbook of 200 MB in 200 kB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(200):
            sheet.write(b"0" * MEGABYTE)
    return path


def test_two_hundred_megabytes_are_refused_unread(park: Tracker, tmp_path: Path) -> None:
    file = sparse(tmp_path / "huge.csv", 200 * MEGABYTE)
    for command in ("import", "site import"):
        with within(1):
            answer = park(*command.split(), str(file))
        refused(answer, "huge.csv", "200 MB")
    nothing_stored(park)


def test_a_workbook_that_unpacks_without_end_is_not_unpacked(park: Tracker, tmp_path: Path) -> None:
    file = workbook(tmp_path / "bomb.csv")
    with within(1):
        answer = park("import", str(file))
    refused(answer, "bomb.csv", "不是工作簿")
    with within(LITTLE):
        checked = park("verify", str(file))
    assert (checked.code, checked.out.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (gzip.compress(b"0" * 100 * MEGABYTE), "压缩文件"),
        (HEADER + b"a," * (10 * MEGABYTE), "字符"),
        (HEADER + "园".encode() * (10 * MEGABYTE), "字符"),
        (HEADER + b'"' + b"a\n" * MEGABYTE, "引号"),
    ],
    ids=["packed", "cells", "line", "quote"],
)
def test_what_is_no_table_is_refused_in_little_memory(
    park: Tracker, tmp_path: Path, content: bytes, word: str
) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(content)
    with within(LITTLE):
        answer = park("import", str(file))
    refused(answer, "rows.csv", word)
    nothing_stored(park)


def test_of_very_many_bad_rows_the_first_are_named_and_the_rest_counted(
    park: Tracker, tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(HEADER + b"X,Y,Z,W,V\n" * 20_000)
    with within(2 * LITTLE):
        answer = park("import", str(file), "--format", "json")
    outcome = json.loads(answer.out)
    assert (answer.code, outcome["refused"], outcome["stored"]) == (1, 20_000, False)
    assert len(outcome["problems"]) == 10_001
    assert outcome["problems"][-1]["code"] == "too_large"


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="nothing there tells the memory of an ended process")
@pytest.mark.parametrize(
    "row", [b"X,Y,Z,W,V\n", b"P1,2024-01,coke,1,t\n", b",\n"], ids=["bad", "same", "blank"]
)
def test_the_largest_file_that_is_read_takes_bounded_memory(
    park: Tracker, tmp_path: Path, row: bytes
) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(HEADER + row * ((MAX_BYTES - 100) // len(row)))
    command = [sys.executable, "-m", "tracker", "--db", park.database, "--today", TODAY, "import", str(file)]
    assert peak_of(command) < 500 * MEGABYTE
    nothing_stored(park)


def peak_of(command: list[str]) -> int:
    """Return the most memory a command takes; a small process starts it, as a child inherits the peak."""
    measure = (
        "import os, subprocess, sys; quiet = subprocess.DEVNULL;"
        "started = subprocess.Popen(sys.argv[1:], stdout=quiet, stderr=quiet);"
        "print(os.wait4(started.pid, 0)[2].ru_maxrss)"
    )
    told = subprocess.run(
        [sys.executable, "-c", measure, *command], cwd=ROOT, capture_output=True, check=True
    )
    return int(told.stdout) * (1 if sys.platform == "darwin" else 1024)


def pack(formula: str) -> dict[str, object]:
    words = {"zh": "自订", "en": "own"}
    indicator = {
        "code": "own",
        "names": words,
        "unit": "tce",
        "kind": "total",
        "formula": formula,
        "definition": words,
        "citation": CITATION,
    }
    return {"indicators": [indicator]}


def doubled(times: int) -> dict[str, object]:
    """Totals of which each is twice the one before."""
    totals = []
    for number in range(times):
        (total,) = pack(f"t{number - 1}+t{number - 1}" if number else "other_energy")["indicators"]  # type: ignore[misc]
        totals.append({**total, "code": f"t{number}"})
    return {"indicators": totals}


FORMULAS = {
    "power": (pack("9**9**9"), "乘方"),
    "sum": (pack("+".join(["other_energy"] * 1000)), "2000"),
    "terms": (pack("+".join("a" * 1000)), "200"),
    "digits": (pack("9" * 1900 + "*other_energy"), "过大"),
    "brackets": (pack("(" * 900 + "other_energy" + ")" * 900), "50"),
    "doubling": (doubled(60), "200"),
}


@pytest.fixture
def add_pack(park: Tracker, add_account: Callable[[str, str, str], None]) -> Callable[[Path], Answer]:
    """Add a file of rules as the administrator."""
    add_account("admin", "administrator", "province")

    def add(file: Path) -> Answer:
        before = park.done("audit", "head").out
        with within(3 * LITTLE):
            answer = park("catalog", "add", str(file), "--as", "admin")
        assert park.done("audit", "head").out == before
        return answer

    return add


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_made_to_grow_is_refused(
    add_pack: Callable[[Path], Answer], tmp_path: Path, name: str
) -> None:
    content, word = FORMULAS[name]
    file = tmp_path / "pack.yaml"
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    refused(add_pack(file), "pack.yaml:1", word)


def test_a_folder_of_rules_with_such_a_formula_is_refused(park: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    for file in schemas_directory().rglob("*.yaml"):
        target = folder / file.relative_to(schemas_directory())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (folder / "own.yaml").write_text(json.dumps(pack("9**9**9")), "utf-8")
    with within(2 * LITTLE):
        answer = park("catalog", "check", str(folder))
    refused(answer, "rules/own.yaml:1", "乘方")


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 900_000,
        b"indicators:\n" + b"- {}\n" * 2_000,
        pytest.param(b"indicators:\n" + b"- {}\n" * 20_000, marks=pytest.mark.full),
        b"a: &a [x]\nb: [*a, *a]\n",
        b"\0" * 2 * MEGABYTE,
    ],
    ids=["nested", "entries", "many entries", "anchors", "large"],
)
def test_a_pack_made_to_grow_is_refused(
    add_pack: Callable[[Path], Answer], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "pack.yaml"
    file.write_bytes(content)
    refused(add_pack(file), "pack.yaml")
