"""Verdicts of many sites at once: what an overview shows of an indicator, without the details of its rows."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tracker.catalog.periods import Period
from tracker.catalog.results import Status, Window
from tracker.compute.block import Block
from tracker.compute.findings import STATUSES, Findings, findings_over
from tracker.compute.levels import level_over
from tracker.compute.reasons import code_of
from tracker.compute.results import Results
from tracker.compute.row_details import details_of
from tracker.compute.year_on_year import change_over

WORST_FIRST: tuple[Status, ...] = ("not_met", "at_risk", "not_evaluable", "met")
"""Of several findings the worst counts; what cannot be judged outranks what is met."""

_RANK = tuple(WORST_FIRST.index(status) for status in STATUSES)


class Asked(NamedTuple):
    """An indicator over one window; `period` is a month for ytd, month and rolling12, a year for year."""

    indicator: str
    window: Window
    period: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The figure of a site and its worst finding; `status` is None where no target is judged.

    `value` is the figure that is compared, in the indicator's unit: at comparable prices where the change is
    judged on these; partial, over `have` of `need` months, where the window is not whole. `change` is against
    the year before, `required` what the finding demands; `reason` says why there is no figure or no verdict.
    """

    status: Status | None
    provisional: bool
    value: float | None
    have: int
    need: int
    change: float | None
    required: float | None
    reason: str | None

    @property
    def partial(self) -> bool:
        """Return whether the figure leaves months of its window out."""
        return 0 < self.have < self.need


def verdicts(
    results: Results, asked: Iterable[Asked], sites: Collection[str] | None = None
) -> dict[tuple[str, Asked], Verdict]:
    """Return the verdict of each site on all that is asked; an indicator without the window has none."""
    rules = results.panel.rules.indicators
    chosen = [one for one in asked if one.window in rules[one.indicator].windows]
    if not chosen:
        return {}
    periods = [Period.parse(one.period) for one in chosen]
    results = results.covering(min(one.first for one in periods), max(one.last for one in periods))
    wanted = None if sites is None else frozenset(sites)
    return {
        (site, one): verdict
        for block in results.blocks(wanted)
        for one, period in zip(chosen, periods, strict=True)
        for site, verdict in _of_block(block, one, period, wanted)
    }


def _of_block(
    block: Block, asked: Asked, period: Period, sites: Collection[str] | None
) -> Iterator[tuple[str, Verdict]]:
    end = period.last - block.panel.start
    end = end // 12 if asked.window == "year" else end
    findings = findings_over(block, block.rules.indicators[asked.indicator], asked.window)
    for row, site in enumerate(block.sites):
        if sites is None or site.code in sites:
            yield site.code, _verdict(block, asked, row, end, findings)


def _verdict(block: Block, asked: Asked, row: int, end: int, findings: list[Findings]) -> Verdict:
    indicator, at = block.rules.indicators[asked.indicator], (row, end)
    level = level_over(block, indicator, asked.window)
    change = change_over(block, indicator, asked.window) if indicator.year_on_year else None
    reason = int(level.reason[at])
    compared = change is not None and change.reason[at] == 0
    value: float | None = float((change if change is not None and compared else level).value[at])
    have = need = 0
    if reason:
        details = details_of(block, indicator, asked.window, row, end, level, change)
        value, have, need = details.partial, details.have, details.need
    doubtful = bool(level.doubtful[at]) or (change is not None and bool(change.doubtful[at]))
    worst = _worst(findings, at)
    return Verdict(
        status=None if worst is None else STATUSES[int(worst.status[at])],
        provisional=doubtful or (worst is not None and bool(worst.estimated[at] | worst.unconfirmed[at])),
        value=value,
        have=have,
        need=need,
        change=float(change.change[at]) if change is not None and compared else None,
        required=None
        if worst is None or worst.required[at] != worst.required[at]
        else float(worst.required[at]),
        reason=code_of(reason if worst is None else int(worst.reason[at])),
    )


def _worst(findings: list[Findings], at: tuple[int, int]) -> Findings | None:
    there = [found for found in findings if found.where[at]]
    return min(there, key=lambda found: _RANK[int(found.status[at])], default=None)
