"""The item table as planes: what the declarations say of one item at every site and month (contract §3)."""

from typing import Final

import numpy as np

from tracker.compute.arrays import NEVER, NOT_APPLICABLE, UNCONFIRMED, Bits
from tracker.compute.panel import Panel
from tracker.compute.rulebook import ItemRule
from tracker.compute.site_facts import Declaration

NOT_SAID: Final = 0
APPLICABLE: Final = 255


def declarations_of(panel: Panel) -> dict[str, list[tuple[int, Declaration]]]:
    """Return the lines of all item tables by what they speak of, each with its site's row."""
    return panel.once("declarations", lambda: _by_subject(panel))


def _by_subject(panel: Panel) -> dict[str, list[tuple[int, Declaration]]]:
    found: dict[str, list[tuple[int, Declaration]]] = {}
    for row, site in enumerate(panel.sites):
        for entry in site.declarations:
            found.setdefault(entry.subject, []).append((row, entry))
    return found


def declared(panel: Panel, rule: ItemRule, start: int | None = None) -> Bits | None:
    """Return what is declared of an item: APPLICABLE, the flags of 不涉及, or NOT_SAID; None if nothing is.

    `start` is the month number of the first column (the panel's own by default).
    """
    start = panel.start if start is None else start
    months = panel.start + panel.months - start
    spoken = _spoken_of(panel, rule)
    if not spoken:
        return None
    plane = np.zeros((len(panel.sites), months), np.uint8)
    for row, entries in spoken.items():
        for entry in entries:
            plane[row, _column(entry, start) :] = _flags(entry)
        if not rule.required:
            _before_it_applied(plane[row], entries, start)
    return plane


def _spoken_of(panel: Panel, rule: ItemRule) -> dict[int, list[Declaration]]:
    """Return the declarations about an item by site; a group's covers it only where it has no figure."""
    found: dict[int, list[Declaration]] = {}
    by_subject = declarations_of(panel)
    for row, entry in by_subject.get(rule.code, ()):
        found.setdefault(row, []).append(entry)
    by_group = by_subject.get(rule.group, ()) if rule.group != rule.code else ()
    never = panel.first_figures(rule.code) == NEVER
    for row, _ in by_group:
        if never[row]:
            found[row] = [d for d in panel.sites[row].declarations if d.subject in (rule.code, rule.group)]
    return found


def _column(entry: Declaration, start: int) -> int:
    return 0 if entry.since is None else max(0, entry.since - start)


def _flags(entry: Declaration) -> int:
    if entry.applicable:
        return APPLICABLE
    return NOT_APPLICABLE if entry.confirmed else NOT_APPLICABLE | UNCONFIRMED


def _before_it_applied(row: Bits, entries: list[Declaration], start: int) -> None:
    """An alternative first spoken of as applicable from a month on was not there before, by that word."""
    if any(entry.since is None for entry in entries):
        return
    first = min(reversed(entries), key=lambda entry: entry.since or 0)
    if first.applicable:
        row[: _column(first, start)] = NOT_APPLICABLE if first.confirmed else NOT_APPLICABLE | UNCONFIRMED
