"""Sites and their item tables: added, changed from a month on, listed, declared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from tracker.catalog.periods import month_text
from tracker.catalog.text_forms import unescaped
from tracker.messages import Refusal, WrongUsage
from tracker.services.application import Application, now
from tracker.services.changes import chain_of, grouped, settle, write_entries
from tracker.services.directory import Directory, SiteRecord, load_directory, load_family
from tracker.services.exchange.csv_files import FileRefused, csv_lines
from tracker.services.exchange.problems import Problem
from tracker.services.permissions import (
    PROVINCE,
    Action,
    Actor,
    require,
    require_action,
    sites_in_scope,
)
from tracker.services.site_forms import (
    ATTRIBUTES,
    CHOICES,
    Attribute,
    checked_attribute,
    checked_code,
    checked_month,
    checked_prefecture,
    checked_region,
    checked_span,
)
from tracker.services.site_forms import SiteChange as SiteChange
from tracker.services.site_forms import SiteForm as SiteForm
from tracker.services.texts import clean, in_both
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import Fact, fact_of
from tracker.store.locking import lock_sites
from tracker.store.tables import Declaration, Site, SiteAttribute

COLUMNS = {"from": "since"} | {field.name: field.name for field in fields(SiteForm) if field.name != "since"}
"""The columns of a file of sites, which are the options of `site add`, and the form's fields they fill."""

_MOST_LISTED = 100


@dataclass(frozen=True)
class DeclarationRecord:
    """A line of a site's item table; `subject` is an item or group, `since` a month number or None."""

    id: int
    subject: str
    applicable: bool
    since: int | None
    reason: str
    made_by: str
    made_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None


class SitesRefused(Refusal):
    """What was wrong with new sites: reads as the first refusal, `listed` has the first hundred."""

    def __init__(self, listed: Sequence[Refusal]) -> None:
        first = listed[0]
        super().__init__(first.code, place=first.place, **first.params)
        self.listed = tuple(listed)


def add_site(app: Application, actor: Actor, form: SiteForm) -> None:
    """Add a site; refuses a code that is taken, and whatever its kind cannot have."""
    require_action(actor, Action.SITES)
    with unit_of_work(app.engine) as session:
        _add(session, app, actor, [("", form)], "site.add")


def import_sites(app: Application, actor: Actor, path: Path) -> int:
    """Add every site of a CSV file, parks before enterprises, or none; return how many."""
    require_action(actor, Action.SITES)
    try:
        forms = list(_forms(path))
    except FileRefused as refused:
        raise refused.refusal from None
    forms.sort(key=lambda placed: placed[1].kind == "enterprise")
    with unit_of_work(app.engine) as session:
        _add(session, app, actor, forms, "site.import")
    return len(forms)


def _forms(path: Path) -> Iterator[tuple[str, SiteForm]]:
    """Yield each row's place and form; a blank cell takes the option's default."""
    lines = csv_lines(path)
    row, header = next(lines)
    names = [name.strip().casefold() for name in header]
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in ("code", "name") if name not in names]
    if unknown or missing or len(set(names)) < len(names):
        known = ", ".join(COLUMNS)
        raise FileRefused(Problem(str(path), "not_a_table", "site_columns", {"columns": known}, row))
    for row, values in lines:
        if len(values) != len(names):
            params = {"cells": len(values), "width": len(names)}
            raise FileRefused(Problem(str(path), "not_a_table", "row_too_long", params, row))
        given = {COLUMNS[name]: unescaped(value.strip()) for name, value in zip(names, values, strict=True)}
        filled = {field: value for field, value in given.items() if value}
        yield f"{path}, {row}", SiteForm(**{"code": "", "name": "", **filled})


def _add(
    session: Session, app: Application, actor: Actor, forms: Sequence[tuple[str, SiteForm]], action: str
) -> None:
    directory = load_directory(session)
    added: list[int] = []
    facts: list[Fact] = []
    refused: list[Refusal] = []
    for place, form in forms:
        try:
            site, attributes = _new_site(session, app, actor, directory, form)
        except Refusal as refusal:
            where = ", ".join(part for part in (place, refusal.place) if part)
            refused.append(Refusal(refusal.code, place=where, **refusal.params))
            if len(refused) == _MOST_LISTED:
                break
            continue
        directory.add(site, attributes)
        added.append(_id(site))
        facts.extend(fact_of(row) for row in (site, *attributes))
    if refused:
        raise SitesRefused(refused)
    _conclude(session, app, actor, action, added, facts)


