"""The command line `tracker` (contract §1): it asks a service, prints the answer and decides nothing.

Nothing heavy is imported until a command needs it, so that help and `convert` answer at once.
"""

import sys
from collections.abc import Sequence

from tracker.cli import settings
from tracker.messages import Refusal, WrongUsage, describe

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one call and return its exit code: 0 done, 1 refused or not holding, 2 wrong usage."""
    _utf8_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    rest, shared = settings.split(given)
    try:
        settings.apply(shared)
        return _answer(rest)
    except WrongUsage as error:
        print(describe(error, settings.language_of(given)), file=sys.stderr)
        return WRONG_USAGE
    except Refusal as error:
        print(describe(error, settings.language_of(given)), file=sys.stderr)
        return REFUSED


def _answer(arguments: list[str]) -> int:
    from typer.exceptions import Abort, TyperException
    from typer.main import get_command

    from tracker.cli.commands import COMMANDS

    try:
        code = get_command(COMMANDS)(arguments, prog_name="tracker", standalone_mode=False)
    except TyperException as error:
        print(error.format_message(), file=sys.stderr)
        return WRONG_USAGE
    except Abort:
        return REFUSED
    return code if isinstance(code, int) else DONE


def _utf8_streams() -> None:
    """Chinese must come out whole on any console, Windows' included."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


__all__ = ["main"]
