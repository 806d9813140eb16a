"""The factor in force for a region and a month (contract §3, §4: dated, regional, some carried forward)."""

from dataclasses import dataclass

from tracker.reference.facts import Facts, Json
from tracker.reference.months import month_of


@dataclass(frozen=True)
class FactorInForce:
    """A factor's number, whether it is confirmed, and the year it was carried from, if it was."""

    value: float
    confirmed: bool
    carried_from: int | None


def in_force(entry: Json, month: int) -> bool:
    """Say whether a dated value holds in a month; without dates it holds for every period (§4)."""
    after_start = entry["from"] is None or month_of(entry["from"]) <= month
    return after_start and (entry["until"] is None or month <= month_of(entry["until"]))


def factor_at(facts: Facts, factor: str, region: str, month: int) -> FactorInForce | None:
    """Return the value in force, the region's own before the general one; None where there is none.

    A factor that carries forward gives its newest earlier value where none is announced yet (§4); before
    its first value there is nothing to carry.
    """
    entry = facts.catalog["factors"][factor]
    for place in (region, "*"):
        for value in entry["values"]:
            if value["region"] == place and in_force(value, month):
                return FactorInForce(value["value"], value["confirmed"], None)
    if not entry["carry_forward"]:
        return None
    for place in (region, "*"):
        earlier = [value for value in entry["values"] if value["region"] == place and ended(value, month)]
        if earlier:
            newest = max(earlier, key=lambda value: month_of(value["until"]))
            return FactorInForce(newest["value"], newest["confirmed"], month_of(newest["until"]) // 12)
    return None


def ended(entry: Json, month: int) -> bool:
    """Say whether a dated value ended before a month."""
    return entry["until"] is not None and month_of(entry["until"]) < month
