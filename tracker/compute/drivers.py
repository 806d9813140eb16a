"""What drove energy, water or carbon dioxide between two spans: of a site, or of many together.

The flows are the engine's own, collected for `decomposition`. A site that is the sum of its enterprises in
both spans is explained by structure between them too, several sites by structure between sites. Energy
carriers are told from the formulas: items with the same coal-equivalent factor are one carrier, net of what
is given away (electricity and electricity exported), and what is emitted goes with the item it is computed
from, or the carrier its factor belongs to (renewable power used on site lowers the emission of electricity).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from tracker.catalog.compiled import Term
from tracker.compute.activity import COMPARABLE, Basis, Ends, Measured, activity_of, by_site
from tracker.compute.arrays import Bools, Floats
from tracker.compute.block import Block
from tracker.compute.decomposition import Decomposition, Flows, decompose
from tracker.compute.levels import level_over
from tracker.compute.reasons import code_of
from tracker.compute.results import Results
from tracker.compute.rulebook import IndicatorRule, Rulebook, Terms
from tracker.compute.site_facts import SiteFacts, in_force
from tracker.compute.windows import side_over

ENERGY: Final = "energy_total"
WATER: Final = "fresh_water"
CO2: Final = "co2_total"
QUANTITIES: Final = (ENERGY, WATER, CO2)

_CLOSE: Final = 1e-9
"""How near the enterprises' sum must come to their park's figure, as a part of it."""


@dataclass(frozen=True)
class Drivers:
    """What drove a change, or the `reason` why it is not explained: one of the contract's, of
    `Decomposition`, or `no_activity` where neither value added nor gross output is known in both spans.

    `basis` is what activity was measured by. `flat` says why there is no structure between enterprises
    (`direct`, `one_member`, `members_moved`, `members_without_activity`), None where there is. `left_out` are
    the sites not explained, each with its reason. `notes`: `estimated`, `unconfirmed` (a factor),
    `current_shares` (enterprises' shares in activity at current prices), `set_aside:MEMBER/CARRIER`;
    `provisional` as a row.
    """

    decomposition: Decomposition | None
    reason: str | None
    basis: Basis | None = None
    flat: str | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    provisional: bool = False


def drivers_of(results: Results, site: str, quantity: str, ends: Ends) -> Drivers:
    """Explain the change of one site's quantity; unknown names: KeyError."""
    results = _covering(results, ends)
    state = _state(results, [site], quantity, ends)
    if state.reasons[0] is not None:
        return Drivers(None, state.reasons[0])
    alone = next(
        (found for found in activity_of(results, [site], ends).measured() if found.usable.all()), None
    )
    members, flat = _members(results, site, quantity, ends)
    shared, notes = _members_activity(results, members, ends, alone) if members else (None, ())
    if shared is not None:
        return _explained(results, members, quantity, ends, shared, state, notes)
    flat = flat or "members_without_activity"
    if alone is None:
        return Drivers(None, "no_activity", flat=flat)
    return replace(_explained(results, [site], quantity, ends, alone, state), flat=flat)


def joint_drivers(results: Results, sites: Sequence[str], quantity: str, ends: Ends) -> Drivers:
    """Explain the change of the sum of sites: structure between them, intensity within each.

    Sites without a comparable figure in both spans are left out. Activity is on one kind of basis for all:
    the comparable one that most have, unless more than half of those measurable otherwise would be lost.
    """
    results = _covering(results, ends)
    state = _state(results, sites, quantity, ends)
    left_out = {site: reason for site, reason in zip(sites, state.reasons, strict=True) if reason}
    whole = [site for site in sites if site not in left_out]
    measured = _for_most(activity_of(results, whole, ends).measured()) if whole else None
    if measured is None or not measured.usable.any():
        left_out |= dict.fromkeys(whole, "no_activity")
        return Drivers(None, "no_data", left_out=tuple(sorted(left_out.items())))
    lacking = "no_comparable_price" if measured.basis in COMPARABLE else "no_activity"
    usable = measured.usable.tolist()
    left_out |= {site: lacking for site, good in zip(whole, usable, strict=True) if not good}
    kept = [site for site, good in zip(whole, usable, strict=True) if good]
    found = _explained(results, kept, quantity, ends, _only(measured), state.only(kept))
    return replace(found, left_out=tuple(sorted(left_out.items())))


@dataclass(frozen=True)
class _State:
    """Why sites are not explained (None: they are), and what is doubtful of their figures."""

    sites: tuple[str, ...]
    reasons: tuple[str | None, ...]
    estimated: Bools
    unconfirmed: Bools
    doubtful: Bools

    def only(self, sites: Iterable[str]) -> "_State":
        """Return the state of some of the sites."""
        row_of = {site: row for row, site in enumerate(self.sites)}
        rows = [row_of[site] for site in sites]
        doubts = (plane[rows] for plane in (self.estimated, self.unconfirmed, self.doubtful))
        return _State(
            tuple(self.sites[row] for row in rows), tuple(self.reasons[row] for row in rows), *doubts
        )


def _covering(results: Results, ends: Ends) -> Results:
    then, now = ends.months
    return results.covering(then[0], now[-1])


def _state(results: Results, sites: Sequence[str], quantity: str, ends: Ends) -> _State:
    rules = results.panel.rules.indicators
    needed = [rules[quantity], *([rules[ENERGY]] if quantity == CO2 else [])]
    reasons, *doubts = by_site(results, sites, partial(_levels, rules=needed, ends=ends))
    facts = [results.panel.sites[results.panel.index[site]] for site in sites]
    found = [code_of(int(number)) or _unlike(site, ends) for number, site in zip(reasons, facts, strict=True)]
    return _State(tuple(sites), tuple(found), *(doubt != 0 for doubt in doubts))


def _levels(block: Block, rows: list[int], *, rules: Sequence[IndicatorRule], ends: Ends) -> Floats:
    """Read the first reason of both windows, and the doubts of either."""
    found = np.zeros((4, len(rows)))
    for rule in rules:
        level = level_over(block, rule, ends.window)
        for end in ends.columns(block):
            planes = (level.reason, level.estimated, level.unconfirmed, level.doubtful)
            np.maximum(found, np.stack([plane[rows, end] for plane in planes]), out=found)
    return found


def _unlike(site: SiteFacts, ends: Ends) -> str | None:
    """Say why two windows of a site are not like each other; January stands only with February."""
    if ends.window == "ytd" and ends.now % 12 == 0:
        return "january_february"
    months = [month for window in ends.months for month in window]
    for dated, default in ((site.scope, "all"), (site.collect, "direct")):
        if len({in_force(dated, month, default) for month in months}) > 1:
            return "scope_changed"
    return None


def _members(results: Results, site: str, quantity: str, ends: Ends) -> tuple[list[str], str | None]:
    """Return the enterprises a site is the sum of in both windows, or why there are none."""
    (block,) = results.blocks({site})
    row = next(place for place, facts in enumerate(block.sites) if facts.code == site)
    columns = [month - block.panel.start for window in ends.months for month in window]
    roll_up = next((found for found in block.roll_ups if found.row == row), None)
    if roll_up is None or not roll_up.rolled[columns].all():
        return [], "direct"
    giving = np.logical_or.reduce(roll_up.there[:, columns], axis=1).tolist()
    codes = [block.sites[member].code for member, gives in zip(roll_up.members, giving, strict=True) if gives]
    if len(codes) < 2:
        return [], "one_member"
    for total, parts in zip(
        _flows(results, [site], quantity, ends), _flows(results, codes, quantity, ends), strict=True
    ):
        wanted = total.explained.sum()
        if abs(parts.explained.sum() - wanted) > _CLOSE * np.abs(parts.explained).sum():
            return [], "members_moved"
    return codes, None


def _members_activity(
    results: Results, members: Sequence[str], ends: Ends, alone: Measured | None
) -> tuple[Measured | None, tuple[str, ...]]:
    """Measure enterprises on one comparable basis, else by their shares in what is known of the site."""
    activity = activity_of(results, members, ends)
    found = next((found for found in activity.measured() if found.usable.all()), None)
    if found is not None and found.basis in COMPARABLE:
        return found, ()
    if alone is not None and alone.basis in COMPARABLE:
        shared = activity.shared_out(alone)
        return (shared, ("current_shares",)) if shared.usable.all() else (None, ())
    return found, ()


def _for_most(measured: Iterable[Measured]) -> Measured | None:
    """Choose the comparable basis that most sites have, unless less than half of what another has."""
    found = list(measured)
    comparable = [one for one in found if one.basis in COMPARABLE]
    best, other = (
        max(some, key=lambda one: int(one.usable.sum()), default=None)
        for some in (comparable, [one for one in found if one.basis not in COMPARABLE])
    )
    if best is None or (other is not None and 2 * best.usable.sum() < other.usable.sum()):
        return other
    return best


def _only(measured: Measured) -> Measured:
    """Keep the sites it can be had for."""
    kept = measured.usable
    planes = (measured.then[kept], measured.now[kept], kept[kept], measured.estimated[kept])
    return Measured(measured.basis, *planes)


def _explained(
    results: Results,
    members: Sequence[str],
    quantity: str,
    ends: Ends,
    measured: Measured,
    state: _State,
    notes: tuple[str, ...] = (),
) -> Drivers:
    """Decompose, with what must be noted; what was measured has its members in the same order."""
    then, now = _flows(results, members, quantity, ends)
    names = list(_carriers(results.panel.rules)) if quantity == CO2 else []
    then, now, names = _used(then, now, names)
    found = decompose(
        replace(then, activity=measured.then), replace(now, activity=measured.now), members, names
    )
    estimated = bool(state.estimated.any() or measured.estimated.any())
    unconfirmed = bool(state.unconfirmed.any())
    every = {*notes, *(f"set_aside:{'/'.join(filter(None, name))}" for name in found.set_aside)}
    every |= {code for code, there in (("estimated", estimated), ("unconfirmed", unconfirmed)) if there}
    return Drivers(
        decomposition=None if found.reason else found,
        reason=found.reason,
        basis=measured.basis,
        notes=tuple(sorted(every)),
        provisional=estimated or unconfirmed or bool(state.doubtful.any()),
    )


def _flows(results: Results, sites: Sequence[str], quantity: str, ends: Ends) -> tuple[Flows, Flows]:
    """Read what sites took in both windows; activity is put in by the caller."""
    rules = results.panel.rules
    rule = rules.indicators[quantity]
    nothing = np.zeros(len(sites))
    if quantity != CO2:
        then, now = _read(results, sites, [rule.numerator], ends, rule.scale)
        return Flows(nothing, then[:, 0]), Flows(nothing, now[:, 0])
    carriers = _carriers(rules).values()
    carried = _read(results, sites, [energy for energy, _ in carriers], ends, rules.indicators[ENERGY].scale)
    emitted = _read(results, sites, [emission for _, emission in carriers], ends, rule.scale)
    first, last = (Flows(nothing, e.sum(axis=1), e, c) for e, c in zip(carried, emitted, strict=True))
    return first, last


def _used(then: Flows, now: Flows, names: list[str]) -> tuple[Flows, Flows, list[str]]:
    """Leave out the carriers nobody used in either span."""
    planes = [plane for span in (then, now) for plane in (span.carried, span.emitted) if plane is not None]
    if not planes:
        return then, now, names
    used: Bools = np.logical_or.reduce([(plane != 0).any(axis=0) for plane in planes])
    first, last = (
        replace(span, carried=span.carried[:, used], emitted=span.emitted[:, used])
        for span in (then, now)
        if span.carried is not None and span.emitted is not None
    )
    return first, last, [name for name, there in zip(names, used.tolist(), strict=True) if there]


def _read(
    results: Results, sites: Sequence[str], sides: Sequence[Terms], ends: Ends, scale: float
) -> tuple[Floats, Floats]:
    """Read sides by site: one column each, in the earlier and the later window."""
    found = by_site(results, sites, partial(_sums, sides=sides, ends=ends)) * scale
    return found[: len(sides)].T, found[len(sides) :].T


def _sums(block: Block, rows: list[int], *, sides: Sequence[Terms], ends: Ends) -> Floats:
    nothing = np.zeros(len(rows))
    values = [side_over(block, terms, ends.window).value[rows] if terms else None for terms in sides]
    return np.stack(
        [nothing if value is None else value[:, end] for end in ends.columns(block) for value in values]
    )


def _carriers(rules: Rulebook) -> dict[str, tuple[Terms, Terms]]:
    """Return the energy carriers by their first item: their terms in energy and in what they emit."""
    energy, emission = rules.indicators[ENERGY].numerator, rules.indicators[CO2].numerator
    named: dict[tuple[str, ...], str] = {}
    of_item = {
        term.item: named.setdefault(term.factors, term.item) if term.factors else term.item for term in energy
    }
    of_factors = {term.factors: of_item[term.item] for term in emission if term.item in of_item}

    def carrier(term: Term) -> str:
        return of_item.get(term.item) or of_factors.get(term.factors) or term.item

    codes = dict.fromkeys([*of_item.values(), *(carrier(term) for term in emission)])
    return {
        code: (
            Terms(term for term in energy if of_item[term.item] == code),
            Terms(term for term in emission if carrier(term) == code),
        )
        for code in codes
    }
