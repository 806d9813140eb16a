"""Numbers as people type them, by the rules below; what no rule names is refused with what to write instead.

| typed | rule |
| --- | --- |
| `1,234.5`, full-width digits, `1.2e4` | read; separators at every third digit only |
| `12.5万` `3亿` `1.2万亿` | read as 10⁴, 10⁸, 10¹² times the number; refused beside 万kWh and the like |
| `98.5%` | read where the unit is %; refused elsewhere |
| blank, `—` `/` `无` and the other `BLANK_MARKS` | a blank: missing, never zero |
| `未检出` `ND` `<0.5` | refused: not a number, and not zero |
| `（5）` | refused: in accounts it is −5, elsewhere a footnote |
| NaN, inf, U+2212 and other dashes before digits, other separators | refused |
| too large or too small for a float64 | refused |
"""

import math
import re
from decimal import Decimal

from tracker.catalog.problems import NotANumber
from tracker.catalog.text_forms import half_width

MULTIPLES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "万亿": 10**12}
BLANK_MARKS = frozenset(
    (
        "",
        "-",
        "--",
        "—",
        "——",
        "–",
        "―",
        "\u2212",
        "/",
        "//",
        "\\",
        "无",
        "無",
        "空",
        "空白",
        "无数据",
        "n/a",
        "na",
    )
)
"""What people write for "no figure", in half-width and lower case."""

_DIGITS = r"[-+]?(\d+\.?\d*|\.\d+|\d{1,3}(,\d{3})+(\.\d*)?)([eE][-+]?\d+)?"
_NUMBER = re.compile(rf"({_DIGITS})\s*({'|'.join(sorted(MULTIPLES, key=len, reverse=True))}|%)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?(nan|inf|infinity|∞)", re.IGNORECASE)
_NOT_DETECTED = re.compile(r"(未检出|未檢出|未测出|检不出|n\.?d\.?|bdl|[<>≤≥].*)", re.IGNORECASE)
_BRACKETED = re.compile(r"\(.*\)")
_SEPARATED = re.compile(r"[-+]?[\d.,' \u00a0\u2009\u202f]+", re.ASCII)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63]")
_SCALED_UNIT = re.compile(r"^(百|千|万|亿|萬|億|10\^?\d)")
_MAX_LENGTH = 100


def is_blank(text: str) -> bool:
    """Return whether a field holds no figure: nothing, or a mark people write for it."""
    return half_width(text).strip().casefold() in BLANK_MARKS


def is_blank_mark(text: str) -> bool:
    """Return whether somebody wrote a mark for "no figure", which is to be said rather than passed over."""
    return bool(text.strip()) and is_blank(text)


def is_scaled(text: str) -> bool:
    """Return whether a number is written with a multiple or a percent sign (`12.5万`)."""
    match = _NUMBER.fullmatch(half_width(text).strip())
    return match is not None and match[6] is not None


def read_number(text: str, unit: str = "") -> float:
    """Return the number typed as `text`, surrounding blanks ignored, in the unit beside it.

    By the rules of the table above; NotANumber says what to write instead.
    """
    plain, shown = half_width(text).strip(), text.strip()
    match = _NUMBER.fullmatch(plain) if len(plain) <= _MAX_LENGTH else None
    if match is None:
        raise _refusal(shown, plain)
    digits, sign = match[1].replace(",", ""), match[6]
    value = float(digits) if sign is None else _scaled(digits, sign, shown, half_width(unit).strip())
    if math.isinf(value):
        raise NotANumber("number_too_large", text=shown)
    if value == 0.0 and re.search(r"[1-9]", re.split("[eE]", digits)[0]):
        raise NotANumber("number_too_small", text=shown)
    return value + 0.0  # −0 is 0


def _scaled(digits: str, sign: str, shown: str, unit: str) -> float:
    """Return a number written with 万, 亿 or %, where its unit leaves no doubt what that means."""
    if sign == "%":
        if unit != "%":
            raise NotANumber("number_percent", text=shown)
        return float(digits)
    if unit == "%" or _SCALED_UNIT.match(unit):
        raise NotANumber("number_scaled_twice", text=shown, unit=unit, sign=sign)
    exact = float(digits) if "e" in digits.casefold() else Decimal(digits)
    return float(exact * MULTIPLES[sign])


def _refusal(shown: str, plain: str) -> NotANumber:
    shown = shown if len(shown) <= _MAX_LENGTH else shown[:_MAX_LENGTH] + "…"
    if not plain:
        return NotANumber("number_empty")
    if len(plain) > _MAX_LENGTH:
        return NotANumber("number_unreadable", text=shown)
    for pattern, code in _REFUSED:
        if pattern.fullmatch(plain):
            return NotANumber(code, text=shown)
    if _DASHES.search(plain):
        return NotANumber("number_minus", text=shown)
    return NotANumber("number_unreadable", text=shown)


_REFUSED = (
    (_NOT_FINITE, "number_not_finite"),
    (_NOT_DETECTED, "number_not_detected"),
    (_BRACKETED, "number_brackets"),
    (_SEPARATED, "number_separators"),
)
