"""An outlook told in sentences, the same on screen and in the terminal.

How a year is expected to end, what the months left may average, and what the months so far show.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import isfinite

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Indicator
from tracker.catalog.periods import month_text
from tracker.catalog.results import Finding
from tracker.compute.forecast_targets import Comparison, SiteRemaining
from tracker.messages import Lang, numbers, sentence, word
from tracker.messages.chances import probability_words
from tracker.services.judging.aims import SiteAim
from tracker.services.judging.outlooks import Outlook

_CHANCES = (
    (0.99, "sure"),
    (0.9, "likely"),
    (0.66, "rather"),
    (0.34, "open"),
    (0.1, "rather_not"),
    (0.01, "unlikely"),
)
_DEMANDS = {"<": "forecast_fall", "<=": "forecast_at_most", ">=": "forecast_at_least"}
_LARGEST = 1e15
"""What is larger is no figure anybody reads."""


def sentences(catalog: Catalog, outlook: Outlook, lang: Lang) -> tuple[str, ...]:
    """Return the trend with its test, the forecast, and what is left, each where it can be had."""
    indicator, aim = catalog.indicators[outlook.indicator], aim_of(outlook, None)
    trend = trend_says(outlook, indicator, lang)
    if trend and outlook.deciding["n"]:
        trend += ("" if lang == "zh" else " ") + decided_says(outlook, lang)
    ends = forecast_says(outlook, indicator, aim, lang) or _year_over(outlook, indicator, lang)
    left = left_says(outlook, indicator, aim, lang, assumed=True)
    return tuple(text for text in (trend, ends, left) if text)


def aim_of(outlook: Outlook, finding: Finding | None) -> SiteAim | None:
    """Return how the target of a finding stands; without a finding the first that applies."""
    if finding is None:
        return outlook.aims[0] if outlook.aims else None
    wanted = finding["standard"], finding["target"]
    return next((aim for aim in outlook.aims if (aim.standard, aim.target) == wanted), None)


def chance_words(probability: float, lang: Lang) -> str:
    """Return a probability of meeting a target in words."""
    name = next((name for least, name in _CHANCES if probability >= least), "hopeless")
    return sentence(f"chance_{name}", lang)


def forecast_says(
    outlook: Outlook, indicator: Indicator, aim: SiteAim | None, lang: Lang, *, chance: bool = True
) -> str:
    """Return how the year is expected to end; nothing once it is over, or where nothing is known.

    `chance`: with the probability of meeting the target.
    """
    made = outlook.forecast
    if "no_comparable_price" in outlook.notes:
        return sentence("trend_no_comparable_price", lang)
    if made is None or outlook.through is None or outlook.through % 12 == 11:
        return ""
    if made.value is None or made.low is None or made.high is None:
        return sentence("forecast_none", lang, reason=word("forecast_reason", made.reason or "no_data", lang))
    value, required = _against(made.value, aim, indicator)
    last = _last_known(outlook, outlook.through)
    year = last // 12
    about = {
        "through": sentence("month_words", lang, year=year, month=last % 12 + 1, text=month_text(last)),
        **{"year": year, "unit": outlook.unit, "value": value},
    }
    if made.low == made.high:
        text = sentence("forecast_still" if aim and aim.at_bound else "forecast_plain", lang, **about)
    else:
        low, high = numbers.beside(made.low, made.high, indicator.decimals)
        text = sentence("forecast_stated", lang, low=low, high=high, **about)
    if aim is None or aim.probability is None or not chance:
        return text + sentence("forecast_end", lang)
    demanded = sentence(_DEMANDS[aim.comparison], lang, required=required, unit=outlook.unit)
    return text + _chance(aim.probability, demanded, lang)


def _against(value: float, aim: SiteAim | None, indicator: Indicator) -> tuple[str, str]:
    if aim is None or aim.required is None:
        return numbers.shown(value, indicator.decimals), ""
    return numbers.against(value, aim.required, indicator.decimals)


def _chance(probability: float, demanded: str, lang: Lang) -> str:
    """Return how sure the target is, in words and as the probability of what it demands."""
    sure = chance_words(probability, lang), probability_words(probability, lang)
    return sentence("forecast_chance", lang, words=sure[0], demanded=demanded, percent=sure[1])


def _last_known(outlook: Outlook, through: int) -> int:
    return max((month for month, value in outlook.series if value is not None), default=through)


def _year_over(outlook: Outlook, indicator: Indicator, lang: Lang) -> str:
    """Return how a year that is over stands against the one before."""
    made = outlook.forecast
    if made is None or made.value is None:
        return ""
    value, baseline = numbers.beside(made.value, made.baseline, indicator.decimals)
    before = "" if made.baseline is None else sentence("forecast_before", lang, baseline=baseline)
    return sentence("forecast_year_over", lang, year=made.year, value=value, unit=outlook.unit, before=before)


def left_says(
    outlook: Outlook, indicator: Indicator, aim: SiteAim | None, lang: Lang, *, assumed: bool = False
) -> str:
    """Return what the months left may average, and what the last ones did; nothing where it is not known.

    `assumed`: with what is taken for their denominator.
    """
    left = None if aim is None else aim.remaining
    if aim is None or left is None or not left.months or not abs(left.average) < _LARGEST:
        return ""
    if left.outcome != "open":
        return sentence(f"remaining_{left.outcome}", lang, months=left.months)
    about = {"months": left.months, "unit": outlook.unit}
    if aim.at_bound and aim.required is not None and aim.comparison != "<":
        whole = aim.required == int(aim.required)
        bound = numbers.shown(aim.required, 0 if whole else indicator.decimals)
        return sentence("remaining_at_bound", lang, average=bound, **about)
    lately, recent = outlook.recent, ""
    places = numbers.places_for(lately[1] if lately else None, indicator.decimals, left.average)
    if lately is not None:
        recent = sentence(
            "remaining_recent", lang, months=lately[0], average=numbers.shown(lately[1], places)
        )
    return sentence(
        "remaining_at_least" if aim.comparison == ">=" else "remaining_at_most",
        lang,
        average=pace_text(left.average, aim.comparison, places),
        assumed=_assumed(outlook, indicator, left, lang) if assumed else "",
        recent=recent,
        **about,
    )


def _assumed(outlook: Outlook, indicator: Indicator, left: SiteRemaining, lang: Lang) -> str:
    """Return what is assumed of the denominator of the months left; nothing where months are counted."""
    unit = outlook.denominator_unit
    if unit is None or not left.denominator < _LARGEST:
        return ""
    return sentence(
        "remaining_assumed" if indicator.price is None else "remaining_assumed_value_added",
        lang,
        denominator=numbers.shown(left.denominator, 0),
        denominator_unit=unit,
    )


def pace_text(average: float, comparison: Comparison, places: int) -> str:
    """Return the average the rest may have, rounded so that keeping to what is written meets the target."""
    toward = ROUND_CEILING if comparison == ">=" else ROUND_FLOOR
    exact = Decimal(repr(average))
    while exact and places < numbers.MOST_DECIMALS and not exact.quantize(_unit(places), toward):
        places += 1
    return numbers.shown(float(exact.quantize(_unit(places), toward)), places)


def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def trend_says(outlook: Outlook, indicator: Indicator, lang: Lang) -> str:
    """Return the verdict on the monthly series in a plain sentence."""
    if "no_comparable_price" in outlook.notes:
        return ""
    about = {"indicator": getattr(indicator.names, lang), "n": outlook.deciding["n"]}
    if outlook.tests["verdict"] == "too_short":
        return sentence("trend_too_short", lang, **about)
    if outlook.deciding["reason"] == "constant":
        return sentence("trend_constant", lang, **about)
    change, low, high = (yearly(outlook, outlook.deciding[name]) for name in ("change", "low", "high"))
    if not change or not low or not high:
        return sentence("trend_untested", lang, **about)
    verdict = outlook.tests["verdict"]
    return sentence(f"trend_{verdict}", lang, change=change, low=low, high=high, **about)


def decided_says(outlook: Outlook, lang: Lang) -> str:
    """Return which test decides and what it found, or why it could not."""
    deciding = outlook.deciding
    about = {"test": sentence(f"test_{deciding['test']}", lang), "n": deciding["n"]}
    if deciding["reason"]:
        return sentence(
            "test_impossible", lang, reason=word("test_reason", deciding["reason"], lang), **about
        )
    return sentence("test_decides", lang, p=p_words(deciding["p"]), **about)


def yearly(outlook: Outlook, value: float | None, *, relative: bool | None = None) -> str:
    """Return a change a year with its sign: in per cent, or in the unit where logarithms cannot be taken."""
    if value is None or not isfinite(value) or abs(value) > _LARGEST:
        return ""
    if relative is None:
        relative = outlook.deciding["scale"] == "relative"
    if abs(value) <= numbers.COMPARED:
        value = 0.0  # what is left of rounding is no change
    if relative:
        return numbers.ratio_change(1 + value, 1.0)
    return ("+" if value > 0 else "") + f"{numbers.plain(value, 3)} {outlook.unit}"


def p_words(p: float | None) -> str:
    """Return a p value as statisticians write it."""
    if p is None:
        return ""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
