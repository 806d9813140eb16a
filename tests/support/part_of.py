"""A part of the demo province: some parks with their enterprises, for tests that need not load all."""

from collections.abc import Collection
from dataclasses import replace

from tracker.services.demo.province import Province


def part_of(province: Province, parks: Collection[str]) -> Province:
    """Return the province as if there were only these parks."""
    kept = {site.code for site in province.sites if (site.parent or site.code) in parks}
    return replace(
        province,
        sites=[site for site in province.sites if site.code in kept],
        declarations=[line for line in province.declarations if line.site in kept],
        rows=[row for row in province.rows if row.site in kept],
        reports=[report for report in province.reports if report.site in kept],
    )
