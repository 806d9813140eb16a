"""The numbered checks of `schemas/checks` over one site: what may be wrong with its figures.

Checks return problems as data and decide nothing: whether one blocks, needs a word or is a hint follows from
the class in its number. All months of a site are looked at together.
"""

from collections.abc import Iterator, Mapping

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Check
from tracker.compute import checks_between, checks_history
from tracker.compute.checked import Problem, Rule, SiteSeries


def _not_seen(_catalog: Catalog, _check: Check, _series: SiteSeries) -> Iterator[Problem]:
    """Find nothing: documents are no figures, the service that knows them looks for them."""
    return iter(())


RULES: Mapping[str, Rule] = {
    "bound": checks_between.bound,
    "at_most": checks_between.at_most,
    "balance": checks_between.balance,
    "on_the_line": checks_between.on_the_line,
    "repeated": checks_between.repeated,
    "annual": checks_between.annual,
    "cumulative": checks_between.cumulative,
    "growth_differs": checks_between.growth_differs,
    "adjustment": checks_between.adjustment,
    "gap": checks_history.gap,
    "dropped": checks_history.dropped,
    "jump": checks_history.jump,
    "unit_slip": checks_history.unit_slip,
    "digit_slip": checks_history.digit_slip,
    "frozen": checks_history.frozen,
    "vanished": checks_history.vanished,
    "copied": checks_history.copied,
    "against_activity": checks_history.against_activity,
    "document": _not_seen,
}

_SAID_BY = {
    "jump": ("unit_slip", "digit_slip"),
    "against_activity": ("unit_slip", "digit_slip", "jump"),
    "dropped": ("gap",),
}
"""What is not said again of a figure another kind of check has named."""


def problems_of(catalog: Catalog, series: SiteSeries) -> list[Problem]:
    """Return what the catalog's checks find in the months asked for, by check, item and month.

    A likely slip of the unit is said once, not again as a jump.
    """
    found = [
        problem for check in catalog.checks.values() for problem in RULES[check.kind](catalog, check, series)
    ]
    said = {(problem.kind, problem.item, problem.month) for problem in found}
    return [p for p in found if not any((k, p.item, p.month) in said for k in _SAID_BY.get(p.kind, ()))]
