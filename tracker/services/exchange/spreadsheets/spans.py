"""Months, years and spans as headings, labels and titles write them; pure text in, meaning out."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import NamedTuple

from tracker.catalog.periods import Period, month_number
from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.words import DATED

FIRST_YEAR, LAST_YEAR = 1990, 2099
SERIALS = range(32_874, 73_051)
"""Excel's day numbers of 1990 to 2099."""

EPOCH = date(1899, 12, 30)

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_TO = r"(?:-|—|–|~|至|到)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}年?(?:度)?",
        rf"{_YEAR}年{_MONTH}月(?:份|数)?",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])",
        rf"{_YEAR}[-/.]{_MONTH}(?:月)?",
        rf"(?P<year>\d{{2}})年{_MONTH}月(?:份)?",
        rf"{_MONTH}月(?:份|数)?",
        rf"(?:{_YEAR}年)?(?P<first>0?1)月?{_TO}{_MONTH}月(?:份|累计|合计)?",
        rf"{_YEAR}[-.]0?1\.\.{_MONTH}",
        rf"{_YEAR}[-/.]{_MONTH}[-/.](?P<day>\d{{1,2}})(?:[ T]00:00(?::00)?)?",
    )
)
_ENGLISH = re.compile(r"(?P<name>[A-Za-z]{3})[a-z]*[-.' ]?(?P<year>\d{4}|\d{2})")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CHINESE = {
    name: number
    for number, name in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1
    )
}
_IN_TITLE = re.compile(
    rf"{_YEAR}年(?:度)?(?:(?P<first>0?1)月?{_TO})?(?:{_MONTH}月(?!\d*\d日))?(?:份)?(?P<day>\d{{1,2}}日)?"
)
_AT_END = re.compile(rf"[-—(]{_YEAR}\)?$")
_IN_NAME = re.compile(rf"(?<!\d){_YEAR}[-_.]?(?P<month>0[1-9]|1[0-2])(?!\d)")


class Span(NamedTuple):
    """As much of a period as one text says: a year, a month, or January to a month (`cumulative`)."""

    year: int | None = None
    month: int | None = None
    cumulative: bool = False

    def within(self, other: "Span") -> "Span":
        """Return this with what it leaves open taken from `other`."""
        if self.month is not None:
            return self if self.year is not None else self._replace(year=other.year)
        year = self.year if self.year is not None else other.year
        return Span(year, other.month, other.cumulative)

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


def _text(text: str) -> Span | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _span(match)
    if match := _ENGLISH.fullmatch(text):
        name = match["name"].casefold()
        return Span(_year(match["year"]), _NAMES.index(name) + 1) if name in _NAMES else None
    if text.removesuffix("份").endswith("月"):
        month = _CHINESE.get(text.removesuffix("份").removesuffix("月"))
        return Span(None, month) if month else None
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


def spans_in_title(text: str) -> set[Span]:
    """Return the spans a line of title names; a day (填报日期：2024年4月5日) is none."""
    plain = "".join(half_width(text).split())
    if DATED.search(plain):
        return set()
    found = set()
    match: re.Match[str] | None
    for match in _IN_TITLE.finditer(plain):
        if match["day"] is None:
            month = match["month"]
            found.add(Span(int(match["year"]), int(month) if month else None, match["first"] is not None))
    if not found and (match := _AT_END.search(plain)):
        found.add(Span(int(match["year"])))
    return found


def span_in_name(name: str) -> Span | None:
    """Return the span a sheet's or file's name says, as a whole or in one place of it."""
    plain = "".join(half_width(name).split())
    if (whole := read_span(plain)) is not None:
        return whole
    found = spans_in_title(plain) or {
        Span(int(match["year"]), int(match["month"])) for match in _IN_NAME.finditer(plain)
    }
    return found.pop() if len(found) == 1 else None
