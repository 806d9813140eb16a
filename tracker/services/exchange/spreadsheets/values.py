"""What single cells hold, as far as the layout of a sheet is read from it."""

import re
from datetime import date, datetime, time, timedelta

from tracker.catalog.text_forms import half_width
from tracker.services.exchange.spreadsheets.workbooks import Value

_NUMBER = re.compile(r"[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?%?")


def kind_of(value: Value) -> str:
    """Return what a cell holds: `blank`, `number`, `year` (a number that may be one), `date`, `text`."""
    if isinstance(value, bool | time | timedelta):
        return "text"
    if isinstance(value, date | datetime):
        return "date"
    if isinstance(value, float | int):
        return "year" if 1990 <= value <= 2099 and value == int(value) else "number"
    text = half_width(value).strip()
    if not text:
        return "blank"
    if _NUMBER.fullmatch(text):
        return "year" if re.fullmatch(r"(?:199|20\d)\d", text) else "number"
    return "text"


def filled(value: Value) -> bool:
    """Return whether a cell holds more than blanks."""
    return not isinstance(value, str) or bool(value.strip())


def heading_text(value: Value) -> str:
    """Return a heading as text; months and years that are dates or numbers as 2024年3月 and 2024年."""
    if isinstance(value, date | datetime):
        return f"{value.year}年{value.month}月"
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return f"{int(value)}年" if kind_of(value) == "year" else f"{value:g}"
    text = " ".join(str(value).split())
    return f"{text}年" if kind_of(text) == "year" else text
