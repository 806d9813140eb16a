"""Findings: an indicator held against the targets of the standards that apply (contract §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from tracker.catalog.results import Status, Window
from tracker.compute.arrays import NEVER, Bits, Bools, Floats
from tracker.compute.block import Block
from tracker.compute.changes import REACH, attribute_plane
from tracker.compute.levels import Level, level_over, years_over
from tracker.compute.reasons import put
from tracker.compute.reductions import window_bounds
from tracker.compute.rulebook import IndicatorRule, StandardRule, TargetRule
from tracker.compute.site_facts import in_force
from tracker.compute.year_on_year import BASIS, Change, change_over

TOLERANCE: Final = 1e-9
"""Relative; figures are judged unrounded (design rule 3)."""

STATUSES: Final[tuple[Status, ...]] = ("met", "at_risk", "not_met", "not_evaluable")
MET, AT_RISK, NOT_MET, NOT_EVALUABLE = (np.uint8(place) for place in range(4))
COMPARISONS: Final[dict[str, Literal[">=", "<=", "<"]]] = {
    "at_least": ">=",
    "at_most": "<=",
    "fall": "<",
    "fall_by": "<=",
    "fact": ">=",
}
FALLS: Final = ("fall", "fall_by")


@dataclass(frozen=True)
class Findings:
    """One target by site and window end, `where` its standard applies; `required` NaN is unknown."""

    target: TargetRule
    where: Bools
    ended: Bools
    required: Floats
    status: Bits
    reason: Bits
    estimated: Bools
    unconfirmed: Bools


def findings_over(
    block: Block, indicator: IndicatorRule, window: Window, standard: str | None = None
) -> list[Findings]:
    """Judge the year, and watch ytd from February on, against every target of the indicator.

    `standard` restricts to one standard, and takes it as adopted.
    """
    key = ("findings", indicator.code, window, standard)
    return block.once(key, lambda: list(_findings(block, indicator, window, standard)))


def _findings(
    block: Block, indicator: IndicatorRule, window: Window, standard: str | None
) -> Iterator[Findings]:
    if window not in ("year", "ytd"):
        return
    for rule in block.rules.standards.values():
        targets = [target for target in rule.targets if target.indicator == indicator.code]
        if not targets or standard not in (None, rule.code):
            continue
        applies, ended = _applies(block, rule, window, standard)
        for target in targets:
            where = applies & block.of_kind(target.site_kind)
            yield _judged(block, indicator, window, target, where, ended)


def _applies(block: Block, rule: StandardRule, window: Window, standard: str | None) -> tuple[Bools, Bools]:
    """Say where a standard gives findings, by its region, its years and adoption; and when it has ended."""
    last = block.panel.start + window_bounds(window, block.shape[1])[1]
    begun = last >= (0 if rule.from_year is None else rule.from_year * 12)
    if window == "ytd":
        begun = begun & (last % 12 > 0)
    ended = np.zeros(last.shape, np.bool_) if rule.until_year is None else last // 12 > rule.until_year
    applies = _in_region(block, rule) & begun
    if not rule.always and standard != rule.code:
        adopted = np.array([[_adopted(site.adopted, rule.code)] for site in block.sites])
        applies = applies & (adopted <= last)
    return applies, ended


def _in_region(block: Block, rule: StandardRule) -> Bools:
    key = ("region", rule.region)
    return block.once(key, lambda: np.array([[rule.region in (None, site.region)] for site in block.sites]))


def _adopted(adopted: tuple[tuple[str, int], ...], standard: str) -> int:
    return min((since for code, since in adopted if code == standard), default=NEVER)


def _judged(
    block: Block,
    indicator: IndicatorRule,
    window: Window,
    target: TargetRule,
    where: Bools,
    ended: Bools,
) -> Findings:
    level = level_over(block, indicator, window)
    change = change_over(block, indicator, window) if indicator.year_on_year else None
    required, no_level = _required(block, target, window, level, change)
    reason = _reasons(block, indicator, window, target, level, change)
    if target.kind != "fact" and target.kind != "fall":
        put(reason, np.isnan(required), "unconfirmed")
    if no_level is not None:
        put(reason, no_level, "level_unknown")
    estimated, unconfirmed = level.estimated, level.unconfirmed
    if target.kind in FALLS and change is not None:
        estimated = np.where(change.reason == 0, change.estimated, estimated)
        unconfirmed = unconfirmed | change.unconfirmed
    if not target.confirmed:
        unconfirmed = np.ones(unconfirmed.shape, np.bool_)
    missed = np.where(estimated | unconfirmed, AT_RISK, NOT_MET if window == "year" else AT_RISK)
    status = np.where(_met(target, level, change, required), MET, missed)
    status = np.where(reason != 0, NOT_EVALUABLE, status)
    return Findings(target, where, ended, required, status, reason, estimated, unconfirmed)


def _required(
    block: Block, target: TargetRule, window: Window, level: Level, change: Change | None
) -> tuple[Floats, Bools | None]:
    """Return what is required, NaN where unknown, and where it cannot be known for want of a level."""
    demanded = np.nan if target.value is None else target.value
    shape = level.value.shape
    if target.kind in FALLS:
        if change is None:
            return np.full(shape, np.nan), None
        baseline = np.where(change.reason == 0, change.baseline, np.nan)
        return (baseline if target.kind == "fall" else baseline * (1 - demanded)), None
    if target.by_level is None:
        return np.broadcast_to(np.float64(demanded), shape), None
    return _required_of_level(block, target, window)


def _required_of_level(block: Block, target: TargetRule, window: Window) -> tuple[Floats, Bools]:
    """Return the number for the level each site has at the window's end, and where it has none."""
    by_level = target.by_level or {}
    _, last = window_bounds(window, block.shape[1])
    levels = attribute_plane(block, "level", "")
    if levels is None:
        names = [in_force(site.level, block.panel.start) or "" for site in block.sites]
        plane = np.arange(len(names), dtype=np.int32)[:, None].repeat(len(last), axis=1)
    else:
        plane, names = levels[0][:, last + REACH], levels[1]
    numbers = np.array([by_level.get(name, np.nan) for name in names])
    unknown = np.array([name == "" for name in names])
    return numbers[plane], unknown[plane]


