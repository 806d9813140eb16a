"""Times that titles and names of sheets and files mention among other words; pure text in, spans out."""

import re
from calendar import monthrange

from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.spans import (
    MONTH,
    MONTH_NAMES,
    NO_SPAN,
    TO,
    YEAR,
    Span,
    read_span,
)
from tracker.services.exchange.spreadsheets.words import A_NOTE, DATED

_SPELLED = "十[一二]?|[元正一二三四五六七八九]"
_TIMES = re.compile(
    "|".join(
        (
            rf"(?<!\d)(?P<first>0?1)月?{TO}(?P<to>1[0-2]|0?[1-9])月",
            rf"(?P<several>(?<!\d)(?:1[0-2]|0?[1-9])月?(?:份)?(?:{TO}|、|和|及|,)(?:次年)?(?:1[0-2]|0?[1-9])月)",
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
_FROM_DAY_TO_DAY = re.compile(
    rf"{_DAY}{TO}(?:(?:19|20)\d{{2}}[年./-])?(?:\d{{1,2}}[月./-])?\d{{1,2}}(?:日|(?!\d))"
)
_MONTH_OF_DAYS = re.compile(
    rf"{YEAR}[年./-]{MONTH}[月./-]0?1日?{TO}(?:(?P<to_year>(?:19|20)\d{{2}})[年./-])?(?:(?P<to>\d{{1,2}})[月./-])?(?P<last>\d{{1,2}})日?"
)
_LABELLED = re.compile(
    r"(?P<name>年)[份度]?:(?P<number>(?:19|20)\d{2})年?(?!\d)|(?P<month>月)[份度]?:(?P<which>\d{1,2})月?(?!\d)"
)
"""年份：2023, 月份：12."""

_BOOKED = re.compile(rf"{YEAR}年{MONTH}期(?:间)?")
"""2023年3期: the third period of an account."""

_PART_OF_MONTH = re.compile(
    rf"[上中下]旬|旬报|第\d+周|第[一二三四五]周|周报|[上下]半月|半月报|前\d+[天日]|(?<!\d)(?!0?1日?{TO}(?:28|29|30|31)日)\d{{1,2}}日?{TO}\d{{1,2}}日"
)
_UP_TO_DAY = re.compile(rf"截[至止](?:到)?(?:{YEAR}年)?{MONTH}月(?P<day>\d{{1,2}})日")

_STANDARD = re.compile(r"[A-Z]{2,4}(?:/T)?\d+(?:\.\d+)*[-—](?:19|20)\d{2}")
_WRITTEN_SHORT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})[-./](?P<month>0?[1-9]|1[0-2])(?![-./\d])"
    r"|(?<!\d)(?P<full>(?:19|20)\d{2})(?P<two>0[1-9]|1[0-2])(?!\d)|(?<!\d)(?P<short>\d{2})年(?P<of>1[0-2]|0?[1-9])月"
)
"""2024-03, 2024.3, 202403 and 24年3月."""

_NO_PERIOD = re.compile(
    rf"有效期[至止到]?:?(?:19|20)\d{{2}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?|\(?(?:19|20)\d{{2}}[)\]\u3015]\d+号|{_DAY}"
    r"|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|以来|以前|以后)"
    r"|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:印制|制|修订|版|印发|发布|编|不变价|可比价|价格?)"
    r"|(?:参照|参考)[^,;。]*"
    r"|(?:依据|根据|按照?)[^,;。]*制度[^,;。]*"
)
"""What names a time that is not the figures': until when a form is valid, a document's number, a day."""

_OVER_NEW_YEAR = re.compile(r"榨季|采暖季|供暖季|次年|跨年")
_SO_FAR = re.compile(r"截[至止]|累计")
_IN_THE_MONTH = re.compile(r"本月|当月|月报|及累计|和累计|、累计")
_ALL_SO_FAR = re.compile(r"累计(?!节|投|减|完成|安装|建成|装机|接)")
_ARE_SO_FAR = re.compile(r"(?:数据|数字|数值|以上|以下|本表|表中|均)[^,;。]{0,8}[为是系][^,;。]{0,12}累计")
_NO_YEAR_ALONE = re.compile(r"月报|月度|月表|季报|季度|旬报|周报|日报|半年")
_LONGEST_TITLE = 40
"""A longer line is a note, whose months without a year are about something else."""

_AT_END = re.compile(rf"[-—(]{YEAR}\)?$")
_IN_NAME = re.compile(rf"(?<!\d){YEAR}[-_.]?(?P<month>0[1-9]|1[0-2])(?![-_.]?\d)")
_COPY = re.compile(r"\(\d{1,2}\)$")
_DAY_AS_NAME = re.compile(r"(?:(?:19|20)\d{2}[.\-])?\d{1,2}[.\-]\d{1,2}|\d{1,2}")


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
    plain = _BOOKED.sub(lambda said: f"{said['year']}年{int(said['month'])}月", plain)
    if _OVER_NEW_YEAR.search(plain) or _PART_OF_MONTH.search(plain) or _ends_within_month(plain):
        return {Span(open=True)}
    plain = _UP_TO_DAY.sub(lambda said: said[0][: said.start("day") - said.start()], plain)
    plain = _WRITTEN_SHORT.sub(_in_full, _NO_PERIOD.sub("", _STANDARD.sub("", plain)))
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
    if year is None and (len(plain) > _LONGEST_TITLE or A_NOTE.search(plain)):
        return set()
    return {_together(times)._replace(year=year)}


def says_so_far(text: str) -> bool:
    """Return whether a title or note says that figures are those of the year so far, whatever their month.

    1—6月累计 over months says which months those are, not what each of them holds.
    """
    plain = "".join(half_width(text).split())
    if _ARE_SO_FAR.search(plain):
        return True
    if not _ALL_SO_FAR.search(plain) or _IN_THE_MONTH.search(plain) or A_NOTE.search(plain):
        return False
    return not any(span.cumulative for span in spans_in_title(plain))


def _ends_within_month(plain: str) -> bool:
    """Return whether a title counts up to a day that ends no month: 截至3月15日."""
    return any(
        int(match["day"]) < monthrange(int(match["year"] or 2023), int(match["month"]))[1]
        for match in _UP_TO_DAY.finditer(plain)
    )


def _in_full(match: re.Match[str]) -> str:
    said = match.groupdict()
    year = said["year"] or said["full"] or f"20{said['short']}"
    return f"{year}年{int(said['month'] or said['two'] or said['of'])}月"


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
    return _ISSUE if said["other"] else Span(open=True)


_ISSUE = Span(open=True, cumulative=True)
"""第3期: which month that is, is not said."""


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTH_NAMES.get(text, 1)


def _together(times: set[Span]) -> Span:
    """Return what several mentions say together: the month they share, else what is open."""
    if any(time.month for time in times):
        times = {time for time in times if time != _ISSUE}
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
    if any(re.match(TO, plain[_end_of_time(plain, one.end()) :]) for one in places[:-1]):
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
