"""What a heading or label says: name, unit in brackets, and words that tell what a column is; pure text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.spans import Span, read_span
from tracker.services.exchange.spreadsheets.words import (
    BEFORE,
    CUMULATIVE_WORDS,
    LAST_YEAR,
    MONTH_WORDS,
    OTHER_WORDS,
    QUANTITY,
    ROLES,
    TRADITIONAL,
    Measure,
    Role,
)

_NUMBERING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳]|[-—*·●]+)"
)
_COUNTED = re.compile(r"^\s*\d{1,2}\s+(?=[\u4e00-\u9fff])(?![年月日季号期度])")
"""`1 用电量`."""

_FOOTNOTE = re.compile(r"(?<=.)(?:[*①-⑳]|\(注\d?\)|注\d|\[\d\])+$")
"""用电量*, 柴油①."""

_BRACKETS = re.compile(r"\(([^()]*)\)")
_TAIL = re.compile(r"^(.+?)(?:/|-|,|:)([^/\-,:]+(?:/[^/\-,:]+)?)$")
_BILINGUAL = re.compile(r"(.*[\u4e00-\u9fff]\)?)\s+[A-Za-z][A-Za-z .,]*")
SCALES = ("万", "亿", "千", "百万", "十万", "百")
"""Counts of a unit that is written elsewhere."""
PART_OF = re.compile(r"^(?:其中|其中:|#|:)")


_ROUND = str.maketrans("[]【】\u3014\u3015", "()()()")
"""Brackets of other shapes."""


@lru_cache(maxsize=1024)  # the same few labels stand in row after row
def plain(text: str) -> str:
    """Return text without what does not distinguish it: blanks, widths, traditional characters."""
    return "".join(half_width(text).split()).translate(TRADITIONAL).translate(_ROUND)


def name_of(text: str) -> str:
    """Return a name as it is looked up: `plain`, without numbering, marks of footnotes and letter case."""
    name = _NUMBERING.sub("", plain(_COUNTED.sub("", text)))
    return _FOOTNOTE.sub("", name).strip(":").replace("₂", "2").replace("₃", "3").casefold()


def parts_in_brackets(text: str) -> list[str]:
    """Return what stands in brackets in a heading."""
    return _BRACKETS.findall(plain(text))


@dataclass(frozen=True)
class Label:
    """A heading or label taken apart: `names` from the fullest to the barest, and its unit as written.

    `full` names come before those from which something in brackets was left out. `part_of`: 其中 stands
    before. `scale` is 万 in brackets of its own: ten thousands of a unit written elsewhere.
    """

    text: str
    names: tuple[str, ...]
    unit: str = ""
    full: int = 1
    part_of: bool = False
    scale: str = ""


def read_label(text: str, is_unit: Callable[[str], bool]) -> Label:
    """Take a heading or label apart; `is_unit` says whether a text is a unit's spelling."""
    wide = _COUNTED.sub("", half_width(text).translate(_ROUND))
    written = "".join(wide.split()) if "(" not in wide else wide.strip()
    units = [part.strip() for part in _BRACKETS.findall(written)]
    found = [part for part in units if is_unit(part)]
    unit = found[0] if found else ""
    bare = written
    scale = next((part for part in units if part in SCALES), "")
    for part in (*found, *filter(None, (scale,))):
        bare = bare.replace(f"({part})", "", 1)
    if not unit and (split := _unit_at_end(bare, is_unit)):
        bare, unit = split
    lost = [part for part in units if part not in found and re.fullmatch(r"10[0-9]{1,2} ?[A-Za-z].*", part)]
    if not unit and lost:
        unit = lost[0]
    for part in lost:
        bare = bare.replace(f"({part})", "", 1)
    name = name_of(bare)
    if not name:
        return Label(text.strip(), (), unit, scale=scale)
    if _bare_unit(name, is_unit) and not unit:
        return Label(text.strip(), (), plain(bare))
    shorter = _BRACKETS.sub("", name)
    fullest = name_of(written) if found else name
    chinese = name_of(match[1]) if (match := _BILINGUAL.fullmatch(bare)) else name
    names = tuple(dict.fromkeys(part for part in (fullest, name, chinese, shorter) if part))
    full = len(names) - (1 if shorter in names and shorter != name else 0)
    return Label(text.strip(), names, unit, full, bool(PART_OF.match(name)), scale)


def _unit_at_end(text: str, is_unit: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return name and unit of `用水量/m3`, `Power Consumption - kWh` and `产值万元`."""
    if (match := _TAIL.fullmatch(text)) and is_unit(match[2].strip()):
        return match[1].strip(" -"), match[2].strip()
    for length in (5, 4, 3, 2):
        tail = text[-length:]
        if len(text) > length + 1 and tail[:1] in "万亿千吨" and is_unit(tail):
            return text[:-length], tail
    return None


def _bare_unit(name: str, is_unit: Callable[[str], bool]) -> bool:
    return bool(name) and is_unit(name.strip("()"))


def measure_of(name: str) -> Measure | None:
    """Return what span of a thing a heading asks for: its month, the year so far, last year's; or other."""
    bare = QUANTITY.sub("", name)
    if (before := BEFORE.match(name)) and (said := _of_this_year(before[1]) or _of_span(before[1])):
        return "last_year_cumulative" if said == "cumulative" else "last_year_month"
    if LAST_YEAR.search(bare):
        grown = OTHER_WORDS.search(LAST_YEAR.sub("", bare))
        return "other" if grown else "last_year_cumulative" if "累计" in name else "last_year"
    return _of_this_year(name)


def _of_this_year(name: str) -> Measure | None:
    said = {name, QUANTITY.sub("", name)}
    if said & MONTH_WORDS:
        return "month"
    return "cumulative" if said & CUMULATIVE_WORDS else None


def _of_span(name: str) -> Measure | None:
    span = read_span(name)
    if span is None or span.month is None:
        return None
    return "cumulative" if span.cumulative else "month"


def role_of(name: str) -> Role | None:
    """Return what a column with this heading holds, if a word says so."""
    return ROLES.get(name)


def span_of(text: str) -> Span | None:
    """Return the months or years a heading names; 3月用电 is none."""
    written = plain(text)
    return read_span(written) or read_span(QUANTITY.sub("", written))


def index_row(cells: Sequence[object]) -> bool:
    """Return whether a row only numbers the columns: 甲 乙 1 2 3."""
    shown = [
        str(int(c)) if isinstance(c, float) and c.is_integer() else str(c).strip() for c in cells if c != ""
    ]
    if len(shown) < 2 or not all(text in "甲乙丙丁戊己庚辛" or text.isdigit() for text in shown):
        return False
    numbers = [int(text) for text in shown if text.isdigit()]
    counts_up = numbers == list(range(1, len(numbers) + 1))
    return counts_up and (len(numbers) < len(shown) or len(numbers) > 2)
