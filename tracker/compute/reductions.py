"""Sums and unions over windows, for all window ends at once.

Additions run from the oldest month to the newest, so that every sum is the same number however it is asked
for. Bits are joined by doubling: a union may take the same month twice. All planes here are contiguous, and
shifted as flat arrays; what then comes from the site before is masked, or lies where a window is incomplete.
"""

from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from tracker.catalog.results import Window
from tracker.compute.arrays import Bits, Floats, Ints

Kind = TypeVar("Kind", bound=np.generic)

DECEMBERS = slice(11, None, 12)


def sums(value: Floats, window: Window) -> Floats:
    """Add up a plane over the windows ending at each month (of each year, for `year`)."""
    if window == "month":
        return value
    if window == "rolling12":
        return _rolling_sums(value)
    to_date = _sums_to_date(value)
    return to_date if window == "ytd" else to_date[:, DECEMBERS]


def unions(bits: Bits, window: Window) -> Bits:
    """Join the bits of a plane over the windows ending at each month (of each year, for `year`)."""
    if window == "month":
        return bits
    if window == "rolling12":
        return _rolling_unions(bits)
    to_date = _unions_to_date(bits)
    return to_date if window == "ytd" else to_date[:, DECEMBERS]


def _sums_to_date(value: Floats) -> Floats:
    sites, months = value.shape
    total = np.empty_like(value)
    by_year, totals = value.reshape(sites, months // 12, 12), total.reshape(sites, months // 12, 12)
    totals[:, :, 0] = by_year[:, :, 0]
    for month in range(1, 12):
        np.add(totals[:, :, month - 1], by_year[:, :, month], out=totals[:, :, month])
    return total


def _rolling_sums(value: Floats) -> Floats:
    flat = value.reshape(-1)
    total = np.zeros_like(value)
    sums_ = total.reshape(-1)[11:]
    np.add(flat[:-11], flat[1:-10], out=sums_)
    for back in range(9, -1, -1):
        np.add(sums_, flat[11 - back : len(flat) - back], out=sums_)
    return total


def _unions_to_date(bits: Bits) -> Bits:
    result = bits.copy()
    flat = result.reshape(-1)
    for shift in (1, 2, 4, 8):
        earlier = flat[:-shift] & same_year(len(flat), shift)[shift:]
        flat[shift:] |= earlier
    return result


def _rolling_unions(bits: Bits) -> Bits:
    two = _joined(bits, bits, 1)
    four = _joined(two, two, 2)
    eight = _joined(four, four, 4)
    return _joined(eight, four, 8)


def _joined(recent: Bits, earlier: Bits, shift: int) -> Bits:
    result = recent.copy()
    flat = result.reshape(-1)
    flat[shift:] |= earlier.reshape(-1)[:-shift] & same_site(flat.size, recent.shape[1], shift)[shift:]
    return result


def window_bounds(window: Window, months: int) -> tuple[Ints, Ints]:
    """Return the first and last column of the windows ending at each month (of each year, for `year`)."""
    last = np.arange(months, dtype=np.int32)
    if window == "year":
        last = last[11::12]
    first = {"month": last, "ytd": last - last % 12, "rolling12": last - 11, "year": last - last % 12}[window]
    return first, last


def earlier(plane: NDArray[Kind], window: Window, unknown: Any) -> NDArray[Kind]:  # noqa: ANN401 - a scalar
    """Return a plane as it was a year earlier, `unknown` where the panel does not reach back."""
    back = 1 if window == "year" else 12
    result = np.empty_like(plane)
    result[:, :back] = unknown
    result[:, back:] = plane[:, :-back]
    return result


@lru_cache(maxsize=64)
def same_year(months: int, back: int) -> Bits:
    """Return 255 where the month so many months back lies in the same year, else 0 (flat, from a January)."""
    within = np.arange(12) >= back
    mask: Bits = np.tile(np.where(within, np.uint8(255), np.uint8(0)), months // 12)
    mask.setflags(write=False)
    return mask


@lru_cache(maxsize=64)
def same_site(months: int, width: int, back: int) -> Bits:
    """Return 255 where the month so many months back lies in the same row of this width, else 0 (flat)."""
    within = np.arange(width) >= back
    mask: Bits = np.tile(np.where(within, np.uint8(255), np.uint8(0)), months // width)
    mask.setflags(write=False)
    return mask
