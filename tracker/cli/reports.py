"""`submit`, `withdraw`, `accept`, `return`, `reopen` move reports, always as somebody; `form` prints one."""

from collections.abc import Callable
from typing import Annotated

import typer

from tracker.cli import settings
from tracker.cli.options import As, OutFile, PeriodText, Reason, Site, words
from tracker.cli.output import say

Empty = Annotated[bool, typer.Option("--empty", help=words("cli_help_empty"))]
MOVES = ("submit", "withdraw", "accept", "return", "reopen")


def register(commands: typer.Typer) -> None:
    """Add one command per move."""
    for move in MOVES:
        commands.command(move, help=words(f"cli_help_{move}"))(_command(move))
    commands.command("form", help=words("cli_help_form"))(form)


def form(site: Site, period: PeriodText, out: OutFile, empty: Empty = False, as_: As = None) -> None:
    """Write a form of a month or year as a PDF, filled as far as it is, or empty."""
    from tracker.services.reporting.printing import printed_form

    app = settings.application()
    settings.folder_of(out)
    lang = settings.current().lang
    content = printed_form(app, settings.actor(app, as_), site, period, lang, empty=empty)
    with settings.writing(out):
        out.write_bytes(content)
    say("cli_written", path=out)


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
