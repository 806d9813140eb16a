"""`trend`: where one indicator of a site is going."""

from typing import Annotated, Any

import typer

from tracker.cli import settings
from tracker.cli.options import As, ListAnswer, Site, words
from tracker.cli.output import emit, emit_json

Indicator = Annotated[str, typer.Option("--indicator", metavar="I", help=words("cli_help_one_indicator"))]
Through = Annotated[str | None, typer.Option("--through", metavar="YYYY-MM", help=words("cli_help_through"))]
Reported = Annotated[bool, typer.Option("--reported", help=words("cli_help_reported"))]
COLUMNS = ("period", "value", "unit", "change")
TESTS = ("test", "n", "estimate", "low", "high", "p")


def register(commands: typer.Typer) -> None:
    """Add the command of this module."""
    commands.command("trend", help=words("cli_help_trend"))(trend)


def trend(
    site: Site,
    indicator: Indicator,
    through: Through = None,
    reported: Reported = False,
    form: ListAnswer = "table",
    as_: As = None,
) -> None:
    """Print tests, slope, forecast and what is left; a table begins with the sentences."""
    from tracker.services.judging.outlook_texts import sentences
    from tracker.services.judging.outlooks import outlook

    app = settings.application()
    found = outlook(app, settings.actor(app, as_), site, indicator, through=through, reported=reported)
    answer = found.as_json()
    if form == "json":
        emit_json(answer)
        return
    for text in sentences(app.catalog, found, settings.current().lang):
        print(text)
    print()
    emit(_tests(answer, found.deciding), TESTS, "table")
    print()
    changes = {entry["period"]: entry["change"] for entry in answer["yoy"]}
    months = [
        {**entry, "unit": found.unit, "change": changes.get(entry["period"])} for entry in answer["series"]
    ]
    emit(months, COLUMNS, "table")


def _tests(answer: dict[str, Any], deciding: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every test in one shape, the one that decides first."""
    rows = [{**deciding, "estimate": deciding["change"]}]
    if (test := answer["seasonal_mann_kendall"]) is not None:
        rows.append({"test": "seasonal_mann_kendall", "n": test["n"], "p": test["p"]})
    if (slope := answer["slope"]) is not None:
        rows.append({"test": "slope", **slope, "estimate": slope["per_year"]})
    if (robust := answer["hac"]) is not None:
        rows.append({"test": "hac", **robust, "estimate": robust["annual_change"]})
    return rows
