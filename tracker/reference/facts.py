"""The facts a calculation rests on, and what is asked of a site: dated attributes, span, reports.

Facts are JSON: the catalog, the sites with their dated attributes, the observations and the accepted
reports.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from tracker.reference.months import month_of, period_of

Json = dict[str, Any]
Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Observation:
    """One typed figure, or a blank with its reason; `counts` says what the blank counts as."""

    item: str
    base: int | None
    kind: str
    first: int
    last: int
    value: float | None
    estimated: bool
    counts: str


class Facts:
    """The JSON facts with look-ups by site and item; `known` holds what was computed on the way."""

    def __init__(self, facts: Json) -> None:
        self.catalog: Json = facts["catalog"]
        self.items: Json = self.catalog["items"]
        self.today: str = facts["today"]
        self.digest: str = facts.get("digest") or self.catalog.get("digest", "")
        self.sites: dict[str, Json] = {site["code"]: site for site in facts["sites"]}
        self.accepted = {(site, period) for site, period in facts["accepted"]}
        self.observations: dict[str, list[Observation]] = {code: [] for code in self.sites}
        for entry in facts["observations"]:
            self.observations[entry["site"]].append(self._observation(entry))
        self.known: dict[tuple[Any, ...], tuple[Any]] = {}

    def _observation(self, entry: Json) -> Observation:
        kind, first, last = period_of(entry["period"])
        reason = entry.get("reason")
        counts = self.catalog["blank_reasons"].get(reason, "missing") if reason else "missing"
        estimated = bool(entry.get("estimated"))
        return Observation(
            entry["item"], entry.get("base") or None, kind, first, last, entry["value"], estimated, counts
        )

    def figures(self, site: str) -> Iterator[Observation]:
        """Give the site's observations that are figures; a blank is none, whatever its reason."""
        return (entry for entry in self.observations[site] if entry.value is not None)

    def item_figures(self, site: str, item: str) -> list[Observation]:
        """Return the site's figures of one item, all its base years together."""
        return [entry for entry in self.figures(site) if entry.item == item]


def remembered(
    function: Callable[Concatenate[Facts, Given], Result],
) -> Callable[Concatenate[Facts, Given], Result]:
    """Compute a function of the facts once for the same arguments; windows share months, rows windows.

    Results are kept as tuples of one, so that None is a result like any other.
    """

    @wraps(function)
    def once(facts: Facts, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        key = (function.__name__, *args, *kwargs.items())
        found = facts.known.get(key)
        if found is None:
            found = facts.known[key] = (function(facts, *args, **kwargs),)
        result: Result = found[0]
        return result

    return once


def item_of(series: str) -> str:
    """Return the item of a series; `value_added_real@2020` is the series of one base year (§3)."""
    return series.partition("@")[0]


def attribute(facts: Facts, site: str, name: str, month: int) -> str | None:
    """Return a dated attribute in force in a month: the last entry whose date has come (§1, `site set`)."""
    found: str | None = {"scope": "all", "collect": "direct"}.get(name)
    for since, value in facts.sites[site].get(name, []):
        if since is None or month_of(since) <= month:
            found = value
    return found


def kind_of(facts: Facts, site: str) -> str:
    """Return `park`, `enterprise` or `region`."""
    return str(facts.sites[site]["kind"])


def children(facts: Facts, site: str) -> list[str]:
    """Return the enterprises that ever belong to the site, in code order."""
    return sorted(
        code
        for code, entry in facts.sites.items()
        if entry["kind"] == "enterprise" and any(parent == site for _, parent in entry.get("parent", []))
    )


def family(facts: Facts, site: str) -> list[str]:
    """Return the site and, if it is ever rolled up, the enterprises whose figures are its own (§1)."""
    rolled_up = any(way == "rollup" for _, way in facts.sites[site].get("collect", []))
    return [site, *children(facts, site)] if rolled_up else [site]


def span_of_figures(facts: Facts, site: str) -> tuple[int, int] | None:
    """Return the first and last month with a figure of the site, its enterprises' included in a roll-up."""
    figures = [entry for code in family(facts, site) for entry in facts.figures(code)]
    if not figures:
        return None
    return min(entry.first for entry in figures), max(entry.last for entry in figures)


@remembered
def first_month(facts: Facts, site: str) -> int | None:
    """Return where the site's span begins: as stated, else its first month with a figure (§1)."""
    stated = facts.sites[site].get("from")
    if stated:
        return month_of(stated)
    figures = span_of_figures(facts, site)
    return figures[0] if figures else None


def inside_span(facts: Facts, site: str, month: int) -> bool:
    """Say whether the month lies in the site's span; a site without figures or a stated start has none."""
    first = first_month(facts, site)
    until = facts.sites[site].get("until")
    return first is not None and first <= month and (until is None or month <= month_of(until))


def report_site(facts: Facts, site: str, month: int) -> str:
    """Return the site whose report holds a figure: the enterprise's park of that month, or the site (§4)."""
    if kind_of(facts, site) != "enterprise":
        return site
    return attribute(facts, site, "parent", month) or site
