"""Array types, and the bits that say what is known of a cell, a flow or a window.

Bits rather than one code per cell: what holds for a sum over items, enterprises or months is the OR of what
holds for its parts, so one cheap operation carries all states through formula, roll-up and window at once.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bits = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]

NEVER: Final = int(np.iinfo(np.int32).max)
"""A month number later than any."""

# A cell without any bit is that of an enterprise outside its span: known, and nothing.
MISSING: Final = 1
VALUE: Final = 2
SPAN: Final = 4  # inside a cumulative figure
ANNUAL: Final = 8  # inside an annual figure that does not decide
NOT_APPLICABLE: Final = 16
PASSED: Final = 32  # an alternative never entered and not declared
UNCONFIRMED: Final = 64  # not applicable by a declaration nobody has confirmed
ESTIMATED: Final = 128
FIGURE: Final = VALUE | SPAN | ANNUAL
DOUBT: Final = PASSED | UNCONFIRMED

# Marks: what happened to a flow on the way from its cells.
COAL_UNKNOWN: Final = 1
FACTOR_MISSING: Final = 2
FACTOR_UNCONFIRMED: Final = 4
FACTOR_CARRIED: Final = 8
NOT_ACCEPTED: Final = 16  # the report of a span, stock or rate is not accepted
