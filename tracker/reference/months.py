"""Months as integers and the texts of periods (contract §2).

A month number is year × 12 + (month − 1), so that a year apart is twelve apart.
"""


def month_of(text: str) -> int:
    """Return the month number of `2024-03`."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def text_of(month: int) -> str:
    """Return a month number as `2024-03`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def period_of(text: str) -> tuple[str, int, int]:
    """Read a period as (kind, first month, last month); `2024-01..01` is the month of January (§2)."""
    if ".." in text:
        start, end = text.split("..")
        first = month_of(start)
        last = first // 12 * 12 + int(end) - 1
        return ("month" if first == last else "cumulative", first, last)
    if "-" in text:
        return ("month", month_of(text), month_of(text))
    return ("year", int(text) * 12, int(text) * 12 + 11)
