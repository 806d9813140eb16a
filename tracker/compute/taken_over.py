"""Cells taken over from an earlier panel of the same sites, so that a change of a few figures costs little.

What a cell is (typed, missing, passed over …) hangs on where figures stand, of its own item and of those it
is entered or known together with, and not on their size. So where no figure of these was added or taken
away, the cells stay what they were; only their values are laid out again.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from tracker.compute.cells import Cells
from tracker.compute.panel import Observations, Panel
from tracker.compute.typed_cells import typed_cells

_WHERE = ("site", "kind", "first", "last", "estimated", "reason")


def take_over_cells(panel: Panel, earlier: Panel) -> None:
    """Take over the cells `earlier` has decided, where deciding them anew would come to the same."""
    if not _alike(panel, earlier):
        return
    moved = _with_relatives(panel, {item for item, base in _moved(panel, earlier)})
    for key, cells in list(earlier.made.items()):
        if key[0] == "cells" and key[1] not in moved:
            _, item, base = key
            panel.made[key] = (
                cells
                if _same_values(panel, earlier, item, base)
                else _laid_out_again(panel, cells, item, base)
            )


def _alike(panel: Panel, earlier: Panel) -> bool:
    """Say whether all that decides a cell beside its item's figures is the same."""
    return (
        panel.rules is earlier.rules
        and (panel.start, panel.months) == (earlier.start, earlier.months)
        and panel.sites == earlier.sites
        and panel.accepted == earlier.accepted
        and np.array_equal(panel.begins, earlier.begins)
    )


def _moved(panel: Panel, earlier: Panel) -> set[tuple[str, int]]:
    """Return the items, with their base year, whose figures stand elsewhere, or are known otherwise."""
    if panel.groups == earlier.groups and _places(panel.observations) == _places(earlier.observations):
        return set()
    groups = panel.groups.keys() | earlier.groups.keys()
    return {group for group in groups if _places(panel.typed(*group)) != _places(earlier.typed(*group))}


def _places(typed: Observations | None) -> bytes:
    """Return what tells where figures and blanks stand."""
    if typed is None:
        return b""
    columns = [*(getattr(typed, name) for name in _WHERE), np.isnan(typed.value)]
    return b"".join(column.tobytes() for column in columns)


def _with_relatives(panel: Panel, items: Collection[str]) -> set[str]:
    """Return the items with all that are entered or known together with them, and with those in turn."""
    sets = [
        {rule.code for rule in panel.rules.items.values() if getattr(rule, field) == name}
        for field in ("together", "entered_with")
        for name in {getattr(rule, field) for rule in panel.rules.items.values()} - {None}
    ]
    found = set(items)
    while touched := [members for members in sets if members & found and not members <= found]:
        found.update(*touched)
    return found


def _same_values(panel: Panel, earlier: Panel, item: str, base: int) -> bool:
    now, before = panel.typed(item, base), earlier.typed(item, base)
    return now is None or before is None or np.array_equal(now.value, before.value, equal_nan=True)


def _laid_out_again(panel: Panel, cells: Cells, item: str, base: int) -> Cells:
    """Return cells with the values their figures have now."""
    typed = typed_cells(panel, item, base)
    return replace(cells, value=np.where(panel.outside, 0.0, typed.value), annual=typed.annual)
