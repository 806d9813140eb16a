"""The months to come in the chart of a year: the forecast as a fan, and the pace that would still do."""

from collections.abc import Sequence

from tracker.catalog.entries import Indicator
from tracker.charts.ahead import Ahead, Fan, Pace
from tracker.messages import numbers, sentence
from tracker.services.judging.aims import SiteAim
from tracker.services.judging.indicator_years import CURRENT, GROWTH, IndicatorYear, Step
from tracker.services.judging.outlook_texts import pace_text
from tracker.services.judging.outlooks import Outlook
from tracker.ui.visit import language

_SAME = 1e-6
_FAR = 2.0
"""A pace that lies so many times the chart's own height off it is told, not drawn."""


def from_the_last(found: IndicatorYear, outlook: Outlook) -> bool:
    """Say whether the forecast starts from the last month the chart shows."""
    if outlook.through is None or outlook.through // 12 != int(found.row["period"][:4]):
        return False
    return all(step.value is None or step.partial for step in found.steps[outlook.through % 12 + 1 :])


def comparable(found: IndicatorYear, outlook: Outlook) -> bool:
    """Say whether the forecast is at the prices the chart is drawn at."""
    if found.price is None:
        return True
    if found.price == CURRENT or (found.price == GROWTH) != ("prices_growth" in outlook.notes):
        return False
    baseline = outlook.forecast.baseline if outlook.forecast else None
    before = found.steps[-1].before
    if baseline is None or before is None or found.row["window"] != "ytd":
        return True
    return abs(baseline - before) <= _SAME * abs(before)


def fan_of(
    indicator: Indicator, found: IndicatorYear, outlook: Outlook, *, narrow: bool = False
) -> Fan | None:
    """Return the forecast of the year so far; None for other windows and where there is none.

    `narrow`: without the words for its band, for which there is no room.
    """
    if found.row["window"] != "ytd" or not outlook.fan:
        return None
    if not comparable(found, outlook) or not from_the_last(found, outlook):
        return None
    lang = language()
    last = _last_known(found, outlook)
    points = [] if last is None else [_point(last[0], last[1], last[1], last[1], indicator)]
    points += [_point(one.month % 12 + 1, one.value, one.low, one.high, indicator) for one in outlook.fan]
    band = "" if narrow else sentence("chart_band_short", lang)
    return Fan(sentence("chart_forecast", lang), tuple(points), band)


def _point(month: int, value: float, low: float, high: float, indicator: Indicator) -> Ahead:
    ends = numbers.beside(low, high, indicator.decimals)
    band = sentence("chart_span", language(), low=ends[0], high=ends[1])
    return Ahead(month, value, low, high, numbers.shown(value, indicator.decimals), band)


def _last_known(found: IndicatorYear, outlook: Outlook) -> tuple[int, float] | None:
    """Return month and figure of the last whole step the forecast can start from."""
    if outlook.through is None:
        return None
    steps = found.steps[: outlook.through % 12 + 1]
    whole = [(month, step.value) for month, step in enumerate(steps, 1) if not step.partial]
    return next(((month, value) for month, value in reversed(whole) if value is not None), None)


def pace_of(indicator: Indicator, found: IndicatorYear, outlook: Outlook, aim: SiteAim | None) -> Pace | None:
    """Return what the months left may average as a level, for the year so far as the course it leads on."""
    left = None if aim is None else aim.remaining
    if aim is None or left is None or left.outcome != "open" or aim.at_bound or aim.required is None:
        return None
    known = _last_known(found, outlook)
    if known is None or not outlook.fan or not left.months:
        return None
    if not comparable(found, outlook) or not from_the_last(found, outlook):
        return None
    points: list[tuple[float, float]] = []
    if found.row["window"] == "month":
        points = [(known[0] + 0.6, left.average), (12.2, left.average)]
    elif found.row["window"] == "ytd":
        required = None if indicator.kind == "total" else aim.required
        points = _course(*known, left.average, required)
    if not points or not _near(found.steps, [value for _, value in points]):
        return None
    code = "chart_pace_least" if aim.comparison == ">=" else "chart_pace_most"
    return Pace(
        sentence(code, language(), value=pace_text(left.average, aim.comparison, indicator.decimals)),
        tuple(points),
    )


def _course(last: int, value: float, average: float, required: float | None) -> list[tuple[float, float]]:
    """Return the year so far from the last known month on, the months left all at their average.

    Of a ratio the rest's weight in the year follows from the year's own figure, which then is what is
    required; a total (`required` None) adds up.
    """
    if last >= 12:
        return []
    if required is None:
        return [(month, value + average * (month - last)) for month in range(last, 13)]
    gap = average - value
    weight = (required - value) / gap if abs(gap) > _SAME * max(abs(value), abs(average)) else 0.0
    if not 0 <= weight < 1:
        return []
    points: list[tuple[float, float]] = []
    for month in range(last, 13):
        share = weight * (month - last) / (12 - last)
        points.append((month, value + gap * share / (1 - weight + share)))
    return points


def _near(steps: Sequence[Step], values: Sequence[float]) -> bool:
    drawn = [value for step in steps for value in (step.value, step.before) if value is not None]
    if not drawn:
        return False
    low, high = min(drawn), max(drawn)
    room = _FAR * (max(high - low, 0.1 * max(abs(low), abs(high))))
    return all(low - room <= value <= high + room for value in values)
