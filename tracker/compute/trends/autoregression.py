"""Regression on years and month effects with errors that carry over from month to month. It decides.

The errors are AR(1) over the calendar: months d apart correlate by φ^d, so gaps are no trouble. φ is
estimated by restricted maximum likelihood (Patterson & Thompson 1971, Biometrika 58; Cheang & Reinsel 2000,
Journal of the American Statistical Association 95, for regressions on time), which the many month effects do
not pull towards 0 as they do the correlation of residuals. What it costs not to know φ is in the answer:
variance of the slope and degrees of freedom of its t are those of Kenward & Roger (1997), Biometrics 53, from
the expected information.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from scipy.special import stdtr

from tracker.compute.arrays import Bools, Floats
from tracker.compute.trends.lines import Line
from tracker.compute.trends.months import MONTHS, in_parts, joined, set_close
from tracker.compute.trends.robust import quantile

LOWEST: Final = -0.9
HIGHEST: Final = 0.6
"""What lasts longer than half a year (0.6⁶ = 0.05) is the series moving, not noise.

With φ near 1 every movement would be noise, and no fall of a few years could ever be told.
"""

GRID: Final = np.linspace(-0.8, 0.6, 11)
"""Where the likelihood is first looked at: its summit lies beside the highest of these."""

CLOSER: Final = 0.03
"""Distance in φ of the second look, around the summit of the first."""

STEP: Final = 1e-3
"""Distance in φ over which derivatives are taken."""

WIDEST: Final = 1 / 3
"""The variance of φ when nothing is known of it: that of any number between −1 and 1."""

SITES_AT_ONCE: Final = 32
"""Fourteen planes for each of them stay in the processor's cache."""

FAR: Final = 1e6
"""Months (an even number) after which nothing is left of an error."""


@dataclass(frozen=True)
class Autoregression:
    """Per site: φ, the slope per year, its standard error and degrees of freedom, 95 % limits, two-sided p.

    The slope is relative where the line is one of logarithms. NaN where the line's `reason` is not 0.
    """

    phi: Floats
    slope: Floats
    error: Floats
    freedom: Floats
    low: Floats
    high: Floats
    p: Floats


class _Rows(NamedTuple):
    """Month effects, years and residual of the months there are, (sites, rows, 14), and the rows before.

    `apart` is how many months lie between the two. `absent`, added to X'X, puts 1 on the diagonal where a
    column is empty: its effect is 0, and nothing else changes.
    """

    now: Floats
    before: Floats
    apart: Floats
    there: Bools
    absent: Floats
    freedom: Floats


class _Fit(NamedTuple):
    """Least squares at a given φ, each (sites,): likelihood, slope, variances of errors and of the slope.

    The last is for errors of variance 1.
    """

    likelihood: Floats
    slope: Floats
    scatter: Floats
    spread: Floats


def of_line(line: Line) -> Autoregression:
    """Test whether each site's line rises or falls."""
    return joined([_of_part(line.take(part)) for part in in_parts(len(line.n), SITES_AT_ONCE)])


def _of_part(line: Line) -> Autoregression:
    size = np.sqrt(np.einsum("sm,sm->s", line.residual, line.residual) / line.freedom)
    scale = np.where(line.exact, 1.0, size)
    rows = _rows(line, line.residual / scale[:, None])
    phi = _likeliest(rows)
    fit = _fit(rows, phi)
    widening, freedom = _second_order(rows, phi)
    slope = line.slope + scale * fit.slope
    error = np.where(line.exact, 0.0, scale * np.sqrt(fit.scatter * fit.spread * widening))
    t = np.zeros_like(error)
    np.divide(np.abs(slope), error, out=t, where=error > 0)
    p = np.where(line.exact, 0.0, 2 * stdtr(freedom, -t))
    reach = quantile(freedom) * error
    had = np.where(line.reason == 0, 0.0, np.nan)
    found = (np.where(line.exact, 0.0, phi), slope, error, freedom, slope - reach, slope + reach, p)
    return Autoregression(*(array + had for array in found))


def _rows(line: Line, residual: Floats) -> _Rows:
    there = line.there
    time = set_close(np.broadcast_to(np.arange(there.shape[1], dtype=np.float64), there.shape), there)
    close = np.arange(time.shape[1]) < line.n[:, None]
    effects = (time[:, :, None] % MONTHS == np.arange(MONTHS)) & close[:, :, None]
    others = [set_close(plane, there)[:, :, None] for plane in (line.years, residual)]
    now = np.concatenate([effects, *others], axis=2, dtype=np.float64)
    before = np.concatenate([np.zeros_like(now[:, :1]), now[:, :-1]], axis=1)
    apart = np.where(close, np.diff(time, axis=1, prepend=0.0), FAR)
    apart[:, :1] = FAR  # nothing comes before the first
    empty = np.concatenate([~line.seasons, line.spread[:, None] == 0], axis=1)
    absent = empty[:, :, None] * np.eye(MONTHS + 1)
    return _Rows(now, before, apart, close, absent, line.freedom)


def _likeliest(rows: _Rows) -> Floats:
    """Return φ where the restricted likelihood is highest."""
    sites = np.arange(len(rows.now))
    seen = np.stack([_fit(rows, np.full(len(sites), phi)).likelihood for phi in GRID])
    best = np.clip(seen.argmax(axis=0), 1, len(GRID) - 2)
    phi = _summit(GRID[best], GRID[1] - GRID[0], *(seen[best + side, sites] for side in (-1, 0, 1)))
    return _summit(phi, CLOSER, *(_fit(rows, phi + side).likelihood for side in (-CLOSER, 0.0, CLOSER)))