def _new_site(
    session: Session, app: Application, actor: Actor, directory: Directory, form: SiteForm
) -> tuple[Site, list[SiteAttribute]]:
    code = checked_code(app.catalog, form.code)
    if form.kind not in CHOICES["kind"]:
        raise Refusal("not_a_choice", place="kind", value=form.kind, choices=", ".join(CHOICES["kind"]))
    if form.kind == "enterprise" and not form.parent:
        raise Refusal("parent_needed", place="parent")
    given = {name: getattr(form, name) for name in ATTRIBUTES}
    values = {
        name: checked_attribute(directory, form.kind, name, value)
        for name, value in given.items()
        if value is not None
    }
    since, until = checked_month(form.since, "from"), checked_month(form.until, "until")
    checked_span(since, until)
    prefecture = checked_prefecture(app.catalog, form.prefecture) if form.prefecture else None
    _require_place(actor, code, prefecture, directory.by_code.get(form.parent or ""))
    if code in directory.by_code:
        raise Refusal("site_exists", place="code", site=code)
    site = Site(
        code=code,
        kind=form.kind,
        region=checked_region(form.region),
        prefecture=prefecture,
        active_from=since,
        active_until=until,
        created_at=now(),
    )
    session.add(site)
    session.flush()
    return site, _attributes(session, site, values, None)


def _require_place(actor: Actor, code: str, prefecture: str | None, parent: SiteRecord | None) -> None:
    """An administrator of a part of the province adds sites there only."""
    places = {code, prefecture} | ({parent.code, parent.prefecture} if parent else set())
    if actor.scope != PROVINCE and actor.scope not in places:
        raise Refusal("not_permitted", name=actor.name, **in_both("action", Action.SITES.value))


def _attributes(
    session: Session, site: Site, values: Mapping[Attribute, str], since: int | None
) -> list[SiteAttribute]:
    rows = [
        SiteAttribute(site_id=_id(site), name=name, value=value, from_month=since, made_at=now())
        for name, value in values.items()
    ]
    session.add_all(rows)
    session.flush()
    return rows


def set_site(app: Application, actor: Actor, change: SiteChange) -> None:
    """Change what holds for a site; refuses what its kind cannot have and a span turned round."""
    require_action(actor, Action.SITES)
    with unit_of_work(app.engine) as session:
        site = require(session, actor, Action.SITES, change.code)
        directory = load_directory(session)
        before = directory.by_id[_id(site)]
        values = {
            name: checked_attribute(directory, site.kind, name, value)
            for name, value in change.dated().items()
        }
        since = checked_month(change.since, "from")
        _change_span(app, site, change, None if values else since)
        rows = _attributes(session, site, values, since if values else None)
        parks = [directory.by_code[code].id for _, code in before.dated.get("parent", ())]
        facts = [fact_of(row) for row in (site, *rows)]
        _conclude(session, app, actor, "site.set", [before.id], facts, also=parks)


def _change_span(app: Application, site: Site, change: SiteChange, since: int | None) -> None:
    if change.region is not None:
        site.region = checked_region(change.region)
    if change.prefecture is not None:
        site.prefecture = checked_prefecture(app.catalog, change.prefecture)
    if since is not None:
        site.active_from = since
    if change.until is not None:
        site.active_until = checked_month(change.until, "until")
    checked_span(site.active_from, site.active_until)


def _conclude(
    session: Session,
    app: Application,
    actor: Actor,
    action: str,
    site_ids: Sequence[int],
    facts: Sequence[Fact],
    *,
    also: Sequence[int] = (),
) -> None:
    """Write the entry of a change to sites and settle it; every fact lies in the chain of its site's park."""
    session.flush()
    directory = load_directory(session)
    lock_sites(session, [*site_ids, *also])
    chains = {site_id: chain_of(directory, directory.by_id[site_id]) for site_id in site_ids}
    pairs = [(chains[fact.state.get("site_id") or fact.state["id"]], fact) for fact in facts]
    write_entries(session, actor, action, grouped(pairs))
    settle(session, app, directory, [*site_ids, *also])


def list_sites(app: Application, actor: Actor) -> list[dict[str, str | None]]:
    """Return the sites the actor may see, by code, with what holds for them now; the keys are the options."""
    with read_session(app.engine) as session:
        chosen = sites_in_scope(session, actor, Action.READ)
        directory = load_directory(session, chosen)
        return [_listed(directory.by_id[_id(site)], app.month()) for site in chosen]


def _listed(site: SiteRecord, month: int) -> dict[str, str | None]:
    attributes = {name: site.at(name, month) or site.at(name) for name in ATTRIBUTES}
    return {
        "code": site.code,
        "name": attributes["name"],
        "kind": site.kind,
        "parent": attributes["parent"],
        "level": attributes["level"],
        "prefecture": site.prefecture,
        "region": site.region,
        "scope": attributes["scope"],
        "collect": attributes["collect"],
        "from": None if site.active_from is None else month_text(site.active_from),
        "until": None if site.active_until is None else month_text(site.active_until),
    }


