"""The item table of a site (填报项目表): what holds for each item, what was entered of it, what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.periods import Period
from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord, load_directory, load_family
from tracker.services.judging.evaluation import view_of
from tracker.services.judging.panels import View
from tracker.services.permissions import Action, Actor, may, require, sites_in_scope
from tracker.services.sites import DeclarationRecord, declaration_record, declarations_of
from tracker.store.database import read_session
from tracker.store.tables import Declaration, Observation

ItemState = Literal["applies", "not_applicable", "undeclared"]


class Entered(NamedTuple):
    """The first and the last period in which an item has a figure."""

    first: Period
    last: Period


@dataclass(frozen=True)
class ItemLine:
    """What holds for an item in the running month.

    `since` is the month number it has held from, None for always. `declared` is the declaration that says so;
    None where nobody did. `undeclared`: an alternative never entered nor declared, which passes for nothing
    and makes what uses it provisional. `unsaid_before` is the first month with a figure of an alternative
    whose months before that are provisional for the same reason. `overridden` is a declaration that never
    takes effect, because one made later holds from an earlier month on and says the contrary.
    """

    item: str
    group: str
    state: ItemState
    since: int | None = None
    declared: DeclarationRecord | None = None
    coming: DeclarationRecord | None = None
    overridden: DeclarationRecord | None = None
    entered: Entered | None = None
    unsaid_before: int | None = None

    @property
    def entered_all_the_same(self) -> bool:
        """Return whether there is a figure of a month declared 不涉及; the figure counts."""
        if self.state != "not_applicable" or self.entered is None:
            return False
        return self.since is None or self.entered.last.last >= self.since


@dataclass(frozen=True)
class ItemTable:
    """A site's item table, by group in the catalog's order; `declarations` in the order they were made.

    `by_enterprises`: the rest of the items is entered by the park's enterprises. `may_declare` and
    `may_confirm`: what the actor's role allows here.
    """

    site: str
    lines: tuple[ItemLine, ...]
    declarations: tuple[DeclarationRecord, ...]
    by_enterprises: bool
    may_declare: bool
    may_confirm: bool

    def in_state(self, state: ItemState) -> list[ItemLine]:
        """Return the lines in a state."""
        return [line for line in self.lines if line.state == state]

    def waiting(self) -> list[DeclarationRecord]:
        """Return the declarations that wait for a reviewer."""
        return [line for line in self.declarations if line.confirmed_by is None]


@dataclass(frozen=True)
class WaitingSite:
    """A site with its declarations that wait for a reviewer."""

    site: str
    name: str
    declarations: tuple[DeclarationRecord, ...]


def item_table(app: Application, actor: Actor, site: str) -> ItemTable:
    """Return a site's item table; whoever does not enter figures sees what was ever reported.

    Refuses an unknown site.
    """
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site)
        record = load_family(session, found).by_code[site]
        declarations = declarations_of(session, record.id)
        entered = _entered(session, record.id, view_of(actor, reported=False))
    by_enterprises = record.kind == "park" and record.at("collect", app.month()) == "rollup"
    table = _Table(app.catalog, record, declarations, entered, app.month())
    spoken = {line.subject for line in declarations}
    shown = [
        item
        for item in app.catalog.items.values()
        if item.code in entered or item.code in spoken or _asked_of(item, record, by_enterprises)
    ]
    lines = [table.line(item) for group in app.catalog.groups for item in shown if item.group == group]
    return ItemTable(
        site=site,
        lines=tuple(lines),
        declarations=tuple(declarations),
        by_enterprises=by_enterprises,
        may_declare=may(actor, Action.DECLARE),
        may_confirm=may(actor, Action.REVIEW),
    )


def waiting_declarations(app: Application, actor: Actor) -> list[WaitingSite]:
    """Return the declarations a reviewer has still to confirm, by site of their scope, oldest first."""
    with read_session(app.engine) as session:
        sites = sites_in_scope(session, actor, Action.REVIEW)
        query = select(Declaration).where(col(Declaration.confirmed_by).is_(None))
        rows = session.exec(query.order_by(col(Declaration.id))).all()
        open_sites = {row.site_id for row in rows}
        directory = load_directory(session, [site for site in sites if site.id in open_sites])
        return [
            WaitingSite(
                site.code,
                site.at("name", app.month()) or site.at("name") or site.code,
                tuple(declaration_record(row) for row in rows if row.site_id == site.id),
            )
            for site in _parks_first(directory)
        ]


def _parks_first(directory: Directory) -> list[SiteRecord]:
    """Return sites by the park they belong to, each park before its enterprises."""
    return sorted(
        directory.by_code.values(),
        key=lambda site: (site.at("parent") or site.code, site.kind == "enterprise", site.code),
    )


def _asked_of(item: Item, site: SiteRecord, by_enterprises: bool) -> bool:
    """Return whether a site enters an item itself."""
    if item.level == "park":
        return site.kind != "enterprise"
    return not by_enterprises


def _entered(session: Session, site_id: int, view: View) -> dict[str, Entered]:
    """Return the first and the last period with a figure of each item, as the view has them."""
    there, value = (
        (Observation.present, Observation.value)
        if view == "working"
        else (Observation.reported, Observation.reported_value)
    )
    query = (
        select(Observation.item, Observation.kind, func.min(Observation.last), func.max(Observation.last))
        .where(Observation.site_id == site_id, there, col(value).is_not(None))
        .group_by(col(Observation.item), col(Observation.kind))
    )
    found: dict[str, Entered] = {}
    for item, kind, first, last in session.exec(query):
        spans = [_period(kind, first), _period(kind, last)]
        if item in found:
            spans += found[item]
        found[item] = Entered(min(spans), max(spans, key=lambda span: (span.last, span.first)))
    return found


def _period(kind: str, last: int) -> Period:
    if kind == "month":
        return Period.month(last)
    return Period.year(last // 12) if kind == "year" else Period(last // 12 * 12, last, "cumulative")


class _Table:
    """What holds for each item of one site, by the rules the engine decides cells with."""

    def __init__(
        self,
        catalog: Catalog,
        site: SiteRecord,
        declarations: Sequence[DeclarationRecord],
        entered: Mapping[str, Entered],
        month: int,
    ) -> None:
        self._catalog = catalog
        self._declarations = declarations
        self._entered = entered
        self._month = month
        begun = [span.first.first for span in entered.values()]
        self._start = site.active_from if site.active_from is not None else min(begun, default=None)

    def line(self, item: Item) -> ItemLine:
        """Return the line of an item; of two declarations the one made later holds from its month on."""
        spoken = self._spoken_of(item)
        begun = [line for line in spoken if _holds_in(line, self._month)]
        declared = begun[-1] if begun else self._first_word(item, spoken)
        coming = [line for line in spoken if not _holds_in(line, self._month) and line is not declared]
        first = self._first_month(item)
        state, since = self._undeclared(item, first) if declared is None else _said(declared, bool(begun))
        late = not spoken and item.blank == "alternative" and self._start is not None
        return ItemLine(
            item=item.code,
            group=item.group,
            state=state,
            since=since,
            declared=declared,
            coming=coming[-1] if coming else None,
            overridden=_overridden(spoken),
            entered=self._entered.get(item.code),
            unsaid_before=first if late and first is not None and first > (self._start or 0) else None,
        )

    def _spoken_of(self, item: Item) -> list[DeclarationRecord]:
        """Return what was declared of an item; of its group only where the item has no figure at all."""
        subjects = {item.code} if item.code in self._entered else {item.code, item.group}
        return [line for line in self._declarations if line.subject in subjects]

    def _first_word(self, item: Item, spoken: Sequence[DeclarationRecord]) -> DeclarationRecord | None:
        """Return what is declared from a later month on, where it says what was before: it was not there."""
        first = min(reversed(spoken), key=lambda line: line.since or 0, default=None)
        return first if first is not None and first.applicable and item.blank == "alternative" else None

    def _first_month(self, item: Item) -> int | None:
        """Return the first month with a figure of the item, or of the set it is entered with."""
        members = [item.code]
        if item.entered_with is not None:
            members = [
                other.code
                for other in self._catalog.items.values()
                if other.entered_with == item.entered_with
            ]
        return min(
            (self._entered[code].first.first for code in members if code in self._entered), default=None
        )

    @staticmethod
    def _undeclared(item: Item, first: int | None) -> tuple[ItemState, int | None]:
        if item.blank == "required":
            return "applies", None
        return ("undeclared", None) if first is None else ("applies", first)


def _said(line: DeclarationRecord, holds: bool) -> tuple[ItemState, int | None]:
    """Return the state a declaration gives; one of a month to come says that it was not there before."""
    if not holds:
        return "not_applicable", None
    return ("applies" if line.applicable else "not_applicable"), line.since


def _holds_in(line: DeclarationRecord, month: int) -> bool:
    return line.since is None or line.since <= month


def _overridden(spoken: Sequence[DeclarationRecord]) -> DeclarationRecord | None:
    """Return the last declaration that one made later, from an earlier month on, says the contrary of."""
    for place in range(len(spoken) - 2, -1, -1):
        line = spoken[place]
        for later in spoken[place + 1 :]:
            earlier = line.since is not None and (later.since is None or later.since < line.since)
            if earlier and later.applicable != line.applicable:
                return line
    return None