def _reasons(
    block: Block,
    indicator: IndicatorRule,
    window: Window,
    target: TargetRule,
    level: Level,
    change: Change | None,
) -> Bits:
    """Return the first reason, in the contract's order, why the target cannot be judged."""
    reason = level.reason.copy()
    if window == "year":
        put(reason, np.broadcast_to(~years_over(block), reason.shape), "year_not_over")
    if indicator.bounded and level.denominator is not None:
        put(reason, level.numerator > level.denominator * (1 + TOLERANCE), "balance")
    if target.kind in FALLS:
        if change is None:
            put(reason, np.ones(reason.shape, np.bool_), "no_baseline")
        else:
            np.maximum(reason, change.reason, out=reason)
            put(reason, (change.basis == BASIS["current"]) & (change.reason == 0), "no_comparable_price")
    if target.kind == "fact":
        put(reason, np.ones(reason.shape, np.bool_), "evidence_missing")
    return reason


def _met(target: TargetRule, level: Level, change: Change | None, required: Floats) -> Bools:
    """Compare unrounded, with the relative tolerance; an equal figure is no fall."""
    with np.errstate(invalid="ignore"):
        if target.kind in FALLS:
            value = level.value if change is None else change.value
            by_so_much = target.kind == "fall_by"
            met: Bools = (
                value <= required * (1 + TOLERANCE) if by_so_much else value < required * (1 - TOLERANCE)
            )
        elif target.kind == "at_most":
            met = level.value <= required * (1 + TOLERANCE)
        else:
            met = level.value >= required * (1 - TOLERANCE)
    return met
