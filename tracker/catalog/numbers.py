"""Numbers as people type them: full-width digits, thousands separators, e-notation; nothing else."""

import math
import re

from tracker.catalog.problems import NotANumber
from tracker.catalog.text_forms import half_width

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+|\d{1,3}(,\d{3})+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?(nan|inf|infinity|∞)", re.IGNORECASE)
_SEPARATED = re.compile(r"[-+]?[\d.,' \u00a0\u2009\u202f]+", re.ASCII)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63]")
_MAX_LENGTH = 100


def read_number(text: str) -> float:
    """Return the number typed as `text`, surrounding blanks ignored; NotANumber says what to write instead.

    Refused are NaN and infinity, what is too large or small for a float64, a typographic minus (some programs
    drop it silently), and separators that do not stand at every third digit.
    """
    plain = half_width(text).strip()
    if len(plain) > _MAX_LENGTH or not _NUMBER.fullmatch(plain):
        raise _refusal(text.strip(), plain)
    value = float(plain.replace(",", ""))
    if math.isinf(value):
        raise NotANumber("number_too_large", text=text.strip())
    if value == 0.0 and re.search(r"[1-9]", re.split("[eE]", plain)[0]):
        raise NotANumber("number_too_small", text=text.strip())
    return value + 0.0  # −0 is 0


def _refusal(shown: str, plain: str) -> NotANumber:
    shown = shown if len(shown) <= _MAX_LENGTH else shown[:_MAX_LENGTH] + "…"
    if not plain:
        return NotANumber("number_empty")
    if _NOT_FINITE.fullmatch(plain):
        return NotANumber("number_not_finite", text=shown)
    if _DASHES.search(plain):
        return NotANumber("number_minus", text=shown)
    if len(plain) <= _MAX_LENGTH and _SEPARATED.fullmatch(plain):
        return NotANumber("number_separators", text=shown)
    return NotANumber("number_unreadable", text=shown)
