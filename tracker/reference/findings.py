"""Findings: an indicator held against the targets of the standards that apply (contract §4)."""

from dataclasses import replace

from tracker.reference.evaluation import Evaluation, is_over
from tracker.reference.facts import Facts, Json, attribute, kind_of
from tracker.reference.months import month_of
from tracker.reference.usage import Usage, is_provisional
from tracker.reference.windows import Window
from tracker.reference.year_on_year import Comparison

TOLERANCE = 1e-9
"""Relative; figures are judged unrounded (design rule 3)."""

REASONS = (
    "not_applicable",
    "level_unknown",
    "no_data",
    "year_not_over",
    "incomplete",
    "only_cumulative",
    "only_annual",
    "coal_kind_unknown",
    "factor_missing",
    "denominator_not_positive",
    "balance",
    "scope_changed",
    "no_baseline",
    "baseline_incomplete",
    "january_february",
    "no_comparable_price",
    "unconfirmed",
    "evidence_missing",
)
"""The contract's order: of several reasons the first is given (§1)."""

COMPARISONS = {"at_least": ">=", "at_most": "<=", "fall": "<", "fall_by": "<=", "fact": ">="}
FALLS = ("fall", "fall_by")


def findings_of(
    facts: Facts,
    level: Evaluation,
    change: Comparison | None,
    both_windows: Usage,
    standard: str | None,
) -> list[Json]:
    """Return the findings of a row: the year is judged, ytd is watched from February on (§4).

    `both_windows` is what level and change rest on together: a finding is provisional where they are, but for
    estimates, of which only those count that take part in what is compared.
    """
    window = level.window
    if window.name not in ("year", "ytd") or window.first == window.last:
        return []
    provisional = is_provisional(facts, replace(both_windows, estimated=False))
    found = []
    for code, entry in facts.catalog["standards"].items():
        if applies(facts, level.site, code, entry, window, standard):
            for target in entry["targets"]:
                if target["indicator"] == level.indicator and target["site_kind"] == kind_of(
                    facts, level.site
                ):
                    notes = doubts(level, change, both_windows, target)
                    finding = finding_of(facts, level, change, target, notes, provisional)
                    found.append(in_standard(code, entry, window, finding))
    return found


def applies(facts: Facts, site: str, code: str, entry: Json, window: Window, asked: str | None) -> bool:
    """Say whether a standard gives findings: its region, its years, and adopted where it must be (§4).

    Naming a standard shows it alone, and without its being adopted.
    """
    region_fits = entry["region"] in (None, facts.sites[site]["region"])
    begun = entry["from_year"] is None or window.last // 12 >= entry["from_year"]
    if not region_fits or not begun or asked not in (None, code):
        return False
    adopted = any(
        standard == code and month_of(since) <= window.last
        for standard, since in facts.sites[site].get("adopted", [])
    )
    return entry["applies"] == "always" or adopted or asked == code


def in_standard(code: str, entry: Json, window: Window, finding: Json) -> Json:
    """Name the standard; one that has ended goes on under the same targets, with a note (§4, 沿用)."""
    if entry["until_year"] is not None and window.last // 12 > entry["until_year"]:
        finding["notes"] = sorted([*finding["notes"], "standard_ended"])
    return {"standard": code, **finding}


def threshold(facts: Facts, level: Evaluation, change: Comparison | None, target: Json) -> float | None:
    """Return what is required: the target's number, that of the park's level, or for a fall the baseline."""
    demanded: float | None = target["value"]
    if target["kind"] in FALLS:
        baseline = None if change is None else change.baseline
        if baseline is None or target["kind"] == "fall":
            return baseline
        return None if demanded is None else baseline * (1 - demanded)
    if target["by_level"] is not None:
        demanded = target["by_level"].get(attribute(facts, level.site, "level", level.window.last))
    return demanded


def finding_of(
    facts: Facts,
    level: Evaluation,
    change: Comparison | None,
    target: Json,
    notes: list[str],
    provisional: bool,
) -> Json:
    """Judge one target (§4, *What is judged*).

    What is estimated or unconfirmed may put a target at risk, provisionally, and never makes it not met.
    """
    required = threshold(facts, level, change, target)
    reason = reason_against_judging(facts, level, change, target, required)
    if reason is not None:
        status = "not_evaluable"
    elif is_met(level, change, target["kind"], required or 0.0):
        status = "met"
    else:
        status = "not_met" if level.window.name == "year" and not notes else "at_risk"
    return {
        "target": target["code"],
        "clause": target["clause"],
        "comparison": COMPARISONS[target["kind"]],
        "required": required,
        "status": status,
        "reason": reason,
        "notes": notes,
        "provisional": provisional or bool(notes),
    }


def doubts(level: Evaluation, change: Comparison | None, both_windows: Usage, target: Json) -> list[str]:
    """Return `estimated` and `unconfirmed` where such a figure, factor or threshold takes part (§2).

    A fall is estimated if its change is: an estimated series of value added does not soften a fall judged
    on growth. Without a change only the level can be.
    """
    estimated, unconfirmed = level.usage.estimated, level.usage.unconfirmed
    if target["kind"] in FALLS and change is not None and change.reason is None:
        estimated, unconfirmed = change.estimated, both_windows.unconfirmed
    notes = []
    if estimated:
        notes.append("estimated")
    if unconfirmed or not target["confirmed"]:
        notes.append("unconfirmed")
    return notes


def is_met(level: Evaluation, change: Comparison | None, kind: str, required: float) -> bool:
    """Compare unrounded, with the relative tolerance; an equal figure is no fall (§4)."""
    if kind == "at_least":
        return (level.value or 0.0) >= required * (1 - TOLERANCE)
    if kind == "at_most":
        return (level.value or 0.0) <= required * (1 + TOLERANCE)
    value = 0.0 if change is None else change.value or 0.0
    if kind == "fall_by":
        return value <= required * (1 + TOLERANCE)
    return value < required * (1 - TOLERANCE)


def reason_against_judging(
    facts: Facts, level: Evaluation, change: Comparison | None, target: Json, required: float | None
) -> str | None:
    """Return the first reason, in the contract's order, why a target is not evaluable (§1, `reason`)."""
    reasons = {level.reason}
    if level.window.name == "year" and not is_over(facts, level.window):
        reasons.add("year_not_over")
    if is_unbalanced(facts, level):
        reasons.add("balance")
    if target["by_level"] is not None and attribute(facts, level.site, "level", level.window.last) is None:
        reasons.add("level_unknown")
    if target["kind"] in FALLS:
        reasons |= reasons_against_change(change)
    if target["kind"] == "fact":
        reasons.add("evidence_missing")
    elif required is None and (target["kind"] != "fall"):
        reasons.add("unconfirmed")
    return next((reason for reason in REASONS if reason in reasons), None)


def reasons_against_change(change: Comparison | None) -> set[str | None]:
    """Return why a change is not judged: there is none, or only at current prices (§4)."""
    if change is None:
        return {"no_baseline"}
    return {change.reason, "no_comparable_price" if change.basis == "current" else None}


def is_unbalanced(facts: Facts, level: Evaluation) -> bool:
    """Say whether a rate's numerator exceeds the denominator it is part of (§4, `balance`)."""
    if level.value is None or level.denominator is None:
        return False
    bounded: bool = facts.catalog["indicators"][level.indicator]["bounded"]
    return bounded and level.numerator > level.denominator * (1 + TOLERANCE)
