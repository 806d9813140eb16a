"""What lies ahead, in words: how a year is expected to end, what the months left may be, the trend so far."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape
from math import isfinite

from tracker.catalog.entries import Indicator
from tracker.catalog.periods import month_text
from tracker.catalog.results import Finding
from tracker.charts.sparkline import sparkline
from tracker.compute.forecast_targets import SiteRemaining
from tracker.messages import Lang, numbers, sentence, word
from tracker.messages.chances import probability_words
from tracker.services.judging.aims import SiteAim
from tracker.services.judging.outlooks import Brief, Outlook
from tracker.ui.components.frame import month_words
from tracker.ui.components.indicator_words import name_of
from tracker.ui.visit import language, words

_WORDS = (
    (0.99, "sure"),
    (0.9, "likely"),
    (0.66, "rather"),
    (0.34, "open"),
    (0.1, "rather_not"),
    (0.01, "unlikely"),
)
_RISKS = ((0.1, "low"), (0.34, "some"), (0.66, "even"), (0.9, "high"))
_LARGEST = 1e15
"""What is larger is no figure anybody reads."""


def aim_of(outlook: Outlook, finding: Finding | None) -> SiteAim | None:
    """Return how the target of a finding stands; without a finding the first that applies."""
    if finding is None:
        return outlook.aims[0] if outlook.aims else None
    wanted = finding["standard"], finding["target"]
    return next((aim for aim in outlook.aims if (aim.standard, aim.target) == wanted), None)


def chance_words(probability: float) -> str:
    """Return a probability of meeting a target in words."""
    return words(f"ui_chance_{next((name for least, name in _WORDS if probability >= least), 'hopeless')}")


def risk_words(probability: float) -> str:
    """Return the probability of missing a target, from that of meeting it, in words and per cent."""
    missing = 1 - probability
    level = next((name for most, name in _RISKS if missing < most), "very_high")
    percent = probability_words(missing, language())
    return words("ui_risk_text", words=words(f"ui_risk_{level}"), percent=percent)


def why_no_forecast(reason: str) -> str:
    """Return in words why a year is not forecast."""
    return word("forecast_reason", reason, language())


def forecast_says(outlook: Outlook, indicator: Indicator, aim: SiteAim | None, *, chance: bool = True) -> str:
    """Return how the year is expected to end; nothing once it is over, or where nothing is known.

    `chance`: with the probability of meeting the target.
    """
    made = outlook.forecast
    if "no_comparable_price" in outlook.notes:
        return words("trend_no_comparable_price")
    if made is None or outlook.through is None or outlook.through % 12 == 11:
        return ""
    if made.value is None or made.low is None or made.high is None:
        return words("forecast_none", reason=why_no_forecast(made.reason or "no_data"))
    required = None if aim is None else aim.required
    about = {
        "month": month_words(month_text(_last_known(outlook, outlook.through))),
        "year": made.year,
        "unit": outlook.unit,
        "value": numbers.shown(made.value, indicator.decimals, required),
    }
    if made.low == made.high:
        text = words("ui_ahead_still" if aim and aim.at_bound else "ui_ahead_plain", **about)
    else:
        low, high = band_words(made.low, made.high, indicator.decimals)
        text = words("ui_ahead_value", low=low, high=high, **about)
    if aim is None or aim.probability is None or not chance:
        return text + words("ui_ahead_end")
    sure = chance_words(aim.probability), probability_words(aim.probability, language())
    return text + words("ui_ahead_chance", words=sure[0], percent=sure[1])


def _last_known(outlook: Outlook, through: int) -> int:
    return max((month for month, value in outlook.series if value is not None), default=through)


def band_words(low: float, high: float, decimals: int) -> tuple[str, str]:
    """Return the ends of a band, with as many decimals as tell them apart."""
    return numbers.beside(low, high, decimals)


def left_says(outlook: Outlook, indicator: Indicator, aim: SiteAim | None, *, assumed: bool = False) -> str:
    """Return what the months left may average, and what the last ones did; nothing where it is not known.

    `assumed`: with what is taken for their denominator.
    """
    left = None if aim is None else aim.remaining
    if aim is None or left is None or not left.months or not abs(left.average) < _LARGEST:
        return ""
    if left.outcome != "open":
        return words(f"remaining_{left.outcome}", months=left.months)
    about = {"months": left.months, "unit": outlook.unit}
    if aim.at_bound and aim.required is not None and aim.comparison != "<":
        whole = aim.required == int(aim.required)
        bound = numbers.shown(aim.required, 0 if whole else indicator.decimals)
        return words("ui_ahead_at_bound", average=bound, **about)
    lately, recent = outlook.recent, ""
    places = numbers.places_for(lately[1] if lately else None, indicator.decimals, left.average)
    if lately is not None:
        recent = words("remaining_recent", months=lately[0], average=numbers.shown(lately[1], places))
    return words(
        "remaining_at_least" if aim.comparison == ">=" else "remaining_at_most",
        average=pace_text(aim, places),
        assumed=_assumed(outlook, indicator, left) if assumed else "",
        recent=recent,
        **about,
    )


def _assumed(outlook: Outlook, indicator: Indicator, left: SiteRemaining) -> str:
    """Return what is assumed of the denominator of the months left; nothing where months are counted."""
    unit = outlook.denominator_unit
    if unit is None or not left.denominator < _LARGEST:
        return ""
    priced = indicator.price is not None
    return words(
        "remaining_assumed_value_added" if priced else "remaining_assumed",
        denominator=numbers.shown(left.denominator, 0),
        denominator_unit=unit,
    )


def pace_text(aim: SiteAim, places: int) -> str:
    """Return the average the rest may have, rounded so that keeping to what is written meets the target."""
    if aim.remaining is None:
        return ""
    toward = ROUND_CEILING if aim.comparison == ">=" else ROUND_FLOOR
    exact = Decimal(repr(aim.remaining.average))
    while exact and places < numbers.MOST_DECIMALS and not exact.quantize(_unit(places), toward):
        places += 1
    return numbers.shown(float(exact.quantize(_unit(places), toward)), places)


def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def trend_says(outlook: Outlook, indicator: Indicator) -> str:
    """Return the verdict on the monthly series in a plain sentence."""
    if "no_comparable_price" in outlook.notes:
        return ""
    about = {"indicator": name_of(indicator), "n": outlook.deciding["n"]}
    if outlook.tests["verdict"] == "too_short":
        return words("ui_trend_says_too_short", **about)
    if outlook.deciding["reason"] == "constant":
        return words("ui_trend_says_constant", **about)
    change, low, high = (yearly(outlook, outlook.deciding[name]) for name in ("change", "low", "high"))
    if not change or not low or not high:
        return words("ui_trend_says_untested", **about)
    return words(f"ui_trend_says_{outlook.tests['verdict']}", change=change, low=low, high=high, **about)


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


def course_says(indicator: Indicator, series: Sequence[float | None], verdict: str, lang: Lang) -> str:
    """Return in words what a line of the last months shows."""
    known = [value for value in series if value is not None]
    if not known:
        return ""
    low, high, last = (
        numbers.shown(value, indicator.decimals) for value in (min(known), max(known), known[-1])
    )
    return sentence(
        "ui_spark_alt",
        lang,
        indicator=getattr(indicator.names, lang),
        count=len(series),
        low=low,
        high=high,
        last=last,
        trend=word("verdict", verdict, lang),
    )


def course_markup(indicator: Indicator, brief: Brief, *, risk: bool) -> str:
    """Return the last months as a small line, with the risk of missing the target beside it."""
    said = course_says(indicator, brief.series, brief.verdict, language())
    line = sparkline(brief.series, said, width=64, height=16)
    missing = ""
    if risk and brief.probability is not None:
        text = words("ui_risk_short", percent=short_percent(1 - brief.probability))
        missing = f'<small title="{escape(risk_words(brief.probability))}">{escape(text)}</small>'
    return f'<span class="course">{line}{missing}</span>' if line or missing else ""


def short_percent(probability: float) -> str:
    """Return a probability in whole per cent, never as certain."""
    if probability < 0.01:
        return "<1"
    return ">99" if probability > 0.99 else f"{probability * 100:.0f}"
