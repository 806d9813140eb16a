"""Months, years and spans as headings, labels and titles write them; pure text in, meaning out."""

import re
from calendar import monthrange
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
} | {"元": 1, "正": 1}
_SPELLED_MONTH = re.compile(
    rf"(?:{_YEAR}年)?(?P<name>{'|'.join(sorted(_CHINESE, key=len, reverse=True))})月(?:份)?"
)
_SPELLED = "十[一二]?|[元正一二三四五六七八九]"
_TIMES = re.compile(
    "|".join(
        (
            rf"(?<!\d)(?P<first>0?1)月?{_TO}(?P<to>1[0-2]|0?[1-9])月",
            rf"(?P<several>(?<!\d)(?:1[0-2]|0?[1-9])月?(?:份)?(?:{_TO}|、|和|及|,)(?:次年)?(?:1[0-2]|0?[1-9])月)",
            r"(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:份)?(?!起|前|以来|以后|\d{1,2}日)",
            rf"(?P<spelled>{_SPELLED})月(?:份)?(?!起|前)",
            r"前(?P<quarters>[二三两23])个?季度",
            r"第?(?P<quarter>[一二三四1-4])季度",
            r"(?P<half>[上下]半年)",
            r"(?P<other>第\d{1,2}期)",
        )
    )
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=\)))")
_DAY = r"(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|[-./]\d{1,2}[-./]\d{1,2})"
_FROM_DAY_TO_DAY = re.compile(rf"{_DAY}{_TO}(?:(?:19|20)\d{{2}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日")
_MONTH_OF_DAYS = re.compile(
    rf"{_YEAR}[年./-]{_MONTH}[月./-]0?1日?{_TO}(?:(?P<to_year>(?:19|20)\d{{2}})[年./-])?(?:(?P<to>\d{{1,2}})[月./-])?(?P<last>\d{{1,2}})日?"
)
_LABELLED = re.compile(
    r"(?P<name>年)[份度]?:(?P<number>(?:19|20)\d{2})年?(?!\d)|(?P<month>月)[份度]?:(?P<which>\d{1,2})月?(?!\d)"
)
"""年份：2023, 月份：12."""

_NO_PERIOD = re.compile(
    rf"有效期[至止到]?:?(?:19|20)\d{{2}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?|\(?(?:19|20)\d{{2}}[)\]\u3015]\d+号|{_DAY}"
    r"|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|以来|以前|以后)"
    r"|(?:依据|根据|按照?)[^,;。]*制度[^,;。]*"
)
"""What names a time that is not the figures': until when a form is valid, a document's number, a day."""

_OVER_NEW_YEAR = re.compile(r"榨季|采暖季|供暖季|次年|跨年")
_SO_FAR = re.compile(r"截[至止]|累计")
_IN_THE_MONTH = re.compile(r"本月|当月|月报|及累计|和累计|、累计")
_NO_YEAR_ALONE = re.compile(r"月报|月度|月表|季报|季度|旬报|周报|日报|半年")
_LONGEST_TITLE = 40
"""A longer line is a note, whose months without a year are about something else."""

_AT_END = re.compile(rf"[-—(]{_YEAR}\)?$")
_IN_NAME = re.compile(rf"(?<!\d){_YEAR}[-_.]?(?P<month>0[1-9]|1[0-2])(?![-_.]?\d)")
_COPY = re.compile(r"\(\d{1,2}\)$")
_DAY_AS_NAME = re.compile(r"(?:(?:19|20)\d{2}[.\-])?\d{1,2}[.\-]\d{1,2}|\d{1,2}")


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


