"""Which reports are accepted: of a park or region its own, of an enterprise those of its park of that month."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tracker.catalog.periods import Period
from tracker.compute.arrays import Bools
from tracker.compute.families import dated_plane_row

if TYPE_CHECKING:
    from tracker.compute.panel import Panel


@dataclass(frozen=True)
class Acceptance:
    """Per site the months, and the years, whose report is *not* accepted."""

    month: Bools
    year: Bools


def acceptance(panel: "Panel") -> Acceptance:
    """Look up the report that holds each site's figures of each month and year."""
    months, years = _accepted_reports(panel)
    month = np.ones(panel.shape, np.bool_)
    year = np.ones((len(panel.sites), panel.months // 12), np.bool_)
    for row, site in enumerate(panel.sites):
        if site.kind != "enterprise" or not site.parent:
            month[row] = ~months.get(site.code, month[row] & False)
            year[row] = ~years.get(site.code, year[row] & False)
            continue
        for code in {site.code, *(parent for _, parent in site.parent)}:
            there = _reports_to(panel, row, code)
            month[row, there] = ~months.get(code, np.zeros(panel.months, np.bool_))[there]
            december = there[11::12]
            year[row, december] = ~years.get(code, np.zeros(year.shape[1], np.bool_))[december]
    return Acceptance(month, year)


def _reports_to(panel: "Panel", row: int, code: str) -> Bools:
    """Return the months in which an enterprise's figures are in this site's report; without a park, its own."""
    site = panel.sites[row]
    dated = ((None, site.code), *site.parent)
    return dated_plane_row(dated, panel.start, panel.months, code)


def _accepted_reports(panel: "Panel") -> tuple[dict[str, Bools], dict[str, Bools]]:
    months: dict[str, Bools] = {}
    years: dict[str, Bools] = {}
    for code, text in panel.accepted:
        first, is_year = _report(text)
        place = first - panel.start
        if not 0 <= place < panel.months:
            continue
        if is_year:
            years.setdefault(code, np.zeros(panel.months // 12, np.bool_))[place // 12] = True
        else:
            months.setdefault(code, np.zeros(panel.months, np.bool_))[place] = True
    return months, years


@lru_cache(maxsize=4096)
def _report(text: str) -> tuple[int, bool]:
    period = Period.parse(text)
    return period.first, period.kind == "year"
