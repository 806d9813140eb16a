"""A process that writes until it is killed: `python -m tests.store.victim save|import|upgrade URL [FOLDER]`.

It prints a line when it starts to work, and one for each thing it was told is stored.
"""

import sys
from itertools import count
from pathlib import Path

from sqlmodel import select

from tests.store.facts import MARCH, figure, now, save
from tests.store.steps import REVISIONS
from tracker.store import migrating
from tracker.store.audit import record
from tracker.store.bulk import insert_observations
from tracker.store.database import make_engine, unit_of_work
from tracker.store.tables import Site

BULK = 20_000


def save_on(url: str) -> None:
    """Save one figure after another."""
    engine = make_engine(url)
    for number in count(1):
        with unit_of_work(engine) as session:
            park = session.exec(select(Site).where(Site.code == "A")).one()
            save(session, park, figure(park, float(number), month=MARCH + number, item="heat"))
        print(number, flush=True)


def import_into(url: str) -> None:
    """Store a large import."""
    import_figures(url)
    print(BULK, flush=True)


def import_figures(url: str) -> None:
    """Store many figures in one unit of work."""
    engine = make_engine(url)
    rows = [
        {
            "site_id": 1, "item": "lignite", "kind": "month", "first": MARCH + n, "last": MARCH + n,
            "value": float(n), "text": str(n), "unit": "t", "changed_by": "zhang", "changed_at": now(),
        }
        for n in range(BULK)
    ]  # fmt: skip
    with unit_of_work(engine) as session:
        facts = insert_observations(session, rows)
        record(session, chain="A", actor="zhang", action="import", facts=facts)
    engine.dispose()


def upgrade(url: str, folder: str) -> None:
    """Take the next step."""
    migrating.FOLDER = Path(folder)
    migrating.REVISIONS = REVISIONS
    migrating.upgrade(url)
    print("done", flush=True)


if __name__ == "__main__":
    work = {"save": save_on, "import": import_into, "upgrade": upgrade}[sys.argv[1]]
    print("ready", flush=True)
    work(*sys.argv[2:])
