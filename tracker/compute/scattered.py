"""What slip explains a figure of an item that scatters too widely for any forecast, such as storm water.

Of such an item one knows only what the month was in the years before: how likely a figure is as it stands,
and how likely with each slip taken back, follows from a density over those (a Gaussian kernel over the powers
of ten; the months beside it count in part; a floor stands for what was never seen).
"""

import math
from dataclasses import dataclass

import numpy as np

from tracker.compute.arrays import Floats
from tracker.compute.history import RARE_POWERS, SLIP_POWERS

SPREAD, SCATTERED = 5.0, 0.8
"""So many times its usual surprise is an item's noise. From so much noise on, in powers of ten, a slip by ten
no longer stands out from what was foretold."""

_YEAR = 12
_WIDTH, _FLOOR = 0.3, 1e-4
_BESIDES = {0: 1.0, -1: 0.3, 1: 0.3}
"""How much the month itself and those beside it count."""

_LEAST = 3.0
"""So many earlier figures there must be, as they count."""
_RARE = 1.5
"""What a rare power must be likelier by than a usual one."""
_TOLD_FROM = 1.2
"""How much likelier a slip must make a figure, as a natural logarithm."""
_TAKEN_BACK = np.array([0, *(sign * power for power in SLIP_POWERS + RARE_POWERS for sign in (1, -1))])
_SELDOM = np.array([_RARE if abs(power) in RARE_POWERS else 0.0 for power in _TAKEN_BACK])


@dataclass(frozen=True)
class Likeliest:
    """The slip that explains a figure best, and whether it explains it so much better as to be told.

    `off` is the power of ten between the figure and that earlier one of its month which is nearest once the
    slip is taken back.
    """

    power: int
    off: float
    told: bool


def likeliest_slip(logs: Floats, column: int) -> Likeliest | None:
    """Return which slip explains a figure of one series best, None where its month is hardly known.

    `logs` are the series' figures as powers of ten, NaN where there is none above zero.
    """
    earlier, weights = _same_months(logs, column)
    if weights.sum() < _LEAST:
        return None
    figure = float(logs[column])
    apart = (figure - _TAKEN_BACK[:, None] - earlier) / _WIDTH
    kernel = np.exp(-(apart**2) / 2) / (_WIDTH * math.sqrt(2 * math.pi))
    density = np.log(kernel @ weights / weights.sum() + _FLOOR)
    gains = density - density[0] - _SELDOM
    best = 1 + int(gains[1:].argmax())
    power = int(_TAKEN_BACK[best])
    off = figure - float(earlier[np.abs(apart[best]).argmin()])
    return Likeliest(power, off, told=bool(gains[best] > _TOLD_FROM))


def _same_months(logs: Floats, column: int) -> tuple[Floats, Floats]:
    """Return the earlier figures of the month and of those beside it, and their weights."""
    parts = [logs[(column + beside) % _YEAR : column - 1 : _YEAR] for beside in _BESIDES]
    earlier = np.concatenate(parts)
    weights = np.repeat(list(_BESIDES.values()), [len(part) for part in parts])
    known = np.isfinite(earlier)
    return earlier[known], weights[known]
