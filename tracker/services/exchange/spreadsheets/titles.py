"""What the lines above a table say of all of it: site, time and unit."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.services.exchange.spreadsheets.headings import SCALES, plain
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, Span, read_span
from tracker.services.exchange.spreadsheets.title_spans import spans_in_title
from tracker.services.exchange.spreadsheets.values import filled, heading_text
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import (
    COMPANY,
    ORGANISATION,
    OTHER_PARTY,
    UNIT_IN_TITLE,
    UNIT_LINE,
)
from tracker.services.exchange.spreadsheets.workbooks import Row, Value

_DATE_OF_WORK = re.compile(r"(?<!统计)(?<!报告)(?<!数据)(?<!所属)(?:日期|时间):?$")


@dataclass(frozen=True)
class Titles:
    """What the lines above a table say of all of it; `spans` that contradict each other are all there.

    The first `inherited` of the lines stand above another table. `stranger` is a name after 填报单位 that is
    no known site's.
    """

    lines: tuple[str, ...] = ()
    unit: str = ""
    site: str | None = None
    spans: frozenset[Span] = frozenset()
    inherited: int = 0
    stranger: str = ""

    @property
    def own(self) -> tuple[str, ...]:
        """The lines right above the table, or those it inherits where there are none."""
        return self.lines[self.inherited :] or self.lines

    def below(self, above: "Titles") -> "Titles":
        """Return this with site and time, where it leaves them open, from the titles of a table above.

        A month without its year (四月份) takes that from above. A unit is not taken: it is of the figures
        it stands over.
        """
        years = {span.year for span in above.spans if span.year is not None}
        read = [span for line in self.lines if (span := read_span(line)) is not None]
        bare = {span for span in read if span.month is not None and span.year is None}
        said = {span for span in self.spans | bare if span.year is not None or span.month is not None}
        year = Span(years.pop()) if len(years) == 1 else NO_SPAN
        spans = frozenset(span.within(year) for span in said) or above.spans | self.spans
        lines = (*above.lines, *self.lines)
        return replace(
            self, lines=lines, site=self.site or above.site, spans=spans, inherited=len(above.lines)
        )


def as_titles(rows: Sequence[Row], vocabulary: Vocabulary, places: Mapping[str, str]) -> list[Row]:
    """Return the rows, a line 园区 | 甲园区 | 月份 | 2026年10月 as a title writes it: 园区：甲园区.

    Only where one of such a line, or of those right above and below it, names a site, or both year and month:
    月份 | 2026年10月 alone may head two columns, and so do 企业名称 | 本年累计 over further headings.
    2026年 | 10月 side by side are joined.
    """
    known = {plain(name) for name in places}
    pairs = [
        [] if _heads_on(rows, place, known) else _pairs(row, vocabulary) for place, row in enumerate(rows)
    ]
    written = [_with_whole_month(row, vocabulary) for row in rows]
    for place, line in enumerate(pairs):
        roles = {role for near in _block(pairs, place) for role, _, _ in near}
        told = {key for near in _block(pairs, place) for _, key, _ in near}
        if line and (
            told & _OF_THE_REPORT
            or "site" in roles
            or roles >= {"year", "month"}
            or roles >= {"year", "period"}
        ):
            written[place] = [f"{key}：{value}" for _, key, value in line]
    return written


def _heads_on(rows: Sequence[Row], place: int, known: Set[str]) -> bool:
    """Return whether the row below a line has texts where the line goes on, and nothing below its first cell.

    Not where the line names a `known` site: then the headings below it begin with a blank corner.
    """
    if place + 1 == len(rows) or any(plain(heading_text(value)) in known for value in rows[place]):
        return False
    first = next((at for at, value in enumerate(rows[place]) if filled(value)), 0)
    below = [at for at, value in enumerate(rows[place + 1]) if filled(value)]
    texts = all(isinstance(rows[place + 1][at], str) for at in below)
    return bool(below) and below[0] > first and texts


def _with_whole_month(row: Row, vocabulary: Vocabulary) -> Row:
    """Return a line with its year and the month right behind it in one cell, where they head no column."""
    at = [place for place, value in enumerate(row) if filled(value)]
    if len(at) < 2:
        return row
    year, month = (read_span(heading_text(row[place])) or NO_SPAN for place in at[-2:])
    if year.month is not None or month.year is not None or None in (year.year, month.month):
        return row
    said = [vocabulary.label(heading_text(row[place])) for place in at]
    if any(one.role or one.item or one.measure for one in said) or any(
        one.span != NO_SPAN for one in said[:-2]
    ):
        return row
    joined = f"{year.year}年{heading_text(row[at[-1]])}"
    return [*row[: at[-2]], joined, *row[at[-1] + 1 :]]


_OF_THE_REPORT = {"统计月份", "统计时间", "报告期", "所属期", "所属月份", "填报月份", "填报期", "数据时间"}
_PERSON = re.compile(r"(?:填报|填表|制表|统计|审核|联系|负责|经办)(?:人|员|电话)+")
_PAIRED = ("site", "period", "year", "month", "unit")


def _pairs(row: Row, vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    """Return role, name and value of a line made of nothing else, empty of any other row."""
    texts = [heading_text(value) for value in row if filled(value)]
    keys, values = texts[::2], texts[1::2]
    people = [bool(_PERSON.match(key)) for key in keys]
    if len(keys) != len(values) or all(people):
        return []
    meanings: list[Meaning] = []
    for key, person in zip(keys, people, strict=True):  # most rows end at their first cell
        meanings.append(vocabulary.label(key.rstrip("：:")))
        if meanings[-1].role not in _PAIRED and not person:
            return []
    told = [vocabulary.label(value) for value in values]
    if any((one.role and one.role != "ignored") or one.item or one.measure for one in told):
        return []
    return [
        (str(one.role), key.rstrip("：:"), value)
        for one, key, value in zip(meanings, keys, values, strict=True)
    ]


def _block(pairs: list[list[tuple[str, str, str]]], place: int) -> list[list[tuple[str, str, str]]]:
    """Return the lines of pairs around one of them, none other between."""
    first, last = place, place
    while first > 0 and pairs[first - 1]:
        first -= 1
    while last + 1 < len(pairs) and pairs[last + 1]:
        last += 1
    return pairs[first : last + 1]


def read_titles(rows: Sequence[Row], vocabulary: Vocabulary, places: Mapping[str, str]) -> Titles:
    """Read the rows above a table; `places` are the codes of sites by code and name."""
    lines = [_line(row) for row in rows]
    texts = [text for line in lines for text in line]
    plains = [plain(text) for text in texts]
    units = [unit_said(text, vocabulary) for text in plains]
    spans = [span for line in lines for span in _spans(line)]
    site = _site(plains, places)
    named = next((match[1] for text in plains if (match := ORGANISATION.match(text))), "")
    return Titles(
        tuple(texts),
        next((unit for unit in units if unit), ""),
        site,
        frozenset(_most_precise(spans)),
        stranger="" if site else named,
    )


def _line(row: Row) -> list[str]:
    return [text for value in row if filled(value) and (text := _text(value))]


def _text(value: Value) -> str:
    """Return a cell of a title line; a day stays one, as it is hardly the figures' month."""
    if isinstance(value, date | datetime) and value.day > 1:
        return f"{value.year}年{value.month}月{value.day}日"
    return heading_text(value)