def _text(text: str) -> Span | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _span(match)
    if match := _ENGLISH.fullmatch(text):
        name = match["name"].casefold()
        return Span(_year(match["year"]), _NAMES.index(name) + 1) if name in _NAMES else None
    if match := _SPELLED_MONTH.fullmatch(text):
        return Span(int(match["year"]) if match["year"] else None, _CHINESE[match["name"]])
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
    """Return the spans a line of title names; a day (填报日期：2024年4月5日) is none.

    What names a time and is no period here, 第二季度 or 7—12月, gives one that is `open`.
    """
    plain = "".join(half_width(text).split())
    if DATED.search(plain):
        return set()
    plain = _LABELLED.sub(
        lambda said: "".join(filter(None, (said["number"], said["name"], said["which"], said["month"]))),
        plain,
    )
    if match := _FROM_DAY_TO_DAY.search(plain):
        return {_whole_month(match[0]) or Span(int(match[0][:4]), open=True)}
    if _OVER_NEW_YEAR.search(plain):
        return {Span(open=True)}
    plain = _NO_PERIOD.sub("", plain)
    years = [int(year) for year in _YEARS.findall(plain)]
    times = {_time(match, plain) for match in _TIMES.finditer(plain)}
    if not years and (match := _AT_END.search(plain)):
        years = [int(match["year"])]
    if len(set(years)) > 1:
        return _by_year(plain)
    year = years[0] if years else None
    if not times:
        monthly = bool(_NO_YEAR_ALONE.search(plain))
        return {Span(year, open=monthly)} if year or monthly else set()
    if year is None and len(plain) > _LONGEST_TITLE:
        return set()
    return {_together(times)._replace(year=year)}


def _whole_month(text: str) -> Span | None:
    """Return the month that runs from its first to its last day, None for any other stretch of days."""
    match = _MONTH_OF_DAYS.fullmatch(text)
    if match is None:
        return None
    year, month, last = int(match["year"]), int(match["month"]), int(match["last"])
    same = int(match["to"] or month) == month and int(match["to_year"] or year) == year
    return Span(year, month) if same and last == monthrange(year, month)[1] else None


def _time(match: re.Match[str], text: str) -> Span:
    """Return what one mention of a time says, without its year."""
    said = match.groupdict()
    if said["first"]:
        return Span(None, int(said["to"]), cumulative=True)
    if said["quarters"] or said["quarter"] in ("一", "1") or said["half"] == "上半年":
        last = 6 if said["half"] or said["quarters"] in ("二", "两", "2") else 9 if said["quarters"] else 3
        return Span(None, last, cumulative=True)
    if month := said["month"] or said["spelled"]:
        so_far = bool(_SO_FAR.search(text)) and not _IN_THE_MONTH.search(text)
        return Span(None, _month(month), cumulative=so_far)
    return Span(open=True)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _CHINESE.get(text, 1)


def _together(times: set[Span]) -> Span:
    """Return what several mentions say together: the month they share, else what is open."""
    months = {time.month for time in times}
    if len(months) > 1 or None in months:
        return Span(open=True)
    return Span(None, months.pop(), any(time.cumulative for time in times), open=len(times) > 1)


def _by_year(plain: str) -> set[Span]:
    """Return the spans of a title that names several years: each with the time right behind it."""
    found = set()
    places = [*_YEARS.finditer(plain)]
    for place in places:
        time = _TIMES.match(plain, place.end())
        found.add((_time(time, plain) if time else NO_SPAN)._replace(year=int(place[1])))
    if any(re.match(_TO, plain[_end_of_time(plain, one.end()) :]) for one in places[:-1]):
        return {Span(open=True)}
    return found


def _end_of_time(plain: str, start: int) -> int:
    time = _TIMES.match(plain, start)
    return time.end() if time else start


def span_in_name(name: str) -> Span | None:
    """Return the span a sheet's or file's name says, as a whole or in one place of it."""
    plain = _COPY.sub("", "".join(half_width(name).split()))
    if _DAY_AS_NAME.fullmatch(plain):
        return Span(open=True)
    if (whole := read_span(plain)) is not None:
        return whole
    named = {Span(int(match["year"]), int(match["month"])) for match in _IN_NAME.finditer(plain)}
    found = named or (spans_in_title(plain) if re.search(r"\d|季|半年", plain) else set())
    return found.pop() if len(found) == 1 else None
