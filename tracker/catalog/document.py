"""The catalog as plain JSON facts: what the reference implementation computes from and packages carry."""

from collections.abc import Mapping
from typing import Any

from tracker.catalog.compiled import CompiledIndicator, CompiledSide, FactorInForce
from tracker.catalog.entries import Factor, Indicator, Item, Standard, Target
from tracker.catalog.periods import month_text
from tracker.catalog.rules import Rules


def document(
    rules: Rules,
    compiled: Mapping[str, CompiledIndicator],
    factor_values: Mapping[str, tuple[FactorInForce, ...]],
) -> dict[str, Any]:
    """Return everything a computation needs, with factors in canonical units and formulas as terms."""
    return {
        "items": {code: _item(item) for code, item in rules.items.items()},
        "factors": {code: _factor(f, factor_values[code]) for code, f in rules.factors.items()},
        "indicators": {
            code: _indicator(rules, indicator, compiled[code]) for code, indicator in rules.indicators.items()
        },
        "standards": {code: _standard(standard) for code, standard in rules.standards.items()},
        "blank_reasons": {code: reason.counts_as for code, reason in rules.blank_reasons.items()},
        "sources": {code: {"estimated": kind.estimated} for code, kind in rules.sources.items()},
        "groups": {
            group: [code for code, item in rules.items.items() if item.group == group]
            for group in rules.groups
        },
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "unit": item.unit,
        "kind": item.kind,
        "level": item.level,
        "blank": item.blank,
        "together": item.together,
        "entered_with": item.entered_with,
        "group": item.group,
        "based": item.based,
        "minimum": item.minimum,
    }


def _factor(factor: Factor, values: tuple[FactorInForce, ...]) -> dict[str, Any]:
    return {
        "purpose": factor.purpose,
        "carry_forward": factor.carry_forward,
        "missing_reason": factor.missing_reason,
        "values": [
            {
                "value": value.value,
                "region": value.region,
                "from": None if value.first is None else month_text(value.first),
                "until": None if value.last is None else month_text(value.last),
                "confirmed": value.confirmed,
            }
            for value in values
        ],
    }


def _indicator(rules: Rules, indicator: Indicator, compiled: CompiledIndicator) -> dict[str, Any]:
    return {
        "kind": indicator.kind,
        "unit": indicator.printed_unit or indicator.unit,
        "windows": list(indicator.windows),
        "numerator": _terms(compiled.numerator),
        "denominator": None if compiled.denominator is None else _terms(compiled.denominator),
        "scale": compiled.scale,
        "priced": None if indicator.price is None else indicator.price.model_dump(),
        "year_on_year": indicator.year_on_year,
        "bounded": indicator.bounded,
        "drawdown": indicator.drawdown,
        "reading": indicator.reading,
        "needs_level": needs_level(rules, indicator.code),
    }


def needs_level(rules: Rules, indicator: str) -> bool:
    """Return whether some target of the indicator depends on the level of the park."""
    targets = (target for standard in rules.standards.values() for target in standard.targets)
    return any(target.indicator == indicator and target.by_level is not None for target in targets)


def _terms(side: CompiledSide) -> list[list[Any]]:
    return [[term.item, term.constant, list(term.factors)] for term in side.terms]


def _standard(standard: Standard) -> dict[str, Any]:
    return {
        "region": standard.region,
        "applies": standard.applies,
        "from_year": standard.from_year,
        "until_year": standard.until_year,
        "targets": [_target(target) for target in standard.targets],
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "code": target.code,
        "indicator": target.indicator,
        "kind": target.kind,
        "clause": target.clause,
        "value": target.value,
        "by_level": None if target.by_level is None else dict(target.by_level),
        "site_kind": target.site_kind,
        "confirmed": target.citation.confirmation == "confirmed",
    }
