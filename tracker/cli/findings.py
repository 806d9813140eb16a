"""`evaluate`, `indicators`, `flags` and the steps of a flag."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, cast

import typer

from tracker.cli import settings
from tracker.cli.options import Answer, AnyPeriod, As, OneSite, Reason, Sites, words
from tracker.cli.output import emit, progress_bar, say

All = Annotated[bool, typer.Option("--all", help=words("cli_help_all"))]
Indicators = Annotated[
    list[str] | None, typer.Option("--indicator", metavar="I", help=words("cli_help_indicator"))
]
WindowName = Annotated[
    Literal["month", "ytd", "rolling12", "year"] | None,
    typer.Option("--window", help=words("cli_help_window")),
]
StandardCode = Annotated[str | None, typer.Option("--standard", metavar="S", help=words("cli_help_standard"))]
Reported = Annotated[bool, typer.Option("--reported", help=words("cli_help_reported"))]
Status = Annotated[str | None, typer.Option("--status", metavar="S", help=words("cli_help_status"))]
Severity = Annotated[Literal["red", "orange", "yellow"] | None, typer.Option(help=words("cli_help_severity"))]
FlagId = Annotated[str, typer.Argument(metavar="ID", help=words("cli_help_flag_id"))]
ROW_COLUMNS = (
    "site",
    "indicator",
    "window",
    "period",
    "value",
    "unit",
    "price",
    "coverage",
    "change",
    "basis",
    "status",
    "provisional",
    "reason",
)
FLAG_COLUMNS = ("id", "site", "severity", "status", "rule", "period", "opened_at", "due", "message")
STEPS = ("explain", "accept", "close")


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    commands.command("evaluate", help=words("cli_help_evaluate"))(evaluate)
    commands.command("indicators", help=words("cli_help_indicators"))(indicators)
    commands.command("flags", help=words("cli_help_flags"))(flags)
    flag = typer.Typer(help=words("cli_help_flag"), no_args_is_help=True)
    commands.add_typer(flag, name="flag")
    for step in STEPS:
        flag.command(step, help=words(f"cli_help_flag_{step}"))(_step(step))


def evaluate(site: Sites = None, all_: All = False, as_: As = None) -> None:
    """Do what no write triggers: deadlines that pass, years that end, a changed catalog."""
    from tracker.services.judging import evaluation

    app = settings.application()
    with progress_bar() as progress:
        outcome = evaluation.evaluate(app, settings.actor(app, as_), sites=site, all_=all_, progress=progress)
    say("cli_evaluated", opened=outcome.opened, updated=outcome.updated, cleared=outcome.cleared)


def indicators(
    site: Sites = None,
    indicator: Indicators = None,
    window: WindowName = None,
    period: AnyPeriod = None,
    standard: StandardCode = None,
    reported: Reported = False,
    form: Answer = "table",
    as_: As = None,
) -> None:
    """Print values and findings, computed from present data."""
    from tracker.services.judging.evaluation import indicator_rows

    app = settings.application()
    rows = indicator_rows(
        app,
        settings.actor(app, as_),
        sites=site,
        indicators=indicator,
        windows=[window] if window else None,
        period=period,
        standard=standard,
        reported=reported,
    )
    whole = cast("list[dict[str, Any]]", rows)
    emit(whole if form == "json" else [_flat(row) for row in whole], ROW_COLUMNS, form)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its change and its findings' verdicts as plain columns."""
    change = row["yoy"] or {"change": None, "basis": None}
    have, need = row["coverage"]
    statuses = "; ".join(f"{finding['target']}: {finding['status']}" for finding in row["findings"])
    return {
        **row,
        "coverage": f"{have}/{need}",
        "change": change["change"],
        "basis": change["basis"],
        "status": statuses,
    }


def flags(
    site: OneSite = None,
    status: Status = None,
    severity: Severity = None,
    form: Answer = "table",
    as_: As = None,
) -> None:
    """Print live flags, or those of a status."""
    from tracker.services.flagging.flags import list_flags

    app = settings.application()
    found = list_flags(
        app,
        settings.actor(app, as_),
        site=site,
        status=status,
        severity=severity,
        lang=settings.current().lang,
    )
    emit(found, FLAG_COLUMNS, form)


def _step(step: str) -> Callable[..., None]:
    def run(flag: FlagId, reason: Reason = "", as_: As = None) -> None:
        from tracker.services.flagging import flags as service

        name = settings.account_named(as_)
        app = settings.application()
        take = {"explain": service.explain, "accept": service.accept_explanation, "close": service.close}[
            step
        ]
        take(app, settings.actor(app, name), flag, reason)
        say("cli_flag_step", flag=flag, step=step)

    return run
