"""The shapes of computed rows, exactly as the contract prints them (contract §1, JSON)."""

from typing import Literal, TypedDict

Window = Literal["month", "ytd", "rolling12", "year"]
WINDOWS: tuple[Window, ...] = ("month", "ytd", "rolling12", "year")
Status = Literal["met", "at_risk", "not_met", "not_evaluable"]

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
"""Why a value or a verdict cannot be had, in the order in which the first that applies is given."""


class YearOnYear(TypedDict):
    """The change against the same window a year earlier; `reason` is set exactly when the rest is null."""

    change: float | None
    value: float | None
    baseline: float | None
    basis: Literal["real", "growth", "estimated", "current"] | None
    reason: str | None


class Finding(TypedDict):
    """An indicator held against one target of a standard."""

    standard: str
    target: str
    clause: str
    comparison: Literal[">=", "<=", "<"]
    required: float | None
    status: Status
    reason: str | None
    notes: list[str]
    provisional: bool


class Row(TypedDict):
    """One site × indicator × window × period with its value, coverage, change and findings."""

    site: str
    indicator: str
    window: Window
    period: str
    value: float | None
    unit: str
    price: str | None
    partial: float | None
    coverage: list[int]
    missing: list[list[str]]
    reason: str | None
    notes: list[str]
    provisional: bool
    scope: str
    yoy: YearOnYear | None
    findings: list[Finding]
    catalog: str
