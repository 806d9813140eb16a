"""Indicators and findings: always computed from present figures, for whoever may see them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.catalog.results import WINDOWS, Row
from tracker.compute import Panel, rows
from tracker.compute import evaluate as compute
from tracker.compute.results import Results
from tracker.messages import Refusal, WrongUsage
from tracker.services.application import Application
from tracker.services.directory import SiteRecord, load_directory, load_family
from tracker.services.flagging import flags
from tracker.services.flagging.evaluating import Evaluated
from tracker.services.judging.panels import View, cached_results, family_of
from tracker.services.judging.risk import with_forecast
from tracker.services.permissions import Action, Actor, require, require_action, sites_in_scope
from tracker.store.database import read_session

Progress = Callable[[int, int], None]


def indicator_rows(
    app: Application,
    actor: Actor,
    *,
    sites: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    windows: Sequence[str] | None = None,
    period: str | None = None,
    standard: str | None = None,
    reported: bool = False,
) -> list[Row]:
    """Return the contract's rows for the sites asked for, all in the actor's scope by default.

    Only whoever enters figures sees the working view; everybody else sees reported figures. Refuses unknown
    names with `unknown_site`, `unknown_indicator`, `unknown_standard`; WrongUsage where window and period
    contradict each other.
    """
    require_known(app.catalog, indicators, standard)
    require_agreement(windows, period)
    with read_session(app.engine) as session:
        asked, family = _sites(session, actor, sites)
        results = cached_results(session, app, family, view_of(actor, reported=reported))
    found = rows(
        results,
        sites=[site.code for site in asked],
        indicators=indicators or None,
        windows=windows or None,
        period=period,
        standard=standard,
    )
    return with_forecast(app.catalog, results, found, standard)


def view_of(actor: Actor, *, reported: bool) -> View:
    """Return the view an actor is shown: an edit under way is for those who enter, and for the operator."""
    enters = actor.account_id is None or actor.role == "officer"
    return "working" if enters and not reported else "reported"


def evaluate(
    app: Application,
    actor: Actor,
    *,
    sites: Sequence[str] | None = None,
    all_: bool = False,
    progress: Progress | None = None,
) -> Evaluated:
    """Do what no write triggers: deadlines that pass, years that end, a changed catalog.

    Without `sites`, or with `all_`, every park and region in the actor's scope. A second run changes nothing.
    """
    require_action(actor, Action.EVALUATE)
    return flags.evaluate_sites(app, actor, None if all_ else sites, progress)


def require_known(catalog: Catalog, indicators: Collection[str] | None, standard: str | None) -> None:
    """Refuse indicators and a standard the catalog does not have."""
    for indicator in indicators or ():
        if indicator not in catalog.indicators:
            raise Refusal("unknown_indicator", indicator=indicator, known=", ".join(catalog.indicators))
    if standard is not None:
        require_standard(catalog, standard)


@dataclass(frozen=True)
class Judged:
    """The rows of one site that have findings, as the engines judge them, and what they were computed on."""

    results: Results
    rows: tuple[Row, ...]

    def with_forecast(self, catalog: Catalog) -> list[Row]:
        """Return the rows as they are shown; the forecast takes its time, so not while others wait."""
        return with_forecast(catalog, self.results, self.rows)


def judged_on(app: Application, panel: Panel, site: str, period: str) -> Judged:
    """Return the rows of a site with findings in a period (a year, or January to a month) on a panel.

    For services that have decided permission and view already.
    """
    window = "ytd" if "-" in period else "year"
    results = compute(panel, app.today())
    indicators = judged_indicators(app.catalog)
    found = rows(results, sites=[site], indicators=indicators, windows=[window], period=period)
    return Judged(results, tuple(row for row in found if row["findings"]))


def judged_indicators(catalog: Catalog) -> list[str]:
    """Return the indicators some standard has a target for: the only ones with findings."""
    targets = (target for standard in catalog.standards.values() for target in standard.targets)
    return sorted({target.indicator for target in targets})


def require_standard(catalog: Catalog, standard: str) -> None:
    """Refuse a standard the catalog does not have."""
    if standard not in catalog.standards:
        raise Refusal("unknown_standard", standard=standard, known=", ".join(catalog.standards))


def require_agreement(windows: Collection[str] | None, period: str | None) -> None:
    """Refuse windows and a period that contradict each other, as wrong usage."""
    unknown = set(windows or ()) - set(WINDOWS)
    if unknown:
        raise WrongUsage("unknown_window", window=sorted(unknown)[0], known=", ".join(WINDOWS))
    if period is None:
        return
    try:
        kind = Period.parse(period).kind
    except ValueError:
        raise WrongUsage("wrong_period", period=period) from None
    if kind == "cumulative":
        raise WrongUsage("wrong_period", period=period)
    if windows and any((window == "year") != (kind == "year") for window in windows):
        raise WrongUsage("window_period", window=", ".join(windows), period=period)


def _sites(
    session: Session, actor: Actor, codes: Sequence[str] | None
) -> tuple[list[SiteRecord], list[SiteRecord]]:
    """Return the sites asked for, and those their computation needs."""
    if codes is None:
        found = sites_in_scope(session, actor, Action.READ)
    else:
        found = [require(session, actor, Action.READ, code) for code in dict.fromkeys(codes)]
    directory = load_family(session, found[0]) if len(found) == 1 else load_directory(session)
    asked = [directory.by_code[site.code] for site in found]
    return asked, family_of(directory, asked)
