"""The options that several commands share, each said once."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from tracker.cli.settings import language_of
from tracker.messages import sentence

_LANG = language_of(sys.argv[1:])


def words(code: str) -> str:
    """Return a help text in the language of the call; Typer needs it while commands are being defined."""
    return sentence(code, _LANG)


TableFormat = Literal["json", "table"]
As = Annotated[str | None, typer.Option("--as", metavar="USER", help=words("cli_help_as"))]
Site = Annotated[str, typer.Option("--site", metavar="C", help=words("cli_help_site"))]
OneSite = Annotated[str | None, typer.Option("--site", metavar="C", help=words("cli_help_site"))]
Sites = Annotated[list[str] | None, typer.Option("--site", metavar="C", help=words("cli_help_sites"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=words("cli_help_reason"))]
Since = Annotated[str | None, typer.Option("--from", metavar="YYYY-MM", help=words("cli_help_from"))]
Until = Annotated[str | None, typer.Option("--until", metavar="YYYY-MM", help=words("cli_help_until"))]
PeriodText = Annotated[str, typer.Option("--period", metavar="P", help=words("cli_help_period"))]
AnyPeriod = Annotated[str | None, typer.Option("--period", metavar="P", help=words("cli_help_period"))]
OutFile = Annotated[Path, typer.Option("--out", metavar="FILE", help=words("cli_help_out"))]
Answer = Annotated[Literal["json", "csv", "table"], typer.Option("--format", help=words("cli_help_format"))]
ListAnswer = Annotated[TableFormat, typer.Option("--format", help=words("cli_help_format"))]
