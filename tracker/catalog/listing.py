"""The catalog as lists a person or script can read: what there is, how sure it is and where it comes from."""

from typing import Any

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Citation, Names
from tracker.messages import Lang, Refusal


def entries(catalog: Catalog, lang: Lang, standard: str | None = None) -> list[dict[str, Any]]:
    """Return every entry of the catalog, or the targets of one standard; Refusal for an unknown one."""
    if standard is None:
        return [
            *_items(catalog, lang),
            *_factors(catalog, lang),
            *_indicators(catalog, lang),
            *_all_targets(catalog),
        ]
    if standard not in catalog.standards:
        raise Refusal("unknown_standard", standard=standard, known=", ".join(catalog.standards))
    return _targets(catalog, standard)


def _items(catalog: Catalog, lang: Lang) -> list[dict[str, Any]]:
    return [_entry("item", i.code, i.names, i.unit, i.citation, lang) for i in catalog.items.values()]


def _factors(catalog: Catalog, lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            **_entry("factor", factor.code, factor.names, factor.unit, value.citation, lang),
            "value": value.value,
            "region": value.region,
            "from": value.from_,
            "until": value.until,
        }
        for factor in catalog.factors.values()
        for value in factor.values
    ]


def _indicators(catalog: Catalog, lang: Lang) -> list[dict[str, Any]]:
    return [
        _entry("indicator", i.code, i.names, i.unit, i.citation, lang) for i in catalog.indicators.values()
    ]


def _all_targets(catalog: Catalog) -> list[dict[str, Any]]:
    return [target for standard in catalog.standards for target in _targets(catalog, standard)]


def _targets(catalog: Catalog, standard: str) -> list[dict[str, Any]]:
    return [
        {
            "kind": "target",
            "standard": standard,
            "code": target.code,
            "name": target.clause,
            "indicator": target.indicator,
            "target_kind": target.kind,
            "value": target.by_level or target.value,
            "unit": catalog.indicators[target.indicator].unit,
            "confirmation": target.citation.confirmation,
            "source": target.citation.source,
        }
        for target in catalog.standards[standard].targets
    ]


def _entry(kind: str, code: str, names: Names, unit: str, citation: Citation, lang: Lang) -> dict[str, Any]:
    return {
        "kind": kind,
        "code": code,
        "name": names.zh if lang == "zh" else names.en,
        "unit": unit,
        "confirmation": citation.confirmation,
        "source": citation.source,
    }
