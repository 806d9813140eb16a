"""A site as its administrator sees it: everything that ever held for it, with when it was entered."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord, load_family
from tracker.services.permissions import Action, Actor, require
from tracker.services.site_forms import ATTRIBUTES
from tracker.store.database import read_session
from tracker.store.tables import Site, SiteAttribute


@dataclass(frozen=True)
class AttributeLine:
    """One entry of a site's history: an attribute's value from a month number on (null: always).

    `until` is the month before the next value; `replaced`: a later entry for the same month took its place.
    """

    name: str
    value: str
    since: int | None
    until: int | None
    made_at: datetime
    replaced: bool


@dataclass(frozen=True)
class Enterprise:
    """An enterprise that belongs, or once belonged, to a park; `since` is a month number or null."""

    code: str
    name: str
    since: int | None
    until: int | None
    active_from: int | None
    active_until: int | None


@dataclass(frozen=True)
class SiteView:
    """A site with its history, the newest entry of each attribute first, and a park's enterprises."""

    site: SiteRecord
    created_at: datetime
    lines: tuple[AttributeLine, ...]
    enterprises: tuple[Enterprise, ...]


def site_view(app: Application, actor: Actor, code: str) -> SiteView:
    """Return a site in the actor's scope; refuses an unknown one and one of others alike."""
    with read_session(app.engine) as session:
        row = require(session, actor, Action.READ, code)
        directory = load_family(session, row)
        assert row.id is not None
        return SiteView(
            directory.by_id[row.id], row.created_at, _lines(session, row), _enterprises(directory, code)
        )


def _lines(session: Session, site: Site) -> tuple[AttributeLine, ...]:
    query = select(SiteAttribute).where(SiteAttribute.site_id == site.id).order_by(col(SiteAttribute.id))
    rows = sorted(session.exec(query).all(), key=lambda row: _start(row.from_month))
    lines = [line for name in ATTRIBUTES for line in _of([row for row in rows if row.name == name])]
    return tuple(lines)


def _of(rows: list[SiteAttribute]) -> list[AttributeLine]:
    """Return the entries of one attribute, the newest month first; rows come in order of month and entry."""
    lines = []
    for place, row in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        replaced = after is not None and after.from_month == row.from_month
        until = None if after is None or after.from_month is None or replaced else after.from_month - 1
        lines.append(AttributeLine(row.name, row.value, row.from_month, until, row.made_at, replaced))
    return lines[::-1]


def _enterprises(directory: Directory, park: str) -> tuple[Enterprise, ...]:
    found = []
    for site in directory.by_code.values():
        spans = [span for span in _parents(site) if span[0] == park]
        if spans:
            _, since, until = spans[-1]
            found.append(
                Enterprise(
                    site.code, site.at("name") or "", since, until, site.active_from, site.active_until
                )
            )
    return tuple(sorted(found, key=lambda enterprise: enterprise.code))


def _parents(site: SiteRecord) -> list[tuple[str, int | None, int | None]]:
    """Return the parks an enterprise belonged to, each with its first and last month."""
    dated = site.dated.get("parent", ())
    ends = [since - 1 if since is not None else None for since, _ in dated[1:]]
    spans = zip(dated, [*ends, None], strict=False)
    return [(park, since, until) for (since, park), until in spans]


def _start(month: int | None) -> int:
    return -1 if month is None else month
