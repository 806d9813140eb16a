"""What there is to flag at a park or region: its findings, what was dumped, its checks, its missing reports.

Everything rests on reported figures. A finding that cannot be judged is no verdict: its flag stays as it is.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from sqlmodel import Session

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period, month_text
from tracker.catalog.results import Finding, Row, Window
from tracker.compute import Panel, Results, rows
from tracker.compute.cells import cells_of
from tracker.compute.checked import Problem
from tracker.services.directory import Directory, SiteRecord
from tracker.services.flagging.rules import CHECK_RULE, DUMPED_RULE, MISSING_RULE, Cause, Gone, Key
from tracker.services.reporting.checking import BLANKS, CheckResult, explained, found_problems
from tracker.services.reporting.deadlines import due_on

DUMPED_ITEMS = ("solid_waste_dumped", "hazardous_waste_dumped")
"""Items of which any amount is a red flag (contract: not met or anything dumped)."""


@dataclass(frozen=True)
class Scene:
    """One park or region with everything its flags rest on.

    `members` are it and its enterprises; `received` the kind and month of each report ever submitted.
    """

    session: Session
    catalog: Catalog
    directory: Directory
    owner: SiteRecord
    members: tuple[SiteRecord, ...]
    received: frozenset[tuple[str, int]]
    panel: Panel
    results: Results
    today: date


Figures = dict[str, Any]


@dataclass(frozen=True)
class Met:
    """A target that is met, so far or over the year."""

    row: Row
    finding: Finding

    @property
    def figures(self) -> Figures:
        """Return the figures of the verdict."""
        return figures_of(self.row, self.finding)


def judged(scene: Scene) -> dict[Key, Cause | Met]:
    """Return a cause for each target missed or at risk, and each target met.

    The year's finding goes before that of the year so far; targets not evaluable are left out.
    """
    found = dict(_verdicts(scene, "year", None))
    last = int(scene.panel.last_figure[scene.panel.index[scene.owner.code]])
    if last >= 0:
        for key, one in _verdicts(scene, "ytd", month_text(last)):
            found.setdefault(key, one)
    return found


def _verdicts(scene: Scene, window: Window, period: str | None) -> Iterator[tuple[Key, Cause | Met]]:
    for row in _judged_rows(scene, window, period):
        for finding in row["findings"]:
            subject = f"{finding['standard']}/{row['period'][:4]}"
            if finding["status"] == "met":
                yield (row["site"], finding["target"], subject), Met(row, finding)
            elif finding["status"] != "not_evaluable":
                yield (row["site"], finding["target"], subject), _finding_cause(row, finding, subject)


def _judged_rows(scene: Scene, window: Window, period: str | None) -> list[Row]:
    targets = (target for standard in scene.catalog.standards.values() for target in standard.targets)
    indicators = sorted({target.indicator for target in targets})
    return rows(
        scene.results, sites=[scene.owner.code], indicators=indicators, windows=[window], period=period
    )


def _finding_cause(row: Row, finding: Finding, subject: str) -> Cause:
    missed = finding["status"] == "not_met"
    return Cause(
        site=row["site"],
        axis="compliance",
        rule=finding["target"],
        subject=subject,
        period=row["period"],
        severity="red" if missed else "orange",
        message="flag_not_met" if missed else "flag_at_risk",
        indicator=row["indicator"],
        params={"standard": finding["standard"], "clause": finding["clause"]},
        notes=finding["notes"],
        evidence=figures_of(row, finding),
    )


def figures_of(row: Row, finding: Finding) -> Figures:
    """Return the figures of a verdict; `shortfall` is how far it is from being met, in the unit."""
    change = row["yoy"]
    value = change["value"] if finding["comparison"] == "<" and change is not None else row["value"]
    required = finding["required"]
    assert value is not None
    assert required is not None
    shortfall = required - value if finding["comparison"] == ">=" else value - required
    return {
        "window": row["window"],
        "period": row["period"],
        "value": value,
        "unit": row["unit"],
        "comparison": finding["comparison"],
        "required": required,
        "shortfall": max(shortfall, 0.0),
        "provisional": finding["provisional"],
    }


def what_cleared(scene: Scene, indicator: str, key: Key, before: Figures, after: Figures) -> Gone:
    """Return whether corrected figures cleared a finding, or later months did.

    Figures were corrected if the very window the flag rests on would be met today.
    """
    standard = key[2].partition("/")[0]
    window, period = before["window"], before["period"]
    found = rows(scene.results, sites=[key[0]], indicators=[indicator], windows=[window], period=period)
    met = any(
        finding["status"] == "met"
        for row in found
        for finding in row["findings"]
        if (finding["standard"], finding["target"]) == (standard, key[1])
    )
    return Gone("correction" if met else "improvement", after)


def dumped(scene: Scene) -> list[Cause]:
    """Return a cause for every figure of waste dumped: of a month, or of the year if only that is known."""
    return [
        _dumped_cause(scene, member, item, period, value)
        for item in DUMPED_ITEMS
        if item in scene.catalog.items
        for member in scene.members
        for period, value in _amounts(scene.panel, member.code, item)
        if scene.directory.owner(member, period.last) == scene.owner
    ]


def _amounts(panel: Panel, site: str, item: str) -> Iterator[tuple[Period, float]]:
    row = panel.index[site]
    cells = cells_of(panel, item)
    months = np.flatnonzero(cells.value[row] > 0)
    for column in months:
        yield Period.month(panel.start + int(column)), float(cells.value[row, column])
    if cells.annual is not None:
        monthly = {(panel.start + int(column)) // 12 for column in months}
        for place in np.flatnonzero(cells.annual.value[row] > 0):
            if (year := panel.start // 12 + int(place)) not in monthly:
                yield Period.year(year), float(cells.annual.value[row, place])


def _dumped_cause(scene: Scene, site: SiteRecord, item: str, period: Period, value: float) -> Cause:
    return Cause(
        site=site.code,
        axis="compliance",
        rule=DUMPED_RULE,
        subject=f"{item}/{period}",
        period=str(period),
        severity="red",
        message="flag_dumped",
        item=item,
        evidence={"value": value, "unit": scene.catalog.items[item].unit, "shortfall": value},
        weighs=value,
    )


def doubted(scene: Scene) -> list[Cause]:
    """Return a cause for everything a check of class A, B or C found in a report submitted at least once."""
    problems = [
        problem
        for problem in found_problems(
            scene.catalog, scene.panel, [member.code for member in scene.members], _every_month(scene.panel)
        )
        if problem.severity != "D" and _is_submitted(scene, problem)
    ]
    results = explained(scene.session, scene.catalog, scene.directory, problems, "reported")
    gaps: dict[tuple[str, str, int], list[CheckResult]] = {}
    causes = []
    for result, problem in zip(results, problems, strict=True):
        if result.kind in BLANKS:
            gaps.setdefault((result.number, result.site, result.month), []).append(result)
        else:
            causes.append(_check_cause(result, problem))
    return causes + [_gap_cause(scene.catalog, missing) for missing in gaps.values()]


_UNITS = ("fits", "chosen")
"""The unit a slipped figure was probably meant in, and the one it was entered under."""


def _every_month(panel: Panel) -> range:
    return range(panel.start, panel.start + panel.months)


def _is_submitted(scene: Scene, problem: Problem) -> bool:
    site = scene.directory.by_code[problem.site]
    kind = "year" if problem.annual else "month"
    ours = scene.directory.owner(site, problem.month) == scene.owner
    return ours and (kind, problem.month) in scene.received


def _check_cause(result: CheckResult, problem: Problem) -> Cause:
    period = str(result.month // 12) if problem.annual else month_text(result.month)
    return Cause(
        site=result.site,
        axis="data",
        rule=f"{CHECK_RULE}{result.number}",
        subject=f"{result.item}/{period}" if result.item else period,
        period=period,
        severity="yellow",
        message=result.message,
        item=result.item,
        params=dict(problem.params) | {key: result.params[key] for key in _UNITS if key in result.params},
        evidence={"value": result.value, **problem.params, "explanation": result.explanation},
        status=_begins(result.explained, result.released),
        weighs=result.value,
    )


def _gap_cause(catalog: Catalog, missing: list[CheckResult]) -> Cause:
    """Return the one cause for all items missing in a month; it changes when another one goes missing."""
    first, items = missing[0], sorted(result.item or "" for result in missing)
    period = month_text(first.month)
    return Cause(
        site=first.site,
        axis="data",
        rule=f"{CHECK_RULE}{first.number}",
        subject=period,
        period=period,
        severity="yellow",
        message="check_gaps",
        params={"items": items},
        evidence={"items": items, "explanation": first.explanation},
        status=_begins(all(r.explained for r in missing), all(r.released for r in missing)),
        weighs=items,
    )


def _begins(was_explained: bool, was_released: bool) -> Any:  # noqa: ANN401 - one of three words
    if was_released:
        return "accepted"
    return "explained" if was_explained else "open"


def overdue(scene: Scene) -> list[Cause]:
    """Return a cause for every monthly report of a park not received after its deadline and grace."""
    if scene.owner.kind != "park":
        return []
    covered = _covered_months(scene)
    grace = timedelta(days=scene.catalog.deadlines["month"].grace_days)
    causes = []
    for month in _owed_months(scene):
        due = due_on(scene.catalog, "month", month)
        if month not in covered and scene.today > due + grace:
            causes.append(_missing_cause(scene.owner, month, due))
    return causes


def _owed_months(scene: Scene) -> Iterable[int]:
    begins = int(scene.panel.begins[scene.panel.index[scene.owner.code]])
    running = scene.today.year * 12 + scene.today.month - 1
    return range(begins, min(running, scene.owner.active_until or running) + 1)


def _covered_months(scene: Scene) -> Collection[int]:
    """Return the months whose report was received, or that lie inside a longer span that was."""
    received = {month for kind, month in scene.received if kind == "month"}
    typed = scene.panel.observations
    spans = typed.take((typed.kind != 0) & ~np.isnan(typed.value))
    for row, first, last in zip(spans.site.tolist(), spans.first.tolist(), spans.last.tolist(), strict=True):
        site = scene.directory.by_code.get(scene.panel.sites[row].code)
        if site is not None and scene.directory.owner(site, last) == scene.owner:
            received.update(range(first, last + 1))
    return received


def _missing_cause(owner: SiteRecord, month: int, due: date) -> Cause:
    return Cause(
        site=owner.code,
        axis="receipt",
        rule=MISSING_RULE,
        subject=month_text(month),
        period=month_text(month),
        severity="yellow",
        message="flag_report_missing",
        due=due,
        evidence={"due": due.isoformat()},
    )
