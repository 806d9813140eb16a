"""Numbers as officials read them: thousands separated, fixed decimals, never rounded across a threshold."""

from decimal import Decimal

MOST_DECIMALS = 16
MULTIPLE_FROM = 10
COMPARED = 1e-9
"""Two figures closer than this part of the second count as equal, as the verdicts have it."""


def shown(value: float | None, decimals: int, threshold: float | None = None) -> str:
    """Return a number with so many decimals, or a dash for none.

    More decimals are shown where fewer would make it look equal to a `threshold` it is not: 99.996 % of
    100 % is not shown as 100.00 %.
    """
    return _written(value, places_for(value, decimals, threshold))


def beside(value: float | None, other: float | None, decimals: int) -> tuple[str, str]:
    """Return two numbers to be compared by eye, with as many decimals as it takes to tell them apart."""
    places = places_for(value, decimals, other)
    return _written(value, places), _written(other, places)


def against(value: float | None, required: float, decimals: int) -> tuple[str, str]:
    """Return a number and what is demanded of it; a demand in whole numbers is written as such."""
    text, demanded = beside(value, required, decimals)
    return text, shown(required, 0) if required == int(required) else demanded


def places_for(value: float | None, decimals: int, threshold: float | None) -> int:
    """Return the decimals at which a value does not look equal to a threshold it is not."""
    places = decimals
    if value is not None and threshold is not None:
        while places < MOST_DECIMALS and _looks_equal(value, threshold, places):
            places += 1
    return places


def _written(value: float | None, places: int) -> str:
    if value is None:
        return "–"
    text = f"{value:,.{places}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else f"{0:.{places}f}"


def _looks_equal(value: float, threshold: float, places: int) -> bool:
    differs = abs(value - threshold) > COMPARED * abs(threshold)
    return differs and f"{value:.{places}f}" == f"{threshold:.{places}f}"


def plain(value: float, significant: int) -> str:
    """Return a number with so many significant digits at most, thousands separated, never as 9e+11."""
    return f"{Decimal(f'{value:.{significant}g}'):,f}".replace("-", "−")


def ratio_change(value: float | None, before: float | None) -> str:
    """Return how much a figure changed against an earlier one; far more than tenfold as a multiple."""
    if value is None or not before:
        return ""
    ratio = value / before
    return f"×{ratio:,.0f}" if ratio >= MULTIPLE_FROM else change(ratio - 1)


def change(fraction: float | None) -> str:
    """Return a change as a signed percentage with one decimal; a tiny one keeps its sign."""
    if fraction is None:
        return "–"
    percent = fraction * 100
    text = f"{percent:+.1f}" if abs(percent) >= 0.05 or percent == 0 else f"{percent:+.2g}"
    return text.replace("-", "−") + "%"
