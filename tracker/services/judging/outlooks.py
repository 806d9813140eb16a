"""Where an indicator is going: tests for a trend, the forecast of its year, and what is left of it.

The numbers are the engine's (`tracker.compute.trends`, `tracker.compute.prospects`); here is decided who may
ask, through which month and in which view. What was computed stays with the panel it was computed from, which
the process keeps until a data version moves.
"""

from collections.abc import Sequence
from functools import partial

from tracker.catalog.periods import month_text, parse_month
from tracker.messages import Refusal, WrongUsage
from tracker.services.application import Application
from tracker.services.directory import load_directory, load_family
from tracker.services.judging.evaluation import require_known, view_of
from tracker.services.judging.outlook_records import SPARKLINE as SPARKLINE
from tracker.services.judging.outlook_records import Brief as Brief
from tracker.services.judging.outlook_records import Outlook as Outlook
from tracker.services.judging.outlook_records import YearForecast as YearForecast
from tracker.services.judging.outlook_records import briefs_of, outlook_of
from tracker.services.judging.panels import cached_results, family_of
from tracker.services.permissions import Action, Actor, require, sites_in_scope
from tracker.store.database import read_session


def outlook(
    app: Application,
    actor: Actor,
    site: str,
    indicator: str,
    *,
    through: str | None = None,
    reported: bool = False,
) -> Outlook:
    """Look ahead from a month of one site, by default its last with a figure.

    Refuses `unknown_site`, `unknown_indicator`, and `future_period` for a month still to come; WrongUsage for
    what is no month.
    """
    require_known(app.catalog, [indicator], None)
    month = _month(app, through)
    view = view_of(actor, reported=reported)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site)
        directory = load_family(session, found)
        results = cached_results(session, app, family_of(directory, [directory.by_code[site]]), view)
    key = ("outlook", site, indicator, month)
    return results.panel.once(key, lambda: outlook_of(app.catalog, results, site, indicator, month, view))


def outlooks(
    app: Application,
    actor: Actor,
    indicators: Sequence[str],
    *,
    through: str | None = None,
    reported: bool = False,
) -> dict[tuple[str, str], Brief]:
    """Look ahead for every park and region in the actor's scope, by (site, indicator).

    Sites without a figure are left out. Refuses as `outlook`.
    """
    require_known(app.catalog, indicators, None)
    month = _month(app, through)
    view = view_of(actor, reported=reported)
    with read_session(app.engine) as session:
        sites = [
            site.code for site in sites_in_scope(session, actor, Action.READ) if site.kind != "enterprise"
        ]
        if not sites:
            return {}
        directory = load_directory(session)
        asked = family_of(directory, [directory.by_code[code] for code in sites])
        results = cached_results(session, app, asked, view)
    briefs: dict[tuple[str, str], Brief] = {}
    for code in dict.fromkeys(indicators):
        key = ("outlooks", tuple(sites), code, month)
        found = results.panel.once(key, partial(briefs_of, results, sites, code, month))
        briefs |= {(site, code): brief for site, brief in found.items()}
    return briefs


def _month(app: Application, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        month = parse_month(text)
    except ValueError:
        raise WrongUsage("trend_through", through=text) from None
    if month > app.month():
        raise Refusal("future_period", period=text, month=month_text(app.month()))
    return month
