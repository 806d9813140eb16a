"""`user …`: accounts, their roles and scopes."""

import getpass
import sys
from typing import Annotated, Literal

import typer

from tracker.cli import settings
from tracker.cli.options import As, ListAnswer, words
from tracker.cli.output import emit, say
from tracker.messages import Refusal, sentence

Name = Annotated[str, typer.Argument(metavar="NAME", help=words("cli_help_user_name"))]
Role = Annotated[
    Literal["officer", "reviewer", "administrator", "auditor"],
    typer.Option("--role", help=words("cli_help_role")),
]
Scope = Annotated[str, typer.Option("--scope", metavar="C", help=words("cli_help_user_scope"))]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help=words("cli_help_password_stdin"))]
COLUMNS = ("name", "role", "scope", "disabled")


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    user = typer.Typer(help=words("cli_help_user"), no_args_is_help=True)
    commands.add_typer(user, name="user")
    user.command("add", help=words("cli_help_user_add"))(add)
    user.command("list", help=words("cli_help_user_list"))(list_all)
    user.command("disable", help=words("cli_help_user_disable"))(disable)
    user.command("password", help=words("cli_help_user_password"))(password)


def add(
    name: Name, role: Role, scope: Scope = "province", password_stdin: FromStdin = False, as_: As = None
) -> None:
    """Add an account."""
    from tracker.services.people.accounts import add_account

    app = settings.application()
    add_account(
        app, settings.actor(app, as_), name=name, role=role, scope=scope, password=_secret(password_stdin)
    )
    say("cli_user_added", name=name)


def list_all(form: ListAnswer = "table", as_: As = None) -> None:
    """List accounts."""
    from tracker.services.people.accounts import list_accounts

    app = settings.application()
    emit(list_accounts(app, settings.actor(app, as_)), COLUMNS, form)


def disable(name: Name, as_: As = None) -> None:
    """Disable an account and end its sessions."""
    from tracker.services.people.accounts import disable_account

    app = settings.application()
    disable_account(app, settings.actor(app, as_), name)
    say("cli_user_disabled", name=name)


def password(name: Name, password_stdin: FromStdin = False, as_: As = None) -> None:
    """Set an account's password and end its sessions."""
    from tracker.services.people.accounts import set_password

    app = settings.application()
    set_password(app, settings.actor(app, as_), name, _secret(password_stdin))
    say("cli_password_set", name=name)


def _secret(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    lang = settings.current().lang
    first = getpass.getpass(sentence("cli_ask_password", lang))
    if first != getpass.getpass(sentence("cli_ask_password_again", lang)):
        raise Refusal("cli_passwords_differ")
    return first
