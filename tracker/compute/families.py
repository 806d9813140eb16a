"""Which sites belong together: a park and the enterprises ever below it; when it is the sum of them."""

from collections.abc import Sequence

import numpy as np

from tracker.compute.arrays import Bools
from tracker.compute.panel import Panel
from tracker.compute.site_facts import SiteFacts


def whole_families(sites: Sequence[SiteFacts]) -> tuple[list[int], tuple[int, ...]]:
    """Return the sites' rows with families side by side, in code order, and where each family ends."""
    head = {site.code: site.code for site in sites}

    def head_of(code: str) -> str:
        while head[code] != code:
            code = head[code]
        return code

    for site in sites:
        for _, parent in site.parent:
            if parent in head:
                head[head_of(site.code)] = head_of(parent)
    heads = [head_of(site.code) for site in sites]
    order = sorted(range(len(sites)), key=lambda row: (heads[row], sites[row].code))
    ends = [place + 1 for place, row in enumerate(order[:-1]) if heads[row] != heads[order[place + 1]]]
    return order, (*ends, len(order))


def enterprises_of(panel: Panel) -> dict[int, list[tuple[int, Bools]]]:
    """Return the enterprises ever below each site, in code order, with the months in which they are."""
    return panel.once("enterprises", lambda: _enterprises(panel))


def _enterprises(panel: Panel) -> dict[int, list[tuple[int, Bools]]]:
    below: dict[int, list[tuple[int, Bools]]] = {}
    for row, site in enumerate(panel.sites):
        if site.kind != "enterprise":
            continue
        for parent in sorted({parent for _, parent in site.parent} & panel.index.keys()):
            there = dated_plane_row(site.parent, panel.start, panel.months, parent)
            below.setdefault(panel.index[parent], []).append((row, there))
    return below


def rolled_up_months(panel: Panel) -> dict[int, Bools]:
    """Return the months in which each site with enterprises is the sum of them."""
    return panel.once("rolled up", lambda: _rolled_up(panel))


def _rolled_up(panel: Panel) -> dict[int, Bools]:
    return {
        row: dated_plane_row(panel.sites[row].collect, panel.start, panel.months, "rollup")
        for row in enterprises_of(panel)
    }


def dated_plane_row(dated: tuple[tuple[int | None, str], ...], start: int, months: int, value: str) -> Bools:
    """Return the months in which a dated attribute has a value; the last made of those begun wins."""
    row = np.zeros(months, np.bool_)
    for since, stated in dated:
        row[max(0, (start if since is None else since) - start) :] = stated == value
    return row
