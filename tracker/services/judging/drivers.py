"""Why energy, water or carbon dioxide changed between two years, or the same months of them, and who did it.

The numbers are the engine's (`tracker.compute.drivers`); here is decided who may ask, for which spans and in
which view.
"""

from dataclasses import dataclass

from tracker.catalog.periods import Period
from tracker.compute.activity import Ends
from tracker.compute.drivers import QUANTITIES, Drivers, drivers_of, joint_drivers
from tracker.messages import Refusal, WrongUsage
from tracker.services.application import Application
from tracker.services.directory import load_directory, load_family
from tracker.services.judging.evaluation import view_of
from tracker.services.judging.panels import View, cached_results, family_of
from tracker.services.permissions import Action, Actor, require, sites_in_scope
from tracker.store.database import read_session


@dataclass(frozen=True)
class Driven:
    """What drove a quantity from `against` to `period` (a year, or January to a month), in `unit`.

    `site` is None where the parks of the actor's scope are explained together: then the members are parks.
    """

    site: str | None
    quantity: str
    unit: str
    period: str
    against: str
    view: View
    drivers: Drivers


def drivers(
    app: Application,
    actor: Actor,
    site: str,
    quantity: str,
    period: str,
    against: str,
    *,
    reported: bool = False,
) -> Driven:
    """Explain the change of one site: `2024` against `2023`, or `2024-05` against `2023-05` (January to May).

    Refuses `unknown_site`, and `unknown_quantity` for what is not of QUANTITIES; WrongUsage where the two
    are not such a pair, the earlier one second.
    """
    ends = _ends(quantity, period, against)
    view = view_of(actor, reported=reported)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site)
        directory = load_family(session, found)
        results = cached_results(session, app, family_of(directory, [directory.by_code[site]]), view)
    return _driven(app, site, quantity, period, against, view, drivers_of(results, site, quantity, ends))


def province_drivers(
    app: Application, actor: Actor, quantity: str, period: str, against: str, *, reported: bool = False
) -> Driven:
    """Explain the change of the sum of the parks in the actor's scope: between them, and within each.

    Refuses as `drivers`. Parks that cannot be compared are left out, each with its reason.
    """
    ends = _ends(quantity, period, against)
    view = view_of(actor, reported=reported)
    with read_session(app.engine) as session:
        parks = [site.code for site in sites_in_scope(session, actor, Action.READ) if site.kind == "park"]
        if not parks:
            return _driven(app, None, quantity, period, against, view, Drivers(None, "no_data"))
        directory = load_directory(session)
        asked = [directory.by_code[code] for code in parks]
        results = cached_results(session, app, family_of(directory, asked), view)
    return _driven(app, None, quantity, period, against, view, joint_drivers(results, parks, quantity, ends))


def _ends(quantity: str, period: str, against: str) -> Ends:
    if quantity not in QUANTITIES:
        raise Refusal("unknown_quantity", quantity=quantity, known=", ".join(QUANTITIES))
    now, then = (_span(text) for text in (period, against))
    apart = now.last - then.last
    if now.kind != then.kind or apart <= 0 or apart % 12:
        raise WrongUsage("drivers_spans", period=period, against=against)
    return Ends("year" if now.kind == "year" else "ytd", then.last, now.last)


def _span(text: str) -> Period:
    try:
        found = Period.parse(text)
    except ValueError:
        raise WrongUsage("wrong_period", period=text) from None
    if found.kind == "cumulative":
        raise WrongUsage("wrong_period", period=text)
    return found


def _driven(
    app: Application, site: str | None, quantity: str, period: str, against: str, view: View, found: Drivers
) -> Driven:
    indicator = app.catalog.indicators[quantity]
    unit = indicator.printed_unit or indicator.unit
    return Driven(site, quantity, unit, period, against, view, found)
