"""A process that saves or imports until it is killed: `python -m tests.services.victim save|import URL FILE`.

It prints `ready` when it starts to work, and then what it was told is stored.
"""

import sys
from itertools import count
from pathlib import Path

from tests.services.whole import TODAY
from tracker.services.application import Application, open_application
from tracker.services.entering import entry
from tracker.services.entering.entry import CellEdit
from tracker.services.exchange.importing import import_files
from tracker.services.permissions import OPERATOR


def save_on(app: Application) -> None:
    """Save a form of two cells again and again, each time over what the save before left."""
    for number in count(1):
        edits = [
            CellEdit(f"{number}{item}", item, f"{number}", "t", number - 1) for item in ("coke", "diesel")
        ]
        outcome = entry.save(app, OPERATOR, "P1", "2024-03", edits)
        assert all(answer.stored for answer in outcome.answers)
        print(number, flush=True)


def import_file(app: Application, file: Path) -> None:
    """Import a file once."""
    assert import_files(app, OPERATOR, [file]).stored
    print("stored", flush=True)


if __name__ == "__main__":
    work, url, path = sys.argv[1:]
    opened = open_application(url, today=TODAY)
    print("ready", flush=True)
    if work == "save":
        save_on(opened)
    else:
        import_file(opened, Path(path))
