"""A program killed while it saves or imports: an import is whole or not there, no answered save is lost."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.services.whole import HEADER, figures, found, holds, items_in_tonnes, reopened, url_of
from tracker.services.application import Application
from tracker.services.exchange.importing import import_files
from tracker.services.permissions import OPERATOR

ROOT = Path(__file__).parents[2]
YEARS = range(2014, 2024)
SHORT = [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 26))]


@pytest.fixture
def app(database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    made = found(database.url.render_as_string(hide_password=False), tmp_path / "keys", monkeypatch)
    yield made
    made.engine.dispose()


def said_before_killed(app: Application, after: float, *arguments: str) -> list[str]:
    """Start a victim, kill it after so many seconds of work, and return what it had said by then."""
    command = [sys.executable, "-m", "tests.services.victim", arguments[0], url_of(app), *arguments[1:]]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    process.kill()
    said, _ = process.communicate()
    return said.splitlines()


@pytest.mark.parametrize("seed", SHORT)
def test_killed_while_saving(app: Application, seed: int) -> None:
    said = said_before_killed(app, random.Random(seed).uniform(0.3, 1.5), "save", "-")
    after = reopened(app)
    assert holds(after)
    stored = {version for _, version in figures(after).values()}
    # both cells of a form or neither; one form may be stored without the program having lived to say so
    assert stored in ({len(said)}, {len(said) + 1}) or (not said and not stored)
    after.engine.dispose()


@pytest.mark.parametrize("seed", SHORT)
def test_killed_while_importing(app: Application, tmp_path: Path, seed: int) -> None:
    file = large_file(app, tmp_path)
    rows = len(file.read_text("utf-8").splitlines()) - 1
    said = said_before_killed(app, random.Random(seed).uniform(0.0, 1.0), "import", str(file))
    after = reopened(app)
    assert holds(after)
    assert len(figures(after)) in ((rows,) if said else (0, rows))
    # and what was not stored can be brought in now
    again = import_files(after, OPERATOR, [file])
    assert again.stored
    assert again.changed in (0, rows)
    after.engine.dispose()


def large_file(app: Application, folder: Path) -> Path:
    lines = [
        f"{site},{year}-{month:02},{item},{month},t"
        for site in ("P1", "E1")
        for item in items_in_tonnes(app)
        for year in YEARS
        for month in range(1, 13)
    ]
    path = folder / "large.csv"
    path.write_text("\n".join([HEADER, *lines]), "utf-8")
    return path
