"""Which reports are accepted: a park's or region's own, of an enterprise those of its park of that month."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from tracker.catalog.periods import Period
from tracker.compute.arrays import Bools
from tracker.compute.families import dated_plane_row
from tracker.compute.panel import Panel

EARLIER_REPORTS: Final = 12
"""Months before the panel's start a window may reach back to."""


@dataclass(frozen=True)
class Acceptance:
    """Per site the months, and the years, whose report is *not* accepted; `before` those before the panel."""

    month: Bools
    year: Bools
    before: Bools


def acceptance_of(panel: Panel) -> Acceptance:
    """Return which of the reports that hold the sites' figures are not accepted."""
    return panel.once("acceptance", lambda: _acceptance(panel))


def _acceptance(panel: Panel) -> Acceptance:
    months, years = _accepted_reports(panel)
    sites, width = len(panel.sites), panel.months + EARLIER_REPORTS
    no_month, no_year = np.zeros(width, np.bool_), np.zeros(width // 12, np.bool_)
    month, year = np.ones((sites, width), np.bool_), np.ones((sites, width // 12), np.bool_)
    for row, site in enumerate(panel.sites):
        parents = {parent for _, parent in site.parent} if site.kind == "enterprise" else set()
        for code in {site.code, *parents}:
            there = _reports_to(panel, row, code) if parents else ~no_month
            month[row, there] = ~months.get(code, no_month)[there]
            year[row, there[11::12]] = ~years.get(code, no_year)[there[11::12]]
    return Acceptance(month[:, EARLIER_REPORTS:], year[:, 1:], month[:, :EARLIER_REPORTS])


def _reports_to(panel: Panel, row: int, code: str) -> Bools:
    """Return the months in which this site's report holds an enterprise's figures (parentless: its own)."""
    site = panel.sites[row]
    dated = ((None, site.code), *site.parent)
    return dated_plane_row(dated, panel.start - EARLIER_REPORTS, panel.months + EARLIER_REPORTS, code)


def _accepted_reports(panel: Panel) -> tuple[dict[str, Bools], dict[str, Bools]]:
    months: dict[str, Bools] = {}
    years: dict[str, Bools] = {}
    width = panel.months + EARLIER_REPORTS
    for code, text in panel.accepted:
        first, is_year = _report(text)
        place = first - panel.start + EARLIER_REPORTS
        if not 0 <= place < width:
            continue
        if is_year:
            years.setdefault(code, np.zeros(width // 12, np.bool_))[place // 12] = True
        else:
            months.setdefault(code, np.zeros(width, np.bool_))[place] = True
    return months, years


@lru_cache(maxsize=4096)
def _report(text: str) -> tuple[int, bool]:
    period = Period.parse(text)
    return period.first, period.kind == "year"
