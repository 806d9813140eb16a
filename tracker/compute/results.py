"""What is evaluated of a panel on a day: computed when asked for, in blocks of whole families."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tracker.compute.block import Block
from tracker.compute.panel import Panel

SITES_AT_ONCE: Final = 512
"""Sites computed together: their planes of one indicator stay in the processor's cache."""


@dataclass(frozen=True)
class Results:
    """A panel seen on a day; blocks are made once, and remember what was computed in them."""

    panel: Panel
    today: date
    made: dict[tuple[int, int], Block] = field(default_factory=dict, repr=False, compare=False)

    def blocks(self, sites: Collection[str] | None = None) -> Iterator[Block]:
        """Give blocks that hold the sites (all by default), nothing else but their families."""
        runs = _packed(self.panel.ends) if sites is None else _families(self.panel, sites)
        for first, last in runs:
            if (first, last) not in self.made:
                self.made[first, last] = Block(self.panel, first, last, self.today)
            yield self.made[first, last]

    def covering(self, first: int, last: int) -> "Results":
        """Return results that also reach these months."""
        panel = self.panel.covering(first, last)
        return self if panel is self.panel else Results(panel, self.today)


def evaluate(panel: Panel, today: date) -> Results:
    """Return what can be asked of a panel; `today` decides which years are over."""
    return Results(panel, today)


def _packed(ends: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Join families to runs of about SITES_AT_ONCE sites."""
    first = 0
    for end in ends:
        if end - first >= SITES_AT_ONCE or end == ends[-1]:
            yield first, end
            first = end


def _families(panel: Panel, sites: Collection[str]) -> Iterator[tuple[int, int]]:
    """Join the families of the sites where they lie side by side."""
    wanted = {panel.index[site] for site in sites}
    runs: list[tuple[int, int]] = []
    first = 0
    for end in panel.ends:
        if not wanted.isdisjoint(range(first, end)):
            if runs and runs[-1][1] == first and end - runs[-1][0] <= SITES_AT_ONCE:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((first, end))
        first = end
    yield from runs
