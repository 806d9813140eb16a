"""`submit`, `withdraw`, `accept`, `return`, `reopen`: moving reports, always as somebody."""

from collections.abc import Callable

import typer

from tracker.cli import settings
from tracker.cli.options import As, PeriodText, Reason, Site, words
from tracker.cli.output import say

MOVES = ("submit", "withdraw", "accept", "return", "reopen")


def register(commands: typer.Typer) -> None:
    """Add one command per move."""
    for move in MOVES:
        commands.command(move, help=words(f"cli_help_{move}"))(_command(move))


def _command(move: str) -> Callable[..., None]:
    def run(site: Site, period: PeriodText, reason: Reason = "", as_: As = None) -> None:
        from tracker.services.reporting import reports

        name = settings.account_named(as_)
        app = settings.application()
        service = getattr(reports, "return_" if move == "return" else move)
        moved = service(app, settings.actor(app, name), site, period, reason)
        for report in moved:
            say("cli_report_moved", site=report.site, period=report.period, state=report.state)

    return run
