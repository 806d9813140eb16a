"""`imports` and `undo`: what was imported, and taking an import back."""

from typing import Annotated

import typer

from tracker.cli import settings
from tracker.cli.options import As, ListAnswer, OneSite, Reason, words
from tracker.cli.output import emit, say

Batch = Annotated[int, typer.Argument(metavar="ID", min=1, help=words("cli_help_batch"))]
Rest = Annotated[bool, typer.Option("--rest", help=words("cli_help_rest"))]
COLUMNS = ("id", "site", "files", "figures", "made_by", "made_at", "undone_by", "undone_at")


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    commands.command("imports", help=words("cli_help_imports"))(imports)
    commands.command("undo", help=words("cli_help_undo"))(undo)


def imports(site: OneSite = None, form: ListAnswer = "table", as_: As = None) -> None:
    """List the newest imports, one row for each park or region an import touched."""
    from tracker.services.exchange.undoing import list_imports

    app = settings.application()
    rows = [
        {
            **vars(record),
            "files": list(record.files),
            "made_at": record.made_at.isoformat(),
            "undone_at": None if record.undone_at is None else record.undone_at.isoformat(),
        }
        for record in list_imports(app, settings.actor(app, as_), site)
    ]
    emit(rows, COLUMNS, form)


def undo(batch: Batch, reason: Reason = "", rest: Rest = False, as_: As = None) -> None:
    """Take an import back as one new action."""
    from tracker.services.exchange.undoing import undo as take_back

    name = settings.account_named(as_)
    app = settings.application()
    done = take_back(app, settings.actor(app, name), batch, reason, rest=rest)
    say("cli_import_taken_back", batch=batch, figures=done.figures, kept=len(done.changed))
