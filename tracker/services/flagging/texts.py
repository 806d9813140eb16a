"""A flag as the contract prints it: stored as codes and figures, told as a sentence in a language."""

from typing import Any

from tracker.catalog.catalog import Catalog
from tracker.messages import Lang, sentence
from tracker.messages.chances import probability_words
from tracker.messages.numbers import against, shown
from tracker.services.flagging.rules import CHECK_RULE
from tracker.services.reporting.check_texts import item_names, names
from tracker.store.tables import Flag

_COMPARISONS = {">=": "flag_at_least", "<=": "flag_at_most", "<": "flag_less_than"}
_DECIMALS = 4
"""Decimals of an indicator or item the catalog no longer has."""


def as_json(catalog: Catalog, flag: Flag, site: str, lang: Lang) -> dict[str, Any]:
    """Return a flag with its sentence in `lang`."""
    return {
        "id": flag.id,
        "site": site,
        "axis": flag.axis,
        "rule": flag.rule,
        "indicator": flag.indicator,
        "item": flag.item,
        "period": flag.period,
        "severity": flag.severity,
        "status": flag.status,
        "previous": flag.previous,
        "opened_at": flag.opened_at.isoformat(),
        "due": None if flag.due is None else flag.due.isoformat(),
        "message": sentence(flag.message_code, lang, **_params(catalog, flag)),
        "notes": flag.notes,
        "evidence": {name: value for name, value in flag.evidence.items() if name != "weighs"},
    }


def _params(catalog: Catalog, flag: Flag) -> dict[str, Any]:
    """Return what the sentence needs: the flag's figures, and the names of what it speaks of."""
    params = {**flag.evidence, **flag.params, "month": flag.period, "period": flag.period, "due": flag.due}
    if flag.rule.startswith(CHECK_RULE):
        params |= names(catalog, flag.rule.removeprefix(CHECK_RULE), flag.item)
    elif flag.item is not None:
        params |= item_names(catalog, flag.item) | _amount(catalog, flag)
    if flag.indicator is not None:
        params |= _indicator_names(catalog, flag.indicator) | _verdict(catalog, flag)
    if "probability" in flag.evidence:
        params |= _foreseen(catalog, flag)
    if "items" in params:
        params |= _list_of_items(catalog, params["items"])
    return params


def _indicator_names(catalog: Catalog, code: str) -> dict[str, str]:
    entry = catalog.indicators.get(code)
    zh, en = (code, code) if entry is None else (entry.names.zh, entry.names.en)
    return {"indicator_zh": zh, "indicator_en": en}


def _verdict(catalog: Catalog, flag: Flag) -> dict[str, str]:
    """Return the figure and what is demanded, rounded as on screen, a shortfall never to nothing."""
    entry = catalog.indicators.get(flag.indicator or "")
    decimals = _DECIMALS if entry is None else entry.decimals
    value, required = against(flag.evidence["value"], flag.evidence["required"], decimals)
    code = _COMPARISONS[flag.evidence["comparison"]]
    return {
        "value": value,
        "required": required,
        "comparison_zh": sentence(code, "zh"),
        "comparison_en": sentence(code, "en"),
    }


def _foreseen(catalog: Catalog, flag: Flag) -> dict[str, Any]:
    """Return the forecast of the year, what is demanded of it, and the chance, rounded as on screen."""
    entry = catalog.indicators.get(flag.indicator or "")
    decimals = _DECIMALS if entry is None else entry.decimals
    forecast, evidence = flag.evidence["forecast"], flag.evidence
    value, baseline = against(forecast["value"], evidence["baseline"], decimals)
    chances = {f"chance_{lang}": probability_words(evidence["probability"], lang) for lang in ("zh", "en")}
    return {
        **chances,
        "year": flag.period[:4],
        "forecast": value,
        "baseline": baseline,
        "low": shown(forecast["low"], decimals),
        "high": shown(forecast["high"], decimals),
    }


def _amount(catalog: Catalog, flag: Flag) -> dict[str, str]:
    entry = catalog.items.get(flag.item or "")
    decimals = _DECIMALS if entry is None else entry.decimals
    return {"value": shown(flag.evidence["value"], decimals, 0.0)}


def _list_of_items(catalog: Catalog, items: list[str]) -> dict[str, Any]:
    named = [item_names(catalog, item) for item in items]
    return {
        "count": len(items),
        "items_zh": "、".join(name["item_zh"] for name in named),
        "items_en": ", ".join(name["item_en"] for name in named),
    }
