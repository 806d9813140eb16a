"""Periods of the contract (`2026-10`, `2026-01..10`, `2026`) as a sentence for people writes them."""

import re

from tracker.messages.text import MONTHS, Lang

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:\.\.(\d{2}))?)?")


def period_words(period: str, lang: Lang) -> str:
    """Return a period in words: 2026年10月, 2026年1—10月, 2026年; what is no such period stays as it is.

    English keeps months and years as they are, which read well, and writes spans Jan–Oct 2026.
    """
    match = _PERIOD.fullmatch(period)
    if match is None or not all(1 <= int(month) <= len(MONTHS) for month in match.groups()[1:] if month):
        return period
    year, first, last = match.groups()
    if lang == "en":
        return f"{MONTHS[int(first) - 1]}–{MONTHS[int(last) - 1]} {year}" if last else period
    if first is None:
        return f"{year}年"
    return f"{year}年{int(first)}—{int(last)}月" if last else f"{year}年{int(first)}月"
