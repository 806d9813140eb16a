"""Months, years and spans as headings, labels and titles write them; pure text in, meaning out."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from tracker.catalog.periods import Period, month_number
from tracker.catalog.text_forms import half_width

FIRST_YEAR, LAST_YEAR = 1990, 2099
SERIALS = range(32_874, 73_051)
"""Excel's day numbers of 1990 to 2099."""

EPOCH = date(1899, 12, 30)

YEAR = r"(?P<year>(?:19|20)\d{2})"
MONTH = r"(?P<month>1[0-2]|0?[1-9])"
TO = r"(?:-|—|–|~|至|到)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{YEAR}年?(?:度)?",
        rf"{YEAR}年{MONTH}月(?:份|数)?",
        rf"{YEAR}(?P<month>0[1-9]|1[0-2])",
        rf"{YEAR}[-/.]{MONTH}(?:月)?",
        rf"(?P<year>\d{{2}})年{MONTH}月(?:份)?",
        rf"{MONTH}月(?:份|数)?",
        rf"(?:{YEAR}年)?(?P<first>0?1)月?{TO}{MONTH}月(?:份|累计|合计)?",
        rf"(?:{YEAR}年)?{MONTH}月(?:份)?(?P<first>累计)(?:数|值)?",
        rf"(?:{YEAR}年)?(?P<first>累计至|截至|截止){MONTH}月(?:份|底|末)?",
        rf"{YEAR}[-.]0?1\.\.{MONTH}",
        rf"{YEAR}[-/.]{MONTH}[-/.](?P<day>\d{{1,2}})(?:[ T]00:00(?::00)?)?",
    )
)
_ENGLISH = re.compile(r"(?P<name>[A-Za-z]{3})[a-z]*[-.' ]?(?P<year>\d{4}|\d{2})")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = {
    name: number
    for number, name in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1
    )
} | {"元": 1, "正": 1}
_SPELLED_MONTH = re.compile(
    rf"(?:{YEAR}年)?(?P<name>{'|'.join(sorted(MONTH_NAMES, key=len, reverse=True))})月(?:份)?"
)


class Span(NamedTuple):
    """As much of a period as one text says: a year, a month, or January to a month (`cumulative`).

    `open`: it names a time that is none of these (第二季度), or leaves open whether the month or the year so
    far is meant; then nothing but what stands at a column or row decides.
    """

    year: int | None = None
    month: int | None = None
    cumulative: bool = False
    open: bool = False

    def within(self, other: "Span") -> "Span":
        """Return this with what it leaves open taken from `other`."""
        if self.month is not None:
            return self if self.year is not None else self._replace(year=other.year)
        year = self.year if self.year is not None else other.year
        return Span(year, other.month, other.cumulative, other.open or (self.open and other.month is None))

    def contradicts(self, other: "Span") -> bool:
        """Return whether both say a year, or both a month, and not the same."""
        return (None not in (self.year, other.year) and self.year != other.year) or (
            None not in (self.month, other.month) and self.month != other.month
        )

    def period(self, *, cumulative: bool, monthly: bool, back: int = 0) -> Period | None:
        """Return the period meant, `back` years earlier; None while something is left open.

        `cumulative`: the column holds the year so far. `monthly`: it can be nothing but a month's.
        """
        if self.year is None or (self.month is None and (monthly or cumulative)):
            return None
        year = self.year - back
        if self.open and not (cumulative or monthly):
            return None
        if self.month is None:
            return Period.year(year)
        last = month_number(year, self.month)
        if (cumulative or (self.cumulative and not monthly)) and self.month > 1:
            return Period(year * 12, last, "cumulative")
        return Period.month(last)


NO_SPAN = Span()


def stated_span(text: str) -> Span:
    """Return the span of a period as the contract writes it; ValueError for anything else."""
    period = Period.parse(text)
    month = None if period.kind == "year" else period.last % 12 + 1
    return Span(period.last // 12, month, period.kind == "cumulative")


def read_span(value: object, *, dates: bool = False) -> Span | None:
    """Return the span a cell says and nothing else, None if it is none.

    `dates`: the cell stands under a heading of times, so that bare numbers may be months, years, 202403 or
    Excel's day numbers. 2024.1 as a number could be January or October and is none.
    """
    if isinstance(value, datetime | date):
        return Span(value.year, value.month) if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, bool | time | timedelta):
        return None
    if isinstance(value, int | float):
        return _number(float(value), dates)
    text = "".join(half_width(str(value)).split())
    if dates and text.isascii() and text.isdigit():
        return _number(float(text), dates) if len(text) < 10 else None
    return _text(text)


@lru_cache(maxsize=1024)  # the same months stand in row after row
def _text(text: str) -> Span | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _span(match)
    if match := _ENGLISH.fullmatch(text):
        name = match["name"].casefold()
        return Span(_year(match["year"]), _NAMES.index(name) + 1) if name in _NAMES else None
    if match := _SPELLED_MONTH.fullmatch(text):
        return Span(int(match["year"]) if match["year"] else None, MONTH_NAMES[match["name"]])
    return None


def _span(match: re.Match[str]) -> Span:
    found = match.groupdict()
    year, month = found.get("year"), found.get("month")
    cumulative = "first" in found or ".." in match[0]
    return Span(_year(year) if year else None, int(month) if month else None, cumulative)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _number(value: float, dates: bool) -> Span | None:
    if FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
        return Span(int(value))
    if not dates or not isfinite(value):
        return None
    if value != int(value):
        text = f"{value:.10g}"
        return _text(text) if len(text) == 7 or not text.endswith(".1") else None
    whole = int(value)
    if 1 <= whole <= 12:
        return Span(None, whole)
    if whole in SERIALS:
        day = EPOCH + timedelta(days=whole)
        return Span(day.year, day.month)
    if FIRST_YEAR * 100 < whole < (LAST_YEAR + 1) * 100 and 1 <= whole % 100 <= 12:
        return Span(whole // 100, whole % 100)
    return None