def declare_items(
    app: Application,
    actor: Actor,
    site: str,
    *,
    not_applicable: Sequence[str] = (),
    applicable: Sequence[str] = (),
    since: str | None = None,
    reason: str = "",
) -> list[DeclarationRecord]:
    """Declare items, or groups of them, as not applying to a site or as applying again, from a month on.

    Without a month the declaration holds from the site's first month. It counts at once, and is provisional
    until a reviewer confirms it. Returns the lines it overrides as a whole: of the same subject, made before,
    saying the contrary from a later month on.
    """
    require_action(actor, Action.DECLARE)
    subjects = [*((code, False) for code in not_applicable), *((code, True) for code in applicable)]
    if not subjects:
        raise WrongUsage("nothing_declared")
    known = app.catalog.items.keys() | app.catalog.groups.keys()
    for code, _ in subjects:
        if code not in known:
            raise Refusal("unknown_item", place=code, item=code)
    if both := set(not_applicable) & set(applicable):
        raise Refusal("declared_both_ways", place=", ".join(sorted(both)))
    month = checked_month(since, "from")
    with unit_of_work(app.engine) as session:
        found = require(session, actor, Action.DECLARE, site, month=month)
        overridden = [
            line
            for line in declarations_of(session, _id(found))
            if (line.subject, not line.applicable) in subjects
            and line.since is not None
            and (month is None or month < line.since)
        ]
        rows = [
            Declaration(
                site_id=_id(found),
                subject=code,
                applicable=applies,
                from_month=month,
                reason=clean(reason),
                made_by=actor.name,
                made_at=now(),
            )
            for code, applies in subjects
        ]
        session.add_all(rows)
        _conclude_declarations(session, app, actor, found, rows, "site.items", clean(reason))
    return overridden


def list_declarations(app: Application, actor: Actor, site: str) -> list[DeclarationRecord]:
    """Return a site's item table in the order in which it was declared; the later of two holds."""
    with read_session(app.engine) as session:
        return declarations_of(session, _id(require(session, actor, Action.READ, site)))


def declarations_of(session: Session, site_id: int) -> list[DeclarationRecord]:
    """Return what was declared for a site, in the order in which it was."""
    query = select(Declaration).where(Declaration.site_id == site_id).order_by(col(Declaration.id))
    return [declaration_record(row) for row in session.exec(query).all()]


def confirm_declarations(app: Application, actor: Actor, site: str, ids: Sequence[int] | None = None) -> int:
    """Confirm declarations of a site (all open ones unless `ids` names some); return how many.

    What they stand for is no longer provisional. One that is confirmed already stays as it is.
    """
    return _confirm(app, actor, site, ids, "site.confirm", "")


def unconfirm_declarations(app: Application, actor: Actor, site: str, ids: Sequence[int], reason: str) -> int:
    """Take back the confirmation of declarations of a site, with a reason; return of how many.

    They go on counting, and are provisional again.
    """
    if not clean(reason):
        raise Refusal("reason_needed", place="reason")
    return _confirm(app, actor, site, ids, "site.unconfirm", clean(reason))


def _confirm(
    app: Application, actor: Actor, site: str, ids: Sequence[int] | None, action: str, reason: str
) -> int:
    with unit_of_work(app.engine) as session:
        found = require(session, actor, Action.REVIEW, site)
        lock_sites(session, [_id(found)])  # of two reviewers the second finds nothing left to do
        taken_back = action == "site.unconfirm"
        query = select(Declaration).where(
            Declaration.site_id == _id(found), col(Declaration.confirmed_by).is_not(None) == taken_back
        )
        rows = [row for row in session.exec(query).all() if ids is None or row.id in ids]
        for row in rows:
            row.confirmed_by = None if taken_back else actor.name
            row.confirmed_at = None if taken_back else now()
        if rows:
            _conclude_declarations(session, app, actor, found, rows, action, reason)
        return len(rows)


def _conclude_declarations(
    session: Session,
    app: Application,
    actor: Actor,
    site: Site,
    rows: Sequence[Declaration],
    action: str,
    reason: str,
) -> None:
    session.flush()
    directory = load_family(session, site)
    record = directory.by_id[_id(site)]
    lock_sites(session, [record.id])
    facts = {chain_of(directory, record): [fact_of(row) for row in rows]}
    write_entries(session, actor, action, facts, reason)
    settle(session, app, directory, [record.id])


def declaration_record(row: Declaration) -> DeclarationRecord:
    """Return a stored declaration as a record."""
    assert row.id is not None
    return DeclarationRecord(
        row.id,
        row.subject,
        row.applicable,
        row.from_month,
        row.reason,
        row.made_by,
        row.made_at,
        row.confirmed_by,
        row.confirmed_at,
    )


def _id(site: Site) -> int:
    assert site.id is not None
    return site.id
