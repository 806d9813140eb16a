"""The model behind the year-end forecast: what the rest of a year is, given how years have gone so far.

Every year is two numbers, the logarithm of its mean level over the months known this year and over the rest.
Monthly logarithms are a season, a level and noise; the level moves from month to month, steps from year
to year and drifts. How much of each is not estimated as one value: a small grid of shares is averaged
by how well each explains the years (Bayesian model averaging, Hoeting et al. 1999, Statist. Sci. 14,
382). For each share the season and the noise's size are integrated out exactly, which gives Student's
t, so that few years mean wide bands (West & Harrison 1997, Bayesian Forecasting and Dynamic Models,
§4.5; the likelihood of contrasts: Harville 1974, Biometrika 61, 383). Some of the grid lets one part of
one year stray (Box & Tiao 1968, Biometrika 55, 119): a slip of the unit then costs its own year, not
the forecast.

Nothing depends on what other sites are in the array.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

import numpy as np

from tracker.compute.arrays import Floats

# Variances in units of a month's noise: the monthly walk, the yearly step, the drift of a year.
_USUAL: Final = tuple(product((0.0, 0.01, 0.1), (0.0, 30.0), (0.0, 100.0)))
_BESIDE_A_STRAY: Final = tuple(product((0.0,), (0.0, 30.0), (0.0, 100.0)))
_STEP_CHANCE: Final = 0.2
_STRAY: Final = (50.0, 1e4)
_STRAY_CHANCE: Final = 0.02
# The noise's size before any year is seen: worth a third of an observation of 0.3 % a month.
_PRIOR_COUNT: Final = 0.3
_PRIOR_SIZE: Final = 0.003
_SMALL_PRODUCT: Final = 250_000  # multiplications


@dataclass(frozen=True)
class Rest:
    """The logarithm of the rest's level by site: Student's t with `dof` around `centre`, `scale` wide."""

    centre: Floats
    scale: Floats
    dof: float


@dataclass(frozen=True)
class _Weights:
    """What a pattern of years needs, one entry per share: nothing in it depends on figures.

    `predict` (shares × parts) and `spread` (the forecast's variance in units of noise), `misfit` (shares ×
    pairs of parts: the quadratic form of the contrasts) and `evidence` (what of the likelihood is the same
    for all sites).
    """

    predict: Floats
    spread: Floats
    misfit: Floats
    evidence: Floats


def rest_of_year(parts: Floats, known_months: int, years_back: tuple[int, ...]) -> Rest:
    """Forecast the last part of the running year from all parts before it.

    `parts` (sites × (2 × years + 1)): logarithms of known and rest of each earlier year, oldest first, then
    of what is known this year. `years_back`: how many years before this one each lies, descending. Shares are
    averaged by their evidence; one t with the mixture's mean and variance stands for it.
    """
    weights = _weights(known_months, years_back)
    level = parts[:, -1:]
    moved = (parts - level).T
    one, other = np.triu_indices(len(moved))
    misfit = np.maximum(_product(weights.misfit, moved[one] * moved[other]), 0.0)
    misfit += _PRIOR_COUNT * _PRIOR_SIZE**2
    dof = _PRIOR_COUNT + len(moved) - 2
    evidence = weights.evidence[:, None] - dof / 2 * np.log(misfit)
    chance = np.exp(evidence - evidence.max(axis=0))
    chance /= chance.sum(axis=0)
    each = weights.predict @ moved
    centre = (chance * each).sum(axis=0)
    apart = (1 - 2 / dof) * (each - centre) ** 2  # a t's variance is dof / (dof - 2) × its scale²
    variance = (chance * (weights.spread[:, None] * misfit / dof + apart)).sum(axis=0)
    scale = np.where(np.ptp(parts, axis=1) > 1e-9, np.sqrt(variance), 0.0)
    return Rest(centre + level[:, 0], scale, dof)


def _product(shares: Floats, sites: Floats) -> Floats:
    """Multiply a few sites at a time.

    Small products stay on one thread: BLAS's threads, waiting for each other on a machine that does other
    work too, made this a hundred times slower.
    """
    step = max(1, _SMALL_PRODUCT // shares.size)
    return np.concatenate(
        [shares @ sites[:, first : first + step] for first in range(0, sites.shape[1], step)], axis=1
    )


@lru_cache(maxsize=4096)
def _weights(known_months: int, years_back: tuple[int, ...]) -> _Weights:
    covariance, evidence = _covariances(known_months, years_back)
    count = covariance.shape[1] - 1
    season = np.resize(np.eye(2), (count + 1, 2))
    seen, rest = season[:-1], season[-1]
    inverse = np.linalg.inv(covariance[:, :-1, :-1])
    information = seen.T @ inverse @ seen
    by_season = np.linalg.inv(information) @ seen.T @ inverse  # generalized least squares
    contrasts = inverse - inverse @ seen @ by_season
    along = np.einsum("gi,gij->gj", covariance[:, -1, :-1], inverse)
    left = rest - along @ seen
    spread = covariance[:, -1, -1] - (along * covariance[:, -1, :-1]).sum(axis=1)
    spread += np.einsum("gi,gij,gj->g", left, np.linalg.inv(information), left)
    sizes = np.linalg.slogdet(covariance[:, :-1, :-1])[1] + np.linalg.slogdet(information)[1]
    predict = along + np.einsum("gi,gij->gj", left, by_season)
    one, other = np.triu_indices(count)
    misfit = np.ascontiguousarray(contrasts[:, one, other] * np.where(one == other, 1.0, 2.0))
    return _Weights(predict, spread, misfit, evidence - sizes / 2)


def _covariances(known_months: int, years_back: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Return the covariance of all parts for every share (in units of noise), and each share's prior."""
    parts = _parts(known_months, years_back)
    month = np.arange(parts.shape[1])
    year, since = month // 12, (month - len(month)) / 12
    noise = parts @ parts.T
    walk, step, drift = (
        parts @ moving @ parts.T
        for moving in (np.minimum.outer(month, month), np.minimum.outer(year, year), np.outer(since, since))
    )
    usual, beside = (
        np.array([noise + m * walk + y * step + d * drift for m, y, d in shares])
        for shares in (_USUAL, _BESIDE_A_STRAY)
    )
    seen = len(parts) - 1
    stray = np.zeros((seen, *noise.shape))
    stray[range(seen), range(seen), range(seen)] = 1.0
    strays = [beside + size * part for size in _STRAY for part in stray]
    chances = [_chances(_USUAL), *[_STRAY_CHANCE * _chances(_BESIDE_A_STRAY)] * len(strays)]
    return np.concatenate([usual, *strays]), np.log(np.concatenate(chances))


def _chances(shares: Sequence[tuple[float, ...]]) -> Floats:
    """Return how likely each share is before any year is seen."""
    odds = np.array([_STEP_CHANCE if step else 1 - _STEP_CHANCE for _, step, _ in shares])
    chances: Floats = odds / odds.sum()
    return chances


def _parts(known_months: int, years_back: tuple[int, ...]) -> Floats:
    """Return parts × months: each part is the mean of its months, known before rest, years ascending."""
    years = years_back[0] + 1
    means = np.zeros((2, 12))
    means[0, :known_months] = 1 / known_months
    means[1, known_months:] = 1 / (12 - known_months)
    parts = np.zeros((len(years_back) + 1, 2, years, 12))
    for place, back in enumerate((*years_back, 0)):
        parts[place, :, years - 1 - back] = means
    return parts.reshape(-1, years * 12)
