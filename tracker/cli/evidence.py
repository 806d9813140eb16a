"""`evidence`, `verify` and `audit …`: proof, and checking it."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import settings
from tracker.cli.options import As, ListAnswer, OutFile, Site, words
from tracker.cli.output import emit_json, progress_bar, say
from tracker.messages import Refusal, sentence

Standard = Annotated[str, typer.Option("--standard", metavar="S", help=words("cli_help_standard"))]
Years = Annotated[str, typer.Option("--years", metavar="A-B", help=words("cli_help_years"))]
Package = Annotated[Path, typer.Argument(metavar="FILE.zip", help=words("cli_help_package"))]
KeyFile = Annotated[Path | None, typer.Option("--key", metavar="FILE", help=words("cli_help_key"))]
Head = Annotated[str | None, typer.Option("--head", metavar="H", help=words("cli_help_head"))]


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    commands.command("evidence", help=words("cli_help_evidence"))(evidence)
    commands.command("verify", help=words("cli_help_verify"))(verify)
    audit = typer.Typer(help=words("cli_help_audit"), no_args_is_help=True)
    commands.add_typer(audit, name="audit")
    audit.command("verify", help=words("cli_help_audit_verify"))(audit_verify)
    audit.command("head", help=words("cli_help_audit_head"))(audit_head)


def evidence(site: Site, standard: Standard, years: Years, out: OutFile, as_: As = None) -> None:
    """Build an evidence package."""
    from tracker.services.proof.evidence import build_package

    app = settings.application()
    settings.folder_of(out)
    with progress_bar() as progress:
        package = build_package(
            app, settings.actor(app, as_), site=site, standard=standard, years=years, progress=progress
        )
    with settings.writing(out):
        out.write_bytes(package.content)
    say("cli_package_built", path=out, revision=package.revision)


def verify(file: Package, key: KeyFile = None, form: ListAnswer = "table") -> int:
    """Check a package with nothing but the file."""
    from tracker.services.proof.verification import verify_package

    answer = verify_package(file, key=key)
    if form == "json":
        emit_json(answer)
    else:
        _tell(answer)
    return 0 if answer["consistent"] and (key is None or answer["origin"] == "proved") else 1


def _tell(answer: dict[str, object]) -> None:
    lang = settings.current().lang
    if not answer["consistent"]:
        from tracker.services.proof.verification import difference_text

        difference = answer["first_difference"]
        assert isinstance(difference, dict)
        print(sentence("cli_package_differs", lang, problem=difference_text(difference, lang)))
        return
    print(sentence(f"cli_package_{answer['origin']}", lang))
    print(sentence(f"cli_package_rules_{answer['rules']}", lang))


def audit_verify(head: Head = None, form: ListAnswer = "json", as_: As = None) -> int:
    """Walk the audit chains and hold them against the tables."""
    from tracker.services.proof.audit import verify_chains

    app = settings.application()
    answer = verify_chains(app, settings.actor(app, as_), head=head)
    if form == "json":
        emit_json(answer)
    elif answer["holds"]:
        print(sentence("cli_audit_holds", settings.current().lang, entries=answer["entries"]))
    else:
        raise Refusal("cli_audit_broken", problem=answer["first_problem"])
    return 0 if answer["holds"] else 1


def audit_head(as_: As = None) -> None:
    """Print the heads of all chains, to be noted outside the installation."""
    from tracker.services.proof.audit import heads

    app = settings.application()
    for chain, head in heads(app, settings.actor(app, as_)).items():
        print(f"{chain}:{head}")
