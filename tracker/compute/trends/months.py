"""What every test on monthly series starts from: the usable months, and how they are set close together."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from tracker.compute.arrays import Bools, Floats

Kind = TypeVar("Kind", bound=np.generic)
Result = TypeVar("Result")

MONTHS: Final = 12

LARGEST: Final = 1e100
"""A magnitude no figure has; beyond it squares would overflow, so such a value counts as missing."""


def usable(series: Floats) -> Bools:
    """Say which months of (sites, months) hold a finite number."""
    found: Bools = np.abs(series) < LARGEST
    return found


def by_year(plane: NDArray[Kind]) -> NDArray[Kind]:
    """Return a plane of (sites, months) as (sites, years, 12); the years are whole."""
    return plane.reshape(len(plane), plane.shape[1] // MONTHS, MONTHS)


def in_parts(sites: int, at_once: int = 512) -> Iterator[slice]:
    """Yield runs of sites whose planes fit the processor's cache; at least one, if an empty one."""
    yield from (slice(first, first + at_once) for first in range(0, max(sites, 1), at_once))


def set_close(plane: Floats, there: Bools) -> Floats:
    """Set each site's months that are there side by side, in order; what is left over at the end is 0."""
    if there.all():
        return plane
    place = there.cumsum(axis=1) - 1
    found = np.zeros((len(plane), int(there.sum(axis=1).max(initial=0))))
    site, month = np.nonzero(there)
    found[site, place[site, month]] = plane[site, month]
    return found


def joined(parts: Sequence[Result]) -> Result:
    """Return the results of several parts of the sites, dataclasses of arrays, as one."""
    if len(parts) == 1:
        return parts[0]
    made: Any = type(parts[0])
    whole: Result = made(*map(np.concatenate, zip(*(vars(part).values() for part in parts), strict=True)))
    return whole
