"""An outlook told in sentences: what the months show, where the year will end, what is left of it."""

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import month_text
from tracker.messages import Lang, sentence, word
from tracker.messages.chances import probability_words
from tracker.messages.numbers import against, beside, change, plain, shown
from tracker.services.judging.aims import SiteAim
from tracker.services.judging.outlooks import Outlook, YearForecast

SIGNIFICANT = 4
"""Digits of a change that is not a percentage."""
_SAME = 1e-6
"""Averages closer than this part of each other are told as one: the verdict's tolerance lies between them."""
_CHANCES = {"<": "forecast_fall", "<=": "forecast_at_most", ">=": "forecast_at_least"}


def sentences(catalog: Catalog, outlook: Outlook, lang: Lang) -> tuple[str, ...]:
    """Return the verdict, the forecast and what is left, each as one sentence where it can be had."""
    found = [verdict_sentence(outlook, lang)]
    if "no_comparable_price" in outlook.notes:
        return *found, sentence("trend_no_comparable_price", lang)
    found += [forecast_sentence(catalog, outlook, lang), remaining_sentence(catalog, outlook, lang)]
    return tuple(text for text in found if text)


def verdict_sentence(outlook: Outlook, lang: Lang) -> str:
    """Return the verdict with the number of months, the change per year and the test."""
    verdict, test = word("verdict", outlook.tests["verdict"], lang), outlook.deciding
    if outlook.through is None:
        return sentence("trend_no_figures", lang, verdict=verdict)
    params = {"verdict": verdict, "through": month_text(outlook.through), "n": test["n"]}
    if test["reason"] is not None:
        code = "trend_constant" if test["reason"] == "constant" else "trend_too_short"
        return sentence(code, lang, **params)
    relative = test["scale"] == "relative"
    numbers = {
        name: _change(test[name], outlook.unit, relative=relative) for name in ("change", "low", "high")
    }
    return sentence("trend_tested", lang, **params, **numbers, p=_p(test["p"]))


def forecast_sentence(catalog: Catalog, outlook: Outlook, lang: Lang) -> str:
    """Return where the year will end and how sure it is that its target is met; "" without figures."""
    made = outlook.forecast
    if made is None:
        return ""
    if made.value is None:
        reason = word("forecast_reason", made.reason or "no_data", lang)
        return sentence("forecast_none", lang, reason=reason)
    decimals = catalog.indicators[outlook.indicator].decimals
    aim = outlook.aims[0] if outlook.aims else None
    value, required = shown(made.value, decimals), ""
    if aim is not None and aim.required is not None and not aim.at_bound:
        value, required = against(made.value, aim.required, decimals)
    params = {"year": made.year, "value": value, "unit": outlook.unit}
    if not made.months:
        return sentence("forecast_year_over", lang, **params, before=_before(made, decimals, lang))
    chance = "" if aim is None else _chance(aim, required or value, lang)
    if aim is not None and aim.at_bound:
        return sentence("forecast_at_bound", lang, **params, chance=chance)
    places = max(decimals, len(value.partition(".")[2]))
    low, high = shown(made.low, places), shown(made.high, places)
    return sentence("forecast_stated", lang, **params, low=low, high=high, chance=chance)


def remaining_sentence(catalog: Catalog, outlook: Outlook, lang: Lang) -> str:
    """Return what the remaining months may average, or that nothing they bring matters; "" if unknown."""
    aim = outlook.aims[0] if outlook.aims else None
    left = None if aim is None else aim.remaining
    if aim is None or left is None or not left.months:
        return ""
    if left.outcome != "open":
        return sentence(f"remaining_{left.outcome}", lang, months=left.months)
    decimals = catalog.indicators[outlook.indicator].decimals
    recent, average = "", shown(left.average, decimals)
    if outlook.recent is not None:
        months, lately = outlook.recent
        text = shown(lately, decimals)
        if abs(lately - left.average) > _SAME * abs(left.average):
            text, average = beside(lately, left.average, decimals)
        recent = sentence("remaining_recent", lang, months=months, average=text)
    code = "remaining_at_least" if aim.comparison == ">=" else "remaining_at_most"
    return sentence(
        code,
        lang,
        months=left.months,
        average=average,
        unit=outlook.unit,
        assumed=_assumed(catalog, outlook, left.denominator, lang),
        recent=recent,
    )


def _assumed(catalog: Catalog, outlook: Outlook, denominator: float, lang: Lang) -> str:
    if outlook.denominator_unit is None:
        return ""
    priced = catalog.indicators[outlook.indicator].price is not None
    return sentence(
        "remaining_assumed_value_added" if priced else "remaining_assumed",
        lang,
        denominator=plain(denominator, SIGNIFICANT),
        denominator_unit=outlook.denominator_unit,
    )


def _before(made: YearForecast, decimals: int, lang: Lang) -> str:
    if made.baseline is None:
        return ""
    return sentence("forecast_before", lang, baseline=shown(made.baseline, decimals, made.value))


def _chance(aim: SiteAim, required: str, lang: Lang) -> str:
    if aim.probability is None:
        return ""
    probability = probability_words(aim.probability, lang)
    return sentence(_CHANCES[aim.comparison], lang, required=required, probability=probability)


def _change(value: float | None, unit: str, *, relative: bool) -> str:
    if value is None or relative:
        return change(value)
    return f"{plain(value, SIGNIFICANT)} {unit}"


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"
