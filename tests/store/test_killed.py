"""A process killed at any moment leaves a database that opens, with everything it was told is stored."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import select

from tests.store import victim
from tests.store.steps import take_next_step, write_next_step
from tracker.store.address import read_address
from tracker.store.database import make_engine, read_session
from tracker.store.migrating import examine, require_current, upgrade
from tracker.store.tables import AuditEntry, Observation
from tracker.store.verifying import verify

ROOT = Path(__file__).parents[2]
# seed 3 kills in the middle of each kind of work
SEEDS = [3, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(10, 30))]


def told_before_killed(after: float, *arguments: str) -> list[str]:
    """Start a victim, kill it `after` seconds of work, and return what it had said by then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.victim", *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    process.kill()
    said, _ = process.communicate()
    return said.splitlines()


def stored(url: str, item: str) -> tuple[int, int]:
    """Return how many figures and how many audit entries there are, once the trail was found whole."""
    require_current(url)
    engine = make_engine(url)
    with read_session(engine) as session:
        state = verify(session)
        assert state.first_problem is None
        figures = session.exec(
            select(func.count()).select_from(Observation).where(Observation.item == item)
        ).one()
        entries = session.exec(select(func.count()).select_from(AuditEntry)).one()
    engine.dispose()
    return figures, entries


def kill_while_saving(url: str, seed: int) -> None:
    _, before = stored(url, "heat")
    said = told_before_killed(random.Random(seed).uniform(0.3, 1.2), "save", url)
    figures, entries = stored(url, "heat")
    # one may be stored without the process having lived to say so
    assert figures - len(said) in (0, 1)
    assert entries - before == figures


def kill_while_importing(url: str, seed: int) -> None:
    _, before = stored(url, "lignite")
    said = told_before_killed(random.Random(seed).uniform(0.1, 1.0), "import", url)
    figures, entries = stored(url, "lignite")
    assert (figures, entries - before) in ((0, 0), (victim.BULK, 1))
    assert figures == victim.BULK or not said


def kill_while_upgrading(url: str, folder: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    victim.import_figures(url)
    before = stored(url, "lignite")
    told_before_killed(random.Random(seed).uniform(0.0, 1.5), "upgrade", url, str(folder))
    take_next_step(monkeypatch, folder)
    assert examine(read_address(url))[0] in ("older", "current")
    upgrade(url)
    assert stored(url, "lignite") == before


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_while_saving(filled_url, seed):
    kill_while_saving(filled_url, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_while_importing(filled_url, seed):
    kill_while_importing(filled_url, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_while_upgrading(filled_url, tmp_path, monkeypatch, seed):
    kill_while_upgrading(filled_url, write_next_step(tmp_path), seed, monkeypatch)
