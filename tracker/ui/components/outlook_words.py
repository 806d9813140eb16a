"""The risk of missing a target and the course of the last months, as a page shows them in little room."""

from collections.abc import Sequence
from html import escape

from tracker.catalog.entries import Indicator
from tracker.charts.sparkline import sparkline
from tracker.messages import Lang, numbers, sentence, word
from tracker.messages.chances import probability_words
from tracker.services.judging.outlooks import Brief
from tracker.ui.visit import language, words

_RISKS = ((0.1, "low"), (0.34, "some"), (0.66, "even"), (0.9, "high"))


def risk_words(probability: float) -> str:
    """Return the probability of missing a target, from that of meeting it, in words and per cent."""
    missing = 1 - probability
    level = next((name for most, name in _RISKS if missing < most), "very_high")
    percent = probability_words(missing, language())
    return words("ui_risk_text", words=words(f"ui_risk_{level}"), percent=percent)


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
