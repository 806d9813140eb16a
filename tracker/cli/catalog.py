"""`catalog …` and `convert`: the rules in force, and units read as the importer reads them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import settings
from tracker.cli.options import As, ListAnswer, words
from tracker.cli.output import emit, say
from tracker.messages import sentence

Folder = Annotated[Path | None, typer.Argument(metavar="DIR", help=words("cli_help_catalog_folder"))]
StandardCode = Annotated[str | None, typer.Option("--standard", metavar="S", help=words("cli_help_standard"))]
Addition = Annotated[Path, typer.Argument(metavar="FILE", help=words("cli_help_addition"))]
Quantity = Annotated[str, typer.Argument(metavar="QUANTITY", help=words("cli_help_quantity"))]
UnitText = Annotated[str, typer.Argument(metavar="UNIT", help=words("cli_help_unit"))]
COLUMNS = ("kind", "code", "name", "unit", "confirmation", "source")


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    catalog = typer.Typer(help=words("cli_help_catalog"), no_args_is_help=True)
    commands.add_typer(catalog, name="catalog")
    catalog.command("check", help=words("cli_help_catalog_check"))(check)
    catalog.command("list", help=words("cli_help_catalog_list"))(list_all)
    catalog.command("add", help=words("cli_help_catalog_add"))(add)
    # a quantity may be negative, and then is no option
    negative = {"ignore_unknown_options": True}
    commands.command("convert", help=words("cli_help_convert"), context_settings=negative)(convert)


def check(folder: Folder = None) -> None:
    """Prove the rule files of the program, or of a folder."""
    from tracker.catalog.loader import load_catalog

    catalog = load_catalog(folder)
    print(
        sentence(
            "cli_catalog_holds",
            settings.current().lang,
            items=len(catalog.items),
            indicators=len(catalog.indicators),
            standards=len(catalog.standards),
            digest=catalog.digest,
        )
    )


def list_all(standard: StandardCode = None, form: ListAnswer = "table") -> None:
    """List what the catalog holds, or what a standard demands."""
    from tracker.catalog.listing import entries
    from tracker.catalog.loader import load_catalog

    emit(entries(load_catalog(), settings.current().lang, standard=standard), COLUMNS, form)


def add(file: Addition, as_: As = None) -> None:
    """Add an installation's own factor, confirmation, deadline or pack."""
    from tracker.services.additions import add as add_to_catalog

    name = settings.account_named(as_)
    app = settings.application()
    digest = add_to_catalog(app, settings.actor(app, name), file)
    say("cli_catalog_added", file=file, digest=digest)


def convert(quantity: Quantity, unit: UnitText) -> None:
    """Convert a quantity to a unit and name the coefficient where energy becomes coal equivalent."""
    from tracker.catalog.convert import convert as convert_quantity
    from tracker.catalog.loader import load_catalog

    converted = convert_quantity(load_catalog(), quantity, unit)
    for note in converted.notes:
        print(sentence(note.code, settings.current().lang, **note.params), file=sys.stderr)
    print(f"{format(converted.value, '.12g')} {converted.unit}")
