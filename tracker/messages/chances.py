"""A probability in words: a forecast is never certain."""

from tracker.messages import sentence
from tracker.messages.text import Lang


def probability_words(probability: float, lang: Lang) -> str:
    """Return a probability as a percentage; never as certain."""
    if probability > 0.99:
        return sentence("probability_high", lang)
    if probability < 0.01:
        return sentence("probability_low", lang)
    return sentence("probability_about", lang, percent=f"{probability * 100:.0f}")
