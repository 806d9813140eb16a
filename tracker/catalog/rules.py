"""The entries of all rule files together, parsed but not yet proved."""

from dataclasses import dataclass

from tracker.catalog.entries import (
    BlankReason,
    Check,
    Deadline,
    Factor,
    Form,
    FormHead,
    Group,
    Indicator,
    Item,
    Prefecture,
    SourceKind,
    Standard,
    TrendSetting,
)


@dataclass(frozen=True)
class Rules:
    """Every entry by its code, in the order of the files."""

    items: dict[str, Item]
    factors: dict[str, Factor]
    indicators: dict[str, Indicator]
    standards: dict[str, Standard]
    checks: dict[str, Check]
    groups: dict[str, Group]
    prefectures: dict[str, Prefecture]
    blank_reasons: dict[str, BlankReason]
    sources: dict[str, SourceKind]
    deadlines: dict[str, Deadline]
    form_heads: dict[str, FormHead]
    trend_settings: dict[str, TrendSetting]
    forms: dict[str, Form]
