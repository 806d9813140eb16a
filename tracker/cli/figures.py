"""`import`, `export`, `template`: figures in, out as long CSV, and the workbook to type them in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import settings
from tracker.cli.options import AnyPeriod, As, ListAnswer, OneSite, OutFile, Site, Sites, words
from tracker.cli.output import emit_csv, emit_json, progress_bar, say
from tracker.messages import Refusal, WrongUsage, place_words, sentence

if TYPE_CHECKING:
    from tracker.catalog.catalog import Catalog
    from tracker.services.application import Application
    from tracker.services.exchange.importing import ImportOutcome
    from tracker.services.exchange.problems import Problem

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help=words("cli_help_files"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=words("cli_help_dry_run"))]
Partial = Annotated[bool, typer.Option("--partial", help=words("cli_help_partial"))]
Submit = Annotated[bool, typer.Option("--submit", help=words("cli_help_submit_flag"))]
BlankClears = Annotated[bool, typer.Option("--blank-clears", help=words("cli_help_blank_clears"))]
MapFile = Annotated[Path | None, typer.Option("--map", metavar="FILE.json", help=words("cli_help_map"))]
Marked = Annotated[Path | None, typer.Option("--marked", metavar="FILE.xlsx", help=words("cli_help_marked"))]
OutPath = Annotated[Path | None, typer.Option("--out", metavar="FILE.csv", help=words("cli_help_out"))]
Year = Annotated[int, typer.Option("--year", metavar="Y", help=words("cli_help_template_year"))]
COLUMNS = ("site", "period", "item", "value", "unit", "source", "reason", "note")


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    commands.command("import", help=words("cli_help_import"))(import_)
    commands.command("export", help=words("cli_help_export"))(export)
    commands.command("template", help=words("cli_help_template"))(template)


def import_(
    files: Files,
    site: OneSite = None,
    dry_run: DryRun = False,
    partial: Partial = False,
    submit: Submit = False,
    blank_clears: BlankClears = False,
    map_: MapFile = None,
    marked: Marked = None,
    form: ListAnswer = "table",
    as_: As = None,
) -> int:
    """Import figures; one call is one transaction over all its files."""
    from tracker.services.exchange.importing import import_files

    if submit:
        settings.account_named(as_)
    if marked is not None:
        _place_of_marked(files, marked)
    answers = None if map_ is None else _answers(map_)
    app = settings.application()
    with progress_bar() as progress:
        outcome = import_files(
            app,
            settings.actor(app, as_),
            files,
            site=site,
            dry_run=dry_run,
            partial=partial,
            submit=submit,
            blank_clears=blank_clears,
            answers=answers,
            progress=progress,
        )
    if marked is not None and outcome.problems:
        _write_marked(app, files[0], outcome.problems, marked)
    if form == "json":
        emit_json(outcome.as_json(settings.current().lang))
    else:
        _tell(app.catalog, outcome)
    return 0 if outcome.ok else 1


def _place_of_marked(files: list[Path], marked: Path) -> None:
    """Refuse, before anything is imported, a call that names no one file to mark or no place for it."""
    if len(files) != 1:
        raise WrongUsage("cli_marked_one_file", count=len(files))
    settings.folder_of(marked)


def _write_marked(app: "Application", file: Path, problems: "Sequence[Problem]", marked: Path) -> None:
    """Write the file with its problems marked; one that cannot be opened has no cells to mark."""
    from tracker.services.exchange.marking import marked_file

    try:
        content = marked_file(app.catalog, file, problems, settings.current().lang)
    except Refusal:
        say("cli_not_marked")
        return
    with settings.writing(marked):
        marked.write_bytes(content)
    say("cli_written", path=marked)


def _answers(path: Path) -> Any:  # noqa: ANN401 - its type would be imported before it is needed
    from tracker.services.exchange.spreadsheets.answers import read_answers

    try:
        return read_answers(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise Refusal("file_unreadable", place=str(path), detail="UTF-8 JSON") from None


def _tell(catalog: "Catalog", outcome: "ImportOutcome") -> None:
    """Print each problem with its place, items by name with their codes, and what became of the rows."""
    lang = settings.current().lang
    for problem in outcome.problems:
        place = place_words(lang, problem.file, problem.sheet, problem.row, problem.column)
        say("cli_import_problem", place=place, message=problem.told(catalog, lang, codes=True))
    code = "cli_import_stored" if outcome.stored else "cli_import_not_stored"
    counts = {"rows": outcome.rows, "changed": outcome.changed, "unchanged": outcome.unchanged}
    print(sentence(code, lang, **counts, refused=outcome.refused))


def export(site: Sites = None, period: AnyPeriod = None, out: OutPath = None, as_: As = None) -> None:
    """Write observations as long CSV, values and units as typed; importing it back changes nothing."""
    from tracker.services.exchange.exporting import export_observations

    app = settings.application()
    if out is not None:
        settings.folder_of(out)
    rows = export_observations(app, settings.actor(app, as_), sites=site, period=period)
    lines = ([row[name] for name in COLUMNS] for row in rows)
    if out is None:
        emit_csv(COLUMNS, lines)
        return
    with settings.writing(out), out.open("w", encoding="utf-8-sig", newline="") as file:
        emit_csv(COLUMNS, lines, file)
    say("cli_written", path=out)


def template(site: Site, year: Year, out: OutFile, as_: As = None) -> None:
    """Write the workbook of a site's year, to be filled in and imported."""
    from tracker.documents.template_workbook import template_workbook
    from tracker.services.exchange.templates import site_template

    app = settings.application()
    settings.folder_of(out)
    made = site_template(app, settings.actor(app, as_), site, year)
    with settings.writing(out):
        out.write_bytes(template_workbook(made, settings.current().lang))
    say("cli_written", path=out)
