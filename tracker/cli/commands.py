"""All commands put together, in the order of the contract's table."""

import typer

from tracker.cli import (
    accounts,
    catalog,
    evidence,
    figures,
    findings,
    imports,
    installation,
    reports,
    sites,
    trends,
)
from tracker.cli.options import words

COMMANDS = typer.Typer(
    help=words("cli_help_tracker"), no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False
)
installation.register(COMMANDS)
sites.register(COMMANDS)
figures.register(COMMANDS)
imports.register(COMMANDS)
reports.register(COMMANDS)
findings.register(COMMANDS)
trends.register(COMMANDS)
evidence.register(COMMANDS)
catalog.register(COMMANDS)
accounts.register(COMMANDS)