def _summit(phi: Floats, step: float, below: Floats, here: Floats, above: Floats) -> Floats:
    """Return where the parabola through three likelihoods is highest, at most a step away."""
    bend = below - 2 * here + above
    hollow = bend > -1e-9 * np.abs(here)
    lean = np.where(np.abs(above - below) > 1e-9 * np.abs(here), np.sign(above - below), 0.0)
    off = np.where(hollow, lean, (below - above) / (2 * np.where(hollow, 1.0, bend)))
    found: Floats = np.clip(phi + step * np.clip(off, -1, 1), LOWEST, HIGHEST)
    return found


def _link(rows: _Rows, phi: Floats, less: int = 0) -> Floats:
    """Return φ to the power of the months between each row and the row before, or of some months less."""
    apart = rows.apart - less
    size = np.abs(phi)[:, None] ** apart
    return np.where((phi[:, None] < 0) & (apart % 2 == 1), -size, size)


def _fit(rows: _Rows, phi: Floats) -> _Fit:
    """Fit with a φ for each site, every row freed of what the row before says of it."""
    link = _link(rows, phi)
    rest = 1.0 - link * link
    white = (rows.now - link[:, :, None] * rows.before) * (rows.there / np.sqrt(rest))[:, :, None]
    gram = white.transpose(0, 2, 1) @ white
    root = np.linalg.cholesky(gram[:, :-1, :-1] + rows.absent)
    solved = np.linalg.solve(root, gram[:, :-1, -1:])[:, :, 0]
    diagonal = np.diagonal(root, axis1=1, axis2=2)
    left = np.maximum(gram[:, -1, -1] - np.einsum("sk,sk->s", solved, solved), np.finfo(np.float64).tiny)
    both = np.log(rest).sum(axis=1) + 2 * np.log(diagonal).sum(axis=1)
    likelihood = -0.5 * (both + rows.freedom * np.log(left))
    last = diagonal[:, -1]
    return _Fit(likelihood, solved[:, -1] / last, left / rows.freedom, 1.0 / (last * last))


def _second_order(rows: _Rows, phi: Floats) -> tuple[Floats, Floats]:
    """Return the factor for the slope's variance, and its degrees of freedom, as φ is an estimate.

    Kenward & Roger's adjusted variance and Satterthwaite's degrees of freedom for one contrast. M is the
    inverse of X'KX, K that of the errors' correlations V; K's derivative by φ is −K V' K, which gives all
    their terms.
    """
    lower, here, upper = (_weighted(rows, phi + side) for side in (-STEP, 0.0, STEP))
    first, second = (upper - lower) / (2 * STEP), (upper - 2 * here + lower) / (STEP * STEP)
    design = rows.now[:, :, :-1].transpose(0, 2, 1)
    inverse = np.linalg.inv(design @ here + rows.absent)
    turn = inverse @ (design @ first)  # M X'K'X
    tilted = _unweighted(rows, phi, first)
    middle = inverse @ (tilted.transpose(0, 2, 1) @ tilted)  # M X'K'V K'X
    spread = inverse[:, -1, -1]
    slant = -(turn @ inverse)[:, -1, -1] / spread
    twice = (turn @ turn @ inverse)[:, -1, -1] / spread
    bend = 2 * twice - (inverse @ (design @ second) @ inverse)[:, -1, -1] / spread
    wander = (middle @ inverse)[:, -1, -1] / spread - twice
    variance, lean = _information(rows, phi, turn, middle)
    bias = variance * (bend / 2 - slant * lean)
    # exp(−bias) is 1 − bias to this order, and never below 0
    widening = np.exp(-bias) + variance * np.maximum(wander, 0.0)
    return widening, 2 / (2 / rows.freedom + variance * (slant - lean) ** 2)


def _information(rows: _Rows, phi: Floats, turn: Floats, middle: Floats) -> tuple[Floats, Floats]:
    """Return the variance of φ by the expected information, and how much log scatter falls per φ."""
    link = _link(rows, phi)
    rest = 1.0 - link * link
    change = np.where(rows.apart < FAR, rows.apart, 0.0) * _link(rows, phi, less=1) / rest
    trace = np.trace(turn, axis1=1, axis2=2) - 2 * (link * change).sum(axis=1)  # of P V'
    squares = 2 * ((1 + link * link) * change * change).sum(axis=1)  # of P V' P V'
    squares += np.einsum("sij,sji->s", turn, turn) - 2 * np.trace(middle, axis1=1, axis2=2)
    known = 0.5 * (squares - trace * trace / rows.freedom)
    return 1.0 / np.maximum(known, 1 / WIDEST), trace / rows.freedom


def _weighted(rows: _Rows, phi: Floats) -> Floats:
    """Return K X: each row less what both its neighbours say of it."""
    link = _link(rows, phi)
    rest = 1.0 - link * link
    off = (rows.now - link[:, :, None] * rows.before)[:, :, :-1] * (rows.there / rest)[:, :, None]
    off[:, :-1] -= link[:, 1:, None] * off[:, 1:]
    return off


def _unweighted(rows: _Rows, phi: Floats, plane: Floats) -> Floats:
    """Return what, multiplied by its own transpose, is plane' V plane: the last row first."""
    link = _link(rows, phi)
    root = np.sqrt(1.0 - link * link)
    found = plane * root[:, :, None]
    follow = (link[:, 1:] / root[:, 1:] * root[:, :-1])[:, :, None]
    for row in range(found.shape[1] - 2, -1, -1):
        found[:, row] += follow[:, row] * found[:, row + 1]
    return found
