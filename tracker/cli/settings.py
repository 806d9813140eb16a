"""What every command shares: which database, which language, which day (contract §1).

The three options may stand anywhere in a call, so they are taken off the arguments before Typer sees them.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.messages import Lang, Refusal, WrongUsage

if TYPE_CHECKING:
    from tracker.services.application import Application
    from tracker.services.permissions import Actor

DEFAULT_DATABASE = "sqlite:///data/tracker.db"
GLOBAL_OPTIONS = ("--db", "--lang", "--today")


@dataclass(frozen=True)
class Settings:
    """The shared options of one call, defaults applied."""

    database: str
    lang: Lang
    today: date | None


_current = Settings(DEFAULT_DATABASE, "zh", None)


def current() -> Settings:
    """Return the settings of the call being answered."""
    return _current


def language_of(arguments: Sequence[str]) -> Lang:
    """Return the language a call asks for, without complaint: help texts need it before any check."""
    _, found = split(arguments)
    return "en" if found.get("--lang", os.environ.get("TRACKER_LANG", "zh")) == "en" else "zh"


def split(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Part a call's arguments into the command's own and the shared options, written `--db X` or `--db=X`."""
    rest: list[str] = []
    found: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            return [*rest, argument, *waiting], found
        if name not in GLOBAL_OPTIONS:
            rest.append(argument)
        elif equals:
            found[name] = value
        else:
            found[name] = next(waiting, "")
    return rest, found


def apply(found: dict[str, str]) -> None:
    """Set the settings of this call from its shared options and the environment."""
    global _current
    for name, value in found.items():
        if not value:
            raise WrongUsage("cli_option_without_value", option=name)
    lang = found.get("--lang", os.environ.get("TRACKER_LANG") or "zh")
    if lang not in ("zh", "en"):
        raise WrongUsage("cli_unknown_language", given=lang)
    today = found.get("--today", os.environ.get("TRACKER_TODAY") or None)
    database = found.get("--db", os.environ.get("TRACKER_DATABASE_URL") or DEFAULT_DATABASE)
    _current = Settings(database, "en" if lang == "en" else "zh", _day(today) if today else None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage("cli_not_a_day", text=text) from None


def application() -> "Application":
    """Open the database and catalog of this call."""
    from tracker.services.application import open_application

    return open_application(_current.database, today=_current.today)


def actor(app: "Application", name: str | None) -> "Actor":
    """Return who acts: the account named with --as, else the operator."""
    from tracker.services.permissions import OPERATOR, acting_as

    return acting_as(app, name) if name else OPERATOR


def account_named(name: str | None) -> str:
    """Return the account a step is taken by; wrong usage where the call names none."""
    if not name:
        raise WrongUsage("cli_needs_as")
    return name


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Refuse an output path that cannot be written, with what the system says about it."""
    try:
        yield
    except OSError as error:
        raise Refusal("cli_output_unwritable", path=path, problem=error.strerror or error) from None


def folder_of(path: Path) -> None:
    """Refuse an output path whose folder is not there, before any work is done."""
    if path.is_dir():
        raise Refusal("cli_output_is_folder", path=path)
    if not path.parent.is_dir():
        raise Refusal("cli_output_folder_missing", path=path.parent)
