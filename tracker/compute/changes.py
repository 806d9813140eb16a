"""Whether a dated attribute of a site stayed the same over a window and the one a year before."""

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.arrays import Bools, Ints
from tracker.compute.block import Block
from tracker.compute.reductions import window_bounds
from tracker.compute.site_facts import Dated

REACH = 24
"""Months before the panel's start a window and its baseline can reach back to."""


def attribute_plane(block: Block, name: str, default: str) -> tuple[Ints, list[str]] | None:
    """Return an attribute by site and month, from REACH months before the panel on, as places in a list.

    None where no site's changes in these months.
    """
    return block.once(("attribute", name), lambda: _plane(block, name, default))


def _plane(block: Block, name: str, default: str) -> tuple[Ints, list[str]] | None:
    start, months = block.panel.start - REACH, block.shape[1] + REACH
    dated = [getattr(site, name) for site in block.sites]
    if not any(since is not None and since > start for entries in dated for since, _ in entries):
        return None
    values = sorted({default, *(value for entries in dated for _, value in entries)})
    plane = np.full((len(dated), months), values.index(default), np.int32)
    for row, entries in enumerate(dated):
        _lay(plane[row], entries, start, values)
    return plane, values


def _lay(row: Ints, entries: Dated, start: int, values: list[str]) -> None:
    for since, value in entries:
        row[0 if since is None else max(0, since - start) :] = values.index(value)


def unchanged(plane: Ints, window: Window) -> Bools:
    """Say for every window end whether the attribute is the same throughout the window and its baseline."""
    months = plane.shape[1] - REACH
    first, last = window_bounds(window, months)
    runs = np.cumsum(np.diff(plane, axis=1, prepend=plane[:, :1]) != 0, axis=1)
    a, b = first + REACH, last + REACH
    a, before, then = np.maximum(a, 0), np.maximum(a - 12, 0), np.maximum(b - 12, 0)
    same: Bools = (
        (runs[:, a] == runs[:, b]) & (runs[:, before] == runs[:, then]) & (plane[:, b] == plane[:, then])
    )
    return same


def at_end(plane: Ints, window: Window) -> Ints:
    """Return the attribute in force in each window's last month."""
    _, last = window_bounds(window, plane.shape[1] - REACH)
    found: Ints = plane[:, last + REACH]
    return found
