"""Many people and programs writing to one park at once: nobody is refused, nothing is lost."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.services.whole import HEADER, TODAY, figures, found, holds, items_in_tonnes, url_of
from tracker.services.application import Application
from tracker.services.entering import entry
from tracker.services.entering.entry import CellEdit, SaveOutcome
from tracker.services.permissions import OPERATOR

ROOT = Path(__file__).parents[2]
MONTH = "2024-03"
PERSONS = 50


@pytest.fixture
def app(database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    made = found(database.url.render_as_string(hide_password=False), tmp_path / "keys", monkeypatch)
    yield made
    made.engine.dispose()


def test_fifty_persons_save_the_month_of_one_park(app: Application) -> None:
    cells = [(site, item) for site in ("P1", "E1") for item in items_in_tonnes(app)][:PERSONS]

    def save(cell: tuple[str, str]) -> SaveOutcome:
        site, item = cell
        return entry.save(app, OPERATOR, site, MONTH, [CellEdit(f"{cell}", item, "7", "t", 0)])

    with ThreadPoolExecutor(PERSONS) as pool:
        outcomes = list(pool.map(save, cells))
    assert len(cells) == PERSONS
    assert all(answer.stored for outcome in outcomes for answer in outcome.answers)
    assert figures(app) == {(site, item, MONTH): ("7", 1) for site, item in cells}
    assert holds(app)


@pytest.mark.parametrize("count", [2, pytest.param(8, marks=pytest.mark.full)])
def test_programs_import_into_one_park_while_it_is_edited(
    app: Application, tmp_path: Path, count: int
) -> None:
    months = [f"2023-{month:02}" for month in range(1, 13)]
    expected = {("P1", item, month): ("7", 1) for item in items_in_tonnes(app)[:32] for month in months}
    programs = [
        running_import(app, write_file(tmp_path / f"{number}.csv", list(expected)[number::count]))
        for number in range(count)
    ]
    edits = saves_while_running(app, programs)
    assert [program.wait() for program in programs] == [0] * count
    expected["P1", "electricity", MONTH] = (f"{edits}", edits)
    assert figures(app) == expected
    assert holds(app)


def write_file(path: Path, cells: Sequence[tuple[str, str, str]]) -> Path:
    lines = [HEADER, *(f"{site},{month},{item},7,t" for site, item, month in cells)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def running_import(app: Application, file: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tracker", "--db", url_of(app), "--today", f"{TODAY}"]
    return subprocess.Popen(
        [*command, "import", str(file)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def saves_while_running(app: Application, programs: "Sequence[subprocess.Popen[bytes]]") -> int:
    """Save one cell every few moments until all programs have ended; return how often."""
    edits = 0
    while any(program.poll() is None for program in programs):
        edit = CellEdit(f"{edits}", "electricity", f"{edits + 1}", "kWh", edits)
        (answer,) = entry.save(app, OPERATOR, "P1", MONTH, [edit]).answers
        assert answer.stored
        edits += 1
        time.sleep(0.02)  # without a pause it mostly takes time from the programs it waits for
    return edits
