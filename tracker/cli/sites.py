"""`site …`: parks, enterprises and regions, and what they report."""

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from tracker.cli import settings
from tracker.cli.options import As, ListAnswer, Reason, Since, Site, Until, words
from tracker.cli.output import emit, say

Code = Annotated[str, typer.Option("--code", metavar="C", help=words("cli_help_code"))]
Name = Annotated[str, typer.Option("--name", metavar="N", help=words("cli_help_name"))]
NewName = Annotated[str | None, typer.Option("--name", metavar="N", help=words("cli_help_name"))]
Kind = Annotated[Literal["park", "enterprise", "region"], typer.Option("--kind", help=words("cli_help_kind"))]
Parent = Annotated[str | None, typer.Option("--parent", metavar="C", help=words("cli_help_parent"))]
Level = Annotated[
    Literal["national", "provincial"] | None, typer.Option("--level", help=words("cli_help_level"))
]
Prefecture = Annotated[
    str | None, typer.Option("--prefecture", metavar="P", help=words("cli_help_prefecture"))
]
Region = Annotated[str, typer.Option("--region", metavar="CODE", help=words("cli_help_region"))]
NewRegion = Annotated[str | None, typer.Option("--region", metavar="CODE", help=words("cli_help_region"))]
Scope = Annotated[Literal["all", "above_scale"], typer.Option("--scope", help=words("cli_help_scope"))]
NewScope = Annotated[
    Literal["all", "above_scale"] | None, typer.Option("--scope", help=words("cli_help_scope"))
]
Collect = Annotated[Literal["direct", "rollup"], typer.Option("--collect", help=words("cli_help_collect"))]
NewCollect = Annotated[
    Literal["direct", "rollup"] | None, typer.Option("--collect", help=words("cli_help_collect"))
]
NotApplicable = Annotated[
    str, typer.Option("--not-applicable", metavar="ITEM,…", help=words("cli_help_items"))
]
Applicable = Annotated[str, typer.Option("--applicable", metavar="ITEM,…", help=words("cli_help_items"))]
COLUMNS = (
    "code",
    "name",
    "kind",
    "parent",
    "level",
    "prefecture",
    "region",
    "scope",
    "collect",
    "from",
    "until",
)


def register(commands: typer.Typer) -> None:
    """Add the commands of this module."""
    site = typer.Typer(help=words("cli_help_site_commands"), no_args_is_help=True)
    commands.add_typer(site, name="site")
    site.command("add", help=words("cli_help_site_add"))(add)
    site.command("set", help=words("cli_help_site_set"))(change)
    site.command("import", help=words("cli_help_site_import"))(import_file)
    site.command("list", help=words("cli_help_site_list"))(list_all)
    site.command("items", help=words("cli_help_site_items"))(items)


def add(
    code: Code,
    name: Name,
    kind: Kind = "park",
    parent: Parent = None,
    level: Level = None,
    prefecture: Prefecture = None,
    region: Region = "CN-YN",
    scope: Scope = "all",
    collect: Collect = "direct",
    since: Since = None,
    until: Until = None,
    as_: As = None,
) -> None:
    """Add a site."""
    from tracker.services.sites import SiteForm, add_site

    app = settings.application()
    form = SiteForm(
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        level=level,
        prefecture=prefecture,
        region=region,
        scope=scope,
        collect=collect,
        since=since,
        until=until,
    )
    add_site(app, settings.actor(app, as_), form)
    say("cli_site_added", code=code)


def change(
    code: Code,
    name: NewName = None,
    parent: Parent = None,
    level: Level = None,
    prefecture: Prefecture = None,
    region: NewRegion = None,
    scope: NewScope = None,
    collect: NewCollect = None,
    since: Since = None,
    until: Until = None,
    as_: As = None,
) -> None:
    """Change a site from a month on; what is not named stays as it is."""
    from tracker.services.sites import SiteChange, set_site

    app = settings.application()
    form = SiteChange(
        code=code,
        name=name,
        parent=parent,
        level=level,
        prefecture=prefecture,
        region=region,
        scope=scope,
        collect=collect,
        since=since,
        until=until,
    )
    set_site(app, settings.actor(app, as_), form)
    say("cli_site_changed", code=code)


def import_file(file: Annotated[Path, typer.Argument(metavar="FILE")], as_: As = None) -> None:
    """Add the sites of a CSV file whose columns are named like the options of `site add`."""
    from tracker.services.sites import import_sites

    app = settings.application()
    count = import_sites(app, settings.actor(app, as_), file)
    say("cli_sites_imported", count=count)


def list_all(form: ListAnswer = "table", as_: As = None) -> None:
    """List the sites in the actor's scope."""
    from tracker.services.sites import list_sites

    app = settings.application()
    emit(list_sites(app, settings.actor(app, as_)), COLUMNS, form)


def items(
    site: Site,
    not_applicable: NotApplicable = "",
    applicable: Applicable = "",
    since: Since = None,
    reason: Reason = "",
    as_: As = None,
) -> None:
    """Declare which items a site does not have, or has again."""
    from tracker.catalog.periods import month_text
    from tracker.services.exchange.problems import named_items
    from tracker.services.sites import declare_items

    app = settings.application()
    named = partial(named_items, app.catalog, lang=settings.current().lang, codes=True)
    overridden = declare_items(
        app,
        settings.actor(app, as_),
        site,
        not_applicable=_listed(not_applicable),
        applicable=_listed(applicable),
        since=since,
        reason=reason,
    )
    say("cli_items_declared", site=site)
    for line in overridden:
        say("cli_declaration_overridden", item=named(line.subject), since=month_text(line.since or 0))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
