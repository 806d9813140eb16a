"""How calls are read: shared options anywhere, exit codes, languages, and what stays unimported."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.cli import main, settings

HEAVY = ("pandas", "statsmodels", "streamlit", "sqlalchemy")


@pytest.mark.parametrize(
    "call",
    [
        ["--db", "sqlite:///x.db", "flags", "--site", "P"],
        ["flags", "--db", "sqlite:///x.db", "--site", "P"],
        ["flags", "--site", "P", "--db=sqlite:///x.db"],
    ],
)
def test_shared_options_may_stand_anywhere(call: list[str]) -> None:
    rest, shared = settings.split(call)
    assert rest == ["flags", "--site", "P"]
    assert shared == {"--db": "sqlite:///x.db"}


@pytest.mark.parametrize(
    "call",
    [
        ["nonsense"],
        ["indicators", "--format", "xml"],
        ["--lang", "fr", "flags"],
        ["--today", "tomorrow", "flags"],
        ["flags", "--db"],
        ["submit", "--site", "P", "--period", "2024-01"],
        ["convert"],
    ],
)
def test_wrong_usage_ends_with_two(call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert main(call) == 2


def test_a_missing_database_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", f"sqlite:///{tmp_path}/none.db", "flags"]) == 1
    assert "none.db" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["convert", "3.5 万kWh", "GJ"]])
def test_help_and_convert_import_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from tracker.cli import main; main(sys.argv[1:]);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr.strip().endswith("[]")


def test_help_speaks_both_languages() -> None:
    script = "import sys; from tracker.cli import main; sys.exit(main(['--help']))"
    done = [
        subprocess.run(
            [sys.executable, "-c", script, "--lang", lang], capture_output=True, encoding="utf-8", check=True
        ).stdout
        for lang in ("zh", "en")
    ]
    assert "园区" in done[0]
    assert "Green-park" in done[1]
