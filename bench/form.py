"""A form saved with its checks and re-evaluation against the same call without both."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from unittest.mock import patch

from bench.installation import new_folder, province
from bench.measure import compare
from tracker.services.application import Application
from tracker.services.demo.loading import load_province
from tracker.services.entering import saving
from tracker.services.entering.entry import CellEdit, SaveOutcome, save
from tracker.services.permissions import OPERATOR

CELLS = 30
BOUND = 2.0
ROUNDS = 41


def main() -> int:
    """Print the ratio; the exit code says whether the bound was held."""
    with new_folder() as folder:
        app = folder.open()
        load_province(app, province())
        form = _Form(app)
        ratio = compare(
            f"{len(form.edits)} cells of {form.site} {form.period} saved / without checks and re-evaluation",
            form.save,
            form.save_only,
            bound=BOUND,
            rounds=ROUNDS,
        )
        app.engine.dispose()
    return 0 if ratio.report() else 1


class _Form:
    """The form of a park in the middle of a province: every save types another figure into every cell."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.site, self.period = next(open_reports())
        typed = [row for row in province().rows if (row.site, row.period) == (self.site, self.period)]
        self.edits = [
            CellEdit("", row.item, row.value, row.unit, version=1, base=_base(row.unit))
            for row in typed[:CELLS]
        ]
        self.typed = {edit.item: float(edit.value) for edit in self.edits}
        self.calls = count(1)

    def save(self) -> None:
        """Save the form as the page does."""
        call = next(self.calls)
        # another figure each time, so that nothing is kept from the call before; all of them plausible
        edits = [
            replace(edit, id=f"{call}/{edit.item}", value=f"{self.typed[edit.item] * (1 + call / 1e4):.9g}")
            for edit in self.edits
        ]
        outcome: SaveOutcome = save(self.app, OPERATOR, self.site, self.period, edits)
        assert all(answer.stored for answer in outcome.answers), outcome.answers
        versions = {answer.item: answer.cell.version for answer in outcome.answers}
        self.edits = [replace(edit, version=versions[edit.item]) for edit in self.edits]

    def save_only(self) -> None:
        """Save with everything the call finds out about the figures left away."""
        with patch.object(saving, "look", lambda *_: ((), None)):
            self.save()


def open_reports() -> Iterator[tuple[str, str]]:
    """Yield parks that enter for themselves, with the newest month, where its report is still open."""
    direct = {site.code for site in province().sites if site.kind == "park" and site.collect == "direct"}
    newest = max(report.period for report in province().reports)
    for report in province().reports:
        if report.period == newest and report.state == "draft" and report.site in direct:
            yield report.site, report.period


def _base(unit: str) -> int:
    return int(unit.partition("@")[2] or 0)


if __name__ == "__main__":
    sys.exit(main())
