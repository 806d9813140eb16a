"""Forms of a text: full-width signs as ASCII, and what looks like a formula kept from being taken for one."""

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*\s*%?|[+-]")


def half_width(text: str) -> str:
    """Return `text` with full-width ASCII forms (digits, signs, the ideographic blank) as plain ASCII."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def escaped(text: str) -> str:
    """Return a text field that no spreadsheet takes for a formula; `unescaped` gives it back exactly."""
    return "'" + text if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """Take off the one apostrophe `escaped` put before what looks like a formula."""
    return text[1:] if _ESCAPED.match(text) else text


def escaped_cell(text: str) -> str:
    """Return a cell of a table for a spreadsheet: a text escaped, a number or a dash as it is."""
    return text if _NUMBER.fullmatch(text) else escaped(text)
