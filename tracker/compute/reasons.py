"""Reasons as numbers in a plane: the larger goes first in the contract's order, 0 is none.

Of several reasons the first is given, so putting one down is taking the larger number.
"""

from typing import Final

import numpy as np

from tracker.catalog.results import REASONS
from tracker.compute.arrays import Bits, Bools

REASON: Final = {code: np.uint8(len(REASONS) - place) for place, code in enumerate(REASONS)}


def put(reason: Bits, where: Bools, code: str) -> None:
    """Put a reason where it applies and none goes before it."""
    np.maximum(reason, where.view(np.uint8) * REASON[code], out=reason)


def code_of(number: int) -> str | None:
    """Return the reason of a number."""
    return REASONS[len(REASONS) - number] if number else None
