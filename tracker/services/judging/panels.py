"""Loads sites and their figures into panels, and keeps them until something that can move a number changes.

Two views: the working one holds every saved figure, the reported one each report as last submitted. Each
process keeps what it loaded under a fingerprint of its sites, so that only sites that moved are read again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import bindparam, event, func, literal, true, union_all
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.compute import (
    Declaration,
    Observations,
    Panel,
    Results,
    SiteFacts,
    build_panel,
    evaluate,
)
from tracker.compute.taken_over import take_over_cells
from tracker.services.application import Application
from tracker.services.directory import Directory, SiteRecord
from tracker.services.entering.columns import (
    FamilyFigures,
    family_figures,
    figure_versions,
    read_figures,
)
from tracker.services.entering.columns import View as View
from tracker.services.reporting.states import report_period
from tracker.store.tables import Adoption, Report, Site, SiteAttribute
from tracker.store.tables import Declaration as DeclarationRow

Fingerprint = tuple[Any, ...]
"""Changes with everything that can move a number of a site in a view; an earlier one never comes back."""


@dataclass(frozen=True)
class SiteData:
    """All a panel needs of one site; `accepted` are the periods of its accepted reports."""

    facts: SiteFacts
    figures: Observations
    accepted: frozenset[str]


def family_of(directory: Directory, asked: Iterable[SiteRecord]) -> list[SiteRecord]:
    """Return the sites a computation of those asked for needs, by code: parks bring their enterprises.

    An enterprise brings the parks whose reports hold its figures.
    """
    asked = list(asked)
    codes = {site.code for site in asked}
    for site in asked:
        codes.update(code for _, code in site.dated.get("parent", ()))
    codes.update(
        site.code
        for site in directory.by_code.values()
        if any(parent in codes for _, parent in site.dated.get("parent", ()))
    )
    return [directory.by_code[code] for code in sorted(codes & directory.by_code.keys())]


def cached_results(session: Session, app: Application, sites: Sequence[SiteRecord], view: View) -> Results:
    """Return the results of exactly these sites in the committed state this reading session sees."""
    marks = fingerprints(session, [site.id for site in sites], view)
    state = (tuple(marks.values()), app.today())
    key = ("results", view, tuple(site.id for site in sites))
    return app.panels.get(
        key, state, lambda: evaluate(_cached_panel(session, app, sites, view, marks), app.today())
    )


def _cached_panel(
    session: Session,
    app: Application,
    sites: Sequence[SiteRecord],
    view: View,
    marks: Mapping[int, Fingerprint],
) -> Panel:
    ids = tuple(site.id for site in sites)

    def load() -> Panel:
        return _panel(app.catalog, _cached_data(session, app, sites, view, marks))

    def make() -> Panel:
        if view == "reported":
            return load()
        # the transaction that stored these figures may have laid them out already
        return app.panels.get(("stored", ids), (*marks.values(), figure_versions(session, ids)), load)

    return app.panels.get(("panel", view, ids), tuple(marks.values()), make)


def session_panel(session: Session, app: Application, sites: Sequence[SiteRecord], view: View) -> Panel:
    """Return the panel of these sites as a writing session sees them, uncommitted changes included.

    It may yet be rolled back, so it is kept for this session alone; once the changes are stored, a working
    panel is handed on to readers, who take it if nothing changed since.
    """
    ids = tuple(site.id for site in sites)
    marks = fingerprints(session, ids, view)
    state: Fingerprint = tuple(marks.values())
    if view == "working":
        state = (*state, figure_versions(session, ids))
    kept: dict[Any, tuple[Fingerprint, Panel]] = session.info.setdefault("panels", {})
    if (view, ids) not in kept or kept[view, ids][0] != state:
        if view == "working":
            panel = _working_panel(session, app, sites, state)
        else:
            panel = passing_panel(session, app, sites, view)
        kept[view, ids] = (state, panel)
    return kept[view, ids][1]


def passing_panel(session: Session, app: Application, sites: Sequence[SiteRecord], view: View) -> Panel:
    """Return the same of many sites that are looked at together this once; kept nowhere."""
    return _panel(app.catalog, list(_load(session, app.catalog, sites, view).values()))


@dataclass(frozen=True)
class _Family:
    """What the last change of some sites left to the next; `marks` stand for all but the figures."""

    figures: FamilyFigures
    facts: list[SiteFacts]
    accepted: set[tuple[str, str]]
    marks: Fingerprint


def _working_panel(
    session: Session, app: Application, sites: Sequence[SiteRecord], state: Fingerprint
) -> Panel:
    """Lay out the figures last stored and what changed since; hand both on once this is stored."""
    ids = tuple(site.id for site in sites)
    *marks, versions = state
    settled = tuple(mark[:_DATA_VERSION] + mark[_DATA_VERSION + 1 :] for mark in marks)
    families: dict[tuple[int, ...], _Family] = session.info.setdefault("families", {})
    last = families.get(ids) or app.panels.latest(("family", ids), _Family)
    earlier = None if last is None else last.figures
    figures = family_figures(session, app.catalog, ids, earlier, versions)
    if last is not None and last.marks == settled:
        family = replace(last, figures=figures)
    else:
        facts, accepted = site_facts(session, sites), _accepted(session, ids)
        periods = {(site.code, period) for site in sites for period in accepted[site.id]}
        family = _Family(figures, [facts[site_id] for site_id in ids], periods, settled)
    if ids not in families:
        event.listen(session, "after_commit", partial(_hand_on, app, ids), once=True)
    families[ids] = family
    panel = build_panel(app.catalog, family.facts, figures.shown(), family.accepted)
    stored = app.panels.latest(("stored", ids), Panel)
    if stored is not None:
        take_over_cells(panel, stored)
    return panel


def _hand_on(app: Application, ids: tuple[int, ...], session: Any) -> None:  # noqa: ANN401 - any session
    """Leave what a session laid out last to those who come after it."""
    state, panel = session.info["panels"]["working", ids]
    app.panels.get(("stored", ids), state, lambda: panel)
    app.panels.get(("family", ids), state, lambda: session.info["families"][ids])


def session_results(
    session: Session, app: Application, sites: Sequence[SiteRecord], view: View
) -> tuple[Panel, Results]:
    """Return the panel a writing session sees, evaluated; kept with it for this session alone."""
    panel = session_panel(session, app, sites, view)
    return panel, panel.once("results", lambda: evaluate(panel, app.today()))


def fingerprints(session: Session, site_ids: Collection[int], view: View) -> dict[int, Fingerprint]:
    """Return what stands for the state of each site in a view.

    Figures reach the reported view only when a report moves, so the reported view stands on its reports;
    the working view stands on the data version, which every change of a figure raises.
    """
    parts: dict[int, list[Any]] = {site_id: [] for site_id in sorted(site_ids)}
    asked = {"ids": list(parts)}
    for site_id, *state in session.execute(_SITE_STATES[view], asked):
        parts[site_id] += state
    for site_id, *state in sorted(session.execute(_CHANGES, asked)):
        parts[site_id].append(tuple(state))
    return {site_id: tuple(part) for site_id, part in parts.items()}


def _site_states(*more: Any) -> Any:  # noqa: ANN401 - columns, a select
    site = col(Site.id)
    state = (Site.active_from, Site.active_until, Site.region, *more)
    return sql_select(site, *state).where(site.in_(bindparam("ids", expanding=True)))


_SITE_STATES: Mapping[View, Any] = {"working": _site_states(Site.data_version), "reported": _site_states()}
_DATA_VERSION = 3
"""The place of `data_version` among what stands for the state of a site in the working view."""


def _change(name: str, table: Any, counted: Any, only: Any) -> Any:  # noqa: ANN401 - any columns
    site = col(table.site_id)
    return (
        sql_select(site, literal(name), func.max(table.id), counted)
        .where(site.in_(bindparam("ids", expanding=True)), only)
        .group_by(site)
    )


_CHANGES = union_all(
    _change("attribute", SiteAttribute, literal(0), true()),
    _change("declaration", DeclarationRow, func.count(col(DeclarationRow.confirmed_at)), true()),
    _change("adoption", Adoption, literal(0), true()),
    _change("report", Report, func.sum(Report.version), col(Report.ever_submitted)),
)
"""Rows only ever added, or counted up where they change; a draft nobody has sent moves nothing."""


def _cached_data(
    session: Session,
    app: Application,
    sites: Sequence[SiteRecord],
    view: View,
    marks: Mapping[int, Fingerprint],
) -> list[SiteData]:
    """Return the data of each site, reading at once all that moved."""
    versions = _versions(sites, marks)
    stale = [site for site in sites if not app.panels.holds(("figures", view, site.id), versions[site.id])]
    loaded = _load(session, app.catalog, stale, view) if stale else {}

    def make(site: SiteRecord) -> SiteData:
        # what was there a moment ago may have fallen out since
        return loaded.get(site.id) or _load(session, app.catalog, [site], view)[site.id]

    return [
        app.panels.get(("figures", view, site.id), versions[site.id], partial(make, site)) for site in sites
    ]


def _versions(
    sites: Sequence[SiteRecord], marks: Mapping[int, Fingerprint]
) -> dict[int, tuple[Fingerprint, ...]]:
    """Return what each site's data stands on: its own state, and of an enterprise its parks' reports."""
    by_code = {site.code: site.id for site in sites}
    return {
        site.id: tuple(
            marks[by_code[code]]
            for code in (site.code, *(code for _, code in site.dated.get("parent", ())))
            if code in by_code
        )
        for site in sites
    }


def _panel(catalog: Catalog, data: Sequence[SiteData]) -> Panel:
    accepted = {(one.facts.code, period) for one in data for period in one.accepted}
    columns = {
        field.name: np.concatenate([getattr(one.figures, field.name) for one in data])
        for field in fields(Observations)
    }
    lengths = [len(one.figures.site) for one in data]
    columns["site"] = np.repeat(np.arange(len(data), dtype=np.int32), lengths)
    return build_panel(catalog, [one.facts for one in data], Observations(**columns), accepted)


def _load(session: Session, catalog: Catalog, sites: Sequence[SiteRecord], view: View) -> dict[int, SiteData]:
    facts = site_facts(session, sites)
    ids = [site.id for site in sites]
    figures = read_figures(session, catalog, ids, view)
    accepted = _accepted(session, ids)
    return {site.id: SiteData(facts[site.id], figures[site.id], accepted[site.id]) for site in sites}


def site_facts(session: Session, sites: Sequence[SiteRecord]) -> dict[int, SiteFacts]:
    """Return what the engine is told of each site, by id."""
    ids = [site.id for site in sites]
    declarations: defaultdict[int, list[Declaration]] = defaultdict(list)
    rows = select(DeclarationRow).where(col(DeclarationRow.site_id).in_(ids)).order_by(col(DeclarationRow.id))
    for row in session.exec(rows):
        confirmed = row.confirmed_at is not None
        declarations[row.site_id].append(Declaration(row.subject, row.from_month, row.applicable, confirmed))
    adopted: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for adoption in session.exec(select(Adoption).where(col(Adoption.site_id).in_(ids))):
        adopted[adoption.site_id].append((adoption.standard, adoption.from_month))
    return {
        site.id: SiteFacts(
            code=site.code,
            kind=site.kind,  # type: ignore[arg-type]
            region=site.region,
            first=site.active_from,
            until=site.active_until,
            **{name: site.dated.get(name, ()) for name in ("level", "scope", "collect", "parent")},
            adopted=tuple(sorted(adopted[site.id])),
            declarations=tuple(declarations[site.id]),
        )
        for site in sites
    }


def _accepted(session: Session, ids: Collection[int]) -> defaultdict[int, frozenset[str]]:
    periods: defaultdict[int, set[str]] = defaultdict(set)
    query = select(Report.site_id, Report.kind, Report.month).where(
        col(Report.site_id).in_(ids), Report.state == "accepted"
    )
    for site_id, kind, month in session.exec(query):
        periods[site_id].add(str(report_period(kind, month)))
    return defaultdict(frozenset, {site_id: frozenset(found) for site_id, found in periods.items()})


def period_of(kind: str, first: int, last: int) -> str:
    """Return a stored figure's period as the contract writes it."""
    return str(Period(first, last, kind))  # type: ignore[arg-type]
