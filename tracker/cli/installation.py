"""`init` and `serve`: making an installation and starting its interface."""

from typing import Annotated

import typer

from tracker.cli import settings
from tracker.cli.options import words
from tracker.cli.output import progress_bar, say
from tracker.messages import sentence

Demo = Annotated[bool, typer.Option("--demo", help=words("cli_help_demo"))]
Host = Annotated[str, typer.Option("--host", metavar="H", help=words("cli_help_host"))]
Port = Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help=words("cli_help_port"))]


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    commands.command("init", help=words("cli_help_init"))(init)
    commands.command("serve", help=words("cli_help_serve"))(serve)


def init(demo: Demo = False) -> None:
    """Create the database or bring it to the newest migration; fill a new one with the demo province."""
    from tracker.services.installation import initialize

    with progress_bar() as progress:
        made = initialize(
            settings.current().database, demo=demo, today=settings.current().today, progress=progress
        )
    say("cli_database_ready", database=made.database)
    if made.backup is not None:
        say("cli_backup_made", path=made.backup)
    for name, role, password in made.passwords:
        print(sentence("cli_demo_password", settings.current().lang, name=name, role=role, password=password))
    if made.first_code is not None:
        print(sentence("cli_first_code", settings.current().lang, code=made.first_code))


def serve(host: Host = "127.0.0.1", port: Port = 8501) -> int:
    """Serve the web interface until stopped."""
    from tracker.cli.serving import run
    from tracker.services.installation import require_installation

    require_installation(settings.current().database)
    return run(host=host, port=port, settings=settings.current())
