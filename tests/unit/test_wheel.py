"""The wheel carries the rules and the demo, and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder


def _run(installed: Path, *arguments: str) -> str:
    others = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    environment = {**others, "PYTHONPATH": str(installed / "site"), "TRACKER_LANG": "en"}
    command = [sys.executable, "-P", "-m", "tracker", *arguments]
    done = subprocess.run(
        command, cwd=installed, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def test_its_rules_hold(installed: Path) -> None:
    assert "The catalog holds" in _run(installed, "catalog", "check")


def test_it_carries_the_face_and_the_demo(installed: Path) -> None:
    carried = {str(path.relative_to(installed / "site")) for path in (installed / "site").rglob("*")}
    assert "tracker/_data/app.py" in carried
    assert any(name.startswith("tracker/_data/sample_data/") for name in carried)


def test_it_makes_an_installation(installed: Path) -> None:
    _run(installed, "init")
    assert (installed / "data" / "tracker.db").exists()