def _spans(line: list[str]) -> Iterator[Span]:
    if not any(_DATE_OF_WORK.search(plain(text)) for text in line):
        for text in line:
            yield from spans_in_title(text)


def _most_precise(spans: Sequence[Span]) -> set[Span]:
    """Return the spans without those that another one says more exactly: 2024年 beside 2024年3月."""
    every = set(spans)
    return {
        span
        for span in every
        if span.month is not None or not any(o.month is not None and o.year == span.year for o in every)
    }


def unit_said(line: str, vocabulary: Vocabulary) -> str:
    """Return the unit that a line gives all figures below it (单位：吨), or only 万 of it; empty without."""
    match = UNIT_LINE.match(plain(line)) or UNIT_IN_TITLE.search(plain(line))
    said = match[match.lastindex or 0] if match else ""
    return said if said in SCALES else _unit(said, vocabulary)


def _unit(text: str, vocabulary: Vocabulary) -> str:
    """Return the unit of a line 单位：万吨标准煤 (10 000 tce): the first spelling that is one."""
    whole = text.strip("()")
    tried = [whole, re.sub(r"\([^()]*\)?$", "", text), *re.findall(r"\(([^()]*)\)", text)]
    return next((spelling for spelling in tried if vocabulary.is_unit(spelling)), "")


def site_said(text: str, places: Mapping[str, str]) -> str:
    """Return the site a line between rows is about: its code, a company's name nobody knows, or blank."""
    line = plain(text)
    match = ORGANISATION.match(line)
    name = _without_brackets(match[1] if match else line)
    known = {plain(name): code for name, code in places.items()}
    return known.get(line) or known.get(name) or (name if COMPANY.search(name) else "")


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)


_OTHER_PARTY_LINE = re.compile(rf"[^:]{{0,8}}(?:{OTHER_PARTY.pattern})[^:]{{0,4}}:")
_TO_OR_FROM = re.compile(r"(?:向|购自|来自|供给|给|由)$")


def _names(line: str, name: str) -> bool:
    """Return whether a line names a site as its own, not as what is delivered to or bought from."""
    before, found, _ = line.partition(name)
    return bool(found) and not _TO_OR_FROM.search(before)


def _site(lines: Sequence[str], places: Mapping[str, str]) -> str | None:
    """Return the site a title names: after 填报单位：, or the only one whose name stands in it."""
    known = {plain(name): code for name, code in places.items()}
    for line in lines:
        if match := ORGANISATION.match(line):
            site = known.get(match[1]) or known.get(_without_brackets(match[1]))
            if site is not None:
                return site
    own = [line for line in lines if not _OTHER_PARTY_LINE.match(line)]
    found = [name for name in known if len(name) > 2 and any(_names(line, name) for line in own)]
    # 示例一园 stands in the name of 示例一园污水处理厂
    named = {known[name] for name in found if not any(name in other for other in found if other != name)}
    return named.pop() if len(named) == 1 else None
