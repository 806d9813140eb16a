"""A tracker to call as a script would: one empty database, one day, answers as text or JSON."""

import csv
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tracker.cli import main

TODAY = "2025-03-05"


@dataclass(frozen=True)
class Answer:
    """What a call printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Tracker:
    """The command line on one database."""

    database: str
    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Answer:
        self.capture.readouterr()
        code = main(["--db", self.database, "--today", TODAY, *arguments])
        printed = self.capture.readouterr()
        return Answer(code, printed.out, printed.err)

    def done(self, *arguments: str) -> Answer:
        answer = self(*arguments)
        assert answer.code == 0, answer.err or answer.out
        return answer

    def file(self, rows: Iterable[tuple[str, ...]], name: str = "rows.csv") -> str:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("site", "period", "item", "value", "unit", "source", "reason", "note"))
            writer.writerows((*row, *[""] * (8 - len(row))) for row in rows)
        return str(path)

    def bring_in(self, rows: Iterable[tuple[str, ...]]) -> Any:
        return self.done("import", self.file(rows), "--format", "json").json


@pytest.fixture(scope="session")
def new_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what `init` made; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("new")
    assert main(["--db", f"sqlite:///{folder / 'tracker.db'}", "--today", TODAY, "init"]) == 0
    return folder


@pytest.fixture
def tracker(new_installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tracker:
    """A new installation."""
    shutil.copytree(new_installation, tmp_path, dirs_exist_ok=True)
    return Tracker(f"sqlite:///{tmp_path / 'tracker.db'}", tmp_path, capsys)


@pytest.fixture
def add_account(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Add an account through the command line, its password read from standard input."""

    def add(name: str, role: str, scope: str) -> None:
        import io

        monkeypatch.setattr("sys.stdin", io.StringIO("a long enough secret\n"))
        tracker.done("user", "add", name, "--role", role, "--scope", scope, "--password-stdin")

    return add
